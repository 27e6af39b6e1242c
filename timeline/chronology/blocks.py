"""Which claims are worth comparing: those that meet in a block, so that cost grows with the news and not its square.

A block is one statement that two claims of one event are likely to share: type and party, type and place, trigger and
a word of the article's topic, a rare word of the sentence. A block that is too large is split by the time it speaks
of, and in what is still large each claim meets its neighbours only.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date

from timeline.chronology.claims import Claim

_TOPICS = 8  # words of an article's topic that a trigger is joined with
_RARE = 4  # words of a sentence that are blocks of their own
_SMALL = 40  # claims of a block that are compared whatever their time
_BUCKET = 32  # days of one time bucket

Key = tuple[Hashable, ...]


def keys(claim: Claim) -> Iterator[Key]:
    """The blocks of a claim."""
    if claim.root != "OTHER":
        for party in claim.parties:
            yield ("party", claim.root, party)
        for place in {claim.place, *claim.within} if claim.place else ():
            yield ("place", claim.root, place)
    heads = claim.kin or claim.lemmas
    topic = sorted(claim.source.topic, key=lambda w: (-claim.source.topic[w], w))[:_TOPICS]
    for head in {*heads, *claim.lemmas}:
        for word in topic:
            yield ("topic", head, word)
    rare = sorted(claim.words, key=lambda w: (-claim.words[w], w))[:_RARE]
    for word in rare:
        if word not in claim.lemmas:
            yield ("word", word)


def pairs(claims: Sequence[Claim], limit: int, window: int) -> set[tuple[int, int]]:
    """Pairs (smaller, larger) of positions that meet in a block."""
    blocks: dict[Key, list[int]] = {}
    for position, claim in enumerate(claims):
        for key in keys(claim):
            blocks.setdefault(key, []).append(position)
    found: set[tuple[int, int]] = set()
    for block in blocks.values():
        if len(block) > 1:
            found.update(_meet(claims, block, limit, window))
    return found


def _meet(claims: Sequence[Claim], block: list[int], limit: int, window: int) -> Iterator[tuple[int, int]]:
    if len(block) <= min(limit, _SMALL):
        yield from _all(block)
        return
    buckets: dict[int, list[int]] = {}
    timeless: list[int] = []
    for position in block:
        when = claims[position].when
        if when is None or when.days > 2 * _BUCKET:
            timeless.append(position)
        else:
            buckets.setdefault(when.earliest.toordinal() // _BUCKET, []).append(position)
    if len(timeless) <= limit:
        yield from _all(timeless)
    if timeless:
        yield from _neighbours(claims, block, window)
    for bucket, members in sorted(buckets.items()):
        near = [*members, *buckets.get(bucket + 1, [])]
        if len(near) <= limit:
            yield from _all(near)
        else:
            yield from _neighbours(claims, near, window)


def _all(block: Iterable[int]) -> Iterator[tuple[int, int]]:
    ordered = sorted(block)
    for i, a in enumerate(ordered):
        for b in ordered[i + 1 :]:
            yield (a, b)


def _neighbours(claims: Sequence[Claim], block: list[int], window: int) -> Iterator[tuple[int, int]]:
    """Each claim with the next few of the same type, by place, party and day; deterministic and linear."""

    def near(position: int) -> tuple[str, str, str, date, int]:
        claim = claims[position]
        day = claim.when.earliest if claim.when else date.min
        return (claim.type, claim.place or "", min(claim.actors, default=""), day, position)

    ordered = sorted(block, key=near)
    for i, a in enumerate(ordered):
        for b in ordered[i + 1 : i + 1 + window]:
            yield (a, b) if a < b else (b, a)
