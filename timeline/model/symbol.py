"""Symbolic time: what an expression says before its anchor is known ("on Wednesday", "last week").

`resolve(symbol, anchor)` is pure, so an expression can be resolved again when a publication day is found,
corrected or decided.
"""

from __future__ import annotations

from datetime import date

import msgspec


class Symbol(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A date relative to an anchor day."""

    unit: str
    offset: int = 0


def resolve(symbol: Symbol, anchor: date) -> None:
    """Placeholder until the time expressions land."""
    raise NotImplementedError(symbol, anchor)
