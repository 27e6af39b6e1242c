"""When an article without a date was published: the days on which its words fit the events it shares with dated ones.

Every shared event gives a constraint. "On Wednesday", for a visit that others date to 12 March, fits publication on the
12th to the 18th; what is told as having happened was not published before it happened. The days that fit most are the
answer if they are clearly better than all others; else the article stays undated, and says so. An article is inferred
once, from articles that were dated in an earlier round, so no inference ever supports itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from timeline.chronology.claims import Claim, Source, shift
from timeline.chronology.explain import period
from timeline.chronology.settings import Settings
from timeline.model.dates import UNKNOWN, Interval, to_edtf
from timeline.model.records import Timex
from timeline.model.symbol import Symbol, absolute, resolve

_REACH = 45  # days after an event that a page may still tell of it
_FRESH = 3  # days within which pages tell what has just happened
_WIDEST = 14  # days; a wider answer says nothing
_BARE = 4  # days; a weekday further back is called "last Friday", or by its date
_HULL = 31  # days; a wider reading of one expression is no reading


@dataclass(frozen=True, slots=True)
class Constraint:
    """The days that one claim allows; `words` are its own, None where it only says that the event lies behind."""

    claim: Claim
    days: frozenset[date]
    weight: float
    words: str | None
    event_day: Interval


@dataclass(frozen=True, slots=True)
class Shared:
    """A claim of an undated article, what dated ones say of its event, and the day by which the event had begun."""

    claim: Claim
    others: list[Claim]
    begun: date | None


def symbolic(claim: Claim) -> Timex | None:
    """The claim's time expression, where it needs a day of publication to mean a day."""
    timex = claim.source.timexes.get(claim.assertion.date.timex or "")
    if timex is None or timex.symbol is None or absolute(timex.symbol):
        return None
    return timex


def infer(sources: Sequence[Source], events: Iterable[Sequence[Claim]], settings: Settings) -> bool:
    """One round: set `inferred` on the articles whose day is now clear. True when there was one."""
    shared: dict[int, list[Shared]] = {}
    for members in events:
        firm = [c for c in members if _firm(c)]
        for claim in members:
            source = claim.source
            if source.published is None and source.inferred is None:
                others = [c for c in firm if c.source is not source and c.source.key != source.key]
                if others:
                    shared.setdefault(id(source), []).append(Shared(claim, others, _latest_start(members)))
    found: list[tuple[Source, Interval, list[Constraint]]] = []
    for source in sources:
        if source.published is None and source.inferred is None:
            answer = _answer(source, shared.get(id(source), []), settings)
            if answer:
                found.append((source, *answer))
    for source, interval, used in found:  # after the loop: a round sees only what stood before it
        source.inferred = interval
        source.evidence = tuple(c.claim for c in used)
        source.reason = _reason(interval, used)
        for claim in source.claims:
            redate(claim, interval)
    return bool(found)


def _firm(claim: Claim) -> bool:
    """May the claim's day be used as evidence: is it the article's own, or inferred in an earlier round?"""
    if claim.when is None or not claim.asserted:
        return False
    return claim.source.published is not None or claim.source.inferred is not None or claim.basis == "explicit"


def _answer(source: Source, shared: Sequence[Shared], settings: Settings) -> tuple[Interval, list[Constraint]] | None:
    constraints = [c for one in shared for c in _constrain(one)]
    if not constraints:
        source.reason = "no event of it is told by a dated article"
        return None
    constraints.extend(_own(source, constraints))
    worded = [c for c in constraints if c.words is not None]
    events = {c.event_day for c in constraints if c.claim.source is source}
    if not worded and len({c.event_day for c in constraints}) + len({c.claim.type for c in constraints}) < 3:
        source.reason = "it shares one event with dated articles and gives no day for it"
        return None
    weight: dict[date, float] = {}
    for constraint in constraints:
        for day in constraint.days:
            weight[day] = weight.get(day, 0.0) + constraint.weight
    best = max(weight.values())
    total = sum(c.weight for c in constraints)
    fitting = sorted(d for d, w in weight.items() if w >= best - 1e-9)
    if best < total * settings.inference_margin or not events:
        source.reason = "its days do not fit the events that it shares with dated articles"
        return None
    first, last = fitting[0], fitting[-1]
    if not worded:
        last = min(last, shift(first, _FRESH))
    if (last - first).days + 1 > _WIDEST or (worded and len(fitting) != (last - first).days + 1):
        source.reason = "more than one stretch of days fits the events that it shares with dated articles"
        return None
    narrow = _recent(source, Interval(first, last))
    return narrow, [c for c in constraints if narrow.earliest in c.days and narrow.latest in c.days]


def _latest_start(members: Sequence[Claim]) -> date | None:
    """The earliest day that anybody gives the event: whoever tells of it was published later than that."""
    return min((c.when.earliest for c in members if _firm(c) and c.when and c.when.days <= _WIDEST), default=None)


