"""Publication stamps: lines and values that say when an article appeared. Reads no clock and never repairs a date.

A line is a stamp when nothing but a label, a date, a time of day, a zone and a name stands in it; a sentence that
mentions a date is not. `03/12/2025` stays two days unless something says which.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time
from functools import cache
from itertools import pairwise
from typing import Literal

from timeline.corpus.dayforms import CLOCK, DIGITS, FIRST_YEAR, LAST_YEAR, Core, clock_in, cores, month, whole_day
from timeline.corpus.tables import alternation, table
from timeline.model import dates

Role = Literal["published", "bare", "updated", "authored", "dateline"]
_DATA = "stamps.toml"
_SEPARATORS = re.compile(r"[|•·»«—–/,;:@()\[\]\-]+|\.(?=\s|$)|\s-\s")
_LONGEST = 160
_NAMES = 8  # words that may stand beside a labelled date: names, places, a newspaper
_YEARISH = re.compile(r"\d\d\d\d|\d[/.-]\d\d?[/.-]\d\d")  # no stamp goes without one


@dataclass(frozen=True, slots=True)
class Stamp:
    """One publication date as found: one day, two days that cannot be told apart, or a month or year."""

    days: tuple[dates.Interval, ...]
    role: Role
    text: str
    start: int
    end: int
    clock: time | None = None
    offset: str | None = None
    residue: int = 0
    problem: str | None = None

    @property
    def value(self) -> str:
        """ISO 8601 where the day is known, else EDTF."""
        if self.problem or not self.days:
            return self.text
        if len(self.days) > 1 or self.days[0].days > 1:
            return dates.one_of(list(self.days))
        day = self.days[0].earliest.isoformat()
        return day if self.clock is None else f"{day}T{self.clock.isoformat('seconds')}{self.offset or ''}"


@cache
def _labels() -> re.Pattern[str]:
    parts = "|".join(
        f"(?P<{role}>{alternation(_DATA, 'labels', role)})" for role in ("published", "updated", "authored")
    )
    return re.compile(rf"(?:^|(?<=[\s|•·(.,;\d]))(?:{parts})(?![\w])", re.IGNORECASE)


@cache
def _harmless() -> frozenset[str]:
    data = table(_DATA)
    zones = {zone.casefold() for zone in data["zones"]}
    return frozenset(data["joiners"]["words"]) | frozenset(data["weekdays"]["names"]) | zones


@cache
def _counters() -> re.Pattern[str]:
    return re.compile(alternation(_DATA, "joiners", "counters"), re.IGNORECASE)


def find(text: str, order: str | None = None, language: str | None = None) -> list[Stamp]:
    """The stamps in one line, in order; empty when no date stands in it. Offsets are the line's own."""
    if len(text) > _LONGEST or not _YEARISH.search(text):
        return []
    plain = text.translate(DIGITS)
    found = cores(plain, order, language)
    if not found:
        return []
    labels = [label for m in _labels().finditer(plain) if (label := _label(plain, m)) is not None]
    bounds = _bounds(plain, found, labels)
    return [
        _stamp(text.strip(), plain, core, [la for la in labels if begin <= la.start < end], begin, end)
        for core, (begin, end) in zip(found, bounds, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Label:
    role: Role
    start: int
    end: int


def _label(text: str, match: re.Match[str]) -> _Label | None:
    """A label in the middle of a line counts when it is set off: capital, colon, or a separator before it."""
    before = text[: match.start()].rstrip()
    set_off = (
        not before or not before[-1].isalpha() or match.group()[:1].isupper() or text[match.end() :].lstrip()[:1] == ":"
    )
    if not set_off:
        return None
    role: Role = "published" if match["published"] else "updated" if match["updated"] else "authored"
    return _Label(role, match.start(), match.end())


def _bounds(text: str, found: list[Core], labels: list[_Label]) -> list[tuple[int, int]]:
    """The stretch of the line that belongs to each date: cut at the label before it, else behind the one before."""
    cuts = [0]
    for before, core in pairwise(found):
        between = [la.start for la in labels if before.end <= la.start < core.start]
        clock = CLOCK.match(text, before.end) or CLOCK.match(text, before.end + 1)
        cuts.append(between[0] if between else max(before.end, min(clock.end(), core.start) if clock else 0))
    return list(pairwise([*cuts, len(text)]))


def _stamp(line: str, plain: str, core: Core, labels: list[_Label], begin: int, end: int) -> Stamp:
    before = [la for la in labels if la.start < core.start]
    named = before or labels
    strong = [la for la in named if la.role != "authored"] or named
    label = strong[-1] if strong else None
    clock, offset, taken = _clock_around(plain[begin : core.start], plain[core.end : end], core)
    return Stamp(
        days=core.days,
        role=label.role if label else "bare",
        text=line,
        start=min([core.start, *(la.start for la in before)]),
        end=core.end + taken,
        clock=core.clock or clock,
        offset=core.offset or offset,
        residue=_residue(
            plain[begin : core.start], plain[core.end : end], by_author=any(la.role == "authored" for la in labels)
        ),
        problem=core.problem,
    )


def _residue(before: str, after: str, *, by_author: bool) -> int:
    """How many words are neither label, date, clock, zone nor a joiner; words in small letters count twice."""
    words = []
    for part in (before, after):
        clean = _SEPARATORS.sub(" ", CLOCK.sub(" ", _counters().sub(" ", _labels().sub(" ", part))))
        words += [w for w in clean.split() if w.casefold().strip(".") not in _harmless()]
    return sum(1 if by_author or not w[0].islower() else 2 for w in words)


def _clock_around(before: str, after: str, core: Core) -> tuple[time | None, str | None, int]:
    """The time of day nearest to the date: behind it, else before it."""
    if core.clock:
        return None, None, 0
    for match in CLOCK.finditer(after):
        if parsed := clock_in(match, core.days):
            return *parsed, match.end()
    for match in reversed(list(CLOCK.finditer(before))):
        if parsed := clock_in(match, core.days):
            return *parsed, 0
    return None, None, 0


def is_stamp(text: str, found: list[Stamp]) -> bool:
    """Is the line that these were found in a publication stamp and nothing else?"""
    if not found:
        return False
    residue, words = sum(s.residue for s in found), text.count(" ") + 1
    sentence = words > 5 and text.rstrip('"”’)').endswith((".", "!", "?"))
    if sentence:
        return residue <= 1
    if any(s.role != "bare" for s in found):
        return residue <= _NAMES
    if residue <= (1 if any(s.clock for s in found) else 0):
        return True
    ends = len(text) - max(s.end for s in found) <= 1 and not text[: found[0].start].rstrip().endswith(":")
    plain_names = not any(
        w[:1].islower() and w.casefold() not in _harmless() for w in _SEPARATORS.sub(" ", text).split()
    )
    if ends and plain_names and residue <= 3 and len(found) == 1:
        return True
    return residue <= 5 and words <= 14 and bool(re.search(r"[|•·/–—-]\s", text))


def parse_value(value: str, order: str | None = None, language: str | None = None) -> Stamp:
    """A date that metadata or a caller gives: ISO 8601, RFC 2822, EDTF (`2025-03`), or a date in words.

    What cannot be read, is impossible or absurd comes back with its `problem`.
    """
    text = value.strip()
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        instant = None
    if instant is not None and re.match(r"\d{4}-?\d\d-?\d\d", text):
        days, problem = whole_day(instant.year, instant.month, instant.day)
        has_clock = len(text) > 10
        offset = instant.isoformat()[-6:] if instant.tzinfo else None
        return Stamp(
            days,
            "published",
            value,
            0,
            len(value),
            instant.time().replace(microsecond=0) if has_clock else None,
            offset,
            0,
            problem,
        )
    try:
        if re.fullmatch(r"\d{4}(-\d\d)?", text) and FIRST_YEAR <= int(text[:4]) <= LAST_YEAR:
            span = dates.parse(text)
            return Stamp((span,) if span else (), "published", value, 0, len(value))
    except ValueError:
        return Stamp((), "published", value, 0, len(value), problem=f"no such month: {text}")
    found = find(text, order, language)
    if len(found) == 1 and found[0].residue <= 1:
        f = found[0]
        return Stamp(f.days, "published", value, 0, len(value), f.clock, f.offset, f.residue, f.problem)
    return Stamp((), "published", value, 0, len(value), problem=f"not a date: {text[:60]!r}")


_URL_DAY = re.compile(
    r"(?<!\d)(?P<y>\d{4})[/-](?P<mo>\d{1,2}|[a-z]{3})[/-](?P<d>\d{1,2})(?!\d)|(?<!\d)(?P<whole>\d{8})(?!\d)"
)
_URL_MONTH = re.compile(r"/(?P<y>\d{4})/(?P<mo>\d\d)/")


def from_url(url: str) -> Stamp | None:
    """`/2025/03/12/`, `-2025-03-12`, `/20250312/`, `/2025/mar/12/`, or a month `/2025/03/`."""
    path = re.split("[?#]", url, maxsplit=1)[0].lower()
    for match in _URL_DAY.finditer(path):
        if match["whole"]:
            digits = match["whole"]
            year, number, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
        else:
            named = month(match["mo"]) if match["mo"].isalpha() else int(match["mo"])
            if named is None:
                continue
            number = named
            year, day = int(match["y"]), int(match["d"])
        days, problem = whole_day(year, number, day)
        if not problem and (not match["whole"] or year >= 1990):  # eight digits are often just a number
            return Stamp(days, "published", match.group(), 0, 0)
    coarse = _URL_MONTH.search(path)
    if coarse and 1 <= int(coarse["mo"]) <= 12 and 1990 <= int(coarse["y"]) <= LAST_YEAR:
        return Stamp((dates.month(int(coarse["y"]), int(coarse["mo"])),), "published", coarse.group(), 0, 0)
    return None


_YEARLESS = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
    r"(?:(?P<w1>[a-z]{3,9})\.?\s+\d{1,2}|\d{1,2}\s+(?P<w2>[a-z]{3,9})\.?)(?:st|nd|rd|th)?"
    r"(?:[,\s|@]+(?:at\s+)?\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?(?:\s+[a-z]{1,4})?)?",
    re.IGNORECASE,
)


def yearless(text: str) -> bool:
    """Is it a date line without a year (`Jul. 7 5:59 PM EDT`)? It dates nothing, but is not the article's words."""
    match = _YEARLESS.fullmatch(text)
    return bool(match and month(match["w1"] or match["w2"]))


_WEEKDAY_TAIL = re.compile(
    r"(?<!\bon)(?<!\bof)(?<!\bby)(?<!\bsince)(?<!\bfrom)(?<!\buntil)(?<!\bbefore)(?<!\bafter)(?<![,:–—-])\s+"
    r"(?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? [A-Z][a-z]{2,8} \d{1,2}, \d{4}$)"
)
_BREAK = re.compile(r"[.!?][\"”’)]?\s+(?=\S)")


def suffix(text: str, order: str | None = None, language: str | None = None) -> tuple[int, list[Stamp]]:
    """Where a stamp begins that was run on to the end of a headline or standfirst, and the stamps; 0 when none."""
    if not re.search(r"\d|[AaPp]\.?[Mm]\.?$", text[-12:]):
        return 0, []
    begin = max(0, len(text) - 90)
    for match in (*_BREAK.finditer(text, begin), *_WEEKDAY_TAIL.finditer(text, begin)):
        found = find(text[match.end() :], order, language)
        if (
            is_stamp(text[match.end() :], found)
            and sum(s.residue for s in found) <= 1
            and not any(s.problem for s in found)
        ):
            return match.end(), found
    return 0, []
