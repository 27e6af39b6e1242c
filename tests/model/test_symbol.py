"""Symbols resolve on any anchor, to the calendar unit that they name."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.model.symbol import Symbol, absolute, resolve

UNITS = ["day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century"]
ANCHORS = st.dates(date(1000, 1, 1), date(2999, 12, 31))


def symbols():
    plain = st.builds(
        Symbol,
        unit=st.sampled_from(UNITS),
        offset=st.integers(-400, 400),
        weekday=st.none() | st.integers(0, 6),
        year=st.none() | st.integers(1, 9999),
        month=st.none() | st.integers(1, 12),
        day=st.none() | st.integers(1, 31),
        season=st.none() | st.sampled_from(["SP", "SU", "FA", "WI"]),
        direction=st.sampled_from([None, "past", "future", "near"]),
        strict=st.booleans(),
        nth=st.none() | st.integers(-1, 5),
    )
    return st.recursive(plain, lambda inner: st.builds(_based, plain, inner), max_leaves=3)


def _based(symbol, base):
    return msgspec.structs.replace(symbol, base=base)


@given(symbols(), st.dates())
def test_any_symbol_on_any_day_gives_days_or_none(symbol, anchor):
    found = resolve(symbol, anchor)
    assert found is None or found.earliest <= found.latest


@given(symbols())
def test_a_symbol_survives_json(symbol):
    assert msgspec.json.decode(msgspec.json.encode(symbol), type=Symbol) == symbol


@given(symbols(), st.dates(), st.dates())
def test_an_absolute_symbol_needs_no_anchor(symbol, one, other):
    if absolute(symbol):
        assert resolve(symbol, one) == resolve(symbol, other)


@given(ANCHORS, st.integers(0, 6), st.booleans())
def test_a_past_weekday_lies_in_the_week_that_ends_on_the_anchor(anchor, weekday, strict):
    found = resolve(Symbol(unit="day", weekday=weekday, direction="past", strict=strict), anchor)
    behind = (anchor - found.earliest).days
    assert found.days == 1
    assert found.earliest.weekday() == weekday
    assert (1 if strict else 0) <= behind <= 7 - (not strict)


@given(ANCHORS, st.integers(0, 6))
def test_a_future_weekday_lies_in_the_week_that_starts_on_the_anchor(anchor, weekday):
    found = resolve(Symbol(unit="day", weekday=weekday, direction="future"), anchor)
    assert 0 <= (found.earliest - anchor).days <= 6
    assert found.earliest.weekday() == weekday


@given(ANCHORS, st.sampled_from(UNITS), st.integers(-30, 30))
def test_moving_there_and_back_is_home(anchor, unit, offset):
    there = resolve(Symbol(unit=unit, offset=offset), anchor)
    if there is None:  # before year 1
        return
    home = resolve(Symbol(unit=unit, offset=-offset), there.earliest)
    assert home.contains(resolve(Symbol(unit="day"), anchor)) or unit in ("day", "weekend")


@given(ANCHORS, st.sampled_from([u for u in UNITS if u != "weekend"]))
def test_units_tile_the_calendar(anchor, unit):
    here, following = resolve(Symbol(unit=unit), anchor), resolve(Symbol(unit=unit, offset=1), anchor)
    assert here.earliest <= anchor <= here.latest
    assert following.earliest == here.latest + timedelta(days=1)


@given(ANCHORS, st.integers(1, 12))
def test_a_month_without_year_is_within_a_year(anchor, month):
    past = resolve(Symbol(unit="month", month=month, direction="past"), anchor)
    future = resolve(Symbol(unit="month", month=month, direction="future"), anchor)
    assert past.earliest <= anchor
    assert future.latest >= anchor
    assert (anchor - past.latest).days < 366
    assert (future.earliest - anchor).days < 366


def test_a_day_that_no_calendar_has_is_none():
    assert resolve(Symbol(unit="day", year=2015, month=2, day=29), date(2025, 3, 13)) is None


def test_a_leap_day_without_year_finds_its_year():
    found = resolve(Symbol(unit="day", month=2, day=29, direction="past"), date(2025, 3, 13))
    assert found.earliest == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("symbol", "first", "last"),
    [
        (Symbol(unit="season", season="WI", year=2024), date(2024, 12, 1), date(2025, 2, 28)),
        (Symbol(unit="quarter", offset=-1), date(2024, 10, 1), date(2024, 12, 31)),
        (
            Symbol(unit="week", nth=1, base=Symbol(unit="month", month=3, year=2019)),
            date(2019, 3, 4),
            date(2019, 3, 10),
        ),
        (Symbol(unit="weekend", direction="past"), date(2025, 3, 8), date(2025, 3, 9)),
        (
            Symbol(unit="day", step="year", offset=-3, base=Symbol(unit="day", offset=1)),
            date(2022, 3, 14),
            date(2022, 3, 14),
        ),
        (
            Symbol(unit="day", month=3, day=12, direction="past", end=Symbol(unit="day", month=3, day=13)),
            date(2025, 3, 12),
            date(2025, 3, 13),
        ),
    ],
)
def test_from_thursday_13_march_2025(symbol, first, last):
    found = resolve(symbol, date(2025, 3, 13))
    assert (found.earliest, found.latest) == (first, last)
