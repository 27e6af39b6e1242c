"""The chronology as a table, day by day."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from timeline.cli.output import console, trimmed
from timeline.export.words import compact, plural, short
from timeline.model.dates import UNKNOWN
from timeline.model.records import EventRecord

_PLAIN = ("happened", "ongoing")


def table(events: Sequence[EventRecord], articles: int) -> None:
    """Print events grouped by day; a conflict is marked with `!`, what is no plain fact with its factuality.

    Every row carries its date, so that lines can be picked with `grep`.
    """
    out = console()
    if not events:
        out.print(f"no matching events in {plural(articles, 'article')}")
        return
    grid = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 2, 0, 0), expand=True)
    grid.add_column("date", no_wrap=True)
    grid.add_column("type", no_wrap=True, style="cyan")
    grid.add_column("event", ratio=1, overflow="fold")
    grid.add_column("src", justify="right", no_wrap=True)
    grid.add_column("", no_wrap=True, style="bold red")
    grid.add_column("id", no_wrap=True, style="dim")
    previous = None
    for number, event in enumerate(events):
        shown = _date(event)
        following = _date(events[number + 1]) if number + 1 < len(events) else None
        grid.add_row(
            Text(compact(shown), style="bold" if shown != previous else "dim"),
            event.type,
            _title(event),
            str(event.independent_sources),
            "!" if event.conflict else "",
            short(event.id),
            end_section=following != shown,
        )
        previous = shown
    trimmed(out, grid)
    conflicting = sum(1 for event in events if event.conflict)
    note = f", {plural(conflicting, 'conflict')} marked !" if conflicting else ""
    out.print(f"{plural(len(events), 'event')} from {plural(articles, 'article')}{note}")


def _date(event: EventRecord) -> str:
    """The strongest reading's date; the other readings of a conflict stand in its card."""
    if event.readings:
        return event.readings[0].edtf
    return "undated" if event.date.edtf == UNKNOWN else event.date.edtf


def _title(event: EventRecord) -> Text:
    text = Text(event.title)
    said = f"({event.factuality.replace('_', ' ')})"
    if event.factuality not in _PLAIN and not event.title.endswith(said):
        text.append(f"  {said}", style="italic yellow")
    others = [compact(reading.edtf) for reading in event.readings[1:]] if event.conflict else []
    if others:
        text.append(f"  (also {', '.join(others)})", style="red")
    return text
