"""What the parser gets wrong in news again and again, mended once before anybody reads the tree.

Each mend says a fact of English grammar that holds whatever the sentence is about; it works on the tree's lists of
words, tags, labels and heads, while children are not yet known.
"""

from __future__ import annotations

from typing import Protocol

_SAYING = frozenset({"say", "report", "announce", "confirm", "add", "tell", "note", "explain"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_OPENS_A_CLAUSE = frozenset({"if", "when", "unless", "because", "while", "whether", "once", "although", "though"})
_HOURS = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})
_WHERE = frozenset({"in", "at", "on", "near", "outside", "inside"})


class Parse(Protocol):
    """The lists that are mended."""

    n: int
    word: list[str]
    lemma: list[str]
    tag: list[str]
    pos: list[str]
    dep: list[str]
    full: list[str]
    head: list[int]


def mend(tree: Parse) -> None:
    """Mend all that is known; labels and heads change in place."""
    for token, dep in enumerate(tree.dep):
        if dep == "acl":
            _closing_speaker(tree, token)
        elif dep == "advcl" and tree.tag[token] == "NNS":
            _verb_after_a_name(tree, token)
        elif dep == "csubj" and tree.tag[token] == "VBG":
            _joined_participle(tree, token)
        elif dep == "nmod" and tree.lemma[tree.head[token]] in _HOURS:
            _place_beside_hours(tree, token)


def _hang(tree: Parse, token: int, head: int, label: str) -> None:
    tree.head[token], tree.dep[token], tree.full[token] = head, label, label


def _closing_speaker(tree: Parse, verb: int) -> None:
    """In "it fell after talks with the king, the army said." the army speaks; "said" describes no king."""
    if tree.lemma[verb] not in _SAYING or tree.tag[verb] not in _FINITE:
        return
    if verb + 1 < tree.n and tree.word[verb + 1] not in {".", "”", '"'}:
        return
    subject = [k for k in range(max(0, verb - 8), verb) if tree.head[k] == verb and tree.dep[k] == "nsubj"]
    if len(subject) != 1:
        return
    first = min([subject[0], *(k for k in range(max(0, subject[0] - 6), subject[0]) if tree.head[k] == subject[0])])
    if first == 0 or tree.word[first - 1] != ",":
        return
    top = tree.head[verb]
    while tree.head[top] != top:
        top = tree.head[top]
    _hang(tree, verb, top, "parataxis")


def _verb_after_a_name(tree: Parse, token: int) -> None:
    """In "if the mayor attacks again, …" the word after the name is a verb, not a plural."""
    before = token - 1
    if before < 1 or tree.head[before] != token or tree.dep[before] not in {"compound", "nmod"}:
        return
    marked = any(tree.head[k] == token and tree.word[k] in _OPENS_A_CLAUSE for k in range(max(0, token - 6), before))
    if marked and tree.pos[before] in {"PROPN", "NOUN"}:
        tree.tag[token], tree.pos[token] = "VBZ", "VERB"
        _hang(tree, before, token, "nsubj")


def _joined_participle(tree: Parse, token: int) -> None:
    """In "killing one and wounding two, officials said" both participles tell what happened."""
    if token == 0 or tree.word[token - 1] != "and":
        return
    for earlier in range(token - 2, max(-1, token - 15), -1):
        if tree.tag[earlier] == "VBG" and tree.dep[earlier] in {"advcl", "acl"}:
            _hang(tree, token, earlier, "conj")
            return


def _place_beside_hours(tree: Parse, token: int) -> None:
    """In "met for three hours at a hotel" they met at the hotel."""
    hours = tree.head[token]
    placed = any(
        tree.head[k] == token and tree.dep[k] == "case" and tree.word[k] in _WHERE for k in range(hours + 1, token)
    )
    if placed and tree.dep[hours] == "obl" and tree.pos[tree.head[hours]] == "VERB":
        _hang(tree, token, tree.head[hours], "obl")
