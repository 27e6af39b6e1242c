"""How many: number words, digits, halves and vague amounts before a unit."""

from __future__ import annotations

from timeline.extract.timex.lexicon import lexicon
from timeline.extract.timex.tokens import Tokens

_VAGUE = frozenset(("few", "several", "many", "some", "number", "handful", "matter", "couple"))


def amount(tokens: Tokens, start: int, keys: tuple[str, ...]) -> float | None:
    """The number that the tokens from `start` with these keys say; None for a vague one ("a few")."""
    values = lexicon().values
    current, seen = 0.0, False
    for offset, key in enumerate(keys):
        form = tokens.forms[start + offset]
        if form in _VAGUE:
            return None
        if key in ("NUM", "YEAR", "DAY"):
            value = _digits(form)
            if offset >= 2 and keys[offset - 1] == "/":
                current = _fraction(tokens, start, keys, offset)
            else:
                joined = offset > 0 and keys[offset - 1] == "and" and seen
                current = current + value if joined else value
            seen = True
        elif key == "NUMWORD":
            value = float(values["NUMWORD"][form])
            joined = seen and 20 <= current < 100 and current % 10 == 0 and value < 10
            current = current + value if joined else value
            seen = True
        elif key == "SCALE":
            current = (current or 1.0) * float(values["SCALE"][form])
            seen = True
        elif key == "half":
            current = current + 0.5 if seen else 0.5
            seen = True
        elif key in ("a", "an", "one") and not seen:
            current = 1.0
            seen = keys[offset + 1 : offset + 2] != ("half",)
        elif key == "dozen":
            current, seen = 12.0, True
    return current if seen else None


def _digits(form: str) -> float:
    return float(form.replace(",", ""))


def _fraction(tokens: Tokens, start: int, keys: tuple[str, ...], offset: int) -> float:
    """`2 1/2` and `1/2`: numerator and denominator around the slash, with the whole number before them."""
    below, above = _digits(tokens.forms[start + offset]), _digits(tokens.forms[start + offset - 2])
    whole = 0.0
    if offset >= 3 and keys[offset - 3] in ("NUM", "and"):
        at = offset - 3 if keys[offset - 3] == "NUM" else offset - 4
        whole = _digits(tokens.forms[start + at]) if at >= 0 else 0.0
    return whole + (above / below if below else 0.0)


def spell(value: float | None) -> str:
    """A number as TIMEX3 writes it: `X` for an unknown one, no trailing zeros."""
    if value is None:
        return "X"
    return str(int(value)) if value == int(value) else f"{value:.2f}".rstrip("0")
