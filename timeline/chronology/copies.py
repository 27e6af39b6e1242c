"""Whose words are whose: copies of articles, and how many wordings stand behind a claim.

Agencies feed many outlets, so an article that holds nothing but another's sentences is a copy, and two sentences that
share most of their words in order are one source, however many pages carry them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import msgspec
import numpy as np

from timeline.chronology.blocks import Codes, Numbers, split
from timeline.chronology.claims import Claim, Source
from timeline.chronology.settings import Settings
from timeline.chronology.text import containment, fingerprint, sentences, shingles, words

_MIN_WORDS = 6  # shorter sentences are too often the same by chance
_TELLING = 10  # words from which likeness is no chance: "She visited Norport on Wednesday" is said by many
_MARKS = 3  # smallest shingle hashes that stand for a sentence in the index
_CROWD = 24  # a mark shared by more articles links them to the first ones only
_AGENCY = 0.5  # containment that is enough when both credit the same agency
_SLACK = 1e-9
_AT_ONCE = 1 << 16  # pairs
_WORDS = 16  # numbers of 64 bits that sketch the shingles of an article


@lru_cache(maxsize=131072)
def wording(sentence: str) -> frozenset[int]:
    """The shingles of one sentence."""
    return shingles(sentence)


class Row(msgspec.Struct, array_like=True, frozen=True):
    """An article in the fold's table: what tells who copied whom, and where its claims are."""

    key: str
    version: str
    id: str
    extractor: str
    agency: str | None
    day: str  # of publication, 9999 where none is known
    length: int
    sentences: int
    first: int  # number of its first claim
    claims: int

    @property
    def order(self) -> tuple[str, str, str]:
        """Canonical place among articles."""
        return (self.key, self.version, self.extractor)

    @property
    def rank(self) -> tuple[str, int, tuple[str, str, str]]:
        """The original is the earliest, then the longest."""
        return (self.day, -self.length, self.order)


@dataclass(slots=True)
class Copies:
    """Marks of sentences and the articles that hold them, and what share of one article another one holds.

    By article number: a bit for each shingle, several of which may share one, and how many shingles there are.
    """

    marks: Codes = field(default_factory=lambda: np.zeros(0, np.uint64))
    holders: Numbers = field(default_factory=lambda: np.zeros(0, np.int64))
    bits: Codes = field(default_factory=lambda: np.zeros((0, _WORDS), np.uint64))
    size: Numbers = field(default_factory=lambda: np.zeros(0, np.int64))
    held: dict[tuple[int, int], float] = field(default_factory=dict)

    def update(self, gone: Collection[int], come: Mapping[int, Sequence[frozenset[int]]]) -> None:
        """Take articles out, and put articles in by the shingles of their sentences."""
        found = [(mark, n) for n, texts in come.items() for mark in {m for t in texts for m in sorted(t)[:_MARKS]}]
        keep = ~np.isin(self.holders, np.fromiter(gone, np.int64, len(gone)))
        self.marks = np.concatenate([self.marks[keep], np.array([mark for mark, _ in found], np.uint64)])
        self.holders = np.concatenate([self.holders[keep], np.array([n for _, n in found], np.int64)])
        self.held = {(a, b): share for (a, b), share in self.held.items() if a not in gone and b not in gone}
        more = max(0, max(come, default=-1) + 1 - len(self.size))
        self.bits = np.concatenate([self.bits, np.zeros((more, _WORDS), np.uint64)])
        self.size = np.concatenate([self.size, np.zeros(more, np.int64)])
        for n, texts in come.items():
            mine = np.fromiter(frozenset().union(*texts), np.uint64)
            self.size[n] = len(mine)
            row = (mine >> np.uint64(6)) % np.uint64(_WORDS)
            np.bitwise_or.at(self.bits[n], row, np.uint64(1) << (mine & np.uint64(63)))

    def find(
        self, rows: Mapping[int, Row], settings: Settings, texts: Callable[[int], Sequence[frozenset[int]]]
    ) -> dict[int, int]:
        """Every article whose sentences stand in another one, with the first of all those that it goes back to."""
        place = np.zeros(max(rows, default=0) + 1, np.int64)
        size = np.zeros(len(place), np.int64)
        ordered = sorted(rows, key=lambda n: rows[n].order)
        place[ordered] = np.arange(len(ordered))
        size[ordered] = [rows[n].sentences for n in ordered]
        best: dict[int, tuple[float, int, int]] = {}
        for first, second, least in self._likely(rows, _meeting(self.marks, self.holders, place, size), settings):
            share = self.held.get((second, first))
            if share is None:
                share = self.held[second, first] = _held(texts(second), texts(first))
            found = (share, -int(place[first]), first)
            if share >= least and (second not in best or found > best[second]):
                best[second] = found
        origin = {copy: n for copy, (_, _, n) in best.items() if rows[copy].key != rows[n].key}
        return {copy: _root(copy, origin) for copy in origin}

    def _likely(
        self, rows: Mapping[int, Row], pairs: tuple[Numbers, Numbers], settings: Settings
    ) -> Iterator[tuple[int, int, float]]:
        """An original, what may be its copy, and the share from which it is one; pairs that cannot be are left out."""
        rank, agency = np.zeros(len(self.size), np.int64), np.zeros(len(self.size), np.uint64)
        ordered = sorted(rows, key=lambda n: rows[n].rank)
        rank[ordered] = np.arange(len(ordered))
        agency[ordered] = [fingerprint(name) if (name := rows[n].agency) else 0 for n in ordered]
        for start in range(0, len(pairs[0]), _AT_ONCE):
            a, b = (some[start : start + _AT_ONCE] for some in pairs)
            first, second = np.where(rank[a] < rank[b], a, b), np.where(rank[a] < rank[b], b, a)
            missing = np.bitwise_count(self.bits[second] & ~self.bits[first]).sum(axis=1)
            most = 1 - missing / np.maximum(self.size[second], 1)
            same = (agency[first] == agency[second]) & (agency[first] > 0)
            least = np.where(same, _AGENCY, settings.copy_containment)
            near = most >= least - _SLACK
            yield from zip(first[near].tolist(), second[near].tolist(), least[near].tolist(), strict=True)


