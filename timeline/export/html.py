"""One annotated article as one self-contained page: the text with everything found in it, and a table of its events.

No script, font or picture from elsewhere. What happened or is going on is strongly coloured; the rest is dashed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from importlib.resources import files

from timeline.model.records import Annotated, Assertion, Participant, Section, Span
from timeline.model.wrapping import hard_wrapped

_LINE = re.compile(r"[^\r\n\u2028\u2029]*\S[^\r\n\u2028\u2029]*")
_REAL = frozenset({"happened", "ongoing"})
_ORDER = ("sentence", "place", "object", "party", "timex", "cue", "trigger")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A highlighted stretch; `order` decides which of two equal stretches is inside."""

    start: int
    end: int
    css: str
    title: str
    anchor: str = ""

    @property
    def rank(self) -> tuple[int, int, int]:
        return (self.start, -self.end, _ORDER.index(self.css.split(maxsplit=1)[0]))


def article_page(annotated: Annotated) -> str:
    """The page as text, UTF-8 when written."""
    title = escape(annotated.title or annotated.id)
    style = files("timeline.export").joinpath("article.css").read_text(encoding="utf-8")
    return (
        f'<!doctype html>\n<html lang="{escape(annotated.language or "en")}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"<style>\n{style}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n{_stamp(annotated)}</header>\n"
        f"{_legend()}<main>\n{''.join(_sections(annotated))}</main>\n{_table(annotated)}{_times(annotated)}</body>\n</html>\n"
    )


def _stamp(annotated: Annotated) -> str:
    published = annotated.published
    day = published.value or (f"{published.earliest} to {published.latest}" if published.earliest else "no day found")
    origin = annotated.url or (annotated.origin if annotated.origin != "-" else None)
    parts = [annotated.source, origin, f"published {day} ({published.basis})"]
    shown = " · ".join(escape(part) for part in parts if part)
    version = f"{annotated.extractor.name} {annotated.extractor.version}"
    return f"<p>{shown}</p>\n<p>{len(annotated.assertions)} events · extractor {escape(version)}</p>\n"


def _legend() -> str:
    entries = (
        ("trigger real", "event that happened"),
        ("trigger", "planned, doubted, denied …"),
        ("party", "who"),
        ("place", "where"),
        ("timex", "when"),
        ("cue", "why it is doubted"),
    )
    return (
        "<p class=legend>" + " ".join(f'<mark class="{css}">{escape(text)}</mark>' for css, text in entries) + "</p>\n"
    )


def _marks(annotated: Annotated) -> list[_Mark]:
    marks: dict[tuple[int, int, str], _Mark] = {}

    def add(span: Span, css: str, title: str, anchor: str = "") -> None:
        key = (span.start, span.end, css.split(maxsplit=1)[0])
        known = marks.get(key)
        if known is not None:
            title = known.title if title in known.title else f"{known.title}; {title}"
        marks[key] = _Mark(span.start, span.end, known.css if known else css, title, known.anchor if known else anchor)

    for number, found in enumerate(annotated.assertions, start=1):
        real = " real" if found.factuality in _REAL else ""
        add(found.trigger, f"trigger{real}", f"{number}: {found.type}, {found.factuality}", f"t{number}")
        for party in (*found.actors, *found.recipients):
            add(party, "party", f"{party.name} ({party.kind}{f', {party.country}' if party.country else ''})")
        if found.place is not None:
            add(found.place, "place", found.place.name)
        for cue in found.evidence:
            add(cue, "cue", cue.effect)
    for timex in annotated.timexes:
        add(timex, "timex", f"{timex.type} {timex.value}")
    return sorted(marks.values(), key=lambda mark: mark.rank)


def _sections(annotated: Annotated) -> Iterator[str]:
    marks = _marks(annotated)
    whole = [Section(start=0, end=len(annotated.text), kind="body")] if annotated.text else []
    for section in annotated.sections or whole:
        for start, end in _paragraphs(annotated.text, section):
            inside = [m for m in marks if start <= m.start and m.end <= end]
            body = _highlight(annotated.text, start, end, inside)
            yield f'<div class="section {section.kind}" title="{section.kind}">{body}</div>\n'


def _paragraphs(text: str, section: Section) -> Iterator[tuple[int, int]]:
    """A section's lines, or all of it where its lines are only wrapped."""
    if hard_wrapped(text):
        yield section.start, section.end
        return
    for match in _LINE.finditer(text, section.start, section.end):
        yield match.span()


def _highlight(text: str, start: int, end: int, marks: list[_Mark]) -> str:
    """The text with marks nested; one that would cross another is cut where the other ends."""
    parts: list[str] = []
    open_ends: list[int] = []
    at = start
    for mark in marks:
        while open_ends and open_ends[-1] <= mark.start:
            parts.append(escape(text[at : open_ends[-1]]) + "</mark>")
            at = open_ends.pop()
        parts.append(escape(text[at : mark.start]))
        at = mark.start
        anchor = f' id="{mark.anchor}"' if mark.anchor else ""
        parts.append(f'<mark class="{mark.css}" title="{escape(mark.title)}"{anchor}>')
        open_ends.append(min([mark.end, *open_ends]))
    while open_ends:
        parts.append(escape(text[at : open_ends[-1]]) + "</mark>")
        at = open_ends.pop()
    parts.append(escape(text[at:end]))
    return "".join(parts)


def _table(annotated: Annotated) -> str:
    rows = "".join(_row(annotated, number, found) for number, found in enumerate(annotated.assertions, start=1))
    heads = ("", "event", "words", "who", "whom", "where", "when", "did it happen?", "says who", "toll")
    head = "".join(f"<th>{name}</th>" for name in heads)
    return f"<h2>Events</h2>\n<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"


def _row(annotated: Annotated, number: int, found: Assertion) -> str:
    numbers = {a.id: n for n, a in enumerate(annotated.assertions, start=1)}
    content = f" <small>content of {numbers[found.content_of]}</small>" if found.content_of in numbers else ""
    toll = found.toll
    counts = [f"{value} {name}" for name in ("killed", "injured", "missing") if (value := getattr(toll, name, None))]
    speaker = found.attribution.source.name if found.attribution and found.attribution.source else ""
    kind = found.attribution.kind.replace("_", " ") if found.attribution else ""
    cells = (
        f'<a href="#t{number}">{number}</a>',
        escape(found.type) + content,
        escape(found.trigger.text),
        _people(found.actors),
        _people(found.recipients),
        escape(found.place.name) if found.place else "",
        f"{escape(found.date.edtf)} <small>{escape(found.date.basis)}</small>" if found.date.earliest else "",
        escape(found.factuality.replace("_", " ")),
        f"{escape(speaker)} <small>{escape(kind)}</small>" if found.attribution else "",
        escape(", ".join(counts)),
    )
    css = "real" if found.factuality in _REAL else "unreal"
    return f'<tr class="{css}">' + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n"


def _people(people: list[Participant]) -> str:
    return ", ".join(f'<span title="{escape(p.text)}">{escape(p.name)}</span>' for p in people)


def _times(annotated: Annotated) -> str:
    if not annotated.timexes:
        return ""
    rows = "".join(
        f"<tr><td>{escape(t.id)}</td><td>{escape(t.text)}</td><td>{t.type}</td><td>{escape(t.value)}</td>"
        f"<td>{escape(t.earliest or '')}</td><td>{escape(t.latest or '')}</td></tr>\n"
        for t in annotated.timexes
    )
    head = "".join(f"<th>{name}</th>" for name in ("", "words", "type", "value", "from", "to"))
    return f"<h2>Time expressions</h2>\n<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
