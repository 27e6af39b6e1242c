"""A chronology as the rows that load it into the graph: plain maps, one list for each file in `cypher/load`. Pure.

The graph is written in *units*: an event with its assertions, readings, conflicts and links; an article; an entity; a
source; a rejected item; a decision; a day with events. A unit's digest covers all its rows, so two graphs with the same
unit digests are the same graph. A relationship belongs to the unit of the node that it starts from. What a record names
but no record describes (an article, an entity) gets a bare node; an event or assertion that no record describes gets
none, and the link stays a property.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from itertools import chain
from typing import Any, TypeVar

import msgspec
from neo4j.spatial import WGS84Point

from timeline.errors import StoreError
from timeline.model import dates, ids
from timeline.model.records import (
    ArticleRecord,
    Chronology,
    ConflictRecord,
    DecisionRecord,
    EntityRecord,
    EventPlace,
    EventRecord,
    Member,
    Reading,
    RejectedRecord,
    UndatedRecord,
)
from timeline.store import derive, shape, silence, terms
from timeline.store.port import Recorded
from timeline.store.text import name_words

Row = dict[str, Any]
Rows = dict[str, list[Row]]
Named = TypeVar("Named", ArticleRecord, RejectedRecord, DecisionRecord)
_NO_DAY = date(9999, 12, 31)
_LABELS = {
    "person": "Person",
    "organisation": "Organisation",
    "country": "Country",
    "place": "Place",
    "group": "Group",
    "role": "Role",
}


class Unit(msgspec.Struct, frozen=True):
    """Everything that is written, compared and removed together."""

    record: str
    id: str
    digest: str
    rows: Rows


class Known(msgspec.Struct, frozen=True):
    """What the chronology as a whole says about the ids in it."""

    events: frozenset[str]
    articles: frozenset[str]
    recorded: Recorded
    speech: frozenset[str] = frozenset()
    """Assertions that others are the content of."""
    sources: Mapping[str, str] = {}
    """The source of each article."""


def units(chronology: Chronology, recorded: Recorded | None = None) -> Iterator[Unit]:
    """All units, in an order in which nothing is named before it is there, save events by events and by articles."""
    by_event: dict[str, list[ConflictRecord]] = defaultdict(list)
    for conflict in chronology.conflicts:
        by_event[conflict.event].append(conflict)
    told: dict[str, derive.Told] = {event.id: event for event in chronology.events}
    reasons = {event.id: event for event in chronology.undated if event.id in told}
    told |= {event.id: event for event in chronology.undated if event.id not in told}
    articles = dict(_apart(chronology.articles))
    speech, sources = derive.speech(chronology), derive.sources(chronology)
    known = Known(frozenset(told), frozenset(articles), recorded or {}, speech, sources)
    yield from _sources(chronology)
    yield from _entities(chronology)
    named = {m.article for event in told.values() for m in event.assertions}
    copies = Counter(a.copy_of for a in chronology.articles if a.copy_of)
    for id_ in sorted(named | known.articles | copies.keys()):
        yield _article(id_, articles.get(id_), known, copies[id_])
    for id_, rejected in _apart(chronology.rejected):
        yield _rejected(id_, rejected, known)
    for id_ in dict.fromkeys(chain(told, by_event)):
        yield event_unit(id_, told.get(id_), by_event.get(id_, []), known, reasons.get(id_))
    yield from _days(chronology)
    if chronology.decisions:
        yield from _decisions(chronology, known)


def _apart(records: Iterable[Named]) -> Iterator[tuple[str, Named]]:
    """Records with an id that no other has: two outlets may use the same one for their articles."""
    seen: Counter[str] = Counter()
    for record in records:
        seen[record.id] += 1
        yield record.id if seen[record.id] == 1 else f"{record.id} #{seen[record.id]}", record


def event_unit(
    id_: str,
    event: derive.Told | None,
    conflicts: list[ConflictRecord],
    known: Known,
    undated: UndatedRecord | None = None,
) -> Unit:
    """An event's neighbourhood; `event` is None where only conflicts name it, `undated` says why it has no day."""
    rows: Rows = defaultdict(list)
    own: Row = {"record": "event", "id": id_}
    readings: dict[str, Row] = {}

    def add_reading(reading: Reading) -> str:
        reading_id = ids.short_id("rdg", id_, reading)
        if reading_id not in readings:
            properties = {"record": "reading", "id": reading_id} | shape.READING.properties(reading)
            readings[reading_id] = {"id": reading_id, "event": id_, "ranks": [], "p": properties}
        return reading_id

    members: set[str] = set()
    if event is not None:
        own |= _event_properties(event, known)
        if undated is not None:
            own |= _undated_properties(event, undated)
        _event_rows(rows, own, event, known)
        members = {member.id for member in event.assertions}
        if isinstance(event, EventRecord):
            for rank, reading in enumerate(event.readings):
                readings[add_reading(reading)]["ranks"].append(rank)
    for conflict in conflicts:
        properties = {"record": "conflict", "id": conflict.id, "digest": ids.digest(conflict)}
        rows["conflicts"].append({"event": id_, "p": properties | shape.CONFLICT.properties(conflict)})
        for rank, reading in enumerate(conflict.readings):
            rows["between"].append({"conflict": conflict.id, "reading": add_reading(reading), "rank": rank})
    rows["readings"] = list(readings.values())
    rows["gives"] = [
        {"assertion": assertion, "reading": row["id"]}
        for row in readings.values()
        for assertion in dict.fromkeys(row["p"]["assertions"])
        if assertion in members
    ]
    rows["events"] = [{"id": id_, "undated": "reason" in own, "p": own}]
    return _sealed("event", id_, rows, own)


