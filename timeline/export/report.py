"""What a scheduled run changed, as text and as one HTML page without scripts or outside resources."""

from __future__ import annotations

from html import escape

import msgspec

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}"
    "h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem}li{margin:.3rem 0}.none{color:#666}"
    "@media(prefers-color-scheme:dark){body{background:#111;color:#ddd}}"
)


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """A run in words: headed lists of changes, and what was not read."""

    run: str
    started_at: str
    position: int
    counts: dict[str, int]
    rejected: list[tuple[str, str]]
    sections: list[tuple[str, list[str]]]


def _summary(report: Report) -> str:
    counts = ", ".join(f"{number} {name}" for name, number in report.counts.items())
    return f"{report.started_at}, journal at {report.position}: {counts}"


def text(report: Report) -> str:
    """As plain text."""
    lines = [report.run, _summary(report)]
    for title, found in report.sections:
        lines += ["", f"{title}: {len(found)}", *(f"  {line}" for line in found)]
    lines += ["", f"rejected files: {len(report.rejected)}"]
    lines += [f"  {origin}: {reason}" for origin, reason in report.rejected]
    return "\n".join(lines) + "\n"


def html(report: Report) -> str:
    """As one page; every word from outside is escaped."""
    headed = [*report.sections, ("rejected files", [f"{origin}: {reason}" for origin, reason in report.rejected])]
    body = "".join(_section(title, found) for title, found in headed)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(report.run)}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body>'
        f"<h1>{escape(report.run)}</h1><p>{escape(_summary(report))}</p>{body}</body></html>\n"
    )


def _section(title: str, found: list[str]) -> str:
    heading = f"<h2>{escape(title)}: {len(found)}</h2>"
    if not found:
        return heading + '<p class="none">none</p>'
    return heading + "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in found) + "</ul>"
