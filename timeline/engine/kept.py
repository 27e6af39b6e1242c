"""The fold's tables on disk between two runs: a disposable file beside the journal, never a source of truth.

One transaction a run, so a kill leaves the tables of the run before. What another version of the engine wrote, what is
damaged, and what is of another journal counts as not there: everything is folded anew.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterator, MutableMapping
from contextlib import suppress
from importlib import resources
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

import msgspec
import numpy as np

from timeline.chronology.links import Drawn
from timeline.chronology.settings import Settings
from timeline.chronology.tables import Tables, Told
from timeline.failpoint import failpoint
from timeline.model.records import Annotated, ArticleRecord

_SHELVES: Final[dict[str, Any]] = {
    "texts": Annotated, "told": Told, "drawn": list[Drawn], "articles": ArticleRecord
}  # fmt: skip
T = TypeVar("T")


class Damaged(Exception):
    """The file cannot be trusted."""


class Place(msgspec.Struct, array_like=True, frozen=True):
    """Where in the journal an article of the tables stands, and the id that its outlet gave it."""

    article: int
    extraction: int
    id: str


class State(msgspec.Struct, array_like=True):
    """Where the tables stand in the journal, the digest of their chronology, and every article's place."""

    position: int
    hash: str
    digest: str
    places: dict[int, Place]


class Kept:
    """An open file of tables, locked for this run until it is closed."""

    def __init__(self, path: Path, settings: Settings) -> None:
        self._settings = settings
        self._connection = sqlite3.connect(path, timeout=0.1, isolation_level=None)
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute("CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, body BLOB)")
        for name in _SHELVES:
            self._connection.execute(f"CREATE TABLE IF NOT EXISTS {name} (number INTEGER PRIMARY KEY, body BLOB)")
        self.shelves: dict[str, Any] = {n: Shelf(self._connection, n, type_) for n, type_ in _SHELVES.items()}
        self.tables = Tables(**self.shelves)
        self.state = State(0, "", "", {})

    def load(self) -> str | None:
        """Read the tables where there are any; why they cannot be used, where they cannot."""
        found = self._connection.execute("SELECT name, body FROM kept").fetchall()
        if not found:
            return None
        bodies = {name: _checked(body, name) for name, body in found}
        if bodies.pop("version", b"") != version(self._settings):
            return "they are of another version of the engine, or were made under other settings"
        try:
            state, small = bodies.pop("state"), bodies.pop("small")
            if bodies.pop("held") != self._held():
                raise Damaged("articles or events are missing")
            arrays = {name: np.load(BytesIO(body), allow_pickle=False) for name, body in bodies.items()}
            self.state = msgspec.msgpack.decode(state, type=State)
            self.tables.unpack(small, arrays, self._settings.block_limit, self._settings.window)
        except (msgspec.MsgspecError, KeyError, ValueError) as error:
            raise Damaged(str(error)) from error
        return None

    def clear(self) -> None:
        """Forget everything; a removed text must not linger in pages that are free."""
        self._connection.execute("PRAGMA secure_delete = ON")
        for name in ("kept", *_SHELVES):
            self._connection.execute(f"DELETE FROM {name}")  # noqa: S608 - our own table names
        for shelf in self.shelves.values():
            shelf.pending.clear()
        self.tables = Tables(**self.shelves)
        self.state = State(0, "", "", {})

    def spill(self) -> None:
        """Let go of what is in memory and need not be; it lasts only when all is saved."""
        for shelf in self.shelves.values():
            shelf.flush()

    def save(self) -> None:
        """Make the tables last; on a disk that takes no more those of the run before stay, and serve as well."""
        with suppress(sqlite3.Error):
            self._save()

    def _held(self) -> bytes:
        """Which numbers the tables hold: a row that is gone must not pass for one that never was."""
        sums = [
            self._connection.execute(f"SELECT count(*), sum(number) FROM {name}").fetchone()  # noqa: S608 - our own
            for name in _SHELVES
        ]
        return msgspec.msgpack.encode(sums)

    def _save(self) -> None:
        self.spill()
        small, arrays = self.tables.packed()
        state = msgspec.msgpack.encode(self.state)
        rows = [("version", version(self._settings)), ("state", state), ("small", small), ("held", self._held())]
        self._connection.execute("DELETE FROM kept")
        for name, array in arrays:
            buffer = BytesIO()
            np.save(buffer, array, allow_pickle=False)
            rows.append((name, buffer.getvalue()))
        self._connection.executemany("INSERT INTO kept VALUES (?, ?)", [(n, _sealed(body, n)) for n, body in rows])
        failpoint("fold.before_commit")
        self._connection.execute("COMMIT")

    def close(self) -> None:
        """Let go; what was not saved is forgotten."""
        self._connection.close()


