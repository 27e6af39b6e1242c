"""What a scheduled run changed, as text and as one HTML page without scripts or outside resources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files
from itertools import groupby

import msgspec

from timeline.export.words import compact, day, short


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One change: its date (EDTF, perhaps two of them with an arrow between), what it is, and an id to ask about."""

    when: str = ""
    what: str
    id: str = ""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """A run in words: headed lists of changes, what was not read, and what else is to be said."""

    run: str
    started_at: str
    position: int
    read: dict[str, int]
    counts: dict[str, int]
    sections: list[tuple[str, list[Row]]]
    rejected: list[tuple[str, str]] = []
    notes: list[str] = []


def _counted(numbers: dict[str, int]) -> str:
    """`1 article, 2 entities`: the names stand in the plural."""
    singular = {"entities": "entity"}
    return ", ".join(
        f"{number:,} {singular.get(name, name.removesuffix('s')) if number == 1 else name}"
        for name, number in numbers.items()
    )


def _lists(report: Report) -> tuple[list[tuple[str, list[Row]]], list[str]]:
    """The sections that say something, and the titles of those that do not."""
    rejected = [Row(what=f"{origin}: {reason}") for origin, reason in report.rejected]
    all_ = [("to look after", [Row(what=note) for note in report.notes]), *report.sections, ("not read", rejected)]
    return [(title, rows) for title, rows in all_ if rows], [t for t, rows in report.sections if not rows]


def text(report: Report) -> str:
    """As plain text."""
    told, silent = _lists(report)
    lines = [
        f"{report.run}, started {report.started_at[:19]}Z, journal at {report.position}",
        f"read        {_counted(report.read)}",
        f"chronology  {_counted(report.counts)}",
    ]
    for title, rows in told:
        lines += ["", f"{title}: {len(rows)}", *(f"  {line}" for line in _plain(rows))]
    lines += ["", f"none: {', '.join(silent)}"] if silent else []
    return "\n".join(lines) + "\n"


def _plain(rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        when = f"{_compact(row.when):<21} " if row.when else ""
        yield f"{when}{row.what}{f'  ({short(row.id)})' if row.id else ''}"


def _compact(when: str) -> str:
    return " → ".join(compact(part) for part in when.split(" → "))


def html(report: Report) -> str:
    """As one page; every word from outside is escaped."""
    told, silent = _lists(report)
    style = files("timeline.export").joinpath("report.css").read_text(encoding="utf-8")
    jump = " · ".join(f'<a href="#s{n}">{escape(title)} {len(rows)}</a>' for n, (title, rows) in enumerate(told))
    body = "".join(_section(number, title, rows) for number, (title, rows) in enumerate(told))
    none = f"<p class=none>None: {escape(', '.join(silent))}.</p>\n" if silent else ""
    started = f"{day(report.started_at[:10])}, {report.started_at[11:16]} UTC"
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{escape(report.run)}</title>\n'
        f'<meta name="viewport" content="width=device-width">\n<style>\n{style}</style>\n</head>\n<body>\n'
        f"<h1>What changed in the chronology</h1>\n<p>{escape(started)} <small>{escape(report.run)}</small></p>\n"
        f"<dl><dt>Read<dd>{escape(_counted(report.read))}\n<dt>Chronology<dd>{escape(_counted(report.counts))}"
        f"<small>, journal at {report.position}</small></dl>\n<nav>{jump}</nav>\n{body}{none}</body>\n</html>\n"
    )


def _section(number: int, title: str, rows: Sequence[Row]) -> str:
    heading = f'<h2 id="s{number}">{escape(title.capitalize())} <small>{len(rows)}</small></h2>\n'
    if not any(row.when for row in rows):
        return heading + "<ul>\n" + "".join(f"<li>{_what(row)}</li>\n" for row in rows) + "</ul>\n"
    parts = []
    for when, found in groupby(rows, key=lambda row: row.when):
        same = list(found)
        words = " → ".join(day(part) for part in when.split(" → "))
        first = f"<th rowspan={len(same)}>{escape(words)}</th>"
        parts += [f"<tr>{first if row is same[0] else ''}<td>{_what(row)}</td></tr>\n" for row in same]
    return heading + "<table>\n" + "".join(parts) + "</table>\n"


def _what(row: Row) -> str:
    return escape(row.what) + (f" <code>{escape(short(row.id))}</code>" if row.id else "")
