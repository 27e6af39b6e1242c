from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from extract.events.tell import article, described
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline.extract.annotate import annotate
from timeline.model.records import Annotated

ODD = [
    "\u200f",
    "\u202e",
    "👩\u200d👩\u200d👧",
    "🇺🇦",
    "\x00",
    "\x07",
    "\ufeff",
    "é",
    "e\u0301",
    "\u2028",
    "\r\n",
    "\t",
    "“",
    "”",
    "…",
    "Россия атаковала",
    "中国",
]
NEWS = [
    "Putin visited Kursk",
    "talks will begin",
    "KILLED EIGHT PEOPLE",
    "said that",
    "France",
    "attacked",
    "on Wednesday",
    ",",
    ".",
    "?",
    " ",
]


def spans(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


def exact(found: Annotated) -> bool:
    raw = msgspec.to_builtins(found)
    raw.pop("text")
    return all(found.text[s["start"] : s["end"]] == s["text"] for s in spans(raw))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(st.sampled_from(NEWS), st.sampled_from(ODD), st.text(max_size=6)), max_size=25))
def test_offsets_are_exact_in_any_text(parts: list[str]) -> None:
    assert exact(described(" ".join(parts)))


def test_a_paragraph_of_a_hundred_thousand_characters_is_read_in_pieces() -> None:
    text = f"The king visited Denmark on Monday{' quietly' * 120}. " * 101
    assert len(text) > 100_000
    found = described(text)
    assert sum(a.trigger.text == "visited" for a in found.assertions) == 101
    assert exact(found)


def test_text_without_a_single_sentence_is_read() -> None:
    assert exact(described("x" * 20_000))
    assert exact(described("🙂" * 3000))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\x00"])
def test_nothing_in_nothing_out(text: str) -> None:
    assert described(text).assertions == []


def test_neighbours_do_not_change_an_article() -> None:
    one, two = article("The king visited Denmark."), article("Rebels shelled the port of Aden.")
    together = list(annotate([one, two, one]))
    alone = [next(annotate([one])), next(annotate([two])), next(annotate([one]))]
    assert [msgspec.json.encode(a) for a in together] == [msgspec.json.encode(a) for a in alone]


def test_other_languages_are_left_out_and_it_is_said() -> None:
    german = (
        "Der Kanzler hat am Mittwoch die Hauptstadt besucht und mit seinem Amtskollegen lange über die Lage gesprochen."
    )
    found = described(
        f"The king visited Denmark on Monday.\n{german}\nПрезидент посетил Курскую область в среду вечером."
    )
    assert [a.trigger.text for a in found.assertions] == ["visited"]
    assert found.notes == ["2 paragraphs are not in English and were not analysed"]
    assert exact(found)


@pytest.mark.parametrize(
    "text",
    [
        "\u202bRebels attacked\u202c the convoy near \u200fGoma on Monday.",
        "Rebels\x07 attacked\x00 the convoy near Goma on Monday.",
        "🔥 Rebels attacked the convoy 👩\u200d👩\u200d👧\u200d👦 near Goma on Monday 😱.",
    ],
)
def test_marks_that_nobody_sees_hide_no_event(text: str) -> None:
    (row,) = described(text).assertions
    assert (row.type, [p.text for p in row.actors]) == ("ASSAULT.attack", ["Rebels"])
    assert {p.text for p in row.recipients} <= {"the convoy"}