class Shelf(MutableMapping[int, T], Generic[T]):
    """One table of bodies by number; what was written is in memory until it is flushed."""

    def __init__(self, connection: sqlite3.Connection, name: str, type_: Any) -> None:
        self._connection, self._name = connection, name
        self._decoder = msgspec.msgpack.Decoder(type_)
        self.pending: dict[int, T | None] = {}

    def __getitem__(self, number: int) -> T:
        if number in self.pending:
            found = self.pending[number]
            if found is None:
                raise KeyError(number)
            return found
        statement = f"SELECT body FROM {self._name} WHERE number = ?"  # noqa: S608 - our own table names
        row = self._connection.execute(statement, (number,)).fetchone()
        if row is None:
            raise KeyError(number)
        return self._decode(row[0], number)

    def __setitem__(self, number: int, value: T) -> None:
        self.pending[number] = value

    def __delitem__(self, number: int) -> None:
        self.pending[number] = None

    def __iter__(self) -> Iterator[int]:
        rows = self._connection.execute(f"SELECT number FROM {self._name}").fetchall()  # noqa: S608 - see above
        gone = {n for n, value in self.pending.items() if value is None}
        yield from sorted(({n for (n,) in rows} | self.pending.keys()) - gone)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _decode(self, body: object, number: int) -> T:
        try:
            found: T = self._decoder.decode(zlib.decompress(_checked(body, f"{self._name} {number}")))
        except (msgspec.MsgspecError, zlib.error) as error:
            raise Damaged(str(error)) from error
        return found

    def flush(self) -> None:
        """Write what is pending."""
        gone = [(n,) for n, value in self.pending.items() if value is None]
        rows = (
            (n, _sealed(zlib.compress(msgspec.msgpack.encode(value), 1), f"{self._name} {n}"))
            for n, value in self.pending.items()
            if value is not None
        )
        self._connection.executemany(f"DELETE FROM {self._name} WHERE number = ?", gone)  # noqa: S608 - see above
        self._connection.executemany(f"INSERT OR REPLACE INTO {self._name} VALUES (?, ?)", rows)  # noqa: S608
        self.pending = {}


def version(settings: Settings) -> bytes:
    """What the tables depend on besides the articles: the code, its data and the settings."""
    total = hashlib.sha256(msgspec.json.encode(settings))
    for package in ("chronology", "model"):
        for file in sorted(_files(resources.files("timeline").joinpath(package)), key=str):
            total.update(file.name.encode() + file.read_bytes())
    total.update(resources.files("timeline.engine").joinpath("kept.py").read_bytes())
    return total.digest()


def _files(folder: Traversable) -> Iterator[Traversable]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _files(entry) if entry.name != "__pycache__" else ()
        else:
            yield entry


def _sealed(body: bytes, name: str) -> bytes:
    """With a checksum that also says what it is the body of."""
    return zlib.crc32(body, zlib.crc32(name.encode())).to_bytes(4, "big") + body


def _checked(body: object, name: str) -> bytes:
    if not isinstance(body, bytes) or _sealed(body[4:], name)[:4] != body[:4]:
        raise Damaged("a checksum is wrong")
    return body[4:]
