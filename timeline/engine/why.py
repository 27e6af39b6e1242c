"""The grounds of what the chronology says: which words, which rule, which anchor, which version of the engine."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from timeline.engine.query import find_event, find_record
from timeline.engine.states import extracted
from timeline.errors import UnknownId
from timeline.journal import Journal
from timeline.model.records import (
    Annotated,
    ArticleRecord,
    Assertion,
    ConflictRecord,
    EntityRecord,
    EventRecord,
    Member,
    Record,
    Timex,
    UndatedRecord,
)
from timeline.store.port import Store


class Reason(Record, frozen=True, kw_only=True):
    """A statement and what it rests on."""

    text: str
    because: list[Reason] = msgspec.field(default_factory=list)


def why(journal: Journal, store: Store, id_: str) -> Reason:
    """The grounds of an event, assertion, conflict, entity or article.

    Raises:
        UnknownId: no record has this id.
    """
    try:
        event = find_event(store, id_)
    except UnknownId as unknown:
        record = find_record(store, id_)
        if isinstance(record, ArticleRecord):
            return _article(journal, store, record)
        if isinstance(record, EntityRecord):
            return _entity(record)
        raise unknown from None
    return _event(journal, store, event, id_)


def _event(journal: Journal, store: Store, event: EventRecord | UndatedRecord, asked: str) -> Reason:
    wanted = {m.article for m in event.assertions}
    articles = {article.id: article for article in store.articles(wanted)}
    versions = _versions(journal, {article.version for article in articles.values()})
    texts = {article.id: versions.get(article.version) for article in articles.values()}
    members = [m for m in event.assertions if asked in (m.id, m.anchor)] or event.assertions
    grounds = [_member(m, articles.get(m.article), texts.get(m.article)) for m in members]
    because = [Reason(text=f"said by {len(members)} assertion{'s' * (len(members) != 1)}", because=grounds)]
    if event.why:
        because.append(Reason(text="merged into one event", because=[Reason(text=line) for line in event.why]))
    if isinstance(event, UndatedRecord):
        because.append(Reason(text=f"without a day: {event.reason}"))
        return Reason(text=f"{event.id}  {event.type}: {event.title}", because=because)
    because += [_reading(number, r.edtf, r.independent_sources, r.basis) for number, r in enumerate(event.readings, 1)]
    because += [_conflict(conflict) for conflict in store.conflicts(event=event.id)]
    return Reason(text=f"{event.id}  {event.type}: {event.title}  ({event.date.edtf})", because=because)


def _versions(journal: Journal, wanted: set[str]) -> dict[str, Annotated]:
    """The extracted articles of these versions; the journal is read no further than where the last of them stands."""
    found: dict[str, Annotated] = {}
    reading = extracted(journal)
    while found.keys() != wanted and (entry := next(reading, None)):
        _, item = entry
        if item.version in wanted:
            found[item.version] = item
    return found


def _reading(number: int, edtf: str, sources: int, basis: str) -> Reason:
    plural = "s" * (sources != 1)
    strongest = ", the strongest" if number == 1 else ""
    return Reason(text=f"reading {number}{strongest}: {edtf} by {sources} independent source{plural}, basis {basis}")


def _conflict(conflict: ConflictRecord) -> Reason:
    head = f"conflict {conflict.id} ({conflict.kind}, {conflict.cause}, {conflict.status})"
    return Reason(text=f"{head}: {conflict.explanation}")


def _member(member: Member, article: ArticleRecord | None, text: Annotated | None) -> Reason:
    outlet = (article.source or article.title or article.id) if article else member.article
    because = [Reason(text=f"assertion {member.id}, anchor {member.anchor or 'none'}")]
    found = {a.id: a for a in text.assertions} if text else {}
    assertion = found.get(member.id)
    if text is None or assertion is None:
        rule = f", {member.rule}" if member.rule else ""
        because.append(Reason(text=f"date {member.edtf}, basis {member.basis}{rule}"))
    else:
        because += _assertion(assertion, member, text, article)
    return Reason(text=f"{outlet}: “{member.quote}”", because=because)


def _assertion(assertion: Assertion, member: Member, text: Annotated, article: ArticleRecord | None) -> list[Reason]:
    trigger = assertion.trigger
    word = f"“{trigger.text}” (lemma {trigger.lemma})"
    lines = [Reason(text=f"type {assertion.type} by the word {word} in the {assertion.section}")]
    timexes: Mapping[str, Timex] = {t.id: t for t in text.timexes}
    timex = timexes.get(assertion.date.timex or "")
    date = f"date {member.edtf}, basis {member.basis}"
    rule = member.rule or assertion.date.rule
    lines.append(
        Reason(text=f"{date}, rule {rule}" if rule else date, because=_timex(timex, article, timexes) if timex else [])
    )
    cues = [Reason(text=f"“{cue.text}” means {cue.effect}") for cue in assertion.evidence]
    lines.append(Reason(text=f"factuality {assertion.factuality}", because=cues))
    if assertion.attribution is not None:
        source = assertion.attribution.source
        lines.append(
            Reason(text=f"word of {source.name if source else 'somebody unnamed'} ({assertion.attribution.kind})")
        )
    lines.append(
        Reason(text=f"extractor {text.extractor.name} {text.extractor.version}, article version {text.version}")
    )
    return lines


def _timex(timex: Timex, article: ArticleRecord | None, timexes: Mapping[str, Timex]) -> list[Reason]:
    lines = [f"“{timex.text}” means {timex.value}, rule {timex.rule or 'none'}"]
    if timex.anchor == "publication" and article is not None:
        published = article.published
        day = published.value or f"{published.earliest} to {published.latest}" if published.earliest else "unknown"
        reason = f": {published.reason}" if published.reason else ""
        lines.append(f"counted from publication, {day} (basis {published.basis}{reason})")
    elif timex.anchor:
        other = timexes.get(timex.anchor.removeprefix("timex:"))
        lines.append(f"counted from “{other.text}” ({other.value})" if other else f"counted from the {timex.anchor}")
    return [Reason(text=line) for line in [*lines, *(f"flag {flag}" for flag in timex.flags)]]


def _article(journal: Journal, store: Store, article: ArticleRecord) -> Reason:
    published = article.published
    day = published.value or (f"{published.earliest} to {published.latest}" if published.earliest else "unknown")
    evidence = [_shared_event(store, id_) for id_ in published.evidence]
    because = [Reason(text=f"published {day}, basis {published.basis}", because=evidence)]
    if published.reason:
        because.append(Reason(text=published.reason))
    for item in _versions(journal, {article.version}).values():
        because += [Reason(text=f"stamp “{s.text}” says {s.value} ({s.basis})") for s in item.published.stamps]
        because += [Reason(text=note) for note in item.notes]
        because.append(Reason(text=f"version {item.version}, {len(item.assertions)} assertions"))
    if article.copy_of:
        because.append(Reason(text=f"copy of {article.copy_of}"))
    return Reason(
        text=f"{article.id}  {article.source or 'unknown source'}: {article.title or article.origin}", because=because
    )


def _shared_event(store: Store, id_: str) -> Reason:
    try:
        event = store.event(id_)
    except UnknownId:
        return Reason(text=id_)
    return Reason(text=f"shares {id_}: {event.title} ({event.date.edtf})")


def _entity(entity: EntityRecord) -> Reason:
    return Reason(
        text=f"{entity.id}  {entity.name} ({entity.kind})",
        because=[Reason(text=f"also written “{alias}”") for alias in entity.aliases],
    )
