"""Nominal actors: "the Russian foreign ministry", "Ukrainian troops", "the US president", "its army".

A phrase is read from its owner (a country, organisation or person named in it) and its words (office, body, group).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from timeline.extract.entities.lexicon import load_lexicon
from timeline.extract.entities.phrases import prepositions
from timeline.extract.entities.tables import Tables, word_key
from timeline.extract.tree import Tree
from timeline.model.records import EntityKind

_NOT_IN_OFFICE = frozenset(
    {"former", "ex", "ex-president", "deputy", "acting", "future", "next", "then", "late", "aide"}
)
_GROUP_NAMES = {
    "military": "forces",
    "police": "police",
    "officials": "officials",
    "civilians": "people",
    "rebels": "rebels",
    "parliament": "lawmakers",
    "security-forces": "security forces",
}
_POSSESSIVE = frozenset({"'s", "\u2019s", "'", "\u2019"})
SINGULAR = frozenset(
    {"soldier", "official", "envoy", "diplomat", "lawmaker", "senator", "negotiator", "judge", "citizen", "resident",
     "officer", "journalist", "activist", "prosecutor", "ambassador", "representative", "national", "gunman", "rebel",
     "ship", "vessel", "tanker", "warship"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose: a country ("Russian troops"), an organisation ("UN officials") or a place."""

    entity: str
    name: str
    country: str | None
    adjective: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """What a nominal phrase says of its bearer."""

    kind: EntityKind
    sort: str
    """`office`, `body`, `group` or `role`."""
    key: str
    offices: tuple[str, ...] = ()


def phrase_words(tree: Tree, start: int, end: int, head: int, tables: Tables) -> str:
    """Lower-case words of the phrase without its owner: "chief of (Russia's) general staff"."""
    kept: list[str] = []
    for token in range(start, end):
        if token != head and ((tree.punct(token) and tree.orth[token] != "-") or tree.orth[token] in _POSSESSIVE):
            continue
        if token + 1 < end and tree.orth[token + 1] in _POSSESSIVE and tree.orth[token][0].isupper():
            continue
        if token != head and demonym(tree, token, tables):
            continue
        kept.append(tree.word[token])
    return " ".join(kept).replace(" of the ", " of ")


@lru_cache(maxsize=16384)
def classify(words: str, head: str) -> Role | None:
    """The office, body or group that a phrase names; the longest key that holds the head."""
    words = words.replace(" - ", "-")
    for table in (_offices, _bodies, _groups):
        found = table(words, head)
        if found is not None:
            return found
    return Role("role", "role", head) if head in load_lexicon().roles else None


@lru_cache(maxsize=3)
def _by_word(table: str) -> dict[str, list[str]]:
    """Keys of a lexicon table by each of their words, longest first."""
    found: dict[str, list[str]] = {}
    for key in sorted(getattr(load_lexicon(), table), key=lambda k: (-len(k), k)):
        for word in {*key.split(), *key.replace("-", " ").split()}:
            found.setdefault(word, []).append(key)
    return found


def _longest(table: str, words: str, head: str) -> str | None:
    padded = f" {words} "
    return next((key for key in _by_word(table).get(head, []) if f" {key} " in padded), None)


def _offices(words: str, head: str) -> Role | None:
    key = _longest("offices", words, head)
    if key is None or (key == "president" and "vice" in words.split()):
        return None
    if not _NOT_IN_OFFICE.isdisjoint(words.split()):
        return Role("role", "role", key)
    return Role("role", "office", key, load_lexicon().offices[key])


def _bodies(words: str, head: str) -> Role | None:
    key = _longest("bodies", words, head)
    return None if key is None else Role("organisation", "body", load_lexicon().bodies[key])


def _groups(words: str, head: str) -> Role | None:
    key = _longest("groups", words, head)
    return None if key is None else Role("group", "group", load_lexicon().groups[key])


def group_name(owner: Owner, sector: str) -> str:
    """As in "Russian forces", "UN peacekeepers"."""
    return f"{owner.adjective or owner.name} {_GROUP_NAMES.get(sector, sector.replace('-', ' '))}"


def body_name(owner: Owner, sector: str) -> str:
    """As in "Russian Foreign Ministry"."""
    return f"{owner.adjective or owner.name} {sector.replace('-', ' ').title()}"


def bare(tree: Tree, span: tuple[int, int], head: int, tables: Tables) -> bool:
    """Is the phrase only an owner and its head ("the Russian chief", "Russia's new leader"), without another noun?"""
    for token in range(span[0], head):
        if tree.pos[token] == "NOUN" and not demonym(tree, token, tables):
            return False
        if tree.pos[token] == "ADJ" and tree.word[token] in {
            "military",
            "security",
            "economic",
            "religious",
            "spiritual",
            "political",
        }:
            return False
    return True


def owner_words(tree: Tree, start: int, end: int, head: int) -> list[int]:
    """Tokens of a phrase that may name its owner, nearest first: modifiers, possessives, the "of" phrase."""
    left = [i for i in range(head - 1, start - 1, -1) if not tree.punct(i)]
    right = [i for i in range(head + 1, end) if not tree.punct(i) and not _describes_a_place(tree, i, head)]
    later = [c for c in tree.rights(head) if tree.dep[c] == "nmod" and not _OF.isdisjoint(prepositions(tree, c))]
    return left + right + [t for t in later if t >= end]


def _describes_a_place(tree: Tree, token: int, head: int) -> bool:
    """As in "residents of a Welsh village": the village is Welsh."""
    above = tree.head[token]
    return tree.dep[token] in {"amod", "compound"} and above != head and tree.lemma[above] in _SPOTS


_SPOTS = frozenset({"village", "town", "city", "district", "suburb", "region", "province", "island", "area", "county"})
_OF = frozenset({"of", "for", "from"})
_PARTS = frozenset({"south", "latin", "north", "central", "african", "native", "asian", "pan", "inter"})
"""What stands before "American" where it does not mean the United States."""


def demonym(tree: Tree, token: int, tables: Tables) -> str | None:
    """The country (ISO-3) of a demonym, written with a capital; "North Korean" is read from its two words."""
    text = tree.orth[token]
    if not text[:1].isupper():
        return None
    key = word_key(text)
    first = word_key(text.split("-")[0]) if "-" in text else key
    if key not in tables.tails and first not in tables.demonyms:
        return None
    if token > 0:
        two = f"{word_key(tree.orth[token - 1])} {key}"
        if two in tables.demonyms:
            return tables.demonyms[two]
    if token > 0 and tree.word[token - 1] in _PARTS and first == "american":
        return None
    if key == "us" and text.replace(".", "") != "US":
        return None
    return tables.demonyms.get(first)
