"""Average-link clustering over a sparse graph of scored pairs, done again only where something changed.

Two clusters join by the mean score of *all* their pairs, where a pair that never met counts as `unscored` against
them: A like B and B like C does not chain A to C. The best pair of clusters joins first, ties follow the nodes'
canonical order, so the result does not depend on the order of the input.

Only linked clusters, those with a pair above the threshold between them, can join. What two of them say about each
other is first only bounded, and found out when nothing else may say more. And clusters that joined without anybody
else's part in it do so again: they are settled, and their joining is repeated from what was noted. Where something new
would have come between, they are touched, and are to be clustered again as well.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence

Link = tuple[int, int, float]
"""Two nodes and their score, which lies above the threshold."""
Merge = tuple[int, int, float]
"""The second cluster joined the first at this mean; clusters go by their first nodes."""
Bound = Callable[[Sequence[int], Sequence[int]], tuple[float, bool]]
"""What the scores of all pairs between two sets of nodes come to at most; whether they come to that exactly."""
Total = Callable[[Sequence[int], Sequence[int]], float]
"""What the scores of all pairs between two sets of nodes come to."""

_UNKNOWN = (0.0, 0, True)


def components(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Connected components of nodes 0..count-1, each sorted, by smallest node."""
    parent = list(range(count))

    def find(x: int) -> int:
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for a, b in pairs:
        x, y = find(a), find(b)
        if x != y:
            parent[max(x, y)] = min(x, y)
    groups: dict[int, list[int]] = {}
    for node in range(count):
        groups.setdefault(find(node), []).append(node)
    return [groups[root] for root in sorted(groups)]


class Clustering:
    """One run over nodes that are numbered in canonical order. Sums of scores are to be exact whatever their order."""

    def __init__(
        self,
        nodes: Iterable[int],
        settled: Mapping[int, tuple[Sequence[int], Sequence[Merge]]],
        links: Iterable[Link],
        bound: Bound,
        total: Total,
        above: float,
    ) -> None:
        """Nodes to be clustered; `settled` clusters by any name, with their nodes and merges; links with a free end.

        A pair that is no link scores at most `above`.
        """
        self._bound, self._total, self._above = bound, total, above
        self.members = {node: [node] for node in nodes}
        self._home: dict[int, int] = {}
        self._waiting: dict[int, list[Merge]] = {}
        for name, (inside, merges) in settled.items():
            self.members.update((node, [node]) for node in inside)
            self._home.update(dict.fromkeys(inside, name))
            self._waiting[name] = [*reversed(merges)]
        self._links: dict[int, dict[int, tuple[float, int, bool]]] = {node: {} for node in self.members}
        self._heap: list[tuple[float, int, int, int, int]] = []
        self.merges: list[Merge] = []
        self.touched: set[int] = set()
        for a, b, score in links:
            self._links[a][b] = self._links[b][a] = (score, 1, True)
            self._offer(a, b)
        for name in settled:
            self._repeat(name)

    def run(self) -> None:
        """Join until nothing joins; what is `touched` then makes the result void."""
        while self._heap:
            mean, a, b, size_a, size_b = heapq.heappop(self._heap)
            mine, other = self._home.get(a), self._home.get(b)
            if mine is not None and mine == other:
                self._join(a, b)
                self._repeat(mine)
            elif len(self.members.get(a, ())) != size_a or len(self.members.get(b, ())) != size_b:
                continue  # one of the two has grown since: a newer offer stands
            elif not self._sure(a, b):
                continue
            elif mine is not None or other is not None:
                self.touched |= {name for name in (mine, other) if name is not None}
            else:
                self.merges.append((a, b, -mean))
                self._join(a, b)

    def clusters(self) -> list[list[int]]:
        """The clusters that are not settled, each sorted."""
        return [sorted(nodes) for name, nodes in self.members.items() if name not in self._home]

    def _repeat(self, name: int) -> None:
        """The next merge of a settled cluster comes when its time comes."""
        if self._waiting[name]:
            a, b, mean = self._waiting[name].pop()
            heapq.heappush(self._heap, (-mean, a, b, 0, 0))

    def _sure(self, a: int, b: int) -> bool:
        """Is it known what the two say about each other? If not, it is now known closer, and they wait their turn."""
        total, known, exact = self._links[a][b]
        mine, others = self.members[a], self.members[b]
        pairs = len(mine) * len(others)
        if known == pairs and exact:
            return True
        if known < pairs:
            total, exact = self._bound(mine, others)
        else:
            total, exact = self._total(mine, others), True
        self._links[a][b] = self._links[b][a] = (total, pairs, exact)
        self._offer(a, b)
        return False

    def _offer(self, a: int, b: int) -> None:
        if b < a:
            a, b = b, a
        total, known, _ = self._links[a][b]
        size_a, size_b = len(self.members[a]), len(self.members[b])
        pairs = size_a * size_b
        mean = (total + (pairs - known) * self._above) / pairs if known < pairs else total / pairs
        if mean > self._above:
            heapq.heappush(self._heap, (-mean, a, b, size_a, size_b))

    def _join(self, a: int, b: int) -> None:
        mine, theirs = self._links[a], self._links.pop(b)
        mine.pop(b, None)
        theirs.pop(a, None)
        for other in mine.keys() | theirs.keys():
            total, known, exact = mine.get(other, _UNKNOWN)
            more, also, sure = theirs.get(other, _UNKNOWN)
            self._links[other].pop(b, None)
            mine[other] = self._links[other][a] = (total + more, known + also, exact and sure)
        self.members[a].extend(self.members.pop(b))
        for other in mine:
            self._offer(a, other)
