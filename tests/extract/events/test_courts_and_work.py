"""Courts, police and labour in their usual words."""

from __future__ import annotations

import pytest
from extract.events.tell import names, told


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A court in Accra jailed the former minister for nine years on Tuesday.", "LEGAL.sentence"),
        ("Police jailed two activists in Accra on Tuesday.", "COERCE.arrest"),
        ("Prosecutors charged Ana Roe on Monday.", "ACCUSE.charge"),
        ("Some 33,000 workers walked off the job on Monday.", "PROTEST.strike"),
        ("Unicef delivered 280,000 doses to Juba on Sunday.", "AID.humanitarian"),
    ],
)
def test_the_usual_words_have_their_type(text: str, kind: str) -> None:
    assert kind in told(text)


def test_a_vote_that_is_put_off_was_not_held() -> None:
    (vote,) = [a for kind, a in told("Kiir put off the elections on Monday.").items() if kind == "OFFICE.elect"]
    assert vote.factuality == "refused"


def test_who_is_charged_is_the_recipient() -> None:
    charge = told("Police charged Ana Roe on Monday.")["ACCUSE.charge"]
    assert (names(charge.actors), names(charge.recipients)) == (["Police"], ["Ana Roe"])


def test_a_ship_is_no_town() -> None:
    fire = told("A fire broke out on the ferry Saint Clara near Oslo on Sunday.")["DISASTER.fire"]
    assert fire.place
    assert fire.place.name == "Oslo"
