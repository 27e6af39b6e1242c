"""Where sources cannot all be right, and why they differ.

Date readings conflict when no day is in both. Stamps, plans, and the days of an event that lasted open no conflict.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timezone
from itertools import combinations

import msgspec

from timeline.chronology.claims import Claim, one_day, shift
from timeline.chronology.readings import Count, Dated
from timeline.model.dates import Interval
from timeline.model.records import Cause, ConflictKind, Toll

_HELD_BY_OTHERS = frozenset({"denied", "did_not_happen"})
_ENOUGH = 2  # wordings that together make up for a day that is only that of the story
_FINE = 7  # days of a reading that may open a conflict on such grounds
_TOLLS = ("killed", "injured", "missing")


@dataclass(slots=True)
class Clash:
    """A conflict before it becomes a record: readings strongest first, or claim groups for tolls and occurrence."""

    kind: ConflictKind
    cause: Cause
    dated: list[Dated]
    groups: list[tuple[Toll | None, str | None, list[Claim]]]
    days_apart: int | None = None


def of_dates(found: Sequence[Dated]) -> Clash | None:
    """The date conflict among an event's readings, if there is one."""
    open_ = [r for r in found if not r.stamped and not _lasting(r) and not _borrowed(r)]
    extents = [r.interval for r in found if r.interval.extent]
    rivals = [r for r in open_ if any(_disjoint(r, other, extents) for other in open_ if other is not r)]
    if len(rivals) < 2:
        return None
    first = rivals[0]
    rivals = [r for r in rivals if r is first or not _torn(first, r)]
    against = [r for r in rivals if _disjoint(r, first, extents)]
    if not against:
        return None
    apart = max(first.interval.apart(r.interval) for r in against)
    return Clash("date", _cause(first, against), rivals, [], apart)


def _torn(first: Dated, other: Dated) -> bool:
    """Does every article of the weaker reading give the stronger one too, in running text?

    Then it tells of two times, or was misread. A caption is another matter, and so is a full date said of the event
    that lies within days of the other one, or is a slip of the pen.
    """
    agreed = {c.source.version for c in first.claims if c.worded and c.assertion.section != "caption"}
    a, b = one_day(first.interval), one_day(other.interval)
    near = first.interval.apart(other.interval) <= _FINE or (a is not None and b is not None and slip(a, b))
    return all(
        c.source.version in agreed
        and c.assertion.section != "caption"
        and (not near or c.borrowed or c.basis != "explicit")
        for c in other.claims
        if c.worded
    )


def _lasting(reading: Dated) -> bool:
    """A day on which something was going on is a day inside the event, not the day of it."""
    return all(c.factuality == "ongoing" for c in reading.claims if c.worded) and not reading.decided


def _borrowed(reading: Dated) -> bool:
    """Does nobody say the day of the event itself?

    Two wordings that place the event on the same day of their stories count as well, if that day is known to the week.
    """
    if reading.decided:
        return False
    worded = [c for c in reading.claims if c.worded]
    if reading.own >= _ENOUGH and reading.interval.days <= _FINE and not all(c.counted_from_borrowed for c in worded):
        return False
    return all(c.borrowed for c in worded)


def _disjoint(a: Dated, b: Dated, extents: Sequence[Interval]) -> bool:
    mine, yours = _meant(a), _meant(b)
    if mine.intersects(yours):
        return False
    return not any(e.intersects(mine) and e.intersects(yours) for e in extents)


def _meant(reading: Dated) -> Interval:
    """The days that its words allow: "overnight" is the evening of one day and the morning of the next."""
    worded = [c for c in reading.claims if c.worded]
    if worded and all(c.overnight for c in worded):
        return Interval(reading.interval.earliest, shift(reading.interval.latest, 1))
    return reading.interval


def _cause(first: Dated, against: Sequence[Dated]) -> Cause:
    """The cause that explains every weaker reading; the first of the list that fits."""
    for cause, fits in _CAUSES:
        if all(fits(first, other) for other in against):
            return cause
    return "contradiction"


def _correction(first: Dated, other: Dated) -> bool:
    """One article gives both days in two versions: under one key, or at one address."""
    return all(any(_rewritten(c, mine) for mine in first.claims) for c in other.claims)


def _rewritten(a: Claim, b: Claim) -> bool:
    return a.source.version != b.source.version and not a.source.addresses.isdisjoint(b.source.addresses)


def _typo(first: Dated, other: Dated) -> bool:
    a, b = one_day(first.interval), one_day(other.interval)
    worded = [c for c in other.claims if c.worded]
    if any("weekday" in flag for c in worded for flag in _flags(c)):
        return True
    if a is None or b is None or not all(c.basis == "explicit" for c in worded):
        return False
    return slip(a, b)


def slip(a: date, b: date) -> bool:
    """Day and month swapped, or the year before or after."""
    swapped = (a.year, a.month, a.day) == (b.year, b.day, b.month)
    return swapped or ((a.month, a.day) == (b.month, b.day) and abs(a.year - b.year) == 1)


def _flags(claim: Claim) -> list[str]:
    timex = claim.source.timexes.get(claim.assertion.date.timex or "")
    return [*claim.assertion.date.flags, *(timex.flags if timex else [])]


def _time_zone(first: Dated, other: Dated) -> bool:
    """A day apart, and the moment that one article was published falls on the other's day in the other's zone."""
    if first.interval.apart(other.interval) != 1:
        return False
    return _zoned(first, other) or _zoned(other, first)


