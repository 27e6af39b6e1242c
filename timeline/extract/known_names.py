"""Names that an article tells elsewhere, put where the pipeline missed them, before anybody reads the trees.

A surname that the article gives in full is a name also where a tagger took it for a noun ("received by Tusk"); a name
that the article calls a firm, or that has shareholders, is no person.
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline.extract.tree import Tree

_SHORT = 3
_MISTAKEN = frozenset({"ORG", "PRODUCT", "MISC", "NORP", "FAC"})
_FIRMS = frozenset(
    {"operator", "producer", "builder", "contractor", "refiner", "insurer", "lender", "carrier", "group"}
)
_BODIES = frozenset({"union", "party", "charity", "federation", "agency", "newspaper", "broadcaster", "club"})
_STORMS = frozenset({"storm", "hurricane", "typhoon", "cyclone"})
_OF_A_FIRM = frozenset(
    {"shares", "share", "shareholders", "stock", "board", "founder", "ceo", "chairman", "chairwoman", "subsidiary",
     "revenue", "profits", "customers", "takeover", "owner", "owners", "factory", "plant"}
)  # fmt: skip


def settle_names(trees: Sequence[Tree], firms: frozenset[str]) -> None:
    """Marks missed surnames as names of persons, and firms as such by nouns of `firms`; labels change in place."""
    _settle_firms(trees, firms)
    _settle_storms(trees)
    surnames = {
        tree.word[end - 1]
        for tree in trees
        for start, end, label in tree.names()
        if label == "PERSON" and end - start > 1 and len(tree.word[end - 1]) > _SHORT
    }
    if not surnames:
        return
    for tree in trees:
        for start, end, label in tree.names():
            if label in _MISTAKEN and end - start == 1 and tree.word[start] in surnames and _alone(tree, start):
                tree.ent[start] = "PERSON"
        for token in tree.capitals:
            if tree.pos[token] != "NOUN" or tree.ent[token] or tree.word[token] not in surnames:
                continue
            if not tree.opens(token) and not tree.orth[token].isupper() and _alone(tree, token):
                tree.pos[token], tree.tag[token] = "PROPN", "NNP"
                tree.ent[token], tree.ent_iob[token] = "PERSON", "B"


def _settle_firms(trees: Sequence[Tree], nouns: frozenset[str]) -> None:
    for tree in trees:
        for token in tree.capitals:
            if tree.ent[token] or token == 0 or not (tree.pos[token] == "PROPN" or tree.tag[token] == "NN"):
                continue
            before = tree.lemma[token - 1]
            beside = before in nouns | _FIRMS | _BODIES and tree.tag[token - 1] == "NN"
            named = tree.dep[token] == "flat" and _closed(tree, token + 1)
            if tree.word[token - 1] == "rival" or (beside and (named or tree.head[token - 1] == token)):
                tree.ent[token], tree.ent_iob[token] = "ORG", "B"  # "The Swedish retailer Mendex,"
    known: set[str] = set()
    unsure: list[tuple[Tree, int, int]] = []
    for tree in trees:
        for start, end, label in tree.names():
            if label not in {"PERSON", "ORG", "PRODUCT", "LOC", "GPE"}:
                continue
            called = start > 0 and tree.lemma[start - 1] in nouns | _FIRMS and tree.tag[start - 1] == "NN"
            beside = (
                start > 1
                and tree.word[start - 1] == ","
                and tree.lemma[start - 2] in nouns | _FIRMS
                and _closed(tree, end)
            )
            if called or beside or (end + 1 < tree.n and tree.tag[end] == "POS" and tree.word[end + 1] in _OF_A_FIRM):
                known.add(tree.between(start, end))
            if label in {"PERSON", "LOC", "GPE"}:
                unsure.append((tree, start, end))
    for tree, start, end in unsure:
        if tree.between(start, end) in known:
            tree.ent[start:end] = ["ORG"] * (end - start)


def _settle_storms(trees: Sequence[Tree]) -> None:
    """Storms bear the names of people: what a page calls "Storm Ingrid" is nobody, nor is "Ingrid" beside it."""
    storms = {
        tree.word[token + 1]
        for tree in trees
        for token in tree.capitals
        if tree.word[token] in _STORMS and token + 1 < tree.n and tree.orth[token + 1][:1].isupper()
    }
    if not storms:
        return
    for tree in trees:
        for start, end, label in tree.names():
            if label in {"PERSON", "ORG"} and end - start <= 2 and tree.word[end - 1] in storms:
                tree.ent[start:end] = ["EVENT"] * (end - start)


def _closed(tree: Tree, end: int) -> bool:
    return end < tree.n and tree.word[end] in {",", "."}


def _alone(tree: Tree, token: int) -> bool:
    """Without an article or another capital beside it, as in a title: "the Green Party"."""
    beside = [tree.orth[k] for k in (token - 1, token + 1) if 0 <= k < tree.n]
    return not any(word[:1].isupper() or word.lower() in {"the", "a", "an"} for word in beside)
