"""The logical arguments of a noun: its possessor, what stands beside it, and the doer that a light verb lends."""

from __future__ import annotations

from typing import Protocol

from timeline.extract.lexicon import Lexicon
from timeline.extract.tree import Tree

Slots = dict[str, list[int]]
_TAKING_PART = frozenset({"", "in", "on", "with", "for", "to", "at", "during", "into"})  # not "struck after the talks"
_IN_ITS_COURSE = frozenset({"in", "during", "by", "with", "from"})  # "detained over the attack": not in its course
_ASIDE = frozenset(
    ("into", "over", "about", "after", "before", "against", "since", "following", "despite", "because", "amid", "as")
)  # "called for a vote after the attack": whoever called has not attacked
_DONE_BY = frozenset({"play", "adopt", "perpetrate", "lay", "plant", "show"})
_SUMS = frozenset({"million", "billion", "trillion", "dollar", "euro", "pound", "ton", "tonne"})
RELATIVE = frozenset({"who", "which", "that", "whom"})


class Clauses(Protocol):
    """What a noun asks of the clause above it."""

    tree: Tree
    lexicon: Lexicon

    def slots(self, token: int) -> Slots: ...  # noqa: D102
    def clausal(self, token: int) -> bool: ...  # noqa: D102
    def surface_subject(self, token: int, depth: int = 0) -> list[int]: ...  # noqa: D102


def noun_slots(arguments: Clauses, token: int) -> Slots:
    """All slots of a noun: its own dependents, then what its governor lends it."""
    tree, lexicon = arguments.tree, arguments.lexicon
    slots: Slots = {}
    for kid in tree.kids[token]:
        _beside(tree, kid, slots)
    for kid in tree.kids[token]:
        # "the sanctions that Europe imposed": the doer stands in the relative clause of a light verb.
        done = tree.lemma[kid] in lexicon.cues.phase or tree.lemma[kid] in _DONE_BY
        if tree.dep[kid] == "acl" and tree.tag[kid] == "VBN" and done:
            agents = [k for k in tree.children(kid, "obl") if tree.case(k) == "by"]
            if agents:
                slots.setdefault("by", agents)  # "a case launched by her deputy"
        if tree.full[kid] == "acl:relcl" and tree.lemma[kid] in lexicon.cues.phase and not tree.passive(kid):
            subject = tree.children(kid, "nsubj")
            if subject and tree.word[subject[0]] not in RELATIVE:
                slots.setdefault("subj", subject)
    top = outer(tree, lexicon, token)
    head, dep = tree.head[top], tree.dep[top]
    if top != token:
        for name, kids in _own(tree, top).items():
            slots.setdefault(name, kids)
    if head == top:
        return slots
    if arguments.clausal(head):
        _governed(arguments, top, slots)
    elif dep == "nmod":
        slots.setdefault("case", []).extend(k for k in tree.kids[top] if tree.dep[k] == "case")
    return slots


def _own(tree: Tree, token: int) -> Slots:
    slots: Slots = {}
    for kid in tree.kids[token]:
        _beside(tree, kid, slots)
    return slots


def _beside(tree: Tree, kid: int, slots: Slots) -> None:
    dep, full = tree.dep[kid], tree.full[kid]
    if full == "nmod:poss":
        slots.setdefault("poss", []).append(kid)
    elif dep in {"nmod", "obl"}:
        case = tree.case(kid)
        slots.setdefault(case or "mod", []).append(kid)
    elif dep in {"compound", "amod", "nummod"} or full == "nmod:desc":
        slots.setdefault("mod", []).append(kid)
    elif dep in {"det", "acl", "cop", "case", "appos"}:
        slots.setdefault(dep, []).append(kid)
        if dep == "acl" and tree.full[kid] == "acl":
            slots.setdefault("xcomp", []).append(kid)
    elif dep == "nsubj":
        copula = any(tree.dep[k] == "cop" for k in tree.kids[tree.head[kid]])
        slots.setdefault("isa" if copula else "subj", []).append(kid)
    elif dep in {"ccomp", "xcomp"}:
        slots.setdefault("acl", []).append(kid)


def outer(tree: Tree, lexicon: Lexicon, token: int) -> int:
    """From "talks" to "round" in "a round of talks", and from a conjunct to the first."""
    for _ in range(3):
        token = tree.first_conjunct(token)
        head = tree.head[token]
        if tree.dep[token] == "nmod" and tree.case(token) == "of" and tree.lemma[head] in lexicon.parties.transparent:
            token = head
            continue
        if tree.dep[token] == "nmod" and tree.case(token) in {"of", "in"} and amount(tree, head):
            token = head  # "pledged $3 million in aid" is aid pledged
            continue
        if tree.dep[token] == "compound" and head > token and tree.lemma[head] in lexicon.parties.transparent:
            token = head  # "a mediation effort" is mediation
            continue
        break
    return token


def amount(tree: Tree, token: int) -> bool:
    """Is it a number or a sum: "$3", "three million"?"""
    return tree.pos[token] in {"NUM", "SYM"} or tree.lemma[token] in _SUMS


def _governed(arguments: Clauses, top: int, slots: Slots) -> None:
    """What a verb lends to the noun that it governs."""
    tree = arguments.tree
    head, dep = tree.head[top], tree.dep[top]
    passive = tree.passive(head)
    cues = arguments.lexicon.cues
    light = tree.lemma[head] in cues.phase
    if tree.lemma[head] in cues.phase_weak and any(tree.word[k] == "the" for k in tree.kids[top]):
        light = False  # "took the proposal to the capital": whoever took it need not have made it
    if dep == "obl" and tree.case(top) not in _TAKING_PART:
        light = False
    if dep == "obj" or (dep == "nsubj" and passive):
        slots["light"] = [head]
        agent = arguments.slots(head).get("subj") if passive else arguments.surface_subject(head)
        if agent and tree.lemma[head] in cues.receiving:
            slots.setdefault("to", agent)
            slots.setdefault("on", agent)  # "received a request from the mayor"
        elif light and agent and agent != [top]:
            slots.setdefault("subj", agent)
        for name in ("iobj",):
            if kids := arguments.slots(head).get(name):
                slots.setdefault(name, kids)
    else:
        if dep != "obl" or tree.case(top) in _IN_ITS_COURSE:
            slots["head"] = [head]
        light = light and (dep != "obl" or tree.case(top) not in _ASIDE)
        if dep == "obl" and light:
            slots["light"] = [head]
        if dep == "obl":
            subject = arguments.surface_subject(head)
            if subject and light:
                slots.setdefault("subj", subject)