def _zoned(a: Dated, b: Dated) -> bool:
    for claim in a.claims:
        moment = claim.source.moment
        if moment is None or claim.basis not in ("relative", "weekday", "publication", "inherited"):
            continue
        if moment.date() != a.interval.earliest:
            continue
        for rival in b.claims:
            zone = rival.source.moment.utcoffset() if rival.source.moment else None
            if zone is None or zone == moment.utcoffset():
                continue
            there = moment.astimezone(timezone(zone)).date()
            if there != moment.date() and b.interval.earliest <= there <= b.interval.latest:
                return True
    return False


def _night(first: Dated, other: Dated) -> bool:
    a, b = sorted((first, other), key=lambda r: r.interval)
    if a.interval.apart(b.interval) != 1:
        return False
    return any(c.late for c in a.claims) and any(c.small_hours or c.part == "MO" for c in b.claims)


def _publication_day(_: Dated, other: Dated) -> bool:
    """Every article of the weaker reading was published on the day that it gives."""
    worded = [c for c in other.claims if c.worded]
    return bool(worded) and all(c.source.published is not None and c.source.published == other.interval for c in worded)


_CAUSES: tuple[tuple[Cause, Callable[[Dated, Dated], bool]], ...] = (
    ("correction", _correction),
    ("typo", _typo),
    ("time_zone", _time_zone),
    ("night", _night),
    ("publication_day", _publication_day),
)


def of_tolls(claims: Sequence[Claim], count: Count) -> Clash | None:
    """Numbers that no growth with time and no bound explains."""
    numbered = [c for c in claims if c.assertion.toll is not None and c.factuality in ("happened", "ongoing")]
    for name in _TOLLS:
        exact: dict[int, list[Claim]] = {}
        for claim in numbered:
            toll = claim.assertion.toll or Toll()
            number = getattr(toll, name)
            if number is not None and name not in toll.bound:
                exact.setdefault(number, []).append(claim)
        odd = {
            number
            for a, b in combinations(sorted(exact), 2)
            if not _grown(exact[a], exact[b])
            and not (name == "missing" and _grown(exact[b], exact[a]))
            and not _part(exact[a], exact[b])
            for number in (a, b)
        }
        if odd:
            groups = sorted(((n, exact[n]) for n in odd), key=lambda x: (-count(x[1]), x[0]))
            return Clash("toll", "contradiction", [], [(_toll(name, n), None, cs) for n, cs in groups])
    return None


def _part(fewer: Sequence[Claim], more: Sequence[Claim]) -> bool:
    """Do all who give the smaller number give the larger one, too, in running text? Then it counts others, or some."""
    both = {c.source.version for c in more}
    return all(c.source.version in both and c.assertion.section == "body" for c in fewer)


def _toll(name: str, number: int) -> Toll:
    return msgspec.convert({name: number}, Toll)


def _grown(fewer: Sequence[Claim], more: Sequence[Claim]) -> bool:
    """Does the larger number come from later pages only, or say that it has risen since?"""
    if any(c.counted and not any(_later(f, c) for f in fewer) for c in more):
        return True
    if all(c.source.moment for c in (*fewer, *more)):
        return max(c.source.moment for c in fewer if c.source.moment) < min(
            c.source.moment for c in more if c.source.moment
        )
    first = [c.source.published.latest for c in fewer if c.source.published]
    later = [c.source.published.earliest for c in more if c.source.published]
    return len(first) == len(fewer) and len(later) == len(more) and max(first) < min(later)


def _later(a: Claim, b: Claim) -> bool:
    mine, other = a.source.published, b.source.published
    return mine is not None and other is not None and mine.earliest > other.latest


def _contradicts(denial: Claim, report: Claim) -> bool:
    """Are both about the same parties and days? One sentence that says both tells two things."""
    if denial.source is report.source and denial.sentence == report.sentence:
        return False
    made = denial.source.published
    if made and report.when and denial.factuality == "did_not_happen" and made.latest < report.when.earliest:
        return False  # "no arrest has been made" was true when it was printed
    said = denial.when is not None and report.when is not None and not denial.lent
    if said and denial.when and report.when and not denial.when.intersects(report.when):
        return False  # a denial that only borrows its day was made on it
    return not any(a and b and not a & b for a, b in _sides(denial, report))


def _sides(denial: Claim, report: Claim) -> list[tuple[frozenset[str], frozenset[str]]]:
    return [(denial.actors, report.actors), (denial.recipients, report.recipients)]


def of_occurrence(claims: Sequence[Claim], count: Count) -> Clash | None:
    """Some say that it happened, others that it did not."""
    happened = [c for c in claims if c.factuality == "happened"]
    tellers = {c.source.key for c in happened}
    denied = []
    for claim in claims:
        # "It is not a meeting about …": an article that tells an event does not itself deny it, but somebody in it may.
        own = claim.factuality == "did_not_happen" and claim.source.key in tellers
        if claim.factuality in _HELD_BY_OTHERS and not own and any(_contradicts(claim, h) for h in happened):
            denied.append(claim)
    if not happened or not denied:
        return None
    sides: list[tuple[Toll | None, str | None, list[Claim]]] = [
        (None, "happened", happened),
        (None, "denied" if any(c.factuality == "denied" for c in denied) else "did_not_happen", denied),
    ]
    sides.sort(key=lambda s: -count(s[2]))
    return Clash("occurrence", "contradiction", [], sides)
