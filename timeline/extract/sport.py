"""Reports of games: there "attacked", "shot" and "beat" are moves, unless somebody really came to harm."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

import msgspec

from timeline.extract.hits import Hit
from timeline.extract.tree import Tree

_PLAYED = frozenset({"ASSAULT", "RETREAT", "THREATEN", "MOBILIZE", "DISASTER"})


class Sport(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of games, how many different ones make a report, and words of bloodshed."""

    words: frozenset[str]
    at_least: int
    blood: frozenset[str]


@lru_cache(maxsize=1)
def sport() -> Sport:
    """The words that ship with the product."""
    text = files("timeline.extract").joinpath("data", "sport.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Sport)


def reports_a_game(trees: Sequence[Tree]) -> bool:
    """Does the article use several different words of games?"""
    known = sport()
    return len(set().union(*(known.words.intersection(tree.word) for tree in trees))) >= known.at_least


def without_moves(hits: list[Hit], tree: Tree) -> list[Hit]:
    """The triggers of a paragraph in a report of a game, without what is only played."""
    if not sport().blood.isdisjoint(tree.word):
        return hits
    return [hit for hit in hits if hit.leaf is None or hit.leaf.root not in _PLAYED]
