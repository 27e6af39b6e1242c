"""Writing: drafts become entries at the end of the chain, and what the journal says already is not said again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Final

import msgspec
from sqlalchemy import Connection, bindparam, select

from timeline.failpoint import failpoint
from timeline.journal.envelope import SOURCE, Entry, canonical, dataschema, entry_id, payload_digest, sealed
from timeline.journal.files import entries
from timeline.journal.payloads import KINDS, type_of
from timeline.journal.rows import fetch, insert, noted_head
from timeline.model.records import Record

Clock = Callable[[], datetime]
_CHUNK: Final = 500  # subjects a query; SQLite takes 999 parameters on old builds

_LATEST: Final = (
    select(entries.c.subject, entries.c.position, entries.c.id, entries.c.payload_digest)
    .where(entries.c.type == bindparam("type"), entries.c.subject.in_(bindparam("subjects", expanding=True)))
    .order_by(entries.c.position)
)


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What a caller wants to append.

    `time` is when it happened, if that is not now; `source` is who says so; `cause` is the position of the entry that
    it rests on.
    """

    subject: str
    payload: Record
    time: str | None = None
    source: str = SOURCE
    cause: int | None = None


class Appended(msgspec.Struct, frozen=True, kw_only=True):
    """Where a draft stands; `added` is False when the journal already said so."""

    position: int
    id: str
    added: bool


class Transaction:
    """One write transaction of a journal; it commits when its context ends without an error."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self.connection = connection
        self._clock = clock

    def history(self, type_: str, subjects: Sequence[str]) -> dict[str, list[Entry]]:
        """All entries of a type for these subjects, oldest first."""
        found: dict[str, list[Entry]] = {}
        for start in range(0, len(subjects), _CHUNK):
            chunk = subjects[start : start + _CHUNK]
            statement = (
                select(entries)
                .where(entries.c.type == type_, entries.c.subject.in_(chunk))
                .order_by(entries.c.position)
            )
            for entry in fetch(self.connection, statement):
                found.setdefault(entry.subject, []).append(entry)
        return found

    def append(self, drafts: Sequence[Draft]) -> list[Appended]:
        """Append what the journal does not say already; see `Journal.append`."""
        head = noted_head(self.connection)
        latest = self._latest(drafts)
        now = instant(self._clock())
        added: list[Entry] = []
        result = []
        position, previous_hash = head.position, head.hash
        for draft in drafts:
            type_ = type_of(draft.payload)
            payload = canonical(draft.payload)
            digest = payload_digest(payload)
            before = latest.get((type_, draft.subject))
            if before is not None and before[2] == digest:
                result.append(Appended(position=before[0], id=before[1], added=False))
                continue
            position += 1
            version = KINDS[type_].version
            entry = sealed(
                Entry(
                    id=entry_id(type_, draft.subject, digest, before[1] if before else None),
                    source=draft.source,
                    cause=draft.cause,
                    type=type_,
                    subject=draft.subject,
                    time=draft.time or now,
                    dataschema=dataschema(type_, version),
                    position=position,
                    recorded_at=now,
                    schema_version=version,
                    payload_digest=digest,
                    previous_hash=previous_hash,
                    hash="",
                    payload=payload,
                )
            )
            previous_hash = entry.hash
            latest[type_, draft.subject] = (position, entry.id, digest)
            added.append(entry)
            result.append(Appended(position=position, id=entry.id, added=True))
        if added:
            insert(self.connection, added)
            failpoint("journal.mid_write")
        return result

    def _latest(self, drafts: Sequence[Draft]) -> dict[tuple[str, str], tuple[int, str, str]]:
        """(type, subject) to position, id and payload digest of its latest entry, for the subjects of the drafts."""
        found = {}
        subjects: dict[str, list[str]] = {}
        for draft in drafts:
            subjects.setdefault(type_of(draft.payload), []).append(draft.subject)
        for type_, wanted in subjects.items():
            for start in range(0, len(wanted), _CHUNK):
                values = {"type": type_, "subjects": wanted[start : start + _CHUNK]}
                for subject, position, id_, digest in self.connection.execute(_LATEST, values):
                    found[type_, subject] = (position, id_, digest)
        return found


def instant(moment: datetime) -> str:
    """A UTC instant with microseconds, so that text order is time order."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
