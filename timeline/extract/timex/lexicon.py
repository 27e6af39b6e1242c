"""Loads the words of time from `lexicon.toml`: which classes a word belongs to, and its value in each."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from timeline.errors import UsageError

Value = int | str


def load_toml(name: str) -> dict[str, Any]:
    """A data file of this package; a fault names the file and the line."""
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{name}: {error}") from error


class Lexicon:
    """Classes by word, values by class and word, and the words that need a capital letter."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.cased = frozenset(data.get("cased", ()))
        self.values: dict[str, dict[str, Value]] = {}
        for name, table in data.items():
            if name not in ("cased", "words"):
                if not isinstance(table, dict) or not name.isupper():
                    raise UsageError(f"lexicon.toml: {name}: a class is a table in capitals")
                self.values[name] = {str(word): value for word, value in table.items()}
        for name, words in data.get("words", {}).items():
            self.values[name] = {word: word for word in words}
        self.classes: dict[str, tuple[str, ...]] = {}
        for name, table in self.values.items():
            for word in table:
                self.classes[word] = (*self.classes.get(word, ()), name)


@cache
def lexicon() -> Lexicon:
    """The lexicon that ships with the package."""
    return Lexicon(load_toml("lexicon.toml"))
