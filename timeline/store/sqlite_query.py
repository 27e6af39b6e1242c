# ruff: noqa: S608 - statements are put together from constants; what users say is always bound
"""A `Query` as one SQL statement over the embedded read model, each filter on an index."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

import msgspec

from timeline.store.port import Query
from timeline.store.text import name_words, words

_NOTHING = "0"
_IN = "IN (SELECT value FROM json_each(?))"


class Select(msgspec.Struct):
    """Conditions over table `event` that must all hold, with their values."""

    conditions: list[str]
    values: list[object]
    limit: int

    def statement(self, columns: str, *, join: str = "", where: str = "") -> str:
        """The whole statement, in chronological order."""
        conditions = [*self.conditions, where] if where else self.conditions
        return (
            f"SELECT {columns} FROM event {join} WHERE {' AND '.join(conditions) or '1'}"
            f" ORDER BY first, last, event.id LIMIT {self.limit}"
        )


def select(connection: sqlite3.Connection, query: Query) -> Select:
    """The conditions of a query. Words that fold to nothing are found nowhere."""
    found = Select([], [], -1 if query.limit is None else max(0, query.limit))

    def add(condition: str, *values: object) -> None:
        found.conditions.append(condition)
        found.values.extend(values)

    if query.since is not None or query.until is not None:
        add("dated")
    if query.since is not None:
        add("last >= ?", query.since)
    if query.until is not None:
        add("first <= ?", query.until)
    if query.type is not None:
        # "/" follows "." in every collation that matters here, so the range holds exactly the leaves of a root
        add("(type = ? OR (type >= ? AND type < ?))", query.type, query.type + ".", query.type + "/")
    if query.factuality:
        add(f"factuality {_IN}", _json(query.factuality))
    if query.min_sources is not None:
        add("sources >= ?", query.min_sources)
    if query.actor is not None:
        add(f"number IN (SELECT number FROM party WHERE entity {_IN})", _entities(connection, query.actor))
    if query.place is not None:
        add(
            f"(number IN (SELECT number FROM place WHERE entity {_IN}) OR country = ?)",
            _entities(connection, query.place),
            query.place.upper(),
        )
    if query.source is not None:
        add(f"number IN (SELECT number FROM told_by WHERE article {_IN})", _articles(connection, query.source))
    if query.text is not None:
        _add_text(found, words(query.text))
    return found


def _add_text(found: Select, wanted: list[str]) -> None:
    if not wanted:
        found.conditions.append(_NOTHING)
        return
    found.conditions.append("event.number IN (SELECT rowid FROM event_words WHERE event_words MATCH ?)")
    found.values.append(_all_of(wanted))


def _entities(connection: sqlite3.Connection, wanted: str) -> str:
    """The entity of this id, and those of whom one name has all the words, as a JSON list."""
    found = {wanted}
    if asked := name_words(wanted):
        found.update(
            entity
            for (entity,) in connection.execute(
                "SELECT entity FROM name WHERE number IN (SELECT rowid FROM name_words WHERE name_words MATCH ?)",
                (_all_of(asked),),
            )
        )
    return _json(found)


def _articles(connection: sqlite3.Connection, wanted: str) -> str:
    asked = set(name_words(wanted))
    sources = [
        folded
        for (folded,) in connection.execute("SELECT DISTINCT words FROM source")
        if asked and asked <= set(folded.split())
    ]
    rows = connection.execute(f"SELECT article FROM source WHERE words {_IN} OR name = ?", (_json(sources), wanted))
    return _json(article for (article,) in rows)


def _all_of(wanted: list[str]) -> str:
    return " AND ".join(f'"{word}"' for word in dict.fromkeys(wanted))


def _json(values: Iterable[str]) -> str:
    """A list as one bound value, however long it is."""
    return json.dumps(sorted(values))
