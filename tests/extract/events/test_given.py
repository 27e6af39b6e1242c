from __future__ import annotations

from extract.events.tell import article

from timeline.extract.annotate import annotate
from timeline.model.records import GivenEvent

TEXT = "The firm unveiled a bicycle in Oslo. It costs less than the old one.\nShare this article"


def spans(*words: str) -> list[GivenEvent]:
    return [
        GivenEvent(id=f"e{n}", start=TEXT.index(word), end=TEXT.index(word) + len(word)) for n, word in enumerate(words)
    ]


def test_each_given_span_gets_exactly_one_assertion() -> None:
    (found,) = annotate([article(TEXT, events=spans("unveiled", "costs", "bicycle"))])
    assert sorted(a.event or "" for a in found.assertions) == ["e0", "e1", "e2"]
    assert {a.event: a.type for a in found.assertions}["e1"] == "OTHER.event"


def test_a_word_without_a_row_still_has_its_people() -> None:
    (found,) = annotate([article(TEXT, events=spans("costs"))])
    (assertion,) = found.assertions
    assert [p.text for p in assertion.actors] == ["It"]


def test_an_empty_list_of_spans_gives_no_assertions() -> None:
    (found,) = annotate([article(TEXT, events=[])])
    assert found.assertions == []


def test_a_span_outside_the_parsed_text_is_described_by_its_words() -> None:
    whole = article(TEXT)
    cut = whole.sections[0]
    import msgspec

    short = msgspec.structs.replace(
        whole, sections=[msgspec.structs.replace(cut, end=TEXT.index("Share"))], events=spans("Share")
    )
    (found,) = annotate([short])
    assert [(a.event, a.type, a.trigger.text) for a in found.assertions] == [("e0", "OTHER.event", "Share")]
