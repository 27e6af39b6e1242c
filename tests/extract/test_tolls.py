"""Counts of people where the second verb has lost its noun."""

from __future__ import annotations

from extract.reading import read


def test_a_count_before_the_second_verb_is_its_own() -> None:
    record = read("Four miners were killed and nine wounded on Monday.", "2021-06-02")
    tolls = {a.type: a.toll for a in record.assertions if a.type.startswith("CASUALTY")}
    killed, injured = tolls["CASUALTY.killed"], tolls["CASUALTY.injured"]
    assert killed
    assert (killed.killed, killed.injured) == (4, 9)
    assert injured
    assert injured.injured == 9
