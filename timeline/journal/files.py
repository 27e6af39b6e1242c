"""The journal's file: recognised by its header before SQLite ever opens it, created whole or not at all.

A file that is not a journal, or a newer one, is read (100 bytes) and otherwise left alone: no `-wal`, no `-shm`
beside it, not a byte changed.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    create_engine,
    event,
)
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import QueuePool

from timeline.errors import JournalError, NothingReadable
from timeline.failpoint import failpoint
from timeline.journal.envelope import GENESIS

APPLICATION_ID: Final = 0x544C4A31  # "TLJ1"
FORMAT: Final = 1
_MAGIC: Final = b"SQLite format 3\x00"
_BUSY_SECONDS: Final = 30

metadata = MetaData()
entries = Table(
    "entry",
    metadata,
    Column("position", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("specversion", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("time", Text, nullable=False),
    Column("dataschema", Text, nullable=False),
    Column("schema_version", Integer, nullable=False),
    Column("recorded_at", Text, nullable=False),
    Column("cause", Integer),
    Column("payload_digest", Text, nullable=False),
    Column("previous_hash", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("encoding", Text, nullable=False),
    Column("payload", LargeBinary),
    Index("entry_subject", "type", "subject", "position"),
)

# The last entry once more: a damaged page that swallows the end of the table would else look like a shorter journal.
head = Table("head", metadata, Column("position", Integer, primary_key=True), Column("hash", Text, nullable=False))


def check_header(path: Path) -> bool:
    """Is a journal there? False when the file is missing or still empty (a creation that was cut off).

    Raises:
        JournalError: something else is there, or a journal of a newer version.
    """
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise JournalError(f"{path}: cannot be read as a journal: {error.strerror or error}") from error
    if not header:
        return False
    if len(header) < 100 or not header.startswith(_MAGIC):
        raise JournalError(f"{path} is not a journal; name another file with --db")
    application = int.from_bytes(header[68:72], "big")
    version = int.from_bytes(header[60:64], "big")
    if application != APPLICATION_ID:
        raise JournalError(f"{path} is a database of another program, not a journal; name another file with --db")
    if version > FORMAT:
        raise JournalError(
            f"{path} was written by a newer version (journal format {version}, this program reads up to {FORMAT}); "
            "upgrade timeline-engine"
        )
    return True


def create(path: Path) -> None:
    """A new, empty journal at `path`, whole from its first moment: it is built beside it and moved into place."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
        os.close(handle)
    except OSError as error:
        why = reason(error) if path.parent.is_dir() else f"there is no folder {path.parent}; make it first"
        raise JournalError(f"{path}: cannot create a journal: {why}") from error
    draft = Path(name)
    try:
        connection = sqlite3.connect(draft, isolation_level=None)
        try:
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version={FORMAT}")
            engine = create_engine("sqlite://", creator=lambda: connection)
            metadata.create_all(engine)
            connection.execute("INSERT INTO head (position, hash) VALUES (0, ?)", (GENESIS,))
            connection.execute("PRAGMA journal_mode=WAL")
        finally:
            connection.close()
        failpoint("journal.create")
        _move_new(draft, path)
    except (OSError, sqlite3.Error, DatabaseError) as error:
        raise JournalError(f"{path}: cannot create a journal: {reason(error)}") from error
    finally:
        discard(draft)


def discard(draft: Path) -> None:
    """Remove a file that did not get its name, with what SQLite left beside it, unless the disk refuses even that."""
    for suffix in ("", "-journal", "-wal", "-shm"):
        with suppress(OSError):
            Path(f"{draft}{suffix}").unlink(missing_ok=True)


def reason(error: Exception) -> str:
    """What went wrong, in one line."""
    text = error.strerror if isinstance(error, OSError) and error.strerror else getattr(error, "orig", None) or error
    return " ".join(str(text).split())


def _move_new(draft: Path, path: Path) -> None:
    """Put the draft in place unless another process was faster; an empty file there is replaced."""
    draft.chmod(0o666 & ~_umask())
    if path.exists() and path.stat().st_size == 0:
        draft.replace(path)
        return
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    except OSError:  # a file system without hard links
        if not path.exists():
            draft.replace(path)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def require(path: Path, *, create_missing: bool) -> None:
    """A journal at `path`, created if allowed; else NothingReadable says how to make one."""
    if check_header(path):
        return
    if not create_missing:
        raise NothingReadable(f"no journal at {path}; `timeline ingest PATH…` makes one, --db names another")
    create(path)


def connect(path: Path, *, readonly: bool) -> Engine:
    """An engine on an existing journal: WAL, every commit on disk before it is acknowledged, one writer at a time."""

    def open_file() -> sqlite3.Connection:
        connection = sqlite3.connect(_uri(path, readonly=readonly), uri=True, timeout=_BUSY_SECONDS)
        connection.isolation_level = None  # transactions are begun below, by us
        try:
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("PRAGMA cache_size=-16000")
        except UnicodeDecodeError as error:
            connection.close()
            raise sqlite3.DatabaseError(f"malformed schema: {error}") from error
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    engine = create_engine("sqlite://", creator=open_file, poolclass=QueuePool, pool_size=1, max_overflow=1)

    @event.listens_for(engine, "begin")
    def _(connection: Connection) -> None:
        options = connection.get_execution_options()
        if not options.get("plain", False):
            connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("immediate", False) else "BEGIN")

    return engine


def _uri(path: Path, *, readonly: bool) -> str:
    """Address of the file; a journal on a read-only disk without a log beside it is opened as unchangeable."""
    address = path.resolve().as_uri()
    if not readonly:
        return f"{address}?mode=rw"
    if not os.access(path.parent, os.W_OK) and not Path(f"{path}-wal").exists():
        return f"{address}?mode=ro&immutable=1"
    return f"{address}?mode=ro"
