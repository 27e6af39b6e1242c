"""`annotate` and `consolidate` as pure filters: no journal, no state, records in and records out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from timeline.chronology import fold
from timeline.corpus import Rejected
from timeline.engine.config import DEFAULT, Config
from timeline.engine.extract import annotate_chunk
from timeline.model.records import Annotated, Article, Chronology


def annotate(
    items: Iterable[Article | Rejected], config: Config = DEFAULT, chunk: int = 16
) -> Iterator[Annotated | Rejected]:
    """Annotated articles in the order of the articles, as they come; what could not be read or extracted as rejects."""
    stream = iter(items)
    while part := list(islice(stream, chunk)):
        articles = [item for item in part if isinstance(item, Article)]
        outcomes = iter(annotate_chunk(articles, config.extract) if articles else [])
        for item in part:
            if isinstance(item, Rejected):
                yield item
                continue
            outcome = next(outcomes)
            yield Rejected(item.origin or item.id, outcome) if isinstance(outcome, str) else outcome


def consolidate(articles: Iterable[Annotated], config: Config = DEFAULT) -> Chronology:
    """The chronology of annotated articles, whatever their order."""
    return fold(articles, (), config.chronology)
