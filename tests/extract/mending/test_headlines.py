"""Headlines: commas for "and", verbs that look like nouns, participles without "was"."""

from __future__ import annotations

import pytest
from extract.events.tell import names, told


@pytest.mark.parametrize(
    ("line", "kind", "actors", "recipients"),
    [
        ("Norway, Chad sign peace deal in Oslo", "AGREE.ceasefire", ["Norway", "Chad"], None),
        ("Macron, Meloni meet in Rome", "CONSULT.meet", ["Macron", "Meloni"], None),
        ("Germany, France urge EU to act", "REQUEST.change", ["Germany", "France"], ["EU"]),
        ("Police arrest three over museum theft", "COERCE.arrest", ["Police"], None),
        ("Thousands march in Belgrade against government", "PROTEST.demo", ["Thousands"], None),
        ("Ex-president Duterte arrested at Manila airport", "COERCE.arrest", [], ["Duterte"]),
        ("Bolsonaro sentenced to 27 years in prison", "LEGAL.sentence", [], ["Bolsonaro"]),
        ("Two soldiers wounded in Sinai", "CASUALTY.injured", [], ["Two soldiers"]),
        ("Cashier slain", "ASSAULT.kill", [], ["Cashier"]),
        ("Watchman slain in warehouse raid", "ASSAULT.kill", [], ["Watchman"]),
        ("Student found shot dead in park", "ASSAULT.shoot", [], ["Student"]),
        ("Nurse found stabbed to death", "ASSAULT.attack", [], ["Nurse"]),
        ("Waiter knifed outside bar", "ASSAULT.attack", [], ["Waiter"]),
        ("Shopkeeper set upon by gang", "ASSAULT.attack", ["gang"], ["Shopkeeper"]),
        ("Woman held over stabbing", "COERCE.arrest", [], ["Woman"]),
        ("Girl, 7, killed by gunman", "ASSAULT.kill", ["gunman"], ["Girl"]),
        ("Boy, 11, hit by bus", "DISASTER.crash", [], []),
        ("Stray bullet wounds woman in Rio", "CASUALTY.injured", [], ["woman"]),
        ("Tram derails near depot", "DISASTER.crash", [], None),
        ("EU sanctions Chinese refiners over oil", "SANCTION.impose", ["EU"], None),
    ],
)
def test_headlines_have_their_own_grammar(
    line: str, kind: str, actors: list[str], recipients: list[str] | None
) -> None:
    found = told(line, "headline")
    assert kind in found, f"{line} gave {list(found)}"
    assert names(found[kind].actors) == actors
    if recipients is not None:
        assert names(found[kind].recipients) == recipients


def test_a_full_sentence_keeps_its_verbs() -> None:
    assert names(told("The mayor arrested nobody in the port on Friday.")["COERCE.arrest"].actors) == ["The mayor"]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The freight train left the tracks near Tula.", "DISASTER.crash"),
        ("A tram jumped the rails outside the station.", "DISASTER.crash"),
        ("Mount Etna erupted at dawn.", "DISASTER.quake"),
        ("A porter was set upon by three youths.", "ASSAULT.attack"),
        ("The spark set off a fire at the mill.", "DISASTER.fire"),
        ("The gas leak set off an explosion in the laundry.", "DISASTER.accident"),
    ],
)
def test_what_befalls_people_is_told_in_many_words(sentence: str, kind: str) -> None:
    assert told(sentence)[kind].factuality == "happened"


def test_leaving_the_station_is_no_derailment() -> None:
    assert "DISASTER.crash" not in told("The train left the station at noon.")


def test_tributes_to_the_murdered_propose_no_murder() -> None:
    assert all(a.factuality == "happened" for a in told("Tributes to murdered baker", "headline").values())


@pytest.mark.parametrize(
    ("line", "kind", "actors"),
    [
        ("Nine killed in Mosul car bombing", "ASSAULT.bomb", []),
        ("Four die in Mogadishu market attack", "ASSAULT.attack", []),
        ("The Israeli bombing of the port went on.", "ASSAULT.bomb", ["Israeli"]),
    ],
)
def test_a_place_before_a_bombing_is_where_it_was(line: str, kind: str, actors: list[str]) -> None:
    assert names(told(line, "headline" if line[-1] != "." else "body")[kind].actors) == actors


@pytest.mark.parametrize(
    "line",
    [
        "Four people were killed when a minibus carrying farmers overturned in Kenya on Tuesday.",
        "Two people were killed when a lorry overturned in southern Chile on Tuesday.",
        "Five people were killed when a truck overturned near Lima on Tuesday",
        "Six people were hurt when a tram carrying pupils derailed in Brno on Tuesday.",
    ],
)
def test_the_day_at_the_end_of_when_is_that_of_those_killed(line: str) -> None:
    crash = told(line)["DISASTER.crash"]
    assert (crash.date.edtf, crash.date.rule.startswith("no expression")) == ("2025-03-11", False)


@pytest.mark.parametrize("line", ["Three held over fraud", "Five were arrested on Monday."])
def test_a_number_in_a_headline_is_people(line: str) -> None:
    assert told(line, "headline")["COERCE.arrest"].actors == []
