"""Words of titles, offices, bodies and groups, from `data/lexicon.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache

from timeline.errors import UsageError
from timeline.extract.entities.tables import DATA
from timeline.model.names import fold_name


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Role words. Keys are lower case; `offices`, `bodies` and `groups` may be phrases of several words.

    `within` are peoples with bodies of their own inside a state.
    """

    titles: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    offices: dict[str, tuple[str, ...]]
    office_country: dict[str, str]
    roles: frozenset[str]
    bodies: dict[str, str]
    groups: dict[str, str]
    pair_heads: frozenset[str]
    pair_people: frozenset[str]
    pair_words: frozenset[str]
    within: dict[str, str]
    men: frozenset[str]
    women: frozenset[str]


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The shipped lexicon; a missing table is an error that names the file."""
    path = DATA / "lexicon.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        return Lexicon(
            titles=frozenset(data["titles"]),
            female=frozenset(data["female_titles"]),
            male=frozenset(data["male_titles"]),
            offices={k: tuple(v) for k, v in data["offices"].items()},
            office_country=data["office_country"],
            roles=frozenset(data["roles"]["nouns"]),
            bodies=data["bodies"],
            groups=data["groups"],
            pair_heads=frozenset(data["pairs"]["heads"]),
            pair_people=frozenset(data["pairs"]["people"]),
            pair_words=frozenset(data["pairs"]["words"]),
            within=data["within"],
            men=frozenset(data["men"]),
            women=frozenset(data["women"]),
        )
    except KeyError as error:
        raise UsageError(f"{path.name}: no table {error}") from error


@lru_cache(maxsize=1)
def given_names() -> dict[str, str]:
    """Folded given name to `m` or `f`, for names that nearly always tell; what is written by hand goes first."""
    rows = (DATA / "given_names.tsv").read_text(encoding="utf-8").splitlines()
    return dict(row.split("\t") for row in rows) | written_given_names()


def written_given_names() -> dict[str, str]:
    """The names of given_names.toml."""
    data = tomllib.loads((DATA / "given_names.toml").read_text(encoding="utf-8"))
    return {fold_name(name): gender for gender, key in (("m", "male"), ("f", "female")) for name in data[key].split()}


@lru_cache(maxsize=1)
def nominal_words() -> frozenset[str]:
    """Every word that may head a description: roles, bodies, groups, offices."""
    lexicon = load_lexicon()
    keys = [*lexicon.roles, *lexicon.bodies, *lexicon.groups, *lexicon.offices]
    return frozenset(word for key in keys for word in key.replace("-", " ").split())
