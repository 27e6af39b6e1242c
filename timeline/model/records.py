"""The records that travel between rooms and out to users; frozen, and their JSON is the contract.

Every `start`/`end` counts Unicode code points in the article's stored text, half open:
`article.text[span.start:span.end] == span.text`. Dates are ISO strings; `earliest`/`latest` are inclusive days.
Field order here is the key order of the JSON.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from timeline.model.symbol import Symbol

SectionKind = Literal["headline", "byline", "dateline", "summary", "lead", "body", "caption", "boilerplate"]
PublishedBasis = Literal["given", "page", "url", "none", "inferred", "decided"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Granularity = Literal["day", "week", "month", "season", "quarter", "year", "decade", "interval", "none"]
Basis = Literal["explicit", "weekday", "relative", "publication", "inherited", "inferred", "decided", "none"]
Factuality = Literal[
    "happened",
    "ongoing",
    "scheduled",
    "proposed",
    "requested",
    "threatened",
    "conditional",
    "alleged",
    "denied",
    "refused",
    "attempted",
    "hypothetical",
    "generic",
    "did_not_happen",
]
AttributionKind = Literal["direct_quote", "indirect_quote", "report", "unnamed"]
EntityKind = Literal["person", "organisation", "country", "place", "group", "role", "unknown"]
LinkKind = Literal["part_of", "content_of", "planned_as", "response_to"]
ConflictKind = Literal["date", "toll", "occurrence"]
DecisionKind = Literal["accept-date", "merge", "split", "reject", "publish-date", "correct", "undo"]
Cause = Literal["contradiction", "publication_day", "time_zone", "night", "correction", "typo"]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all records."""


class Span(Record, frozen=True, kw_only=True):
    """A stretch of an article's text."""

    start: int
    end: int
    text: str


class Trigger(Span, frozen=True, kw_only=True):
    """The word or words that name the event, with the lemma that matched the ontology and what kind of word it is."""

    lemma: str
    word: Literal["verb", "noun", "adjective"] | None = None


class Cue(Span, frozen=True, kw_only=True):
    """A word that decided factuality or a date, and what it did ("future", "negated", "reported" …)."""

    effect: str


class Participant(Span, frozen=True, kw_only=True):
    """Somebody or something that takes part; `entity` is `name:` + folded name where unresolved."""

    name: str
    entity: str
    kind: EntityKind
    country: str | None = None


class Place(Participant, frozen=True, kw_only=True):
    """Where it happened, with the containing region's entity where the text or the gazetteer gives one."""

    lat: float | None = None
    lon: float | None = None
    within: str | None = None


class Toll(Record, frozen=True, kw_only=True):
    """Numbers of people; `bound` names the fields that are "at_least", "at_most" or "about"."""

    killed: int | None = None
    injured: int | None = None
    missing: int | None = None
    bound: dict[str, Literal["at_least", "at_most", "about"]] = {}


class Section(Record, frozen=True, kw_only=True):
    """A stretch of the article with one role; sections do not overlap and come in text order."""

    start: int
    end: int
    kind: SectionKind


class StampEvidence(Record, frozen=True, kw_only=True):
    """One place that gives a publication date; disagreeing ones are all kept."""

    value: str
    basis: PublishedBasis
    text: str


class Published(Record, frozen=True, kw_only=True):
    """When the article was published, on the publisher's local day. `value` only when one day remains."""

    value: str | None = None
    earliest: str | None = None
    latest: str | None = None
    basis: PublishedBasis = "none"
    zone: str | None = None
    stamps: list[StampEvidence] = []


class GivenEvent(Record, frozen=True, kw_only=True):
    """A trigger span that the caller chose."""

    id: str
    start: int
    end: int


class Article(Record, frozen=True, kw_only=True):
    """One article as the corpus room hands it on: authoritative text plus what was found around it.

    `id` is the caller's or the content hash; `key` names the article across versions, `version` this text.
    """

    id: str
    key: str
    version: str
    origin: str | None
    url: str | None
    source: str | None
    title: str | None
    language: str | None
    text: str
    published: Published
    sections: list[Section]
    events: list[GivenEvent] | None = None
    byline: str | None = None
    agency: str | None = None
    notes: list[str] = []


class Extractor(Record, frozen=True, kw_only=True):
    """Who extracted; the version covers model, ontology, aliases and settings."""

    name: str
    version: str


