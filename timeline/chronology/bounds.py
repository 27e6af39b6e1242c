"""How much a pair of claims can score at most, told for many pairs at once from compact columns.

Most claims that meet in a block are not one event, and are far from it. A set of words is a mask of 64 bits here, and
a weighted bag a short row of sums; both may see likeness where there is none, and never miss any. So what comes out is
never below the score, and a pair that cannot reach the threshold need not be looked at. A feature that is not named
here counts as fully there where it speaks for a pair, and not at all where it speaks against one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from timeline.chronology.blocks import distinct
from timeline.chronology.claims import Claim
from timeline.chronology.data import Weights, types, word_weights
from timeline.chronology.features import tolls
from timeline.chronology.text import fingerprint

Numbers = NDArray[np.int64]
Codes = NDArray[np.uint64]
Values = NDArray[np.float64]
Truths = NDArray[np.bool_]

_SETS = (
    *("lemmas", "kin", "own", "wider", "actors", "recipients", "parties", "sides", "places", "families"),
    *("object", "roles", "counts", "voices", "close", "names", "args"),
    *("hurt", "tolls"),
)  # fmt: skip
_CODES = ("type", "root", "said_day", "source")
_SMALL = ("typed", "statement", "speech", "common", "many", "definite", "lead", "near_by", "sentence", "incident")
_BAGS = {"topic": 1024, "topic_names": 1024, "words": 256, "near": 256}  # a bag's sums: more words, more of them
_PARTS = ("start", "count", "place", "weight")
_ALIKE = ("lemma", "concept", "kin", "wider", "sibling")
_CHUNK = 1 << 17  # pairs at once
_NEAR_BY = 256  # rows at once, few enough for the processor's cache
_SLACK = 1e-4  # more than the rounding of all sums
MOST = {"another": 2.0, "indefinite": 2.0, "days_repeats": 3.0, "lemma_several": 12.0, "later_indefinite": 1.0}
"""The greatest value of features that may exceed 1 and are not told closer below."""


@dataclass(slots=True)
class Bags:
    """Weighted bags by number, each of length 1, as places in a row of sums."""

    width: int
    start: Numbers = field(default_factory=lambda: np.zeros(0, np.int64))
    count: Numbers = field(default_factory=lambda: np.zeros(0, np.int64))
    place: NDArray[np.uint16] = field(default_factory=lambda: np.zeros(0, np.uint16))
    weight: NDArray[np.float32] = field(default_factory=lambda: np.zeros(0, np.float32))

    def put(self, bags: Mapping[int, Mapping[str, float]], size: int) -> None:
        """Add bags under numbers below `size`; what stood there before is left behind."""
        self.start, self.count = _longer(self.start, size), _longer(self.count, size)
        places, weights, at = [self.place], [self.weight], len(self.place)
        for number, bag in bags.items():
            values = np.fromiter(bag.values(), np.float32, len(bag))
            length = float(np.sqrt((values.astype(np.float64) ** 2).sum())) or 1.0
            places.append(np.fromiter((_code(w) % self.width for w in bag), np.uint16, len(bag)))
            weights.append((values / length).astype(np.float32))
            self.start[number], self.count[number] = at, len(bag)
            at += len(bag)
        self.place, self.weight = np.concatenate(places), np.concatenate(weights)

    def rows(self, numbers: Numbers) -> NDArray[np.float32]:
        """The sums of some bags, a row each."""
        count = self.count[numbers]
        row = np.repeat(np.arange(len(numbers)), count)
        inside = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
        at = np.repeat(self.start[numbers], count) + inside
        flat = row * self.width + self.place[at]
        found = np.bincount(flat, self.weight[at], len(numbers) * self.width)
        return found.astype(np.float32).reshape(len(numbers), self.width)

    def likeness(self, a: Numbers, b: Numbers) -> Values:
        """At least the cosine of each pair."""
        known = distinct(np.concatenate([a, b]))
        rows = self.rows(known)
        x, y = np.searchsorted(known, a), np.searchsorted(known, b)
        found = np.empty(len(a))
        for first in range(0, len(a), _NEAR_BY):
            part = slice(first, first + _NEAR_BY)
            found[part] = np.einsum("ij,ij->i", rows[x[part]], rows[y[part]])
        return np.minimum(found + _SLACK / 8, 1.0)


@dataclass(slots=True)
class Sketches:
    """Columns by claim number, bags of topics by article number."""

    sets: dict[str, Codes] = field(default_factory=lambda: {n: np.zeros(0, np.uint64) for n in _SETS})
    codes: dict[str, Codes] = field(default_factory=lambda: {n: np.zeros(0, np.uint64) for n in _CODES})
    small: dict[str, NDArray[np.int16]] = field(default_factory=lambda: {n: np.zeros(0, np.int16) for n in _SMALL})
    rare: NDArray[np.float32] = field(default_factory=lambda: np.zeros(0, np.float32))  # weight of its rarest lemma
    bags: dict[str, Bags] = field(default_factory=lambda: {n: Bags(w) for n, w in _BAGS.items()})

    def put(self, claims: Collection[Claim], size: int) -> None:
        """Add claims, or put them in anew; `size` lies above all numbers."""
        tables: tuple[dict[str, Any], ...] = (self.sets, self.codes, self.small)
        for table in tables:
            for name, column in table.items():
                table[name] = _longer(column, size)
        self.rare = _longer(self.rare, size)
        words: dict[str, dict[int, Mapping[str, float]]] = {n: {} for n in _BAGS}
        articles = max((c.source.number + 1 for c in claims), default=0)
        topics = self.bags["topic"].count
        for claim in claims:
            n, article = claim.number, claim.source.number
            for name, members in _sets(claim).items():
                self.sets[name][n] = _mask(members)
            for name, code in _codes(claim).items():
                self.codes[name][n] = code
            for name, value in _small(claim).items():
                self.small[name][n] = value
            self.rare[n] = max((word_weights().weight(w) for w in claim.lemmas), default=0.0)
            if n >= len(self.bags["words"].count) or not self.bags["words"].count[n]:
                words["words"][n], words["near"][n] = claim.words, claim.near
            if article >= len(topics) or not topics[article]:
                words["topic"][article], words["topic_names"][article] = claim.source.topic, claim.source.names
        for name, bags in words.items():
            self.bags[name].put(bags, articles if name.startswith("topic") else size)

    def arrays(self) -> Iterator[tuple[str, NDArray[Any]]]:
        """All columns by name."""
        for table in (self.sets, self.codes, self.small):
            for name, column in table.items():
                yield f"sketch {name}", column
        yield "sketch rare", self.rare
        for name, bags in self.bags.items():
            for part in _PARTS:
                yield f"bag {name} {part}", getattr(bags, part)

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]]) -> Sketches:
        """The inverse of `arrays`."""
        sets, codes, small = ({n: arrays[f"sketch {n}"] for n in names} for names in (_SETS, _CODES, _SMALL))
        bags = {n: Bags(w, *(arrays[f"bag {n} {part}"] for part in _PARTS)) for n, w in _BAGS.items()}
        return cls(sets, codes, small, arrays["sketch rare"], bags)

    def hopeful(self, a: Numbers, b: Numbers, day: Numbers, weights: Weights, above: float) -> Numbers:
        """Places of the pairs that may score above a threshold; `day` gives each claim's day, 0 where it has none."""
        found = [np.zeros(0, np.int64)]
        for first in range(0, len(a), _CHUNK):
            x, y = a[first : first + _CHUNK], b[first : first + _CHUNK]
            left = np.flatnonzero(self.most(x, y, day, weights, closely=False) > above)
            left = left[self.most(x[left], y[left], day, weights) > above]
            found.append(first + left)
        return np.concatenate(found)

    def bound(self, a: Numbers, b: Numbers, day: Numbers, weights: Weights) -> Values:
        """What each of many pairs can score at most."""
        found = np.empty(len(a))
        for first in range(0, len(a), _CHUNK):
            part = slice(first, first + _CHUNK)
            found[part] = self.most(a[part], b[part], day, weights)
        return found

    def most(self, a: Numbers, b: Numbers, day: Numbers, weights: Weights, *, closely: bool = True) -> Values:
        """What each pair can score at most; the words of their sentences are looked at only `closely`."""
        return _Pairs(self, a, b, day, weights, closely).most()


