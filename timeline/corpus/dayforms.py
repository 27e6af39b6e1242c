"""Days in their written forms, with the time of day and zone beside them: what a stamp is made of.

Finds forms anywhere in a short text; whether the text is a stamp is for `stamps` to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from timeline.corpus.tables import table
from timeline.model import dates

FIRST_YEAR, LAST_YEAR = 1605, 2199  # the first newspaper; an upper bound that needs no clock
Days = tuple[dates.Interval, ...]
_DATA = "stamps.toml"
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_AFTER_YEAR = r"(?!\d(?!\d?(?::\d\d|\s[A-Z])))"  # pages run the next word on: "12 Mar 202512 Mar 2025", "20256:40 PM"
_CLOCK_FORM = (
    r"(?<![\d:])(?P<h>\d{1,2})(?:[:.h](?P<m>\d\d)(?!\d)(?::(?P<s>\d\d))?"
    r"|(?P<mm>\d\d)(?=\s(?:GMT|UTC|HKT|E[SD]T|BST)\b)|(?=\s*[ap]\.?\s?m\b))(?:\s*(?P<half>[ap])\.?\s?m\b\.?)?"
    r"(?:\s*\(?(?P<zone>(?:GMT|UTC)?\s?[+-]\d{1,2}(?::?\d\d)?|[A-Z]{1,4}\b)\)?)?"
)
CLOCK = re.compile(_CLOCK_FORM, re.IGNORECASE)
_ISO = re.compile(
    r"(?<![\d-])(?P<y>\d{4})-(?P<mo>\d\d)-(?P<d>\d\d)(?:[T ](?P<h>\d\d):(?P<m>\d\d)(?::(?P<s>\d\d)(?:[.,]\d+)?)?"
    r"\s?(?P<zone>Z|[+-]\d\d:?\d\d)?)?(?![\d-])"
)
_NUMERIC = re.compile(
    r"(?<![\d/.])(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d\d(?=[\s,|]|$))(?![\d/])"
)
_YEAR_FIRST = re.compile(r"(?<![\d/.])(?P<y>\d{4})(?P<sep>[/.])(?P<mo>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?![\d/])")
_DAY_WORD = re.compile(
    r"(?<![\d:])(?P<d>\d{1,2})(?:st|nd|rd|th|º|er)?[.,]?[\s-]+(?:(?:of|de|du)\s+)?(?P<word>آب|[^\W\d_]{3,}(?:\s(?:الأول|الثاني))?)[.,]?[\s-]+(?:(?:de|del)\s+)?(?P<y>\d{4})"
    + _AFTER_YEAR
)
_WORD_DAY = re.compile(
    r"(?P<word>[^\W\d_]{3,})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(?:at\s+)?|-)(?P<y>\d{4})(?!:)" + _AFTER_YEAR
)


@dataclass(frozen=True, slots=True)
class Core:
    """One written day in a text; two days when day and month could be swapped, none with a problem."""

    start: int
    end: int
    days: Days
    clock: time | None = None
    offset: str | None = None
    problem: str | None = None


def cores(text: str, order: str | None, language: str | None) -> list[Core]:
    """Every written day in the text, in order."""
    found: list[Core] = []
    for pattern in (_ISO, _YEAR_FIRST, _NUMERIC, _DAY_WORD, _WORD_DAY):
        for match in pattern.finditer(text):
            if any(match.start() < c.end and c.start < match.end() for c in found):
                continue
            core = _core(pattern, match, text, order, language)
            if core:
                found.append(core)
    return sorted(found, key=lambda c: c.start)


def _core(
    pattern: re.Pattern[str], match: re.Match[str], text: str, order: str | None, language: str | None
) -> Core | None:
    start, end = match.span()
    if pattern is _NUMERIC:
        days, problem = _numeric(
            int(match["a"]), int(match["b"]), _full_year(match["y"]), _order(match["sep"], text, order, language)
        )
        return Core(start, end, days, problem=problem)
    if pattern in (_DAY_WORD, _WORD_DAY):
        number = month(match["word"])
        if number is None:
            other = _foreign(match.group()) if not match["word"].isascii() or len(match["word"]) > 2 else None
            return Core(start, end, (dates.day(other),)) if other else None
        days, problem = whole_day(int(match["y"]), number, int(match["d"]))
        return Core(start, end, days, problem=problem)
    days, problem = whole_day(int(match["y"]), int(match["mo"]), int(match["d"]))
    if pattern is _ISO and match["h"]:
        try:
            clock = time(int(match["h"]), int(match["m"]), int(match["s"] or 0) % 60)
        except ValueError:
            return Core(start, end, days, problem=problem or f"no such time of day: {match.group()}")
        return Core(start, end, days, clock, offset_of(match["zone"], days[0].earliest if days else None), problem)
    return Core(start, end, days, problem=problem)


def _full_year(digits: str) -> int:
    """Two digits as POSIX reads them: 69 to 99 are the last century."""
    year = int(digits)
    return year if len(digits) > 2 else year + (1900 if year >= 69 else 2000)


def month(word: str) -> int | None:
    """The number of a month named in English, or in the Arabic of the Levant."""
    number: int | None = table(_DATA)["months"].get(word.casefold())
    return number


def whole_day(year: int, month: int, day: int) -> tuple[Days, str | None]:
    """That day, or the reason why there is none."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return (), f"the year {year} is no year of a news article"
    try:
        return (dates.day(date(year, month, day)),), None
    except ValueError:
        return (), f"no such day: {year}-{month:02}-{day:02}"


def _numeric(first: int, second: int, year: int, order: str | None) -> tuple[Days, str | None]:
    readings = {"DMY": (second, first), "MDY": (first, second)}
    if order in readings:
        return whole_day(year, *readings[order])
    found = [days[0] for days, problem in (whole_day(year, *r) for r in readings.values()) if not problem]
    if not found:
        return whole_day(year, second, first)
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


def clock_in(match: re.Match[str], days: Days) -> tuple[time, str | None] | None:
    """Time of day and offset of a match of `CLOCK`; None when it is no time."""
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
