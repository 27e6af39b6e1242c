"""Reads files and folders into articles: finds the reader by content, follows containers, builds the records.

Whatever cannot be read becomes one `Rejected`; nothing is left out in silence and nothing raises for bad input.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points

from timeline.corpus.articles import build
from timeline.corpus.drafts import Draft, Item, Reader, Rejected
from timeline.corpus.encoding import binary
from timeline.corpus.files import walk
from timeline.corpus.readers.jsonl import JsonLinesReader
from timeline.corpus.readers.text import TextReader
from timeline.corpus.settings import CorpusSettings
from timeline.corpus.streams import Peeked
from timeline.model.records import Article

GROUP = "timeline.readers"
PEEK = 1 << 16


@cache
def readers() -> tuple[Reader, ...]:
    """Third parties' readers first (by name), then ours; the last takes any text."""
    extra = [point.load()() for point in sorted(entry_points(group=GROUP), key=lambda p: p.name)]
    return (*extra, JsonLinesReader(), TextReader())


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


def _from(item: Item | Rejected, settings: CorpusSettings) -> Iterator[_Found | Rejected]:
    """An explicit stack instead of recursion: members come in order, however deep."""
    if isinstance(item, Rejected):
        yield item
        return
    stack: list[tuple[str, Iterator[Draft | Item | Rejected]]] = [_opened(item, settings)]
    while stack:
        name, drafts = stack[-1]
        found = _next(drafts, item)
        if found is None:
            stack.pop()
        elif isinstance(found, Rejected):
            yield found
        elif isinstance(found, Draft):
            for article in build(found, settings):
                yield _Found(article, name)
        else:
            stack.append(_opened(found, settings))


def _next(drafts: Iterator[Draft | Item | Rejected], item: Item) -> Draft | Item | Rejected | None:
    try:
        return next(drafts, None)
    except OSError as error:
        return Rejected(item.origin, f"cannot be read: {(error.strerror or str(error)).lower()}")


def _opened(item: Item, settings: CorpusSettings) -> tuple[str, Iterator[Draft | Item | Rejected]]:
    try:
        stream = Peeked(item.open(), PEEK)
    except OSError as error:
        return "", iter([Rejected(item.origin, f"cannot be read: {(error.strerror or str(error)).lower()}")])
    if not stream.head:
        stream.close()
        stream.close()
        return "", iter([Rejected(item.origin, "an empty file")])
    again = item.reopened(stream)
    for reader in readers():
        if reader.sniff(stream.head, item.name):
            return reader.name, reader.read(again, settings)
    stream.close()
    stream.close()
    return "", iter([Rejected(item.origin, binary(stream.head) or "no reader for this format")])
