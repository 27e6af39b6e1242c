"""Whatever the text, spans are exact, values resolve, and time grows with length alone."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.extract.timex import tag
from timeline.model.symbol import resolve

PIECES = [
    "on the last", "next", "past", "two", "three", "12", "13", "2025", "March", "may", "Monday", ",", "-", "–", "/",
    ":", "(", ")", ".", "'", "early", "late", "of", "week", "months", "ago", "year", "years", "day", "later", "before",
    "after", "from", "to",
    "until", "about", "half", "a", "an", "first", "second", "1990s", "'90s", "p.m.", "5", "30", "GMT",
    "morning", "night", "summer", "quarter", "century", "today", "yesterday", "BC", "every", "daily", "and", "or", "in",
    "at", "2025-03-12", "03/12/2025", "\n", "said",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join) | st.text(max_size=80)


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.none() | st.dates())
def test_spans_are_exact_ordered_and_apart(text, published):
    end = 0
    for number, timex in enumerate(tag(text, published), 1):
        assert timex.id == f"t{number}"
        assert text[timex.start : timex.end] == timex.text
        assert timex.start >= end
        end = timex.end


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_symbol_says_the_same_when_the_day_is_found_later(text, published):
    dated, undated = tag(text, published), tag(text, None)
    for known, later in zip(dated, undated, strict=False):
        if known.symbol is None or known.text != later.text or known.symbol != later.symbol:
            continue
        found = resolve(known.symbol, published)
        assert (found.earliest.isoformat() if found else None) == known.earliest
        assert (found.latest.isoformat() if found else None) == known.latest


HOSTILE = [
    "1 ",
    "a ",
    "the last the last ",
    "two two and two ",
    "March 12 ",
    "on Monday, ",
    "12:12:12:12 ",
    "mid-mid-",
    "9" * 20 + " ",
    "early early ",
    "2 1/2 ",
    "( ",
    "years and years and ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_is_linear(piece):
    def spent(size):
        text = piece * (size // len(piece))
        best = float("inf")
        for _ in range(2):
            started = time.process_time()
            tag(text, date(2025, 3, 13))
            best = min(best, time.process_time() - started)
        return best

    small, large = spent(6_000), spent(48_000)
    assert large < 8 * max(small, 0.01) * 3


def test_ten_thousand_expressions_in_one_article():
    text = "The dam broke on Monday, 4 March 2019, and again two days later. " * 5000
    timexes = tag(text, date(2025, 3, 13))
    assert len(timexes) == 10_000
    assert timexes[-1].value == "2019-03-06"
