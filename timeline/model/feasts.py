"""The days of feasts that follow the moon, read from `feasts.toml` (made by `scripts/feasts.py`)."""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

import msgspec

from timeline.errors import UsageError
from timeline.model.dates import Interval


class Feast(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Its first days in order, for how many days it lasts, and whether the moon must be seen first."""

    first: tuple[date, ...]
    days: int = 1
    observed: bool = False


@cache
def feasts() -> dict[str, Feast]:
    """All feasts by name; a fault names the file and the place."""
    try:
        rows = tomllib.loads(files("timeline.model").joinpath("feasts.toml").read_text(encoding="utf-8"))
        return msgspec.convert(rows, dict[str, Feast])
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise UsageError(f"feasts.toml: {error}") from error


def feast_in(name: str, year: int) -> Interval:
    """Its days in a year, with the day after where observation decides; ValueError beyond the table."""
    row = feasts()[name]
    index = bisect_left(row.first, date(year, 1, 1))
    if index == len(row.first) or row.first[index].year != year:
        raise ValueError(f"{name} has no day in {year}")
    first = row.first[index]
    return Interval(first, first + timedelta(days=row.days - 1 + row.observed))


def estimated(name: str | None) -> bool:
    """Does observation decide its day?"""
    row = feasts().get(name or "")
    return row is not None and row.observed
