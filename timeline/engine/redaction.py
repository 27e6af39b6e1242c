"""Removal of an article: its text and every quote of it, everywhere; the journal's chain stays provable."""

from __future__ import annotations

import msgspec

from timeline.engine.query import find_record
from timeline.errors import UnknownId
from timeline.journal import ArticleRecorded, Journal, RedactionRecorded, decode
from timeline.journal.upkeep import redact as remove
from timeline.model import ids
from timeline.model.records import ArticleRecord, Record
from timeline.store.port import Store


class Redacted(Record, frozen=True, kw_only=True):
    """What was removed; `copies` are other articles that carry the very same text and stay."""

    key: str
    entries: int
    position: int
    copies: list[str] = msgspec.field(default_factory=list)


def redact(journal: Journal, store: Store | None, id_: str, *, because: str, by: str) -> Redacted:
    """Remove an article by its id, version or key. The stores must be rebuilt in full afterwards.

    Raises:
        UnknownId: the journal has no such article.
    """
    version = _version(store, id_)
    articles = {
        entry.position: payload.article
        for entry in journal.entries(types=["ArticleRecorded"])
        if isinstance(payload := decode(entry), ArticleRecorded)
    }
    keys = {a.key for a in articles.values() if id_ in (a.id, a.version, a.key) or version == a.version}
    if len(keys) != 1:
        raise UnknownId(f"no article {id_}" if not keys else f"{id_} names {len(keys)} articles; name a version")
    key = keys.pop()
    mine = {position: a for position, a in articles.items() if a.key == key}
    texts = {ids.text_sha256(a.text) for a in mine.values()}
    extractions = [m.position for m in journal.index("ExtractionRecorded") if m.subject == key]
    positions = sorted([*mine, *extractions])
    record = RedactionRecorded(
        key=key,
        versions=sorted({a.version for a in mine.values()}),
        text_sha256=sorted(texts),
        entries=positions,
        because=because,
        by=by,
    )
    position = remove(journal, record)
    copies = sorted({a.id for a in articles.values() if a.key != key and ids.text_sha256(a.text) in texts})
    return Redacted(key=key, entries=len(positions), position=position, copies=copies)


def _version(store: Store | None, id_: str) -> str | None:
    record = find_record(store, id_) if store else None
    return record.version if isinstance(record, ArticleRecord) else None
