"""Day intervals with EDTF in and out: how far a date is known, and whether an interval is an extent or a doubt.

EDTF is ISO 8601-2:2019 level 1 with the level 2 sets `[a,b]` and `[a..b]` ("one of"). `a/b` says the event *lasted*
from a to b; every other form says it happened on *one day* that is known that far. Intervals are closed: both ends
belong to them.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

import msgspec

UNKNOWN = "XXXX-XX-XX"
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_YEAR = re.compile(r"\d{4}")
_DECADE = re.compile(r"(\d{3})X")
_CENTURY = re.compile(r"(\d\d)XX")
_WEEK = re.compile(r"(\d{4})-W(\d\d)")
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}  # EDTF codes, meteorological seasons of the north
_QUARTERS = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}


class Interval(msgspec.Struct, frozen=True, order=True):
    """Closed interval of days. `extent` means that the event lasted; else it is doubt about one day."""

    earliest: date
    latest: date
    extent: bool = False

    def __post_init__(self) -> None:
        if self.latest < self.earliest:
            raise ValueError(f"interval ends before it starts: {self.earliest} .. {self.latest}")

    @property
    def days(self) -> int:
        """Number of days in it, at least 1."""
        return (self.latest - self.earliest).days + 1

    def intersects(self, other: Interval) -> bool:
        """Do the two share a day?"""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def contains(self, other: Interval) -> bool:
        """Does every day of the other lie in this one?"""
        return self.earliest <= other.earliest and other.latest <= self.latest

    def apart(self, other: Interval) -> int:
        """Days between the nearest ends; 0 when they intersect."""
        return max(0, (other.earliest - self.latest).days, (self.earliest - other.latest).days)


def day(value: date) -> Interval:
    """One day."""
    return Interval(value, value)


def month(year: int, number: int) -> Interval:
    """Some day of a month."""
    return Interval(date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1]))


def parse(text: str) -> Interval | None:
    """An EDTF string as the interval it covers; None for `XXXX-XX-XX` and the open ends that no day bounds.

    `[a,b,…]` gives the hull of its members. Raises ValueError, naming the text, for anything else.
    """
    if text == UNKNOWN:
        return None
    if text.startswith("[") and text.endswith("]"):
        parts = [parse(part.strip()) for part in text[1:-1].replace("..", ",").split(",")]
        known = [p for p in parts if p]
        return Interval(min(p.earliest for p in known), max(p.latest for p in known)) if known else None
    if "/" in text:
        start, _, end = text.partition("/")
        first, last = parse(start), parse(end)
        if first is None or last is None:
            return None
        return Interval(first.earliest, last.latest, extent=True)
    return _one(text.rstrip("?~%"))


def _one(text: str) -> Interval:
    try:
        if m := _DAY.fullmatch(text):
            return day(date(int(m[1]), int(m[2]), int(m[3])))
        if m := _WEEK.fullmatch(text):
            monday = date.fromisocalendar(int(m[1]), int(m[2]), 1)
            return Interval(monday, monday + timedelta(days=6))
        if m := _MONTH.fullmatch(text):
            return _year_part(int(m[1]), int(m[2]))
        if _YEAR.fullmatch(text):
            return Interval(date(int(text), 1, 1), date(int(text), 12, 31))
        if m := _DECADE.fullmatch(text):
            return Interval(date(int(m[1]) * 10, 1, 1), date(int(m[1]) * 10 + 9, 12, 31))
        if m := _CENTURY.fullmatch(text):
            return Interval(date(int(m[1]) * 100, 1, 1), date(int(m[1]) * 100 + 99, 12, 31))
    except ValueError as error:
        raise ValueError(f"not a date: {text!r} ({error})") from error
    raise ValueError(f"not an EDTF date: {text!r}")


def _year_part(year: int, number: int) -> Interval:
    if number <= 12:
        return month(year, number)
    span = _SEASONS.get(number) or _QUARTERS.get(number)
    if span is None:
        raise ValueError(f"{number} is no month, season or quarter")
    last = month(year + (span[1] < span[0]), span[1])
    return Interval(date(year, span[0], 1), last.latest)


def to_edtf(interval: Interval | None) -> str:
    """The shortest EDTF string that says exactly this interval; two-day doubts become `[a,b]`, others `a..b` sets."""
    if interval is None:
        return UNKNOWN
    first, last = interval.earliest, interval.latest
    if first == last:
        return first.isoformat()
    if interval.extent:
        return f"{first.isoformat()}/{last.isoformat()}"
    for text in _named(first, last):
        if _one(text) == interval:
            return text
    if interval.days == 2:
        return f"[{first.isoformat()},{last.isoformat()}]"
    return f"[{first.isoformat()}..{last.isoformat()}]"


def _named(first: date, last: date) -> list[str]:
    """Calendar units that start on `first`, smallest first."""
    names = [f"{first.year:04}-{first.month:02}"] if first.day == 1 and last.month == first.month else []
    if first.weekday() == 0 and (last - first).days == 6:
        iso = first.isocalendar()
        names.append(f"{iso.year:04}-W{iso.week:02}")
    if first.day == 1 and (last - first).days in range(88, 93):
        codes = {**_QUARTERS, **_SEASONS}
        names += [f"{first.year:04}-{code}" for code, (start, _) in codes.items() if start == first.month]
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        names += [f"{first.year:04}", f"{first.year // 10:03}X", f"{first.year // 100:02}XX"]
    return names


def one_of(intervals: list[Interval]) -> str:
    """`[a,b]` over the members' EDTF strings, in order of time, each once."""
    texts = list(dict.fromkeys(to_edtf(i) for i in sorted(intervals)))
    return texts[0] if len(texts) == 1 else "[" + ",".join(t.strip("[]") for t in texts) + "]"


def granularity(edtf: str) -> str:
    """How far an EDTF date is known."""
    if edtf == UNKNOWN:
        return "none"
    if edtf[0] == "[" or "/" in edtf:
        return "interval"
    text = edtf.rstrip("?~%")
    if _DAY.fullmatch(text):
        return "day"
    if _WEEK.fullmatch(text):
        return "week"
    if m := _MONTH.fullmatch(text):
        number = int(m[2])
        return "month" if number <= 12 else "season" if number in _SEASONS else "quarter"
    return "year" if _YEAR.fullmatch(text) else "decade" if _DECADE.fullmatch(text) else "interval"
