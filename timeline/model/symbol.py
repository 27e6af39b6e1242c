"""Symbolic time: what an expression says before its anchor is known ("on Wednesday", "last week", "two days later").

`resolve(symbol, anchor)` is pure, so an expression can be resolved again when a publication day is found,
corrected or decided. `anchor` is always the publication day: what hangs on another expression carries that
expression's symbol as `base`, and an absolute date carries its year and ignores the anchor.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Literal

import msgspec

from timeline.model.dates import Interval, day, month
from timeline.model.feasts import feast_in, feasts

Unit = Literal[
    "day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century", "millennium"
]
Direction = Literal["past", "future", "near"]
SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first month, meteorological seasons of the north
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "season": 3}
_YEARS = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}
_REMOTE, _NEARBY = 300, 21  # a day nearly a year away loses to the same day within three weeks, whatever the cue
_PAST_LEAN = 2.0  # without a cue, a day without year is past unless the coming one is this many times nearer


class Symbol(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A date relative to an anchor.

    `unit` is how fine the result is, `offset` counts in `step` (default: the unit). `weekday` is 0 for Monday.
    `direction` chooses among the days that a weekday, month or day without year may mean; `strict` leaves the anchor's
    own out ("next Friday"). `nth` picks a part of `base` ("the first week of …"; -1 is the last). `end` makes a
    range, or with `choice` one of two. `part` is a TIMEX3 part of day or clock time.
    """

    unit: Unit
    offset: int = 0
    step: Unit | None = None
    weekday: int | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: str | None = None
    number: int | None = None  # of a quarter or half of the year
    feast: str | None = None  # `easter-2`, `4:3+1` (the day after a month's fourth Thursday) or a name of `feasts.toml`
    nth: int | None = None
    direction: Direction | None = None
    strict: bool = False
    part: str | None = None
    base: Symbol | None = None
    end: Symbol | None = None
    choice: bool = False


def absolute(symbol: Symbol | None) -> bool:
    """Does the symbol name its time without any anchor?"""
    if symbol is None:
        return True
    own = (symbol.year is not None and symbol.nth is None) or (symbol.base is not None and absolute(symbol.base))
    return own and (symbol.end is None or absolute(symbol.end))


def resolve(symbol: Symbol, anchor: date) -> Interval | None:
    """The days that the symbol means, seen from the anchor; None where there is no such day ("29 February")."""
    try:
        first = _resolve(symbol, day(anchor))
        if symbol.end is None:
            return first
        last = _resolve(symbol.end, day(anchor) if symbol.year or symbol.end.year else first)
        if last.latest < first.earliest:
            first, last = (last, first) if symbol.choice else (first, first)
        return Interval(first.earliest, last.latest, extent=not symbol.choice)
    except (ValueError, OverflowError):
        return None


def _resolve(symbol: Symbol, anchor: Interval) -> Interval:
    if symbol.year is not None and symbol.nth is None:
        return _in_year(symbol, symbol.year)
    base = _resolve(symbol.base, anchor) if symbol.base else anchor
    if symbol.nth is not None:
        return _nth(symbol, symbol.nth, base)
    if symbol.weekday is not None and symbol.month is None and symbol.day is None:
        return _weekday(symbol, symbol.weekday, base)
    if _named(symbol):
        return _yearless(symbol, base)
    return _shift(symbol, base)


def _named(symbol: Symbol) -> bool:
    return any(x is not None for x in (symbol.month, symbol.day, symbol.season, symbol.number, symbol.feast))


def _in_year(symbol: Symbol, year: int) -> Interval:
    if symbol.feast is not None:
        return _feast(symbol.feast, symbol.month, year)
    if symbol.day is not None and symbol.month is not None:
        return day(date(year, symbol.month, symbol.day))
    if symbol.month is not None:
        return month(year, symbol.month)
    if symbol.season is not None:
        return _run(year, SEASON_MONTH[symbol.season], 3)
    if symbol.number is not None:
        size = _MONTHS[symbol.unit]
        return _run(year, (symbol.number - 1) * size + 1, size)
    return _containing(symbol.unit, date(year, 1, 1))


