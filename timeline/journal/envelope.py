"""One journal entry and the hash chain that ties it to the one before it. Pure.

The attribute names are those of CloudEvents 1.0; `position`, `cause` (the position of the entry that this one rests
on), `recorded_at`, `schema_version` and the three digests are ours. The chain covers the payload's *digest*, not the
payload: one payload can be removed by law and the chain still proves every other entry.
"""

from __future__ import annotations

import hashlib
from typing import Final

import msgspec

GENESIS: Final = "0" * 64
SPECVERSION: Final = "1.0"
SOURCE: Final = "timeline-engine"


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry as it stands in the journal. `payload` is canonical JSON; None when it was redacted."""

    id: str
    source: str
    type: str
    subject: str
    time: str
    dataschema: str
    position: int
    recorded_at: str
    schema_version: int
    cause: int | None = None
    payload_digest: str
    previous_hash: str
    hash: str
    payload: bytes | None
    specversion: str = SPECVERSION


def canonical(value: object) -> bytes:
    """JSON bytes with sorted keys and no spaces: equal values give equal bytes on every machine."""
    return msgspec.json.encode(value, order="sorted")


def payload_digest(payload: bytes) -> str:
    """SHA-256 of canonical payload bytes."""
    return hashlib.sha256(payload).hexdigest()


def dataschema(type_: str, version: int) -> str:
    """The URI reference that names a payload's schema; the schemas themselves are in `docs/schemas/`."""
    return f"timeline:schema/{type_}/{version}"


def chain_hash(entry: Entry) -> str:
    """SHA-256 over every attribute of the envelope but the hash itself, as a JSON array in a fixed order."""
    parts = (
        entry.position,
        entry.specversion,
        entry.id,
        entry.source,
        entry.type,
        entry.subject,
        entry.time,
        entry.dataschema,
        entry.schema_version,
        entry.recorded_at,
        entry.cause,
        entry.payload_digest,
        entry.previous_hash,
    )
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()


def entry_id(type_: str, subject: str, digest: str, predecessor: str | None) -> str:
    """Hash of what is said about whom after what: the same fact twice in a row is one entry, A → B → A is three."""
    parts = "\n".join((type_, subject, digest, predecessor or ""))
    return f"ent-{hashlib.sha256(parts.encode()).hexdigest()[:24]}"


def sealed(entry: Entry) -> Entry:
    """The new entry with its hash filled in."""
    # Nobody else has it yet; a copy would cost as much again as making it.
    msgspec.structs.force_setattr(entry, "hash", chain_hash(entry))
    return entry
