"""Titles of statements keep what was said and whether it was said."""

from extract.reading import read

from timeline.chronology import fold


def test_a_statement_that_is_only_planned_says_so_in_its_title():
    result = fold([read("The minister will say on Friday that the old bridge is safe.", "2023-05-10")])
    (title,) = [e.title for e in result.events if e.type == "STATEMENT.say"]
    assert title == "Minister: the old bridge is safe (planned)"
