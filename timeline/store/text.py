"""Words as both stores index them, so that the same search finds the same events everywhere.

`words` is for free text (case and accents folded, nothing else), `name_words` for names (transliterations fold too).
Every word is `[a-z0-9]+`, so it needs no quoting in any query language.
"""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

from timeline.model.names import fold_name

_LONGEST = 64  # an index term; what is longer is no word, and is cut on both sides of the search
_ABBREVIATION = re.compile(r"\b[a-z](?:\.[a-z])+\b\.?")
_POSSESSIVE = re.compile(r"(?<=\w)['\u2019\u02bc]s\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z0-9]+")


def words(text: str) -> list[str]:
    """The words of a text in order: `U.S. strikes on Łódź` gives `us strikes on lodz`."""
    plain = anyascii(_encodable(unicodedata.normalize("NFC", _POSSESSIVE.sub("", text)))).lower()
    plain = _ABBREVIATION.sub(lambda m: m.group().replace(".", ""), plain)
    return [word[:_LONGEST] for word in _WORD.findall(plain)]


def key(letter: str, text: str) -> str:
    """A term for something that is no word of a text, such as an entity: `a_name_vladimir_putin`.

    It has an underscore, which no word has. Two things may share a term, so what it finds is looked at again.
    """
    return f"{letter}_{'_'.join(_WORD.findall(anyascii(_encodable(text)).lower()))}"[:_LONGEST]


def name_words(name: str) -> list[str]:
    """The words of a name, transliterations folded: `Volodymyr Zelenskiy` gives `volodymyr zelensky`."""
    return [word[:_LONGEST] for word in fold_name(name).split()]


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
