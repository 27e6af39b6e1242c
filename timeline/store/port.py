"""The port every store implements: what is written, asked and answered, whatever lies behind it.

Invariant: two stores that were given the same chronology answer every method with the same records, byte for byte,
and the same `digest`. `tests/store/contract.py` holds it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Literal, Protocol, runtime_checkable

import msgspec

from timeline.errors import UsageError
from timeline.model import ids
from timeline.model.records import (
    ArticleRecord,
    Cause,
    Chronology,
    ChronologyRecord,
    ConflictKind,
    ConflictRecord,
    EntityRecord,
    EventRecord,
    Factuality,
    Record,
    UndatedRecord,
)

HAPPENED: tuple[Factuality, ...] = ("happened", "ongoing")
GRAPH_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
ConflictStatus = Literal["open", "resolved"]
STARTING = 1000
"""Ids that start like a short one and are looked at: more than any event has of its own."""
Recorded = Mapping[str, str]
"""Article, assertion or decision id to the UTC instant at which the journal learned it."""


class Query(Record, frozen=True, kw_only=True):
    """Which events; everything given must hold. Empty `factuality` means all of them.

    `since`/`until` are inclusive ISO days and match an event whose interval shares a day with them. `actor` (either
    role) and `place` are entity ids, or words that all stand in the name or in one alias, case and accents folded;
    `place` also takes the containing region and an ISO-3 country. `type` is a leaf ("CONSULT.visit") or its root
    ("CONSULT"). `source` is words of the name of a source that asserts the event. `text` is words that must all stand
    in the title or in the quotes.
    """

    since: str | None = None
    until: str | None = None
    actor: str | None = None
    place: str | None = None
    type: str | None = None
    source: str | None = None
    factuality: tuple[Factuality, ...] = HAPPENED
    min_sources: int | None = None
    text: str | None = None
    limit: int | None = None

    def __post_init__(self) -> None:
        for day in filter(None, (self.since, self.until)):
            if not _is_day(day):
                raise UsageError(f"{day!r} is no day; write it as 2025-03-12")


class WriteReport(Record, frozen=True, kw_only=True):
    """What a write did, in records: `added + changed + unchanged` is what the store now holds."""

    position: int
    digest: str
    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0


class Gap(Record, frozen=True, kw_only=True):
    """A stretch of days in which unusually little or much happened; `before`/`after` are the events at its edges.

    A silence has no event on any of its days; a burst starts with event `before` and ends with event `after`.
    """

    kind: Literal["silence", "burst"]
    earliest: str
    latest: str
    days: int
    events: int
    before: str
    after: str


@runtime_checkable
class Store(Protocol):
    """A chronology that can be asked. Every method may raise `StoreError` (unreachable, refused, not ours)."""

    def write(
        self, chronology: Chronology, position: int, full: bool = False, *, recorded: Recorded | None = None
    ) -> WriteReport:
        """Make the store hold exactly this chronology, as of a journal position; `full` starts from nothing.

        Readers see the old chronology or the new one of each event, never half of one. `LockHeld` when somebody else
        is writing.
        """
        ...

    def verify(self, chronology: Chronology) -> list[str]:
        """One line for each record that is missing, different or left over; writes nothing."""
        ...

    def position(self) -> int:
        """Journal position of the last finished write; 0 when there was none."""
        ...

    def digest(self) -> str:
        """`digest_of` the stored chronology; the same for every store."""
        ...

    def events(self, query: Query = Query()) -> list[EventRecord]:  # noqa: B008 - frozen
        """Matching events, by date and id."""
        ...

    def event(self, id_: str) -> EventRecord | UndatedRecord:
        """The event that has, had or contains this id (event, assertion, anchor or conflict); else `UnknownId`."""
        ...

    def starting(self, start: str, limit: int = STARTING) -> list[tuple[str, str]]:
        """(record, id) of the events, articles and entities that an id that starts so leads to, of the first such ids.

        An event has the ids that lead to it in `event`; its record is "event" whether it has a day or not.
        """
        ...

    def conflicts(
        self,
        kind: ConflictKind | None = None,
        cause: Cause | None = None,
        status: ConflictStatus | None = None,
        *,
        event: str | None = None,
    ) -> list[ConflictRecord]:
        """Matching conflicts, by the date of their event and id; `event` is an event's own id."""
        ...

    def articles(self, ids: Collection[str] | None = None) -> list[ArticleRecord]:
        """All articles, or those with these ids, by id."""
        ...

    def entities(self, ids: Collection[str] | None = None) -> list[EntityRecord]:
        """All entities, or those with these ids, by id."""
        ...

    def around(self, id_: str, n: int = 5) -> list[EventRecord]:
        """Up to n happened events before and n after this one, with it in its place; `UnknownId` when undated."""
        ...

    def gaps(self, query: Query = Query()) -> list[Gap]:  # noqa: B008 - frozen
        """Silences and bursts among the matching events, by first day."""
        ...

    def counts(self) -> dict[str, int]:
        """How many records of each kind ("article", "entity", "event" …)."""
        ...

    def records(self) -> Iterator[ChronologyRecord]:
        """Everything, in export order, exactly as it was written."""
        ...

    def close(self) -> None:
        """Let go of files and connections; a second call does nothing."""
        ...


