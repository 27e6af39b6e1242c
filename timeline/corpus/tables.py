"""Reads the room's data files; a mistake names the file and the key."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any

from timeline.errors import UsageError


@cache
def table(name: str) -> dict[str, Any]:
    """A TOML data file of this package."""
    text = resources.files("timeline.corpus").joinpath(name).read_text(encoding="utf-8")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{name}: {error}") from error


def alternation(name: str, section: str, key: str) -> str:
    """The regular expressions under `[section] key` as one group, longest first; each is checked on its own."""
    patterns = table(name)[section][key]
    for pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            raise UsageError(f"{name}: [{section}] {key}: {pattern!r} is no regular expression ({error})") from error
    return "(?:" + "|".join(sorted(patterns, key=len, reverse=True)) + ")"
