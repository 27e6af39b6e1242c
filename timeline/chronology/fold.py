"""The fold: annotated articles and decisions in, the chronology out.

Pure and independent of order: everything is sorted by content keys before it is compared, and what the articles say
lies apart from what other articles make of it. The steps, each a module of its own: ready the articles, merge
entities, find copies, pair and cluster claims, date the undated articles and cluster again, read off dates and
conflicts, draw links, write records.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from timeline.chronology import copies, decisions, entities, features, links, undated
from timeline.chronology.blocks import NONE
from timeline.chronology.claims import Claim, Source, place_day, prepare
from timeline.chronology.data import identity, types
from timeline.chronology.events import Event, build, lanes, strays
from timeline.chronology.grouping import Grouping
from timeline.chronology.records import chronology
from timeline.chronology.settings import Settings, settings_from
from timeline.chronology.text import fingerprint
from timeline.model.dates import to_edtf
from timeline.model.records import Annotated, Chronology, Decision, RejectedRecord

_HEX = re.compile("[0-9a-f]{12,}")
_GROUNDS = 4  # articles of an event whose likeness is spelled out
_WORTH = 0.3  # log-odds below which a feature is not worth a word


def fold(
    articles: Iterable[Annotated],
    decisions: Sequence[Decision] = (),  # noqa: A002, RUF100 - the name is the interface
    settings: Settings | Mapping[str, Any] | None = None,
) -> Chronology:
    """The chronology of some annotated articles under some decisions, whatever their order."""
    return Fold(settings).fold(articles, decisions)


class Fold:
    """The fold with what it keeps between calls: prepared articles and scores of pairs that have not changed.

    Its answers are those of `fold`; what was kept only spares work. Not for use by several threads at once.
    """

    def __init__(self, settings: Settings | Mapping[str, Any] | None = None) -> None:
        self.settings = settings_from(settings)

    def fold(self, articles: Iterable[Annotated], rulings: Sequence[Decision] = ()) -> Chronology:
        """The chronology of these articles and decisions."""
        sources, rejected = _sources(map(prepare, articles))
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

    def _clusters(self, claims: Sequence[Claim]) -> list[list[Claim]]:
        """Claims grouped into events."""
        for number, claim in enumerate(claims):
            claim.number, claim.rank = number, rank_of(claim)
        rank = np.array([claim.rank for claim in claims], np.uint64)
        grouping = Grouping.empty(self.settings)
        come = {n: signature(claim) for n, claim in enumerate(claims)}
        grouping.update(NONE, come, rank, claims.__getitem__, self.settings)
        groups: dict[int, list[Claim]] = {}
        for claim, cluster in zip(claims, grouping.cluster.tolist(), strict=True):
            groups.setdefault(cluster, []).append(claim)
        return list(groups.values())


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


def rank_of(claim: Claim) -> int:
    """The claim's canonical place among claims as a number: by anchor, and by all of its order within one."""
    prefix, _, digits = claim.anchor.partition("-")
    rest = fingerprint("\n".join(claim.order))
    if prefix == "anc" and _HEX.fullmatch(digits):
        return int(digits[:12], 16) << 16 | rest & 0xFFFF
    return rest


def signature(claim: Claim) -> int:
    """Claims with equal signatures are one event without any scoring: same act, same people, same place, same day.

    Speech, and whatever lacks a day, people or place, is only equal to its own wording on the same day.
    """
    when = claim.when
    full = claim.root != "OTHER" and when is not None and when.days == 1
    day = f"{when.earliest}/{when.latest}/{when.extent}" if when else ""
    said = [claim.type, claim.factuality, day, ",".join(sorted(claim.actors)), claim.place or ""]
    if full and claim.place and claim.actors and not types().is_speech(claim.type):
        said += ["act", ",".join(sorted(claim.recipients)), str(claim.stamped)]
    else:
        inside = claim.assertion.trigger.start - claim.assertion.sentence.start
        said += ["words", claim.assertion.sentence.text, str(inside), claim.basis]
    return fingerprint("\n".join(said))


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
