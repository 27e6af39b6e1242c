"""Splits a page of text that holds several articles, each under its own headline and its own stamp.

The slices put together are the page: no character is lost. A page is split only where the next article shows a
headline, a stamp of its own and at least a paragraph, so a chronology with dates for cross-heads stays whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from timeline.corpus.marked import Marked, mark, title_like

_ABOVE = 8  # lines between a headline and its stamp
_FORM = ("boilerplate", "tail", "comments")


def split(text: str, order: str | None = None, language: str | None = None) -> Iterator[tuple[str, list[Marked]]]:
    """The articles of a page as slices of its text, with their marked lines; one where nothing shows several."""
    marked = mark(text, order, language)
    starts = _starts(marked)
    if not starts:
        yield text, marked
        return
    for begin, end in pairwise([0, *starts, len(text)]):
        yield text[begin:end], mark(text[begin:end], order, language)


def _starts(marked: list[Marked]) -> list[int]:
    """Offsets at which a second, third … article begins."""
    starts: list[int] = []
    begin = 0
    known = _Known(marked)
    for i, m in enumerate(marked):
        if not m.stamps or i <= begin:
            continue
        if _stamp_on_top(marked, i):
            starts.append(m.line.start)
            begin = i
            continue
        first = _headline_above(marked, i, begin)
        if first is None or not known.paragraph_between(begin, first) or not known.goes_on(i):
            continue
        if _bare(m) and not (_repeated(marked, first, i) or _byline_near(marked, i) or _first_is_alike(marked, begin)):
            continue
        if not known.stamp_between(begin, first) and not _repeated(marked, first, i):
            continue  # the first article must have its own stamp too, or the second's title stands twice
        starts.append(marked[first].line.start)
        begin = first
    return starts


def _bare(m: Marked) -> bool:
    return all(s.role == "bare" for s in m.stamps)


def _headline_above(marked: list[Marked], stamp: int, begin: int) -> int | None:
    """The first line of the head that the stamp belongs to; None when running text stands right above it."""
    titles: list[int] = []
    lowest = max(begin, stamp - _ABOVE)
    for i in range(stamp - 1, lowest, -1):
        m = marked[i]
        if m.paragraph or (m.tag in _FORM and titles) or m.stamps:
            break
        if m.own and m.tag is None:
            if not title_like(m.line):
                break
            titles.append(i)
            if len(titles) == 2:
                break
    if not titles:
        return None
    nearest = titles[0]
    following = {m.line.folded for m in marked[stamp + 1 : stamp + 7]}
    repeated = [i for i in titles if marked[i].line.folded in following]
    if repeated:
        return min(repeated)
    # of two title-like lines the upper one is the headline, if it stands apart from the text above it
    if (
        len(titles) == 2
        and marked[titles[1]].line.after_blank
        and titles[1] == nearest - 1
        and (marked[nearest].line.words >= 6 or (marked[nearest].line.words <= 4 <= marked[titles[1]].line.words))
    ):
        return titles[1]
    return nearest


def _stamp_on_top(marked: list[Marked], i: int) -> bool:
    """On pages that begin with a stamp each article may have its stamp above its headline."""
    if (
        not marked[0].stamps
        or _bare(marked[0]) != _bare(marked[i])
        or not marked[i].line.after_blank
        or i + 2 >= len(marked)
    ):
        return False
    headline, text = marked[i + 1], marked[i + 2]
    return (
        headline.own
        and headline.tag is None
        and not headline.paragraph
        and title_like(headline.line)
        and text.paragraph
    )


def _repeated(marked: list[Marked], headline: int, stamp: int) -> bool:
    return any(m.line.folded == marked[headline].line.folded for m in marked[stamp + 1 : stamp + 7])


def _byline_near(marked: list[Marked], stamp: int) -> bool:
    return any(marked[j].tag == "byline" for j in (stamp - 1, stamp, stamp + 1) if 0 <= j < len(marked))


def _first_is_alike(marked: list[Marked], begin: int) -> bool:
    """Does the article above bear a bare date in its own head, before it says anything?"""
    for m in marked[begin : begin + _ABOVE]:
        if m.stamps:
            return True
        if m.paragraph:
            return False
    return False


class _Known:
    """Where the nearest paragraphs and stamps are, counted once: pages may have a hundred thousand lines."""

    def __init__(self, marked: list[Marked]) -> None:
        paragraph = stamp = -1
        self._paragraphs, self._stamps = [-1], [-1]  # the last one before each line
        for i, m in enumerate(marked):
            paragraph = i if m.paragraph else paragraph
            stamp = i if m.stamps else stamp
            self._paragraphs.append(paragraph)
            self._stamps.append(stamp)
        self._on = [False] * len(marked)
        on = False
        for i in range(len(marked) - 1, -1, -1):
            self._on[i] = on
            on = True if marked[i].paragraph else False if marked[i].stamps and not _bare(marked[i]) else on

    def paragraph_between(self, begin: int, end: int) -> bool:
        """Does a paragraph stand in lines begin to end (half open)?"""
        return self._paragraphs[end] >= begin

    def stamp_between(self, begin: int, end: int) -> bool:
        """Does a stamp?"""
        return self._stamps[end] >= begin

    def goes_on(self, i: int) -> bool:
        """Does a paragraph follow line i before the next labelled stamp?"""
        return self._on[i]
