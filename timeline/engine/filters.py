"""`annotate` and `consolidate` as pure filters: no journal, no state, records in and records out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from timeline.chronology import fold
from timeline.corpus import Rejected, idle
from timeline.engine.config import DEFAULT, Config
from timeline.engine.extract import annotate_chunk
from timeline.model.records import Annotated, Article, Chronology


def annotate(
    items: Iterable[Article | Rejected], config: Config = DEFAULT, chunk: int = 16
) -> Iterator[Annotated | Rejected]:
    """Annotated articles in the order of the articles, as they come; what could not be read or extracted as rejects."""
    stream = iter(items)
    while part := list(_at_hand(stream, chunk)):
        articles = [item for item in part if isinstance(item, Article)]
        outcomes = iter(annotate_chunk(articles, config.extract) if articles else [])
        for item in part:
            if isinstance(item, Rejected):
                yield item
                continue
            outcome = next(outcomes)
            yield Rejected(item.origin or item.id, outcome) if isinstance(outcome, str) else outcome


def _at_hand(stream: Iterator[Article | Rejected], most: int) -> Iterator[Article | Rejected]:
    """The next items, as many as can be had without waiting: many at once are quicker, one that waits is answered."""
    for item in islice(stream, most):
        yield item
        if idle():
            return


def consolidate(articles: Iterable[Annotated], config: Config = DEFAULT) -> Chronology:
    """The chronology of annotated articles, whatever their order."""
    return fold(articles, (), config.chronology)
