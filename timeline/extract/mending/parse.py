"""The lists of a tree that are mended, while children are not yet known, and how to look and hang in them."""

from __future__ import annotations

import sys
from typing import Protocol

FINITE = frozenset({"VBD", "VBZ", "VBP"})
HEADS_A_CLAUSE = frozenset({"ROOT", "ccomp", "advcl", "parataxis", "acl"})
REACH = 12
STOPS = frozenset({".", "”", '"'})
"""What ends a sentence that is no headline."""


class Parse(Protocol):
    """The lists that are mended."""

    n: int
    word: list[str]
    orth: list[str]
    ent: list[str]
    lemma: list[str]
    tag: list[str]
    pos: list[str]
    dep: list[str]
    full: list[str]
    head: list[int]
    sents: list[tuple[int, int]]


def hang(tree: Parse, token: int, head: int, label: str) -> None:
    """Hang a word on another one under a label."""
    tree.head[token], tree.dep[token], tree.full[token] = head, label, label


def kids(tree: Parse, head: int, label: str, start: int = 0, end: int = sys.maxsize) -> list[int]:
    """Children under one label between two places; most are near, so no more is looked at than must be."""
    return [k for k in range(max(0, start), min(end, tree.n)) if tree.head[k] == head and tree.dep[k] == label]


def before(tree: Parse, token: int) -> list[int]:
    """What hangs on a word from before it, while children are not yet known."""
    return [k for k in range(max(0, token - 6), token) if tree.head[k] == token]


def phrase_start(tree: Parse, noun: int) -> int:
    """Where the words before a noun that belong to it begin."""
    return min((k for k in before(tree, noun) if tree.dep[k] != "punct"), default=noun)


def opening(tree: Parse, token: int, start: int) -> int:
    """The first word, not before a place, of the phrase that a word heads."""
    return min([token, *(k for k in range(start, token) if tree.head[k] == token and tree.word[k] != ",")])


def passive(tree: Parse, verb: int) -> bool:
    """Does "was" or the like stand before the participle?"""
    return any(tree.head[k] == verb and tree.full[k] == "aux:pass" for k in range(max(0, verb - 4), verb))


def under(tree: Parse, token: int, top: int) -> bool:
    """Does a word hang on another, at whatever depth?"""
    for _ in range(REACH):
        if token == top:
            return True
        token = tree.head[token]
    return False