def _constrain(one: Shared) -> list[Constraint]:
    """What a claim says about its article's publication, given the days that others give its event."""
    claim, others = one.claim, one.others
    worded = [c.when for c in others if c.worded and c.when is not None]
    known = sorted(set(worded or [c.when for c in others if c.when is not None]))
    known = [k for k in known if k.days <= _WIDEST]
    if not known:
        return []
    timex = symbolic(claim)
    first = known[0].earliest
    reach = [shift(first, n) for n in range(-_WIDEST, _REACH)]
    if timex is not None and timex.symbol is not None:
        fits = frozenset(d for d in reach if _fits(timex.symbol, d, known))
        if not fits or len(fits) == len(reach):
            return []
        exact = 1.0 if worded else 0.6
        said = Counter(c.when for c in others if c.when in known)
        meant = min((k for k in known if _meets(timex.symbol, reach, k)), key=lambda k: (k.days, -said[k], k))
        return [Constraint(claim, fits, exact, timex.text, meant)]
    if claim.asserted and claim.when is None:
        begun = one.begun or first
        behind = frozenset(d for d in reach if d >= begun)
        return [Constraint(claim, behind, 0.3, None, Interval(begun, begun))]
    return []


def _fits(symbol: Symbol, day: date, known: Sequence[Interval]) -> bool:
    meant = resolve(symbol, day)
    return meant is not None and any(meant.intersects(k) for k in known)


def _meets(symbol: Symbol, reach: Iterable[date], known: Interval) -> bool:
    """Can the words mean the day at all?"""
    return any(_fits(symbol, day, [known]) for day in reach)


def _own(source: Source, constraints: Sequence[Constraint]) -> list[Constraint]:
    """Full dates in the article's own words for what happened: it was not published before them."""
    reach = frozenset().union(*(c.days for c in constraints))
    span = [shift(min(reach), n) for n in range((max(reach) - min(reach)).days + 1)]
    found = []
    for claim in source.claims:
        if claim.when is not None and claim.when.days == 1 and claim.basis == "explicit" and claim.asserted:
            after = frozenset(d for d in span if d >= claim.when.earliest)
            if after and len(after) < len(span):
                found.append(Constraint(claim, after, 0.5, None, claim.when))
    return found


def _recent(source: Source, days: Interval) -> Interval:
    """The days of the interval on which most of the article's bare weekdays lie only a few days back."""
    bare = {
        timex.symbol for c in source.claims if c.asserted and (timex := symbolic(c)) and _bare_weekday(timex.symbol)
    }
    if len(bare) < 2:  # one alone may be up to six days back
        return days
    recent = dict.fromkeys(_days(days), 0)
    for symbol in bare:
        for d in recent:
            meant = resolve(symbol, d) if symbol else None
            recent[d] += meant is not None and 0 <= (d - meant.earliest).days <= _BARE
    best = [d for d, n in recent.items() if n == max(recent.values())]
    together = (best[-1] - best[0]).days + 1 == len(best)
    return Interval(best[0], best[-1]) if together else days


def _bare_weekday(symbol: Symbol | None) -> bool:
    if symbol is None or symbol.weekday is None:
        return False
    return not (symbol.base or symbol.end or symbol.offset or symbol.strict or symbol.month)


def redate(claim: Claim, published: Interval) -> None:
    """Resolve a claim's words again from a publication day, or from each day that it may have been."""
    ref = claim.assertion.date
    timex = symbolic(claim)
    if timex is not None and timex.symbol is not None:
        meant = [resolve(timex.symbol, day) for day in _days(published)]
        known = [m for m in meant if m is not None]
        if not known:
            return
        hull = Interval(min(k.earliest for k in known), max(k.latest for k in known), all(k.extent for k in known))
        claim.when = hull if hull.days <= _HULL or len(set(known)) == 1 else None
        claim.basis = "inferred"
    elif claim.when is None and ref.timex is None and ref.basis == "publication" and claim.asserted:
        claim.when, claim.basis = published, "inferred"
    claim.edtf = to_edtf(claim.when) if claim.when else UNKNOWN


def _days(interval: Interval) -> Iterable[date]:
    return (interval.earliest + timedelta(days=n) for n in range(interval.days))


def _reason(interval: Interval, used: Sequence[Constraint]) -> str:
    worded = [c for c in used if c.words is not None]
    said: Mapping[str, None] = dict.fromkeys(
        f"“{c.words}” for an event that others date to {period(c.event_day, year=True)}" for c in worded[:3]
    )
    behind = sorted({c.event_day for c in used if c.words is None})
    if behind:
        said = {**said, f"it tells what happened on {period(behind[-1], year=True)}": None}
    days = period(interval, year=True)
    return f"published {days}: " + "; ".join(said)
