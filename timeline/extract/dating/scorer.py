"""Adds up the weights of the features: which candidate is the likeliest date of an event, and why.

The weights are data (`weights.toml`), learned by `scripts/train_dating` from annotated news: a sum of named features
for each candidate, so every choice can be told in words.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cache

from timeline.extract.dating.candidates import Candidate, Scene
from timeline.extract.dating.features import Event, describe, of_candidate, of_event, of_pair, of_publication
from timeline.extract.dating.weights import weights, words

_BEFORE, _AFTER = 12, 4  # candidates that are looked at on either side of the event's sentence


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen candidate (None: the publication day), its share of the probability and its strongest features."""

    candidate: Candidate | None
    share: float
    why: tuple[str, ...]


class Scorer:
    """Scores the candidates of one document."""

    def __init__(self, scene: Scene, published: date | None) -> None:
        self.scene, self.published = scene, published
        self.table = weights()
        self.numbers = [c.number for c in scene.candidates]
        self.own = [self._sum(of_candidate(c, published)) for c in scene.candidates]

    def _sum(self, names: list[str]) -> float:
        table = self.table
        return sum(table.get(name, 0.0) for name in names)

    def window(self, event: Event) -> list[int]:
        """Indices of the candidates near the event, and of those farther off that name it again."""
        first = bisect_left(self.numbers, event.number)
        last = bisect_right(self.numbers, event.number)
        first, last = max(0, first - _BEFORE), min(len(self.numbers), last + _AFTER)
        far = [i for i in self.scene.naming(event.lemma) if not first <= i < last]
        return sorted([*range(first, last), *far[:_AFTER]])

    def choose(self, event: Event, allowed: list[int], publication: bool) -> Choice | None:
        """The likeliest among the allowed candidates and, where it counts, the publication day."""
        outside = self._sum(of_event(event))
        scores: dict[object, list[tuple[float, int]]] = {}
        for i in allowed:
            candidate = self.scene.candidates[i]
            score = self.own[i] + self._sum(of_pair(self.scene, event, candidate))
            if candidate.number != event.number:
                score += outside
            scores.setdefault(candidate.days or candidate.timex.value, []).append((score, i))
        if publication:
            score = self._sum(of_publication(event))
            key: object = (self.published, self.published) if self.published is not None else None
            scores.setdefault(key, []).append((score, -1))
        if not scores:
            return None
        mass = {key: sum(math.exp(s) for s, _ in rows) for key, rows in scores.items()}
        best = max(mass, key=lambda k: (mass[k], max(scores[k])))
        _, index = max(scores[best], key=lambda row: (row[0], -row[1]))
        if index < 0 and len(scores[best]) > 1:  # words that give the publication day are better than the stamp
            _, index = max(row for row in scores[best] if row[1] >= 0)
        chosen = self.scene.candidates[index] if index >= 0 else None
        return Choice(chosen, mass[best] / sum(mass.values()), self._why(event, chosen))

    def _why(self, event: Event, candidate: Candidate | None) -> tuple[str, ...]:
        names = describe(self.scene, event, candidate, self.published)
        strong = sorted(names, key=lambda n: (-self.table.get(n, 0.0), n))
        said = (words().get(n, n) for n in strong if self.table.get(n, 0.0) > 0)
        return tuple(dict.fromkeys(said))[:3]


@cache
def relation_words() -> dict[str, str]:
    """The relations of `features.relation` as a person says them."""
    return {
        "own_phrase": "in its own phrase",
        "own_phrase_below": "in its own phrase",
        "argument": "in what it is about",
        "after_another": "date of what went before",
        "same_clause": "same clause",
        "control": "same clause, through its verb",
        "conjunct": "joined clause",
        "main": "main clause",
        "main_same_time": "main clause",
        "main_of_relative": "main clause",
        "statement_above": "date of the statement",
        "content": "in what is said",
        "relative_below": "relative clause",
        "side": "side clause",
        "side_same_time": "side clause",
        "elsewhere": "same sentence",
    }
