# ruff: noqa: S608 - statements are put together from constants; what users say is always bound
"""A `Query` as one SQL statement over the embedded read model.

Days alone are read off the index of days. Every other filter goes through the full-text index, whose rows come by day,
so that reading stops when there are enough; all conditions are looked at again for each row.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import msgspec

from timeline.store import terms
from timeline.store.port import HAPPENED, Query
from timeline.store.silence import Day, by_day
from timeline.store.sqlite_write import PER_DAY, first_slot
from timeline.store.text import name_words, words

_STARTING = """
    SELECT id, record, target FROM (
      SELECT * FROM (SELECT DISTINCT alias.id AS id, 'event' AS record, record.id AS target
        FROM alias JOIN record USING (number) WHERE alias.id >= ?1 AND alias.id < ?2 ORDER BY 1, 3 LIMIT ?3)
      UNION SELECT * FROM (SELECT DISTINCT conflict.id, 'event', event
        FROM conflict JOIN alias ON rank = 0 AND alias.id = event
        WHERE conflict.id >= ?1 AND conflict.id < ?2 ORDER BY 1, 3 LIMIT ?3)
      UNION SELECT * FROM (SELECT DISTINCT id, kind, id FROM record
        WHERE kind = 'article' AND id >= ?1 AND id < ?2 ORDER BY 1 LIMIT ?3)
      UNION SELECT * FROM (SELECT id, kind, id FROM record
        WHERE kind = 'entity' AND id >= ?1 AND id < ?2 ORDER BY 1 LIMIT ?3)
    ) ORDER BY 1, 2, 3 LIMIT ?3"""
_AFTER_ALL = "\U0010ffff"  # sorts behind whatever goes on after the start of an id
_IN = "IN (SELECT value FROM json_each(?))"
_ORDER = "first, last, event.id"


class Select(msgspec.Struct):
    """Conditions over table `event` that must all hold, with their values.

    `match` is for the full-text index, whose rows between `slots` are those of the period.
    """

    limit: int
    conditions: list[str] = []
    values: list[object] = []
    match: str = ""
    slots: tuple[int, int] = (0, 2**63 - 1)

    def add(self, condition: str, *values: object) -> None:
        """One more condition."""
        self.conditions.append(condition)
        self.values.extend(values)

    def rows(self, connection: sqlite3.Connection, columns: str, *, join: str = "", where: str = "") -> list[Any]:
        """What is found, in chronological order."""
        conditions = " AND ".join(filter(None, [*self.conditions, where])) or "1"
        if self.limit == 0:
            return []
        if not self.match:
            statement = f"SELECT {columns} FROM event {join} WHERE {conditions} ORDER BY {_ORDER} LIMIT ?"
            return connection.execute(statement, (*self.values, self.limit)).fetchall()
        found = (
            f"FROM event_words CROSS JOIN event ON slot = event_words.rowid {{0}} WHERE event_words MATCH ?"
            f" AND event_words.rowid BETWEEN ? AND ? AND {conditions} ORDER BY {{1}}"
        )
        values = (self.match, *self.slots, *self.values)
        if self.limit < 0:
            return connection.execute(f"SELECT {columns} {found.format(join, _ORDER)}", values).fetchall()
        rows = connection.execute(f"SELECT slot, {_ORDER} {found.format('', 'event_words.rowid')}", values)
        slots = [row[0] for row in sorted(_enough(rows, self.limit), key=lambda row: row[1:])[: self.limit]]
        statement = f"SELECT {columns} FROM event {join} WHERE slot {_IN} ORDER BY {_ORDER}"
        return connection.execute(statement, (json.dumps(slots),)).fetchall()


def _enough(rows: Iterable[Any], limit: int) -> list[Any]:
    """The first rows and all others of the last one's day."""
    found: list[Any] = []
    for row in rows:
        if len(found) >= limit and row[0] // PER_DAY > found[-1][0] // PER_DAY:
            break
        found.append(row)
    return found


