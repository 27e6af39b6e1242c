from __future__ import annotations

from extract.events.tell import told


def test_what_is_said_is_surer_than_what_is_done() -> None:
    said, done = told("The mayor said it was late."), told("The mayor helped the drivers.")
    assert said["STATEMENT.say"].confidence > done["AID.humanitarian"].confidence


def test_named_parties_make_a_row_surer() -> None:
    named, nameless = told("France attacked Spain."), told("Rebels attacked a village.")
    assert named["ASSAULT.attack"].confidence > nameless["ASSAULT.attack"].confidence
