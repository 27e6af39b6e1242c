"""Incidents as news tells them: one event a sentence, nobody a doer who only speaks of it or suffers it."""

from __future__ import annotations

import pytest

from tests.extract.events.tell import described, names, told


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("A fire broke out at a sawmill near Graz on Monday.", "DISASTER.fire"),
        ("Flames engulfed a hostel in Quito on Monday.", "DISASTER.fire"),
        ("A trawler sank off the coast of Norway on Monday.", "DISASTER.crash"),
        ("A minibus plunged into a gorge in Nepal on Monday.", "DISASTER.crash"),
        ("The alliance began its largest exercise in years.", "MOBILIZE.exercise"),
        ("The charity sent ten trucks of food to the valley.", "AID.humanitarian"),
        ("The minister travelled to Lecce on Monday.", "CONSULT.visit"),
    ],
)
def test_common_wordings_of_incidents_are_found(text: str, type_: str) -> None:
    assert type_ in told(text)


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("A strong earthquake struck Chile late on Sunday.", "DISASTER.quake"),
        ("A car bomb exploded outside a bank in Bogota on Sunday.", "ASSAULT.bomb"),
        ("A suicide bomber blew himself up at a market in Kano.", "ASSAULT.suicide"),
    ],
)
def test_a_subject_that_names_the_event_is_the_same_event(text: str, type_: str) -> None:
    assert [a.type for a in described(text).assertions].count(type_) == 1


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("The premier condemned the attack in Lund.", "ASSAULT.attack"),
        ("Three guards died in an attack near Basra.", "ASSAULT.attack"),
        ("Police are investigating a shooting in Cork.", "ASSAULT.shoot"),
        ("Families fled the fighting in Khartoum.", "ASSAULT.clash"),
        ("France denounced the coup in Gabon.", "OFFICE.dismiss"),
    ],
)
def test_whoever_speaks_of_an_event_or_suffers_it_did_not_do_it(text: str, type_: str) -> None:
    assert told(text)[type_].actors == []


def test_whoever_orders_an_attack_is_behind_it() -> None:
    assert names(told("The colonel ordered an airstrike on the depot.")["ASSAULT.airstrike"].actors) == ["The colonel"]


def test_those_arrested_over_an_attack_are_not_its_victims() -> None:
    found = told("Two men were detained over the attack in Lyon.")
    assert found["ASSAULT.attack"].recipients == []
    assert names(found["COERCE.arrest"].recipients) == ["Two men"]


def test_victims_are_counted_and_not_vessels() -> None:
    toll = told("At least 30 people died when a ferry capsized on the lake.")["CASUALTY.killed"].toll
    assert toll is not None
    assert (toll.killed, toll.bound) == (30, {"killed": "at_least"})


def test_people_shot_dead_are_counted() -> None:
    toll = told("A gunman shot dead five people at a station in Malmo.")["ASSAULT.shoot"].toll
    assert toll is not None
    assert toll.killed == 5


def test_what_is_called_for_a_day_is_planned_for_that_day() -> None:
    strike = told("The dockers called a one-day strike for Friday.")["PROTEST.strike"]  # published on a Thursday
    assert (strike.factuality, strike.date.edtf) == ("scheduled", "2025-03-14")


def test_a_call_of_some_length_is_no_plan() -> None:
    assert told("Workers called a strike for two days.")["PROTEST.strike"].factuality == "happened"


def test_condolences_are_no_agreement() -> None:
    assert "AGREE.cooperate" not in told("The premier offered his condolences.")


def test_sanctions_that_are_slapped_on_somebody_are_in_force() -> None:
    assert told("Ottawa slapped sanctions on two banks.")["SANCTION.impose"].factuality == "happened"


@pytest.mark.parametrize(
    ("text", "type_", "counts"),
    [
        ("A fire broke out on a barge, killing four people and injuring 23.", "DISASTER.fire", (4, 23)),
        ("Four people died and 23 were injured after a fire broke out near Bari.", "DISASTER.fire", (4, 23)),
        ("A minibus plunged into a gorge in Nepal, killing 20 people.", "DISASTER.crash", (20, None)),
        ("At least ten people were killed and 15 wounded in a bombing in Kabul.", "ASSAULT.bomb", (10, 15)),
        ("Rebels attacked a base and killed seven soldiers.", "ASSAULT.attack", (7, None)),
        (
            "The number of people killed in an attack on a hotel in Kismayo has risen to nine.",
            "ASSAULT.attack",
            (9, None),
        ),
        ("Death toll from Chile earthquake rises to 2,000.", "DISASTER.quake", (2000, None)),
    ],
)
def test_the_dead_and_injured_belong_to_what_killed_them(text: str, type_: str, counts: tuple[int, int | None]) -> None:
    (found,) = described(text).assertions
    assert found.type == type_
    assert found.toll is not None
    assert (found.toll.killed, found.toll.injured) == counts


def test_who_is_killed_after_an_attack_is_not_killed_in_it() -> None:
    found = told("Police killed two rebels after an attack on a base in Mali.")
    assert names(found["ASSAULT.kill"].actors) == ["Police"]
    assert found["ASSAULT.attack"].toll is None


def test_casualties_without_a_cause_in_their_sentence_stand_alone() -> None:
    toll = told("Eight people were killed in Gaza on Monday.")["CASUALTY.killed"].toll
    assert toll is not None
    assert toll.killed == 8


def test_a_count_is_nobody() -> None:
    assert told("Gunmen opened fire in Owo, killing 40.")["ASSAULT.shoot"].recipients == []


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "Rebels stormed a market in Mopti on Saturday, killing seven people, residents and police said.",
            ["residents", "police"],
        ),
        ("Rebels killed seven people in Mopti on Sunday, witnesses and a doctor said.", ["witnesses", "a doctor"]),
    ],
)
def test_two_who_said_it_are_no_victims(text: str, speakers: list[str]) -> None:
    found = described(text).assertions
    assert [names(a.actors) for a in found if a.type == "STATEMENT.say"] == [speakers]
    assert not {"residents", "police"} & {p.text for a in found for p in a.recipients}


def test_counts_that_and_joins_add_up() -> None:
    toll = told("Three soldiers and 12 civilians were killed in Mali.")["CASUALTY.killed"].toll
    assert toll is not None
    assert toll.killed == 15


def test_a_bombing_that_hits_something_is_one_bombing() -> None:
    assert [a.type for a in described("A suicide bombing hit a mosque in Kano.").assertions] == ["ASSAULT.suicide"]


def test_a_bomb_goes_off_without_anybody_named() -> None:
    assert "ASSAULT.bomb" in told("A car bomb exploded at the gate.")
