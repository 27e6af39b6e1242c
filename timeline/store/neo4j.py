"""The graph: a chronology in Neo4j, asked through the query files that people run by hand.

Invariant: the records that come out are the records that went in; nothing is kept beside the graph. Only nodes with the
label `Timeline` are read, changed or removed, so other people's nodes may live in the same database.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from timeline.errors import StoreError, UnknownId
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
from timeline.store import derive, graph_read, silence, terms
from timeline.store.connection import Connection, Row
from timeline.store.graph_write import ALL, FORMAT, Loader
from timeline.store.port import (
    STARTING,
    ConflictStatus,
    Gap,
    Query,
    Recorded,
    WriteReport,
    combine,
    date_order,
    differences,
    record_rows,
)
from timeline.store.silence import Day
from timeline.store.text import name_words, words

_ANY, _NONE = "*", "-"
_PAGE = 500
_MANY = 1000  # hits that are sorted at once
_KINDS = ("article", "entity", "event", "conflict", "undated", "rejected", "decision")


class Neo4jStore:
    """A chronology in a graph. Nothing is connected before it is needed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._finished = False

    @classmethod
    def from_environment(cls, url: str) -> Neo4jStore:
        """The graph at an address, with user, password and database from the environment."""
        return cls(Connection.from_environment(url))

    def write(
        self, chronology: Chronology, position: int, full: bool = False, *, recorded: Recorded | None = None
    ) -> WriteReport:
        """See `Store.write`. A full write writes every neighbourhood again, whatever its digest says."""
        return Loader(self._connection, position).write(chronology, full, recorded)

    def verify(self, chronology: Chronology) -> list[str]:
        """See `Store.verify`. Digests are taken of the records as read back, not read from the graph."""
        return differences(record_rows(chronology.records()), record_rows(self.records()))

    def position(self) -> int:
        """See `Store.position`."""
        rows = self._connection.read("query/projection", limit=1)
        return int(rows[0]["position"] or 0) if rows else 0

    def digest(self) -> str:
        """See `Store.digest`."""
        return combine((row["kind"], row["id"], row["digest"]) for row in self._read("record_digests"))

    def events(self, query: Query = Query()) -> list[EventRecord]:  # noqa: B008 - frozen
        """See `Store.events`."""
        found = [event for event in self._events(self._ids(query)) if isinstance(event, EventRecord)]
        return sorted(found, key=date_order)

    def event(self, id_: str) -> EventRecord | UndatedRecord:
        """See `Store.event`."""
        for row in self._read("resolve", id=id_, limit=1):
            for event in self._events([row["id"]]):
                return event
        raise derive.unknown(id_)

    def starting(self, start: str, limit: int = STARTING) -> list[tuple[str, str]]:
        """See `Store.starting`."""
        rows = self._read("starting", start=start, limit=limit)
        return list(dict.fromkeys((row["record"], row["target"]) for row in rows))

    def conflicts(
        self,
        kind: ConflictKind | None = None,
        cause: Cause | None = None,
        status: ConflictStatus | None = None,
        *,
        event: str | None = None,
    ) -> list[ConflictRecord]:
        """See `Store.conflicts`."""
        file, values = ("conflicts", {}) if event is None else ("conflicts_of_event", {"event": event})
        rows = self._read(file, kind=kind, cause=cause, status=status, **values)
        return [graph_read.conflict(row) for row in rows]

    def articles(self, ids: Collection[str] | None = None) -> list[ArticleRecord]:
        """See `Store.articles`."""
        rows = self._read("articles") if ids is None else self._read("articles_by_id", ids=sorted(ids))
        return sorted((graph_read.article(row) for row in rows), key=lambda a: (a.id, a.version))

    def entities(self, ids: Collection[str] | None = None) -> list[EntityRecord]:
        """See `Store.entities`."""
        rows = self._read("entities") if ids is None else self._read("entities_by_id", ids=sorted(ids))
        return _by_id(graph_read.entity(row) for row in rows)

    def around(self, id_: str, n: int = 5) -> list[EventRecord]:
        """See `Store.around`."""
        centre = self.event(id_)
        if not isinstance(centre, EventRecord) or centre.date.earliest is None:
            raise UnknownId(f"{id_}: this event has no date, so nothing stands around it")
        first, last, own = date_order(centre)
        values = {"first": _day(first), "last": _day(last), "id": own, "limit": max(0, n)}
        found = [row["id"] for name in ("before", "after") for row in self._read(name, **values)]
        others = [event for event in self._events(found) if isinstance(event, EventRecord)]
        return sorted([*others, centre], key=date_order)

    def gaps(self, query: Query = Query()) -> list[Gap]:  # noqa: B008 - frozen
        """See `Store.gaps`."""
        if silence.counted(query):
            rows = self._read("days", since=_day(query.since), until=_day(query.until))
        else:
            rows = self._rows(query, "days_search")
        if rows and "days" in rows[0]:
            return silence.gaps([Day(*day) for row in rows for day in row["days"]])
        found = ((str(row["first"]), str(row["last"]), row["id"]) for row in rows if row["onDay"])
        return silence.gaps(silence.by_day(found))

    def counts(self) -> dict[str, int]:
        """See `Store.counts`."""
        pairs = (pair.split(" ") for pair in self._read("projection")[0]["counts"])
        return dict.fromkeys(_KINDS, 0) | {kind: int(number) for kind, number in pairs}

    def foreign_nodes(self) -> int:
        """How many nodes of the database are not ours; they are never read, changed or removed."""
        return int(self._connection.read("query/foreign_nodes", limit=1)[0]["nodes"])

    def records(self) -> Iterator[ChronologyRecord]:
        """See `Store.records`."""
        yield from self.articles()
        yield from self.entities()
        yield from self._events([row["id"] for row in self._read("event_ids")])
        yield from _by_id(
            graph_read.conflict(row) for row in self._read("conflicts", kind=None, cause=None, status=None)
        )
        for row in self._told(sorted(row["id"] for row in self._read("undated_ids"))):
            yield graph_read.undated(row)
        rejected = (graph_read.rejected(row) for row in self._read("rejected"))
        yield from sorted(rejected, key=lambda r: (r.id, r.article or "", r.reason))
        yield from _by_id(graph_read.decision(row) for row in self._read("decisions"))

    def close(self) -> None:
        """See `Store.close`."""
        self._connection.close()

    def _read(self, name: str, **values: Any) -> list[Row]:
        if not self._finished:
            self._finished = self._require()
        return self._connection.read(f"query/{name}", **({"limit": ALL} | values))

    def _require(self) -> bool:
        """Is there a whole chronology, in the form that the queries ask for? The half of one would look like one."""
        rows = self._connection.read("query/projection", limit=1)
        if not rows or rows[0]["position"] is None:
            raise StoreError(self._connection.unwritten())
        if rows[0]["format"] != FORMAT:
            raise StoreError(self._connection.outdated())
        return True

    def _events(self, found: list[str]) -> Iterator[EventRecord | UndatedRecord]:
        return (graph_read.event(row) for row in self._told(found))

    def _told(self, found: list[str]) -> Iterator[Row]:
        for start in range(0, len(found), _PAGE):
            page = found[start : start + _PAGE]
            rows = {row["event"]["id"]: row for row in self._read("event_records", ids=page)}
            yield from (rows[id_] for id_ in page if id_ in rows)

    def _ids(self, query: Query) -> list[str]:
        return [row["id"] for row in self._rows(query)]

    def _rows(self, query: Query, counted: str | None = None) -> list[Row]:
        """By day alone from the index of days, by anything else through the full-text index.

        `counted` is the file that only counts by day what is found through that index, where no limit cuts.
        """
        if query.text is not None and not words(query.text):
            return []
        actors = None if query.actor is None else self._named("entities_named", query.actor)
        places = None if query.place is None else self._named("entities_named", query.place)
        sources = None if query.source is None else self._named("sources_named", query.source)
        values: dict[str, Any] = {
            "dated": query.since is not None or query.until is not None,
            "since": _day(query.since) or date.min,
            "until": _day(query.until) or date.max,
            "type": _any([query.type] if query.type is not None else None)[0],
            "factuality": _any(list(query.factuality) or None),
            "min_sources": query.min_sources or 0,
            "limit": ALL if query.limit is None else max(0, query.limit),
            "actors": _any(actors),
            "places": _any(places),
            "country": (query.place or "").upper() or _ANY,
            "sources": _any(sources),
        }
        clauses = terms.clauses(query, actors=actors, places=places, sources=sources)
        if not clauses:
            return self._read("chronology", **values)
        search = " ".join(f"+({' '.join(clause)})" for clause in clauses)
        file = counted if counted and query.limit is None else "chronology_search"
        return self._read(file, search=search, many=_MANY, **values)

    def _named(self, name: str, wanted: str) -> list[str]:
        asked = name_words(wanted)
        found = {wanted}
        if asked:
            found.update(row["id"] for row in self._read(name, search=_all_of(asked), words=asked))
        return sorted(found)


def _any(wanted: Sequence[str] | None) -> list[str]:
    """A filter's values, or a star where it is not given, so that its type is one."""
    return [_ANY] if wanted is None else [value for value in wanted if value != _ANY] or [_NONE]


def _all_of(asked: list[str]) -> str:
    return " ".join(f"+{word}" for word in dict.fromkeys(asked))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _by_id(records: Iterable[Any]) -> list[Any]:
    return sorted(records, key=lambda record: record.id)
