"""Is a paragraph English? The parser would make nonsense of anything else, so it is left out, and said to be."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[^\W\d_]+")
_SURE = 4  # words of other languages: names and quotations bring one or two into English


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    text = files("timeline.extract").joinpath("data", "english.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    return frozenset(tables["english"]), frozenset(tables["foreign"])


def english(text: str) -> bool:
    """True unless the text is surely in another language; only its first thousand characters are looked at."""
    head = text[:1000]
    written = _WORD.findall(head.lower() if head.isupper() else head)
    words = [word.lower() for word in written]
    letters = "".join(words[:60])
    if len(letters) >= 20 and sum(letter > "\u024f" for letter in letters) > len(letters) // 2:
        return False  # another script
    own, other = _words()
    strange = sum(word in other for word in written)  # in small letters: "La Paz" is a name
    return strange < _SURE or strange <= sum(word in own for word in words)
