"""Noun phrases by dependencies, without relative clauses and appositions."""

from __future__ import annotations

from spacy.tokens import Doc, Token

_LEFT = frozenset(
    {"det", "amod", "compound", "nmod", "nummod", "flat", "poss", "advmod", "punct", "goeswith", "nounmod"}
)
_RIGHT = frozenset({"flat", "compound", "fixed", "goeswith", "nummod"})
_BLAME = frozenset(
    {"accuse", "convict", "suspect", "acquit", "clear", "deprive", "rob", "strip", "remind", "inform", "warn"}
)
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})


def relation(token: Token) -> str:
    """The dependency label without its subtype."""
    return token.dep_.split(":")[0]


def prepositions(token: Token) -> list[str]:
    """Lower-case prepositions (and case markers) of a nominal."""
    return [c.lower_ for c in token.children if relation(c) == "case"]


def nominal_head(token: Token) -> Token:
    """The head of the name or compound that a token is part of."""
    seen = 0
    while relation(token) in {"flat", "compound", "goeswith", "fixed"} and token.head.i != token.i and seen < 8:
        token = token.head
        seen += 1
    return token


def noun_phrase(doc: Doc, head: Token) -> tuple[int, int]:
    """Token span (half open) of the phrase of `head`: modifiers before it, the name and an "of" phrase after it."""
    start = head.i
    for child in sorted(head.lefts, key=lambda t: -t.i):
        if relation(child) not in _LEFT or child.is_space:
            continue
        left = child.left_edge.i
        if relation(child) == "punct" and child.text != "-":
            continue
        if relation(child) == "advmod":
            continue
        start = min(start, left)
    while start < head.i and (
        doc[start].is_punct or doc[start].is_space or relation(doc[start]) in {"case", "cc", "mark"}
    ):
        start += 1
    if start > 0 and doc[start].lower_ in {"least", "most"} and doc[start - 1].lower_ == "at":
        start -= 1
    end = head.i + 1
    for child in head.rights:
        name = relation(child)
        if name in _RIGHT and child.left_edge.i <= end + 1:
            end = max(end, child.right_edge.i + 1 if name != "flat" else _flat_end(child))
        elif name == "nmod" and child.left_edge.i == end and "of" in prepositions(child) and not _blame(head, child):
            end = max(end, noun_phrase(doc, child)[1])
    while end - 1 > head.i and (
        doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].text in {"'s", "\u2019s"}
    ):
        end -= 1
    return start, end


def _blame(head: Token, child: Token) -> bool:
    """As in "convicted the minister of fraud": what somebody is accused of is no part of what they are called."""
    blamed = relation(head) in {"obj", "nsubj"} and head.head.lemma_.lower() in _BLAME
    return blamed and child.pos_ not in {"PROPN", "PRON"}


def _flat_end(token: Token) -> int:
    end = token.i + 1
    for child in token.rights:
        if relation(child) in {"flat", "compound", "nummod"}:
            end = max(end, _flat_end(child))
    return end


def without_article(doc: Doc, start: int, end: int) -> int:
    """The start of a phrase after its article or demonstrative."""
    while start < end - 1 and doc[start].lower_ in {"the", "a", "an", "this", "that", "these", "those", "some", "any"}:
        start += 1
    return start
