"""Small pieces of text that several views share."""

from timeline.cli.output import pace
from timeline.cli.render import words
from timeline.model.records import Toll


def test_a_toll_keeps_its_bounds():
    assert words.toll(Toll(killed=3, injured=12, bound={"killed": "at_least"})) == "at least 3 killed, 12 injured"


def test_the_pace_of_work_and_what_is_left_of_it():
    assert pace(0, 100, 5.0) == ""
    assert pace(50, 150, 10.0) == "5.0/s, 0:00:20 left"
    assert pace(50, None, 10.0) == "5.0/s"
    assert pace(150, 150, 10.0) == "15.0/s"
