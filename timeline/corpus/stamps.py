"""Publication stamps: lines and values that say when an article appeared. Reads no clock and never repairs a date.

A line is a stamp when nothing but a label, a date, a time of day, a zone and a name stands in it; a sentence that
mentions a date is not. `03/12/2025` stays two days unless something says which.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache, lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from timeline.corpus.tables import alternation, table
from timeline.model import dates

Role = Literal["published", "bare", "updated", "authored"]
FIRST_YEAR, LAST_YEAR = 1605, 2199  # the first newspaper; an upper bound that needs no clock
_DATA = "stamps.toml"
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_CLOCK = re.compile(
    r"(?<![\d:])(?P<h>\d{1,2})(?:[:.h](?P<m>\d\d)(?!\d)(?::(?P<s>\d\d))?|(?P<mm>\d\d)(?=\s(?:GMT|UTC|HKT|E[SD]T|BST)\b)|(?=\s*[ap]\.?\s?m\b))(?:\s*(?P<half>[ap])\.?\s?m\b\.?)?"
    r"(?:\s*\(?(?P<zone>(?:GMT|UTC)?\s?[+-]\d{1,2}(?::?\d\d)?|[A-Z]{1,4}\b)\)?)?",
    re.IGNORECASE,
)
_ISO = re.compile(
    r"(?<![\d-])(?P<y>\d{4})-(?P<mo>\d\d)-(?P<d>\d\d)(?:[T ](?P<h>\d\d):(?P<m>\d\d)(?::(?P<s>\d\d)(?:[.,]\d+)?)?"
    r"\s?(?P<zone>Z|[+-]\d\d:?\d\d)?)?(?![\d-])"
)
_NUMERIC = re.compile(
    r"(?<![\d/.])(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d\d(?=[\s,|]|$))(?![\d/])"
)
_YEAR_FIRST = re.compile(r"(?<![\d/.])(?P<y>\d{4})(?P<sep>[/.])(?P<mo>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?![\d/])")
_DAY_WORD = re.compile(
    r"(?<![\d:])(?P<d>\d{1,2})(?:st|nd|rd|th|º|er)?[.,]?[\s-]+(?:(?:of|de|du)\s+)?(?P<word>[^\W\d_]{3,})[.,]?[\s-]+(?:(?:de|del)\s+)?(?P<y>\d{4})(?!\d)"
)
_WORD_DAY = re.compile(
    r"(?P<word>[^\W\d_]{3,})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(?:at\s+)?|-)(?P<y>\d{4})(?![\d:])"
)
_SEPARATORS = re.compile(r"[|•·»«—–/,;:@()\[\]\-]+|\.(?=\s|$)|\s-\s")
_NAME = re.compile(r"[^\W\d_][\w.'’-]*$")
_LONGEST = 160
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
    return re.compile(rf"(?:^|(?<=[\s|•·(.,;]))(?:{parts})(?![\w])", re.IGNORECASE)


@cache
def _harmless() -> frozenset[str]:
    data = table(_DATA)
    zones = {zone.casefold() for zone in data["zones"]}
    return frozenset(data["joiners"]["words"]) | frozenset(data["weekdays"]["english"]) | zones


@dataclass(frozen=True, slots=True)
class _Core:
    start: int
    end: int
    days: tuple[dates.Interval, ...]
    clock: time | None = None
    offset: str | None = None
    problem: str | None = None


def find(text: str, order: str | None = None, language: str | None = None) -> list[Stamp]:
    """The stamps in one line, in order; empty when the line is no stamp. Offsets are the line's own."""
    if len(text) > _LONGEST or not _YEARISH.search(text):
        return []
    plain = text.translate(_DIGITS)
    cores = _cores(plain, order, language)
    if not cores:
        return []
    found, rest_from = [], 0
    for number, core in enumerate(cores):
        until = cores[number + 1].start if number + 1 < len(cores) else len(plain)
        before, after = plain[rest_from : core.start], plain[core.end : until]
        label = _label_before(before) or (_label_after(after) if number + 1 == len(cores) else None)
        clock, offset, taken = _clock_around(before, after, core, last=number + 1 == len(cores))
        found.append(
            Stamp(
                days=core.days,
                role=label[0] if label else "bare",
                text=text.strip(),
                start=rest_from + label[1] if label and label[2] else core.start,
                end=core.end + taken,
                clock=core.clock or clock,
                offset=core.offset or offset,
                residue=_residue(before, after, label),
                problem=core.problem,
            )
        )
        rest_from = core.end + taken
    return found