def _event_properties(event: derive.Told, known: Known) -> Row:
    own: Row = {"digest": ids.digest(event)}
    if not isinstance(event, EventRecord):
        return own | shape.UNDATED.properties(event)
    own |= shape.EVENT.properties(event)
    own["first"], own["last"] = own.get("earliest", _NO_DAY), own.get("latest", _NO_DAY)
    own["onDay"] = derive.starts_on_a_day(event.date)
    sources = derive.told_by(event, known.sources)
    found = [*derive.search_words(event), *terms.of_event(event, sources), *terms.of_day(str(own["first"]))]
    own["search"] = " ".join(found)
    return own


def _undated_properties(event: derive.Told, undated: UndatedRecord) -> Row:
    """What an undated event adds to the event that it is; all else must be the same."""
    shared = [name for name in UndatedRecord.__struct_fields__ if name != "reason"]
    if any(getattr(event, name) != getattr(undated, name) for name in shared):
        raise StoreError(f"{event.id}: the event and its undated record differ; nothing was written of it")
    return {"reason": undated.reason, "undatedDigest": ids.digest(undated)}


def _event_rows(rows: Rows, own: Row, event: derive.Told, known: Known) -> None:
    id_ = event.id
    for role, parties in (("actor", event.actors), ("recipient", event.recipients)):
        for position, party in enumerate(parties):
            properties = {"role": role, "position": position, "name": party.name}
            rows["involves"].append({"event": id_, "to": party.entity, "p": properties})
    if event.place:
        rows["at"].append({"event": id_, "to": event.place.entity, "p": shape.PLACE.properties(event.place)})
    for position, member in enumerate(event.assertions):
        properties = _assertion(member) | {"position": position}
        rows["assertions"].append({"event": id_, "article": member.article, "id": member.id, "p": properties})
        if member.holder:
            rows["held_by"].append({"assertion": member.id, "to": member.holder.entity})
        if member.attribution and (speaker := member.attribution.source):
            rows["attributed_to"].append(
                {"assertion": member.id, "to": speaker.entity, "kind": member.attribution.kind}
            )
        if member.content_of in known.speech:
            rows["contents"].append({"assertion": member.id, "to": member.content_of})
        if member.id in known.recorded:
            rows["recorded"].append({"record": "assertion", "id": member.id, "at": instant(known.recorded[member.id])})
    for position, link in enumerate(event.links):
        if link.event in known.events:
            rows["links"].append({"event": id_, "to": link.event, "type": link.kind.upper(), "position": position})
        else:
            own.setdefault("linksElsewhere", []).append(f"{position} {link.kind} {link.event}")


