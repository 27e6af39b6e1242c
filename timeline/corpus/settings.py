"""What a user may set for reading, with its defaults."""

from __future__ import annotations

from typing import Literal

import msgspec

from timeline.corpus.sources import Source

MIB = 1024 * 1024


class Limits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where reading stops. Each refusal is one `Rejected`; the rest of the corpus is read.

    `file_bytes` bounds a file that must be held whole (text, a page, a feed, a message); streams of records (JSON
    Lines, WARC, mbox, containers) are bounded record by record. `seconds` is for one file, in streams one record.
    """

    file_bytes: int = 64 * MIB
    record_bytes: int = 16 * MIB
    ratio: int = 200
    members: int = 100_000
    nesting: int = 3
    seconds: float = 30.0


class CorpusSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`language` is a BCP 47 tag for articles that name none; `date_order` reads 03/12/2025.

    `sources` are publishers of the user's own; they go before those that ship with the engine.
    """

    language: str | None = None
    date_order: Literal["DMY", "MDY", "YMD"] | None = None
    limits: Limits = Limits()
    sources: tuple[Source, ...] = ()
