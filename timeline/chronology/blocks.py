"""Which claims are worth comparing: those that meet in a block, so that cost grows with the news and not its square.

A block is one statement that two claims of one event are likely to share: type and party, type and place, trigger and
a word of the article's topic, a rare word of the sentence. A block that is too large is split by the time it speaks
of; in what is still large, a claim meets its neighbours by type, place, party and day only.

The index is a sorted table of numbers, so a million claims are compared without a million objects, and it can tell
which pairs came and went when claims come and go. A pair is one number: the smaller claim number above the larger one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from timeline.chronology.claims import Claim
from timeline.chronology.text import fingerprint

_TOPICS = 8  # words of an article's topic that a trigger is joined with
_RARE = 4  # words of a sentence that are blocks of their own
_SMALL = 40  # claims of a block that are compared whatever their time
_BUCKET = 32  # days of one time bucket
_CROWD = 4  # times the limit; in a larger block, neighbours must share type, and place or party
_WHOLE = 1 << 20  # pairs that are made distinct in one go
_MIX, _BITS = 0x9E3779B97F4A7C15, (1 << 64) - 1

Numbers = NDArray[np.int64]
Codes = NDArray[np.uint64]
Cell = tuple[str, Numbers]
"""Members of which "all" are compared with all, each with those "near" it, or near those without a day ("timeless")."""
NONE: Numbers = np.zeros(0, np.int64)
_NO_CODES: Codes = np.zeros(0, np.uint64)


def keys(claim: Claim) -> list[int]:
    """The blocks of a claim, as numbers."""
    found: list[int] = []
    if claim.root != "OTHER":
        acts = _code("party " + claim.root)
        found += [_joined(acts, party) for party in claim.parties]
        if claim.place:
            at = _code("place " + claim.root)
            found += [_joined(at, place) for place in {claim.place, *claim.within}]
    if claim.incident:
        found += [
            _joined(_code("incident"), known) for known in {*(claim.towns or claim.source.towns), *claim.source.victims}
        ]
    topic = list(islice(claim.source.topic, _TOPICS))  # heaviest first
    for head in (claim.kin or claim.lemmas) | claim.lemmas:
        trigger = _code("topic " + head)
        found += [_joined(trigger, word) for word in topic]
    rare = sorted(claim.words, key=lambda w: (-claim.words[w], w))[:_RARE]
    word_ = _code("word")
    found += [_joined(word_, word) for word in rare if word not in claim.lemmas]
    return found


@lru_cache(maxsize=1 << 18)
def _code(text: str) -> int:
    return fingerprint(text)


def _joined(first: int, second: str) -> int:
    return (first * _MIX ^ _code(second)) & _BITS


def pairs(claims: Sequence[Claim], limit: int, window: int) -> set[tuple[int, int]]:
    """Pairs (smaller, larger) of positions that meet in a block."""
    index = Index(limit, window)
    gained, _ = index.update(NONE, dict(enumerate(claims)), np.arange(len(claims), dtype=np.uint64))
    first, second = split(gained)
    return set(zip(first.tolist(), second.tolist(), strict=True))


def split(codes: Codes) -> tuple[Numbers, Numbers]:
    """The two claim numbers of each pair."""
    return (codes >> np.uint64(32)).astype(np.int64), (codes & np.uint64(0xFFFFFFFF)).astype(np.int64)


def distinct(numbers: NDArray[Any]) -> NDArray[Any]:
    """Each number once, in order: `np.unique` hashes first, which takes ten times as long for many."""
    ordered = np.sort(numbers)
    return ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])] if len(ordered) else ordered


def paired(a: Numbers, b: Numbers) -> Codes:
    """Each pair as one number, whichever comes first."""
    return (np.minimum(a, b).astype(np.uint64) << np.uint64(32)) | np.maximum(a, b).astype(np.uint64)


@dataclass(slots=True)
class Index:
    """Blocks as rows (key, claim), sorted by key, and of every claim the day and the order among neighbours."""

    limit: int
    window: int
    keys: Codes = field(default_factory=lambda: _NO_CODES)
    at: Numbers = field(default_factory=lambda: NONE)
    day: Numbers = field(default_factory=lambda: NONE)  # 0: no day, or too wide a one
    kind: Codes = field(default_factory=lambda: _NO_CODES)
    spot: Codes = field(default_factory=lambda: _NO_CODES)
    side: Codes = field(default_factory=lambda: _NO_CODES)

    @property
    def _small(self) -> int:
        return min(self.limit, _SMALL)

    def update(self, gone: Numbers, come: Mapping[int, Claim], rank: Codes) -> tuple[Codes, Codes]:
        """Take claims out and put claims in; the pairs to look at anew, and those that may have ceased to meet.

        Whatever pair a claim in `come` is in is to be looked at; of other pairs, those that did not meet before.
        """
        before = Index(self.limit, self.window, self.keys, self.at, self.day, self.kind, self.spot, self.side)
        dead = np.zeros(len(rank) + 1, bool)
        dead[gone] = True
        leaving = dead[self.at]
        numbers = np.fromiter(come, np.int64, len(come))
        self._describe(come, len(rank))
        found = [keys(claim) for claim in come.values()]
        new_keys = np.array([key for some in found for key in some], np.uint64)
        new_at = np.repeat(numbers, [len(some) for some in found]) if found else NONE
        touched = distinct(np.concatenate([self.keys[leaving], new_keys]))
        order = np.argsort(new_keys, kind="stable")
        kept_keys, kept_at = self.keys[~leaving], self.at[~leaving]
        places = np.searchsorted(kept_keys, new_keys[order])
        self.keys = np.insert(kept_keys, places, new_keys[order])
        self.at = np.insert(kept_at, places, new_at[order])
        if not len(before.keys):
            return self._meet(rank, None), _NO_CODES
        fresh = np.zeros(len(rank) + 1, bool)
        fresh[numbers] = True
        return self._compared(before, touched, fresh, dead, rank)

    def within(self, pool: Numbers, rank: Codes) -> Codes:
        """All pairs that meet, both of them in the pool."""
        chosen = np.zeros(len(rank) + 1, bool)
        chosen[pool] = True
        return self._meet(rank, chosen)

    def _describe(self, come: Mapping[int, Claim], size: int) -> None:
        more = size - len(self.day)
        self.day = np.concatenate([self.day, np.zeros(more, np.int64)])
        self.kind = np.concatenate([self.kind, np.zeros(more, np.uint64)])
        self.spot = np.concatenate([self.spot, np.zeros(more, np.uint64)])
        self.side = np.concatenate([self.side, np.zeros(more, np.uint64)])
        for number, claim in come.items():
            when = claim.when
            self.day[number] = 0 if when is None or when.days > 2 * _BUCKET else when.earliest.toordinal()
            self.kind[number] = _code(claim.type)
            self.spot[number] = _code(claim.place or "")
            self.side[number] = _code(min(claim.actors, default=""))

    def _meet(self, rank: Codes, chosen: NDArray[np.bool_] | None) -> Codes:
        """All pairs, or those among the chosen claims."""
        starts = np.flatnonzero(np.concatenate([[True], self.keys[1:] != self.keys[:-1]])) if len(self.keys) else NONE
        sizes = np.diff(np.append(starts, len(self.keys)))
        small = sizes <= self._small
        large = np.flatnonzero(~small)
        rows = np.repeat(np.arange(len(sizes)), sizes)
        keep = small[rows] if chosen is None else small[rows] & chosen[self.at]
        found = Gathered()
        _all_small(self.at[keep], rows[keep], found)
        for block in large.tolist():
            members = self.at[starts[block] : starts[block] + sizes[block]]
            if chosen is not None and np.count_nonzero(chosen[members]) < 2:
                continue
            for how, cell in self._cells(members).values():
                self._cell(how, cell, rank, chosen, found)
        return found.codes()

    def _compared(
        self, before: Index, touched: Codes, fresh: NDArray[np.bool_], dead: NDArray[np.bool_], rank: Codes
    ) -> tuple[Codes, Codes]:
        gained, lost = Gathered(), Gathered()
        bounds = zip(*(np.searchsorted(t.keys, touched, side).tolist()
                       for t in (before, self) for side in ("left", "right")), strict=True)  # fmt: skip
        some: list[int] = []
        others: list[int] = []
        for a, b, c, d in bounds:
            if b - a <= self._small and d - c <= self._small:
                members = self.at[c:d]
                new = members[fresh[members]].tolist()
                there = members.tolist()
                for x in new:
                    some += [x] * len(there)
                    others += there
                continue
            old, now = before._cells(before.at[a:b]), self._cells(self.at[c:d])
            for name in old.keys() | now.keys():
                self._cell_compared(before, old.get(name), now.get(name), fresh, dead, rank, gained, lost)
        first, second = np.array(some, np.int64), np.array(others, np.int64)
        gained.add(paired(first, second)[first != second])
        return gained.codes(), lost.codes()

    def _cell_compared(
        self,
        before: Index,
        old: Cell | None,
        now: Cell | None,
        fresh: NDArray[np.bool_],
        dead: NDArray[np.bool_],
        rank: Codes,
        gained: Gathered,
        lost: Gathered,
    ) -> None:
        was, is_ = (old or ("all", NONE)), (now or ("all", NONE))
        new = is_[1][fresh[is_[1]]]
        if not len(new) and not dead[was[1]].any() and was[0] == is_[0] and len(was[1]) == len(is_[1]):
            return
        if old and now and was[0] == is_[0] == "all":
            if len(new):
                gained.add(paired(np.repeat(new, len(is_[1])), np.tile(is_[1], len(new))))
            return
        there, anew = Gathered(), Gathered()
        before._cell(*was, rank, None, there)
        self._cell(*is_, rank, None, anew)
        stood, stands = there.codes(), anew.codes()
        a, b = split(stands)
        renewed = fresh[a] | fresh[b]
        gained.add(stands[renewed])
        gained.add(np.setdiff1d(stands, stood, assume_unique=True))
        lost.add(np.setdiff1d(stood, stands, assume_unique=True))

    def _cells(self, members: Numbers) -> dict[Any, Cell]:
        """A block, or what it is split into: by name, whether all are compared, and the members."""
        if len(members) <= self._small:
            return {"whole": ("all", members)}
        day = self.day[members]
        timeless = members[day == 0]
        found: dict[Any, Cell] = {}
        if 1 < len(timeless) <= self.limit:
            found["timeless"] = ("all", timeless)
        if len(timeless):
            found["whole"] = ("timeless", members)
        timed = members[day > 0]
        bucket = self.day[timed] // _BUCKET
        order = np.argsort(bucket, kind="stable")
        timed, bucket = timed[order], bucket[order]
        names, starts = np.unique(bucket, return_index=True)
        ends = np.append(starts[1:], len(timed))
        for n, name in enumerate(names.tolist()):
            last = n + 1 < len(names) and names[n + 1] == name + 1
            cell = timed[starts[n] : ends[n + 1] if last else ends[n]]
            if len(cell) > 1:
                found[name] = ("all" if len(cell) <= self.limit else "near", cell)
        return found

    def _cell(self, how: str, members: Numbers, rank: Codes, chosen: NDArray[np.bool_] | None, found: Gathered) -> None:
        if how == "all":
            inside = members if chosen is None else members[chosen[members]]
            first, second = _triangle(len(inside))
            found.add(paired(inside[first], inside[second]))
            return
        if chosen is not None and np.count_nonzero(chosen[members]) < 2:
            return
        order = np.lexsort(
            (rank[members], self.day[members], self.side[members], self.spot[members], self.kind[members])
        )
        ordered = members[order]
        place = np.arange(len(ordered)) if chosen is None else np.flatnonzero(chosen[ordered])
        crowd = len(members) > _CROWD * self.limit
        kind, spot, side = (column[ordered[place]] for column in (self.kind, self.spot, self.side))
        blind = self.day[ordered[place]] == 0
        for step in range(1, min(self.window, len(place) - 1) + 1):
            near = place[step:] - place[:-step] <= self.window
            if how == "timeless":
                near &= blind[step:] | blind[:-step]
            if crowd:
                alike = (spot[step:] == spot[:-step]) | (side[step:] == side[:-step])
                near &= (kind[step:] == kind[:-step]) & alike
            found.add(paired(ordered[place[:-step][near]], ordered[place[step:][near]]))


@dataclass(slots=True)
class Gathered:
    """Pairs as they are found, made distinct now and then so that memory stays bounded."""

    distinct: Codes = field(default_factory=lambda: _NO_CODES)
    waiting: list[Codes] = field(default_factory=list)
    size: int = 0

    def add(self, codes: Codes) -> None:
        """Some more pairs."""
        if len(codes):
            self.waiting.append(codes)
            self.size += len(codes)
            if self.size > _WHOLE + len(self.distinct):
                self.codes()

    def codes(self) -> Codes:
        """All of them so far, each once and sorted."""
        if self.waiting:
            found = distinct(np.concatenate([self.distinct, *self.waiting]))
            self.distinct = found[(found >> np.uint64(32)) != (found & np.uint64(0xFFFFFFFF))]
            self.waiting, self.size = [], 0
        return self.distinct


def _all_small(at: Numbers, rows: Numbers, found: Gathered) -> None:
    """All pairs of each small block; `rows` names the block of each entry, in order."""
    starts = np.flatnonzero(np.concatenate([[True], rows[1:] != rows[:-1]])) if len(rows) else NONE
    sizes = np.diff(np.append(starts, len(rows)))
    for size in range(2, int(sizes.max(initial=0)) + 1):
        mine = starts[sizes == size]
        first, second = _triangle(size)
        for part in range(0, len(mine), 4096):
            table = at[mine[part : part + 4096, None] + np.arange(size)]
            found.add(paired(table[:, first].ravel(), table[:, second].ravel()))


@lru_cache(maxsize=512)
def _triangle(size: int) -> tuple[Numbers, Numbers]:
    first, second = np.triu_indices(size, 1)
    return first, second
