"""The head of an article: what stands above its first paragraph, and which paragraph that is."""

from __future__ import annotations

from timeline.corpus import layout
from timeline.corpus.lines import Line, fold
from timeline.corpus.marked import (
    DECK_WORDS,
    TITLE_WORDS,
    Marked,
    captions_above_credits,
    same,
    stamp_kind,
    tag_kind,
    title_like,
)


def give_head(marked: list[Marked], title: str | None) -> int | None:
    """Gives the lines before the first paragraph their kinds; returns the lead's index."""
    _digest_on_top(marked)
    own = [i for i, m in enumerate(marked) if m.own and m.tag is None]
    if not own:
        return None
    headline = _headline(marked, own, title)
    lead = _lead(marked, own, headline)
    folded = fold(title) if title else marked[headline].line.folded if headline is not None else ""
    for i, m in enumerate(marked[: lead if lead is not None else len(marked)]):
        if m.kind is not None:
            continue
        if i == headline or (m.tag is None and folded and m.line.words <= TITLE_WORDS and m.line.folded == folded):
            m.kind = "headline"
        elif m.stamps or m.date_line:
            m.kind = stamp_kind(m)
        elif m.tag == "bullet":
            m.kind = "summary"
        elif m.tag is not None:
            m.kind = tag_kind(m.tag)
        elif _is_name(marked, i, headline):
            m.kind = "byline"
        elif headline is not None and _label_like(m.line):
            m.kind = "boilerplate"
        else:
            m.kind = "summary"
    captions_above_credits(marked)
    return lead


def _digest_on_top(marked: list[Marked]) -> None:
    """`KEY POINTS` and its sentences may stand above the headline; they are the summary."""
    at = next((i for i, m in enumerate(marked[:4]) if layout.digest(m.line.text)), None)
    if at is None:
        return
    below = at + 1
    while below < min(at + 8, len(marked)) and marked[below].paragraph:
        below += 1
    if below < len(marked) and marked[below].own and title_like(marked[below].line) and _marks_below(marked, below):
        for m in marked[at + 1 : below]:
            m.tag = "bullet"


def _label_like(line: Line) -> bool:
    """One or two words, or three in capitals: buttons, sections, counters."""
    return not line.sentence and (
        line.words <= 2 or (line.words == 3 and not any(w[0].islower() for w in line.text.split()))
    )


def _headline(marked: list[Marked], own: list[int], title: str | None) -> int | None:
    if title and (same := [i for i in own[:6] if marked[i].line.folded == fold(title)]):
        return same[0]
    first = _past_labels(marked, own)
    line = marked[first].line
    if len(own) == 1 and not (first + 1 < len(marked) and marked[first + 1].stamps):
        return None
    if title_like(line):
        return first
    after = marked[first + 1] if first + 1 < len(marked) else None
    followed = bool(marked[first].suffix or (after and (after.stamps or after.date_line or after.tag == "byline")))
    return first if followed and line.words <= TITLE_WORDS and not marked[first].stamps else None


def _past_labels(marked: list[Marked], own: list[int]) -> int:
    """The first line that says something: navigation and section labels of one or two words may stand above it."""
    for number, i in enumerate(own):
        if marked[i].paragraph:
            break
        if marked[i].line.words > 2 and title_like(marked[i].line):
            believed = number != 1 or marked[own[0]].line.words == 1 or _marks_below(marked, i)
            return i if believed else own[0]
    return own[0]


def _marks_below(marked: list[Marked], i: int) -> bool:
    """Does a stamp, a byline or a reading time follow at once?"""
    below = marked[i + 1 : i + 3]
    return any(m.stamps or m.date_line or m.tag in ("byline", "marker") for m in below)


def _lead(marked: list[Marked], own: list[int], headline: int | None) -> int | None:
    rest = [
        i for i in own if i != headline and not (headline is not None and same(marked[i].line, marked[headline].line))
    ]
    paragraphs = [i for i in rest if marked[i].paragraph]
    if not paragraphs:
        return rest[0] if rest else None
    first = paragraphs[0]
    if marked[first].suffix and len(paragraphs) > 1:
        return paragraphs[1]
    days = [m for m in marked if m.stamps and all(s.role == "bare" for s in m.stamps)]
    chronology = [id(m) for m in days] if len(days) > 1 else []
    if headline is not None and marked[first].line.words <= DECK_WORDS:
        stamped = any(m.stamps for m in marked[:first])
        for i in range(first + 1, min(first + 7, len(marked))):
            if marked[i].paragraph or id(marked[i]) in chronology:
                break
            dated_here = not stamped and (marked[i].stamps or marked[i].date_line)
            if dated_here or marked[i].tag in ("byline", "marker"):
                later = [p for p in paragraphs if p > i]
                return later[0] if later else first
    return first


def _is_name(marked: list[Marked], i: int, headline: int | None) -> bool:
    """A name alone on its line, beside a stamp, a reading time or another byline."""
    if (
        headline is None
        or i < headline
        or not (layout.name_like(marked[i].line) or layout.role_like(marked[i].line.text))
    ):
        return False
    above, below = marked[i - 1] if i else None, i + 1
    while below < len(marked) and marked[below].own and below - i < 3 and layout.name_like(marked[below].line):
        below += 1  # names under names
    beside = [m for m in (above, marked[below] if below < len(marked) else None) if m is not None]
    return any(m.stamps or m.tag in ("marker", "byline") or m.kind == "byline" for m in beside)
