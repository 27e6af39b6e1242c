"""A text as its non-blank lines, with their place in it. Offsets count code points; nothing is normalised."""

from __future__ import annotations

import re
from dataclasses import dataclass

from timeline.model.wrapping import BREAKS, hard_wrapped

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_BREAKS = re.compile(r"(?:\r\n|[\r\n\u2028\u2029])")
_FULL = 0.7  # of the width: a line that is shorter ends its paragraph
_CLOSING = "\"'”’»)]›*_ \u00a0"
_STOPS = (".", "。", "।", "۔")
_ENDS = (*_STOPS, "!", "?", "…", "！", "？", "؟")
_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,}$|\b(?:Inc|Co|Jr|Sr|Ltd|St|vs|etc)\.$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its outer white space: `text == whole[start:end]`, but for line ends inside wrapped text."""

    start: int
    end: int
    text: str
    words: int
    after_blank: bool
    sentence: bool  # ends like one; `U.S.` at the end does not
    full_stop: bool  # ends with one; headlines may ask or shout, they rarely state

    @property
    def folded(self) -> str:
        """For comparing titles: case, quotes and spaces do not count."""
        return fold(self.text)


def _line(start: int, end: int, text: str, words: int, after_blank: bool) -> Line:
    bare = text.rstrip(_CLOSING)
    ends = bare.endswith(_ENDS) and not _INITIALS.search(bare, max(0, len(bare) - 12))
    stop = ends and bare.endswith(_STOPS) and not bare.endswith("...")
    return Line(start, end, text, words, after_blank, ends, stop)


def fold(text: str) -> str:
    """Letters and digits only, case folded."""
    return "".join(c for c in text.casefold() if c.isalnum())


def lines(text: str) -> list[Line]:
    """All lines that hold more than white space, in text order."""
    found: list[Line] = []
    last_end = 0
    for match in _LINE.finditer(text):
        raw = match.group()
        stripped = raw.strip()
        if not stripped:
            continue
        start = match.start() + len(raw) - len(raw.lstrip())
        breaks = len(_BREAKS.findall(text, last_end, start))
        found.append(_line(start, start + len(stripped), stripped, stripped.count(" ") + 1, breaks > 1 or not found))
        last_end = start + len(stripped)
    return _unwrapped(text, found) if hard_wrapped(text) else found


def _unwrapped(text: str, found: list[Line]) -> list[Line]:
    """The paragraphs of a text with lines of fixed width, each as one line."""
    width = sorted(len(line.text) for line in found)[len(found) * 9 // 10]
    joined: list[Line] = []
    full = False  # was the last line as long as lines get?
    for line in found:
        if joined and full and not line.after_blank and line.text[0] not in "•●▪*-–—":
            start = joined[-1].start
            whole = text[start : line.end].translate(BREAKS)
            joined[-1] = _line(start, line.end, whole, len(whole.split()), joined[-1].after_blank)
        else:
            joined.append(line)
        full = len(line.text) >= width * _FULL
    return joined
