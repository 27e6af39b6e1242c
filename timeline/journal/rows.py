"""Entries as rows of the table and back, checked on the way out."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

import msgspec
from sqlalchemy import Connection, Dialect, RowMapping, Select, bindparam, select

from timeline.errors import JournalError
from timeline.journal.envelope import GENESIS, Entry, payload_digest
from timeline.journal.files import entries, head

_COMPRESS_FROM: Final = 4096  # bytes; a shorter payload fits a page of the file, so compression would save none
_COLUMNS: Final = tuple(column.name for column in entries.columns)
# Statements of the hot path, built once: building them anew costs more than running them.
_NOTED: Final = select(head.c.position, head.c.hash)
_NOTE: Final = head.update().values(position=bindparam("at"), hash=bindparam("to"))


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """The last entry; position 0 for an empty journal."""

    position: int = 0
    hash: str = GENESIS
    recorded_at: str | None = None


class Mark(NamedTuple):
    """Where an entry stands and what it is about, without its payload."""

    position: int
    subject: str
    source: str
    cause: int | None
    recorded_at: str


def to_row(entry: Entry) -> tuple[object, ...]:
    """An entry as the columns of its row; long payloads are compressed (the digest is of the plain bytes)."""
    payload, encoding = entry.payload, "json"
    if payload is not None and len(payload) >= _COMPRESS_FROM:
        payload, encoding = zlib.compress(payload, 1), "json+zlib"
    return (
        entry.position, entry.id, entry.specversion, entry.source, entry.type, entry.subject, entry.time,
        entry.dataschema, entry.schema_version, entry.recorded_at, entry.cause, entry.payload_digest,
        entry.previous_hash, entry.hash, encoding, payload,
    )  # fmt: skip


def fetch(connection: Connection, statement: Select[Any], *, checked: bool = True) -> list[Entry]:
    """The entries that a query finds.

    Raises:
        JournalError: a row holds what no entry can hold, or with `checked` a payload that does not match its digest.
    """
    try:
        rows = connection.execute(statement).mappings().all()
    except (UnicodeDecodeError, TypeError) as error:  # bytes where text should be, text where bytes should be
        raise JournalError(f"the journal is damaged: {error}; restore a backup") from error
    return [from_row(row, checked=checked) for row in rows]


def from_row(row: RowMapping, *, checked: bool = True) -> Entry:
    """A row as an entry; with `checked`, a payload that does not match its digest is refused."""
    values = dict(row)
    encoding, payload = values.pop("encoding"), values["payload"]
    try:
        if payload is not None and not isinstance(payload, bytes):
            raise TypeError("its payload is no longer binary")  # noqa: TRY301 - as any other damage of the row
        if payload is not None and encoding == "json+zlib":
            values["payload"] = zlib.decompress(payload)
        if checked and payload is not None and payload_digest(values["payload"]) != values["payload_digest"]:
            raise JournalError(f"the journal is damaged at position {values['position']}: its payload was altered")
    except (zlib.error, TypeError) as error:
        if checked:
            raise JournalError(f"the journal is damaged at position {values['position']}: {error}") from error
        values["payload"] = payload if isinstance(payload, bytes) else str(payload).encode("utf-8", "replace")
    return Entry(**values)


def head_of(connection: Connection) -> Head:
    """The last entry's position and hash, as this connection sees it.

    Raises:
        JournalError: the journal knows of entries that its table no longer has.
    """
    columns = (entries.c.position, entries.c.hash, entries.c.recorded_at)
    row = connection.execute(select(*columns).order_by(entries.c.position.desc()).limit(1)).first()
    last = Head() if row is None else Head(position=row[0], hash=row[1], recorded_at=row[2])
    noted = connection.execute(_NOTED).first()
    if tuple(noted or (0, GENESIS)) != (last.position, last.hash):
        raise JournalError(
            f"the journal is damaged: its last entry should be {noted[0] if noted else 0}, not {last.position}; "
            "restore a backup, or rescue it with `timeline log export`"
        )
    return last


@lru_cache(maxsize=4)
def _insert_text(dialect: Dialect) -> str:
    """The insert as Core compiles it; run with tuples it skips Core's work on every row."""
    return str(entries.insert().compile(dialect=dialect, column_keys=_COLUMNS))


def noted_head(connection: Connection) -> Head:
    """The last entry as the journal notes it, for writers; opening has compared it with the entries."""
    row = connection.execute(_NOTED).first()
    return Head() if row is None else Head(position=row[0], hash=row[1])


def insert(connection: Connection, added: Sequence[Entry]) -> None:
    """Write entries at the end, and note the last one."""
    connection.exec_driver_sql(_insert_text(connection.dialect), [to_row(entry) for entry in added])
    connection.execute(_NOTE, {"at": added[-1].position, "to": added[-1].hash})