@runtime_checkable
class Patchable(Protocol):
    """A store that can be brought up to date by changes alone."""

    def stamp(self) -> str:
        """The digest noted at the last finished write; empty when there was none."""
        ...

    def patch(self, changes: Mapping[tuple[str, str], Sequence[ChronologyRecord]], position: int) -> WriteReport | None:
        """Where the store holds what `stamp` says: of each kind and id hold exactly these records from now on.

        None, and nothing is done, where the changes need more than themselves to be written.
        """
        ...


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def kind_of(record: ChronologyRecord) -> str:
    """The record's tag: "article", "entity", "event", "conflict", "undated", "rejected" or "decision"."""
    return str(record.__struct_config__.tag)


def record_rows(records: Iterable[ChronologyRecord]) -> Iterator[tuple[str, str, str]]:
    """(kind, id, digest) of records."""
    return ((kind_of(record), record.id, ids.digest(record)) for record in records)


def digest_of(records: Iterable[ChronologyRecord]) -> str:
    """Digest of a set of records, whatever their order."""
    return combine(record_rows(records))


def combine(rows: Iterable[tuple[str, str, str]]) -> str:
    """Digest over (kind, id, record digest) rows, in sorted order."""
    total = hashlib.sha256()
    for row in sorted(rows):
        total.update(msgspec.json.encode(row))
    return total.hexdigest()


def differences(expected: Iterable[tuple[str, str, str]], actual: Iterable[tuple[str, str, str]]) -> list[str]:
    """One line for each (kind, id) whose digests differ between what should be stored and what is."""
    wanted, found = _by_key(expected), _by_key(actual)
    lines = [f"{kind} {id_}: missing" for kind, id_ in wanted.keys() - found.keys()]
    lines += [f"{kind} {id_}: left over" for kind, id_ in found.keys() - wanted.keys()]
    lines += [
        f"{kind} {id_}: different"
        for kind, id_ in wanted.keys() & found.keys()
        if wanted[kind, id_] != found[kind, id_]
    ]
    return sorted(lines)


def _by_key(rows: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str], list[str]]:
    grouped: dict[tuple[str, str], list[str]] = {}
    for kind, id_, digest in sorted(rows):
        grouped.setdefault((kind, id_), []).append(digest)
    return grouped


def date_order(event: EventRecord) -> tuple[str, str, str]:
    """Sort key of chronological order: first day, last day, id; what has no day comes last."""
    return (event.date.earliest or "9999-12-31", event.date.latest or "9999-12-31", event.id)


def read_model_path(journal: Path) -> Path:
    """The embedded read model's file beside a journal: `timeline.db` has `timeline.read.db`."""
    return journal.with_suffix(".read" + (journal.suffix or ".db"))


def open_store(url_or_path: str | Path) -> Store:
    """The store behind a file name, or behind a `bolt://`, `neo4j://` … address.

    A graph takes NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE from the environment. Nothing is created or
    connected before it is needed.
    """
    text = str(url_or_path)
    scheme, separator, _ = text.partition("://")
    if separator and scheme in GRAPH_SCHEMES:
        from timeline.store.neo4j import Neo4jStore  # noqa: PLC0415 - the driver is slow to import

        return Neo4jStore.from_environment(text)
    if separator and scheme != "file":
        raise UsageError(f"store address {scheme}://…: expected a file name or {', '.join(GRAPH_SCHEMES)}")
    from timeline.store.sqlite import SqliteStore  # noqa: PLC0415 - keeps `port` free of adapters

    return SqliteStore(Path(text.removeprefix("file://")))
