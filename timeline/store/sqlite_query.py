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
from timeline.store.port import Query
from timeline.store.sqlite_write import PER_DAY, first_slot
from timeline.store.text import name_words, words

_FEW = 1000  # articles of a source whose events are sorted rather than looked for by day
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
    if query.source is not None:
        _add_source(connection, found, query.source)
    found.match = " AND ".join(
        "(" + " OR ".join(f'"{term}"' for term in clause) + ")"
        for clause in terms.clauses(query, actors=actors, places=places)
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


def _add_source(connection: sqlite3.Connection, found: Select, wanted: str) -> None:
    """Events of a source that tells few are gathered; of one that tells many they are met soon enough by day."""
    asked = set(name_words(wanted))
    folded = [words for (words,) in connection.execute("SELECT DISTINCT words FROM source")]
    named = (_json(words for words in folded if asked and asked <= set(words.split())), wanted)
    called = f"(source.words {_IN} OR source.name = ?)"
    statement = f"SELECT count(*) FROM (SELECT 1 FROM source WHERE {called} LIMIT {_FEW + 1})"
    (articles,) = connection.execute(statement, named).fetchone()
    told = "FROM told_by CROSS JOIN source USING (article) WHERE"
    if articles > _FEW:
        found.add(f"EXISTS (SELECT 1 {told} told_by.number = event.number AND {called})", *named)
    else:
        told = "FROM source CROSS JOIN told_by USING (article) WHERE"
        found.add(f"event.number IN (SELECT told_by.number {told} {called})", *named)


def _json(values: Iterable[str]) -> str:
    """A list as one bound value, however long it is."""
    return json.dumps(sorted(values))
