"""Numbers in words and figures: "two hundred and five", "1,200", "dozens"."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

WORDS: dict[str, Any] = tomllib.loads(
    files("timeline.extract").joinpath("data", "numbers.toml").read_text(encoding="utf-8")
)
"""The tables of numbers.toml."""
VALUES: dict[str, int] = WORDS["values"]
SCALES: dict[str, int] = WORDS["scales"]
ROUND: dict[str, int] = WORDS["round"]


def number(words: list[str]) -> int | None:
    """The number that words name ("two hundred and five", "1,200"), or None."""
    total, current, seen = 0, 0, False
    for word in words:
        plain = word.replace(",", "")
        if plain.isdecimal() and plain.isascii():
            current, seen = current + int(plain[:9]), True
        elif word in VALUES:
            current, seen = current + VALUES[word], True
        elif word in SCALES:
            current, seen = max(current, 1) * SCALES[word], True
            if word != "hundred":
                total, current = total + current, 0
        elif "-" in word and all(part in VALUES for part in word.split("-")):
            current, seen = current + sum(VALUES[p] for p in word.split("-")), True
        elif word in ROUND:
            current, seen = max(current, 1) * ROUND[word], True
        elif word not in {"and", "a"}:
            return None
    return total + current if seen else None
