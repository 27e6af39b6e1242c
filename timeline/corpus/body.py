"""The body of an article: paragraphs, cross-heads, furniture between them, and the tail of comments and links."""

from __future__ import annotations

from timeline.corpus.marked import HEAD_LINES, Marked, captions_above_credits, stamp_kind, tag_kind

_NEAR = 40  # lines; looking further would cost much and tell nothing
_MOSTLY = 3  # times as much said before a list of other stories as after it
_SAID = 30  # words after which a comment heading is believed


def give_body(marked: list[Marked], lead: int | None) -> None:
    """Gives every line from the lead on its kind; without a lead, every line that has none yet."""
    if lead is None:
        for m in marked:
            m.kind = m.kind or (
                "lead" if m.own and m.tag is None else stamp_kind(m) if m.stamps else tag_kind(m.tag or "bullet")
            )
        return
    marked[lead].kind = "lead"
    tail = _tail(marked, lead)
    for i in range(lead + 1, len(marked)):
        m = marked[i]
        labelled = any(s.role != "bare" for s in m.stamps)
        if i >= tail:
            m.kind = stamp_kind(m) if labelled and m.tag is None else "boilerplate"
        elif m.stamps and (labelled or i < HEAD_LINES) and not _dated_crosshead(marked, i):
            m.kind = stamp_kind(m)
        elif m.date_line and i < HEAD_LINES and not _dated_crosshead(marked, i):
            m.kind = "dateline"
        elif m.tag is not None and not (m.tag == "byline" and not _furniture(marked, i)):
            m.kind = tag_kind(m.tag)
        else:
            m.kind = "headline" if _cross_head(marked, i) else "body"
    _sandwiched(marked, lead)
    _trailing(marked, lead)
    captions_above_credits(marked)


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
