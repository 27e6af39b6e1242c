"""The grammar is data: faults in it name the file and the rule."""

from __future__ import annotations

import pytest

from timeline.errors import UsageError
from timeline.extract.timex.around import words
from timeline.extract.timex.grammar import Grammar, grammar
from timeline.extract.timex.lexicon import Lexicon
from timeline.extract.timex.operators import OPERATORS
from timeline.extract.timex.tokens import scan


def small(*rows, macros=None):
    return Grammar(list(rows), macros or {}, "rules.toml")


def longest(table, text):
    found = table.matches(scan(text), 0)
    return (found[0].rule.name, found[0].end) if found else None


def test_the_longest_match_wins_and_among_equals_the_earlier_rule():
    table = small(
        {"name": "month", "pattern": "MONTH", "op": "month"},
        {"name": "first", "pattern": "MONTH DAY ,? YEAR?", "op": "date"},
        {"name": "second", "pattern": "MONTH DAY", "op": "date"},
    )
    assert longest(table, "June 5, 2010") == ("first", 4)
    assert longest(table, "June 5") == ("first", 2)
    assert longest(table, "June") == ("month", 1)
    assert longest(table, "river") is None


def test_macros_and_alternatives():
    table = small({"name": "x", "pattern": "<D> of MONTH|june", "op": "date"}, macros={"D": ["DAY", "the ORDDAY"]})
    assert longest(table, "the 5th of June") == ("x", 4)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"name": "x", "pattern": "MONTH"}, r"rules\.toml: rule 1"),
        ({"name": "x", "pattern": "<NONE>", "op": "date"}, "no macro <NONE>"),
        ({"name": "x", "pattern": "MONTH?", "op": "date"}, "can match nothing"),
    ],
)
def test_a_faulty_rule_is_named(row, says):
    with pytest.raises(UsageError, match=says):
        small(row)


def test_a_faulty_class_is_named():
    with pytest.raises(UsageError, match="month"):
        Lexicon({"month": {"june": 6}})


def test_an_unknown_word_list_is_named():
    with pytest.raises(UsageError, match="nothing_like_it"):
        words("nothing_like_it")


@pytest.mark.parametrize("table", ["core", "prefix"])
def test_every_rule_has_an_operator(table):
    stack, seen = [grammar(table).root], set()
    while stack:
        for key, node in stack.pop().items():
            if key.startswith("\0"):
                seen.add(node.operator)
            else:
                stack.append(node)
    assert seen <= set(OPERATORS)
