"""Reads files and folders into articles: finds the reader by content, follows containers, builds the records.

Whatever cannot be read becomes one `Rejected`; nothing is left out in silence and nothing raises for bad input.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import entry_points

from timeline.corpus.articles import build
from timeline.corpus.budget import Budget
from timeline.corpus.drafts import Draft, Item, Reader, Rejected
from timeline.corpus.encoding import binary
from timeline.corpus.files import walk
from timeline.corpus.readers.agency import AgencyReader
from timeline.corpus.readers.feed import FeedReader
from timeline.corpus.readers.gzip import GzipReader, ZstdReader
from timeline.corpus.readers.html import HtmlReader
from timeline.corpus.readers.jsonfeed import JsonFeedReader
from timeline.corpus.readers.jsonl import JsonLinesReader
from timeline.corpus.readers.mail import MailReader, MboxReader
from timeline.corpus.readers.tar import TarReader
from timeline.corpus.readers.text import TextReader
from timeline.corpus.readers.warc import WarcReader
from timeline.corpus.readers.zip import ZipReader
from timeline.corpus.settings import CorpusSettings
from timeline.corpus.streams import Peeked, TooMuch
from timeline.model.records import Article

GROUP = "timeline.readers"
PEEK = 1 << 16


@cache
def readers() -> tuple[Reader, ...]:
    """Third parties' readers first (by name), then ours; the last takes any text."""
    extra = [point.load()() for point in sorted(entry_points(group=GROUP), key=lambda p: p.name)]
    containers = (GzipReader(), ZstdReader(), ZipReader(), TarReader(), WarcReader())
    return (
        *extra,
        *containers,
        FeedReader(),
        AgencyReader(),
        HtmlReader(),
        MboxReader(),
        MailReader(),
        JsonFeedReader(),
        JsonLinesReader(),
        TextReader(),
    )


def read(
    paths: Iterable[str | os.PathLike[str]], settings: CorpusSettings | None = None
) -> Iterator[Article | Rejected]:
    """Every article in the files and folders named, in an order that does not depend on theirs; `-` is stdin."""
    settings = settings or CorpusSettings()
    for item in walk(paths):
        for found in _from(item, settings):
            yield found.article if isinstance(found, _Found) else found


@dataclass(frozen=True, slots=True)
class Probe:
    """What one file holds: its format, how many articles, what would be refused."""

    origin: str
    format: str | None
    size: int | None
    articles: int
    rejected: tuple[Rejected, ...] = ()


def probe(paths: Iterable[str | os.PathLike[str]], settings: CorpusSettings | None = None) -> Iterator[Probe]:
    """What `read` would give, file by file, for a dry run."""
    settings = settings or CorpusSettings()
    for item in walk(paths):
        formats: Counter[str] = Counter()
        count, refused = 0, []
        for found in _from(item, settings):
            if isinstance(found, Rejected):
                refused.append(found)
            else:
                count += 1
                formats[found.format] += 1
        name = item.origin
        size = item.size if isinstance(item, Item) else None
        yield Probe(name, "+".join(sorted(formats)) or None, size, count, tuple(refused))


@dataclass(frozen=True, slots=True)
class _Found:
    article: Article
    format: str


@dataclass(slots=True)
class _Open:
    """A reader at work on one item."""

    item: Item
    format: str
    found: Iterator[Draft | Item | Rejected]
    stream: Peeked | None = None


def _from(item: Item | Rejected, settings: CorpusSettings) -> Iterator[_Found | Rejected]:
    """An explicit stack instead of recursion: members come in order, however deep."""
    if isinstance(item, Rejected):
        yield item
        return
    budget = Budget(settings.limits)
    stack = [_opened(replace(item, budget=budget), settings)]
    try:
        yield from _worked(stack, budget, settings)
    finally:
        for left in reversed(stack):
            _close(left)


def _worked(stack: list[_Open], budget: Budget, settings: CorpusSettings) -> Iterator[_Found | Rejected]:
    while stack:
        budget.begin()
        top = stack[-1]
        found = _next(top)
        if found is None:
            _close(stack.pop())
        elif isinstance(found, Rejected):
            yield found
        elif isinstance(found, Draft):
            yield from _built(found, top.format, settings)
        elif found.depth > settings.limits.nesting:
            yield Rejected(found.origin, f"nested deeper than {settings.limits.nesting} archives (the limit)")
        else:
            stack.append(_opened(found, settings))


def _close(work: _Open) -> None:
    """Closes what the reader may have left open."""
    if work.stream is not None:
        with suppress(OSError, ValueError):
            work.stream.close()


def _built(draft: Draft, name: str, settings: CorpusSettings) -> Iterator[_Found]:
    for article in build(draft, settings):
        yield _Found(article, name)


def _next(top: _Open) -> Draft | Item | Rejected | None:
    """The reader's next find; whatever goes wrong in it ends this item only."""
    try:
        return next(top.found, None)
    except TooMuch as error:
        return Rejected(top.item.origin, str(error))
    except EOFError as error:
        return Rejected(top.item.origin, f"damaged or cut off: {error}")
    except OSError as error:
        return Rejected(top.item.origin, f"cannot be read: {(error.strerror or str(error)).lower()}")
    except Exception as error:  # noqa: BLE001  # parsers of arbitrary input, some of them third parties'
        return Rejected(top.item.origin, f"cannot be read as {top.format}: {type(error).__name__}: {error}")


def _opened(item: Item, settings: CorpusSettings) -> _Open:
    """Looks at an item's first bytes and sets its reader to work."""

    def refused(reason: str) -> _Open:
        return _Open(item, "", iter([Rejected(item.origin, reason)]))

    try:
        stream = Peeked(item.open(), PEEK)
    except (TooMuch, EOFError) as error:
        return refused(str(error))
    except OSError as error:
        return refused(f"cannot be read: {(error.strerror or str(error)).lower()}")
    except Exception as error:  # noqa: BLE001  # a damaged container
        return refused(f"cannot be read: {type(error).__name__}: {error}")
    if not stream.head:
        stream.close()
        return refused("an empty file")
    for reader in readers():
        if reader.sniff(stream.head, item.name):
            return _Open(item, reader.name, iter(reader.read(item.reopened(stream), settings)), stream)
    stream.close()
    return refused(binary(stream.head) or "no reader for this format")
