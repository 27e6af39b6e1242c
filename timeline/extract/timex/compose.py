"""Joins neighbouring expressions into one: weekday with date, day with part of day, day with clock time."""

from __future__ import annotations

import re
from datetime import date

from msgspec.structs import replace

from timeline.extract.timex.expression import Expression
from timeline.extract.timex.lexicon import lexicon
from timeline.extract.timex.tokens import Tokens
from timeline.model.symbol import Symbol, Unit, resolve

_WEEKDAY_GAPS = {(), (",",), ("the",), (",", "the"), ("(",), (".",), (".", ","), ("-",), ("–",), ("of",)}
_TIME_DAY_GAPS = {(), ("on",), (",",), (",", "on"), ("of",), ("on", "the"), ("-",), ("–",), ("|",), ("(",)}
_DAY_TIME_GAPS = {
    (),
    (",",),
    ("at",),
    (",", "at"),
    ("|",),
    ("-",),
    ("–",),
    (":",),
    ("by",),
    ("from",),
    ("in",),
    ("shortly", "before"),
    ("shortly", "after"),
    ("just", "before"),
    ("just", "after"),
}


_LATE = {"AF": 1, "EV": 4, "NI": 6}  # the hours from which a clock's twelve are those of the second half of the day
_PERIOD = re.compile(r"P(\d+)([DW])")
_STEPS: dict[str, Unit] = {"D": "day", "W": "week"}


def join(found: list[Expression], tokens: Tokens) -> list[Expression]:
    """The expressions with neighbours joined, in text order."""
    out: list[Expression] = []
    for expression in found:
        whole = _with_part(expression, tokens)
        while out and (joined := _joined(out[-1], whole, tokens)) is not None:
            out.pop()
            whole = joined
        if not out or out[-1].end <= whole.start:
            out.append(whole)
    return out


def is_day(expression: Expression) -> bool:
    """Does it name one day, without a time of day?"""
    s = expression.symbol
    return (
        s is not None and s.unit == "day" and s.part is None and s.end is None and expression.type in ("DATE", "TIME")
    )


def _names_day(expression: Expression) -> bool:
    """One day, perhaps with a named part of it."""
    s = expression.symbol
    return is_day(expression) or (
        s is not None and s.unit == "day" and s.end is None and not expression.alone and (s.part or "0")[0].isalpha()
    )


def _with_hour(expression: Expression) -> bool:
    return expression.symbol is not None and (expression.symbol.part or "x")[0].isdigit()


def _with_part(expression: Expression, tokens: Tokens) -> Expression:
    """“Thursday” and a following “morning”."""
    end = expression.end
    if not is_day(expression) or expression.symbol is None:
        return expression
    for skip in (0, 1):
        at = end + skip
        if skip and tokens.form(end) not in ("early", "late"):
            break
        if at < len(tokens.keys) and "PART" in tokens.keys[at]:
            part = str(lexicon().values["PART"][tokens.forms[at]])
            expression.symbol = replace(expression.symbol, part=part)
            expression.type, expression.end, expression.value = "TIME", at + 1, None
            break
    return expression


def _joined(a: Expression, b: Expression, tokens: Tokens) -> Expression | None:
    gap = tuple(tokens.forms[a.end : b.start])
    if len(gap) > 2 or "\n" in gap:
        return None
    if gap and tokens.form(a.end - 1).endswith(".") and tokens.raw(a.end)[:1].isupper():
        return None  # "at 5 p.m. On Sunday …"
    if gap in _WEEKDAY_GAPS and a.rule == "weekday" and is_day(a):
        _settle(b, a.symbol)
    if gap in _WEEKDAY_GAPS and a.rule == "weekday" and is_day(a) and _dated(b):
        return _weekday_date(a, b, tokens, gap)
    if a.alone and gap == ("of",) and b.symbol is not None and b.symbol.end is not None and b.symbol.unit == "day":
        return _timed(b, a, a.start, b.end)  # "the night of March 12-13"
    if a.alone and _with_hour(a) and _names_day(b) and gap in _TIME_DAY_GAPS:
        return _timed(b, a, a.start, b.end)
    if a.alone and is_day(b) and (gap in _TIME_DAY_GAPS or (gap == ("in", "the"))):
        return _timed(b, a, a.start, b.end)
    if b.alone and (is_day(a) or (_names_day(a) and _with_hour(b))) and gap in _DAY_TIME_GAPS:
        return _timed(a, b, a.start, b.end)
    if b.rule == "weekday" and gap in {("(",), (",",)} and _dated(a) and tokens.form(b.end) == ")":
        start, end = a.start, b.end + 1
        joined = _weekday_date(b, a, tokens, ())
        joined.start, joined.end = start, end
        return joined
    return _counted_from(a, b, gap, tokens) or _bracketed(a, b, gap, tokens)


