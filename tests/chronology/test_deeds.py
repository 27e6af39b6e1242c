"""Titles in the article's own verb and object."""

from __future__ import annotations

import pytest
from extract.reading import read

from timeline.chronology import fold
from timeline.chronology.deeds import Deed, third_person


@pytest.mark.parametrize(
    ("verb", "third"), [("pass", "passes"), ("carry", "carries"), ("pay", "pays"), ("go", "goes"), ("veto", "vetoes")]
)
def test_verbs_agree_with_one_doer(verb: str, third: str) -> None:
    assert third_person(verb) == third


def test_a_particle_follows_its_verb() -> None:
    assert Deed("break off", "talks").told(several=False) == "breaks off talks"
    assert Deed("break off", "talks").told(several=True) == "break off talks"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Norway suspended budget aid to Mali on Monday.", "Norway suspends budget aid to Mali"),
        ("The premier cancelled a trip to Oslo that had been planned for June.", "Premier cancels a trip to Oslo"),
        (
            "Opposition leaders vowed to challenge the law in court.",
            "Opposition leaders vow to challenge the law in court",
        ),
        ("The premier visited a shelter in Bergen on Monday.", "Premier visits a shelter in Bergen"),
        ("Farmers staged a protest in Riga on Monday.", "Farmers stage a protest in Riga"),
        ("Prosecutors opened an inquiry into the mayor on Monday.", "Prosecutors open an inquiry into the mayor"),
    ],
)
def test_a_title_tells_the_deed_in_the_article_s_words(text: str, title: str) -> None:
    assert title in [e.title for e in fold([read(text, "2023-05-10")]).events]


def test_a_passive_is_told_by_its_type() -> None:
    (event,) = fold([read("A smuggler was arrested by the coast guard on Monday.", "2023-05-10")]).events
    assert event.title == "Coast guard arrests smuggler"


def test_police_at_a_rally_do_not_demonstrate() -> None:
    events = fold([read("Police detained 20 people at a rally in Oslo on Monday.", "2023-05-10")]).events
    assert [a.name for e in events if e.type == "PROTEST.demo" for a in e.actors] == []
