"""From text to time expressions: scan, match, guard, join, choose direction, anchor, resolve.

Works on text alone; time is linear in its length, since a match looks at a bounded number of tokens and context at a
bounded number around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from timeline.extract.document import Document
from timeline.extract.timex.anchor import Anchors
from timeline.extract.timex.ancient import with_ancient_years
from timeline.extract.timex.compose import join
from timeline.extract.timex.direction import Verbs, nearest, set_direction
from timeline.extract.timex.expression import Expression, View
from timeline.extract.timex.grammar import Rule, grammar
from timeline.extract.timex.guards import rejected
from timeline.extract.timex.listed import with_lists
from timeline.extract.timex.operators import OPERATORS
from timeline.extract.timex.tokens import Tokens, scan
from timeline.model.records import Published, Section, Timex
from timeline.model.symbol import Symbol
from timeline.model.wrapping import unwrapped

_RUNNING = frozenset(("this_unit", "the_unit", "that_day"))  # what "earlier" and "later" cut in two
_DAYS = frozenset(("weekday", "today", "yesterday"))  # "later Saturday", "earlier today"
_DEPTH = 1  # "about the end of March": modifiers that may stand before one another


def tag(
    text: str,
    published: Published | date | None,
    sections: Sequence[Section] = (),
    document: Document | None = None,
    date_order: str | None = None,
) -> list[Timex]:
    """All time expressions of a text, in order; their ids are t1, t2 and so on.

    Args:
        text: The article's stored text; spans count its code points.
        published: When it was published; without a single day the expressions that need one stay symbolic.
        sections: The article's sections, for their dating scope.
        document: The parsed article; its verbs then settle past and future.
        date_order: "DMY" or "MDY" for dates like 03/12/2025; without it both readings are kept.
    """
    flowing = unwrapped(text)
    tokens = scan(flowing)
    found = with_lists(join(with_ancient_years(find(tokens), tokens), tokens), tokens)
    verbs = Verbs(document) if document is not None else None
    for expression in found:
        _order(expression, date_order)
        _lean(expression, tokens, verbs)
    timexes = Anchors(tokens, publication_day(published), sections).resolve(found)
    if flowing is text:
        return timexes
    return [replace(t, text=text[t.start : t.end]) for t in timexes]


def publication_day(published: Published | date | None) -> date | None:
    """The publisher's local day, when one is known."""
    if published is None or isinstance(published, date):
        return published
    value = published.value
    if value is None and published.earliest is not None and published.earliest == published.latest:
        value = published.earliest
    if value is None:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def find(tokens: Tokens) -> list[Expression]:
    """The longest expressions from left to right; prefixes that modify them are part of them."""
    core, prefix = grammar("core"), grammar("prefix")
    core_starts, prefix_starts = core.root, prefix.root
    starts = {*core_starts, *prefix_starts}
    out: list[Expression] = []
    keys, done = tokens.keys, 0
    for i in [at for at, names in enumerate(keys) if not starts.isdisjoint(names)]:
        if i < done:
            continue
        best: Expression | None = None
        for key in keys[i]:
            if key in core_starts:
                best = _core(tokens, i)
                break
        for key in keys[i]:
            if key in prefix_starts:
                modified = _prefixed(tokens, i)
                if modified is not None and (best is None or modified.end > best.end):
                    best = modified
                break
        if best is not None:
            out.append(best)
            done = max(best.end, i + 1)
    return out


def _core(tokens: Tokens, i: int) -> Expression | None:
    for match in grammar("core").matches(tokens, i):
        if not rejected(match, tokens):
            made = OPERATORS[match.rule.operator](View(match, tokens))
            if made is not None:
                return made
    return None


def _prefixed(tokens: Tokens, i: int, depth: int = 0) -> Expression | None:
    for match in grammar("prefix").matches(tokens, i):
        inner = _core(tokens, match.end)
        if inner is None and match.rule.name != "middle":
            inner = _prefixed(tokens, match.end, depth + 1) if depth < _DEPTH else None
        if inner is not None and _fits(match.rule, inner, tokens, match.end):
            inner.start = i
            inner.mod = inner.mod or match.rule.args["mod"]
            if inner.mod == "EXACT":
                _to_the_day(inner)
            if (
                match.rule.name in ("early", "late")
                and inner.type == "DATE"
                and inner.symbol
                and inner.symbol.unit == "day"
            ):
                inner.type = "TIME"
            return inner
    return None


def _to_the_day(expression: Expression) -> None:
    """“Exactly two years ago” is a day."""
    symbol = expression.symbol
    expression.mod = None
    if symbol is not None and expression.rule == "ago" and symbol.unit in ("week", "month", "year"):
        expression.symbol = Symbol(unit="day", step=symbol.unit, offset=symbol.offset)


def _fits(rule: Rule, inner: Expression, tokens: Tokens, at: int) -> bool:
    """Amounts modify durations, parts modify periods; "about" fits clock times and durations."""
    if rule.name in ("earlier_in", "later_in"):
        beside = at - 1 >= 0 and tokens.form(at - 1) in ("earlier", "later")
        return inner.rule in _RUNNING or (beside and inner.rule in _DAYS)
    mod = rule.args["mod"]
    if mod in ("LESS_THAN", "MORE_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS", "EXACT"):
        relative = tokens.form(at) in ("the", "last", "past", "next", "these")
        return not relative and (inner.type == "DURATION" or inner.rule == "ago")
    if mod == "APPROX":
        return inner.type == "DURATION" or inner.alone or inner.rule == "ago"
    return inner.symbol is not None and (inner.type == "DATE" or inner.rule in ("this_part", "last_night", "tonight"))


def _lean(expression: Expression, tokens: Tokens, verbs: Verbs | None) -> None:
    symbol = expression.symbol
    if not expression.lean or symbol is None:
        return
    cue = set_direction(expression, tokens, verbs)
    if symbol.direction is not None and symbol.direction != "near" and cue is None:
        return
    weekly = symbol.weekday is not None and symbol.month is None
    told_of = expression.rule == "quarter_alone" and "DASH" in tokens.keys[expression.end - 2]
    if (cue == "past" and nearest(expression, tokens)) or (cue == "future" and told_of):
        cue = "near"  # "second-quarter figures are due on Friday"
    direction = cue or ("past" if weekly or symbol.unit == "weekend" else "near")
    target = symbol.base if symbol.base is not None and (symbol.base.month or symbol.base.feast) else None
    if target is not None:
        expression.symbol = replace(symbol, base=replace(target, direction=direction))
    else:
        end = replace(symbol.end, direction="future") if symbol.end else None
        expression.symbol = replace(symbol, direction=direction, end=end)


def _order(expression: Expression, date_order: str | None) -> None:
    """Keeps the declared reading of 03/12/2025."""
    first = (date_order or "")[:1].upper()
    if first in ("D", "M") and "day_or_month" in expression.flags and expression.symbol and expression.symbol.end:
        month_first = first == "M"
        chosen = replace(expression.symbol, end=None, choice=False) if month_first else expression.symbol.end
        expression.symbol = chosen
        expression.flags.remove("day_or_month")
