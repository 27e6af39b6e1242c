"""What both stores derive from the records to search by: words, names, aliases, days. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date as day

from timeline.errors import UnknownId
from timeline.model import ids
from timeline.model.records import Chronology, EventDate, EventRecord, Member, Party, UndatedRecord
from timeline.store.text import name_words, words

Told = EventRecord | UndatedRecord
"""Both kinds of record that tell an event."""


def search_words(event: Told) -> list[str]:
    """The words of title and quotes, each once, sorted."""
    found = set(words(event.title))
    for member in event.assertions:
        found.update(words(member.quote))
    return sorted(found)


def aliases(event: Told) -> dict[str, int]:
    """Every id that leads to this event, with its rank: 0 its own, 1 of a member, 2 a former event id.

    An event is named after its smallest anchor, so each member's anchor gives an id that it may once have had.
    """
    found: dict[str, int] = {}
    for member in event.assertions:
        if member.anchor:
            found[ids.event_id([member.anchor])] = 2
    for member in event.assertions:
        found.update(dict.fromkeys(filter(None, (member.id, member.anchor)), 1))
    found[event.id] = 0
    return found


def told(chronology: Chronology) -> Iterator[Told]:
    """Every event, dated or not."""
    yield from chronology.events
    yield from chronology.undated


def sources(chronology: Chronology) -> dict[str, str]:
    """The source of each article that has one; of several with one id the first is meant."""
    first = {article.id: article.source for article in reversed(chronology.articles)}
    return {id_: source for id_, source in first.items() if source is not None}


def told_by(event: EventRecord, source_of: Mapping[str, str]) -> list[str]:
    """The sources that assert an event, each once, sorted."""
    return sorted({source_of[member.article] for member in event.assertions if member.article in source_of})


def speech(chronology: Chronology) -> frozenset[str]:
    """The assertions in events that others are the content of."""
    named = {member.content_of for event in told(chronology) for member in event.assertions}
    return frozenset(member.id for event in told(chronology) for member in event.assertions if member.id in named)


def voices(member: Member) -> Iterator[Party]:
    """Who vouches for an assertion, and who says it."""
    if member.holder:
        yield member.holder
    if member.attribution and member.attribution.source:
        yield member.attribution.source


def entity_names(chronology: Chronology) -> dict[str, list[str]]:
    """The folded names of each entity, from its record and from how events call it; sorted, words joined by a blank."""
    names: dict[str, set[str]] = defaultdict(set)
    for entity in chronology.entities:
        names[entity.id].update([entity.name, *entity.aliases])
    for event in told(chronology):
        for party in (*event.actors, *event.recipients):
            names[party.entity].add(party.name)
        if event.place:
            names[event.place.entity].add(event.place.name)
    return {
        entity: sorted(folded)
        for entity, spelt in names.items()
        if (folded := {" ".join(found) for name in spelt if (found := name_words(name))})
    }


def longest(chronology: Chronology) -> int:
    """Days from first to last of the event with the longest interval: a search begins so long before its period."""
    spans = [
        (day.fromisoformat(event.date.latest) - day.fromisoformat(event.date.earliest)).days
        for event in chronology.events
        if event.date.earliest and event.date.latest
    ]
    return max(spans, default=0)


def starts_on_a_day(date: EventDate) -> bool:
    """Is the first day of this date the day on which it happened or began?"""
    return date.earliest is not None and date.latest is not None and (date.granularity == "day" or "/" in date.edtf)


def unknown(id_: str) -> UnknownId:
    """The one error for an id that nothing has."""
    where = "`timeline show` and `timeline conflicts` list them"
    return UnknownId(f"{id_}: no event, assertion, anchor or conflict has this id; {where}")
