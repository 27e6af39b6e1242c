"""From a cluster of claims to an event: type, parties, place, toll, date and readings, each by the members' votes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from timeline.chronology import copies
from timeline.chronology.claims import ASSERTED, Claim, one_day
from timeline.chronology.conflicts import Clash, of_dates, of_occurrence, of_tolls, slip
from timeline.chronology.data import types
from timeline.chronology.entities import Directory
from timeline.chronology.readings import Dated, dated, granularity
from timeline.chronology.settings import Settings
from timeline.chronology.text import cosine
from timeline.model.dates import UNKNOWN, Interval, to_edtf
from timeline.model.ids import event_id
from timeline.model.records import EventDate, EventPlace, Member, Participant, Party, Toll, Word

_ORDER = (
    "happened",
    "ongoing",
    "alleged",
    "denied",
    "did_not_happen",
    "refused",
    "attempted",
    "scheduled",
    "threatened",
    "proposed",
    "requested",
    "conditional",
    "hypothetical",
    "generic",
)
_FACT = frozenset({"happened", "ongoing", "alleged", "denied", "did_not_happen", "attempted", "refused", "scheduled"})
_COUNTED = frozenset({"previous_unit", "following_unit"})  # rules of time expressions that count from another day
_VAGUE = 7  # days of a relative expression beyond which it contradicts nobody
_SAME_WORDS = 0.5  # cosine of two sentences that report the same words
_COMPARED = 50  # claims of one event that a statement is compared with
_SHARE = 3  # a party named by fewer than one in three of the claims that name any is left out


@dataclass(slots=True, eq=False)
class Event:
    """An event before it becomes a record."""

    id: str
    claims: list[Claim]
    type: str
    actors: list[Party]
    recipients: list[Party]
    place: EventPlace | None
    toll: Toll | None
    factuality: str
    readings: list[Dated]
    clashes: list[Clash]
    interval: Interval | None
    sources: int
    why: list[str] = field(default_factory=list)
    decided: bool = False


def lanes(claims: Sequence[Claim]) -> list[list[Claim]]:
    """What was only threatened, proposed, asked for or supposed is another event than what took place."""
    facts = [c for c in claims if c.factuality in _FACT or c.root == "OTHER"]
    if not facts or len(facts) == len(claims):
        return [list(claims)]
    if not any(c.factuality in ASSERTED for c in facts):
        return [list(claims)]
    return [facts, [c for c in claims if c.factuality not in _FACT]]


def strays(claims: Sequence[Claim], settings: Settings) -> list[list[Claim]]:
    """Claims whose words date them months away from the rest tell of another time that the like happened.

    A slip of the pen (another year, day and month swapped) stays, since it shows as a conflict.
    """
    worded = [c for c in claims if c.worded and c.asserted]
    if len({c.when for c in worded}) < 2:
        return [list(claims)]
    first = dated(worded, lambda some: len({c.source.key for c in some}))[0].interval
    away: dict[int, list[Claim]] = {}
    for claim in claims:
        when = claim.when
        if when is None or not claim.worded or when.apart(first) <= settings.date_window:
            continue
        a, b = one_day(first), one_day(when)
        if a and b and slip(a, b):
            continue
        away.setdefault((when.earliest.toordinal() - first.earliest.toordinal()) // settings.date_window, []).append(
            claim
        )
    gone = {id(c) for group in away.values() for c in group}
    return [[c for c in claims if id(c) not in gone], *(away[k] for k in sorted(away))]


def build(claims: Sequence[Claim], people: Directory, settings: Settings, decided: Interval | None = None) -> Event:
    """The event of a cluster."""
    ordered = sorted(claims, key=lambda c: c.order)

    def count(some: Iterable[Claim]) -> int:
        return copies.independent(some, settings)

    own_days(ordered)
    loosen(ordered)
    readings = dated(ordered, count)
    if decided is not None:
        readings = _decide(readings, decided)
    clashes = [c for c in (of_dates(readings), of_tolls(ordered, count), of_occurrence(ordered, count)) if c]
    interval = readings[0].interval if readings else _planned(ordered)
    known = [c.type for c in ordered if c.root != "OTHER"] or [c.type for c in ordered]
    type_ = _vote([t for t in known if t not in types().outcomes] or known)
    main = [c for c in ordered if c.type == type_] or ordered
    actors, recipients = _parties(main, people)
    return Event(
        id=event_id([c.anchor for c in ordered]),
        claims=ordered,
        type=type_,
        actors=actors,
        recipients=recipients,
        place=_place(main, people),
        toll=_toll(ordered, disputed=any(c.kind == "toll" for c in clashes)),
        factuality=min((c.factuality for c in ordered), key=_ORDER.index),
        readings=readings,
        clashes=clashes,
        interval=interval,
        sources=max(1, count(ordered)),
        decided=decided is not None,
    )


def own_days(claims: Sequence[Claim]) -> None:
    """Which days of the story are their article's own days for the event.

    An article that says the day of the event itself has said it. Where it never does, the day that most of its claims
    take from the story around them is its day for the event, if the headline tells the event or two claims agree.
    """
    by_article: dict[str, list[Claim]] = {}
    for claim in claims:
        claim.owned = False
        if claim.worded and claim.asserted:
            by_article.setdefault(claim.source.version, []).append(claim)
    for told in by_article.values():
        if not all(c.lent for c in told):
            continue
        days = Counter(c.when for c in told)
        best = min(days, key=lambda d: (-days[d], d))
        agreed = [c for c in told if c.when == best and not c.passing]
        if len({c.sentence for c in agreed}) > 1 or any(_headlined(c) for c in agreed):
            for claim in agreed:
                claim.owned = True


def loosen(claims: Sequence[Claim]) -> None:
    """Which days contradict nobody alone.

    "Last month" is vague, and a speaker who says the like on two days has said it twice, unless the words are the same.
    """
    for claim in claims:
        when = claim.when
        vague = when is not None and when.days > _VAGUE and claim.assertion.date.basis == "relative"
        claim.loose = vague or claim.clocked
        if not claim.loose and claim.worded and types().is_speech(claim.type):
            claim.loose = not any(
                other.worded
                and other.when is not None
                and when is not None
                and not other.when.intersects(when)
                and cosine(other.words, claim.words) >= _SAME_WORDS
                for other in claims[:_COMPARED]
            )


def _headlined(claim: Claim) -> bool:
    """Is it what the article is about: told in its headline or at once, by somebody or somewhere?

    "The previous day" is not the day of the story.
    """
    timex = claim.timex
    counted = timex is not None and timex.rule in _COUNTED
    at_once = claim.sentence <= 1 and claim.basis == "inherited" and not counted
    return (claim.assertion.section == "headline" or at_once) and bool(claim.actors or claim.place)


def _decide(readings: list[Dated], decided: Interval) -> list[Dated]:
    """Put the decided day first; a reading that already says it takes the decision on."""
    for reading in readings:
        if reading.interval == decided:
            reading.decided = True
            return sorted(readings, key=lambda r: r.rank)
    return [Dated(decided, [], stamped=False, support=0, own=0, decided=True), *readings]


def _planned(claims: Sequence[Claim]) -> Interval | None:
    """Where nothing happened yet, the day that most claims plan, threaten or allege; the earlier one on a tie."""
    days = Counter(c.when for c in claims if c.when is not None and c.worded)
    if not days:
        days = Counter(c.when for c in claims if c.when is not None)
    return min(days, key=lambda d: (-days[d], d.days, d), default=None)


def _vote(values: Sequence[str]) -> str:
    counts = Counter(values)
    return min(counts, key=lambda v: (-counts[v], v))


def _parties(claims: Sequence[Claim], people: Directory) -> tuple[list[Party], list[Party]]:
    as_actor = Counter(e for c in claims for e in c.actors)
    as_recipient = Counter(e for c in claims for e in c.recipients)
    actors = {e: n for e, n in as_actor.items() if n >= as_recipient.get(e, 0)}
    recipients = {e: n for e, n in as_recipient.items() if e not in actors}
    places = {p for c in claims if c.place for p in (c.place, *c.within)}
    aims = {e: n for e, n in recipients.items() if e not in places and people.kind(e) != "place"}
    return _named(actors, people), _named(aims if places else recipients, people)


def _named(counts: dict[str, int], people: Directory) -> list[Party]:
    most = max(counts.values(), default=0)
    kept = sorted((e for e, n in counts.items() if n * _SHARE >= most), key=lambda e: (-counts[e], e))
    names = {e: people.name(e) for e in kept}
    return [Party(entity=e, name=names[e]) for e in kept if not _repeats(names[e], names.values())]


def _repeats(name: str, others: Iterable[str]) -> bool:
    """Is it what another one is called, too? "Dockers" beside "Hallmouth dockers" are nobody else."""
    return name[:1].islower() and any(o.lower().endswith(f" {name}") for o in others)


def _place(claims: Sequence[Claim], people: Directory) -> EventPlace | None:
    """The place named most; a place inside another one named as often is the better answer."""
    counts = Counter(c.place for c in claims if c.place)
    if not counts:
        return None
    best = min(counts, key=lambda p: (-counts[p], -len(people.within.get(p, ())), p))
    spot = people.spots.get(best)
    lat, lon = spot.point if spot else (None, None)
    names = people.known.get(best)
    countries = names.countries if names else {}
    return EventPlace(
        entity=best,
        name=people.name(best),
        country=min(countries, key=lambda c: (-countries[c], c), default=None),
        lat=lat,
        lon=lon,
        within=people.of(spot.within) if spot and spot.within else None,
    )


def _toll(claims: Sequence[Claim], *, disputed: bool) -> Toll | None:
    """Of each number the one given most, the larger on a tie; where it only grew, the last and largest."""
    values: dict[str, int] = {}
    bounds = {}
    for name in ("killed", "injured", "missing"):
        given = [
            (getattr(c.assertion.toll, name), c.assertion.toll.bound.get(name)) for c in claims if c.assertion.toll
        ]
        counts = Counter(v for v, _ in given if v is not None)
        if counts:
            grew = not disputed and name != "missing"
            best = max(counts, key=lambda v: (v if grew else counts[v], v))
            values[name] = best
            bound = {b for v, b in given if v == best}
            if None not in bound:
                bounds[name] = min(b for b in bound if b)
    return Toll(**values, bound=bounds) if values else None


def date_of(event: Event) -> EventDate:
    """The strongest reading's days; a date conflict lists all its readings."""
    if event.interval is None:
        return EventDate()
    clash = next((c for c in event.clashes if c.kind == "date"), None)
    edtf = to_edtf(event.interval)
    if clash and not event.decided:
        edtf = "[" + ",".join(sorted(_member(r.interval) for r in clash.dated)) + "]"
    first = event.readings[0] if event.readings else None
    return EventDate(
        edtf=edtf,
        earliest=event.interval.earliest.isoformat(),
        latest=event.interval.latest.isoformat(),
        granularity=granularity(event.interval, first.claims if first else ()),
    )


def _member(interval: Interval) -> str:
    """An interval as a member of an EDTF set."""
    text = to_edtf(interval)
    if "/" in text or text.startswith("["):
        return f"{interval.earliest.isoformat()}..{interval.latest.isoformat()}"
    return text


def member(claim: Claim, people: Directory) -> Member:
    """A claim inside an event record."""
    a = claim.assertion

    def party(one: Participant | None) -> Party | None:
        return Party(entity=(entity := people.of(one.entity)), name=people.name(entity)) if one else None

    return Member(
        id=a.id,
        article=claim.source.id,
        event=a.event,
        quote=a.sentence.text,
        edtf=to_edtf(claim.when) if claim.when else UNKNOWN,
        basis=claim.basis,
        factuality=claim.factuality,  # type: ignore[arg-type]
        anchor=claim.anchor,
        type=claim.type,
        rule=claim.rule,
        timex=a.date.timex,
        section=a.section,
        start=a.trigger.start,
        end=a.trigger.end,
        confidence=a.confidence,
        borrowed=claim.borrowed,
        holder=party(a.holder),
        attribution=Word(kind=a.attribution.kind, source=party(a.attribution.source)) if a.attribution else None,
        content_of=a.content_of,
    )
