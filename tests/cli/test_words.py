"""Small pieces of text that several views share."""

from timeline.cli.render import words
from timeline.model.records import Toll


def test_a_toll_keeps_its_bounds():
    assert words.toll(Toll(killed=3, injured=12, bound={"killed": "at_least"})) == "at least 3 killed, 12 injured"
