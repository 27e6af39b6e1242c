"""Entries as rows of the table and back, checked on the way out."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import msgspec
from sqlalchemy import Connection, RowMapping, Select, select

from timeline.errors import JournalError
from timeline.journal.envelope import GENESIS, Entry, payload_digest
from timeline.journal.files import entries, head

_COMPRESS_FROM: Final = 1024  # bytes; below that compression saves little and the file stays readable by eye


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


def to_row(entry: Entry) -> dict[str, object]:
    """An entry as the columns of its row; long payloads are compressed (the digest is of the plain bytes)."""
    row = msgspec.structs.asdict(entry)
    payload = entry.payload
    row["encoding"] = "json"
    if payload is not None and len(payload) >= _COMPRESS_FROM:
        row["encoding"], row["payload"] = "json+zlib", zlib.compress(payload, 1)
    return row


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
    noted = connection.execute(select(head.c.position, head.c.hash)).first()
    if tuple(noted or (0, GENESIS)) != (last.position, last.hash):
        raise JournalError(
            f"the journal is damaged: its last entry should be {noted[0] if noted else 0}, not {last.position}; "
            "restore a backup, or rescue it with `timeline log export`"
        )
    return last


def insert(connection: Connection, added: Sequence[Entry]) -> None:
    """Write entries at the end, and note the last one."""
    connection.execute(entries.insert(), [to_row(entry) for entry in added])
    connection.execute(head.delete())
    connection.execute(head.insert().values(position=added[-1].position, hash=added[-1].hash))
