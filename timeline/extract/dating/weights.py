"""Loads `weights.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from timeline.errors import UsageError


@cache
def weights() -> dict[str, float]:
    """Weight by feature."""
    name = "weights.toml"
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    try:
        table = tomllib.loads(text)["weights"]
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise UsageError(f"{name}: {error}") from error
    for feature, value in table.items():
        if not isinstance(value, int | float):
            raise UsageError(f"{name}: {feature} is no number")
    return {feature: float(value) for feature, value in table.items()}
