"""Events as CSV: one row an event. Left out: quotes, single assertions, links and the grounds of merges.

Cells that a spreadsheet would take for a formula get an apostrophe in front.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Final

from timeline.model.records import EventRecord

COLUMNS: Final = (
    "date", "earliest", "latest", "granularity", "type", "title", "actors", "recipients", "place", "country",
    "killed", "injured", "missing", "factuality", "independent_sources", "readings", "conflict", "id",
)  # fmt: skip
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def event_rows(events: Iterable[EventRecord]) -> Iterator[str]:
    """A header line, then one line an event."""
    yield _line(COLUMNS)
    for event in events:
        toll, place = event.toll, event.place
        yield _line(
            (
                event.readings[0].edtf if event.readings else event.date.edtf,
                event.date.earliest,
                event.date.latest,
                event.date.granularity,
                event.type,
                event.title,
                "; ".join(p.name for p in event.actors),
                "; ".join(p.name for p in event.recipients),
                place.name if place else None,
                place.country if place else None,
                toll.killed if toll else None,
                toll.injured if toll else None,
                toll.missing if toll else None,
                event.factuality,
                event.independent_sources,
                "; ".join(r.edtf for r in event.readings),
                event.conflict,
                event.id,
            )
        )


def _line(cells: Iterable[object]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow([_cell(cell) for cell in cells])
    return buffer.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return "" if value is None else value
