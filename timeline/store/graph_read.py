"""Rows of the query files as records: the inverse of `graph_rows`. Pure."""

from __future__ import annotations

from typing import Any

from timeline.model.records import (
    ArticleRecord,
    ConflictRecord,
    DecisionRecord,
    EntityRecord,
    EventPlace,
    EventRecord,
    Link,
    Member,
    Party,
    Reading,
    RejectedRecord,
    UndatedRecord,
)
from timeline.store import shape
from timeline.store.graph_rows import values_of

Row = dict[str, Any]


def event(row: Row) -> EventRecord | UndatedRecord:
    """A row of `event_records`."""
    if "first" not in row["event"]:
        return undated(row)
    return shape.EVENT.record(row["event"], **_related(row), readings=readings(row["readings"]))


def undated(row: Row) -> UndatedRecord:
    """A row of `event_records`, as the record that says why the event has no place in time."""
    return shape.UNDATED.record(row["event"], **_related(row))


def _related(row: Row) -> Row:
    return {
        "actors": _parties(row, "actor"),
        "recipients": _parties(row, "recipient"),
        "place": _place(row["at"]),
        "assertions": [_member(found) for found in sorted(row["assertions"], key=lambda f: f["p"]["position"])],
        "links": _links(row),
    }


def readings(rows: list[Row]) -> list[Reading]:
    """Readings by rank."""
    return [shape.READING.record(row["p"]) for row in sorted(rows, key=lambda r: r["rank"])]


def conflict(row: Row) -> ConflictRecord:
    """A row of `conflicts`."""
    return shape.CONFLICT.record(row["conflict"], readings=readings(row["readings"]))


def article(row: Row) -> ArticleRecord:
    """A row of `articles`."""
    return shape.ARTICLE.record(_own(row["article"]), source=row["source"], copy_of=row["copyOf"])


def entity(row: Row) -> EntityRecord:
    """A row of `entities`."""
    return shape.ENTITY.record(row["entity"])


def rejected(row: Row) -> RejectedRecord:
    """A row of `rejected`."""
    return shape.REJECTED.record(_own(row["rejected"]))


def decision(row: Row) -> DecisionRecord:
    """A row of `decisions`."""
    return shape.DECISION.record(_own(row["decision"]), value=values_of(row["decision"]))


def _own(properties: Row) -> Row:
    """With the record's own id, where the node's tells it from another's with the same."""
    return properties | {"id": properties["sharedId"]} if "sharedId" in properties else properties


def _parties(row: Row, role: str) -> list[Party]:
    found = [r for r in row["involves"] if r["p"]["role"] == role]
    return [shape.PARTY.record(r["p"], entity=r["entity"]) for r in sorted(found, key=lambda r: r["p"]["position"])]


def _place(rows: list[Row]) -> EventPlace | None:
    return shape.PLACE.record(rows[0]["p"], entity=rows[0]["entity"]) if rows else None


def _member(row: Row) -> Member:
    return shape.MEMBER.record(row["p"], article=row["article"])


def _links(row: Row) -> list[Link]:
    placed = [(link["position"], link["kind"].lower(), link["event"]) for link in row["links"]]
    for text in row["event"].get("linksElsewhere", ()):
        position, kind, target = text.split(" ", 2)
        placed.append((int(position), kind, target))
    return [Link(kind=kind, event=target) for _, kind, target in sorted(placed)]
