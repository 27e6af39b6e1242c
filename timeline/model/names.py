"""Folding of names: spellings of one name in different transliterations become one string.

`fold_name` is idempotent and never raises. It is for comparing and for ids, never for showing, and it finds candidates:
two people may share a fold.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from anyascii import anyascii

SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
"""What may follow a surname."""
PARTICLES = frozenset({"van", "von", "de", "der", "den", "la", "le", "al", "el", "bin", "ben", "da", "dos", "du", "di"})
"""What belongs to the surname that it precedes."""
_FAMILIES: dict[str, list[str]] = tomllib.loads(
    files("timeline.model").joinpath("family_first.toml").read_text(encoding="utf-8")
)
_PINYIN = re.compile(
    r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:iang|iong|uang|ang|eng|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|ia|ie|iu|in|"
    r"ing|ua|uo|ui|un|ue|a|e|i|u)|[bpmfw]o){1,2}"
)
_SYLLABLE = re.compile(
    r"[bcdghjklmnpqrstwxyz]{0,2}h?[yw]?(?:ae|ai|ao|eo|eu|ee|oo|ou|oe|ie|ia|u?i|[aeou])(?:ng|[nklmptrh])?"
)
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x1f]")
_ABBREVIATION = re.compile(r"\b[A-Za-z](?:\.[A-Za-z])+\b\.?")
_POSSESSIVE = re.compile(r"(?<=\w)['\u2019\u02bc]s\b|(?<=s)['\u2019\u02bc](?=\s|$)", re.IGNORECASE)
_APOSTROPHE = re.compile(r"['\u2019\u2018\u02bc`]")  # soft signs: Kazan', Horlivka
_OTHER = re.compile(r"[^a-z0-9]+")
_LEADING = re.compile(r"^(?:(?:the|a|an) )+(?=.)")
# Each rule shortens the word or leaves a form that no rule matches, so repetition comes to an end.
_RULES = (
    (re.compile(r"kh"), "h"),
    (re.compile(r"zh"), "j"),
    (re.compile(r"(?<=[a-z]s[kt])(?:yy|yi|iy|ij|yj|ii|i|j)\b"), "y"),  # Syrskyi, Syrskii, Syrski
    (re.compile(r"(?<=[a-z]{3})(?:yy|yi|iy|ij|yj|ii)\b"), "y"),  # Andriy, Valerii
    (re.compile(r"(?<=[a-z]{2})ei\b"), "ey"),  # Sergei, Andrei
)


def family_first(name: str) -> bool:
    """Does the name put the family first, as Chinese and Korean names do (`Xi Jinping`, `Lee Jae-myung`)?"""
    family, _, given = name.lower().partition(" ")
    if family not in _FAMILIES["chinese"] and family not in _FAMILIES["korean"]:
        return False
    parts = given.replace("-", " ").split()
    if len(parts) == 1:
        return family not in _FAMILIES["korean"] and _PINYIN.fullmatch(given) is not None
    return len(parts) == 2 and all(_SYLLABLE.fullmatch(part) for part in parts)


def last_name(name: str) -> str:
    """The surname of a full name with its particles: `Le Pen`, `von der Leyen`, `King`; `Xi` of `Xi Jinping`.

    A single word is returned as it is.
    """
    words = name.split()
    if family_first(name):
        return words[0]
    while len(words) > 1 and words[-1].lower() in SUFFIXES:
        words.pop()
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in PARTICLES:
        first -= 1
    return " ".join(words[first:])


@lru_cache(maxsize=65536)
def fold_name(name: str) -> str:
    """A name in lower-case ASCII words with transliteration variants, possessives and leading articles folded.

    `Zelenskyy`, `Zelenskiy` and `Zelenski` give `zelensky`; `U.S.` gives `us`. Text without a letter gives "".
    """
    text = _INVISIBLE.sub("", name)
    text = _POSSESSIVE.sub("", text)
    text = anyascii(text.encode("utf-8", "replace").decode("utf-8"))
    text = _ABBREVIATION.sub(lambda m: m.group().replace(".", ""), text)
    text = _OTHER.sub(" ", _APOSTROPHE.sub("", text).lower()).strip()
    while True:
        folded = _LEADING.sub("", text)
        for pattern, replacement in _RULES:
            folded = pattern.sub(replacement, folded)
        if folded == text:
            return folded
        text = folded
