"""The embedded read model: a disposable SQLite file, replaced whole or changed in one transaction.

Invariant: the file holds exactly the records of one `write`, each as its JSON bytes; everything else in it is derived.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec

from timeline.errors import StoreError, UnknownId
from timeline.failpoint import failpoint
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
    UndatedRecord,
)
from timeline.store import derive, silence
from timeline.store.lock import writing
from timeline.store.port import (
    STARTING,
    ConflictStatus,
    Gap,
    Query,
    Recorded,
    WriteReport,
    combine,
    differences,
    record_rows,
)
from timeline.store.sqlite_patch import Changes, patch
from timeline.store.sqlite_query import counted_days, select, starting
from timeline.store.sqlite_write import apply, build

APPLICATION = 0x544C5244  # "TLRD": tells our files from other people's databases
VERSION = 3
_WAIT = 30.0  # seconds that a reader or writer waits for another's transaction
_TRIES = 10  # to ask a file that is replaced while it is asked
_ORDER = ("article", "entity", "event", "conflict", "undated", "rejected", "decision")
_EVENT = msgspec.json.Decoder(EventRecord)
_ANY = msgspec.json.Decoder(ChronologyRecord)


class SqliteStore:
    """A chronology in a file. Opening creates nothing; the first write does."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._open: sqlite3.Connection | None = None
        self._opened = (0, 0)

    def write(
        self,
        chronology: Chronology,
        position: int,
        full: bool = False,
        *,
        recorded: Recorded | None = None,  # noqa: ARG002 - recorded times are no part of the records
    ) -> WriteReport:
        """See `Store.write`. A full write builds a new file and renames it over the old one."""
        with writing(self._path.with_name(self._path.name + ".lock")):
            if self._version() != VERSION or full:
                return self._replace(chronology, position)
            try:
                with self._connection() as connection:
                    connection.execute("BEGIN IMMEDIATE")
                    return apply(connection, chronology, position)
            except sqlite3.DatabaseError:  # damaged, or its rollback journal went with an older file of this name
                return self._replace(chronology, position)

    def stamp(self) -> str:
        """See `Patchable.stamp`."""
        if self._version() != VERSION:
            return ""
        return str(self._rows("SELECT value FROM meta WHERE key = 'digest'")[0][0])

    def patch(self, changes: Changes, position: int) -> WriteReport | None:
        """See `Patchable.patch`; one transaction."""
        with writing(self._path.with_name(self._path.name + ".lock")), self._errors(), self._connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            report = patch(connection, changes, position)
            failpoint("store.before_patch")
            return report

    def verify(self, chronology: Chronology) -> list[str]:
        """See `Store.verify`. Digests are taken of the stored bytes, not read from the file."""
        rows = self._rows("SELECT kind, id, body FROM record")
        return differences(record_rows(chronology.records()), ((kind, id_, _digest(body)) for kind, id_, body in rows))

    def position(self) -> int:
        """See `Store.position`."""
        if not self._path.exists():
            return 0
        return int(self._rows("SELECT value FROM meta WHERE key = 'position'")[0][0])

    def digest(self) -> str:
        """See `Store.digest`."""
        return combine(self._rows("SELECT kind, id, digest FROM record"))

    def events(self, query: Query = Query()) -> list[EventRecord]:  # noqa: B008 - frozen
        """See `Store.events`."""
        return [
            _EVENT.decode(body) for (body,) in self._select("record.body", query, join="JOIN record USING (number)")
        ]

    def event(self, id_: str) -> EventRecord | UndatedRecord:
        """See `Store.event`."""
        record = _ANY.decode(self._rows("SELECT body FROM record WHERE number = ?", (self._resolve(id_),))[0][0])
        if not isinstance(record, EventRecord | UndatedRecord):
            raise derive.unknown(id_)
        return record

    def starting(self, start: str, limit: int = STARTING) -> list[tuple[str, str]]:
        """See `Store.starting`."""
        return self._asked(lambda connection: starting(connection, start, limit))

    def conflicts(
        self,
        kind: ConflictKind | None = None,
        cause: Cause | None = None,
        status: ConflictStatus | None = None,
        *,
        event: str | None = None,
    ) -> list[ConflictRecord]:
        """See `Store.conflicts`."""
        rows = self._rows(
            "SELECT body FROM conflict JOIN record USING (number) LEFT JOIN event ON event.id = conflict.event"
            " WHERE conflict.kind = coalesce(?1, conflict.kind) AND cause = coalesce(?2, cause)"
            " AND status = coalesce(?3, status) AND conflict.event = coalesce(?4, conflict.event)"
            " ORDER BY coalesce(first, '9999-12-31'), conflict.id",
            (kind, cause, status, event),
        )
        return [msgspec.json.decode(body, type=ConflictRecord) for (body,) in rows]

    def articles(self, ids: Collection[str] | None = None) -> list[ArticleRecord]:
        """See `Store.articles`."""
        return [msgspec.json.decode(body, type=ArticleRecord) for body in self._bodies("article", ids)]

    def entities(self, ids: Collection[str] | None = None) -> list[EntityRecord]:
        """See `Store.entities`."""
        return [msgspec.json.decode(body, type=EntityRecord) for body in self._bodies("entity", ids)]

    def around(self, id_: str, n: int = 5) -> list[EventRecord]:
        """See `Store.around`."""
        centre = self.event(id_)
        if not isinstance(centre, EventRecord) or centre.date.earliest is None:
            raise UnknownId(f"{id_}: this event has no date, so nothing stands around it")
        own = self._rows("SELECT first, last, id FROM event WHERE id = ?", (centre.id,))[0]
        statement = (
            "SELECT body FROM event JOIN record USING (number) WHERE factuality IN ('happened', 'ongoing') AND dated"
            " AND (first, last, event.id) {0} (?1, ?2, ?3) ORDER BY first {1}, last {1}, event.id {1} LIMIT ?4"
        )
        before = self._rows(statement.format("<", "DESC"), (*own, max(0, n)))
        after = self._rows(statement.format(">", "ASC"), (*own, max(0, n)))
        return [_EVENT.decode(b) for (b,) in reversed(before)] + [centre] + [_EVENT.decode(b) for (b,) in after]

    def gaps(self, query: Query = Query()) -> list[Gap]:  # noqa: B008 - frozen
        """See `Store.gaps`."""
        if silence.counted(query):
            return silence.gaps(self._asked(lambda connection: counted_days(connection, query)))
        return silence.gaps(silence.by_day(self._select("first, last, event.id", query, where="on_day")))

    def counts(self) -> dict[str, int]:
        """See `Store.counts`."""
        stored = json.loads(self._rows("SELECT value FROM meta WHERE key = 'counts'")[0][0])
        return {kind: stored.get(kind, 0) for kind in _ORDER}

    def records(self) -> Iterator[ChronologyRecord]:
        """See `Store.records`."""
        for kind in _ORDER:
            for body in self._bodies(kind):
                yield _ANY.decode(body)

    def close(self) -> None:
        """See `Store.close`."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def _bodies(self, kind: str, ids: Collection[str] | None = None) -> Iterator[bytes]:
        order = "record.id, twin"
        join = ""
        values = [kind]
        if kind == "event":
            order, join = "first, last, event.id", " JOIN event USING (number)"
        where = "record.kind = ?"
        if ids is not None:
            where += " AND record.id IN (SELECT value FROM json_each(?))"
            values.append(json.dumps(sorted(ids)))
        statement = f"SELECT body FROM record{join} WHERE {where} ORDER BY {order}"  # noqa: S608 - constants
        return (body for (body,) in self._rows(statement, values))

    def _select(self, columns: str, query: Query, *, join: str = "", where: str = "") -> list[Any]:
        return self._asked(
            lambda connection: select(connection, query).rows(connection, columns, join=join, where=where)
        )

    def _resolve(self, id_: str) -> int:
        rows = self._rows(
            "SELECT number, rank, record.id, kind FROM alias JOIN record USING (number) WHERE alias.id = ?1"
            " UNION SELECT alias.number, 1, record.id, record.kind FROM conflict"
            " JOIN alias ON rank = 0 AND alias.id = event JOIN record ON record.number = alias.number"
            " WHERE conflict.id = ?1 ORDER BY 2, 3, 4 LIMIT 1",
            (id_,),
        )
        if not rows:
            raise derive.unknown(id_)
        return int(rows[0][0])

    def _rows(self, statement: str, values: Sequence[object] = ()) -> list[Any]:
        return self._asked(lambda connection: connection.execute(statement, values).fetchall())

    def _asked(self, ask: Callable[[sqlite3.Connection], list[Any]]) -> list[Any]:
        """An answer of the file; asked again when the file was replaced meanwhile."""
        for _ in range(_TRIES):
            before = self._identity()
            try:
                with self._errors(), self._connection() as connection:
                    found = ask(connection)
            except StoreError:
                if self._identity() == before:
                    raise
            else:
                # A file that lost its name shares the journal's name with its successor: what it says counts no more.
                if self._identity() == before:
                    return found
        raise StoreError(f"{self._path}: replaced again and again while it was read; try again later")

    def _replace(self, chronology: Chronology, position: int) -> WriteReport:
        new = self._path.with_name(self._path.name + ".new")
        with self._errors():
            try:
                _remove(new)
                report = _built(new, chronology, position)
                self.close()
                failpoint("store.before_rename")
                self._settle()
                new.replace(self._path)
            except BaseException:
                with suppress(OSError):  # it only takes room, and is written over next time
                    _remove(new)
                raise
            failpoint("store.after_rename")
        return report

    def _settle(self) -> None:
        """Leave no rollback journal beside the old file: it must never meet the new one."""
        try:
            with self._connection() as connection:
                connection.execute("SELECT count(*) FROM meta")  # rolls back what a crash left
        except (StoreError, sqlite3.DatabaseError):
            _remove(self._path)
        self.close()

    def _version(self) -> int:
        """Version of the file, 0 where there is none; what is not ours is refused.

        Judged by the first bytes, so that nothing is opened, let alone changed, that is not ours.
        """
        try:
            with self._path.open("rb") as file:
                head = file.read(100)
        except FileNotFoundError:
            return 0
        except OSError as error:
            raise StoreError(f"{self._path}: {error.strerror}; choose another place for the store") from error
        if head and (head[:16] != b"SQLite format 3\0" or int.from_bytes(head[68:72]) != APPLICATION):
            raise StoreError(f"{self._path}: not a read model of this engine; choose another place for the store")
        return int.from_bytes(head[60:64])

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """The connection inside a transaction of its own; opened again when the file was replaced meanwhile."""
        if self._open is None or self._identity() != self._opened:
            self.close()
            self._open = self._connect()
        try:
            yield self._open
        except BaseException:
            if self._open is not None and self._open.in_transaction:
                self._open.rollback()
            raise
        if self._open.in_transaction:
            self._open.commit()

    def _connect(self) -> sqlite3.Connection:
        version = self._version()
        if version == 0:
            raise StoreError(f"{self._path}: there is no read model yet; run `timeline rebuild`")
        if version != VERSION:
            raise StoreError(f"{self._path}: written by another version of the engine; run `timeline rebuild`")
        self._opened = self._identity()
        connection = sqlite3.connect(self._path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA mmap_size = 268435456")
        return connection

    def _identity(self) -> tuple[int, int]:
        try:
            found = self._path.stat()
        except OSError:
            return (0, 0)
        return (found.st_dev, found.st_ino)

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            self.close()
            raise StoreError(
                f"{self._path}: {error}; `timeline rebuild --full` makes it anew from the journal"
            ) from error
        except OSError as error:
            raise StoreError(f"{self._path}: {error.strerror}; choose another place for the store") from error


def _built(path: Path, chronology: Chronology, position: int) -> WriteReport:
    """A new file that holds exactly this chronology, on disk when this returns."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("PRAGMA synchronous = OFF")  # the rename is what makes it last
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.executescript(resources.files("timeline.store").joinpath("sql/schema.sql").read_text("utf-8"))
        report = build(connection, chronology, position)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("UPDATE meta SET value = value WHERE key = 'position'")  # flushes the file
    return report


def _digest(body: bytes) -> str:
    try:
        return ids.digest(_ANY.decode(body))
    except msgspec.MsgspecError:
        return "damaged"


def _remove(path: Path) -> None:
    for name in (path.name, path.name + "-journal"):
        path.with_name(name).unlink(missing_ok=True)
