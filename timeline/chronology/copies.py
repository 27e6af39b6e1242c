"""Whose words are whose: copies of articles, and how many wordings stand behind a claim.

Agencies feed many outlets, so an article that holds nothing but another's sentences is a copy, and two sentences that
share most of their words in order are one source, however many pages carry them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from timeline.chronology.claims import Claim, Source
from timeline.chronology.settings import Settings
from timeline.chronology.text import containment, fingerprint, sentences, shingles, words

_MIN_WORDS = 6  # shorter sentences are too often the same by chance
_MARKS = 3  # smallest shingle hashes that stand for a sentence in the index
_CROWD = 24  # a mark shared by more articles links them to the first ones only
_AGENCY = 0.5  # containment that is enough when both credit the same agency


@lru_cache(maxsize=131072)
def wording(sentence: str) -> frozenset[int]:
    """The shingles of one sentence."""
    return shingles(sentence)


def find(sources: Sequence[Source], settings: Settings) -> None:
    """Set `copy_of` on every article whose sentences stand in another one; `sources` in canonical order."""
    texts = [_sentences(s) for s in sources]
    index: dict[int, list[int]] = {}
    for number, found in enumerate(texts):
        for shingle_set in found:
            for mark in sorted(shingle_set)[:_MARKS]:
                index.setdefault(mark, []).append(number)
    meet: dict[tuple[int, int], int] = {}
    for holders in index.values():
        unique = sorted(set(holders))
        for i, a in enumerate(unique[:_CROWD]):
            for b in unique[i + 1 :]:
                meet[a, b] = meet.get((a, b), 0) + 1
    best: dict[int, tuple[float, int]] = {}
    for (a, b), shared in sorted(meet.items()):
        if shared * 2 < min(len(texts[a]), len(texts[b])):
            continue
        first, second = (a, b) if _rank(sources[a]) <= _rank(sources[b]) else (b, a)
        share = _held(texts[second], texts[first])
        agency = sources[a].annotated.agency
        enough = _AGENCY if agency and agency == sources[b].annotated.agency else settings.copy_containment
        if share >= enough and (second not in best or (share, -first) > best[second]):
            best[second] = (share, -first)
    for source in sources:
        source.copy_of = None
    for copy, (_, original) in sorted(best.items()):
        if sources[-original].key != sources[copy].key:
            sources[copy].copy_of = sources[-original]
    for source in sources:
        source.copy_of = _root(source)


def _rank(source: Source) -> tuple[str, int, tuple[str, str, str]]:
    """The original is the earliest, then the longest."""
    day = source.published.earliest.isoformat() if source.published else "9999"
    return (day, -len(source.annotated.text), source.order)


def _root(source: Source) -> Source | None:
    found = source.copy_of
    while found is not None and found.copy_of is not None:
        found = found.copy_of
    return found


def _sentences(source: Source) -> list[frozenset[int]]:
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


def _held(copy: list[frozenset[int]], original: list[frozenset[int]]) -> float:
    """Share of the copy's shingles that the original holds."""
    whole = frozenset().union(*original) if original else frozenset()
    mine = frozenset().union(*copy) if copy else frozenset()
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
        origin = claim.source.copy_of or claim.source
        join(by_article.setdefault(origin.key, number), number)
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
        if len(words(text)) < _MIN_WORDS:
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
