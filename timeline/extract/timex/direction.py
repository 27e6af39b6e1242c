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
        if tokens.form(at + 1) == "for" and word in cues["for_future"]:
            return "future"
        if tokens.form(end) in cues["after_future"] and tokens.form(start - 1) != "on":
            return "future"
        if word in cues["before_future"] and not (word == "set" and tokens.form(at + 1) not in ("for", "to")):
            return "future"
        if word in cues["before_past"]:
            return "past"
    first, last = tokens.sentence(start)
    for i in range(start - 1, max(first, start - _REACH) - 1, -1):
        found = _cue(tokens, i, cues)
        if found is not None:
            return found
    for i in range(end, min(last, end + _REACH)):
        found = _cue(tokens, i, cues)
        if found is not None:
            return found
    return None


def _cue(tokens: Tokens, i: int, cues: dict[str, frozenset[str]]) -> Direction | None:
    word = tokens.forms[i]
    if word in ("may", "march"):
        word = word if tokens.raw(i).islower() else ""
    if word == "to":  # "is to visit", "set to begin", "agreed to meet"
        before = tokens.form(i - 1)
        return "future" if before in cues["to_future"] and tokens.form(i + 1).isalpha() else None
    if word == "be" and tokens.form(i - 1) == "to":
        return "future"
    if tokens.form(i - 1) == "be" or (tokens.form(i - 2) == "be" and tokens.form(i - 1).endswith("ly")):
        return None  # "will be held", "to be sentenced": what stands before "be" tells
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