def _bracketed(a: Expression, b: Expression, gap: tuple[str, ...], tokens: Tokens) -> Expression | None:
    """“Sept. 13 (Thursday), 2018”."""
    weekday = a.rule.startswith("weekday_") and tokens.form(a.end - 1) == ")"
    if weekday and b.rule == "year" and gap in {(), (",",)} and a.symbol and b.symbol and a.symbol.year is None:
        a.symbol, a.end, a.lean = replace(a.symbol, year=b.symbol.year), b.end, False
        return a
    return None


def _counted_from(a: Expression, b: Expression, gap: tuple[str, ...], tokens: Tokens) -> Expression | None:
    """“The day after Christmas”, “two days before Easter”, “a week after March 3”."""
    if not is_day(b) or b.symbol is None or b.previous or b.alone:
        return None
    named = b.symbol.feast is not None or b.symbol.month is not None
    word = gap[0] if gap else tokens.form(a.end - 1)
    if not named or word not in ("before", "after") or len(gap) > 1:
        return None
    sign = 1 if word == "after" else -1
    if not gap and a.rule in ("following_unit", "previous_unit") and a.symbol is not None and a.symbol.unit == "day":
        offset, step = sign, _STEPS["D"]
    elif gap and a.rule in ("duration", "duration_one") and tokens.form(a.start) not in ("the", "these"):
        found = _PERIOD.fullmatch(a.value or "")
        if found is None or a.mod is not None:
            return None
        offset, step = sign * int(found[1]), _STEPS[found[2]]
    else:
        return None
    part = a.symbol.part if a.symbol else None
    b.symbol = Symbol(unit="day", step=step, offset=offset, part=part, base=b.symbol)
    b.start, b.rule, b.type = a.start, f"{a.rule}+{b.rule}", "TIME" if part else "DATE"
    return b


def _settle(date_: Expression, day: Symbol | None) -> None:
    """A weekday before 03/12/2025 tells which of its readings is meant, where it fits one alone."""
    s = date_.symbol
    if s is None or not s.choice or s.end is None or day is None:
        return
    fitting = [x for x in (replace(s, end=None, choice=False), s.end) if _weekday_of(x) == day.weekday]
    if len(fitting) == 1:
        date_.symbol = fitting[0]
        date_.flags.remove("day_or_month")


def _weekday_of(symbol: Symbol) -> int | None:
    days = resolve(symbol, date.min)
    return days.earliest.weekday() if days is not None else None


def _dated(expression: Expression) -> bool:
    s = expression.symbol
    return s is not None and s.unit == "day" and s.day is not None and s.weekday is None and s.end is None


def _weekday_date(a: Expression, b: Expression, tokens: Tokens, gap: tuple[str, ...]) -> Expression:
    if a.symbol is not None and b.symbol is not None:
        b.symbol = replace(b.symbol, weekday=a.symbol.weekday)
    b.start, b.rule = a.start, f"weekday_{b.rule}"
    b.mod = b.mod or a.mod
    if gap == ("(",) and tokens.form(b.end) == ")":
        b.end += 1
    return b


def _late_hour(clock: str | None, part: str | None) -> str | None:
    """“11:38 last night” is 23:38."""
    if clock is None or part not in _LATE or not clock[:2].isdigit() or not _LATE[part] <= int(clock[:2]) < 12:
        return clock
    return f"{int(clock[:2]) + 12}{clock[2:]}"


def _timed(day: Expression, time: Expression, start: int, end: int) -> Expression:
    if day.symbol is not None and time.symbol is not None:
        part = _late_hour(time.symbol.part, day.symbol.part)
        day.symbol = replace(day.symbol, part=part, choice=day.symbol.end is not None)
    day.type, day.start, day.end = "TIME", start, end
    day.rule = f"{day.rule}+{time.rule}"
    day.mod = day.mod or time.mod
    return day
