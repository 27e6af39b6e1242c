"""English word forms of a lemma, so that a trigger is found by its form even where the lemmatizer errs."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

_VOWELS = "aeiou"
_FORMS: dict[str, Any] = tomllib.loads(
    files("timeline.extract").joinpath("data", "forms.toml").read_text(encoding="utf-8")
)
_IRREGULAR: dict[str, str] = _FORMS["verbs"]
_PLURALS: dict[str, str] = _FORMS["plurals"]
LEMMAS: dict[str, dict[str, str]] = _FORMS["lemmas"]
"""What the lemmatizer gets wrong, by part of speech."""
_DOUBLE = frozenset(_FORMS["doubling"]["verbs"])


def _s_form(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    if lemma in {"go", "do", "veto"}:
        return lemma + "es"
    return lemma + "s"


def _stems(lemma: str) -> list[str]:
    """What -ed and -ing are put on: both spellings where British and American differ."""
    if lemma in _DOUBLE:
        doubled = lemma + lemma[-1]
        return [doubled, lemma] if lemma in {"cancel", "kidnap", "handicap"} else [doubled]
    if lemma.endswith(("el", "al", "ol")) and not lemma.endswith(("eal", "eel", "ail", "oil", "ool")):
        return [lemma, lemma + "l"]
    return [lemma]


@lru_cache(maxsize=4096)
def verb_forms(lemma: str) -> tuple[str, ...]:
    """All forms of a verb, the lemma first."""
    forms = [lemma, _s_form(lemma)]
    for stem in _stems(lemma):
        if stem.endswith("ie"):
            forms += [stem + "d", stem[:-2] + "ying"]
        elif stem.endswith("e"):
            forms += [stem + "d", (stem if stem.endswith(("ee", "oe", "ye")) else stem[:-1]) + "ing"]
        elif stem.endswith("y") and stem[-2:-1] not in _VOWELS:
            forms += [stem[:-1] + "ied", stem + "ing"]
        elif stem.endswith("c"):
            forms += [stem + "ked", stem + "king"]
        else:
            forms += [stem + "ed", stem + "ing"]
    forms += _IRREGULAR.get(lemma, "").split()
    return tuple(dict.fromkeys(forms))


@lru_cache(maxsize=4096)
def noun_forms(lemma: str) -> tuple[str, ...]:
    """Singular and plural."""
    return tuple(dict.fromkeys((lemma, _s_form(lemma), *_PLURALS.get(lemma, "").split())))