def select(connection: sqlite3.Connection, query: Query) -> Select:
    """The conditions of a query. Words that fold to nothing are found nowhere."""
    if query.text is not None and not words(query.text):
        return Select(0)
    found = Select(-1 if query.limit is None else max(0, query.limit))
    actors = None if query.actor is None else _entities(connection, query.actor)
    places = None if query.place is None else _entities(connection, query.place)
    _add_days(connection, found, query)
    if query.type is not None:
        # "/" follows "." in every collation that matters here, so the range holds exactly the leaves of a root
        found.add("(type = ? OR (type >= ? AND type < ?))", query.type, query.type + ".", query.type + "/")
    if query.factuality:
        found.add(f"factuality {_IN}", _json(query.factuality))
    if query.min_sources is not None:
        found.add("sources >= ?", query.min_sources)
    if actors is not None:
        found.add(f"EXISTS (SELECT 1 FROM party WHERE party.number = event.number AND entity {_IN})", _json(actors))
    if places is not None and query.place is not None:
        found.add(
            f"(country = ? OR EXISTS (SELECT 1 FROM place WHERE place.number = event.number AND entity {_IN}))",
            query.place.upper(),
            _json(places),
        )
    sources = None if query.source is None else _sources(connection, query.source)
    if sources is not None:
        told = "SELECT 1 FROM told_by WHERE told_by.number = event.number AND source"
        found.add(f"EXISTS ({told} {_IN})", _json(sources))
    found.match = " AND ".join(
        "(" + " OR ".join(f'"{term}"' for term in clause) + ")"
        for clause in terms.clauses(query, actors=actors, places=places, sources=sources)
    )
    return found


def _add_days(connection: sqlite3.Connection, found: Select, query: Query) -> None:
    """The period, as a stretch of first days and of slots, both of which are in order."""
    if query.since is None and query.until is None:
        return
    found.add("dated")
    low, high = found.slots
    if query.since is not None:
        (longest,) = connection.execute("SELECT value FROM meta WHERE key = 'longest'").fetchone()
        start = _before(query.since, int(longest))
        found.add("last >= ? AND first >= ?", query.since, start)
        low = first_slot(start)
    if query.until is not None:
        found.add("first <= ?", query.until)
        high = first_slot(query.until) + PER_DAY - 1
    found.slots = (low, high)


def _before(day: str, days: int) -> str:
    try:
        return (date.fromisoformat(day) - timedelta(days=days)).isoformat()
    except OverflowError:
        return date.min.isoformat()


def _entities(connection: sqlite3.Connection, wanted: str) -> list[str]:
    """The entity of this id, and those of whom one name has all the words."""
    found = {wanted}
    if asked := name_words(wanted):
        match = " AND ".join(f'"{word}"' for word in dict.fromkeys(asked))
        rows = connection.execute(
            "SELECT entity FROM name WHERE number IN (SELECT rowid FROM name_words WHERE name_words MATCH ?)", (match,)
        )
        found.update(entity for (entity,) in rows)
    return sorted(found)


def _sources(connection: sqlite3.Connection, wanted: str) -> list[str]:
    """The source of this name, and those whose name has all the words."""
    asked = set(name_words(wanted))
    rows = connection.execute("SELECT name, words FROM source").fetchall()
    return [wanted, *(name for name, words in rows if name != wanted and asked and asked <= set(words.split()))]


def counted_days(connection: sqlite3.Connection, query: Query) -> list[Day]:
    """The days of a period as they were counted; before it, the events that reach into it are counted now."""
    since, until = query.since or "", query.until or "9999-12-31"
    before = connection.execute(
        "SELECT first, last, id FROM event WHERE first IN (SELECT day FROM day WHERE day < ?1 AND until >= ?1)"
        " AND last >= ?1 AND on_day AND factuality IN (SELECT value FROM json_each(?2)) ORDER BY first, last, id",
        (since, _json(HAPPENED)),
    )
    days = connection.execute("SELECT * FROM day WHERE day BETWEEN ? AND ? ORDER BY day", (since, until))
    return [*by_day(before), *(Day(*row) for row in days)]


def starting(connection: sqlite3.Connection, start: str, limit: int) -> list[tuple[str, str]]:
    """See `Store.starting`."""
    rows = connection.execute(_STARTING, (start, start + _AFTER_ALL, limit))
    return list(dict.fromkeys((record, target) for _, record, target in rows))


def _json(values: Iterable[str]) -> str:
    """A list as one bound value, however long it is."""
    return json.dumps(sorted(values))
