"""The append-only log: gapless positions, a hash chain, appends that repeat nothing, reading that trusts nothing.

Invariant: an entry whose append returned is on disk, and no entry ever changes. Every payload that is read is checked
against its digest. Only `recorded_at` (and `time`, where the caller gives none) reads a clock.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from sqlalchemy import Connection, Engine, Select, func, select
from sqlalchemy.exc import DatabaseError, OperationalError

from timeline.errors import JournalError, LockHeld
from timeline.failpoint import failpoint
from timeline.journal import files
from timeline.journal.envelope import Entry, chain_hash
from timeline.journal.files import entries
from timeline.journal.rows import Head, Mark, fetch, head_of
from timeline.journal.transaction import Appended, Clock, Draft, Transaction, instant

_PAGE: Final = 500


def utc_now() -> datetime:
    """The clock of `recorded_at`."""
    return datetime.now(UTC)


class Journal:
    """An open journal. Use `Journal.open`, and close it or use it as a context manager."""

    def __init__(self, path: Path, engine: Engine, *, readonly: bool, clock: Clock) -> None:
        self.path = path
        self.readonly = readonly
        self._engine = engine
        self._clock = clock

    @classmethod
    def open(cls, path: Path | str, *, readonly: bool = False, clock: Clock = utc_now) -> Journal:
        """Open the journal at `path`; a missing one is created unless `readonly`.

        Raises:
            JournalError: not a journal, a newer one, or damaged; nothing was touched.
            NothingReadable: `readonly`, and there is no journal.
        """
        path = Path(path)
        files.require(path, create_missing=not readonly)
        journal = cls(path, files.connect(path, readonly=readonly), readonly=readonly, clock=clock)
        try:
            journal._check_last()
        except BaseException:
            journal.close()
            raise
        return journal

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release the file."""
        self._engine.dispose()

    def now(self) -> str:
        """The journal's clock, as a UTC instant."""
        return instant(self._clock())

    def head(self) -> Head:
        """The last entry's position and hash."""
        with self._connect() as connection:
            return head_of(connection)

    def append(self, drafts: Sequence[Draft]) -> list[Appended]:
        """Append in one transaction; a draft whose payload is the latest of its type and subject is not repeated."""
        with self.transaction() as transaction:
            return transaction.append(drafts)

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """A write transaction: what is read in it cannot change before it commits."""
        with self._connect(write=True) as connection:
            failpoint("journal.before_write")
            yield Transaction(connection, self._clock)
            failpoint("journal.before_commit")
            connection.commit()
            failpoint("journal.after_commit")

    def entries(
        self,
        *,
        after: int = 0,
        upto: int | None = None,
        types: Sequence[str] = (),
        subjects: Sequence[str] = (),
    ) -> Iterator[Entry]:
        """Entries in order of position, `after` excluded and `upto` included, checked against their digests."""
        statement = select(entries).order_by(entries.c.position)
        if upto is not None:
            statement = statement.where(entries.c.position <= upto)
        if types:
            statement = statement.where(entries.c.type.in_(types))
        if subjects:
            statement = statement.where(entries.c.subject.in_(subjects))
        return self._paged(statement, after, checked=True)

    def _paged(self, statement: Select[Any], after: int, *, checked: bool) -> Iterator[Entry]:
        """Rows page by page; from a page with a damaged row everything before it still comes out."""
        size = _PAGE
        while True:
            try:
                with self._connect() as connection:
                    page = fetch(connection, statement.where(entries.c.position > after).limit(size), checked=checked)
            except JournalError as error:
                if size == 1:
                    why = str(error).removeprefix(str(self.path)).lstrip(": ")
                    raise JournalError(f"{self.path} cannot be read after position {after}: {why}") from error
                size = 1
                continue
            yield from page
            if len(page) < size:
                return
            after = page[-1].position

    def index(self, type_: str, *, upto: int | None = None) -> list[Mark]:
        """All entries of a type without their payloads, in order of position."""
        columns = (entries.c.position, entries.c.subject, entries.c.source, entries.c.cause, entries.c.recorded_at)
        statement = select(*columns).where(entries.c.type == type_).order_by(entries.c.position)
        if upto is not None:
            statement = statement.where(entries.c.position <= upto)
        with self._connect() as connection:
            return [Mark(*row) for row in connection.execute(statement)]

    def at(self, positions: Sequence[int]) -> Iterator[Entry]:
        """The entries at these positions, in order of position."""
        ordered = sorted(positions)
        for start in range(0, len(ordered), _PAGE):
            chunk = ordered[start : start + _PAGE]
            statement = select(entries).where(entries.c.position.in_(chunk)).order_by(entries.c.position)
            with self._connect() as connection:
                yield from fetch(connection, statement)

    def envelopes(self, *, after: int = 0) -> Iterator[Entry]:
        """Entries as they stand, unchecked: for verification and for rescue from a damaged journal."""
        return self._paged(select(entries).order_by(entries.c.position), after, checked=False)

    def position_at(self, instant: str) -> int:
        """The last position recorded at or before a UTC instant (ISO 8601); 0 when there was nothing yet."""
        statement = select(func.max(entries.c.position)).where(entries.c.recorded_at <= instant)
        with self._connect() as connection:
            return connection.execute(statement).scalar() or 0

    def count_after(self, position: int, types: Sequence[str]) -> int:
        """How many entries of these types lie beyond a position."""
        statement = select(func.count()).where(entries.c.position > position, entries.c.type.in_(types))
        with self._connect() as connection:
            return connection.execute(statement).scalar() or 0

    def counts(self) -> dict[str, int]:
        """How many entries of each type."""
        statement = select(entries.c.type, func.count()).group_by(entries.c.type).order_by(entries.c.type)
        with self._connect() as connection:
            return dict(connection.execute(statement).tuples().all())

    def compact(self) -> None:
        """Write the file anew without its free pages, and empty the log beside it."""
        with self._autocommit() as connection:
            connection.exec_driver_sql("VACUUM")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def _autocommit(self) -> Iterator[Connection]:
        """A connection outside of transactions."""
        try:
            with self._engine.connect().execution_options(plain=True) as connection:
                yield connection
        except DatabaseError as error:
            raise _translated(self.path, error, write=True) from error

    @contextmanager
    def _connect(self, *, write: bool = False) -> Iterator[Connection]:
        """A connection whose errors speak of the journal."""
        if write and self.readonly:
            raise JournalError(f"{self.path} was opened for reading only")
        try:
            with self._engine.connect().execution_options(immediate=write) as connection:
                yield connection
        except DatabaseError as error:
            raise _translated(self.path, error, write=write) from error
        except OSError as error:
            raise JournalError(f"{self.path}: {error.strerror or error}; nothing was recorded") from error

    def integrity(self) -> str | None:
        """What SQLite finds wrong with the file's structure, None when it is sound."""
        with self._connect() as connection:
            first = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
        return None if first == "ok" else " ".join(str(first).split())

    def _check_last(self) -> None:
        """A cheap look at the end: the last entry is the one that was noted, and follows from its own hash."""
        with self._connect() as connection:
            head_of(connection)
            statement = select(entries).order_by(entries.c.position.desc()).limit(1)
            last = fetch(connection, statement, checked=False)
        if last and chain_hash(last[0]) != last[0].hash:
            where = f"{self.path} is damaged at position {last[0].position}"
            raise JournalError(f"{where}; `timeline log verify` says more")


def _translated(path: Path, error: DatabaseError, *, write: bool) -> JournalError | LockHeld:
    why = files.reason(error)
    if isinstance(error, OperationalError) and ("locked" in why or "busy" in why):
        return LockHeld(f"{path}: another process has been writing for too long; try again when it is done")
    if any(
        word in why for word in ("malformed", "not a database", "no such table", "no such column", "corrupt", "decode")
    ):
        return JournalError(
            f"{path} is damaged ({why}); restore a backup, or rescue what is whole with `timeline log export`"
        )
    return JournalError(f"{path}: {why}; {'nothing was recorded' if write else 'look after the disk'}")
