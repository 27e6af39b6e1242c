"""Years of three digits: "in 347" is a year where the text tells of the ancient world, else a number.

A text tells of it where some other expression says so: a date with such a year, an era, a year "c. 347".
"""

from __future__ import annotations

from msgspec.structs import replace

from timeline.extract.timex.around import keys, words
from timeline.extract.timex.expression import Expression
from timeline.extract.timex.tokens import Tokens
from timeline.model.symbol import Symbol


def with_ancient_years(found: list[Expression], tokens: Tokens) -> list[Expression]:
    """The expressions, and the bare years of three digits among them where the text is of that time."""
    if not any(_ancient(e) for e in found) and not any(_about(tokens, i) for i in _numbers(tokens)):
        return found
    taken = {i for e in found for i in range(e.start, e.end)}
    years = [i for i in _numbers(tokens) if i not in taken and _is_year(tokens, i)]
    ends = {e.end: e for e in found}
    out = list(found)
    for i in years:
        symbol = Symbol(unit="year", year=int(tokens.forms[i]))
        before = ends.get(i - 1 if tokens.form(i - 1) == "of" else i)
        if before is not None and before.rule in ("month", "month_day") and before.symbol is not None:
            before.symbol, before.end, before.lean = replace(before.symbol, year=symbol.year), i + 1, False
        else:
            out.append(Expression(i, i + 1, "DATE", "year_ancient", symbol=symbol))
    return sorted(out, key=lambda e: e.start)


def _ancient(expression: Expression) -> bool:
    symbol = expression.symbol
    if (expression.value or "").startswith("BC"):
        return True
    return symbol is not None and symbol.year is not None and 0 < symbol.year < 1000 and symbol.unit in ("day", "year")


def _numbers(tokens: Tokens) -> list[int]:
    return [i for i, found in enumerate(tokens.keys) if "YEAR3" in found]


def _about(tokens: Tokens, i: int) -> bool:
    """“c. 314”."""
    return tokens.form(i - 1) == "." and tokens.form(i - 2) in ("c", "ca")


def _is_year(tokens: Tokens, i: int) -> bool:
    """“In 347,”, “c. 837”, “(347 – 30 September 420)”; not “in 347 ships”."""
    before = tokens.form(i - 1)
    if before == "of" and "MONTH" in keys(tokens, i - 2):
        return True
    ranged = before in words("dashes") and "YEAR3" in keys(tokens, i - 2)
    if before not in words("before_odd_year") and not ranged and not _about(tokens, i) and before != "about":
        return False
    following = tokens.raw(i + 1)
    verb = following in words("past_verbs") or following.endswith("ed")
    return not following.isalpha() or verb or following.lower() in words("function")