def _feast(name: str, number: int | None, year: int) -> Interval:
    """The days of a moving holiday in a year."""
    if name in feasts():
        return feast_in(name, year)
    rule, sign, shift = name.partition("+") if "+" in name else name.rpartition("-")
    days = timedelta(days=int(sign + shift))
    if rule == "easter":
        return day(_easter(year) + days)
    if rule == "pascha":
        return day(_pascha(year) + days)
    nth, _, weekday = rule.partition(":")
    return day(_nth_weekday(int(weekday), int(nth), month(year, number or 1)).earliest + days)


def _easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian algorithm)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    leap = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - leap + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    number, index = divmod(epact + weekday - 7 * correction + 114, 31)
    return date(year, number, index + 1)


def _pascha(year: int) -> date:
    """Orthodox Easter Sunday (Meeus' Julian algorithm)."""
    full = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - full + 34) % 7
    number, index = divmod(full + weekday + 114, 31)
    return date(year, number, index + 1) + timedelta(days=year // 100 - year // 400 - 2)


def _run(year: int, first: int, months: int) -> Interval:
    """`months` whole months from month `first` of `year`."""
    last = year * 12 + first - 1 + months - 1
    return Interval(date(year, first, 1), month(last // 12, last % 12 + 1).latest)


def _weekday(symbol: Symbol, weekday: int, base: Interval) -> Interval:
    """A weekday inside a longer base, else the nearest in the direction."""
    if base.days > 1:
        return day(base.earliest + timedelta(days=(weekday - base.earliest.weekday()) % 7))
    here = base.earliest
    back = (here.weekday() - weekday) % 7
    ahead = (weekday - here.weekday()) % 7
    if symbol.strict:
        back, ahead = back or 7, ahead or 7
    if symbol.direction == "future" or (symbol.direction == "near" and ahead < back):
        return day(here + timedelta(days=ahead + 7 * symbol.offset))
    return day(here - timedelta(days=back - 7 * symbol.offset))


def _yearless(symbol: Symbol, base: Interval) -> Interval:
    """A month, day, season or quarter without its year: inside a longer base, else by direction."""
    if symbol.day is not None and symbol.month is None and symbol.feast is None:
        return _day_of_month(symbol, symbol.day, base)
    if base.days > 27 and symbol.offset == 0:
        return _in_year(symbol, base.earliest.year)
    here = base.earliest
    found = []
    for year in range(max(1, here.year - 5), min(9999, here.year + 6)):
        try:
            found.append(_in_year(symbol, year))
        except ValueError:
            continue  # 29 February
    return _choose(found, here, symbol)


def _day_of_month(symbol: Symbol, number: int, base: Interval) -> Interval:
    here = base.earliest
    if base.days > 1:
        return day(here.replace(day=number))
    found = []
    for offset in range(-3, 4):
        try:
            found.append(day(_add_months(here.replace(day=1), offset).replace(day=number)))
        except ValueError:
            continue
    return _choose(found, here, symbol)


def _choose(found: list[Interval], here: date, symbol: Symbol) -> Interval:
    """The candidate nearest to `here` in the symbol's direction; one that holds `here` counts unless strict.

    A weekday beside the date ("Tuesday, March 4") settles the year where some candidate fits it.
    """
    if symbol.weekday is not None:
        found = [i for i in found if i.earliest.weekday() == symbol.weekday] or found
    holding = [i for i in found if i.earliest <= here <= i.latest]
    if holding and not symbol.strict:
        return holding[0]
    past = [i for i in found if i.latest < here]
    future = [i for i in found if i.earliest > here]
    if past and future and not symbol.strict and symbol.day is not None:
        behind, ahead = (here - past[-1].latest).days, (future[0].earliest - here).days
        if max(behind, ahead) > _REMOTE and min(behind, ahead) <= _NEARBY:
            return past[-1] if behind < ahead else future[0]
    if not past and not future:
        raise ValueError("no such day in the calendar")
    if future and (symbol.direction == "future" or not past):
        return future[0]
    if symbol.direction == "near" and future:
        behind, ahead = (here - past[-1].latest).days, (future[0].earliest - here).days
        return future[0] if ahead * _PAST_LEAN < behind else past[-1]
    return past[-1]


def _shift(symbol: Symbol, base: Interval) -> Interval:
    step = symbol.step or symbol.unit
    here = base.latest if symbol.offset > 0 and step == "day" else base.earliest
    if step in ("day", "week", "weekend"):
        here += timedelta(days=symbol.offset * (1 if step == "day" else 7))
    elif step in _MONTHS:
        here = _add_months(here, symbol.offset * _MONTHS[step])
    else:
        here = _add_months(here, symbol.offset * 12 * _YEARS[step])
    found = _containing(symbol.unit, here)
    if symbol.unit != "weekend" or symbol.direction != "past":
        return found
    ahead = found.earliest > base.earliest or (symbol.strict and found.latest >= base.earliest)
    return _containing("weekend", here - timedelta(days=7)) if ahead else found


def _add_months(here: date, months: int) -> date:
    """The same day `months` later, or the last of a shorter month."""
    index = here.year * 12 + here.month - 1 + months
    year, number = divmod(index, 12)
    if not 1 <= year <= 9999:
        raise OverflowError(f"year {year}")
    return date(year, number + 1, min(here.day, calendar.monthrange(year, number + 1)[1]))


def _containing(unit: str, here: date) -> Interval:
    """The calendar unit that holds the day."""
    if unit == "day":
        return day(here)
    if unit in ("week", "weekend"):
        monday = here - timedelta(days=here.weekday())
        return Interval(monday + timedelta(days=5 if unit == "weekend" else 0), monday + timedelta(days=6))
    if unit == "month":
        return month(here.year, here.month)
    if unit == "season":
        index = here.year * 12 + here.month - 12  # winter begins with December of the year before
        start = index - index % 3 + 11
        return _run(start // 12, start % 12 + 1, 3)
    if unit in _MONTHS:
        size = _MONTHS[unit]
        return _run(here.year, (here.month - 1) // size * size + 1, size)
    size = _YEARS[unit]
    first = here.year - here.year % size
    return Interval(date(max(1, first), 1, 1), date(first + size - 1, 12, 31))


def _nth(symbol: Symbol, nth: int, base: Interval) -> Interval:
    """The nth unit of the base, counted from 1; -1 is the last."""
    if symbol.weekday is not None:
        return _nth_weekday(symbol.weekday, nth, base)
    if symbol.unit == "day":
        found = day(base.earliest + timedelta(days=nth - 1) if nth > 0 else base.latest + timedelta(days=nth + 1))
    elif nth < 0:
        found = _containing(symbol.unit, base.latest)
    else:
        shifted = msgspec.structs.replace(symbol, offset=nth - 1, step=None, nth=None, base=None)
        first = base.earliest + timedelta(days=3 if symbol.unit == "week" else 0)  # ISO: the week that holds the 4th
        found = _shift(shifted, Interval(first, first))
    if not found.intersects(base):
        raise ValueError(f"no {symbol.unit} number {nth} in {base.earliest}..{base.latest}")
    return found


def _nth_weekday(weekday: int, nth: int, base: Interval) -> Interval:
    if nth < 0:
        found = base.latest - timedelta(days=(base.latest.weekday() - weekday) % 7)
    else:
        found = base.earliest + timedelta(days=(weekday - base.earliest.weekday()) % 7 + 7 * (nth - 1))
    if not base.earliest <= found <= base.latest:
        raise ValueError(f"no weekday number {nth} in {base.earliest}..{base.latest}")
    return day(found)
