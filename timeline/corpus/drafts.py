"""What readers hand on: drafts of articles, nested items, and refusals that say what and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO, Protocol, cast

from timeline.corpus.budget import Budget
from timeline.corpus.settings import CorpusSettings
from timeline.corpus.streams import Peeked


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something that was not read; `origin` is the path (with the line or member), `reason` one line for a person."""

    origin: str
    reason: str


@dataclass(frozen=True, slots=True)
class MetaStamp:
    """A publication date that a page's metadata give: the string, where it stood, and how far to trust it."""

    value: str
    where: str
    role: str = "published"


@dataclass(frozen=True, slots=True)
class Draft:
    """One text with what its container says about it. `whole` texts are never split into several articles.

    `title`, `published` and `source` are what the container states, never what we inferred from the text: they are
    part of the article's identity.
    """

    origin: str
    text: str
    id: str | None = None
    url: str | None = None
    source: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None
    byline: str | None = None
    whole: bool = True
    captions: tuple[str, ...] = ()
    stamps: tuple[MetaStamp, ...] = ()
    events: tuple[tuple[str, int, int], ...] | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """Bytes to read: a file, standard input, or a member of a container (`depth` > 0)."""

    origin: str
    name: str
    open: Callable[[], BinaryIO]
    size: int | None = None
    depth: int = 0
    url: str | None = None
    charset: str | None = None
    media_type: str | None = None
    stamps: tuple[MetaStamp, ...] = ()
    budget: Budget = field(default_factory=Budget)

    def reopened(self, stream: Peeked) -> Item:
        """The same item, read from a stream that has been looked at."""
        return replace(self, open=lambda: cast("BinaryIO", stream))


class Reader(Protocol):
    """One format. Third parties register readers under the entry-point group `timeline.readers`."""

    @property
    def name(self) -> str:
        """Shown by `--dry-run`."""

    def sniff(self, head: bytes, name: str) -> bool:
        """Is it ours, by its first 64 KiB? The name is a hint for what content cannot tell, nothing more."""

    def read(self, item: Item, settings: CorpusSettings) -> Iterator[Draft | Item | Rejected]:
        """The articles in it; containers yield their members as items of depth + 1."""
