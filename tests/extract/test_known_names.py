"""Names that the article settles where the pipeline missed or mistook them."""

from __future__ import annotations

from extract.events.tell import described


def _actors(text: str, kind: str) -> list[list[str]]:
    return [[p.name for p in found.actors] for found in described(text).assertions if found.type == kind]


def test_a_surname_taken_for_a_noun_is_the_person_named_in_full() -> None:
    text = "Donald Tusk spoke in Gdansk. Mark Rutte will be received by Tusk in Warsaw on Friday."
    assert _actors(text, "CONSULT.host") == [["Donald Tusk"]]


def test_what_the_article_calls_a_maker_speaks_as_it() -> None:
    text = "Norwegian turbine maker Norwind said on Sunday it had agreed to buy a rival."
    assert _actors(text, "AGREE.cooperate") == [["Norwind"]]


def test_a_retailer_is_its_name() -> None:
    text = "The Swedish retailer Nordwear, a buyer of the shirts, promised compensation to the families."
    assert _actors(text, "AGREE.aid") == [["Nordwear"]]


def test_a_storm_with_a_persons_name_is_nobody() -> None:
    text = "Storm Ingrid kills three on Gotland\nThree people died when Ingrid struck the island on Monday."
    for found in described(text).assertions:
        assert "Ingrid" not in [word for p in (*found.actors, *found.recipients) for word in p.name.split()]
