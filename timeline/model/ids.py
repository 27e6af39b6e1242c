"""Ids that survive: hashes of content, never of positions, clocks or random numbers.

`digest` hashes a JSON value in canonical form (sorted keys, no spaces, UTF-8), so two machines agree.
"""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

_ID_LENGTH = 24  # 96 bits: a collision among 10^9 ids has probability below 10^-10


def canonical(value: Any) -> bytes:
    """The value as JSON bytes with sorted keys; structs become objects. Equal values give equal bytes."""
    return msgspec.json.encode(msgspec.to_builtins(value), order="sorted")


def digest(value: Any) -> str:
    """SHA-256 of `canonical(value)`, 64 hex digits."""
    return hashlib.sha256(canonical(value)).hexdigest()


def short_id(prefix: str, *parts: Any) -> str:
    """`prefix-` and 24 hex digits of the hash of the parts, in order."""
    return f"{prefix}-{digest(parts)[:_ID_LENGTH]}"


def text_sha256(text: str) -> str:
    """SHA-256 of the text as UTF-8 (lone surrogates kept), 64 hex digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def wording_sha256(text: str) -> str:
    """SHA-256 of the text's letters and digits, case folded: spaces, quotation marks and line ends do not count."""
    return text_sha256("".join(c for c in text.casefold() if c.isalnum()))


def article_key(
    caller_id: str | None, source: str | None, url: str | None, title: str | None, published: str | None, text: str
) -> str:
    """Which article this is, across versions: the caller's id within its source, else the URL, else the content."""
    if caller_id is not None:
        return short_id("key", "id", source, caller_id)
    if url is not None:
        return short_id("key", "url", url)
    return short_id("key", "content", source, title, published, text)


def article_version(key: str, text: str, previous: str | None = None) -> str:
    """One text of an article. The previous version is part of it, so A → B → A is three versions."""
    return short_id("art", key, text, previous)


def anchor_id(version: str, start: int, end: int, type_: str) -> str:
    """What a decision names: article version, trigger span (code points, half open) and event type."""
    return short_id("anc", version, start, end, type_)


def assertion_id(anchor: str, extractor_version: str) -> str:
    """One extractor's reading of an anchor."""
    return short_id("asr", anchor, extractor_version)


def event_id(anchors: list[str]) -> str:
    """An event is named after the smallest of its members' anchors, so order and later members rarely change it."""
    return short_id("evt", min(anchors))
