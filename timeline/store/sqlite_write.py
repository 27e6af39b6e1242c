"""Writing a chronology into the embedded read model: everything, or what differs."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from datetime import date

import msgspec

from timeline.model import ids
from timeline.model.records import (
    Chronology,
    ChronologyRecord,
    ConflictRecord,
    EventRecord,
    UndatedRecord,
)
from timeline.store import derive, silence, terms
from timeline.store.port import WriteReport, combine, date_order, kind_of
from timeline.store.text import name_words

_OF_EVENT = ("party", "place", "told_by", "alias")
PER_DAY = 2**40  # slots of one day: more than anybody has events


def first_slot(day: str) -> int:
    """The number below those of a day's events."""
    return date.fromisoformat(day).toordinal() * PER_DAY


def build(connection: sqlite3.Connection, chronology: Chronology, position: int) -> WriteReport:
    """Fill an empty file."""
    connection.execute("BEGIN")
    report = apply(connection, chronology, position)
    connection.commit()
    connection.execute("ANALYZE")
    return report


def apply(connection: sqlite3.Connection, chronology: Chronology, position: int) -> WriteReport:
    """Inside a transaction, make the file hold exactly this chronology; only records that differ are written."""
    rows = connection.execute("SELECT kind, id, twin, number, digest, told FROM record")
    actual = {(kind, id_, twin): (number, digest, told) for kind, id_, twin, number, digest, told in rows}
    sources = derive.sources(chronology)
    added = changed = unchanged = 0
    digests = []
    twins: Counter[tuple[str, str]] = Counter()
    for record in chronology.records():
        kind, digest = kind_of(record), ids.digest(record)
        digests.append((kind, record.id, digest))
        twin = twins[kind, record.id]
        twins[kind, record.id] += 1
        number, before, told_before = actual.pop((kind, record.id, twin), (None, None, None))
        told = derive.told_by(record, sources) if isinstance(record, EventRecord) else None
        if number is None:
            added += 1
        elif before == digest:
            unchanged += 1
            if told_before == _joined(told):
                continue
        else:
            changed += 1
        if number is not None:
            forget(connection, number, kind)
        insert(connection, twin, record, digest, told)
    for (kind, _, _), (number, _, _) in actual.items():
        forget(connection, number, kind)
    _names(connection, chronology)
    put_sources(connection, sources.values())
    _days(connection, chronology)
    total = combine(digests)
    values = {
        "position": str(position),
        "digest": total,
        "longest": str(derive.longest(chronology)),
        "counts": json.dumps(Counter(kind for kind, _, _ in digests)),
    }
    connection.executemany(
        "INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", values.items()
    )
    return WriteReport(
        position=position, digest=total, added=added, changed=changed, removed=len(actual), unchanged=unchanged
    )


def _joined(told: list[str] | None) -> str | None:
    return None if told is None else json.dumps(told)


def insert(
    connection: sqlite3.Connection, twin: int, record: ChronologyRecord, digest: str, told: list[str] | None
) -> None:
    """Add a record with all that hangs on it; `told` names the sources that tell an event."""
    row = (kind_of(record), record.id, twin, digest, _joined(told), msgspec.json.encode(record))
    inserted = connection.execute(
        "INSERT INTO record (kind, id, twin, digest, told, body) VALUES (?, ?, ?, ?, ?, ?)", row
    )
    number = inserted.lastrowid or 0
    if isinstance(record, EventRecord | UndatedRecord):
        _insert_told(connection, number, record, told or [])
    elif isinstance(record, ConflictRecord):
        connection.execute(
            "INSERT INTO conflict VALUES (?, ?, ?, ?, ?, ?)",
            (number, record.id, record.event, record.kind, record.cause, record.status),
        )


def _insert_told(connection: sqlite3.Connection, number: int, event: derive.Told, told: list[str]) -> None:
    rows = [(id_, rank, number) for id_, rank in derive.aliases(event).items()]
    connection.executemany("INSERT INTO alias VALUES (?, ?, ?)", rows)
    if not isinstance(event, EventRecord):
        return
    first, last, _ = date_order(event)
    dated = event.date.earliest is not None and event.date.latest is not None
    slot = _slot(connection, first)
    connection.execute(
        "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            slot,
            number,
            event.id,
            event.type,
            first,
            last,
            dated,
            derive.starts_on_a_day(event.date),
            event.factuality,
            event.independent_sources,
            event.place.country if event.place else None,
        ),
    )
    _link(connection, "party", number, (p.entity for p in (*event.actors, *event.recipients)))
    connection.executemany("INSERT INTO told_by VALUES (?, ?)", [(number, source) for source in told])
    if event.place:
        _link(connection, "place", number, filter(None, (event.place.entity, event.place.within)))
    found = " ".join([*derive.search_words(event), *terms.of_event(event, told)])
    connection.execute("INSERT INTO event_words (rowid, words) VALUES (?, ?)", (slot, found))


def _slot(connection: sqlite3.Connection, first: str) -> int:
    """The next free number of a day."""
    start = first_slot(first)
    taken = connection.execute("SELECT max(slot) FROM event WHERE slot BETWEEN ? AND ?", (start, start + PER_DAY - 1))
    return (taken.fetchone()[0] or start) + 1


def _link(connection: sqlite3.Connection, table: str, number: int, targets: Iterable[str]) -> None:
    rows = [(target, number) for target in sorted(set(targets))]
    connection.executemany(f"INSERT INTO {table} VALUES (?, ?)", rows)  # noqa: S608 - our own table names


def forget(connection: sqlite3.Connection, number: int, kind: str) -> None:
    """Remove a record with all that hangs on it."""
    if kind in ("event", "undated"):
        for table in _OF_EVENT:
            connection.execute(f"DELETE FROM {table} WHERE number = ?", (number,))  # noqa: S608 - our own table names
    if kind == "event":
        connection.execute("DELETE FROM event_words WHERE rowid = (SELECT slot FROM event WHERE number = ?)", (number,))
    connection.execute("DELETE FROM record WHERE number = ?", (number,))


def _names(connection: sqlite3.Connection, chronology: Chronology) -> None:
    wanted = {(entity, words) for entity, names in derive.entity_names(chronology).items() for words in names}
    actual = {(entity, words): n for n, entity, words in connection.execute("SELECT number, entity, words FROM name")}
    for number in (n for pair, n in actual.items() if pair not in wanted):
        connection.execute("DELETE FROM name WHERE number = ?", (number,))
        connection.execute("DELETE FROM name_words WHERE rowid = ?", (number,))
    for entity, words in sorted(wanted - actual.keys()):
        number = connection.execute("INSERT INTO name (entity, words) VALUES (?, ?)", (entity, words)).lastrowid
        connection.execute("INSERT INTO name_words (rowid, words) VALUES (?, ?)", (number, words))


def put_sources(connection: sqlite3.Connection, names: Iterable[str]) -> None:
    """Hold exactly these sources."""
    connection.execute("DELETE FROM source")
    rows = [(name, " ".join(name_words(name))) for name in sorted(set(names))]
    connection.executemany("INSERT INTO source VALUES (?, ?)", rows)


def _days(connection: sqlite3.Connection, chronology: Chronology) -> None:
    connection.execute("DELETE FROM day")
    connection.executemany("INSERT INTO day VALUES (?, ?, ?, ?, ?)", silence.days(chronology.events))
