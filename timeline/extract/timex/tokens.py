"""One linear scan of the text into tokens with the classes that the grammar's patterns name.

No alternative of the scanner can match the empty string and none nests repetitions, so time is linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from timeline.extract.timex.lexicon import lexicon

_SCAN = re.compile(
    r"(?P<break>\n|\u2028|\u2029)"
    r"|(?P<iso>\d{4}-\d{1,2}-\d{1,2}(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\d-]))"
    r"|(?P<slash>\d{1,4}/\d{1,2}/\d{2,4}(?![\d/])|\d{1,2}\.\d{1,2}\.\d{4}(?![\d.])|\d{1,2}-\d{1,2}-\d{4}(?![\d-]))"
    r"|(?P<clock>\d{1,2}:\d\d(?::\d\d)?(?![\d:])|\d{1,2}\.\d\d(?=\s?[aApP]\.?[mM]\b))"
    r"|(?P<ord>\d{1,3}(?:st|nd|rd|th|ST|ND|RD|TH)(?!\w))"
    r"|(?P<decade>(?:\d{2})?\d0['’]?s(?!\w))"
    r"|(?P<group>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d+,\d+)"
    r"|(?P<num>\d+)"
    r"|(?P<ampm>[aApP]\.\s?[mM](?:\.|\b))"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<sym>[^\s])"
)
_GUARDED = frozenset("$€£¥₽₴#№")
_END = frozenset(".!?")
_OPENERS = frozenset(
    (
        *("the", "a", "an", "he", "she", "it", "they", "we", "i", "this", "that", "these", "those", "there", "his"),
        *("her", "its", "their", "in", "on", "at", "by", "for", "from", "but", "and", "when", "after", "as", "if"),
    )
)  # with a capital, what opens a sentence behind "p.m."


@dataclass(slots=True)
class Tokens:
    """Parallel lists: cheap to make and to walk. `keys[i]` are the grammar's names for token i, its own form first."""

    text: str
    forms: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    keys: list[tuple[str, ...]] = field(default_factory=list)

    def raw(self, i: int) -> str:
        """The token as written; empty beyond the text."""
        return self.text[self.starts[i] : self.ends[i]] if 0 <= i < len(self.forms) else ""

    def form(self, i: int) -> str:
        """The token in lower case; empty beyond the text."""
        return self.forms[i] if 0 <= i < len(self.forms) else ""

    def glued(self, i: int) -> bool:
        """Does token i follow the one before without a blank?"""
        return 0 < i < len(self.forms) and self.starts[i] == self.ends[i - 1]

    def sentence(self, i: int) -> tuple[int, int]:
        """Half-open token range of the sentence around token i, at most 60 tokens to either side."""
        first = i
        while first > 0 and i - first < 60 and not self._breaks(first - 1):
            first -= 1
        last = i
        while last < len(self.forms) - 1 and last - i < 60 and not self._breaks(last):
            last += 1
        return first, last + 1

    def _breaks(self, i: int) -> bool:
        form = self.forms[i]
        if form == "\n":
            return True
        following = self.raw(i + 1)
        if "AMPM" in self.keys[i] and form[-1] == ".":  # "at 6 a.m. The senate"
            return following[:1].isupper() and following.lower() in _OPENERS
        if form not in _END:
            return False
        return not self.glued(i + 1) and (following[:1].isupper() or following[:1] in "\"'“‘\n(")


def scan(text: str) -> Tokens:
    """The text's tokens."""
    out = Tokens(text)
    forms, starts, ends, keys = out.forms, out.starts, out.ends, out.keys
    for match in _SCAN.finditer(text):
        form, names = _named(match.group(), match.lastgroup)
        start, end = match.span()
        forms.append(form)
        starts.append(start)
        ends.append(end)
        keys.append(names)
    return out


@lru_cache(maxsize=65536)
def _named(raw: str, kind: str | None) -> tuple[str, tuple[str, ...]]:
    """A token's form and the grammar's names for it, remembered: texts repeat their words."""
    words, form = lexicon(), raw.lower()
    if kind == "word":
        found = words.classes.get(form)
        if found is None or (form in words.cased and raw == form):
            twins = found if found and form in ("spring", "fall", "august") else ()
            return form, (form, *(f"{name}_" for name in twins))
        return form, (form, *found)
    if kind == "sym":
        return form, (form, *words.classes.get(form, ()))
    if kind == "break":
        return "\n", ("\n",)
    if kind == "ampm":
        form = form.replace(" ", "")
        return form, (form, "AMPM")
    return form, (form, *_numeric(str(kind), form))


def _numeric(kind: str, form: str) -> tuple[str, ...]:
    if kind == "num":
        return _integer(form)
    if kind == "ord":
        return ("ORD", "ORDDAY") if 1 <= int(form[:-2]) <= 31 else ("ORD",)
    if kind == "group":
        return ("NUM",)
    return (kind.upper(),)


def _integer(form: str) -> tuple[str, ...]:
    size = len(form)
    if size > 9:
        return ()
    value = int(form)
    found = ["NUM"]
    if size <= 2:
        found += ["DAY"] if 1 <= value <= 31 else []
        found += ["YY"] if size == 2 else []
        found += ["HOUR"] if value <= 24 else []
        found += ["MM"] if 1 <= value <= 12 else []
    elif size == 3:
        found.append("YEAR3")
    elif size == 4:
        found += ["YEAR"] if 1000 <= value <= 2199 else []
        found += ["HHMM"] if value < 2400 and value % 100 < 60 else []
    return tuple(found)
