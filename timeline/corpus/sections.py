"""Tells the parts of one article apart: headline, byline, dateline, summary, lead, body, caption, boilerplate.

General rules of layout over the lexical tags of `layout`: what stands before the first real paragraph is the head,
short lines without a full stop between paragraphs are cross-heads (kind headline), what follows a comment form is its
tail. Sections cover every non-blank line, do not overlap and come in text order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from timeline.corpus import layout
from timeline.corpus.body import give_body
from timeline.corpus.head import give_head
from timeline.corpus.headers import TITLE
from timeline.corpus.marked import HEAD_LINES, Marked
from timeline.corpus.stamps import Stamp, find
from timeline.model.records import Section, SectionKind
from timeline.model.wrapping import hard_wrapped

_MERGED: frozenset[SectionKind] = frozenset({"body", "boilerplate", "summary"})


@dataclass(frozen=True, slots=True)
class Parts:
    """What one article's text gives away about itself."""

    sections: list[Section]
    title: str | None
    byline: str | None
    agency: str | None
    stamps: list[Stamp]


def divide(
    text: str, marked: list[Marked], title: str | None = None, events: Sequence[tuple[str, int, int]] = ()
) -> Parts:
    """The sections of one article, and title, byline, agency and stamps found on the way. Changes `marked`.

    A line that holds an event of the caller's is never boilerplate.
    """
    lead = give_head(marked, title)
    give_body(marked, lead)
    for m in marked:
        if m.kind == "boilerplate" and any(s < m.line.end and m.line.start < e for _, s, e in events):
            m.kind = "body"
    agencies: list[str | None] = []
    filed: list[Stamp] = []
    if lead is not None:
        found = layout.dateline(marked[lead].line.text)
        if found and not _speakers(marked, lead, found[0]):
            marked[lead].prefix = found[0]
            agencies.append(found[1])
            filed = [replace(s, role="dateline") for s in find(marked[lead].line.text[: found[0]])]
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
        stamps=[*_stamps(marked, lead), *filed],
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
            near = i < HEAD_LINES and (lead is None or i < lead + 1)
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
