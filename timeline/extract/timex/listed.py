"""Days of a list that share one month: “March 3, 5 and 9”, “4, 7 and 9 May 2025”.

A list ends with "and" or "or", its days rise, and nothing is counted behind it ("on March 3, 5 and 9 people died").
"""

from __future__ import annotations

from msgspec.structs import replace

from timeline.extract.timex.around import keys, plural, words
from timeline.extract.timex.expression import Expression
from timeline.extract.timex.tokens import Tokens
from timeline.model.symbol import Symbol

_LAST = ("and", "or")
_MOST = 12  # days of one list
_RULES = frozenset(("month_day", "month_day_year", "month_day_range"))
_BEFORE = frozenset(("on", "the", "from", "for", "of", "dated", "between", "are", "were", "until"))


def with_lists(found: list[Expression], tokens: Tokens) -> list[Expression]:
    """The expressions with the days that share the month of their list, in text order."""
    out: list[Expression] = []
    for number, expression in enumerate(found):
        symbol = expression.symbol
        if symbol is None or symbol.month is None or symbol.day is None or expression.rule not in _RULES:
            out.append(expression)
            continue
        floor = out[-1].end if out else 0
        ceiling = found[number + 1].start if number + 1 < len(found) else len(tokens.forms)
        before = _days_before(expression, symbol, tokens, floor)
        after = _days_behind(expression, symbol, tokens, ceiling)
        out += [*(_day(i, symbol, expression, tokens) for i in before), expression]
        listed = [_day(i, symbol, expression, tokens) for i in after]
        if listed and number + 1 < len(found) and _names_year(listed[-1], found[number + 1], tokens):
            _in_year([expression, *listed], found[number + 1])
        out += listed
    ends = {e.end for e in out if e.rule == "month_day"}
    return [e for e in out if e.rule != "year" or e.end not in ends]


def _names_year(last: Expression, year: Expression, tokens: Tokens) -> bool:
    return year.rule == "year" and tokens.forms[last.end : year.start] in ([","], [])


def _in_year(days: list[Expression], year: Expression) -> None:
    """“March 3, 5 and 9, 2024”: the year belongs to all."""
    for day in days:
        if day.symbol is not None and year.symbol is not None:
            day.symbol, day.lean = replace(day.symbol, year=year.symbol.year, direction=None), False
    days[-1].end = year.end


def _days_behind(expression: Expression, symbol: Symbol, tokens: Tokens, ceiling: int) -> list[int]:
    if symbol.end is not None or symbol.year is not None or "DAY" not in keys(tokens, expression.end - 1):
        return []
    days: list[int] = []
    at, closed, last = expression.end, False, symbol.day or 0
    while not closed and len(days) < _MOST:
        at += tokens.form(at) == ","
        closed = tokens.form(at) in _LAST
        at += closed
        if at >= ceiling or "DAY" not in keys(tokens, at) or not last < int(tokens.forms[at]):
            return []
        days.append(at)
        last, at = int(tokens.forms[at]), at + 1
    following = tokens.form(at)
    counted = plural(tokens, at) or following in words("measures") or following in words("shares") or following == ":"
    return [] if counted or not closed else days


def _days_before(expression: Expression, symbol: Symbol, tokens: Tokens, floor: int) -> list[int]:
    if "DAY" not in keys(tokens, expression.start):
        return []
    days: list[int] = []
    at, last = expression.start - 1, int(tokens.forms[expression.start])
    closed = symbol.end is not None
    while at > floor and len(days) < _MOST and tokens.form(at) in (("," if closed else _LAST) if not days else (",",)):
        if "DAY" not in keys(tokens, at - 1) or not int(tokens.forms[at - 1]) < last:
            return []
        days.append(at - 1)
        last, at = int(tokens.forms[at - 1]), at - 2
    return days[::-1] if days and tokens.form(at) in _BEFORE else []


def _day(at: int, symbol: Symbol, of: Expression, tokens: Tokens) -> Expression:
    shared = replace(symbol, day=int(tokens.forms[at]), end=None, choice=False, weekday=None)
    return Expression(at, at + 1, "DATE", "month_day", symbol=shared, lean=of.lean)
