"""Tells the parts of one article apart: headline, byline, dateline, summary, lead, body, caption, boilerplate.

General rules of layout over the lexical tags of `layout`: what stands before the first real paragraph is the head,
short lines without a full stop between paragraphs are cross-heads (kind headline), what follows a comment form is its
tail. Sections cover every non-blank line, do not overlap and come in text order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from timeline.corpus import layout
from timeline.corpus.headers import TITLE
from timeline.corpus.lines import Line, fold, lines
from timeline.corpus.stamps import Stamp, find, is_stamp, suffix, yearless
from timeline.model.records import Section, SectionKind
from timeline.model.wrapping import hard_wrapped

_HEAD_LINES = 14  # a date alone on a line counts as a stamp only this near the top
_DECK_WORDS = 70
_TITLE_WORDS = 32
_STAMP_WORDS = 24
_NEAR = 40  # lines; looking further would cost much and tell nothing
_MOSTLY = 3  # times as much said before a list of other stories as after it
_SAID = 30  # words after which a comment heading is believed
_MERGED: frozenset[SectionKind] = frozenset({"body", "boilerplate", "summary"})


@dataclass(slots=True)
class Marked:
    """A line with what is known of it: lexical tag, stamps in it, and at last its kind."""

    line: Line
    tag: layout.Tag | None
    stamps: list[Stamp] = field(default_factory=list)
    kind: SectionKind | None = None
    prefix: int = 0
    prefix_kind: SectionKind = "dateline"
    suffix: int = 0
    suffix_stamps: list[Stamp] = field(default_factory=list)
    date_line: bool = False

    @property
    def own(self) -> bool:
        """Are these the article's own words, as far as the line itself tells?"""
        return self.tag in (None, "bullet") and not self.stamps and not self.date_line

    @property
    def paragraph(self) -> bool:
        """A paragraph of running text, not a heading."""
        return (
            self.own and self.tag is None and ((self.line.sentence and self.line.words >= 6) or self.line.words >= 45)
        )


@dataclass(frozen=True, slots=True)
class Parts:
    """What one article's text gives away about itself."""

    sections: list[Section]
    title: str | None
    byline: str | None
    agency: str | None
    stamps: list[Stamp]


def mark(text: str, order: str | None = None, language: str | None = None) -> list[Marked]:
    """Every non-blank line with its lexical tag and the stamps that it consists of."""
    return [_mark(line, order, language) for line in lines(text)]


def _mark(line: Line, order: str | None, language: str | None) -> Marked:
    tag = layout.tag(line)
    found = find(line.text, order, language) if tag not in ("caption", "credit") and line.words <= _STAMP_WORDS else []
    if is_stamp(line.text, found):
        return Marked(line, tag, found)
    if tag is None and line.words <= 12 and (yearless(line.text) or layout.dateline_alone(line.text)):
        return Marked(line, tag, date_line=True)
    at, run_on = suffix(line.text, order, language) if tag is None and line.words <= _DECK_WORDS else (0, [])
    return Marked(line, tag, suffix=at, suffix_stamps=run_on)


def title_like(line: Line) -> bool:
    """May it be a headline?"""
    return (
        line.words <= _TITLE_WORDS
        and len(line.text) <= 240
        and not line.full_stop
        and not line.text.endswith((",", ";"))
    )


def divide(
    text: str, marked: list[Marked], title: str | None = None, events: Sequence[tuple[str, int, int]] = ()
) -> Parts:
    """The sections of one article, and title, byline, agency and stamps found on the way. Changes `marked`.

    A line that holds an event of the caller's is never boilerplate.
    """
    lead = _head(marked, title)
    _body(marked, lead)
    for m in marked:
        if m.kind == "boilerplate" and any(s < m.line.end and m.line.start < e for _, s, e in events):
            m.kind = "body"
    agencies: list[str | None] = []
    if lead is not None:
        found = layout.dateline(marked[lead].line.text)
        if found and not _speakers(marked, lead, found[0]):
            marked[lead].prefix = found[0]
            agencies.append(found[1])
    headline = next((m for m in marked[:lead] if m.kind == "headline"), None)
    if headline and headline.line.start == marked[0].line.start and (label := TITLE.match(headline.line.text)):
        headline.prefix, headline.prefix_kind = label.end(), "boilerplate"
    names = [m for m in marked if m.kind == "byline"]
    byline = next((b for m in names if (b := _byline_text(m))), None)
    agencies += [layout.agency(m.line.text) for m in names]
    last = next((m for m in reversed(marked) if m.kind in ("body", "lead")), None)
    agencies.append(layout.end_mark(last.line.text) if last else None)
    return Parts(
        sections=_sections(text, marked),
        title=headline.line.text[headline.prefix :] if headline else None,
        byline=byline,
        agency=next((a for a in agencies if a), None),
        stamps=_stamps(marked, lead),
    )