class _Pairs:
    """Some pairs: what each feature can be at most, and at least where that is known."""

    def __init__(
        self, sketches: Sketches, a: Numbers, b: Numbers, day: Numbers, weights: Weights, closely: bool
    ) -> None:
        self.s, self.a, self.b, self.weights = sketches, a, b, weights.features
        self.closely = closely
        self.total = np.full(len(a), weights.bias + _SLACK)
        self.told: set[str] = set()
        self.day = (day[a] == day[b]) & (day[a] > 0)
        self.one = self._same("source")

    def most(self) -> Values:
        """The sum of all that can speak for the pair, and of what surely speaks against it."""
        typed = self._both("typed")
        shared = self._shared(typed)
        topic = self._topic()
        sentence, near = (self._likeness(name) for name in ("words", "near"))
        self._exactly("same_article", self.one)
        self._add("sentence_words", sentence)
        self._add("near_words", near)
        self._add("sentence_topic", sentence * topic)
        self._add("told_again", self.one)
        self._incident()
        self._kind(typed)
        self._manner()
        self._alike(topic, near)
        spoken = typed & self._both("speech")
        self._exactly("speech", spoken)
        self._add("speech_words", np.where(spoken, np.maximum(sentence, near), 0.0))
        self._parties(typed)
        alone = typed & ~shared
        self._exactly("nothing_shared", alone, shared & typed)
        common = (self._of("common", self.a) > 0) | (self._of("common", self.b) > 0)
        self._exactly("nothing_shared_common", alone & common, shared & typed & common)
        for name in self.weights.keys() - self.told:
            there = ~typed if name.startswith("untyped_") else np.True_
            self._add(name, there * MOST.get(name.removeprefix("untyped_"), 1.0))
        return self.total

    def _incident(self) -> None:
        """What two shootings, crashes or fires may share."""
        self._add("outcome", self._both("incident"))
        both = self._both("incident") & ~self.one
        self._add("same_town", both)
        self._add("same_victims", both & self._meet("hurt"))
        self._add("same_count", both & self._meet("tolls"))
        self._add("same_day_incident", both & self.day)

    def _likeness(self, name: str) -> Values:
        return self.s.bags[name].likeness(self.a, self.b) if self.closely else np.ones(len(self.a))

    def _shared(self, typed: Truths) -> Truths:
        """People, places and days that the two may share."""
        found = np.zeros(len(self.a), bool)
        for name, there in (
            ("same_actor", self._meet("actors")),
            ("same_recipient", self._meet("recipients")),
            ("same_party", self._meet("parties")),
            ("same_sides", self._meet("sides")),
            ("same_place", self._meet("places")),
            ("same_day", self.day),
        ):
            found |= there
            self._add(name, there & typed)
            self._add(f"untyped_{name}", there & ~typed)
        return found

    def _parties(self, typed: Truths) -> None:
        """Two that act and surely have nothing in common are others, or too vaguely told to be others."""
        apart = self._filled("actors") & ~self._meet("actors") & ~self._meet("sides")
        for prefix, there in (("", typed), ("untyped_", ~typed)):
            other, vague = f"{prefix}other_actor", f"{prefix}vague_actor"
            self.told |= {other, vague}
            most = max(self.weights.get(other, 0.0), self.weights.get(vague, 0.0))
            self.total += np.where(apart & there, most, max(most, 0.0))

    def _topic(self) -> Values:
        """How alike the two articles may be."""
        x, y = self._code("source", self.a), self._code("source", self.b)
        codes = x << np.uint64(32) | y
        pairs = distinct(codes)
        at = np.searchsorted(pairs, codes)
        first, second = (pairs >> np.uint64(32)).astype(np.int64), (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)
        topic = self.s.bags["topic"].likeness(first, second)[at]
        self._add("topic_names", self.s.bags["topic_names"].likeness(first, second)[at])
        self._add("topic_words", topic)
        self.both_lead = self._both("lead") & ~self.one
        self._exactly("both_lead", self.both_lead)
        self._add("both_lead_topic", self.both_lead * topic)
        return topic

    def _kind(self, typed: Truths) -> None:
        same = typed & self._same("type")
        family = typed & ~same & self._meet("families")
        root = self._same("root")
        self._exactly("same_type", same)
        self._exactly("same_family", family)
        self._exactly("same_root", typed & ~same & ~family & root)
        self._exactly("other_root", typed & ~same & ~family & ~root)

    def _manner(self) -> None:
        for name in ("object", "roles", "counts", "voices"):
            self._add(f"same_{name}", self._meet(name))
        self._add("sentence_names", self._meet("names"))
        self._add("args", self._meet("args"))
        self._add("args_differ", self._filled("args"))
        fewest = np.minimum(self._of("near_by", self.a), self._of("near_by", self.b))
        self._add("close", self._meet("close") * fewest)
        said = (self._code("said_day", self.a) > 0) & (self._code("said_day", self.b) > 0)
        self._exactly("same_said_day", said & self._same("said_day"))
        self._exactly("other_said_day", said & ~self._same("said_day"))
        many = self._of("many", self.a) + self._of("many", self.b)
        self._exactly("both_plural", many > 1)
        self._exactly("one_plural", many == 1)
        definite = self._of("definite", self.a) + self._of("definite", self.b)
        self._exactly("definite", definite)
        self._add("later_definite", self.one & (definite > 0))
        self._add("later_indefinite", self.one)
        self._exactly("one_lead", self._of("lead", self.a) != self._of("lead", self.b))
        self.far = np.log1p(np.abs(self._of("sentence", self.a) - self._of("sentence", self.b))) * self.one
        self._exactly("far", self.far)

    def _alike(self, topic: Values, near: Values) -> None:
        """Two words for an event compare in one way at most: the one that says most counts."""
        a, b, sets = self.a, self.b, self.s.sets
        spoken = (self._of("statement", a) == 0) & (self._of("statement", b) == 0)
        meet = {
            "lemma": self._meet("lemmas"),
            "concept": self._meet("own"),
            "kin": self._meet("kin"),
            "wider": (sets["own"][a] & sets["wider"][b] | sets["wider"][a] & sets["own"][b]) > 0,
            "sibling": self._meet("wider"),
        }
        across = ~self.one
        best = np.zeros(len(a))
        for name in _ALIKE:
            there = {
                f"same_{name}": np.ones(len(a)),
                f"{name}_topic": topic * across,
                f"{name}_near": near * across,
                f"{name}_lead": self.both_lead,
                f"{name}_same_article": self.one,
            }
            if name == "lemma":
                there["lemma_far"] = self.far
                there["lemma_rare"] = np.minimum(self.s.rare[a], self.s.rare[b]) / 8 * across
                there["lemma_several"] = MOST["lemma_several"] * across
            said = sum((self._most(n, value) for n, value in there.items()), np.zeros(len(a)))
            best = np.maximum(best, np.where(meet[name] & spoken, said, 0.0))
        self.total += best

    def _most(self, name: str, value: Any) -> Values:
        self.told.add(name)
        found: Values = max(self.weights.get(name, 0.0), 0.0) * np.asarray(value, float)
        return found

    def _add(self, name: str, most: Any) -> None:
        """A feature that is `most` at most, and may be 0."""
        self.total += self._most(name, most)

    def _exactly(self, name: str, value: Any, maybe: Any = False) -> None:
        """A feature of which the value is known, but that it may be 1 where `maybe` says so."""
        weight = self.weights.get(name, 0.0)
        self.told.add(name)
        self.total += weight * np.asarray(value, float)
        if weight > 0:
            self.total += weight * np.asarray(maybe, float)

    def _meet(self, name: str) -> Truths:
        column = self.s.sets[name]
        found: Truths = (column[self.a] & column[self.b]) > 0
        return found

    def _filled(self, name: str) -> Truths:
        column = self.s.sets[name]
        found: Truths = (column[self.a] > 0) & (column[self.b] > 0)
        return found

    def _of(self, name: str, at: Numbers) -> Any:
        return self.s.small[name][at].astype(np.int64)

    def _code(self, name: str, at: Numbers) -> Codes:
        return self.s.codes[name][at]

    def _both(self, name: str) -> Truths:
        found: Truths = (self.s.small[name][self.a] > 0) & (self.s.small[name][self.b] > 0)
        return found

    def _same(self, name: str) -> Truths:
        column = self.s.codes[name]
        found: Truths = column[self.a] == column[self.b]
        return found


