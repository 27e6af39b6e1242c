"""Two words for one event: of the triggers found, those stay that tell something of their own.

A noun that a verb's pattern already takes as its object ("sign an agreement") is no event of its own, unless it is
what the act speaks of.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from timeline.extract.hits import ACTS, CAUSES, Hit
from timeline.extract.slots import Arguments
from timeline.extract.tree import Tree
from timeline.model.ontology import Leaf
from timeline.model.pattern import Condition

Accepts = Callable[[Condition, int], bool]
Hits = dict[int, Hit]  # by token

_BESIDE_THE_PATTERN = frozenset({"subj", "ccomp", "xcomp", "light"})


def one_an_event(hits: Hits, tree: Tree, arguments: Arguments, ending: Collection[str], accepts: Accepts) -> None:
    """Drop the triggers that name what another one names; `ending` are nouns like "halt", `accepts` asks a pattern."""
    _drop_parts(hits)
    _absorb(hits, tree, arguments, accepts)
    _drop_ended(hits, tree, ending)
    _drop_purposes(hits, tree)
    _drop_repeated(hits, tree)
    _drop_citations(hits, tree)


def _drop_parts(hits: Hits) -> None:
    """A word inside a longer trigger is no trigger of its own."""
    for hit in list(hits.values()):
        for token in range(hit.start, hit.end):
            if token != hit.token and token in hits and hits[token].end - hits[token].start < hit.end - hit.start:
                del hits[token]


def _absorb(hits: Hits, tree: Tree, arguments: Arguments, accepts: Accepts) -> None:
    """Nouns that a trigger's pattern has for its object or subject belong to it."""
    for hit in list(hits.values()):
        if hit.pattern is None or hit.leaf is None or hit.token not in hits or hit.kind == "adjective":
            continue
        if hit.kind == "verb":
            _absorb_act(hit, hits, arguments)
            _absorb_subject(hit, hits, arguments)
        for condition in hit.pattern.conditions:
            if condition.negated or condition.slot[0] in _BESIDE_THE_PATTERN:
                continue
            for token in arguments.get(hit.token, condition.slot):
                for inner, noun in _nouns(hits, (token, *tree.children(token, "nmod", "compound"))):
                    if accepts(condition, token) and _within(hit.leaf, noun, itself=inner == token):
                        del hits[inner]


def _absorb_act(hit: Hit, hits: Hits, arguments: Arguments) -> None:
    """Reads "rejected the demand", "issued a warning" as one act of speech."""
    if hit.leaf is None or hit.leaf.root not in ACTS:
        return
    for token, noun in _nouns(hits, arguments.get(hit.token, ("obj",))):
        if noun.root in ACTS:
            del hits[token]


def _absorb_subject(hit: Hit, hits: Hits, arguments: Arguments) -> None:
    """Reads "an earthquake struck", "a bomb exploded" as one event: the subject names the same."""
    for token, noun in _nouns(hits, arguments.get(hit.token, ("subj",))):
        if hit.type == "ASSAULT.attack" and noun.root in CAUSES:
            hit.type, hit.leaf = hits[token].type, noun  # "a bombing hit a mosque": the noun says what it was
        if hits[token].type == hit.type:
            del hits[token]


def _nouns(hits: Hits, tokens: Iterable[int]) -> Iterator[tuple[int, Leaf]]:
    """Those of the words that are nouns among the triggers by then, and their leaves."""
    for token in tokens:
        noun = hits.get(token)
        if noun is not None and noun.kind == "noun" and noun.leaf is not None:
            yield token, noun.leaf


def _within(verb: Leaf, noun: Leaf, *, itself: bool) -> bool:
    """Does the noun say only what its verb says: neither what an act speaks of nor what a toll comes from?"""
    content = verb.root in ACTS and noun.root not in ACTS
    content |= verb.root == "CASUALTY" and noun.root in CAUSES
    return not content and (itself or noun.root == verb.root)


def _drop_ended(hits: Hits, tree: Tree, ending: Collection[str]) -> None:
    """In "a halt to the deliveries" there is no delivery."""
    for token, hit in list(hits.items()):
        ended = hit.kind == "noun" and tree.dep[token] == "nmod" and tree.lemma[tree.head[token]] in ending
        if ended and tree.case(token) in {"to", "of", "on", "in"}:
            del hits[token]


def _drop_purposes(hits: Hits, tree: Tree) -> None:
    """Whoever strikes "to protest" does one thing, not two."""
    for token, hit in list(hits.items()):
        if hit.kind != "verb" or tree.dep[token] not in {"advcl", "xcomp"} or not _protest(hit):
            continue
        head = tree.head[token]
        if any(other in hits and _protest(hits[other]) for other in (head, *tree.children(head, "obj"))):
            del hits[token]


def _protest(hit: Hit) -> bool:
    return hit.leaf is not None and hit.leaf.root == "PROTEST"


def _drop_repeated(hits: Hits, tree: Tree) -> None:
    """As in "arrived on a visit", "a car bomb explosion": two words for one event, of which the head stays."""
    for token, hit in list(hits.items()):
        other = hits.get(tree.head[token])
        if hit.kind != "noun" or other is None or other is hit or other.type != hit.type:
            continue
        within = tree.dep[token] == "obl" and other.kind == "verb" and tree.case(token) in {"on", "in", "for", "with"}
        if within or (tree.dep[token] == "compound" and other.kind == "noun"):
            del hits[token]


def _drop_citations(hits: Hits, tree: Tree) -> None:
    """Whoever says something, citing or describing something, or is quoted as saying it, says one thing."""
    for token in list(hits):
        beside = tree.tag[token] == "VBG" and tree.dep[token] in {"advcl", "acl", "xcomp"}
        cited = beside and (
            tree.lemma[token] == "cite" or (tree.lemma[token] == "describe" and tree.head[token] in hits)
        )
        quoted = tree.lemma[token] == "quote" and any(k in hits for k in tree.children(token, "advcl", "xcomp"))
        if cited or quoted:
            del hits[token]