def _label_before(before: str) -> tuple[Role, int, int] | None:
    matches = list(_labels().finditer(before))
    if not matches:
        return None
    last = matches[-1]
    role: Role = "published" if last["published"] else "updated" if last["updated"] else "authored"
    return role, last.start(), last.end()


def _label_after(after: str) -> tuple[Role, int, int] | None:
    """`16 September 2013 Last updated at 12:42 GMT`: the label stands behind its day."""
    match = _labels().search(after)
    if match is None or match["authored"]:
        return None
    return ("published" if match["published"] else "updated"), 0, 0


def _residue(before: str, after: str, label: tuple[Role, int, int] | None) -> int:
    """How many words of the line are neither label, date, clock, zone nor a joiner."""
    left = before[: label[1]] + " " + before[label[2] :] if label else before
    words = []
    for part in (left, _labels().sub(" ", after)):
        clean = _SEPARATORS.sub(" ", _CLOCK.sub(" ", part))
        words += [w for w in clean.split() if w.casefold().strip(".") not in _harmless()]
    return sum(1 if _NAME.match(w) else 2 for w in words)


def _clock_around(before: str, after: str, core: _Core, *, last: bool) -> tuple[time | None, str | None, int]:
    if core.clock:
        return None, None, 0
    match = _CLOCK.search(after)
    if match and (match.start() < 12 or last):
        parsed = _clock(match, core.days)
        if parsed:
            return *parsed, match.end()
    for match in _CLOCK.finditer(before):
        parsed = _clock(match, core.days)
        if parsed:
            return *parsed, 0
    return None, None, 0