def _sets(claim: Claim) -> dict[str, Iterable[Any]]:
    return {
        "lemmas": claim.lemmas, "kin": claim.kin, "own": claim.own, "wider": claim.wider,
        "actors": claim.actors, "recipients": claim.recipients, "parties": claim.parties, "sides": claim.sides,
        "places": [claim.place, *claim.within] if claim.place else (),
        "families": [n for n, group in enumerate(types().same) if claim.type in group],
        "object": claim.object, "roles": claim.roles, "counts": claim.counts, "voices": claim.voices,
        "close": claim.close, "names": claim.names, "args": claim.args,
        "hurt": claim.source.victims | claim.source.ages if claim.incident else (), "tolls": tolls(claim),
    }  # fmt: skip


def _codes(claim: Claim) -> dict[str, int]:
    return {
        "type": _code(claim.type),
        "root": _code(claim.root),
        "said_day": _code(claim.said_day) if claim.said_day else 0,
        "source": claim.source.number,
    }


def _small(claim: Claim) -> dict[str, int]:
    known = types()
    return {
        "typed": claim.root != "OTHER", "statement": claim.root == "STATEMENT", "speech": known.is_speech(claim.type),
        "common": known.is_common(claim.type), "many": claim.many, "definite": claim.definite, "lead": claim.lead,
        "near_by": len(claim.close), "sentence": min(claim.sentence, 32767),
        "incident": claim.incident,
    }  # fmt: skip


def _mask(members: Iterable[Any]) -> int:
    found = 0
    for member in members:
        found |= 1 << (_code(str(member)) >> 58)
    return found


@lru_cache(maxsize=1 << 18)
def _code(text: str) -> int:
    return fingerprint(text)


def _longer(array: NDArray[Any], size: int) -> NDArray[Any]:
    """With room for more numbers."""
    return array if len(array) >= size else np.concatenate([array, np.zeros(size - len(array), array.dtype)])
