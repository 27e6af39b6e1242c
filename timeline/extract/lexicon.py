"""The extractor's word lists, read once from data files and checked: who can act, and what changes factuality."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any, get_args

import msgspec

from timeline.errors import UsageError
from timeline.model.ids import digest
from timeline.model.records import Factuality

_EFFECTS = frozenset(get_args(Factuality)) | {"possible"}


class Parties(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns of people and groups."""

    people: frozenset[str]
    groups: frozenset[str]
    companies: frozenset[str]
    places: frozenset[str]
    transparent: frozenset[str]
    pronouns: frozenset[str]
    times: frozenset[str]
    arms: frozenset[str]
    qualified: dict[str, frozenset[str]]


class Cues(msgspec.Struct, frozen=True):
    """Factuality cues; `govern` maps (class of the governor, relation, lemma) to the effect on what it governs."""

    aux: dict[str, str]
    beside: dict[str, str]
    negation: frozenset[str]
    instead: frozenset[str]
    habitual: frozenset[str]
    statistics: frozenset[str]
    common: frozenset[str]
    rules: frozenset[str]
    conditions: frozenset[str]
    phase: frozenset[str]
    phase_ongoing: frozenset[str]
    phase_weak: frozenset[str]
    receiving: frozenset[str]
    object_control: frozenset[str]
    doers: frozenset[str]
    setting: frozenset[str]
    unnamed: frozenset[str]
    implicative: frozenset[str]
    ending: frozenset[str]
    state: frozenset[str]
    govern: dict[tuple[str, str, str], str]


class Lexicon(msgspec.Struct, frozen=True):
    """Both, with a digest of the files."""

    parties: Parties
    cues: Cues
    digest: str


def _govern(raw: dict[str, dict[str, dict[str, list[str]]]]) -> dict[tuple[str, str, str], str]:
    table: dict[tuple[str, str, str], str] = {}
    for word_class, effects in raw.items():
        for effect, relations in effects.items():
            _known(effect)
            for relation, lemmas in relations.items():
                for lemma in lemmas:
                    table.setdefault((word_class, relation, lemma), effect)
    return table


def _known(effect: str) -> str:
    if effect not in _EFFECTS:
        raise UsageError(f"cues.toml: no such effect: {effect!r}; known: {', '.join(sorted(_EFFECTS))}")
    return effect


def _cues(raw: dict[str, Any]) -> Cues:
    for table in (raw["aux"], raw["beside"]):
        for effect in table.values():
            _known(effect)
    return Cues(
        aux=raw["aux"],
        beside=raw["beside"],
        negation=frozenset(raw["negation"]["words"]),
        habitual=frozenset(raw["habitual"]["words"]),
        statistics=frozenset(raw["habitual"]["counted"]),
        common=frozenset(raw["habitual"]["common"]),
        rules=frozenset(raw["habitual"]["rules"]),
        instead=frozenset(raw["negation"]["instead"]),
        conditions=frozenset(raw["conditions"]["marks"]),
        phase=frozenset(raw["phase"]["verbs"]),
        phase_ongoing=frozenset(raw["phase"]["ongoing"]),
        phase_weak=frozenset(raw["phase"]["weak"]),
        receiving=frozenset(raw["phase"]["receiving"]),
        object_control=frozenset(raw["control"]["object"]),
        doers=frozenset(raw["doers"]["verbs"]),
        setting=frozenset(raw["setting"]["verbs"]),
        unnamed=frozenset(raw["attribution"]["unnamed"]),
        implicative=frozenset(raw["implicative"]["verbs"]),
        ending=frozenset(raw["ending"]["nouns"]),
        state=frozenset(raw["state"]["verbs"]),
        govern=_govern(raw["govern"]),
    )


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The word lists that ship with the product."""
    folder = files("timeline.extract").joinpath("data")
    texts = {name: folder.joinpath(name).read_text(encoding="utf-8") for name in ("parties.toml", "cues.toml")}
    parties = msgspec.convert(tomllib.loads(texts["parties.toml"]), Parties)
    return Lexicon(parties, _cues(tomllib.loads(texts["cues.toml"])), digest(texts))