def _assertion(member: Member) -> Row:
    properties = {"record": "assertion"} | shape.MEMBER.properties(member)
    if member.anchor:
        properties["formerEvent"] = ids.event_id([member.anchor])
    try:
        interval = dates.parse(member.edtf)
    except ValueError:
        interval = None  # the record keeps the string; only the search by days goes without
    if interval:
        properties |= {"earliest": interval.earliest, "latest": interval.latest}
        properties["granularity"] = dates.granularity(member.edtf)
    return properties


def _sources(chronology: Chronology) -> Iterator[Unit]:
    for name in sorted({article.source for article in chronology.articles if article.source is not None}):
        own = {"record": "source", "id": name, "name": name, "names": [" ".join(name_words(name))]}
        yield _sealed("source", name, {"sources": [{"id": name, "p": own}]}, own)


def _entities(chronology: Chronology) -> Iterator[Unit]:
    records = {entity.id: entity for entity in chronology.entities}
    names = derive.entity_names(chronology)
    places: dict[str, EventPlace | None] = {}
    spelt: dict[str, str] = {}
    for event in derive.told(chronology):
        called = [(party.entity, party.name) for party in (*event.actors, *event.recipients)]
        if event.place:
            called.append((event.place.entity, event.place.name))
        called += [(party.entity, party.name) for member in event.assertions for party in derive.voices(member)]
        for id_, name in called:
            spelt[id_] = min(name, spelt.get(id_, name))
        if event.place:
            before = places.get(event.place.entity)
            found = max(before, event.place, key=_located) if before else event.place
            places[event.place.entity] = found
    for id_ in sorted({*records, *spelt}):
        yield _entity(id_, records.get(id_), names.get(id_, []), spelt.get(id_), places.get(id_), id_ in places)


def _located(place: EventPlace) -> tuple[bool, float, float]:
    if place.lat is None or place.lon is None:
        return (False, 0.0, 0.0)
    return (abs(place.lat) <= 90 and abs(place.lon) <= 180, place.lat, place.lon)


def _entity(
    id_: str, record: EntityRecord | None, names: list[str], name: str | None, place: EventPlace | None, is_place: bool
) -> Unit:
    own: Row = {"record": "entity", "id": id_, "name": name, "names": names} | shape.ENTITY.properties(record)
    if record:
        own["digest"] = ids.digest(record)
    labels = {"Place"} if is_place else set()
    if record and record.kind in _LABELS:
        labels.add(_LABELS[record.kind])
    row: Row = {"id": id_, "labels": sorted(labels), "p": own}
    if place and _located(place)[0]:
        row["at"] = [place.lon, place.lat]
    unit = _sealed("entity", id_, {"entities": [row]}, own)
    if place and "at" in row:
        own["location"] = WGS84Point(row.pop("at"))
    return unit


def _article(id_: str, record: ArticleRecord | None, known: Known, copies: int) -> Unit:
    own: Row = shape.ARTICLE.properties(record) | {"record": "article", "id": id_}
    if copies:
        own["copies"] = copies
    rows: Rows = {"articles": [{"id": id_, "p": own}], "published_by": [], "copies": [], "inferred": [], "recorded": []}
    if record:
        own["digest"] = ids.digest(record)
        if record.id != id_:
            own["sharedId"] = record.id
        if instant_ := _published_at(record):
            own["publishedAt"] = instant_
        if record.source is not None:
            rows["published_by"].append({"article": id_, "to": record.source})
        if record.copy_of is not None:
            rows["copies"].append({"article": id_, "to": record.copy_of})
        for position, event in enumerate(record.published.evidence):
            if event in known.events:
                rows["inferred"].append({"article": id_, "to": event, "position": position})
        if at := known.recorded.get(record.version) or known.recorded.get(record.id):
            rows["recorded"].append({"record": "article", "id": id_, "at": instant(at)})
    return _sealed("article", id_, rows, own)


