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
from timeline.chronology.blocks import NONE, Codes, Index, Numbers, split
from timeline.chronology.claims import Claim
from timeline.chronology.data import identity
from timeline.chronology.settings import Settings

_UNSCORED = -1.5  # what a pair that never met in a block says against two clusters
_MOST = 6.0  # one pair says at most this much

Values = NDArray[np.float64]


@dataclass(slots=True)
class Grouping:
    """By claim number: what the claim equals (0: not there), the part and the cluster of its node (-1: none)."""

    index: Index
    same: Codes = field(default_factory=lambda: np.zeros(0, np.uint64))
    part: Numbers = field(default_factory=lambda: NONE)
    cluster: Numbers = field(default_factory=lambda: NONE)

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
        old_part, old_cluster = self.part, _longer(self.cluster, size, -1)
        whole = not len(self.index.keys)
        gained, lost = self.index.update(heads_gone, {n: claim(n) for n in heads_come.tolist()}, rank)
        fresh = np.zeros(size, bool)
        fresh[heads_come] = True
        scores = _Scored(rank, claim)
        a, b = split(gained)
        values = scores.remember(gained)
        linked = values > settings.merge_above
        part = _longer(old_part, size, -1)
        dirty = [part[heads_gone], part[a[linked]], part[b[linked]]]
        inside = (part[a] == part[b]) & (part[a] >= 0)
        dirty.append(part[a[inside]])
        x, y = split(lost)
        together = (part[x] == part[y]) & (part[x] >= 0)
        dirty.append(part[x[together]])
        flagged = np.zeros(size + 1, bool)
        flagged[np.concatenate(dirty)] = True
        flagged[-1] = False
        is_head = np.zeros(size, bool)
        is_head[self.index.at] = True
        pool = np.flatnonzero((flagged[part] & is_head) | fresh)
        if whole:
            first, second, known = a, b, values
        else:
            codes = self.index.within(pool, rank)
            first, second = split(codes)
            known = scores.recall(codes)
            ask = np.isnan(known) & (part[first] == part[second])  # two old parts are not linked: asked for when needed
            known[ask] = scores.of(first[ask], second[ask])
        self._cluster(pool, first, second, known, scores, settings, rank, part)
        self._spread(size)
        here = np.concatenate([pool, touched])
        went = np.unique(old_cluster[np.concatenate([here, gone, heads_gone])])
        came = np.unique(self.cluster[here])
        return set(went[went >= 0].tolist()), set(came[came >= 0].tolist())

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
        first: Numbers,
        second: Numbers,
        known: Values,
        scores: _Scored,
        settings: Settings,
        rank: Codes,
        part: Numbers,
    ) -> None:
        """New parts and clusters for the nodes of the pool, from all pairs among them."""
        ordered = pool[np.argsort(rank[pool], kind="stable")]
        local = np.full(len(rank), -1, np.int64)
        local[ordered] = np.arange(len(ordered))
        linked = known > settings.merge_above
        found = clustering.components(
            len(ordered), zip(local[first[linked]].tolist(), local[second[linked]].tolist(), strict=True)
        )
        cluster = _longer(self.cluster, len(rank), -1)
        part[ordered] = ordered
        cluster[ordered] = ordered
        lone = np.ones(len(ordered), bool)
        for nodes in found:
            if len(nodes) > 1:
                part[ordered[nodes]] = ordered[nodes[0]]
                lone[nodes] = False
        inner = np.flatnonzero((part[first] == part[second]) & ~lone[local[first]])
        inner = inner[np.argsort(part[first[inner]], kind="stable")]
        bounds = np.flatnonzero(np.diff(part[first[inner]], prepend=-1)).tolist()
        ends = [*bounds[1:], len(inner)] if bounds else []
        pairs_of = {int(part[first[inner[s]]]): inner[s:e] for s, e in zip(bounds, ends, strict=True)}
        for nodes in found:
            if len(nodes) == 1:
                continue
            mine = pairs_of[int(ordered[nodes[0]])]
            x, y = first[mine], second[mine]
            values = known[mine]
            missing = np.isnan(values)
            if missing.any():
                values[missing] = scores.of(x[missing], y[missing])
            at = {node: n for n, node in enumerate(nodes)}
            table: dict[tuple[int, int], float] = {}
            for p, q, value in zip(local[x].tolist(), local[y].tolist(), values.tolist(), strict=True):
                table[(at[p], at[q]) if p < q else (at[q], at[p])] = value
            for group in clustering.cluster(len(nodes), table, settings.merge_above, _UNSCORED):
                here = ordered[[nodes[n] for n in group]]
                cluster[here] = here[0]
        self.part, self.cluster = part, cluster

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

    def __init__(self, rank: Codes, claim: Callable[[int], Claim]) -> None:
        self._rank, self._claim = rank, claim
        self._codes, self._values = np.zeros(0, np.uint64), np.zeros(0)

    def of(self, a: Numbers, b: Numbers) -> Values:
        """The score of each pair."""
        swapped = self._rank[a] > self._rank[b]
        first, second = np.where(swapped, b, a).tolist(), np.where(swapped, a, b).tolist()
        weights, claim = identity(), self._claim
        found = np.fromiter(
            (features.score(claim(x), claim(y), weights) for x, y in zip(first, second, strict=True)), float, len(first)
        )
        clipped: Values = np.clip(found, -_MOST, _MOST)
        return clipped

    def remember(self, codes: Codes) -> Values:
        """The scores of these pairs, in order, kept for `recall`."""
        self._codes, self._values = codes, self.of(*split(codes))
        return self._values

    def recall(self, codes: Codes) -> Values:
        """The scores that are known; not a number where one is not."""
        found = np.full(len(codes), np.nan)
        if len(self._codes):
            place = np.minimum(np.searchsorted(self._codes, codes), len(self._codes) - 1)
            known = self._codes[place] == codes
            found[known] = self._values[place[known]]
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
