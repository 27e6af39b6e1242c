"""Care for a journal: a copy while it is in use, JSON Lines out and in with the chain proved, removal by law."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import msgspec
from sqlalchemy import update

from timeline.errors import JournalError, UsageError
from timeline.failpoint import failpoint
from timeline.journal.envelope import Entry, canonical, chain_hash, payload_digest
from timeline.journal.files import discard, entries, reason
from timeline.journal.log import Journal
from timeline.journal.payloads import RedactionRecorded
from timeline.journal.rows import insert
from timeline.journal.transaction import Draft
from timeline.journal.verify import prove

_BATCH: Final = 500


def backup(journal: Journal, target: Path) -> int:
    """A whole copy of the journal at one moment, also while others read and write; its last position.

    The copy is proved before it gets its name. An existing file is never overwritten.
    """
    if target.exists():
        raise UsageError(f"{target} is there already; a backup never overwrites")
    draft = target.with_name(f".{target.name}.part")
    try:
        address = f"{journal.path.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as source, closing(sqlite3.connect(draft)) as copy:
            source.backup(copy, pages=4096)
            copy.execute("PRAGMA journal_mode=DELETE")
        with Journal.open(draft, readonly=True) as copied:
            outcome = prove(copied)
        if not outcome.ok:
            raise JournalError(f"{journal.path} is broken at position {outcome.broken_at}: {outcome.reason}")
        failpoint("backup.rename")
        _sync(draft)
        os.link(draft, target)
        _sync(target.parent)
    except (OSError, sqlite3.Error) as error:
        raise JournalError(f"{target}: backup failed: {reason(error)}; no copy was made") from error
    finally:
        discard(draft)
    return outcome.entries


def _sync(path: Path) -> None:
    """A file, or a folder's names, onto the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def export_lines(journal: Journal) -> Iterator[dict[str, Any]]:
    """Every entry as a CloudEvent; a damaged journal gives what stands before the first fault, then the error."""
    for entry in journal.entries():
        yield as_cloudevent(entry)


def as_cloudevent(entry: Entry) -> dict[str, Any]:
    """An entry as a CloudEvent with its payload inside."""
    values = {name: getattr(entry, name) for name in entry.__struct_fields__ if name != "payload"}
    return {**values, "data": None if entry.payload is None else msgspec.Raw(entry.payload)}


def import_lines(journal: Journal, lines: Iterable[bytes], name: str) -> int:
    """Entries of an export, proved one by one and appended as they were; what stands there already is compared.

    Raises:
        JournalError: a line breaks the chain, or the journal's own entries are others.
    """
    head = journal.head()
    known = {entry.position: entry.hash for entry in journal.envelopes()} if head.position else {}
    previous, position, batch, added = "0" * 64, 0, list[Entry](), 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        entry = _parsed(line, name, number)
        position += 1
        fault = _fault(entry, position, previous)
        if fault:
            raise JournalError(f"{name}, line {number}: {fault}; nothing from this line on was imported")
        previous = entry.hash
        if position in known:
            if known[position] != entry.hash:
                raise JournalError(f"{name}, line {number}: {journal.path} has another entry at position {position}")
            continue
        batch.append(entry)
        if len(batch) >= _BATCH:
            added += _append_as_is(journal, batch)
            batch = []
    return added + _append_as_is(journal, batch)


def _parsed(line: bytes, name: str, number: int) -> Entry:
    try:
        values = msgspec.json.decode(line)
        data = values.pop("data")
        return msgspec.convert({**values, "payload": None}, Entry) if data is None else _with_data(values, data)
    except (msgspec.MsgspecError, KeyError, TypeError, AttributeError) as error:
        raise JournalError(f"{name}, line {number}: not a journal entry: {error}") from error


def _with_data(values: dict[str, Any], data: Any) -> Entry:
    return msgspec.structs.replace(msgspec.convert({**values, "payload": None}, Entry), payload=canonical(data))


def _fault(entry: Entry, position: int, previous: str) -> str | None:
    if entry.position != position:
        return f"position {position} is missing"
    if entry.previous_hash != previous or chain_hash(entry) != entry.hash:
        return f"the chain is broken at position {position}"
    if entry.payload is not None and payload_digest(entry.payload) != entry.payload_digest:
        return f"the payload at position {position} was altered"
    return None


def _append_as_is(journal: Journal, batch: Sequence[Entry]) -> int:
    if batch:
        with journal.transaction() as transaction:
            insert(transaction.connection, batch)
    return len(batch)


def finish_redaction(journal: Journal) -> None:
    """Drop what a redaction that was killed has left in the file: the old pages, while the new ones wait in the log."""
    log = Path(f"{journal.path}-wal")
    if log.exists() and log.stat().st_size:
        with Journal.open(journal.path) as own:
            own.compact()


def redact(journal: Journal, redactions: Sequence[RedactionRecorded]) -> int:
    """Remove the payloads at each redaction's `entries` and say so in new entries; the position of the last one.

    The chain stays whole, since it covers digests. The freed pages are overwritten, so no text is left in the file.
    """
    with journal.transaction() as transaction:
        connection = transaction.connection
        connection.exec_driver_sql("PRAGMA secure_delete=ON")
        positions = sorted(position for redaction in redactions for position in redaction.entries)
        for start in range(0, len(positions), _BATCH):
            chunk = positions[start : start + _BATCH]
            connection.execute(
                update(entries).where(entries.c.position.in_(chunk)).values(payload=None, encoding="json")
            )
        appended = transaction.append([Draft(subject=redaction.key, payload=redaction) for redaction in redactions])
    journal.compact()
    return appended[-1].position
