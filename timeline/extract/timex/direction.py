"""Past or future: which Wednesday, which June. The nearest cue in the sentence decides; news looks back without one."""

from __future__ import annotations

from functools import cache

from timeline.extract.timex.expression import Expression
from timeline.extract.timex.lexicon import load_toml
from timeline.extract.timex.tokens import Tokens
from timeline.model.symbol import Direction

_LINKING = frozenset(
    ("on", "for", "in", "at", "the", "this", "early", "late", "to", "next", "of", ",", "from", "mid", "-")
)
_REACH = 14  # tokens to either side that a cue may stand away


@cache
def _cues() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load_toml("cues.toml").items()}


def lexical_direction(tokens: Tokens, start: int, end: int) -> Direction | None:
    """Past, future or None, from the words around tokens `start:end`."""
    cues = _cues()
    at = start - 1
    while at >= 0 and tokens.forms[at] in _LINKING and start - at < 4:
        at -= 1
    if at >= 0:
        word = tokens.forms[at]
        if word in cues["before_future"] and not (word == "set" and tokens.form(at + 1) not in ("for", "to")):
            return "future"
        if word in cues["before_past"]:
            return "past"
    first, last = tokens.sentence(start)
    best: tuple[float, Direction] | None = None
    for i in range(max(first, start - _REACH), min(last, end + _REACH)):
        if start <= i < end:
            continue
        found = _cue(tokens, i, cues)
        if found is not None:
            distance = float(start - i) if i < start else (i - end + 1) + 0.5
            distance += 4.0 * _barriers(tokens, i, start, end)
            if best is None or distance < best[0]:
                best = (distance, found)
    return best[1] if best else None


def _barriers(tokens: Tokens, i: int, start: int, end: int) -> int:
    """Clause marks between the cue and the expression."""
    between = range(i + 1, start) if i < start else range(end, i)
    return sum(tokens.forms[k] in (",", ";", ":", "that", "which", "who", "after", "before", "when") for k in between)


def _cue(tokens: Tokens, i: int, cues: dict[str, frozenset[str]]) -> Direction | None:
    word = tokens.forms[i]
    if word in ("may", "march"):
        word = word if tokens.raw(i).islower() else ""
    if word == "to":  # "is to visit", "set to begin", "agreed to meet"
        following = tokens.form(i + 1)
        if tokens.form(i - 1) in ("is", "are", "set", "plans", "agreed", "ready", "due", "wants", "hopes"):
            return "future" if following.isalpha() else None
        return None
    if word in cues["future"]:
        return "future"
    if word in cues["past"]:
        return "past"
    if len(word) > 3 and word.endswith("ed") and word not in cues["not_past"]:
        return "past"
    return None


def set_direction(expression: Expression, tokens: Tokens) -> Direction | None:
    """The cue for an expression that leans on its context."""
    return lexical_direction(tokens, expression.start, expression.end)
