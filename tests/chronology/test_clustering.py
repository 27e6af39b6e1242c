"""Clusters found again only where something changed are those found from nothing."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from timeline.chronology.clustering import Clustering, components

ABOVE, UNSCORED = 0.0, -1.5
Scores = Mapping[tuple[int, int], float]


def run(nodes: Sequence[int], settled: dict[int, tuple[list[int], list[tuple[int, int, float]]]], scores: Scores,
        rng: random.Random) -> Clustering:  # fmt: skip
    """Cluster nodes beside settled clusters; the bounds are as loose as may be."""

    def total(some: Sequence[int], others: Sequence[int]) -> float:
        return sum(scores.get((min(a, b), max(a, b)), UNSCORED) for a in some for b in others)

    def bound(some: Sequence[int], others: Sequence[int]) -> tuple[float, bool]:
        exact = rng.random() < 0.3
        return total(some, others) + (0 if exact else rng.random()), exact

    links = [
        (a, b, score) for (a, b), score in scores.items()
        if score > ABOVE and (a in nodes or b in nodes)
        and all(n in nodes or any(n in inside for inside, _ in settled.values()) for n in (a, b))
    ]  # fmt: skip
    found = Clustering(nodes, settled, links, bound, total, ABOVE)
    found.run()
    return found


def world(rng: random.Random, size: int) -> dict[tuple[int, int], float]:
    """Scores of pairs in a crowd where many are alike, with many equal scores."""
    pairs = [(a, b) for a in range(size) for b in range(a + 1, size)]
    return {p: rng.choice([-4.0, -2.0, -0.5, 0.25, 1.0, 2.5, 6.0]) for p in pairs if rng.random() < 0.4}


def test_two_alike_clusters_join_and_a_third_does_not_chain() -> None:
    scores = {(0, 1): 3.0, (1, 2): 1.0}
    assert run(range(3), {}, scores, random.Random(1)).clusters() == [[0, 1], [2]]


def test_components_are_linked_nodes_by_their_first() -> None:
    assert components(5, [(3, 1), (1, 4)]) == [[0], [1, 3, 4], [2]]


def test_what_comes_to_settled_clusters_ends_as_if_all_had_come_at_once() -> None:
    for seed in range(300):
        rng = random.Random(seed)
        size = rng.randrange(4, 14)
        scores = world(rng, size)
        late = set(rng.sample(range(size), rng.randrange(1, 4)))
        early = [n for n in range(size) if n not in late]
        stood = run(early, {}, {p: s for p, s in scores.items() if not set(p) & late}, rng)
        settled: dict[int, tuple[list[int], list[tuple[int, int, float]]]] = {}
        for cluster in stood.clusters():
            settled[cluster[0]] = (cluster, [m for m in stood.merges if m[0] in cluster])
        free = sorted(late)
        while True:
            again = run(free, settled, scores, rng)
            if not again.touched:
                break
            free = sorted([*free, *(n for name in again.touched for n in settled.pop(name)[0])])
        found = sorted([*again.clusters(), *(nodes for nodes, _ in settled.values())])
        assert found == sorted(run(range(size), {}, scores, rng).clusters()), seed
