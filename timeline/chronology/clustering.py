"""Average-link clustering over a sparse graph of scored pairs.

Two clusters join by the mean score of *all* their pairs, where a pair that was never scored counts as `unscored`
against them: A like B and B like C does not chain A to C. The order of joining follows the scores, ties follow the
nodes' canonical order, so the result does not depend on the order of the input.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence

Pair = tuple[int, int]


def components(count: int, pairs: Iterable[Pair]) -> list[list[int]]:
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


def cluster(count: int, scores: Mapping[Pair, float], above: float, unscored: float) -> list[list[int]]:
    """Clusters of nodes 0..count-1, each sorted, by smallest node. Keys of `scores` are (smaller, larger)."""
    found: list[list[int]] = []
    positive = [p for p, s in scores.items() if s > above]
    parts = components(count, positive)
    part_of = [0] * count
    for number, part in enumerate(parts):
        for node in part:
            part_of[node] = number
    inside: dict[int, list[tuple[Pair, float]]] = {}
    for pair, score in scores.items():
        if part_of[pair[0]] == part_of[pair[1]]:
            inside.setdefault(part_of[pair[0]], []).append((pair, score))
    for number, part in enumerate(parts):
        found.extend([part] if len(part) == 1 else _agglomerate(part, inside[number], above, unscored))
    return sorted(found, key=lambda c: c[0])


def _agglomerate(
    part: Sequence[int], scored: list[tuple[Pair, float]], above: float, unscored: float
) -> list[list[int]]:
    members = {node: [node] for node in part}
    links: dict[int, dict[int, list[float]]] = {node: {} for node in part}  # sum of scores, number of scored pairs
    for (a, b), score in scored:
        links[a][b] = [score, 1.0]
        links[b][a] = [score, 1.0]
    heap: list[tuple[float, int, int, int, int]] = []

    def offer(a: int, b: int) -> None:
        if b < a:
            a, b = b, a
        total, known = links[a][b]
        pairs = len(members[a]) * len(members[b])
        mean = (total + (pairs - known) * unscored) / pairs
        if mean > above:
            heapq.heappush(heap, (-mean, a, b, len(members[a]), len(members[b])))

    for a in part:
        for b in links[a]:
            if a < b:
                offer(a, b)
    while heap:
        _, a, b, size_a, size_b = heapq.heappop(heap)
        if a not in members or b not in members or len(members[a]) != size_a or len(members[b]) != size_b:
            continue  # one of the two has grown since: a newer offer stands
        members[a].extend(members.pop(b))
        for other, (total, known) in links.pop(b).items():
            del links[other][b]
            if other == a:
                continue
            mine = links[a].setdefault(other, [0.0, 0.0])
            mine[0] += total
            mine[1] += known
            links[other][a] = mine
        for other in links[a]:
            offer(a, other)
    return [sorted(m) for m in members.values()]
