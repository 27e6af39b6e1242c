from __future__ import annotations

from extract.events.tell import described

GAME = (
    "Rovers beat United 2-1 on Saturday to stay top of the league. The striker shot low past the goalkeeper in a match "
    "that the coach called the best of the season.\n\n"
    "Rovers attacked from the start and defended well, but lost their captain to a red card. They fought for the cup."
)


def test_the_moves_of_a_game_are_no_attacks() -> None:
    assert not [a for a in described(GAME).assertions if a.type.startswith("ASSAULT")]


def test_blood_at_a_game_is_told() -> None:
    text = GAME + "\n\nPolice said a gunman shot two supporters outside the stadium."
    assert [a.type for a in described(text).assertions if a.type.startswith("ASSAULT")] == ["ASSAULT.shoot"]


def test_one_word_of_sport_makes_no_game_of_a_war() -> None:
    found = described("Rebels attacked a football field near the town. The army shelled their camp.").assertions
    assert {a.type for a in found} >= {"ASSAULT.attack", "ASSAULT.shell"}
