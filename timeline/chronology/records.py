"""The fold's records: what the other rooms store, show and export."""

from __future__ import annotations

from collections.abc import Iterable

from timeline.chronology import copies, explain
from timeline.chronology.claims import Source
from timeline.chronology.conflicts import Clash
from timeline.chronology.entities import Directory
from timeline.chronology.events import Event, date_of, member
from timeline.chronology.readings import record as reading_record
from timeline.chronology.settings import Settings
from timeline.chronology.titles import title
from timeline.model.dates import UNKNOWN
from timeline.model.ids import short_id
from timeline.model.records import (
    ArticlePublished,
    ArticleRecord,
    ConflictRecord,
    EventRecord,
    Reading,
    UndatedRecord,
)


def article_record(source: Source, evidence: Iterable[str]) -> ArticleRecord:
    """An article's record; `evidence` are the events on which an inferred day rests."""
    a = source.annotated
    stated, inferred = source.published, source.inferred
    if inferred is not None:
        published = ArticlePublished(
            value=inferred.earliest.isoformat() if inferred.days == 1 else None,
            earliest=inferred.earliest.isoformat(),
            latest=inferred.latest.isoformat(),
            basis="inferred",
            evidence=sorted(set(evidence)),
            reason=source.reason,
        )
    elif source.reason and stated is not None:
        published = ArticlePublished(
            value=stated.earliest.isoformat() if stated.days == 1 else None,
            earliest=stated.earliest.isoformat(),
            latest=stated.latest.isoformat(),
            basis="decided",
            reason=source.reason,
        )
    elif stated is not None:
        published = ArticlePublished(
            value=a.published.value, earliest=a.published.earliest, latest=a.published.latest, basis=a.published.basis
        )
    else:
        published = ArticlePublished(reason=source.doubt or source.reason)
    return ArticleRecord(
        id=source.id,
        origin=a.origin,
        title=a.title,
        source=a.source,
        published=published,
        copy_of=source.copy_of[1] if source.copy_of else None,
        version=source.version,
        url=a.url,
    )


def event_record(
    event: Event, people: Directory, settings: Settings
) -> tuple[EventRecord, list[ConflictRecord], str | None]:
    """An event's record without its links, its conflicts, and why it has no day, where it has none."""
    name = title(
        event.claims, event.type, event.actors, event.recipients, event.place, event.factuality, event.toll, people
    )
    conflicts = [_conflict(event, clash, name, settings) for clash in event.clashes]
    found = EventRecord(
        id=event.id,
        type=event.type,
        title=name,
        actors=event.actors,
        recipients=event.recipients,
        place=event.place,
        toll=event.toll,
        factuality=event.factuality,  # type: ignore[arg-type]
        date=date_of(event),
        readings=[reading_record(r) for r in event.readings],
        assertions=[member(c, people) for c in event.claims],
        independent_sources=event.sources,
        conflict=conflicts[0].id if conflicts else None,
        why=event.why,
    )
    return found, conflicts, _blind(event) if event.interval is None else None


def _conflict(event: Event, clash: Clash, name: str, settings: Settings) -> ConflictRecord:
    subject = "“" + name.partition(" (")[0] + "”"
    if clash.kind == "date":
        readings = [reading_record(r) for r in clash.dated]
        text = explain.dates(clash, subject)
    else:
        readings, counts = [], []
        for toll, stance, claims in clash.groups:
            count = copies.independent(claims, settings)
            counts.append(count)
            days = {c.edtf for c in claims}
            whens = [c.when for c in claims if c.when]
            readings.append(
                Reading(
                    edtf=days.pop() if len(days) == 1 else UNKNOWN,
                    earliest=min(w.earliest for w in whens).isoformat() if whens else None,
                    latest=max(w.latest for w in whens).isoformat() if whens else None,
                    assertions=[c.assertion.id for c in claims],
                    articles=sorted({c.source.id for c in claims}),
                    independent_sources=max(1, count),
                    toll=toll,
                    factuality=stance,  # type: ignore[arg-type]
                )
            )
        explain_it = explain.tolls if clash.kind == "toll" else explain.occurrence
        text = explain_it(clash, subject, counts)
    return ConflictRecord(
        id=short_id("cfl", event.id, clash.kind),
        event=event.id,
        kind=clash.kind,
        days_apart=clash.days_apart,
        cause=clash.cause,
        readings=readings,
        explanation=text,
        status="resolved" if event.decided and clash.kind == "date" else "open",
    )


def _blind(event: Event) -> str:
    pages = sorted({c.source.reason for c in event.claims if c.source.published is None and c.source.reason})
    if all(c.source.published is None for c in event.claims):
        return "its articles have no date" + (f": {pages[0]}" if pages else "")
    return "no words give it a day"


def undated_record(found: EventRecord, reason: str) -> UndatedRecord:
    """What an event without a day is listed as besides."""
    return UndatedRecord(
        id=found.id,
        type=found.type,
        title=found.title,
        actors=found.actors,
        recipients=found.recipients,
        place=found.place,
        toll=found.toll,
        factuality=found.factuality,
        date=found.date,
        assertions=found.assertions,
        independent_sources=found.independent_sources,
        links=found.links,
        reason=reason,
        why=found.why,
    )
