"""Claims grouped into events, brought up to date when claims come and go.

Equal claims are one node. Nodes that meet in a block are scored; nodes linked by scores that speak for one event make a
part, and clusters are found inside each part. What comes touches the parts it is linked to and no others, and the
groups are those that grouping everything at once would give: nothing here depends on how claims came in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from timeline.chronology import clustering, features
from timeline.chronology.blocks import NONE, Codes, Index, Numbers, distinct, split
from timeline.chronology.bounds import Sketches
from timeline.chronology.claims import Claim
from timeline.chronology.data import identity
from timeline.chronology.settings import Settings

_UNSCORED = -1.5  # what a pair that never met in a block says against two clusters
_MOST = 6.0  # one pair says at most this much

Values = NDArray[np.float64]
Truths = NDArray[np.bool_]


@dataclass(slots=True)
class Grouping:
    """By claim number: what the claim equals (0: not there), the part and the cluster of its node (-1: none)."""

    index: Index
    same: Codes = field(default_factory=lambda: np.zeros(0, np.uint64))
    part: Numbers = field(default_factory=lambda: NONE)
    cluster: Numbers = field(default_factory=lambda: NONE)
    pairs: Codes = field(default_factory=lambda: np.zeros(0, np.uint64))  # all that meet inside a part, in order
    scores: Values = field(default_factory=lambda: np.zeros(0))

    @classmethod
    def empty(cls, settings: Settings) -> Grouping:
        """Nothing yet."""
        return cls(Index(settings.block_limit, settings.window))

    def copy(self) -> Grouping:
        """Another one like it, to go its own way; arrays are only ever replaced or made longer."""
        index = self.index
        return Grouping(
            Index(
                index.limit,
                index.window,
                index.keys,
                index.at,
                index.day.copy(),
                index.kind.copy(),
                index.spot.copy(),
                index.side.copy(),
            ),
            self.same.copy(),
            self.part.copy(),
            self.cluster.copy(),
            self.pairs,
            self.scores,
        )

    def members(self, clusters: Iterable[int]) -> Numbers:
        """The claims of some clusters."""
        wanted = np.zeros(len(self.cluster) + 1, bool)
        wanted[np.fromiter(clusters, np.int64)] = True
        return np.flatnonzero(wanted[self.cluster] & (self.cluster >= 0))

    def update(
        self,
        gone: Numbers,
        come: Mapping[int, int],
        rank: Codes,
        claim: Callable[[int], Claim],
        sketches: Sketches,
        settings: Settings,
    ) -> tuple[set[int], set[int]]:
        """Take claims out and put claims in; `come` gives what each new one equals. Clusters that went, and that came.

        A claim that changed is in both; a cluster that lost or won a claim is in both answers under the same name.
        """
        size = len(rank)
        if not len(gone) and not come:
            self.same, self.part = _longer(self.same, size, 0), _longer(self.part, size, -1)
            self.cluster = _longer(self.cluster, size, -1)
            return set(), set()
        heads_gone, heads_come, touched = self._nodes(gone, come, rank)
        old_cluster = _longer(self.cluster, size, -1)
        heads = {n: claim(n) for n in heads_come.tolist()}
        gained, lost = self.index.update(heads_gone, heads, rank)
        sketches.put(heads.values(), size)
        scores = _Scored(rank, claim, sketches, self.index.day, settings.merge_above)
        gained, lost = self._settled(gained, lost, heads_gone, heads_come, rank)
        values = scores.links(gained)
        part = _longer(self.part, size, -1)
        fresh = np.zeros(size, bool)
        fresh[heads_come] = True
        pool = self._pool(part, fresh, heads_gone, gained, values > settings.merge_above, lost)
        self._cluster(pool, fresh, gained, values, scores, settings, rank, part)
        self._spread(size)
        here = np.concatenate([pool, touched])
        went = distinct(old_cluster[np.concatenate([here, gone, heads_gone])])
        came = distinct(self.cluster[here])
        return set(went[went >= 0].tolist()), set(came[came >= 0].tolist())

    def _settled(self, gained: Codes, lost: Codes, gone: Numbers, come: Numbers, rank: Codes) -> tuple[Codes, Codes]:
        """Let go of scores that hold no more; the pairs to be scored, and those that ceased inside a part.

        A pair that a block lost may still meet in another one, and one that it won may have met there all along.
        """
        a, b = split(self.pairs)
        changed = np.zeros(len(rank), bool)
        changed[gone] = changed[come] = True
        keep = ~(changed[a] | changed[b])
        self.pairs, self.scores = self.pairs[keep], self.scores[keep]
        lost = lost[_among(lost, self.pairs)]
        if len(lost):
            lost = lost[~_among(lost, self.index.within(distinct(np.concatenate(split(lost))), rank))]
            keep = ~_among(self.pairs, lost)
            self.pairs, self.scores = self.pairs[keep], self.scores[keep]
        return gained[~_among(gained, self.pairs)], lost

    def _pool(self, part: Numbers, fresh: Truths, gone: Numbers, gained: Codes, linked: Truths, lost: Codes) -> Numbers:
        """Nodes to be grouped anew: what came, and all of each part that lost a node, or won or lost a pair."""
        a, b = split(gained)
        x, _ = split(lost)
        inside = (part[a] == part[b]) | linked
        flagged = np.zeros(len(part) + 1, bool)
        flagged[np.concatenate([part[gone], part[a[inside]], part[b[inside]], part[x]])] = True
        flagged[-1] = False
        is_head = np.zeros(len(part), bool)
        is_head[self.index.at] = True
        return np.flatnonzero((flagged[part] & is_head) | fresh)

    def _nodes(self, gone: Numbers, come: Mapping[int, int], rank: Codes) -> tuple[Numbers, Numbers, Numbers]:
        """Nodes that go, nodes that come (or have changed), and nodes that only lost or won members."""
        size = len(rank)
        before = _longer(self.same, size, 0)
        self.same = before.copy()
        self.same[gone] = 0
        numbers = np.fromiter(come, np.int64, len(come))
        self.same[numbers] = np.fromiter(come.values(), np.uint64, len(come))
        changed = np.unique(np.concatenate([before[gone], self.same[numbers]]))
        changed = changed[changed > 0]
        was, now = _first(before, changed, rank), _first(self.same, changed, rank)
        moved = np.zeros(size + 1, bool)
        moved[gone] = True
        moved[numbers] = True
        other = (was != now) | moved[was] | moved[now]
        out, in_ = was[other], now[other]
        return out[out >= 0], in_[in_ >= 0], now[~other]

    def _cluster(
        self,
        pool: Numbers,
        fresh: Truths,
        gained: Codes,
        values: Values,
        scores: _Scored,
        settings: Settings,
        rank: Codes,
        part: Numbers,
    ) -> None:
        """New parts and clusters for the nodes of the pool, from all pairs among them."""
        ordered = pool[np.argsort(rank[pool], kind="stable")]
        local = np.full(len(rank), -1, np.int64)
        local[ordered] = np.arange(len(ordered))
        mine = (local[split(self.pairs)[0]] >= 0) & (local[split(self.pairs)[1]] >= 0)
        codes = np.concatenate([self.pairs[mine], gained])
        known = np.concatenate([self.scores[mine], values])
        order = np.argsort(codes, kind="stable")
        codes, known = codes[order], known[order]
        first, second = split(codes)
        linked = known > settings.merge_above
        found = clustering.components(
            len(ordered), zip(local[first[linked]].tolist(), local[second[linked]].tolist(), strict=True)
        )
        before = part.copy()
        before[fresh] = -1
        cluster = _longer(self.cluster, len(rank), -1)
        part[ordered] = ordered
        cluster[ordered] = ordered
        joined = [nodes for nodes in found if len(nodes) > 1]
        for nodes in joined:
            part[ordered[nodes]] = ordered[nodes[0]]
        inner, known = self._inner(pool, codes, known, before, part, scores)
        first, second = split(inner)
        order = np.argsort(part[first], kind="stable")
        bounds = np.searchsorted(part[first[order]], np.array([ordered[nodes[0]] for nodes in joined], np.int64))
        ends = np.searchsorted(part[first[order]], np.array([ordered[nodes[0]] for nodes in joined], np.int64), "right")
        for nodes, start, end in zip(joined, bounds.tolist(), ends.tolist(), strict=True):
            at = {node: n for n, node in enumerate(nodes)}
            table: dict[tuple[int, int], float] = {}
            of_part = order[start:end]
            ends_of = (local[first[of_part]].tolist(), local[second[of_part]].tolist(), known[of_part].tolist())
            for p, q, value in zip(*ends_of, strict=True):
                table[(at[p], at[q]) if p < q else (at[q], at[p])] = value
            for group in clustering.cluster(len(nodes), table, settings.merge_above, _UNSCORED):
                here = ordered[[nodes[n] for n in group]]
                cluster[here] = here[0]
        self.part, self.cluster = part, cluster
        rest = ~mine
        codes = np.concatenate([self.pairs[rest], inner])
        order = np.argsort(codes, kind="stable")
        self.pairs, self.scores = codes[order], np.concatenate([self.scores[rest], known])[order]

    def _inner(
        self, pool: Numbers, codes: Codes, known: Values, before: Numbers, part: Numbers, scores: _Scored
    ) -> tuple[Codes, Values]:
        """All pairs that meet inside the new parts of the pool, scored.

        Known ones were inside a part before, or are new. Where parts have grown together, pairs across them have met
        before and said too little to be kept: they are found again.
        """
        a, b = split(codes)
        inside = part[a] == part[b]
        codes, known = codes[inside], known[inside]
        olds = before[pool]
        several = np.zeros(len(part), bool)
        pairs = distinct(part[pool][olds >= 0] << np.int64(32) | olds[olds >= 0])
        news = pairs >> 32
        several[news[1:][news[1:] == news[:-1]]] = True
        grown = pool[several[part[pool]] & (olds >= 0)]
        if len(grown):
            met = self.index.within(grown, scores.rank)
            a, b = split(met)
            met = met[(part[a] == part[b]) & (before[a] != before[b])]
            met = met[~_among(met, codes)]
            codes, known = np.concatenate([codes, met]), np.concatenate([known, np.full(len(met), np.nan)])
        missing = np.isnan(known)
        known[missing] = scores.of(*split(codes[missing]))
        return codes, known

    def _spread(self, size: int) -> None:
        """Every claim is in the part and cluster of its node."""
        heads = np.sort(self.index.at)
        heads = heads[np.flatnonzero(np.diff(heads, prepend=-1))] if len(heads) else heads
        ordered = heads[np.argsort(self.same[heads])]
        present = np.flatnonzero(self.same)
        mine = ordered[np.searchsorted(self.same[ordered], self.same[present])] if len(present) else present
        for name in ("part", "cluster"):
            old = getattr(self, name)
            fresh = np.full(size, -1, np.int64)
            fresh[present] = old[mine]
            setattr(self, name, fresh)


class _Scored:
    """Scores of pairs, the smaller in rank first, so that a score does not depend on how claims came in."""

    def __init__(
        self, rank: Codes, claim: Callable[[int], Claim], sketches: Sketches, day: Numbers, above: float
    ) -> None:
        self.rank, self._claim, self._sketches, self._day, self._above = rank, claim, sketches, day, above

    def of(self, a: Numbers, b: Numbers) -> Values:
        """The score of each pair."""
        swapped = self.rank[a] > self.rank[b]
        first, second = np.where(swapped, b, a).tolist(), np.where(swapped, a, b).tolist()
        weights, claim = identity(), self._claim
        found = np.fromiter(
            (features.score(claim(x), claim(y), weights) for x, y in zip(first, second, strict=True)), float, len(first)
        )
        clipped: Values = np.clip(found, -_MOST, _MOST)
        return clipped

    def links(self, codes: Codes) -> Values:
        """The scores of these pairs; not a number where one is surely no link."""
        a, b = split(codes)
        values = np.full(len(codes), np.nan)
        near = self._sketches.hopeful(a, b, self._day, identity(), self._above)
        values[near] = self.of(a[near], b[near])
        return values


def _among(codes: Codes, some: Codes) -> Truths:
    """Which of the codes are among some, which are sorted."""
    if not len(some):
        return np.zeros(len(codes), bool)
    place = np.minimum(np.searchsorted(some, codes), len(some) - 1)
    found: Truths = some[place] == codes
    return found


def _longer(array: Any, size: int, value: int) -> Any:
    """A copy with room for more claims."""
    return np.concatenate([array, np.full(size - len(array), value, array.dtype)])


def _first(same: Codes, wanted: Codes, rank: Codes) -> Numbers:
    """Of the claims that equal each wanted value the one that comes first in rank; -1 where there is none."""
    mine = np.flatnonzero(np.isin(same, wanted))
    mine = mine[np.lexsort((rank[mine], same[mine]))]
    values, starts = np.unique(same[mine], return_index=True)
    found = np.full(len(wanted), -1, np.int64)
    found[np.searchsorted(wanted, values)] = mine[starts]
    return found
