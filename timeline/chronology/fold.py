"""The fold: annotated articles and decisions in, the chronology out.

Pure and independent of order: everything is sorted by content keys before it is compared, and what the articles say
lies apart from what other articles make of it. The steps, each a module of its own: ready the articles, merge
entities, find copies, pair and cluster claims, date the undated articles and cluster again, read off dates and
conflicts, draw links, write records.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any

import msgspec

from timeline.chronology import blocks, clustering, copies, decisions, entities, features, links, undated
from timeline.chronology.claims import Claim, Source, place_day, prepare, reset, state
from timeline.chronology.data import identity, types
from timeline.chronology.events import Event, build, lanes, strays
from timeline.chronology.records import chronology
from timeline.chronology.settings import Settings, settings_from
from timeline.chronology.text import fingerprint
from timeline.model.dates import to_edtf
from timeline.model.records import Annotated, Chronology, Decision, RejectedRecord

_UNSCORED = -3.0  # what a pair that never met in a block says against two clusters
_GROUNDS = 4  # articles of an event whose likeness is spelled out
_WORTH = 0.3  # log-odds below which a feature is not worth a word
_MOST = 6.0  # one pair says at most this much


def fold(
    articles: Iterable[Annotated],
    decisions: Sequence[Decision] = (),  # noqa: A002, RUF100 - the name is the interface
    settings: Settings | Mapping[str, Any] | None = None,
) -> Chronology:
    """The chronology of some annotated articles under some decisions, whatever their order."""
    return Fold(settings, keep=False).fold(articles, decisions)


class Fold:
    """The fold with what it keeps between calls: prepared articles and scores of pairs that have not changed.

    Its answers are those of `fold`; what was kept only spares work. Not for use by several threads at once.
    """

    def __init__(self, settings: Settings | Mapping[str, Any] | None = None, keep: bool = True) -> None:
        self.settings = settings_from(settings)
        self._keep = keep
        self._prepared: dict[bytes, Source] = {}
        self._scores: dict[Hashable, float] = {}
        self._used: dict[Hashable, float] = {}

    def _sources(self, articles: Iterable[Annotated]) -> Iterator[Source]:
        if not self._keep:
            yield from map(prepare, articles)
            return
        used: dict[bytes, Source] = {}
        for annotated in articles:
            digest = blake2b(msgspec.msgpack.encode(annotated), digest_size=16).digest()
            source = used.get(digest) or self._prepared.get(digest)
            if source is None:
                source = prepare(annotated)
                source.digest = digest
            elif digest not in used:
                reset(source)
            used[digest] = source
            yield source
        self._prepared = used

    def fold(self, articles: Iterable[Annotated], rulings: Sequence[Decision] = ()) -> Chronology:
        """The chronology of these articles and decisions."""
        sources, rejected = _sources(self._sources(articles))
        ruled = decisions.rule(rulings, sources)
        _published(sources, ruled)
        people = entities.directory(sources)
        claims = []
        for source in sources:
            for claim in source.claims:
                entities.overlay(claim, people)
                decisions.correct(claim, ruled)
                if claim.anchor in ruled.rejected:
                    rejected.append(_rejected(claim, ruled.rejected[claim.anchor]))
                else:
                    claims.append(claim)
        copies.find(sources, self.settings)
        clusters = decisions.regroup(self._clusters(claims), ruled)
        for _ in range(self.settings.inference_rounds):
            if not undated.infer(sources, clusters, self.settings):
                break
            clusters = decisions.regroup(self._clusters(claims), ruled)
        self._scores, self._used = self._used, {}  # what this call did not need is let go
        events = []
        for cluster in clusters:
            for told in [cluster] if _ruled(cluster, ruled) else strays(cluster, self.settings):
                parts = [self._event(part, people, ruled) for part in lanes(told)]
                for planned in parts[1:]:
                    links.plan(parts[0], planned)
                events.extend(parts)
        events.sort(key=lambda e: e.id)
        links.draw(events)
        return chronology(sources, people, events, rejected, ruled, self.settings)

    def _event(self, claims: Sequence[Claim], people: entities.Directory, ruled: decisions.Rulings) -> Event:
        decided = decisions.day_for(claims, ruled)
        event = build(claims, people, self.settings, decided[1] if decided else None)
        event.why.extend(grounds(claims))
        anchors = {c.anchor for c in claims}
        for decision, interval, subjects in ruled.dates:
            if subjects & anchors:
                said = f"date decided to be {to_edtf(interval)} by {decision.by} at {decision.at}: {decision.because}"
                event.why.append(said)
        for word, group in (("merged", ruled.together), ("split", ruled.apart)):
            for decision, subjects in group:
                if subjects & anchors:
                    event.why.append(f"{word} by {decision.by} at {decision.at}: {decision.because}")
        return event

    def _known(self, a: Hashable, b: Hashable) -> float | None:
        """The score of a pair from an earlier round or call."""
        return self._used.get((a, b), self._scores.get((a, b)))

    def _clusters(self, claims: list[Claim]) -> list[list[Claim]]:
        """Claims grouped into events."""
        signatures: dict[Hashable, list[Claim]] = {}
        for claim in sorted(claims, key=lambda c: c.order):
            signatures.setdefault(signature(claim), []).append(claim)
        groups = list(signatures.values())
        heads = [group[0] for group in groups]
        weights = identity()
        states = [state(head) for head in heads] if self._keep else []
        scores: dict[tuple[int, int], float] = {}
        for a, b in sorted(blocks.pairs(heads, self.settings.block_limit, self.settings.window)):
            known = self._known(states[a], states[b]) if states else None
            value = features.score(heads[a], heads[b], weights) if known is None else known
            scores[a, b] = max(-_MOST, min(_MOST, value))
            if states:
                self._used[states[a], states[b]] = value
        found = clustering.cluster(len(heads), scores, self.settings.merge_above, _UNSCORED)
        return [sorted((c for node in nodes for c in groups[node]), key=lambda c: c.order) for nodes in found]


def grounds(claims: Sequence[Claim]) -> list[str]:
    """Why these claims are one event: for a claim of each of the first few other articles, what spoke for it."""
    ordered = sorted(claims, key=lambda c: c.order)
    first = ordered[0]
    told: dict[str, Claim] = {}
    for claim in ordered[1:]:
        if claim.source is not first.source:
            told.setdefault(claim.source.key, claim)
    lines = []
    for claim in list(told.values())[:_GROUNDS]:
        found = [(n, v) for n, v in features.grounds(first, claim, identity()) if abs(v) >= _WORTH]
        said = ", ".join(f"{name.replace('_', ' ')} {value:+.1f}" for name, value in found[:6])
        lines.append(f"{first.source.id} with {claim.source.id}: {said or 'through other articles'}")
    return lines


def signature(claim: Claim) -> Hashable:
    """Claims with equal signatures are one event without any scoring: same act, same people, same place, same day.

    Speech, and whatever lacks a day, people or place, is only equal to its own wording on the same day.
    """
    full = claim.root != "OTHER" and claim.when is not None and claim.when.days == 1
    if full and claim.place and claim.actors and not types().is_speech(claim.type):
        return (claim.type, claim.factuality, claim.actors, claim.recipients, claim.place, claim.when, claim.stamped)
    text = claim.assertion.sentence.text
    inside = claim.assertion.trigger.start - claim.assertion.sentence.start
    return (claim.type, fingerprint(text), inside, claim.when, claim.factuality, claim.actors, claim.place, claim.basis)


def _sources(prepared: Iterable[Source]) -> tuple[list[Source], list[RejectedRecord]]:
    """Articles in canonical order; of two extractions of one text the one with the greater version string counts."""
    best: dict[tuple[str, str], Source] = {}
    dropped = []
    for source in prepared:
        name = (source.key, source.version)
        known = best.get(name)
        if known is None or _newer(source, known):
            best[name] = source
    for _, source in sorted(best.items(), key=lambda x: x[0]):
        if source.doubt:
            dropped.append(RejectedRecord(id=source.version, article=source.id, reason=source.doubt))
    return [best[name] for name in sorted(best)], dropped


def _newer(a: Source, b: Source) -> bool:
    return (a.annotated.extractor.version, len(a.claims), a.id) > (
        b.annotated.extractor.version,
        len(b.claims),
        b.id,
    )


def _published(sources: Sequence[Source], ruled: decisions.Rulings) -> None:
    """Publication days as decided, laid over what the articles say."""
    for source in sources:
        entry = ruled.published.get(source.key) or ruled.published.get(source.id)
        if entry is None:
            continue
        decision, interval = entry
        source.published, source.doubt = interval, None
        source.reason = f"decided by {decision.by} at {decision.at}: {decision.because}"
        for claim in source.claims:
            place_day(claim)
            undated.redate(claim, interval)


def _rejected(claim: Claim, decision: Decision) -> RejectedRecord:
    return RejectedRecord(
        id=claim.assertion.id,
        article=claim.source.id,
        reason=f"rejected by {decision.by} at {decision.at}: {decision.because}",
        quote=claim.assertion.sentence.text,
    )


def _ruled(cluster: Sequence[Claim], ruled: decisions.Rulings) -> bool:
    """Was the cluster merged by a person?"""
    return any(claim.anchor in anchors for _, anchors in ruled.together for claim in cluster)
