"""Captions: who stands where does not part the subject from its verb, and every span stays exact."""

from __future__ import annotations

from extract.reading import read

CAPTION = (
    "President Ana Solberg, left, accompanied by Defence Minister Karl Brandt, second right, "
    "visits a shipyard in Bergen on Friday, June 3, 2022. (Press Office via AP)"
)


def test_the_first_named_person_does_what_the_caption_tells() -> None:
    text = f"Solberg tours shipyard\n\n{CAPTION}\n\nThe yard builds ferries for the northern islands."
    record = read(text, "2022-06-05")
    assert any(s.kind == "caption" for s in record.sections)
    (visit,) = [a for a in record.assertions if a.trigger.text == "visits"]
    assert [p.name for p in visit.actors] == ["Ana Solberg"]
    assert visit.date.edtf == "2022-06-03"
    for span in [visit.trigger, visit.sentence, *visit.actors, *visit.recipients]:
        assert record.text[span.start : span.end] == span.text


def test_the_day_in_a_caption_is_that_of_its_picture() -> None:
    caption = (
        "In this photo released by the palace press office, on Friday, June 3, 2022, "
        "President Ana Solberg visits a shipyard in Bergen. (Press Office via AP)"
    )
    record = read(f"Solberg tours shipyard\n\n{caption}\n\nThe yard builds ferries.")
    (visit,) = [a for a in record.assertions if a.trigger.text == "visits"]
    assert visit.date.edtf == "2022-06-03"
