"""Objects, counts and offices that the parser hangs wrongly, seen in what the engine makes of the sentence."""

from __future__ import annotations

import pytest
from extract.events.tell import described, names, told


@pytest.mark.parametrize(
    ("text", "injured", "bound"),
    [
        ("The blast killed two people and injured up to 60, police said.", 60, "at_most"),
        ("Shells killed two people and wounded between 9 and 11 others in the port on Monday.", 9, "at_least"),
    ],
)
def test_a_count_behind_a_preposition_was_injured(text: str, injured: int, bound: str) -> None:
    (toll,) = [found.toll for found in described(text).assertions if found.toll and found.toll.injured]
    assert (toll.injured, toll.bound["injured"]) == (injured, bound)


def test_the_first_of_two_objects_gets_the_second() -> None:
    promised = told("Minister Bola Ade promised the fishermen the help of the state.")["AGREE.aid"]
    assert names(promised.recipients) == ["the fishermen"]


def test_whoever_is_fined_a_sum_is_fined() -> None:
    fined = told("The court fined Meridian Oil 50,000 pounds for the leak on Friday.")["LEGAL.sentence"]
    assert names(fined.recipients) == ["Meridian Oil"]


def test_elected_president_is_an_election() -> None:
    elected = told("Former mayor Ana Lupu was elected president of the assembly on Friday.")["OFFICE.elect"]
    assert names(elected.recipients) == ["Ana Lupu"]


def test_the_envoy_whose_council_it_is_calls_herself() -> None:
    found = told("It was condemned by the council, whose envoy, Lena Marsh, called on the rebels to withdraw.")
    assert names(found["REQUEST.yield"].actors) == ["Lena Marsh"]
    assert found["REQUEST.yield"].object is None


def test_passengers_shot_dead_were_alive() -> None:
    shot = told("Gunmen stopped a bus near Tol and shot dead nine passengers.")["ASSAULT.shoot"]
    assert names(shot.recipients) == ["nine passengers"]


def test_a_mayor_shot_dead_in_a_headline_shot_nobody() -> None:
    shot = told("Mayor shot dead in Mexico")["ASSAULT.shoot"]
    assert (names(shot.actors), names(shot.recipients)) == ([], ["Mayor"])


def test_a_name_after_its_noun_is_no_subject_of_its_own() -> None:
    voted = told("Owners of Swiss paper group Valtar voted to remove director Reto Frei.")
    assert all("Valtar" not in names(found.actors) for found in voted.values())


def test_a_relative_clause_reports_only_itself() -> None:
    found = told("The ruling was welcomed by farmers and criticised by the mill, which said it would appeal.")
    assert found["SUPPORT.endorse"].attribution is None
