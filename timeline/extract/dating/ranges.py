"""Times between bounds: "from March 3 to March 8" lasted; of "between March 3 and March 8" it is some day.

"In the past decade" reaches up to the day of publication, "the three months to March 31" up to that day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from timeline.model.dates import Interval, parse
from timeline.model.records import Timex
from timeline.model.symbol import Symbol, Unit, resolve

_TO = frozenset(("to", "until", "till", "through", "up to"))
_DASHES = frozenset("-–—")
_WORD = re.compile(r"(\w+)\W*$")
_PERIOD = re.compile(r"P(\d+)([DWMY])")
_UNITS: dict[str, Unit] = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_PAST = re.compile(r"\b(?:last|past)\b", re.IGNORECASE)
_ENDS = re.compile(
    r"\b(?:(?P<n>[a-z]+|\d{1,3})[ -])?(?P<unit>week|month|quarter|half|year)s?,?\s+"
    r"(?:that |which )?(?:to|through|ended|ending)\s+(?:on )?$",
    re.IGNORECASE,
)
_STEPS: dict[str, tuple[Unit, int]] = {
    "week": ("week", 1), "month": ("month", 1), "quarter": ("month", 3), "half": ("month", 6), "year": ("year", 1),
}  # fmt: skip
_NUMBERS = {"two": 2, "three": 3, "four": 4, "six": 6, "nine": 9, "ten": 10, "twelve": 12}
_LOOK = 12  # characters before the first bound in which "from" or "between" is looked for


def spans(timexes: Sequence[Timex], text: str, published: date | None) -> list[Timex]:
    """The expressions, pairs of bounds made one that keeps the first one's id."""
    out: list[Timex] = []
    for found in timexes:
        timex = _to_its_end(_until_now(found, published) if published is not None else found, text)
        made = _bounds(out[-1], timex, text) if out else None
        if made is None:
            out.append(timex)
        else:
            out[-1] = made
    return out


def _until_now(timex: Timex, published: date) -> Timex:
    """“Over the past two years”: from then to publication."""
    first = None
    if timex.rule == "duration_relative" and timex.type == "DURATION" and _PAST.search(timex.text):
        found = _PERIOD.fullmatch(timex.value)
        days = resolve(Symbol(unit="day", step=_UNITS[found[2]], offset=-int(found[1])), published) if found else None
        first = days.earliest.isoformat() if days is not None else None
    last = published.isoformat()
    if first is None or not first < last:
        return timex
    return replace(timex, earliest=first, latest=last, value=f"[{first}..{last}]")


def _to_its_end(timex: Timex, text: str) -> Timex:
    """“The three months to March 31”, “the year ended June 30”: all of them, not their last day."""
    found = _ENDS.search(text, max(0, timex.start - 40), timex.start) if timex.type == "DATE" else None
    if found is None or timex.latest is None:
        return timex
    number = (found["n"] or "").lower()
    count = int(number) if number.isdigit() else _NUMBERS.get(number, 1)
    step, size = _STEPS[found["unit"].lower()]
    behind = date.fromisoformat(timex.latest) + timedelta(days=1)
    days = resolve(Symbol(unit="day", step=step, offset=-count * size), behind)
    if days is None:
        return timex
    first = days.earliest.isoformat()
    return replace(timex, earliest=first, symbol=None, value=f"[{first}..{timex.latest}]")


def _bounds(a: Timex, b: Timex, text: str) -> Timex | None:
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None or not a.latest < b.earliest:
        return None
    if not (a.type == b.type == "DATE") or "/" in a.value or a.value.startswith("["):
        return None
    between = text[a.end : b.start].strip().lower()
    found = _WORD.search(text[max(0, a.start - _LOOK) : a.start])
    before = found[1].lower() if found else ""
    lasted = between in _DASHES or (between in _TO and before in ("from", "since", "ran", "lasted", "until", ""))
    if not lasted and not (between == "and" and before == "between"):
        return None
    value = _value(a, b)
    symbol = replace(a.symbol, end=b.symbol) if a.symbol is not None and b.symbol is not None else None
    return replace(
        a, end=b.end, text=text[a.start : b.end], value=value if lasted else f"[{value.replace('/', '..')}]",
        latest=b.latest, flags=sorted({*a.flags, *b.flags}), symbol=symbol,
    )  # fmt: skip


def _value(a: Timex, b: Timex) -> str:
    """As coarse as the bounds are written where EDTF has a form for both."""
    try:
        found = parse(f"{a.value}/{b.value}")
    except ValueError:
        found = None
    fits = isinstance(found, Interval) and [found.earliest.isoformat(), found.latest.isoformat()] == [
        a.earliest,
        b.latest,
    ]
    return f"{a.value}/{b.value}" if fits else f"{a.earliest}/{b.latest}"