def _speakers(marked: list[Marked], lead: int, length: int) -> bool:
    """Capitals and a colon before several paragraphs are speakers or topics, not datelines."""
    if marked[lead].line.text[:length].rstrip()[-1:] != ":":
        return False
    for m in marked[lead + 1 :]:
        found = layout.dateline(m.line.text) if m.kind == "body" else None
        if found and m.line.text[: found[0]].rstrip().endswith(":"):
            return True
    return False


def _head(marked: list[Marked], title: str | None) -> int | None:
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
        if i == headline or (m.tag is None and folded and m.line.words <= _TITLE_WORDS and m.line.folded == folded):
            m.kind = "headline"
        elif m.stamps or m.date_line:
            m.kind = _stamp_kind(m)
        elif m.tag == "bullet":
            m.kind = "summary"
        elif m.tag is not None:
            m.kind = _tag_kind(m.tag)
        elif _is_name(marked, i, headline):
            m.kind = "byline"
        elif headline is not None and _label_like(m.line):
            m.kind = "boilerplate"
        else:
            m.kind = "summary"
    _captions_above_credits(marked)
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
    return first if followed and line.words <= _TITLE_WORDS and not marked[first].stamps else None


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
        i for i in own if i != headline and not (headline is not None and _same(marked[i].line, marked[headline].line))
    ]
    paragraphs = [i for i in rest if marked[i].paragraph]
    if not paragraphs:
        return rest[0] if rest else None
    first = paragraphs[0]
    if marked[first].suffix and len(paragraphs) > 1:
        return paragraphs[1]
    days = [m for m in marked if m.stamps and all(s.role == "bare" for s in m.stamps)]
    chronology = [id(m) for m in days] if len(days) > 1 else []
    if headline is not None and marked[first].line.words <= _DECK_WORDS:
        stamped = any(m.stamps for m in marked[:first])
        for i in range(first + 1, min(first + 7, len(marked))):
            if marked[i].paragraph or id(marked[i]) in chronology:
                break
            dated_here = not stamped and (marked[i].stamps or marked[i].date_line)
            if dated_here or marked[i].tag in ("byline", "marker"):
                later = [p for p in paragraphs if p > i]
                return later[0] if later else first
    return first


def _same(one: Line, other: Line) -> bool:
    return abs(len(one.text) - len(other.text)) < 12 and one.folded == other.folded


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


def _tag_kind(tag: layout.Tag) -> SectionKind:
    if tag in ("caption", "credit"):
        return "caption"
    if tag == "byline":
        return "byline"
    return "body" if tag == "bullet" else "boilerplate"


def _stamp_kind(m: Marked) -> SectionKind:
    """A dated byline stays a byline; a forum's "Started by" is chrome; the rest are the page's date lines."""
    if m.tag == "byline":
        return "byline"
    forum = all(s.role == "authored" for s in m.stamps)
    return "boilerplate" if m.tag is not None and forum else "dateline"


def _body(marked: list[Marked], lead: int | None) -> None:
    if lead is None:
        for m in marked:
            m.kind = m.kind or (
                "lead" if m.own and m.tag is None else _stamp_kind(m) if m.stamps else _tag_kind(m.tag or "bullet")
            )
        return
    marked[lead].kind = "lead"
    tail = _tail(marked, lead)
    for i in range(lead + 1, len(marked)):
        m = marked[i]
        labelled = any(s.role != "bare" for s in m.stamps)
        if i >= tail:
            m.kind = _stamp_kind(m) if labelled and m.tag is None else "boilerplate"
        elif m.stamps and (labelled or i < _HEAD_LINES) and not _dated_crosshead(marked, i):
            m.kind = _stamp_kind(m)
        elif m.date_line and i < _HEAD_LINES and not _dated_crosshead(marked, i):
            m.kind = "dateline"
        elif m.tag is not None and not (m.tag == "byline" and not _furniture(marked, i)):
            m.kind = _tag_kind(m.tag)
        else:
            m.kind = "headline" if _cross_head(marked, i) else "body"
    _sandwiched(marked, lead)
    _trailing(marked, lead)
    _captions_above_credits(marked)


def _sandwiched(marked: list[Marked], lead: int) -> None:
    """A short line between two pieces of furniture is furniture: a link in a list of links."""
    for above, m, below in zip(marked[lead:], marked[lead + 1 :], marked[lead + 2 :], strict=False):
        if m.kind in ("body", "headline") and m.tag is None and m.line.words <= 12 and not m.line.full_stop:
            m.kind = "boilerplate" if above.kind == below.kind == "boilerplate" else m.kind


