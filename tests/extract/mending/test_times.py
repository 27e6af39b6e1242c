"""Words of time in their place: seen in the days that events get."""

from __future__ import annotations

from extract.dating.test_choose import DATED, document, tag

from timeline.extract.dating import Site, date_events


def days(text: str, *words: str) -> list[str]:
    made = document(text)
    forms = [token.text for token in made.paragraphs[0].doc]
    sites = [Site(0, forms.index(word), lemma=word) for word in words]
    return [ref.edtf for ref in date_events(made, tag(text, DATED, made.article.sections, made), sites)]


def test_that_day_dates_what_was_done_on_it() -> None:
    text = "The board met late Tuesday. Workers signed a letter on Monday. A rival offered him a job that day."
    assert days(text, "offered") == ["2025-03-10"]


def test_days_are_counted_back_from_a_clause_that_reads_like_a_phrase() -> None:
    text = "The start-up rehired its founder late Tuesday, five days after its board fired him."
    assert days(text, "rehired", "fired") == ["2025-03-11", "2025-03-06"]
