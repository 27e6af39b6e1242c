"""Numbers of people killed, injured and missing: "at least eight people were killed and 20 wounded"."""

from __future__ import annotations

import re
from typing import Literal

from timeline.extract.hits import Hit
from timeline.extract.numbers import ROUND, SCALES, VALUES, WORDS, number
from timeline.extract.slots import Arguments
from timeline.extract.tree import Tree
from timeline.model.records import Toll

Bound = Literal["at_least", "at_most", "about"]
_FIELDS: dict[str, Literal["killed", "injured", "missing"]] = WORDS["fields"]
_REACHING = frozenset(WORDS["reaching"]["verbs"])
_BOUNDS: dict[str, Bound] = WORDS["bounds"]
_NAMES = ("killed", "injured", "missing")
_ELLIPSIS = re.compile(
    r"(?:and|,|while|leaving|left)\s+(?:(at least|more than|over|about|around|some|up to|nearly|almost)\s+)?"
    r"((?:a\s+)?(?:[\d,]+|[a-z-]+))"
    r"(?:\s+(?:others?|more|people|persons|civilians|soldiers))?"
    r"\s+(?:were\s+|was\s+|are\s+|have been\s+)?(killed|dead|wounded|injured|hurt|missing)\b"
)


def toll(tree: Tree, arguments: Arguments, hit: Hit, victims: list[int], sentence: str) -> Toll | None:
    """The numbers that a casualty trigger and its ellipses state."""
    field = _FIELDS.get(hit.lemma)
    if hit.lemma == "shoot" and "dead" in tree.word[hit.token + 1 : hit.token + 3]:
        field = "killed"
    if field is None:
        return None
    counts: dict[str, int] = {}
    bounds: dict[str, Bound] = {}
    heads = (
        arguments.slots(hit.token).get("obj", []) + arguments.slots(hit.token).get("subj", [])
        if hit.kind != "noun"
        else victims
    )
    if hit.lemma in {"kill", "wound", "injure", "hurt", "murder", "shoot"}:
        heads = arguments.slots(hit.token).get("obj", [])
    elif hit.lemma in {"die", "perish", "drown"}:
        heads = arguments.slots(hit.token).get("subj", [])  # whatever the parser hangs on it as an object
    if any(tree.dep[k] == "nummod" for k in tree.kids[hit.token]):  # "and seven wounded": the count stands on the verb
        heads = [hit.token, *heads]
    for head in heads:
        found = _phrase(tree, head, arguments.lexicon.parties.people)
        if found is not None:
            joined = (_phrase(tree, k, arguments.lexicon.parties.people) for k in tree.conjuncts(head) if k != head)
            counts[field] = found[0] + sum(other[0] for other in joined if other is not None)
            if found[1]:
                bounds[field] = found[1]
            break
    if field not in counts and (risen := _risen(tree, arguments, hit.token)) is not None:
        counts[field] = risen
    for match in _ELLIPSIS.finditer(sentence.lower()):
        value = number(match[2].split())
        other = _FIELDS.get(match[3].replace("killed", "kill").replace("wounded", "wound").replace("injured", "injure"))
        if value is not None and other and other != field and other not in counts:
            counts[other] = value
            if match[1] and (bound := _BOUNDS.get(match[1].split()[-1])):
                bounds[other] = bound
    return Toll(**counts, bound=bounds) if counts else None


def _risen(tree: Tree, arguments: Arguments, token: int) -> int | None:
    """The number that a count has reached: "the death toll rose to nine"."""
    for _ in range(5):
        if tree.lemma[token] in _REACHING:
            slots = arguments.slots(token)
            heads = [*slots.get("to", ()), *slots.get("at", ()), *slots.get("obj", ())]
            found = next((f for head in heads if (f := _phrase(tree, head, frozenset())) is not None), None)
            return found[0] if found else None
        if tree.dep[token] not in {"nsubj", "nmod", "acl", "compound", "obj"} or tree.head[token] == token:
            return None
        token = tree.head[token]
    return None


def together(first: Toll, second: Toll) -> Toll:
    """One toll of two: what the first leaves open the second fills in."""
    counts = {n: v for n in _NAMES if (v := getattr(first, n)) is not None}
    more = {n: v for n in _NAMES if n not in counts and (v := getattr(second, n)) is not None}
    bound = {**first.bound, **{n: b for n, b in second.bound.items() if n in more}}
    return Toll(**counts, **more, bound=bound)


def _phrase(tree: Tree, head: int, people: frozenset[str]) -> tuple[int, Bound | None] | None:
    """The count of a phrase and how it is bounded; "a soldier" is one, "a ferry" is none."""
    if tree.word[head] == "another":  # "killing two and wounding another"
        return 1, None
    start, _ = tree.subtree(head)
    low = max(start, head - 8)
    numbers = [head] if tree.pos[head] == "NUM" or tree.word[head] in ROUND or tree.word[head] in SCALES else []
    numbers += [k for k in tree.kids[head] if tree.dep[k] == "nummod" or (tree.pos[k] == "NUM" and k < head)]
    for token in numbers:
        first = token
        while first - 1 >= low and (
            tree.pos[first - 1] == "NUM"
            or tree.word[first - 1] in SCALES
            or (tree.word[first - 1] == "-" and first - 2 >= low and tree.word[first - 2] in VALUES)
        ):
            first -= 1
        value = number([tree.word[i] for i in range(first, token + 1) if tree.word[i] != "-"])
        if value is None:
            continue
        bound: Bound | None = "at_least" if tree.word[token] in {"hundreds", "thousands", "scores", "dozens"} else None
        for before in range(max(low, first - 3), first):
            bound = _BOUNDS.get(tree.word[before], bound)
        if tree.word[first - 1] == "between" or _to_more(tree, token):
            bound = "at_least"  # of a range the lower end
        return value, bound
    if (
        tree.lemma[head] in people
        and tree.tag[head] in {"NN", "NNP"}
        and any(tree.word[k] in {"a", "an", "one", "his", "her", "their"} for k in tree.kids[head])
    ):
        return 1, None
    return None


def _to_more(tree: Tree, token: int) -> bool:
    """Does another number follow, as in "10 to 15 people"?"""
    joined = token + 2 < tree.n and tree.word[token + 1] in {"to", "or", "-", "\u2013"}
    return joined and tree.pos[token + 2] == "NUM"
