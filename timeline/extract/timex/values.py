"""TIMEX3 values of symbols: resolved where an anchor is known, underspecified (`XXXX-WXX-3`) where not."""

from __future__ import annotations

from datetime import date

from timeline.model.dates import Interval, to_edtf
from timeline.model.symbol import Symbol, absolute, resolve

_QUARTERS = {"quarter": ("Q", 3), "half": ("H", 6)}
_SEASON_OF_MONTH = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}


def timex3(symbol: Symbol, anchor: date | None) -> tuple[str, Interval | None]:
    """Value and days of a symbol; the days are None where nothing is known without an anchor."""
    interval = None
    if absolute(symbol):
        interval = resolve(symbol, date(2000, 1, 1))
    elif anchor is not None:
        interval = resolve(symbol, anchor)
    if interval is None:
        return _open(symbol) + _clock(symbol), None
    if symbol.end is not None:
        return _pair(symbol, interval)
    if symbol.unit == "day" and interval.days > 1:
        return to_edtf(interval), interval  # a feast of several days, or one that the moon decides
    return _calendar(symbol.unit, interval.earliest) + _clock(symbol), interval


def _pair(symbol: Symbol, interval: Interval) -> tuple[str, Interval]:
    if symbol.part is not None:
        return _calendar("day", interval.earliest) + _clock(symbol), interval
    if symbol.choice and symbol.end is not None:
        days = sorted({x.isoformat() for x in (interval.earliest, interval.latest)})
        return f"[{','.join(days)}]", interval
    unit = symbol.unit if symbol.unit in ("day", "month", "year") else "day"
    first, last = _calendar(unit, interval.earliest), _calendar(unit, interval.latest)
    return f"{first}/{last}", interval


def _clock(symbol: Symbol) -> str:
    part = symbol.part
    return f"T{part}" if part and part[0] not in "+-" else ""


def _calendar(unit: str, first: date) -> str:
    year = f"{first.year:04}"
    if unit == "day":
        return first.isoformat()
    if unit in ("week", "weekend"):
        iso = first.isocalendar()
        return f"{iso.year:04}-W{iso.week:02}" + ("-WE" if unit == "weekend" else "")
    if unit == "month":
        return year + f"-{first.month:02}"
    if unit in _QUARTERS:
        letter, size = _QUARTERS[unit]
        return f"{year}-{letter}{(first.month - 1) // size + 1}"
    if unit == "season":
        return f"{year}-{_SEASON_OF_MONTH[first.month]}"
    return year[: {"year": 4, "decade": 3, "century": 2, "millennium": 1}[unit]]


def _open(symbol: Symbol) -> str:
    """The value of a symbol whose year, and perhaps more, is unknown."""
    year = f"{symbol.year:04}" if symbol.year is not None else "XXXX"
    if symbol.weekday is not None and symbol.month is None:
        return f"XXXX-WXX-{symbol.weekday + 1}"
    if symbol.feast is not None:
        return f"{year}-{_two(symbol.month)}-XX"
    if symbol.unit == "day":
        return f"{year}-{_two(symbol.month)}-{_two(symbol.day)}"
    if symbol.unit == "month":
        return f"{year}-{_two(symbol.month)}"
    if symbol.unit == "season":
        return f"{year}-{symbol.season or 'XX'}"
    if symbol.unit in _QUARTERS:
        return f"{year}-{_QUARTERS[symbol.unit][0]}{symbol.number or 'X'}"
    return {"week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "decade": "XXX", "century": "XX"}.get(symbol.unit, year)


def _two(number: int | None) -> str:
    return "XX" if number is None else f"{number:02}"
