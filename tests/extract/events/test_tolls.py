from __future__ import annotations

import pytest
from extract.events.tell import told

from timeline.extract.numbers import number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("eight", 8),
        ("twenty-two", 22),
        ("two hundred and five", 205),
        ("1,200", 1200),
        ("three thousand", 3000),
        ("blue", None),
    ],
)
def test_numbers_in_words_and_figures(words: str, value: int | None) -> None:
    assert number(words.split()) == value


def test_people_killed_and_wounded_in_one_sentence() -> None:
    toll = told("At least eight people were killed and 20 wounded in Kabul on Monday.")["CASUALTY.killed"].toll
    assert toll is not None
    assert (toll.killed, toll.injured) == (8, 20)
    assert toll.bound["killed"] == "at_least"


def test_who_kills_is_an_actor_and_the_number_stays() -> None:
    found = told("The gunmen killed two clerks.")["ASSAULT.kill"]
    assert found.toll is not None
    assert found.toll.killed == 2


def test_of_a_range_the_lower_end_is_kept_as_a_bound() -> None:
    toll = told("From 10 to 15 people were injured.")["CASUALTY.injured"].toll
    assert toll is not None
    assert (toll.injured, toll.bound) == (10, {"injured": "at_least"})
