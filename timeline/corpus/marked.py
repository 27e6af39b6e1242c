"""Lines with what they give away alone: tag, stamps, role. The neighbourhood is judged by `head` and `body`."""

from __future__ import annotations

from dataclasses import dataclass, field

from timeline.corpus import layout
from timeline.corpus.lines import Line, lines
from timeline.corpus.stamps import Stamp, find, is_stamp, suffix, yearless
from timeline.model.records import SectionKind

HEAD_LINES = 14  # a date alone on a line counts as a stamp only this near the top
DECK_WORDS = 70
TITLE_WORDS = 32
_STAMP_WORDS = 24


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
    at, run_on = suffix(line.text, order, language) if tag is None and line.words <= DECK_WORDS else (0, [])
    return Marked(line, tag, suffix=at, suffix_stamps=run_on)


def title_like(line: Line) -> bool:
    """May it be a headline?"""
    return (
        line.words <= TITLE_WORDS
        and len(line.text) <= 240
        and not line.full_stop
        and not line.text.endswith((",", ";"))
    )


def same(one: Line, other: Line) -> bool:
    """Do two lines say the same? Case, quotes and spaces do not count."""
    return abs(len(one.text) - len(other.text)) < 12 and one.folded == other.folded


def tag_kind(tag: layout.Tag) -> SectionKind:
    """The kind that a lexical tag alone gives."""
    if tag in ("caption", "credit"):
        return "caption"
    if tag == "byline":
        return "byline"
    return "body" if tag == "bullet" else "boilerplate"


def stamp_kind(m: Marked) -> SectionKind:
    """A dated byline stays a byline; a forum's "Started by" is chrome; the rest are the page's date lines."""
    if m.tag == "byline":
        return "byline"
    forum = all(s.role == "authored" for s in m.stamps)
    return "boilerplate" if m.tag is not None and forum else "dateline"


def captions_above_credits(marked: list[Marked]) -> None:
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
