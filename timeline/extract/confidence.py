"""How sure a row is: shares of right rows counted by hand on news that was not looked at before (docs/extraction.md).

What is said is surer than what is done; a named party on either side is worth more than a specific pattern, and a
nameless recipient ("employees", "it") is the mark of a word used in an everyday sense.
"""

from __future__ import annotations

from timeline.extract.parties import Found
from timeline.model.records import Participant

_UNKNOWN_TYPE = 0.4
_OF_A_STATEMENT, _OF_A_DEED = 0.9, 0.65
_ROOTS = {"COOPERATE": -0.15, "CONCEDE": -0.15, "RETREAT": -0.1, "REQUEST": 0.1, "SUPPORT": 0.1, "ECONOMY": 0.1}


def confidence(item: Found) -> float:
    """Between 0 and 1: the likely share of rows like this one that are right in type, parties and factuality."""
    hit = item.draft.hit
    if hit.leaf is None:
        return _UNKNOWN_TYPE
    if hit.leaf.root == "STATEMENT":
        score = _OF_A_STATEMENT
        score -= 0.0 if item.actors else 0.45
        score -= 0.1 if item.act is not None else 0.0
    else:
        score = _OF_A_DEED + _ROOTS.get(hit.leaf.root, 0.0)
        score += 0.1 if _named(item.actors) else -0.05
        if item.recipients:
            score += 0.1 if _named(item.recipients) else -0.1
        elif hit.leaf.row.recipient_required:
            score -= 0.1
    return round(min(0.95, max(0.1, score)), 2)


def _named(people: list[Participant]) -> bool:
    """Is one of them known by a name, and not only by what they are?"""
    return any(not p.entity.startswith("name:") or p.name[:1].isupper() for p in people)
