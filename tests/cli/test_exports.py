"""CSV for spreadsheets, and the report page."""

import csv
import io

from timeline.export.csv import COLUMNS, event_rows
from timeline.export.report import Report, Row, html, text
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


def report(what):
    return Report(
        run="run-1", started_at="2025-03-14T02:30:00.000000Z", position=4, read={"new files": 1, "rejected": 1},
        counts={"events": 1}, rejected=[("in/x", "binary")], notes=["corpus a: nothing at b"],
        sections=[("new events", [Row(when="2024-22", what=what, id="evt-0123456789abcdef")]),
                  ("re-dated", [Row(when="2025-03-12 → 2025-03", what="talks")]), ("gone", [])],
    )  # fmt: skip


def test_the_page_escapes_every_word_from_outside():
    page = html(report("<script>alert(1)</script>"))
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "http" not in page


def test_the_page_says_what_when_and_what_is_to_be_looked_after():
    page = html(report("a visit"))
    assert "<th rowspan=1>2024 summer</th><td>a visit <code>evt-01234567</code></td>" in page
    assert "Wed 12 March 2025 → March 2025" in page
    assert "<li>corpus a: nothing at b</li>" in page
    assert "None: gone." in page


def test_the_text_counts_each_section():
    told = text(report("a visit"))
    assert "read        1 new file, 1 rejected\n" in told
    assert "new events: 1\n  2024 summer           a visit  (evt-01234567)\n" in told
    assert "not read: 1\n  in/x: binary\n" in told
    assert told.endswith("none: gone\n")
