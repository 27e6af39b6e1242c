"""Loads `weights.toml`, and `words.toml` that says its features in words."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from timeline.errors import UsageError


@cache
def weights() -> dict[str, float]:
    """Weight by feature."""
    table = _table("weights.toml", "weights")
    for feature, value in table.items():
        if not isinstance(value, int | float):
            raise UsageError(f"weights.toml: {feature} is no number")
    return {feature: float(value) for feature, value in table.items()}


@cache
def words() -> dict[str, str]:
    """What a feature means, for a person."""
    return {feature: str(value) for feature, value in _table("words.toml", "words").items()}


def _table(name: str, key: str) -> dict[str, Any]:
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    try:
        found: dict[str, Any] = tomllib.loads(text)[key]
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise UsageError(f"{name}: {error}") from error
    return found
