"""Which days of an event contradict each other, and which only seem to."""

from __future__ import annotations

from tests.chronology.build import article, says
from timeline.chronology import fold

TWELFTH = article(
    "a", says("Anna Vale visited Norport on the morning of 12 March.", on="2025-03-12"), published="2025-03-12"
)


def conflicts(*claims, published):
    """The conflicts of what an article tells with the visit on 12 March; both are one event."""
    result = fold([TWELFTH, article("b", *claims, published=published)])
    assert len(result.events) == 1
    return result.conflicts


def test_overnight_is_the_morning_after_as_well():
    words = "Anna Vale visited Norport overnight."
    assert not conflicts(says(words, on="2025-03-11", timex="overnight"), published="2025-03-12")
    assert conflicts(says(words, on="2025-03-10", timex="overnight"), published="2025-03-11")


def test_an_hour_without_a_day_contradicts_nobody():
    words = "Anna Vale visited Norport at 10:23."
    assert not conflicts(says(words, on="2025-03-13", basis="relative", timex="10:23"), published="2025-03-13")
    assert conflicts(says(words, on="2025-03-13", basis="relative"), published="2025-03-13")


def test_two_words_of_one_sentence_do_not_make_the_day_of_the_story_that_of_the_event():
    def lent(sentence, trigger="visited"):
        return says(sentence, trigger, on="2025-03-13", basis="inherited", flags=["soft"])

    one = "Anna Vale visited Norport, a visit of two hours."
    assert not conflicts(lent(one), lent(one, "visit of"), published="2025-03-13")
    assert conflicts(lent(one), lent("She visited its mills."), published="2025-03-13")
