"""EDTF in and out is the same interval; extent and doubt stay apart."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.model import dates
from timeline.model.dates import Interval

DAYS = st.dates()


@st.composite
def intervals(draw):
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return Interval(first, last, extent=draw(st.booleans()) and first < last)


@given(intervals())
def test_what_is_written_is_read_back(interval):
    assert dates.parse(dates.to_edtf(interval)) == interval


@given(st.lists(intervals().filter(lambda i: not i.extent), min_size=1, max_size=4))
def test_one_of_several_covers_them_all(several):
    hull = dates.parse(dates.one_of(several))
    assert hull.earliest == min(i.earliest for i in several)
    assert hull.latest == max(i.latest for i in several)


@given(intervals(), intervals())
def test_apart_is_zero_exactly_when_they_meet(a, b):
    assert (a.apart(b) == 0) == a.intersects(b)
    assert a.apart(b) == b.apart(a)


@given(intervals())
def test_granularity_is_never_finer_than_the_days(interval):
    name = dates.granularity(dates.to_edtf(interval))
    assert (name == "day") == (interval.days == 1)
    least = {"week": 7, "month": 28, "season": 88, "quarter": 90, "year": 365, "decade": 3652}
    assert interval.days >= least.get(name, 1)


@pytest.mark.parametrize(
    ("text", "first", "last", "name"),
    [
        ("2025-03", date(2025, 3, 1), date(2025, 3, 31), "month"),
        ("2025-W11", date(2025, 3, 10), date(2025, 3, 16), "week"),
        ("2024-24", date(2024, 12, 1), date(2025, 2, 28), "season"),
        ("2025-33", date(2025, 1, 1), date(2025, 3, 31), "quarter"),
        ("199X", date(1990, 1, 1), date(1999, 12, 31), "decade"),
        ("[2025-03-12,2025-03-13]", date(2025, 3, 12), date(2025, 3, 13), "interval"),
        ("2025-03-12~", date(2025, 3, 12), date(2025, 3, 12), "day"),
    ],
)
def test_forms(text, first, last, name):
    found = dates.parse(text)
    assert (found.earliest, found.latest, found.extent) == (first, last, False)
    assert dates.granularity(text) == name


def test_a_slash_lasts():
    assert dates.parse("2025-03-12/2025-03-14").extent


@pytest.mark.parametrize("text", ["", "yesterday", "2025-13", "2025-02-30", "2025-3-1", "2025-03-12/", "[x]"])
def test_anything_else_is_refused_with_its_text(text):
    with pytest.raises(ValueError, match="not"):
        dates.parse(text)


def test_unknown_has_no_days():
    assert dates.parse(dates.UNKNOWN) is None
    assert dates.to_edtf(None) == dates.UNKNOWN
    assert dates.granularity(dates.UNKNOWN) == "none"
