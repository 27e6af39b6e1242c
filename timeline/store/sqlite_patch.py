"""Bringing the embedded read model up to date by changes alone.

Invariant: afterwards the file answers as if everything had been written. Records and what hangs on each are touched
only where they changed; what is derived from all records is counted anew from the rows, which is soon done.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from timeline.model import ids
from timeline.model.records import ArticleRecord, ChronologyRecord, EntityRecord, EventRecord
from timeline.store import derive, silence
from timeline.store.port import HAPPENED, WriteReport, combine
from timeline.store.sqlite_write import forget, insert, put_sources
from timeline.store.text import name_words

Changes = Mapping[tuple[str, str], Sequence[ChronologyRecord]]


class _Source(msgspec.Struct):
    """What is read of a stored article."""

    id: str
    source: str | None = None


_SOURCE = msgspec.json.Decoder(_Source)


def patch(connection: sqlite3.Connection, changes: Changes, position: int) -> WriteReport | None:
    """Inside a transaction, make the file hold these records of each kind and id, and leave the others alone.

    None where an article has another source now, so that events that did not change are found by other words.
    """
    sources = _sources(connection)
    now = {id_: records[0] for (kind, id_), records in changes.items() if kind == "article" and records}
    for id_, record in now.items():
        if isinstance(record, ArticleRecord):
            if id_ in sources and sources[id_] != record.source:
                return None
            sources[id_] = record.source
    for kind, id_ in changes:
        if kind == "article" and id_ not in now:
            sources.pop(id_, None)
    named = {id_: source for id_, source in sources.items() if source is not None}
    added = changed = removed = 0
    # An id is freed before another record takes it.
    for (kind, id_), records in sorted(changes.items(), key=lambda item: bool(item[1])):
        stood = {
            twin: (number, digest)
            for twin, number, digest in connection.execute(
                "SELECT twin, number, digest FROM record WHERE kind = ? AND id = ?", (kind, id_)
            ).fetchall()
        }
        for twin, record in enumerate(records):
            digest = ids.digest(record)
            number, before = stood.pop(twin, (None, None))
            if before == digest:
                continue
            added, changed = added + (number is None), changed + (number is not None)
            if number is not None:
                forget(connection, number, kind)
            told = derive.told_by(record, named) if isinstance(record, EventRecord) else None
            insert(connection, twin, record, digest, told)
        removed += len(stood)
        for number, _ in stood.values():
            forget(connection, number, kind)
        if kind == "entity":
            _respell(connection, id_, records)
    put_sources(connection, named.values())
    return _summed(connection, position, added, changed, removed)


def _sources(connection: sqlite3.Connection) -> dict[str, str | None]:
    """The source of each stored article."""
    rows = connection.execute("SELECT body FROM record WHERE kind = 'article' AND twin = 0")
    return {found.id: found.source for (body,) in rows for found in (_SOURCE.decode(body),)}


def _respell(connection: sqlite3.Connection, entity: str, records: Iterable[ChronologyRecord]) -> None:
    """The names of an entity as its record has them; events call it by the first of them."""
    names = {name for r in records if isinstance(r, EntityRecord) for name in (r.name, *r.aliases)}
    for (number,) in connection.execute("SELECT number FROM name WHERE entity = ?", (entity,)).fetchall():
        connection.execute("DELETE FROM name WHERE number = ?", (number,))
        connection.execute("DELETE FROM name_words WHERE rowid = ?", (number,))
    for words in sorted({" ".join(found) for name in names if (found := name_words(name))}):
        number = connection.execute("INSERT INTO name (entity, words) VALUES (?, ?)", (entity, words)).lastrowid
        connection.execute("INSERT INTO name_words (rowid, words) VALUES (?, ?)", (number, words))


def _summed(connection: sqlite3.Connection, position: int, added: int, changed: int, removed: int) -> WriteReport:
    """Count anew what is derived from all records."""
    happened = ", ".join(f"'{name}'" for name in HAPPENED)
    days = connection.execute(
        f"SELECT first, last, id FROM event WHERE factuality IN ({happened}) AND dated AND on_day"  # noqa: S608 - ours
        " ORDER BY first, last, id"
    )
    rows = silence.by_day(days)
    connection.execute("DELETE FROM day")
    connection.executemany("INSERT INTO day VALUES (?, ?, ?, ?, ?)", rows)
    (longest,) = connection.execute(
        "SELECT CAST(coalesce(max(julianday(last) - julianday(first)), 0) AS INTEGER) FROM event WHERE dated"
    ).fetchone()
    counts = dict(connection.execute("SELECT kind, count(*) FROM record GROUP BY kind"))
    total = combine(connection.execute("SELECT kind, id, digest FROM record"))
    values = {"position": str(position), "digest": total, "longest": str(longest), "counts": json.dumps(counts)}
    connection.executemany("UPDATE meta SET value = ?2 WHERE key = ?1", values.items())
    held = sum(counts.values())
    return WriteReport(
        position=position, digest=total, added=added, changed=changed, removed=removed,
        unchanged=held - added - changed,
    )  # fmt: skip
