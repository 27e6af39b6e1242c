"""CSV for spreadsheets, and the report page."""

import csv
import io

from timeline.export.csv import COLUMNS, event_rows
from timeline.export.report import Report, html, text
from timeline.model.records import EventDate, EventRecord, Party, Reading


def event(title):
    day = "2025-03-12"
    reading = Reading(edtf=day, earliest=day, latest=day, assertions=[], articles=[], independent_sources=1)
    date = EventDate(edtf=day, earliest=day, latest=day, granularity="day")
    actors = [Party(entity="name:berg", name="Berg"), Party(entity="name:vogel", name="Vogel")]
    return EventRecord(
        id="evt-1", type="CONSULT.meet", title=title, actors=actors, factuality="happened", date=date,
        readings=[reading],
    )  # fmt: skip


def rows(*events):
    return list(csv.DictReader(io.StringIO("".join(event_rows(events)))))


def test_one_row_an_event_with_all_columns():
    row = rows(event('Berg, Vogel "meet"'))[0]
    assert tuple(row) == COLUMNS
    assert row["title"] == 'Berg, Vogel "meet"'
    assert row["actors"] == "Berg; Vogel"
    assert row["date"] == "2025-03-12"


def test_a_cell_is_never_a_formula():
    assert rows(event("=1+1"))[0]["title"] == "'=1+1"


def report(line):
    return Report(
        run="run-1", started_at="2025-03-14", position=4, counts={"events": 1}, rejected=[("in/x", "binary")],
        sections=[("new events", [line]), ("gone", [])],
    )  # fmt: skip


def test_the_page_escapes_every_word_from_outside():
    page = html(report("<script>alert(1)</script>"))
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "http" not in page


def test_the_text_counts_each_section():
    told = text(report("a visit"))
    assert "new events: 1\n  a visit\n" in told
    assert "gone: 0" in told
    assert "in/x: binary" in told