class Timex(Span, frozen=True, kw_only=True):
    """A time expression. `symbol` keeps what cannot be resolved without the publication day.

    `instant` is the moment in UTC, where the text names the zone of a clock time; its day stays the local one.
    """

    id: str
    type: TimexType
    value: str
    mod: str | None = None
    symbol: Symbol | None = None
    rule: str = ""
    anchor: str | None = None
    earliest: str | None = None
    latest: str | None = None
    instant: str | None = None
    flags: list[str] = []


class DateRef(Record, frozen=True, kw_only=True):
    """The date of one assertion. `part` is a TIMEX3 part of day (MO, AF, EV, NI …), `flags` are the timex's."""

    edtf: str = "XXXX-XX-XX"
    earliest: str | None = None
    latest: str | None = None
    granularity: Granularity = "none"
    basis: Basis = "none"
    timex: str | None = None
    rule: str = ""
    part: str | None = None
    flags: list[str] = []


class Attribution(Record, frozen=True, kw_only=True):
    """Whose word it is."""

    source: Participant | None
    kind: AttributionKind


class Assertion(Record, frozen=True, kw_only=True):
    """One article's claim of one event; `content` is what a speech act says, in the article's words."""

    id: str
    anchor: str = ""
    type: str
    trigger: Trigger
    event: str | None = None
    actors: list[Participant] = []
    recipients: list[Participant] = []
    place: Place | None = None
    object: Span | None = None
    content: Span | None = None
    toll: Toll | None = None
    date: DateRef = DateRef()
    factuality: Factuality = "happened"
    evidence: list[Cue] = []
    holder: Participant | None = None
    content_of: str | None = None
    attribution: Attribution | None = None
    sentence: Span
    section: SectionKind = "body"
    confidence: float = 1.0


class Annotated(Record, frozen=True, kw_only=True):
    """An article with everything found in it: one line of `timeline annotate`."""

    id: str
    origin: str | None = None
    url: str | None = None
    source: str | None = None
    title: str | None = None
    language: str | None = None
    key: str = ""
    version: str
    text: str
    text_sha256: str
    extractor: Extractor
    sections: list[Section] = []
    published: Published = Published()
    timexes: list[Timex] = []
    assertions: list[Assertion] = []
    agency: str | None = None
    notes: list[str] = []


class ArticlePublished(Record, frozen=True, kw_only=True):
    """Publication of an article in the chronology; `evidence` are the events that an inferred day rests on."""

    value: str | None = None
    earliest: str | None = None
    latest: str | None = None
    basis: PublishedBasis = "none"
    evidence: list[str] = []
    reason: str | None = None


class ArticleRecord(Record, frozen=True, kw_only=True, tag="article", tag_field="record"):
    """An article as the chronology sees it."""

    id: str
    origin: str | None = None
    title: str | None = None
    source: str | None = None
    published: ArticlePublished = ArticlePublished()
    copy_of: str | None = None
    version: str = ""
    url: str | None = None


class EntityRecord(Record, frozen=True, kw_only=True, tag="entity", tag_field="record"):
    """A person, organisation, country, place or group across articles."""

    id: str
    name: str
    kind: EntityKind
    country: str | None = None
    aliases: list[str] = []


class Party(Record, frozen=True, kw_only=True):
    """An entity's part in an event."""

    entity: str
    name: str


class EventPlace(Record, frozen=True, kw_only=True):
    """Where an event happened."""

    entity: str
    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    within: str | None = None


class EventDate(Record, frozen=True, kw_only=True):
    """The strongest reading's day or interval; `edtf` lists all readings of a conflicting event."""

    edtf: str = "XXXX-XX-XX"
    earliest: str | None = None
    latest: str | None = None
    granularity: Granularity = "none"


class Reading(Record, frozen=True, kw_only=True):
    """One date that sources give an event; `rule` says in words how the engine came to it."""

    edtf: str
    earliest: str | None
    latest: str | None
    assertions: list[str]
    articles: list[str]
    independent_sources: int
    basis: Basis = "none"
    granularity: Granularity = "none"
    toll: Toll | None = None
    factuality: Factuality | None = None


class Word(Record, frozen=True, kw_only=True):
    """Whose word an assertion is, under the entity's id; `source` is None where the article names nobody."""

    kind: AttributionKind
    source: Party | None = None


