"""Loading a chronology into the graph by reconciliation: unit by unit, only differences are written.

A unit is written in one transaction. The journal position is set in the last one; until then the projection says
"rebuilding", and a load that was killed goes on where it stopped, because a unit's digest is set with the unit.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import neo4j
from neo4j import exceptions

from timeline.errors import LockHeld
from timeline.failpoint import failpoint
from timeline.model.records import Chronology
from timeline.store import cypher, derive, terms
from timeline.store.connection import Connection
from timeline.store.graph_rows import Row, Unit, rows_of, units
from timeline.store.port import Recorded, WriteReport, combine

Actual = Mapping[tuple[str, str], Mapping[str, Any]]
Steps = list[tuple[str, Mapping[str, object]]]
FORMAT = 3
ALL = 2**62
_BATCH = 20000  # rows in one transaction, all kinds together
_LOCK_SECONDS = 8.0  # longer than a busy server takes to answer at all
# name of the rows and of the file, in the order in which they must be written
_SIMPLE = (
    "sources",
    "entities",
    "articles",
    "published_by",
    "copies",
    "inferred",
    "rejected",
    "found_in",
    "decisions",
    "decides",
    "recorded",
    "days",
)
_EVENT_ROWS = (
    *("involves", "at", "assertions", "held_by", "attributed_to", "contents"),
    *("readings", "gives", "conflicts", "between", "links", "recorded"),
)


class Seen:
    """What passed by while units were streamed: little enough to keep of a million assertions."""

    def __init__(self, members: set[str], named: set[str], speech: frozenset[str]) -> None:
        self.members, self.named, self.speech = members, named, speech
        self.units: set[tuple[str, str]] = set()
        self.parts: set[tuple[str, str]] = set()
        self.records: list[tuple[str, str, str]] = []

    def note(self, unit: Unit) -> None:
        """Keep the keys and digests of a unit."""
        self.units.add((unit.record, unit.id))
        for rows in unit.rows.values():
            for row in rows:
                own = row.get("p", {})
                if "record" in own and own["record"] in ("reading", "conflict"):
                    self.parts.add((own["record"], own["id"]))
                if "digest" in own:
                    kind = "undated" if own["record"] == "event" and "first" not in own else own["record"]
                    self.records.append((kind, own.get("sharedId", own["id"]), own["digest"]))
                if "undatedDigest" in own:
                    self.records.append(("undated", own["id"], own["undatedDigest"]))


class Loader:
    """One write into one graph."""

    def __init__(self, connection: Connection, position: int) -> None:
        self._connection, self._position = connection, position
        self._writer = uuid.uuid4().hex

    def write(self, chronology: Chronology, full: bool, recorded: Recorded | None) -> WriteReport:
        """Make the graph hold exactly this chronology."""
        self._schema("schema/constraints")
        with self._lock():
            interrupted = self._begin(chronology) == "rebuilding"
            actual = {(r["record"], r["id"]): r for r in self._connection.read("load/units")}
            stood = self._connection.read("query/record_digests", limit=ALL)
            before = [(row["kind"], row["id"], row["digest"]) for row in stood]
            empty = not actual and not interrupted
            if not empty:
                self._schema("schema/indexes")
            seen = Seen(_member_ids(chronology), _named(chronology), derive.speech(chronology))
            for batch in _batches(self._changed(units(chronology, recorded), seen, {} if full else actual)):
                if batch[0].record == "event":
                    self._write_events(batch, actual, seen, empty)
                else:
                    self._transaction(_steps(batch, _SIMPLE))
                failpoint("store.graph_batch")
            self._remove(actual.keys() - seen.units, seen.members)
            if interrupted or full:
                self._sweep(seen)
            if empty:
                self._schema("schema/indexes")
            report = _report(self._position, seen.records, before)
            self._finish(report.digest, Counter(kind for kind, _, _ in seen.records))
        return report

    def _changed(self, wanted: Iterable[Unit], seen: Seen, actual: Actual) -> Iterator[Unit]:
        """Those units whose digest in the graph is another; all are noted in `seen`."""
        for unit in wanted:
            seen.note(unit)
            found = actual.get((unit.record, unit.id))
            if found is None or found["unit"] != unit.digest:
                yield unit

    def _schema(self, name: str) -> None:
        for statement in cypher.statements(name):
            self._connection.run(statement)
        if name == "schema/indexes":
            self._connection.run(cypher.load("schema/await"))

    @contextmanager
    def _lock(self) -> Iterator[None]:
        """Hold a node in an open transaction: the server lets go by itself when this process ends, however it ends."""
        self._connection.run(cypher.load("load/lock_make"))
        with self._connection.errors(), self._connection.session(neo4j.WRITE_ACCESS) as session:
            self._take(session)
        with self._connection.session(neo4j.WRITE_ACCESS) as session:
            held = self._take(session, keep=True)
            try:
                yield
            finally:
                _let_go(held)

    def _take(self, session: neo4j.Session, keep: bool = False) -> neo4j.Transaction | None:
        """Try to get the lock; the short time-out is only on the first, trial transaction."""
        transaction = session.begin_transaction(timeout=None if keep else _LOCK_SECONDS)
        try:
            transaction.run(cypher.load("load/lock_hold")).consume()
        except exceptions.Neo4jError as error:
            _let_go(transaction)
            if "Timed" in (error.code or "") or "Lock" in (error.code or "") or "Terminated" in (error.code or ""):
                raise LockHeld(
                    f"{self._connection.where}: another process is writing; try again when it is done"
                ) from None
            raise
        if keep:
            return transaction
        _let_go(transaction)
        return None

    def _begin(self, chronology: Chronology) -> str | None:
        windows = terms.windows(event.date.earliest for event in chronology.events)
        values = {
            "writer": self._writer,
            "position": self._position,
            "format": FORMAT,
            "longest": derive.longest(chronology),
            "windows": [window[0] for window in windows],
            "window_first": [window[1] for window in windows],
            "window_last": [window[2] for window in windows],
        }
        rows = self._connection.write(lambda tx: tx.run(cypher.load("load/begin"), values).data())
        before: str | None = rows[0]["before"]
        return before

    def _finish(self, digest: str, counts: Counter[str]) -> None:
        values = {
            "writer": self._writer,
            "position": self._position,
            "digest": digest,
            "counts": [f"{kind} {number}" for kind, number in sorted(counts.items())],
        }
        if not self._connection.write(lambda tx: tx.run(cypher.load("load/finish"), values).data()):
            raise self._overtaken()

    def _transaction(self, steps: Sequence[tuple[str, Mapping[str, object]]]) -> None:
        """Some statements in one transaction, if this writer is still the one."""

        def work(transaction: neo4j.ManagedTransaction) -> bool:
            still = transaction.run(cypher.load("load/still_ours"), writer=self._writer).single(strict=True)["ours"]
            if still:
                for name, values in steps:
                    transaction.run(cypher.load(name), dict(values)).consume()
            return bool(still)

        if not self._connection.write(work):
            raise self._overtaken()

    def _overtaken(self) -> LockHeld:
        return LockHeld(f"{self._connection.where}: another process took over this rebuild; nothing of it is lost")

    def _write_events(self, batch: list[Unit], actual: Actual, seen: Seen, empty: bool) -> None:
        steps: Steps = []
        there = [] if empty else [u.id for u in batch if ("event", u.id) in actual]
        if there:
            steps += self._clearing(there, seen.members)
        rows = rows_of(batch, "events")
        new = [r for r in rows if empty and r["id"] not in seen.named]
        steps.append(("load/events_create", {"rows": new}))
        steps.append(("load/events_merge", {"rows": [r for r in rows if not empty or r["id"] in seen.named]}))
        steps.append(("load/undated", {"rows": [r for r in rows if r["undated"]]}))
        for name, values in _steps(batch, _EVENT_ROWS):
            if name == "load/assertions":
                steps += _assertions(values["rows"], seen.speech if empty else None)
            else:
                steps.append((name, values))
        self._transaction([step for step in steps if step[1].get("rows") or step[1].get("ids")])

    def _clearing(self, events: list[str], keep: set[str]) -> Steps:
        """Steps that take down neighbourhoods, with the assertions that no event will have any more."""
        members = self._connection.read("load/members", ids=events)
        gone = [row["id"] for row in members if row["id"] not in keep]
        return [("load/clear", {"ids": events}), *([_removal("assertion", gone)] if gone else [])]

    def _remove(self, keys: set[tuple[str, str]], members: set[str]) -> None:
        """Remove units that should not be there."""
        events = sorted(id_ for record, id_ in keys if record == "event")
        for start in range(0, len(events), _BATCH):
            ids = events[start : start + _BATCH]
            self._transaction([*self._clearing(ids, members), _removal("event", ids)])
        for record in ("decision", "day", "rejected", "article", "entity", "source"):
            self._remove_nodes(record, sorted(id_ for kind, id_ in keys if kind == record))

    def _remove_nodes(self, record: str, ids: list[str]) -> None:
        for start in range(0, len(ids), _BATCH):
            self._transaction([_removal(record, ids[start : start + _BATCH])])

    def _sweep(self, seen: Seen) -> None:
        """After an interrupted load: remove parts that belong to no unit any more."""
        expected = {("assertion", id_) for id_ in seen.members} | seen.parts
        loose = {(r["record"], r["id"]) for r in self._connection.read("load/keys")} - expected
        for record in ("assertion", "reading", "conflict"):
            self._remove_nodes(record, sorted(id_ for kind, id_ in loose if kind == record))


def _report(position: int, now: list[tuple[str, str, str]], before: list[tuple[str, str, str]]) -> WriteReport:
    after, stood = Counter((kind, id_) for kind, id_, _ in now), Counter((kind, id_) for kind, id_, _ in before)
    unchanged = (Counter(now) & Counter(before)).total()
    both = (after & stood).total()
    return WriteReport(
        position=position,
        digest=combine(now),
        added=len(now) - both,
        changed=both - unchanged,
        removed=len(before) - both,
        unchanged=unchanged,
    )


def _member_ids(chronology: Chronology) -> set[str]:
    return {member.id for event in derive.told(chronology) for member in event.assertions}


def _named(chronology: Chronology) -> set[str]:
    """Events that something else names, so that a bare node may stand there before the event is written."""
    linked = {link.event for event in derive.told(chronology) for link in event.links}
    return linked.union(*(article.published.evidence for article in chronology.articles))


def _steps(batch: list[Unit], names: Sequence[str]) -> list[tuple[str, dict[str, list[Row]]]]:
    return [(f"load/{name}", {"rows": rows}) for name in names if (rows := rows_of(batch, name))]


def _assertions(rows: list[Row], speech: frozenset[str] | None) -> Steps:
    """Create assertions that cannot be there; of an empty graph only those that others name may be."""
    new = [] if speech is None else [row for row in rows if row["id"] not in speech]
    old = rows if speech is None else [row for row in rows if row["id"] in speech]
    return [("load/assertions_create", {"rows": new}), ("load/assertions_merge", {"rows": old})]


def _removal(record: str, ids: list[str]) -> tuple[str, Mapping[str, object]]:
    return ("load/remove", {"record": record, "ids": ids})


def _batches(changed: Iterable[Unit]) -> Iterator[list[Unit]]:
    """Units of one record in batches of about `_BATCH` rows, never a part of one."""
    batch: list[Unit] = []
    size = 0
    for unit in changed:
        if batch and (size >= _BATCH or unit.record != batch[0].record):
            yield batch
            batch, size = [], 0
        batch.append(unit)
        size += sum(len(rows) for rows in unit.rows.values())
    if batch:
        yield batch


def _let_go(transaction: neo4j.Transaction | None) -> None:
    if transaction is None:
        return
    try:
        transaction.rollback()
    except (exceptions.Neo4jError, exceptions.DriverError, OSError):
        transaction.close()  # the server ended it already
