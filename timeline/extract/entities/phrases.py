"""Noun phrases by dependencies, without relative clauses and appositions."""

from __future__ import annotations

from timeline.extract.tree import Tree

_LEFT = frozenset({"det", "amod", "compound", "nmod", "nummod", "flat", "poss", "punct", "goeswith", "nounmod"})
_RIGHT = frozenset({"flat", "compound", "fixed", "goeswith", "nummod"})
_BLAME = frozenset(
    {"accuse", "convict", "suspect", "acquit", "clear", "deprive", "rob", "strip", "remind", "inform", "warn"}
)
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})


def prepositions(tree: Tree, token: int) -> list[str]:
    """Lower-case prepositions (and case markers) of a nominal."""
    return [tree.word[c] for c in tree.kids[token] if tree.dep[c] == "case"]


def nominal_head(tree: Tree, token: int) -> int:
    """The head of the name or compound that a token is part of."""
    seen = 0
    while tree.dep[token] in {"flat", "compound", "goeswith", "fixed"} and tree.head[token] != token and seen < 8:
        token = tree.head[token]
        seen += 1
    return token


def noun_phrase(tree: Tree, head: int) -> tuple[int, int]:
    """Token span (half open) of the phrase of `head`: modifiers before it, the name and an "of" phrase after it."""
    start = head
    for child in tree.lefts(head):
        if tree.dep[child] not in _LEFT or tree.orth[child].isspace():
            continue
        if tree.dep[child] != "punct" or tree.orth[child] == "-":
            start = min(start, tree.subtree(child)[0])
    while start < head and (
        tree.punct(start) or tree.orth[start].isspace() or tree.dep[start] in {"case", "cc", "mark"}
    ):
        start += 1
    if start > 0 and tree.word[start] in {"least", "most"} and tree.word[start - 1] == "at":
        start -= 1
    end = head + 1
    for child in tree.rights(head):
        name = tree.dep[child]
        if name in _RIGHT:
            first, stop = tree.subtree(child)
            if first <= end + 1:
                end = max(end, stop if name != "flat" else _flat_end(tree, child))
        elif (
            name == "nmod"
            and tree.subtree(child)[0] == end
            and "of" in prepositions(tree, child)
            and not _blame(tree, head, child)
        ):
            end = max(end, noun_phrase(tree, child)[1])
    while end - 1 > head and (
        tree.punct(end - 1) or tree.orth[end - 1].isspace() or tree.orth[end - 1] in {"'s", "\u2019s"}
    ):
        end -= 1
    return start, end


def _blame(tree: Tree, head: int, child: int) -> bool:
    """As in "convicted the minister of fraud": what one is accused of is no part of what one is called."""
    verb = tree.head[head]
    blamed = tree.dep[head] in {"obj", "nsubj", "obl"} and tree.lemma[verb] in _BLAME
    guilty = tree.lemma[verb] == "find" and "guilty" in tree.word[verb + 1 : verb + 4] and tree.tag[child] == "NN"
    return (blamed or guilty) and tree.pos[child] not in {"PROPN", "PRON"}


def _flat_end(tree: Tree, token: int) -> int:
    end = token + 1
    for child in tree.rights(token):
        if tree.dep[child] in {"flat", "compound", "nummod"}:
            end = max(end, _flat_end(tree, child))
    return end


def without_article(tree: Tree, start: int, end: int) -> int:
    """The start of a phrase after its article or demonstrative."""
    while start < end - 1 and tree.word[start] in {"the", "a", "an", "this", "that", "these", "those", "some", "any"}:
        start += 1
    return start