def _meeting(marks: Codes, holders: Numbers, place: Numbers, size: Numbers) -> tuple[Numbers, Numbers]:
    """Pairs of articles that share at least half the marks that one has sentences."""
    order = np.lexsort((place[holders], marks))
    mark, holder = marks[order], holders[order]
    starts = np.flatnonzero(np.concatenate([[True], mark[1:] != mark[:-1]])) if len(mark) else np.zeros(0, np.int64)
    sizes = np.diff(np.append(starts, len(mark)))
    start = np.repeat(starts, sizes)
    inside = np.arange(len(mark)) - start
    codes = [np.zeros(0, np.uint64)]
    for first in range(min(_CROWD, int(sizes.max(initial=0)))):
        later = np.flatnonzero(inside > first)
        codes.append(holder[start[later] + first].astype(np.uint64) << np.uint64(32) | holder[later].astype(np.uint64))
    pairs, shared = np.unique(np.concatenate(codes), return_counts=True)
    a, b = split(pairs)
    enough = shared * 2 >= np.minimum(size[a], size[b])
    return a[enough], b[enough]


def _root(copy: int, origin: Mapping[int, int]) -> int:
    found = origin[copy]
    while found in origin:
        found = origin[found]
    return found


def sentences_of(source: Source) -> list[frozenset[int]]:
    """The shingles of each sentence that is long enough, boilerplate left out; each sentence once."""
    text = source.annotated.text
    found: dict[int, str] = {}
    for section in sorted(source.annotated.sections, key=lambda s: -s.start):
        if section.kind == "boilerplate":
            text = text[: section.start] + "\n" + text[section.end :]
    for sentence in sentences(text):
        if len(words(sentence)) >= _MIN_WORDS:
            found.setdefault(fingerprint(" ".join(words(sentence))), sentence)
    return [shingles(s) for s in found.values()]


def _held(copy: Sequence[frozenset[int]], original: Sequence[frozenset[int]]) -> float:
    """Share of the copy's shingles that the original holds."""
    whole = frozenset().union(*original) if original else frozenset()
    mine = frozenset().union(*copy) if copy else frozenset()
    if len(mine) < _TELLING and mine != whole:
        return 0.0  # one plain sentence
    return len(mine & whole) / len(mine) if mine else 0.0


def wordings(claims: Iterable[Claim], settings: Settings) -> list[list[Claim]]:
    """Claims grouped by independent wording, largest support first known by canonical order."""
    ordered = sorted(claims, key=lambda c: c.order)
    parent = list(range(len(ordered)))

    def root(x: int) -> int:
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    def join(a: int, b: int) -> None:
        x, y = root(a), root(b)
        parent[max(x, y)] = min(x, y)

    by_article: dict[str, int] = {}
    by_text: dict[str, int] = {}
    distinct: list[int] = []
    for number, claim in enumerate(ordered):
        origin = claim.source.copy_of
        join(by_article.setdefault(origin[0] if origin else claim.source.key, number), number)
        text = claim.assertion.sentence.text
        if text in by_text:
            join(by_text[text], number)
        else:
            by_text[text] = number
            distinct.append(number)
    _join_alike(ordered, distinct, root, join, settings)
    groups: dict[int, list[Claim]] = {}
    for number, claim in enumerate(ordered):
        groups.setdefault(root(number), []).append(claim)
    return [groups[r] for r in sorted(groups)]


def _join_alike(
    ordered: list[Claim],
    distinct: list[int],
    root: Callable[[int], int],
    join: Callable[[int, int], None],
    settings: Settings,
) -> None:
    index: dict[int, list[int]] = {}
    for number in distinct:
        text = ordered[number].assertion.sentence.text
        if len(words(text)) < _TELLING:
            continue
        mine = wording(text)
        seen: set[int] = set()
        for mark in sorted(mine):
            holders = index.setdefault(mark, [])
            seen.update(holders)
            if len(holders) < _CROWD:
                holders.append(number)
        for other in sorted(seen):
            if (
                root(other) != root(number)
                and containment(mine, wording(ordered[other].assertion.sentence.text)) >= settings.same_wording
            ):
                join(other, number)


def independent(claims: Iterable[Claim], settings: Settings) -> int:
    """How many wordings stand behind the claims."""
    return len(wordings(claims, settings))
