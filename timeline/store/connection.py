"""The way to a Neo4j server: sessions, retries with back-off, and every failure as one line without secrets."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar
from urllib.parse import urlsplit

import neo4j
from neo4j import exceptions

from timeline.errors import StoreError, UsageError
from timeline.store import cypher

T = TypeVar("T")
Row = dict[str, Any]
OLDEST = (5, 26)
_RETRY_SECONDS = 120.0  # a server that restarts is waited for
_CONNECT_SECONDS = 10.0


class Connection:
    """A driver that connects when it is first used. Reads see this connection's own writes (bookmarks)."""

    def __init__(self, url: str, user: str | None, password: str | None, database: str) -> None:
        parts = urlsplit(url)
        if parts.username is not None or parts.password is not None:
            raise UsageError("store address: give user and password in NEO4J_USERNAME and NEO4J_PASSWORD, not in it")
        self.where = f"{parts.scheme}://{parts.netloc}"
        self.database = database
        self._url, self._user, self._password = url, user, password
        self._driver: neo4j.Driver | None = None
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()

    @classmethod
    def from_environment(cls, url: str) -> Connection:
        """With NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE; without a password none is sent."""
        get = os.environ.get
        return cls(url, get("NEO4J_USERNAME", "neo4j"), get("NEO4J_PASSWORD"), get("NEO4J_DATABASE") or "neo4j")

    def read(self, name: str, **values: Any) -> list[Row]:
        """The rows of a query file, in a read transaction."""
        statement = cypher.load(name)

        def work(transaction: neo4j.ManagedTransaction) -> list[Row]:
            return _rows(transaction.run(statement, values))

        with self.errors(), self.session(neo4j.READ_ACCESS) as session:
            return session.execute_read(work)

    def write(self, work: Callable[[neo4j.ManagedTransaction], T]) -> T:
        """Run work in one write transaction, again when the server says that trying again may help."""
        with self.errors(), self.session(neo4j.WRITE_ACCESS) as session:
            return session.execute_write(work)

    def run(self, statement: str, values: Mapping[str, Any] | None = None) -> list[Row]:
        """Run one statement in a transaction of its own (schema changes need that)."""
        with self.errors(), self.session(neo4j.WRITE_ACCESS) as session:
            return _rows(session.run(statement, values or {}))  # type: ignore[arg-type]  # from our files

    @contextmanager
    def session(self, access: str) -> Iterator[neo4j.Session]:
        """A session on the chosen database."""
        with self.driver().session(
            database=self.database,
            default_access_mode=access,
            bookmark_manager=self._bookmarks,
            notifications_min_severity="OFF",  # not the driver's: old servers, to be told their age, know no such thing
        ) as session:
            yield session

    def driver(self) -> neo4j.Driver:
        """The driver, connected and to a server that we can use."""
        if self._driver is None:
            auth = (self._user or "neo4j", self._password) if self._password else None
            driver = neo4j.GraphDatabase.driver(
                self._url,
                auth=auth,
                connection_timeout=_CONNECT_SECONDS,
                max_transaction_retry_time=_RETRY_SECONDS,
                user_agent="timeline-engine",
            )
            try:
                check_version(driver.get_server_info().agent, self.where)
            except BaseException:
                driver.close()
                raise
            self._driver = driver
        return self._driver

    def close(self) -> None:
        """Close the driver, if there is one."""
        if self._driver is not None:
            self._driver.close()
            self._driver = None

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Turn what the driver raises into a `StoreError` of one line that names server, fault and remedy."""
        try:
            yield
        except (exceptions.Neo4jError, exceptions.DriverError) as error:
            raise StoreError(self._one_line(error)) from None  # the driver's text may hold what was sent
        except (OSError, ValueError) as error:
            raise StoreError(f"{self.where}: {self._clean(str(error))}; check the address") from None

    def unwritten(self) -> str:
        """What to say of a database that no rebuild has filled."""
        return f"{self.where}: database {self.database!r} holds no finished chronology; run `timeline rebuild --store`"

    def outdated(self) -> str:
        """What to say of a graph that has another form than this engine's queries ask for."""
        return f"{self.where}: written by another version of the engine; run `timeline rebuild --store`"

    def _one_line(self, error: Exception) -> str:
        where, code = self.where, getattr(error, "code", None) or ""
        if isinstance(error, exceptions.AuthError) or "Security" in code:
            return f"{where}: the server refuses user and password; set NEO4J_USERNAME and NEO4J_PASSWORD"
        if "DatabaseNotFound" in code or "Database.DatabaseUnavailable" in code:
            return f"{where}: there is no database {self.database!r}; set NEO4J_DATABASE"
        if "IndexNotFound" in code or "no such fulltext" in str(error):
            return self.unwritten()
        if "ReadOnly" in code or "read-only" in str(error) or "read only" in str(error) or "NotALeader" in code:
            return f"{where}: database {self.database!r} is read-only; use a server that can be written to"
        if isinstance(error, exceptions.ServiceUnavailable | exceptions.SessionExpired):
            return f"{where}: no answer from a Neo4j server; check the address and that it runs"
        if isinstance(error, exceptions.ConfigurationError):
            return f"{where}: {self._clean(str(error))}"
        if "Memory" in code or "OutOfMemory" in str(error):
            return f"{where}: the server is out of memory; give it more (dbms.memory.heap.max_size) and try again"
        return f"{where}: {self._clean(getattr(error, 'message', None) or str(error))} ({code or type(error).__name__})"

    def _clean(self, text: str) -> str:
        line = " ".join(text.split())[:300]
        return line.replace(self._password, "***") if self._password else line


def check_version(agent: str, where: str) -> None:
    """Refuse a server that is too old for the query files; newer ones are taken at their word."""
    found = re.search(r"(\d+)\.(\d+)", agent)
    if found and (int(found[1]), int(found[2])) < OLDEST:
        raise StoreError(f"{where}: {agent} is too old; Neo4j 5.26 or later is supported")


def _rows(result: neo4j.Result) -> list[Row]:
    keys = result.keys()
    return [dict(zip(keys, record.values(), strict=True)) for record in result]
