"""What the fold keeps between two nights: enough to find what new articles touch, and to tell what became of it.

Everything is keyed by numbers that the tables give out; no number enters a record. Tables for all articles are small or
arrays; the four mappings by article or event hold the bulk, and may lie on disk.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
import numpy as np

from timeline.chronology.blocks import NONE, Codes, Index, Numbers
from timeline.chronology.bounds import Sketches
from timeline.chronology.copies import Copies, Row
from timeline.chronology.entities import Names
from timeline.chronology.grouping import Grouping
from timeline.chronology.links import Drawn
from timeline.chronology.records import undated_record
from timeline.model.dates import Interval
from timeline.model.records import (
    Annotated,
    ArticleRecord,
    Chronology,
    ChronologyRecord,
    ConflictRecord,
    Decision,
    DecisionRecord,
    EntityRecord,
    EventRecord,
    RejectedRecord,
    UndatedRecord,
)

_CODES = np.zeros(0, np.uint64)
_ARRAYS = ("owner", "rank", "anchor", "event", "names", "namers")
_COPIES = ("marks", "holders", "bits", "size")
_INDEX = ("keys", "at", "day", "kind", "spot", "side")
_LAYER = ("same", "cluster", "into", "height", "turn", "pairs", "scores")


class Told(msgspec.Struct, array_like=True):
    """An event: its record, its conflicts, why it has no day, its claims, and the events it had been planned as."""

    record: EventRecord
    conflicts: list[ConflictRecord]
    reason: str | None
    claims: list[int]
    planned: list[int]

    def undated(self) -> UndatedRecord | None:
        """The record under which it is listed besides, where it has no day."""
        return None if self.reason is None else undated_record(self.record, self.reason)


class Inference(msgspec.Struct, array_like=True):
    """What each round found about the day of an article without one; `round` is the one that found it."""

    round: int = -1
    days: Interval | None = None
    why: str | None = None
    evidence: list[int] = []
    refused: list[str | None] = []

    @property
    def reason(self) -> str | None:
        """Why it has its day, or none."""
        return self.why if self.round >= 0 else (self.refused[-1] if self.refused else None)


class _Small(msgspec.Struct, array_like=True):
    """The tables that are no arrays, as they are kept on disk."""

    rows: dict[int, Row]
    known: dict[str, Names]
    inferred: dict[int, Inference]
    rejected: dict[int, list[RejectedRecord]]
    listed: list[RejectedRecord]
    rulings: list[Decision]
    decisions: list[DecisionRecord]
    entities: dict[str, EntityRecord]
    ids: dict[int, str]
    shown: dict[int, tuple[int, bool]]
    origin: dict[int, int]
    held: list[tuple[int, int, float]]
    counters: tuple[int, int]


@dataclass(slots=True)
class Tables:
    """By article, claim and event number; claims of one article have consecutive numbers."""

    texts: MutableMapping[int, Annotated] = field(default_factory=dict)
    told: MutableMapping[int, Told] = field(default_factory=dict)
    drawn: MutableMapping[int, list[Drawn]] = field(default_factory=dict)
    articles: MutableMapping[int, ArticleRecord] = field(default_factory=dict)
    rows: dict[int, Row] = field(default_factory=dict)
    known: dict[str, Names] = field(default_factory=dict)
    inferred: dict[int, Inference] = field(default_factory=dict)
    rejected: dict[int, list[RejectedRecord]] = field(default_factory=dict)
    listed: list[RejectedRecord] = field(default_factory=list)
    rulings: list[Decision] = field(default_factory=list)
    decisions: list[DecisionRecord] = field(default_factory=list)
    entities: dict[str, EntityRecord] = field(default_factory=dict)
    ids: dict[int, str] = field(default_factory=dict)  # of events, by number
    shown: dict[int, tuple[int, bool]] = field(default_factory=dict)  # an event's conflicts, and whether it has no day
    origin: dict[int, int] = field(default_factory=dict)  # copy → the article that it goes back to
    copies: Copies = field(default_factory=Copies)
    layers: list[Grouping] = field(default_factory=list)  # one for each round of inference, the last one counts
    sketches: Sketches = field(default_factory=Sketches)
    next_article: int = 0
    next_event: int = 0
    owner: Numbers = field(default_factory=lambda: NONE)
    rank: Codes = field(default_factory=lambda: _CODES)
    anchor: Codes = field(default_factory=lambda: _CODES)
    event: Numbers = field(default_factory=lambda: NONE)
    names: Codes = field(default_factory=lambda: _CODES)  # names of entities, as numbers, and who names them
    namers: Numbers = field(default_factory=lambda: NONE)

    def chronology(self) -> Chronology:
        """All records in canonical order."""
        told = [self.told[n] for n in self.ids]
        undated = [record for one in told if (record := one.undated())]
        rejected = [*self.listed, *(r for some in self.rejected.values() for r in some)]
        return Chronology(
            articles=sorted((self.articles[n] for n in self.rows), key=lambda a: (a.id, a.version)),
            entities=[self.entities[e] for e in sorted(self.entities)],
            events=sorted((t.record for t in told), key=event_order),
            conflicts=sorted((c for t in told for c in t.conflicts), key=lambda c: c.id),
            undated=sorted(undated, key=lambda u: u.id),
            rejected=sorted(rejected, key=rejected_order),
            decisions=self.decisions,
        )

    def packed(self) -> tuple[bytes, Iterator[tuple[str, Any]]]:
        """Everything but the four mappings: the small tables as bytes, the arrays by name."""
        held = [(a, b, share) for (a, b), share in self.copies.held.items()]
        counters = (self.next_article, self.next_event)
        small = _Small(
            self.rows, self.known, self.inferred, self.rejected, self.listed, self.rulings, self.decisions,
            self.entities, self.ids, self.shown, self.origin, held, counters,
        )  # fmt: skip
        return msgspec.msgpack.encode(small), self._arrays()

    def _arrays(self) -> Iterator[tuple[str, Any]]:
        for name in _ARRAYS:
            yield name, getattr(self, name)
        for name in _COPIES:
            yield name, getattr(self.copies, name)
        yield from self.sketches.arrays()
        for n, layer in enumerate(self.layers):
            for name in _LAYER:
                yield f"{name} {n}", getattr(layer, name)
            for name in _INDEX:
                yield f"{name} {n}", getattr(layer.index, name)

    def unpack(self, packed: bytes, arrays: dict[str, Any], limit: int, window: int) -> None:
        """The inverse of `packed`."""
        small = msgspec.msgpack.decode(packed, type=_Small)
        self.rows, self.known, self.inferred, self.rejected = small.rows, small.known, small.inferred, small.rejected
        self.listed, self.rulings, self.decisions = small.listed, small.rulings, small.decisions
        self.entities, self.ids, self.shown, self.origin = small.entities, small.ids, small.shown, small.origin
        self.next_article, self.next_event = small.counters
        for name in _ARRAYS:
            setattr(self, name, arrays[name])
        held = {(a, b): share for a, b, share in small.held}
        self.copies = Copies(**{name: arrays[name] for name in _COPIES}, held=held)
        self.sketches = Sketches.of(arrays)
        self.layers = []
        while f"same {len(self.layers)}" in arrays:
            n = len(self.layers)
            index = Index(limit, window, **{name: arrays[f"{name} {n}"] for name in _INDEX})
            self.layers.append(Grouping(index, **{name: arrays[f"{name} {n}"] for name in _LAYER}))


def event_order(event: EventRecord) -> tuple[str, str, str, str]:
    """Canonical place among events."""
    return (event.date.earliest or "9999", event.date.latest or "9999", event.id, event.assertions[0].id)


def rejected_order(record: RejectedRecord) -> tuple[str, str, str]:
    """Canonical place among what was left out."""
    return (record.id, record.article or "", record.reason)


class Changes(msgspec.Struct, frozen=True):
    """What became of the chronology: for each kind and id that changed, its records before and now, in order."""

    before: dict[tuple[str, str], list[ChronologyRecord]]
    now: dict[tuple[str, str], list[ChronologyRecord]]

    def then(self, later: Changes) -> Changes:
        """These changes and later ones together."""
        return Changes({**later.before, **self.before}, {**self.now, **later.now})
