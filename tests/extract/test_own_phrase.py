"""A time in the event's own phrase is its date, however coarse; no day told elsewhere overrides it."""

from __future__ import annotations

from extract.reading import read


def test_a_month_in_the_own_phrase_beats_the_day_of_the_story() -> None:
    text = (
        "The Chilean president arrived in Lima on Tuesday.\n\nThe dispute ended days earlier.\n\n"
        "Chile and Peru signed a fishing treaty in February."
    )
    record = read(text, "2023-05-10")
    signing = [a for a in record.assertions if a.trigger.text == "signed"]
    assert [a.date.edtf for a in signing] == ["2023-02"]


def test_what_has_been_so_since_has_not_the_day_of_the_story() -> None:
    text = "The president visited the valley on Monday for the first time since rebels seized the dam."
    record = read(text, "2023-05-10")
    dates = {a.trigger.text: a.date.edtf for a in record.assertions}
    assert dates["visited"] == "2023-05-08"
    assert dates["seized"] == "XXXX-XX-XX"
