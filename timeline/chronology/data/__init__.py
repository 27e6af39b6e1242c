"""Shipped data of the fold: word weights, kindred words, identity weights and title phrases; each validated at load."""

from __future__ import annotations

import math
import tomllib
from functools import lru_cache
from importlib.resources import files

import msgspec

from timeline.errors import UsageError


class WordWeights(msgspec.Struct, frozen=True):
    """How much a shared stem says: the logarithm of how few documents hold it; stop words weigh nothing."""

    documents: int
    counts: dict[str, int]
    stop: frozenset[str]

    def weight(self, stem: str) -> float:
        """Inverse document frequency; 0 for stop words and single letters."""
        if stem in self.stop or (len(stem) < 2 and not stem.isdigit()):
            return 0.0
        return math.log(self.documents / (self.counts.get(stem, 0) + 0.5))


class Phrase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a title says an event type: verb for one and for several actors, what joins, and the noun without actor.

    `aim` joins the noun and whom it hit: `Attack on`, `Killing of`.
    """

    one: str
    many: str
    recipient: str = ""
    place: str = "in"
    noun: str = ""
    aim: str = ""


class Types(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which types are speech, which may repeat the next day, which may name the same event; who fights for no state."""

    speech: frozenset[str]
    repeats: frozenset[str]
    mutual: frozenset[str]
    common: frozenset[str]
    outcomes: frozenset[str]
    same: list[frozenset[str]]
    irregular: frozenset[str]

    def is_speech(self, type_: str) -> bool:
        """Do the words decide what was said?"""
        return type_ in self.speech or type_.partition(".")[0] in self.speech

    def is_mutual(self, type_: str) -> bool:
        """Are the two sides interchangeable, as in talks?"""
        return type_ in self.mutual or type_.partition(".")[0] in self.mutual

    def is_common(self, type_: str) -> bool:
        """Is one story full of such acts?"""
        return type_ in self.common or type_.partition(".")[0] in self.common

    def may_repeat(self, type_: str) -> bool:
        """Could the next day bring another one of the same parties?"""
        return type_ in self.repeats or type_.partition(".")[0] in self.repeats

    def family(self, a: str, b: str) -> bool:
        """May two different types name one event?"""
        return any(a in group and b in group for group in self.same)


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The logistic model of `same event`: one readable feature a line, in log-odds."""

    bias: float
    hand: dict[str, float]
    learned: dict[str, float]
    source: str = ""

    @property
    def features(self) -> dict[str, float]:
        """Both tables in one."""
        return {**self.learned, **self.hand}


def _read(name: str) -> str:
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def word_weights() -> WordWeights:
    """`words.tsv`: first line `documents TAB n`, then `stem TAB documents that hold it`; and `stop.txt`."""
    counts: dict[str, int] = {}
    documents = 0
    for number, line in enumerate(_read("words.tsv").splitlines(), 1):
        word, _, count = line.partition("\t")
        if not count.isdigit():
            raise UsageError(f"words.tsv, line {number}: expected a word, a tab and a count")
        if number == 1:
            documents = int(count)
        else:
            counts[word] = int(count)
    from timeline.chronology.text import stem  # noqa: PLC0415 - text needs word_weights first

    plain = _read("stop.txt").split()
    return WordWeights(documents, counts, frozenset([*plain, *map(stem, plain)]))


@lru_cache(maxsize=1)
def kin() -> dict[str, frozenset[str]]:
    """`kin.toml`: words that often name one event in different articles, as word → names of its groups."""
    from timeline.chronology.text import stem  # noqa: PLC0415 - text needs word_weights first

    groups = tomllib.loads(_read("kin.toml"))
    found: dict[str, set[str]] = {}
    for name, members in groups.items():
        for word in members.split():
            found.setdefault(stem(word.lower()), set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


@lru_cache(maxsize=1)
def concepts() -> dict[str, tuple[frozenset[int], frozenset[int]]]:
    """`concepts.tsv`: word TAB own concepts TAB wider concepts, as comma-separated numbers."""
    found = {}
    for number, line in enumerate(_read("concepts.tsv").splitlines(), 1):
        if line.startswith("#"):
            continue
        try:
            word, own, wider = line.split("\t")
            found[word] = (_numbers(own), _numbers(wider))
        except ValueError as error:
            raise UsageError(f"concepts.tsv, line {number}: expected a word and two lists of numbers") from error
    return found


def _numbers(text: str) -> frozenset[int]:
    return frozenset(int(n) for n in text.split(",") if n)


@lru_cache(maxsize=1)
def phrases() -> dict[str, Phrase]:
    """`titles.toml`: a phrase for each event type."""
    try:
        return msgspec.convert(tomllib.loads(_read("titles.toml")), dict[str, Phrase])
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise UsageError(f"titles.toml: {error}") from error


@lru_cache(maxsize=1)
def types() -> Types:
    """`types.toml`."""
    try:
        return msgspec.convert(tomllib.loads(_read("types.toml")), Types)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise UsageError(f"types.toml: {error}") from error


@lru_cache(maxsize=1)
def identity() -> Weights:
    """`identity.toml`: weights learned by `scripts/train_identity` and the ones set by hand."""
    try:
        return msgspec.convert(tomllib.loads(_read("identity.toml")), Weights)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise UsageError(f"identity.toml: {error}") from error
