"""The registry of publishers: what a domain tells of name, owner, home zone and the order of day and month."""

from __future__ import annotations

from functools import cache
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from timeline.corpus.tables import table
from timeline.errors import UsageError


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One publisher; `zone` is an IANA name, `date_order` how it writes 03/12/2025."""

    domain: str
    name: str
    owner: str | None = None
    zone: str | None = None
    date_order: Literal["DMY", "MDY", "YMD"] | None = None

    def __post_init__(self) -> None:
        try:
            ZoneInfo(self.zone) if self.zone else None
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"source {self.domain}: no time zone {self.zone!r}") from error


def load(rows: object, file: str) -> tuple[Source, ...]:
    """Checks the rows of a registry; a mistake names the file, the row and the field."""
    try:
        return msgspec.convert(rows, tuple[Source, ...])
    except msgspec.ValidationError as error:
        raise UsageError(f"{file}: [[source]] {error}") from error


@cache
def _shipped() -> dict[str, Source]:
    return {s.domain: s for s in load(table("sources.toml")["source"], "sources.toml")}


def lookup(url: str | None, name: str | None = None, more: tuple[Source, ...] = ()) -> Source | None:
    """The publisher of a URL (its domain or a parent of it), else of that name."""
    own = {s.domain: s for s in more}
    if url:
        try:
            host = (urlsplit(url).hostname or "").lower()
        except ValueError:
            host = ""
        parts = host.split(".")
        for i in range(len(parts) - 1):
            domain = ".".join(parts[i:])
            found = own.get(domain) or _shipped().get(domain)
            if found:
                return found
    if name:
        folded = name.casefold()
        return next((s for s in (*more, *_shipped().values()) if s.name.casefold() == folded), None)
    return None