def _trailing(marked: list[Marked], lead: int) -> None:
    """Short lines below the last paragraph are no cross-heads: names, tags, links to other stories."""
    last = max(
        (i for i in range(lead, len(marked)) if marked[i].paragraph and marked[i].kind in ("lead", "body")),
        default=lead,
    )
    if last == lead:
        return
    for m in marked[last + 1 :]:
        told = m.line.sentence or m.line.text.endswith(":") or any(c.isdigit() for c in m.line.text)
        if m.kind == "body" and m.tag is None and m.line.words <= 8 and not told:
            m.kind = "boilerplate"


def _furniture(marked: list[Marked], i: int) -> bool:
    """Bylines inside the body are believed at its very end or beside other furniture only."""
    beside = [marked[j] for j in (i - 1, i + 1) if 0 <= j < len(marked)]
    return len(beside) < 2 or any(m.stamps or m.tag not in (None, "bullet") for m in beside)


def _dated_crosshead(marked: list[Marked], i: int) -> bool:
    """A bare date between paragraphs heads a day of a chronology."""
    return all(s.role == "bare" for s in marked[i].stamps) and i > 0 and marked[i - 1].kind in ("lead", "body")


def _cross_head(marked: list[Marked], i: int) -> bool:
    line = marked[i].line
    if (
        line.words > 14
        or line.full_stop
        or line.text.endswith((",", ";", ":"))
        or (line.sentence and not line.text.endswith("?"))
    ):
        return False
    after = next((marked[j] for j in range(i + 1, min(i + _NEAR, len(marked))) if marked[j].own), None)
    return after is not None and after.paragraph and marked[i - 1].kind != "headline"


def _tail(marked: list[Marked], lead: int) -> int:
    """Index of the line where comments or other stories begin: much less is said after it than before."""
    said = 0
    total = sum(m.line.words for m in marked[lead:] if m.paragraph)
    for i in range(lead, len(marked)):
        if marked[i].tag == "tail" and said >= _MOSTLY * (total - said):
            return i
        if marked[i].tag == "comments" and said >= _SAID:
            return i
        said += marked[i].line.words if marked[i].paragraph else 0
    return len(marked)


def _captions_above_credits(marked: list[Marked]) -> None:
    """The line right above a photo credit, without a blank line between, is its caption."""
    for i in range(1, len(marked)):
        above, m = marked[i - 1], marked[i]
        if (
            m.tag == "credit"
            and not m.line.after_blank
            and above.own
            and above.kind in ("body", "summary")
            and above.line.words <= 60
        ):
            if i >= 2 and not above.line.after_blank and marked[i - 2].kind in ("body", "lead"):
                continue
            above.kind = "caption"


def _byline_text(m: Marked) -> str | None:
    text = m.line.text
    if m.stamps:
        text = (
            text[: min(s.start for s in m.stamps if s.start > 0)]
            if any(s.start > 0 for s in m.stamps)
            else text[m.stamps[0].end :]
        )
    names = layout.byline(text.rstrip(" |•·,-–—")) or (text if not m.tag else None)
    if not names:
        return None
    return re.split(r"\s*[|•·]\s*", names)[0].strip(" ,-–—") or None


def _stamps(marked: list[Marked], lead: int | None) -> list[Stamp]:
    """Stamps that date the article: all labelled ones, and bare dates near the top."""
    found = []
    for i, m in enumerate(marked):
        if m.suffix and (lead is None or i <= lead):
            found += m.suffix_stamps
        if m.kind in ("dateline", "byline") or (m.kind == "boilerplate" and m.stamps):
            near = i < _HEAD_LINES and (lead is None or i < lead + 1)
            found += [s for s in m.stamps if s.role != "bare" or near]
    return found


def _sections(text: str, marked: list[Marked]) -> list[Section]:
    """One section a line, neighbours of one kind merged; in hard-wrapped text a section is always one paragraph."""
    found: list[Section] = []
    wrapped = hard_wrapped(text)
    for m in marked:
        start, end, kind = m.line.start, m.line.end, m.kind or "body"
        if m.prefix:
            stop = start + len(m.line.text[: m.prefix].rstrip())
            found.append(Section(start=start, end=stop, kind=m.prefix_kind))
            rest = m.line.text[m.prefix :]
            start = end - len(rest.lstrip())
        stamp_from = None
        if m.suffix and kind in ("headline", "summary"):
            stamp_from, end = start + m.suffix, start + len(m.line.text[: m.suffix].rstrip())
        mergeable = kind == "boilerplate" or (kind in _MERGED and not wrapped)
        if found and mergeable and found[-1].kind == kind and not text[found[-1].end : start].strip():
            found[-1] = Section(start=found[-1].start, end=end, kind=kind)
        else:
            found.append(Section(start=start, end=end, kind=kind))
        if stamp_from is not None:
            found.append(Section(start=stamp_from, end=m.line.end, kind="dateline"))
    return found
