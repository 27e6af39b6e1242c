"""What a trigger is: the word that names an event, and the leaf that it stands for."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.model.ontology import Leaf
from timeline.model.pattern import Pattern

ACTS = frozenset({"STATEMENT", "PROPOSE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "SUPPORT"})
CAUSES = frozenset({"ASSAULT", "DISASTER"})  # "died in a raid" is a toll and the raid that it belongs to


@dataclass(slots=True)
class Hit:
    """A trigger: its head token, its words, the leaf, and the pattern that found it (None for a caller's own span)."""

    token: int
    start: int
    end: int
    type: str
    leaf: Leaf | None
    pattern: Pattern | None
    kind: str
    lemma: str
    given: str | None = None
    weight: int = 0
