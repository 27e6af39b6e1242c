"""Removal of an article: its text and every quote of it, everywhere; the journal's chain stays provable.

The same text under another key or address is the same words, and goes with it. Near copies are other articles: they
are named, and go where that is asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec

from timeline.engine.query import find_record
from timeline.errors import UnknownId
from timeline.journal import ArticleRecorded, Journal, RedactionRecorded, decode
from timeline.journal.upkeep import redact as remove
from timeline.model import ids
from timeline.model.records import Article, ArticleRecord, Record
from timeline.store.port import Store


class Redacted(Record, frozen=True, kw_only=True):
    """What is to be removed or was: `removed` are articles, `near` other articles that say much the same and stay."""

    removed: list[str]
    near: list[str]
    entries: int
    position: int = 0


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A removal that has been thought through; `remove_` does it."""

    outcome: Redacted
    redactions: list[RedactionRecorded]


def plan(journal: Journal, store: Store | None, id_: str, *, because: str, by: str, copies: bool = False) -> Plan:
    """What the removal of an article, by its id, version or key, takes along; with `copies` its near copies, too.

    Raises:
        UnknownId: the journal has no such article, or several.
    """
    articles = {
        entry.position: payload.article
        for entry in journal.entries(types=["ArticleRecorded"])
        if isinstance(payload := decode(entry), ArticleRecorded)
    }
    version = _version(store, id_)
    named = {a.key for a in articles.values() if id_ in (a.id, a.version, a.key) or version == a.version}
    if not named:
        raise UnknownId(f"no article {id_}; `timeline export records` lists them")
    if len(named) > 1:
        raise UnknownId(f"{id_} names {len(named)} articles; name a version")
    keys = _same_words(articles, named)
    near = _near(store, articles, keys)
    if copies:
        keys, near = _same_words(articles, keys | near), set()
    extractions: dict[str, list[int]] = {}
    for mark in journal.index("ExtractionRecorded"):
        extractions.setdefault(mark.subject, []).append(mark.position)
    redactions = []
    for key in sorted(keys, key=lambda key: (key not in named, key)):
        mine = {position: a for position, a in articles.items() if a.key == key}
        redactions.append(
            RedactionRecorded(
                key=key,
                versions=sorted({a.version for a in mine.values()}),
                text_sha256=sorted({ids.text_sha256(a.text) for a in mine.values()}),
                wording_sha256=sorted({ids.wording_sha256(a.text) for a in mine.values()}),
                entries=sorted([*mine, *extractions.get(key, [])]),
                because=because,
                by=by,
            )
        )
    outcome = Redacted(
        removed=_named(articles, [r.key for r in redactions]),
        near=_named(articles, sorted(near)),
        entries=sum(len(r.entries) for r in redactions),
    )
    return Plan(outcome=outcome, redactions=redactions)


def redact(journal: Journal, plan_: Plan) -> Redacted:
    """Do it; the stores must be rebuilt afterwards, which writes them anew."""
    return msgspec.structs.replace(plan_.outcome, position=remove(journal, plan_.redactions))


def _version(store: Store | None, id_: str) -> str | None:
    record = find_record(store, id_) if store else None
    return record.version if isinstance(record, ArticleRecord) else None


def _same_words(articles: Mapping[int, Article], keys: Collection[str]) -> set[str]:
    """These articles, and every other one that has carried a text of theirs."""
    texts = {ids.wording_sha256(a.text) for a in articles.values() if a.key in keys}
    return {a.key for a in articles.values() if ids.wording_sha256(a.text) in texts}


def _near(store: Store | None, articles: Mapping[int, Article], keys: Collection[str]) -> set[str]:
    """Articles that the chronology takes for copies of these, or these for copies of."""
    records = list(store.articles()) if store else []
    key_of = {a.version: a.key for a in articles.values()}
    keyed = {record.id: key_of.get(record.version) for record in records}
    pairs = [(keyed[record.id], keyed.get(record.copy_of)) for record in records if record.copy_of]
    # Copies of one original stand for each other, too.
    originals = {original for copy, original in pairs if copy in keys or original in keys}
    near = {key for copy, original in pairs if original in originals for key in (copy, original)}
    return {key for key in near if key is not None} - set(keys)


def _named(articles: Mapping[int, Article], keys: Collection[str]) -> list[str]:
    """Their latest versions' ids, in the order of the keys."""
    last = {a.key: a.id for a in articles.values()}
    return [last[key] for key in keys]
