"""JSON Feed files (versions 1 and 1.1): each item is an article of what the feed holds of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from timeline.corpus.drafts import Draft, Item, MetaStamp, Rejected
from timeline.corpus.readers.feed import plain
from timeline.corpus.settings import CorpusSettings
from timeline.corpus.streams import TooMuch, read_all

_MARK = b"jsonfeed.org/version/"
_LOOK = 4096  # the version stands first in practice, and may stand anywhere among the feed's own few fields


class _Author(msgspec.Struct):
    name: str | None = None


class _Entry(msgspec.Struct):
    id: str | int | None = None
    url: str | None = None
    external_url: str | None = None
    title: str | None = None
    content_html: str | None = None
    content_text: str | None = None
    summary: str | None = None
    date_published: str | None = None
    date_modified: str | None = None
    language: str | None = None
    authors: list[_Author] = []
    author: _Author | None = None


class _Feed(msgspec.Struct):
    title: str | None = None
    language: str | None = None
    items: list[Any] = []


class JsonFeedReader:
    """A feed is told by the version that it names."""

    name = "jsonfeed"

    def sniff(self, head: bytes, name: str) -> bool:  # noqa: ARG002
        """Does an object name a version of JSON Feed?"""
        start = head[:_LOOK].removeprefix(b"\xef\xbb\xbf").lstrip()
        return start.startswith(b"{") and _MARK in start.replace(b"\\/", b"/")

    def read(self, item: Item, settings: CorpusSettings) -> Iterator[Draft | Item | Rejected]:
        """One draft an item."""
        try:
            with item.open() as stream:
                data = read_all(stream, settings.limits.file_bytes if item.depth == 0 else settings.limits.record_bytes)
            feed = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=_Feed)
        except (TooMuch, msgspec.DecodeError, UnicodeDecodeError) as error:
            yield Rejected(item.origin, str(error) if isinstance(error, TooMuch) else f"no readable JSON Feed: {error}")
            return
        if not feed.items:
            yield Rejected(item.origin, "a feed without items")
        for number, row in enumerate(feed.items, 1):
            origin = f"{item.origin}#{number}"
            try:
                entry = msgspec.convert(row, _Entry)
            except msgspec.ValidationError as error:
                yield Rejected(origin, f"no item of a JSON Feed: {error}")
                continue
            yield _draft(entry, feed, item, origin, settings)


def _draft(entry: _Entry, feed: _Feed, item: Item, origin: str, settings: CorpusSettings) -> Draft | Rejected:
    title = " ".join((entry.title or "").split())
    told = [plain(entry.content_html or ""), entry.content_text or "", entry.summary or ""]
    body = max(told, key=len).strip()
    if not body and not title:
        return Rejected(origin, "an item without text")
    if len(body) > settings.limits.record_bytes:
        return Rejected(origin, f"a text of {len(body)} characters, the limit is {settings.limits.record_bytes}")
    url = next((u for u in (entry.url, entry.external_url) if u and u.startswith(("http://", "https://"))), None)
    authors = [author.name for author in (*entry.authors, entry.author) if author and author.name]
    dates = (("date_published", "published"), ("date_modified", "updated"))
    stamps = [MetaStamp(value, name, role) for name, role in dates if (value := getattr(entry, name))]
    return Draft(
        origin=origin,
        text=f"{title}\n\n{body}\n" if title and body else f"{title or body}\n",
        id=None if url or entry.id is None else str(entry.id),
        url=url,
        source=feed.title,
        title=title or None,
        language=entry.language or feed.language,
        byline=", ".join(authors) or None,
        stamps=(*item.stamps, *stamps),
    )