def _clock(match: re.Match[str], days: tuple[dates.Interval, ...]) -> tuple[time, str | None] | None:
    hour, minute = int(match["h"]), int(match["m"] or match["mm"] or 0)
    half = (match["half"] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        return None
    clock = time(hour, minute, int(match["s"] or 0) % 60)
    return clock, offset_of(match["zone"], days[0].earliest if days else None, clock)


def offset_of(zone: str | None, day: date | None, clock: time | None = None) -> str | None:
    """`GMT+3`, `+0300`, `EDT`, `ET` as `+HH:MM`; None when it is no zone we know."""
    if not zone:
        return None
    text = zone.strip().upper()
    if m := re.fullmatch(r"(?:GMT|UTC)?\s?([+-])(\d{1,2})(?::?(\d\d))?", text):
        return f"{m[1]}{int(m[2]):02}:{m[3] or '00'}" if int(m[2]) <= 14 else None
    known: str | None = table(_DATA)["zones"].get(text)
    if known and "/" in known:
        return zone_offset(known, datetime.combine(day, clock or time(12))) if day else None
    return known


@lru_cache(maxsize=4096)
def zone_offset(name: str, local: datetime) -> str:
    """An IANA zone's offset at a local time, as `+HH:MM`."""
    return local.replace(tzinfo=ZoneInfo(name)).isoformat()[-6:]


def _cores(text: str, order: str | None, language: str | None) -> list[_Core]:
    cores: list[_Core] = []
    for pattern in (_ISO, _YEAR_FIRST, _NUMERIC, _DAY_WORD, _WORD_DAY):
        for match in pattern.finditer(text):
            if any(match.start() < c.end and c.start < match.end() for c in cores):
                continue
            core = _core(pattern, match, text, order, language)
            if core:
                cores.append(core)
    return sorted(cores, key=lambda c: c.start)


def _core(
    pattern: re.Pattern[str], match: re.Match[str], text: str, order: str | None, language: str | None
) -> _Core | None:
    start, end = match.span()
    if pattern is _NUMERIC:
        days, problem = _numeric(
            int(match["a"]), int(match["b"]), _full_year(match["y"]), _order(match["sep"], text, order, language)
        )
        return _Core(start, end, days, problem=problem)
    if pattern in (_DAY_WORD, _WORD_DAY):
        number = _month(match["word"])
        if number is None:
            other = _foreign(match.group()) if not match["word"].isascii() or len(match["word"]) > 2 else None
            return _Core(start, end, (dates.day(other),)) if other else None
        days, problem = _day(int(match["y"]), number, int(match["d"]))
        return _Core(start, end, days, problem=problem)
    days, problem = _day(int(match["y"]), int(match["mo"]), int(match["d"]))
    if pattern is _ISO and match["h"]:
        try:
            clock = time(int(match["h"]), int(match["m"]), int(match["s"] or 0) % 60)
        except ValueError:
            return _Core(start, end, days, problem=problem or f"no such time of day: {match.group()}")
        return _Core(start, end, days, clock, offset_of(match["zone"], days[0].earliest if days else None), problem)
    return _Core(start, end, days, problem=problem)


def _full_year(digits: str) -> int:
    """Two digits as POSIX reads them: 69 to 99 are the last century."""
    year = int(digits)
    return year if len(digits) > 2 else year + (1900 if year >= 69 else 2000)


def _month(word: str) -> int | None:
    number: int | None = table(_DATA)["months"].get(word.casefold())
    return number


def _day(year: int, month: int, day: int) -> tuple[tuple[dates.Interval, ...], str | None]:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return (), f"the year {year} is no year of a news article"
    try:
        return (dates.day(date(year, month, day)),), None
    except ValueError:
        return (), f"no such day: {year}-{month:02}-{day:02}"


def _numeric(first: int, second: int, year: int, order: str | None) -> tuple[tuple[dates.Interval, ...], str | None]:
    readings = {"DMY": (second, first), "MDY": (first, second)}
    if order in readings:
        return _day(year, *readings[order])
    found = [days[0] for days, problem in (_day(year, *r) for r in readings.values()) if not problem]
    if not found:
        return _day(year, second, first)
    return tuple(sorted(set(found))), None


def _order(separator: str, text: str, order: str | None, language: str | None) -> str | None:
    if separator == ".":
        return "DMY"
    if order in ("DMY", "MDY"):
        return order
    hints = table(_DATA)["orders"]
    if any(re.search(rf"\d\s?(?:[AaPp]\.?[Mm]\.?)?\s{zone}\b", text) for zone in hints["month_first_zones"]):
        return "MDY"
    return "DMY" if language and language.split("-")[0] in hints["day_first_languages"] else None


@lru_cache(maxsize=4096)
def _foreign(text: str) -> date | None:
    import dateparser  # noqa: PLC0415  # half a second of imports that English corpora never need

    data = table(_DATA)["dateparser"]
    settings = {"STRICT_PARSING": True, "RELATIVE_BASE": datetime(2000, 1, 1), "DATE_ORDER": "DMY"}  # noqa: DTZ001
    parsed = dateparser.parse(text, languages=data["languages"], settings=settings)
    return parsed.date() if parsed and FIRST_YEAR <= parsed.year <= LAST_YEAR else None


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
        days, problem = _day(instant.year, instant.month, instant.day)
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
            year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
        else:
            number = _month(match["mo"]) if match["mo"].isalpha() else int(match["mo"])
            if number is None:
                continue
            year, month, day = int(match["y"]), number, int(match["d"])
        days, problem = _day(year, month, day)
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
    return bool(match and _month(match["w1"] or match["w2"]))


_BREAK = re.compile(r"[.!?][\"”’)]?\s+(?=\S)")


def suffix(text: str, order: str | None = None, language: str | None = None) -> tuple[int, list[Stamp]]:
    """Where a stamp begins that was run on to the end of a headline or standfirst, and the stamps; 0 when none."""
    if not re.search(r"\d|[AaPp]\.?[Mm]\.?$", text[-12:]):
        return 0, []
    for match in _BREAK.finditer(text, max(0, len(text) - 90)):
        found = find(text[match.end() :], order, language)
        if found and sum(s.residue for s in found) == 0 and not any(s.problem for s in found):
            return match.end(), found
    return 0, []
