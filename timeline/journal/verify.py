"""Proof of a journal: every entry follows from the one before it, every payload from its digest."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from timeline.journal.envelope import GENESIS, Entry, chain_hash, payload_digest
from timeline.journal.log import Journal


class Verification(msgspec.Struct, frozen=True, kw_only=True):
    """Outcome of a check; `broken_at` is the first position that does not hold, with the reason."""

    entries: int
    head: str
    redacted: int = 0
    broken_at: int | None = None
    reason: str | None = None

    @property
    def ok(self) -> bool:
        """Does the whole chain hold?"""
        return self.broken_at is None


def prove(journal: Journal) -> Verification:
    """Check a journal as a whole: the chain of its entries, and the structure of its file."""
    outcome = verify(journal.envelopes())
    fault = journal.integrity() if outcome.ok else None
    if fault is None:
        return outcome
    return msgspec.structs.replace(outcome, broken_at=outcome.entries + 1, reason=f"the file is damaged: {fault}")


def verify(entries: Iterable[Entry]) -> Verification:
    """Check a whole journal from its first entry; stops at the first broken position."""
    expected, previous, redacted = 1, GENESIS, 0
    for entry in entries:
        reason = _fault(entry, expected, previous)
        if reason:
            position = expected if entry.position != expected else entry.position
            return Verification(
                entries=expected - 1, head=previous, redacted=redacted, broken_at=position, reason=reason
            )
        redacted += entry.payload is None
        expected, previous = expected + 1, entry.hash
    return Verification(entries=expected - 1, head=previous, redacted=redacted)


def _fault(entry: Entry, position: int, previous: str) -> str | None:
    if entry.position != position:
        return f"position {position} is missing"
    if entry.previous_hash != previous:
        return "does not follow from the entry before it"
    if chain_hash(entry) != entry.hash:
        return "its envelope was altered"
    if entry.payload is not None and payload_digest(entry.payload) != entry.payload_digest:
        return "its payload was altered"
    return None
