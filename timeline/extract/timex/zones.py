"""Clock times in named zones: the moment that they mean, and times told twice, "11 p.m. EDT (0300 GMT Thursday)".

The day of an event is the day at its place: of a time told twice, the local one counts and the other is marked. Which
side of midnight the one without a day falls on follows from the two clocks, since zones lie between -12 and +14 hours.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from msgspec.structs import replace

from timeline.extract.timex.expression import Expression
from timeline.extract.timex.lexicon import lexicon
from timeline.extract.timex.tokens import Tokens
from timeline.model.symbol import Symbol

OTHER_ZONE = "other_zone"
_WEST, _EAST = -12 * 60, 14 * 60  # minutes that local clocks are behind and ahead of Greenwich
_GREENWICH = "+00:00"


def settle_zones(found: list[Expression], tokens: Tokens) -> None:
    """Gives the clock time without a day the other's, a day off where the clocks say so; marks the one not local."""
    for a, b in pairwise(found):
        if tokens.forms[a.end : b.start] != ["("] or tokens.form(b.end) != ")":
            continue
        first, second = _minutes(a), _minutes(b)
        zones = _zone(a, tokens), _zone(b, tokens)
        if first is None or second is None or (zones[0] is None and zones[1] is None):
            continue
        abroad = a if zones[0] == _GREENWICH and zones[1] != _GREENWICH else b
        abroad.flags.append(OTHER_ZONE)
        ahead = (second - first) if abroad is a else (first - second)  # of the local clock, on one day
        shift = -1 if ahead > _EAST else 1 if ahead < _WEST else 0
        if a.alone != b.alone:
            bare, told = (a, b) if a.alone else (b, a)
            _hang(bare, told, shift if bare is not abroad else -shift)
        elif a.alone and abroad.symbol is not None:
            abroad.symbol = replace(abroad.symbol, offset=-shift)


def moment(expression: Expression, tokens: Tokens, day: date | None) -> str | None:
    """The instant in UTC, where the words name a zone whose offset is known and the day is one."""
    minutes, zone = _minutes(expression), _zone(expression, tokens)
    if day is None or minutes is None or not zone:
        return None
    offset = datetime.fromisoformat(f"2000-01-01T00:00{zone}").tzinfo
    try:
        local = datetime(day.year, day.month, day.day, tzinfo=offset) + timedelta(minutes=minutes)
        return local.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")
    except OverflowError:
        return None


def _hang(bare: Expression, told: Expression, shift: int) -> None:
    if bare.symbol is None or told.symbol is None:
        return
    day = replace(told.symbol, part=None)
    bare.symbol = (
        Symbol(unit="day", offset=shift, base=day, part=bare.symbol.part)
        if shift
        else replace(told.symbol, part=bare.symbol.part)
    )
    bare.alone, bare.lean = False, False


def _minutes(expression: Expression) -> int | None:
    part = expression.symbol.part if expression.symbol is not None else None
    if part is None or not part[0].isdigit():
        return None
    hour, _, minute = part.partition(":")
    return int(hour) * 60 + int(minute)


def _zone(expression: Expression, tokens: Tokens) -> str | None:
    """The offset that its words name; empty for one that several zones share, None where none is named."""
    zones = lexicon().values["ZONE"]
    for form in tokens.forms[expression.start : expression.end]:
        if form in zones:
            return str(zones[form])
        if form == "local":
            return ""
    return None
