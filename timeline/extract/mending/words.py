"""The words that the mends ask for, read once from `data/mending.toml` and checked."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import msgspec


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lemmas by what they are asked for; the file says more."""

    saying: frozenset[str]
    holding: frozenset[str]
    reporting: frozenset[str]
    opens_a_clause: frozenset[str]
    hours: frozenset[str]
    weekdays: frozenset[str]
    days: frozenset[str]
    suffered: frozenset[str]
    harming: frozenset[str]
    harm: frozenset[str]
    counted: frozenset[str]
    before_a_count: frozenset[str]
    making: frozenset[str]
    naming: frozenset[str]
    giving: frozenset[str]
    given: frozenset[str]
    spans: frozenset[str]
    times: frozenset[str]


WORDS = msgspec.convert(
    tomllib.loads(files("timeline.extract").joinpath("data", "mending.toml").read_text(encoding="utf-8")), Words
)