class Member(Record, frozen=True, kw_only=True):
    """An assertion inside an event record, with enough to show and to explain it.

    `borrowed`: its day is that of the paragraph or headline, not one said of the event itself. `holder` is who vouches
    for it where the article does not; `content_of` is the assertion of the speech act that says it.
    """

    id: str
    article: str
    event: str | None = None
    quote: str
    edtf: str
    basis: Basis
    factuality: Factuality
    anchor: str = ""
    type: str = ""
    rule: str = ""
    timex: str | None = None
    section: SectionKind = "body"
    start: int = 0
    end: int = 0
    confidence: float = 1.0
    borrowed: bool = False
    holder: Party | None = None
    attribution: Word | None = None
    content_of: str | None = None


class Link(Record, frozen=True, kw_only=True):
    """A directed link between events."""

    kind: LinkKind
    event: str


class EventRecord(Record, frozen=True, kw_only=True, tag="event", tag_field="record"):
    """Something in the world, as the sources tell it; `why` gives the grounds for the merge, one line each."""

    id: str
    type: str
    title: str
    actors: list[Party] = []
    recipients: list[Party] = []
    place: EventPlace | None = None
    toll: Toll | None = None
    factuality: Factuality
    date: EventDate
    readings: list[Reading] = []
    assertions: list[Member] = []
    independent_sources: int = 1
    links: list[Link] = []
    conflict: str | None = None
    why: list[str] = []


class ConflictRecord(Record, frozen=True, kw_only=True, tag="conflict", tag_field="record"):
    """Sources that cannot all be right about one event."""

    id: str
    event: str
    kind: ConflictKind
    days_apart: int | None = None
    cause: Cause
    readings: list[Reading]
    explanation: str
    status: Literal["open", "resolved"] = "open"


class UndatedRecord(Record, frozen=True, kw_only=True, tag="undated", tag_field="record"):
    """An event without a place in time, with the reason."""

    id: str
    type: str
    title: str
    actors: list[Party] = []
    recipients: list[Party] = []
    place: EventPlace | None = None
    toll: Toll | None = None
    factuality: Factuality
    date: EventDate = EventDate()
    assertions: list[Member] = []
    independent_sources: int = 1
    links: list[Link] = []
    reason: str = ""
    why: list[str] = []


class RejectedRecord(Record, frozen=True, kw_only=True, tag="rejected", tag_field="record"):
    """Something the chronology left out, with the reason."""

    id: str
    article: str | None = None
    reason: str
    quote: str | None = None


class DecisionRecord(Record, frozen=True, kw_only=True, tag="decision", tag_field="record"):
    """A human decision with what it bears upon in this chronology; fields as in `Decision`, values as text.

    `in_force` is False when it was undone. `assertions` are those of its subjects, also rejected ones.
    """

    id: str
    kind: DecisionKind
    subjects: list[str]
    value: dict[str, str | list[str] | None] = {}
    because: str
    by: str
    at: str
    previous: str | None = None
    in_force: bool = True
    events: list[str] = []
    assertions: list[str] = []
    articles: list[str] = []


ChronologyRecord = (
    ArticleRecord | EntityRecord | EventRecord | ConflictRecord | UndatedRecord | RejectedRecord | DecisionRecord
)


class Chronology(Record, frozen=True, kw_only=True):
    """The fold's result. Canonical order: events by date and id, everything else by id."""

    articles: list[ArticleRecord] = []
    entities: list[EntityRecord] = []
    events: list[EventRecord] = []
    conflicts: list[ConflictRecord] = []
    undated: list[UndatedRecord] = []
    rejected: list[RejectedRecord] = []
    decisions: list[DecisionRecord] = []

    def records(self) -> list[ChronologyRecord]:
        """All records in export order."""
        told: list[ChronologyRecord] = [*self.articles, *self.entities, *self.events, *self.conflicts, *self.undated]
        return [*told, *self.rejected, *self.decisions]


class Decision(Record, frozen=True, kw_only=True):
    """A human judgement. `subjects` are anchors (or article keys for publish-date); `value` depends on the kind.

    accept-date: {"edtf"}; merge, split, reject: {}; publish-date: {"value"}; correct: {"field", "value"};
    undo: {"decision"}.
    """

    id: str
    kind: DecisionKind
    subjects: list[str]
    value: dict[str, Any] = {}
    because: str
    by: str
    at: str
    previous: str | None = None
