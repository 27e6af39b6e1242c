"""What an entry can say: one payload type a kind of fact, with its schema version and the upcasters of older ones.

A payload of a newer version than this program knows is refused; an older one is lifted step by step when it is read
(`Kind.upcasters[n]` turns version n into n + 1). Stored payloads are never rewritten.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from timeline.errors import JournalError
from timeline.journal.envelope import Entry
from timeline.model.records import Annotated, Article, Decision, Record

Upcaster = Callable[[dict[str, Any]], dict[str, Any]]


class ArticleRecorded(Record, frozen=True, kw_only=True):
    """A text of an article; subject is the article's key."""

    article: Article


class ExtractionRecorded(Record, frozen=True, kw_only=True):
    """What an extractor found in one article entry; subject is the article's key, source the extractor.

    `annotated` stands without text and sections, which the article has; the entry's `cause` is the article entry.
    """

    annotated: Annotated


class DecisionRecorded(Record, frozen=True, kw_only=True):
    """A human judgement; subject is the decision's id."""

    decision: Decision


class SettingsRecorded(Record, frozen=True, kw_only=True):
    """Settings that change results, as they were from here on; subject is `settings`."""

    settings: dict[str, Any]


class FileSeen(Record, frozen=True, kw_only=True):
    """One file as a scheduled run found it: enough to know it again, unchanged or moved."""

    path: str
    size: int
    mtime_ns: int
    sha256: str


class RejectedInput(Record, frozen=True, kw_only=True):
    """Something a run could not read, with the reason."""

    origin: str
    reason: str


class RunRecorded(Record, frozen=True, kw_only=True):
    """What one scheduled run read, dropped and changed; subject is the run's id."""

    run: str
    corpus: str
    started_at: str
    accepted: int = 0
    known: int = 0
    rejected: list[RejectedInput] = msgspec.field(default_factory=list)
    files: list[FileSeen] = msgspec.field(default_factory=list)
    extractor: str | None = None
    digest: str | None = None
    changes: dict[str, int] = msgspec.field(default_factory=dict)


class RedactionRecorded(Record, frozen=True, kw_only=True):
    """An article that was removed by law or on request; subject is its key. Its text is refused from then on.

    `text_sha256` are the digests of its texts, `wording_sha256` those of their letters and digits alone: another
    spacing or quotation mark makes no other text.
    """

    key: str
    versions: list[str]
    text_sha256: list[str]
    wording_sha256: list[str]
    entries: list[int]
    because: str
    by: str


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """A payload type with its current schema version."""

    payload: type[Record]
    version: int = 1
    upcasters: Mapping[int, Upcaster] = {}


KINDS: dict[str, Kind] = {
    "ArticleRecorded": Kind(payload=ArticleRecorded),
    "ExtractionRecorded": Kind(payload=ExtractionRecorded),
    "DecisionRecorded": Kind(payload=DecisionRecorded),
    "SettingsRecorded": Kind(payload=SettingsRecorded),
    "RunRecorded": Kind(payload=RunRecorded),
    "RedactionRecorded": Kind(
        payload=RedactionRecorded, version=2, upcasters={1: lambda old: {**old, "wording_sha256": []}}
    ),
}
_NAMES = {kind.payload: name for name, kind in KINDS.items()}


def type_of(payload: Record) -> str:
    """The entry type under which a payload is stored."""
    return _NAMES[type(payload)]


def decode(entry: Entry, kinds: Mapping[str, Kind] = KINDS) -> Record | None:
    """The payload of an entry, lifted to the current schema; None when it was redacted.

    Raises:
        JournalError: the entry is of a kind or schema version that this program does not know, or does not fit it.
    """
    kind = kinds.get(entry.type)
    if kind is None or entry.schema_version > kind.version:
        raise JournalError(
            f"entry {entry.position} was written by a newer version ({entry.type} schema {entry.schema_version}); "
            "upgrade timeline-engine to read this journal"
        )
    if entry.payload is None:
        return None
    try:
        if entry.schema_version == kind.version:
            return msgspec.json.decode(entry.payload, type=kind.payload)
        data = msgspec.json.decode(entry.payload)
        for version in range(entry.schema_version, kind.version):
            data = kind.upcasters[version](data)
        return msgspec.convert(data, kind.payload)
    except (msgspec.DecodeError, msgspec.ValidationError, KeyError) as error:
        raise JournalError(f"entry {entry.position} ({entry.type}) does not fit its schema: {error}") from error
