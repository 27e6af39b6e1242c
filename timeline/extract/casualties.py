"""The dead and injured of an attack or a disaster belong to it: one event with its toll, not an event for each number.

"A fire broke out, killing four" tells of one fire. A casualty stands by itself only where its sentence names no cause.
"""

from __future__ import annotations

from timeline.extract.hits import CAUSES
from timeline.extract.parties import Found
from timeline.extract.passage import Passage
from timeline.extract.tree import Tree

_NUMBERS = frozenset({"CASUALTY.killed", "CASUALTY.injured", "CASUALTY.missing", "ASSAULT.kill"})
_SUFFERED = {"kill": "CASUALTY.killed", "wound": "CASUALTY.injured", "injure": "CASUALTY.injured"}
_FACTS = frozenset({"happened", "ongoing"})
_DOWN = frozenset({"nsubj", "obl", "nmod", "advcl", "obj"})  # from the casualty to what caused it
_UP = frozenset({"advcl", "conj", "acl", "parataxis"})  # from what happened to whom it killed
_APART = frozenset({"after", "following", "before", "since", "until", "despite"})


def attach(found: list[Found], passage: Passage, offset: int) -> list[Found]:
    """The events of a paragraph without the casualties that another one of them caused; the numbers go along.

    `offset` is the count of events in the article before the paragraph's, which the `act` of each counts from.
    """
    for item in found:
        _by_nobody(item, passage)
    gone = {n: cause for n in range(len(found)) if (cause := _cause(n, found, passage.tree)) is not None}
    if not gone:
        return found
    for number, cause in gone.items():
        _give(found[number], found[cause])
    kept = {n + offset: i + offset for i, n in enumerate(n for n in range(len(found)) if n not in gone)}
    for item in found:
        item.act = kept.get(item.act) if item.act is not None else None
    return [item for number, item in enumerate(found) if number not in gone]


def _by_nobody(item: Found, passage: Passage) -> None:
    """Where nobody is said to have killed, people have died: "it crashed, killing two"."""
    hit, type_ = item.draft.hit, _SUFFERED.get(item.draft.hit.lemma)
    nobody = not item.actors and not item.draft.cast.actors and item.draft.status.value in _FACTS
    if hit.type == "ASSAULT.kill" and nobody and hit.given is None and type_ is not None:
        hit.type, hit.leaf = type_, passage.ontology.leaves[type_]


def _give(casualty: Found, cause: Found) -> None:
    cause.casualties.append(casualty.draft)
    known = {r.entity for r in cause.recipients}
    cause.actors = cause.actors or [p for p in casualty.actors if p.entity not in known]
    aimed = bool(known) or cause.place is not None  # then "one person" or "two soldiers" are numbers of its toll
    cause.recipients += [
        p for p in casualty.recipients if p.entity not in known and not (aimed and p.name == p.name.lower())
    ]
    cause.place = cause.place or casualty.place


def _cause(number: int, found: list[Found], tree: Tree) -> int | None:
    item = found[number]
    hit = item.draft.hit
    if hit.type not in _NUMBERS or hit.given is not None or item.draft.status.value not in _FACTS:
        return None
    joined = (hit.token, *_joined(number, found, tree))
    best: tuple[int, int] | None = None
    for other, candidate in enumerate(found):
        theirs = candidate.draft.hit
        root, _, leaf = theirs.type.partition(".")
        if other == number or root not in CAUSES or leaf == "kill" or theirs.given is not None:
            continue
        if candidate.draft.status.value not in _FACTS or tree.sent[theirs.token] != tree.sent[hit.token]:
            continue
        steps = min((s for t in joined if (s := _steps(tree, t, theirs.token)) is not None), default=None)
        if steps is None or not _same_side(item, candidate):
            continue
        if best is None or (steps, other) < best:
            best = steps, other
    return best[1] if best else None


def _joined(number: int, found: list[Found], tree: Tree) -> list[int]:
    """The other numbers that "and" joins to this one: "four died and 20 were injured after a fire"."""
    first = tree.first_conjunct(found[number].draft.hit.token)
    others = (f.draft.hit for n, f in enumerate(found) if n != number and f.draft.hit.type in _NUMBERS)
    return [hit.token for hit in others if tree.first_conjunct(hit.token) == first]


def _same_side(casualty: Found, cause: Found) -> bool:
    """Whoever killed is not another one than whoever attacked."""
    doers = {p.entity for p in casualty.actors}
    return not doers or not cause.actors or bool(doers & {p.entity for p in cause.actors})


def _steps(tree: Tree, casualty: int, cause: int) -> int | None:
    """How far apart the two stand in the sentence, or None where one does not hang on the other."""
    down = _climb(tree, cause, casualty, _DOWN)
    if down is not None:
        return down
    tops = [cause]
    if tree.dep[cause] in {"nsubj", "obj"} and tree.head[cause] != casualty:
        tops.append(tree.head[cause])  # "a fire broke out, killing four"
    return next((up for top in tops if (up := _climb(tree, casualty, top, _UP)) is not None), None)


def _climb(tree: Tree, token: int, top: int, links: frozenset[str]) -> int | None:
    """Steps from a word up to another by these links alone."""
    for steps in range(6):
        if token == top:
            return steps
        if tree.dep[token] not in links or tree.head[token] == token or _apart(tree, token):
            return None
        token = tree.head[token]
    return None


def _apart(tree: Tree, token: int) -> bool:
    """Does somebody act after it, not in it? "Killed two after the raid" is no part of the raid, "died after it" is."""
    governor = tree.head[token]
    if tree.passive(governor) or tree.lemma[governor] in {"die", "perish", "drown"}:
        return False
    marks = tree.children(token, "case", "mark")
    return any(tree.word[k] in _APART for k in marks)
