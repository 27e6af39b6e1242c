"""The dates that sources give an event, strongest first.

Only what happened or goes on makes a reading. A coarse reading supports every finer one that it contains. A day that
rests on a page's stamp alone is an upper bound: it supports the same day, is listed when it is another one, and never
outranks words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from timeline.chronology.claims import Claim
from timeline.model.dates import Interval, to_edtf
from timeline.model.records import Basis, Granularity, Reading, Toll

_BASES: tuple[Basis, ...] = (
    "decided",
    "explicit",
    "weekday",
    "relative",
    "inherited",
    "inferred",
    "publication",
    "none",
)
Count = Callable[[Iterable[Claim]], int]


@dataclass(slots=True, eq=False)
class Dated:
    """One reading before it becomes a record."""

    interval: Interval
    claims: list[Claim]  # those whose words or stamp give exactly this interval
    stamped: bool
    support: int = 0  # wordings behind it, coarser readings included
    own: int = 0
    decided: bool = False
    corrected: bool = False  # later versions of all its articles stand behind other days

    @property
    def basis(self) -> Basis:
        """The best basis among its claims."""
        if self.decided:
            return "decided"
        return min((c.basis for c in self.claims if c.worded or self.stamped), key=_BASES.index, default="none")

    @property
    def rank(self) -> tuple[bool, bool, int, bool, int, int, Interval]:
        """Smaller is stronger."""
        return (
            not self.decided,
            self.stamped,
            0 if self.stamped else -self.support,
            self.corrected,
            0 if self.stamped else self.interval.days,
            0 if self.stamped else _BASES.index(self.basis),
            self.interval,
        )


def dated(claims: Iterable[Claim], count: Count) -> list[Dated]:
    """Readings of an event's claims, strongest first; `count` tells how many independent wordings claims have."""
    worded: dict[Interval, list[Claim]] = {}
    stamped: dict[Interval, list[Claim]] = {}
    for claim in claims:
        if claim.asserted and claim.when is not None:
            if claim.worded:
                worded.setdefault(claim.when, []).append(claim)
            elif claim.basis != "inferred":
                stamped.setdefault(claim.when, []).append(claim)
    found = [Dated(interval, list(group), stamped=False) for interval, group in sorted(worded.items())]
    by_interval = {r.interval: r for r in found}
    for interval, group in sorted(stamped.items()):
        if interval in by_interval:
            by_interval[interval].claims.extend(group)
        else:
            found.append(Dated(interval, list(group), stamped=True))
    weigh(found, count)
    _correct(found)
    return sorted(found, key=lambda r: r.rank)


def _correct(found: Sequence[Dated]) -> None:
    """Mark the days that their own articles gave up later."""
    for reading in found:
        later = [c.source for other in found if other is not reading for c in other.claims]
        reading.corrected = all(any(c.source.older(s) for s in later) for c in reading.claims)


def weigh(found: Sequence[Dated], count: Count) -> None:
    """Fill in how many wordings stand behind each reading.

    A day that an article only lends to the event, from the story around it, agrees with others but is no voice of its
    own where somebody says the day.
    """
    for reading in found:
        mine = [c for c in reading.claims if c.worded or reading.stamped]
        reading.own = max(
            1, count([c for c in mine if not c.lent] or [c for c in mine if not c.counted_from_borrowed] or mine)
        )
        wider = [
            c
            for other in found
            if other.stamped == reading.stamped and other.interval.contains(reading.interval)
            for c in other.claims
            if c.worded or reading.stamped
        ]
        reading.support = count([c for c in wider if not c.lent])


def granularity(interval: Interval | None, claims: Sequence[Claim] = ()) -> Granularity:
    """What the interval is, by its length and its claims' own word for it."""
    if interval is None:
        return "none"
    if interval.days == 1:
        return "day"
    own = {c.assertion.date.granularity for c in claims} - {"none", "day"}
    return min(own) if len(own) == 1 and not interval.extent else "interval"


def record(reading: Dated, toll: Toll | None = None) -> Reading:
    """The reading as others see it."""
    claims = sorted(reading.claims, key=lambda c: (c.lent, c.order))  # those that say the day first
    return Reading(
        edtf=to_edtf(reading.interval),
        earliest=reading.interval.earliest.isoformat(),
        latest=reading.interval.latest.isoformat(),
        assertions=[c.assertion.id for c in claims],
        articles=sorted({c.source.id for c in claims}),
        independent_sources=reading.own,
        basis=reading.basis,
        granularity=granularity(reading.interval, claims),
        toll=toll,
    )