def _published_at(record: ArticleRecord) -> datetime | None:
    value = record.published.value
    if value is None or "T" not in value:
        return None
    try:
        at = datetime.fromisoformat(value)
        return at.astimezone(UTC) if at.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _rejected(id_: str, record: RejectedRecord, known: Known) -> Unit:
    own = shape.REJECTED.properties(record) | {"record": "rejected", "id": id_, "digest": ids.digest(record)}
    if record.id != id_:
        own["sharedId"] = record.id
    rows: Rows = {"rejected": [{"id": id_, "p": own}], "found_in": []}
    if record.article in known.articles:
        rows["found_in"].append({"rejected": id_, "to": record.article})
    return _sealed("rejected", id_, rows, own)


def _decisions(chronology: Chronology, known: Known) -> Iterator[Unit]:
    """Decisions, with what they bear upon: an assertion that was rejected has a node of another kind."""
    wanted = {id_ for decision in chronology.decisions for id_ in decision.assertions}
    there = {"event": known.events, "article": known.articles}
    there["assertion"] = frozenset(m.id for e in derive.told(chronology) for m in e.assertions if m.id in wanted)
    there["rejected"] = frozenset(r.id for r in chronology.rejected if r.id in wanted) - there["assertion"]
    for id_, decision in _apart(chronology.decisions):
        own = shape.DECISION.properties(decision) | {"record": "decision", "id": id_, "digest": ids.digest(decision)}
        own["given"] = list(decision.value)
        own |= {_value(key): value for key, value in decision.value.items() if value is not None}
        if decision.id != id_:
            own["sharedId"] = decision.id
        bears = {"event": decision.events, "article": decision.articles, "assertion": decision.assertions}
        bears["rejected"] = decision.assertions
        decides = [
            {"decision": id_, "record": record, "to": to}
            for record, targets in bears.items()
            for to in dict.fromkeys(targets)
            if to in there[record]
        ]
        rows: Rows = {"decisions": [{"id": id_, "p": own}], "decides": decides, "recorded": []}
        if at := known.recorded.get(decision.id):
            rows["recorded"].append({"record": "decision", "id": id_, "at": instant(at)})
        yield _sealed("decision", id_, rows, own)


def _days(chronology: Chronology) -> Iterator[Unit]:
    """Days with events, as counted; what a rebuild changes last is what rests on the events."""
    for day in silence.days(chronology.events):
        own: Row = {"record": "day", "id": day.day, "events": day.events, "before": day.first, "after": day.last}
        own |= {"day": date.fromisoformat(day.day), "until": date.fromisoformat(day.until)}
        yield _sealed("day", day.day, {"days": [{"id": day.day, "p": own}]}, own)


def _value(key: str) -> str:
    """The property in which one value of a decision lies."""
    return "value" + key[:1].upper() + key[1:]


def values_of(properties: Row) -> dict[str, str | list[str] | None]:
    """The values that a decision was given, from its properties."""
    return {key: properties.get(_value(key)) for key in properties["given"]}


def _sealed(record: str, id_: str, rows: Rows, own: Row) -> Unit:
    """The unit, with its digest in the node; when the journal learned things is no part of it."""
    counted = {name: found for name, found in rows.items() if found and name != "recorded"}
    digest = hashlib.sha256(msgspec.json.encode(counted, order="sorted")).hexdigest()
    own["unit"] = digest
    return Unit(record, id_, digest, rows)


def instant(text: str) -> datetime:
    """An ISO instant in UTC."""
    at = datetime.fromisoformat(text)
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


def rows_of(batch: Iterable[Unit], name: str) -> list[Row]:
    """One kind of row of some units, in order."""
    return [row for unit in batch for row in unit.rows.get(name, ())]
