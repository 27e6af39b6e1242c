"""Marks that nobody sees: soft hyphens, joiners, marks of direction. Words are read whole and offsets stay exact."""

from __future__ import annotations

from extract.events.tell import article as described
from extract.reading import read
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.extract.annotate import annotate
from timeline.model.records import GivenEvent

_MARKS = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202e\u2060\ufeff"
_TEXT = "Vladimir Putin visited Kursk on Monday, March 12, 2025. The Kremlin said Ukraine had shelled Sudzha."


def _spans(record: object) -> list[tuple[int, int, str]]:
    """Every span of a record, however deep."""
    if isinstance(record, list):
        return [span for part in record for span in _spans(part)]
    found = []
    if hasattr(record, "__struct_fields__"):
        fields = {name: getattr(record, name) for name in record.__struct_fields__}
        if {"start", "end", "text"} <= fields.keys():
            found.append((fields["start"], fields["end"], fields["text"]))
        found += [span for value in fields.values() for span in _spans(value)]
    return found


def _told(text: str) -> list[tuple[str, list[str]]]:
    return [(found.type, [p.name for p in found.actors]) for found in read(text, "2025-03-13").assertions]


def test_a_mark_inside_a_word_changes_nothing_that_is_told() -> None:
    marked = (
        _TEXT.replace("Putin", "Pu\u00adtin").replace("visited", "vis\u200bited").replace("Kremlin", "Krem\u2060lin")
    )
    assert _told(marked) == _told(_TEXT)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(_TEXT)), st.sampled_from(_MARKS)), max_size=12))
def test_offsets_stay_exact_wherever_marks_stand(marks: list[tuple[int, str]]) -> None:
    text = _TEXT
    for place, mark in sorted(marks, reverse=True):
        text = text[:place] + mark + text[place:]
    article = read(text, "2025-03-13")
    for start, end, words in _spans([article.timexes, article.assertions]):
        assert text[start:end] == words


def test_a_text_of_marks_alone_tells_nothing() -> None:
    assert read("\u200b\u200d\n\u00ad", "2025-03-13").assertions == []


def test_a_callers_span_with_a_mark_in_it_is_found() -> None:
    text = "The min\u00adister vis\u00adited Chad."
    (record,) = annotate([described(text, events=[GivenEvent(id="e1", start=13, end=21)])])
    (visit,) = record.assertions
    assert (visit.type, visit.event, visit.trigger.text) == ("CONSULT.visit", "e1", "vis\u00adited")


def test_a_name_glued_to_the_next_word_is_the_name() -> None:
    text = "The offer went to Mr. PutinWho said on Monday that it was not enough. Vladimir Putin later visited Minsk."
    said = next(found for found in read(text, "2025-03-13").assertions if found.type == "STATEMENT.say")
    assert [(p.name, p.text) for p in said.actors] == [("Vladimir Putin", "Putin")]


def test_names_with_a_capital_inside_stay_whole() -> None:
    names = [p.name for found in read("YouTube met PayPal in Oslo.", "2025-03-13").assertions for p in found.actors]
    assert names == ["YouTube"]
