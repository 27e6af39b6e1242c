"""Records as JSON Lines: the form that loses nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from timeline.model.records import ChronologyRecord


def lines(records: Iterable[ChronologyRecord]) -> Iterator[bytes]:
    """One line a record, keys in the order of the contract."""
    encoder = msgspec.json.Encoder()
    for record in records:
        yield encoder.encode(record) + b"\n"
