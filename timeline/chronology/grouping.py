"""Claims grouped into events, brought up to date when claims come and go.

Equal claims are one node. Of nodes that meet in a block those are linked whose score speaks for one event, and clusters
are found along the links. What comes touches the clusters that it joins or would have kept from joining, and no others,
and the groups are those that grouping everything at once would give: nothing here depends on how claims came in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from timeline.chronology import clustering
from timeline.chronology.blocks import NONE, Codes, Index, Numbers, distinct, paired, split
from timeline.chronology.bounds import Sketches
from timeline.chronology.scores import Meeting, Scored, Told, among
from timeline.chronology.settings import Settings

_BY_NODE = {"same": 0, "cluster": -1, "into": -1, "height": 0.0, "turn": 0}

Values = NDArray[np.float64]
Truths = NDArray[np.bool_]


class _Made(NamedTuple):
    """Clusters of several nodes, each in order, and the merges that made them."""

    clusters: list[Numbers]
    merges: list[clustering.Merge]


@dataclass(slots=True)
class Grouping:
    """By claim number: what the claim equals (0: not there), and the cluster of its node (-1: none).

    How a cluster came to be is told by its nodes: into which one a node's cluster went, at which mean, at which turn.
    """

    index: Index
    same: Codes = field(default_factory=lambda: np.zeros(0, np.uint64))
    cluster: Numbers = field(default_factory=lambda: NONE)
    into: Numbers = field(default_factory=lambda: NONE)  # -1 for the first node of a cluster
    height: Values = field(default_factory=lambda: np.zeros(0))
    turn: Numbers = field(default_factory=lambda: NONE)
    pairs: Codes = field(default_factory=lambda: np.zeros(0, np.uint64))  # links: those that speak for one event
    scores: Values = field(default_factory=lambda: np.zeros(0))

    @classmethod
    def empty(cls, settings: Settings) -> Grouping:
        """Nothing yet."""
        return cls(Index(settings.block_limit, settings.window))

    def copy(self) -> Grouping:
        """Another one like it, to go its own way: an update changes no array that was there before."""
        return replace(self, index=replace(self.index))

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
        told: Told,
        sketches: Sketches,
        settings: Settings,
    ) -> tuple[set[int], set[int]]:
        """Take claims out and put claims in; `come` gives what each new one equals. Clusters that went, and that came.

        A claim that changed is in both; a cluster that lost or won a claim is in both answers under the same name.
        """
        size = len(rank)
        for name, value in _BY_NODE.items():
            setattr(self, name, _longer(getattr(self, name), size, value))
        if not len(gone) and not come:
            return set(), set()
        before = self.cluster
        heads_gone, heads_come, touched = self._nodes(gone, come, rank)
        heads = {n: told.claim(n) for n in heads_come.tolist()}
        whole = not len(self.index.keys)
        gained, lost = self.index.update(heads_gone, heads, rank)
        sketches.put(heads.values(), size)
        scores = Scored(rank, told, sketches, self.index.day, settings.merge_above)
        changed = np.zeros(size, bool)
        changed[heads_gone] = changed[heads_come] = True
        flagged = self._linked(gained, lost, changed, scores)
        flagged[before[heads_gone]] = True
        flagged[-1] = False
        is_head = np.zeros(size, bool)
        is_head[self.index.at] = True
        free = is_head & flagged[before]
        free[heads_come] = True
        free = self._cluster(free, is_head, gained if whole else None, scores, settings)
        self._spread(size)
        here = np.concatenate([np.flatnonzero(free), touched])
        went = distinct(before[np.concatenate([here, gone, heads_gone])])
        came = distinct(self.cluster[here])
        return set(went[went >= 0].tolist()), set(came[came >= 0].tolist())

    def _linked(self, gained: Codes, lost: Codes, changed: Truths, scores: Scored) -> Truths:
        """Bring the links up to date; which clusters are linked otherwise than before, or meet otherwise.

        A pair that a block lost may still meet in another one, and one that it won may have met there all along.
        """
        a, b = split(self.pairs)
        keep = ~(changed[a] | changed[b])
        self.pairs, self.scores = self.pairs[keep], self.scores[keep]
        flagged = np.zeros(len(changed) + 1, bool)
        lost = self._mattering(lost, changed)
        if len(lost):
            lost = lost[~among(lost, self.index.within(distinct(np.concatenate(split(lost))), scores.rank))]
            keep = ~among(self.pairs, lost)
            self.pairs, self.scores = self.pairs[keep], self.scores[keep]
        fresh = gained[~among(gained, self.pairs)]
        values = scores.links(fresh)
        linked = values > scores.above
        codes = np.concatenate([self.pairs, fresh[linked]])
        order = np.argsort(codes, kind="stable")
        self.pairs, self.scores = codes[order], np.concatenate([self.scores, values[linked]])[order]
        for codes in (lost, self._mattering(fresh, changed)):
            a, b = split(codes)
            flagged[self.cluster[a]] = flagged[self.cluster[b]] = True
        return flagged

    def _mattering(self, codes: Codes, changed: Truths) -> Codes:
        """Of pairs of claims that have not changed those inside a cluster, or between two that are linked."""
        a, b = split(codes)
        codes = codes[~(changed[a] | changed[b])]
        first, second = (self.cluster[some] for some in split(codes))
        bound = distinct(paired(*(self.cluster[some] for some in split(self.pairs))))
        found: Codes = codes[(first == second) | among(paired(first, second), bound)]
        return found

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

    def _cluster(self, free: Truths, is_head: Truths, met: Codes | None, scores: Scored, settings: Settings) -> Truths:
        """Cluster nodes anew, with those of whatever clusters they touch; all that were clustered in the end.

        `met` holds all pairs that meet, where they are known.
        """
        a, b = split(self.pairs)
        fresh = free.copy()
        made: dict[int, _Made] = {}
        while fresh.any():
            nodes = np.flatnonzero(free)
            nodes = nodes[np.argsort(scores.rank[nodes], kind="stable")]
            local = np.full(len(free), -1, np.int64)
            local[nodes] = np.arange(len(nodes))
            inner, outer = free[a] & free[b], free[a] ^ free[b]
            found = clustering.components(
                len(nodes), zip(local[a[inner]].tolist(), local[b[inner]].tolist(), strict=True)
            )
            group = np.full(len(free), -1, np.int64)
            for name, members in enumerate(found):
                group[nodes[members]] = name
            todo = np.zeros(len(found) + 1, bool)
            todo[group[np.flatnonzero(fresh)]] = True
            # Where one end is free the other one is not, and the greater of the two groups is the free end's.
            owner = np.maximum(group[a], group[b])
            mine = np.flatnonzero((inner | outer) & todo[owner])
            mine = mine[np.argsort(owner[mine], kind="stable")]
            starts = np.searchsorted(owner[mine], np.arange(len(found) + 1))
            beside = np.concatenate([a[outer & todo[owner]], b[outer & todo[owner]]])
            clusters = distinct(self.cluster[beside[~free[beside]]])
            settled = self._settled(clusters, is_head & ~free)
            pool = np.concatenate([nodes[todo[group[nodes]]], *(inside for inside, _ in settled.values())])
            codes = met if met is not None else self.index.within(pool, scores.rank)
            x, y = (group[some] for some in split(codes))
            meeting = Meeting(codes[np.where(x < 0, y >= 0, (y < 0) | (x == y))], self.pairs, self.scores, scores)
            fresh[:] = False
            for name in np.flatnonzero(todo[:-1]).tolist():
                group_, links = nodes[found[name]], mine[starts[name] : starts[name + 1]]
                for node in group_.tolist():
                    made.pop(node, None)
                if not len(links):
                    continue
                result, touched = self._run(group_, links, free, settled, meeting, settings)
                made[int(group_[0])] = result
                for cluster in touched:
                    fresh[settled[cluster][0]] = True
            free = free | fresh
        self._put(np.flatnonzero(free), made.values())
        return free

    def _settled(self, clusters: Numbers, there: Truths) -> dict[int, tuple[Numbers, list[clustering.Merge]]]:
        """The nodes of some clusters, and how these came to be."""
        wanted = np.zeros(len(there) + 1, bool)
        wanted[clusters] = True
        nodes = np.flatnonzero(wanted[self.cluster] & there)
        nodes = nodes[np.lexsort((self.turn[nodes], self.cluster[nodes]))]
        starts = np.searchsorted(self.cluster[nodes], clusters)
        found = {}
        for name, inside in zip(clusters.tolist(), np.split(nodes, starts)[1:], strict=True):
            joined = inside[self.into[inside] >= 0]
            columns = (self.into[joined].tolist(), joined.tolist(), self.height[joined].tolist())
            found[name] = (inside, [*zip(*columns, strict=True)])
        return found

    def _run(
        self,
        members: Numbers,
        links: Numbers,
        free: Truths,
        settled: Mapping[int, tuple[Numbers, list[clustering.Merge]]],
        meeting: Meeting,
        settings: Settings,
    ) -> tuple[_Made, set[int]]:
        """Cluster nodes that are linked with each other; also the settled clusters that they touch."""
        a, b = split(self.pairs[links])
        ends = np.concatenate([a, b])
        beside = {n: settled[n] for n in distinct(self.cluster[ends[~free[ends]]]).tolist()}
        nodes = np.concatenate([members, *(inside for inside, _ in beside.values())])
        nodes = nodes[np.argsort(meeting.scores.rank[nodes], kind="stable")]
        at = {node: n for n, node in enumerate(nodes.tolist())}

        run = clustering.Clustering(
            [at[n] for n in members.tolist()],
            {name: ([at[n] for n in inside.tolist()], [(at[x], at[y], mean) for x, y, mean in merges])
             for name, (inside, merges) in beside.items()},
            [(at[x], at[y], score)
             for x, y, score in zip(a.tolist(), b.tolist(), self.scores[links].tolist(), strict=True)],
            lambda some, others: meeting.bound(nodes[some], nodes[others]),
            lambda some, others: meeting.total(nodes[some], nodes[others]),
            settings.merge_above,
        )  # fmt: skip
        run.run()
        clusters = [nodes[some] for some in run.clusters() if len(some) > 1]
        return _Made(clusters, [(int(nodes[x]), int(nodes[y]), mean) for x, y, mean in run.merges]), run.touched

    def _put(self, nodes: Numbers, made: Iterable[_Made]) -> None:
        """Note the clusters of nodes that were clustered anew, and how these came to be."""
        self.cluster = self.cluster.copy()
        self.cluster[nodes], self.into[nodes] = nodes, -1
        for some in made:
            for cluster in some.clusters:
                self.cluster[cluster] = cluster[0]
            for turn, (a, b, mean) in enumerate(some.merges):
                self.into[b], self.height[b], self.turn[b] = a, mean, turn

    def _spread(self, size: int) -> None:
        """Every claim is in the cluster of its node."""
        heads = np.sort(self.index.at)
        heads = heads[np.flatnonzero(np.diff(heads, prepend=-1))] if len(heads) else heads
        ordered = heads[np.argsort(self.same[heads])]
        present = np.flatnonzero(self.same)
        mine = ordered[np.searchsorted(self.same[ordered], self.same[present])] if len(present) else present
        fresh = np.full(size, -1, np.int64)
        fresh[present] = self.cluster[mine]
        self.cluster = fresh


def _longer(array: Any, size: int, value: float) -> Any:
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
