"""What a user may tune in the fold; every number that changes a chronology stands here or in the data files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from timeline.errors import UsageError


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Thresholds of the fold. The defaults are those that the benchmarks report."""

    merge_above: float = 0.0  # log-odds that two clusters are one event
    block_limit: int = 160  # signatures of one block that are compared all with all
    window: int = 24  # neighbours compared in a larger block
    copy_containment: float = 0.8  # share of an article's sentences that another one holds
    same_wording: float = 0.7  # share of the shorter sentence's words that two sentences share in order
    inference_rounds: int = 3
    inference_margin: float = 0.5  # a rival span of days may hold at most this share of the winner's weight
    date_window: int = 31  # days beyond which two worded dates speak of two events


def settings_from(value: Settings | Mapping[str, Any] | None) -> Settings:
    """Settings from a table of `timeline.toml`; None gives the defaults."""
    if value is None:
        return Settings()
    if isinstance(value, Settings):
        return value
    try:
        return msgspec.convert(dict(value), Settings)
    except msgspec.ValidationError as error:
        raise UsageError(f"settings, table [chronology]: {error}") from error
