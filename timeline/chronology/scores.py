"""Scores of pairs of claims: found out where it matters, bounded where that will do.

A score does not depend on how claims came in, and sums of scores do not depend on their order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from timeline.chronology import features
from timeline.chronology.blocks import Codes, Numbers, paired, split
from timeline.chronology.bounds import Sketches, Truths, Values
from timeline.chronology.claims import Claim
from timeline.chronology.data import identity

UNMET = -1.5  # what a pair that never met in a block says against two clusters
_MOST = 6.0  # one pair says at most this much
_GRAIN = float(1 << 20)  # scores are multiples of one by this, so that their sums are exact


@dataclass(slots=True)
class Told:
    """Claims by number as a round sees them; between `firm` ones scores hold in every round of an update."""

    claim: Callable[[int], Claim]
    firm: Truths
    scores: dict[int, float]


class Scored:
    """Scores of pairs, the smaller in rank first, so that a score does not depend on how claims came in."""

    def __init__(self, rank: Codes, told: Told, sketches: Sketches, day: Numbers, above: float) -> None:
        self.rank, self.above = rank, above
        self._told, self._sketches, self._day = told, sketches, day

    def of(self, codes: Codes) -> Values:
        """The score of each pair."""
        a, b = split(codes)
        swapped = self.rank[a] > self.rank[b]
        first, second = np.where(swapped, b, a), np.where(swapped, a, b)
        firm = self._told.firm[a] & self._told.firm[b]
        rows = zip(codes.tolist(), first.tolist(), second.tolist(), firm.tolist(), strict=True)
        found = np.fromiter((self._one(*row) for row in rows), float, len(codes))
        grained: Values = np.rint(np.clip(found, -_MOST, _MOST) * _GRAIN) / _GRAIN
        return grained

    def _one(self, code: int, first: int, second: int, firm: bool) -> float:
        scores = self._told.scores
        found = scores.get(code) if firm else None
        if found is None:
            found = features.score(self._told.claim(first), self._told.claim(second), identity())
            if firm:
                scores[code] = found
        return found

    def most(self, codes: Codes) -> Values:
        """What pairs that are no links can score at most."""
        return np.clip(self._sketches.bound(*split(codes), self._day, identity()), -_MOST, self.above)

    def links(self, codes: Codes) -> Values:
        """The scores of these pairs; not a number where one is surely no link."""
        a, b = split(codes)
        values = np.full(len(codes), np.nan)
        near = self._sketches.hopeful(a, b, self._day, identity(), self.above)
        values[near] = self.of(codes[near])
        return values


class Meeting:
    """Pairs that meet, with their scores where these are known, and what they can score at most where they are not."""

    def __init__(self, codes: Codes, links: Codes, values: Values, scores: Scored) -> None:
        self.codes, self.scores = codes, scores
        self._most = scores.most(codes)
        self._sure = among(codes, links)
        self._most[self._sure] = values[np.searchsorted(links, codes[self._sure])]

    def bound(self, some: Numbers, others: Numbers) -> tuple[float, bool]:
        """What all pairs between two sets of nodes come to at most; whether they come to that exactly."""
        found = self._between(some, others)
        missing = len(some) * len(others) - len(found)
        return float(self._most[found].sum()) + missing * UNMET, bool(self._sure[found].all())

    def total(self, some: Numbers, others: Numbers) -> float:
        """What all pairs between two sets of nodes come to."""
        found = self._between(some, others)
        unsure = found[~self._sure[found]]
        self._most[unsure] = self.scores.of(self.codes[unsure])
        self._sure[unsure] = True
        return self.bound(some, others)[0]

    def _between(self, some: Numbers, others: Numbers) -> Numbers:
        codes = paired(np.repeat(some, len(others)), np.tile(others, len(some)))
        place = np.searchsorted(self.codes, codes)
        there = place < len(self.codes)
        found: Numbers = place[there][self.codes[place[there]] == codes[there]]
        return found


def among(codes: Codes, some: Codes) -> Truths:
    """Which of the codes are among some, which are sorted."""
    if not len(some):
        return np.zeros(len(codes), bool)
    place = np.minimum(np.searchsorted(some, codes), len(some) - 1)
    found: Truths = some[place] == codes
    return found
