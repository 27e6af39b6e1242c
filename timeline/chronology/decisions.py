"""Human judgements laid over the fold: the latest wins, undone ones do not count, and one without a subject is listed.

Decisions name anchors (or article keys), so they outlive a new extractor as long as the words still stand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from timeline.chronology.claims import Claim, Source
from timeline.model import dates
from timeline.model.dates import Interval
from timeline.model.records import Decision, DecisionRecord, RejectedRecord

_FIELDS = frozenset({"type", "factuality", "actor", "actors", "recipient", "recipients", "place", "date"})


@dataclass(slots=True)
class Rulings:
    """What is in force. `together` and `apart` are sets of anchors."""

    dates: list[tuple[Decision, Interval, frozenset[str]]] = field(default_factory=list)
    together: list[tuple[Decision, frozenset[str]]] = field(default_factory=list)
    apart: list[tuple[Decision, frozenset[str]]] = field(default_factory=list)
    rejected: dict[str, Decision] = field(default_factory=dict)
    published: dict[str, tuple[Decision, Interval]] = field(default_factory=dict)
    corrected: dict[tuple[str, str], tuple[Decision, Any]] = field(default_factory=dict)
    listed: list[RejectedRecord] = field(default_factory=list)
    force: list[Decision] = field(default_factory=list)
    undone: list[Decision] = field(default_factory=list)


def in_order(decisions: Iterable[Decision]) -> list[Decision]:
    """By the moment they were taken, a successor after its predecessor, then by id."""
    unique = {d.id: d for d in decisions}
    depth: dict[str, int] = {}
    for decision in sorted(unique.values(), key=lambda d: (d.at, d.id)):
        chain, at = [], decision
        while at.id not in depth and at.previous in unique and at.id not in chain:
            chain.append(at.id)
            at = unique[at.previous]
        base = depth.setdefault(at.id, 0)
        for step, name in enumerate(reversed(chain), 1):
            depth.setdefault(name, base + step)
    return sorted(unique.values(), key=lambda d: (d.at, depth[d.id], d.id))


def in_force(decisions: Sequence[Decision]) -> tuple[list[Decision], list[Decision]]:
    """(in force, undone), each in order; undoing an undo restores."""
    undone: set[str] = set()
    force = []
    back = []
    for decision in reversed(decisions):
        if decision.id in undone:
            back.append(decision)
            continue
        if decision.kind == "undo":
            undone.add(str(decision.value.get("decision", "")))
        force.append(decision)
    return force[::-1], back[::-1]


def rule(decisions: Iterable[Decision], anchors: Collection[str], keys: Collection[str]) -> Rulings:
    """Read decisions against the claims and articles at hand."""
    ordered = in_order(decisions)
    rulings = Rulings()
    rulings.force, rulings.undone = in_force(ordered)
    known = {d.id for d in ordered}
    for decision in rulings.force:
        subjects = frozenset(decision.subjects)
        here = frozenset(s for s in subjects if s in (keys if decision.kind == "publish-date" else anchors))
        if decision.kind == "undo":
            if str(decision.value.get("decision", "")) not in known:
                rulings.listed.append(_listed(decision, "decision without subject: it undoes an unknown decision"))
            continue
        if not here:
            rulings.listed.append(_listed(decision, "decision without subject"))
            continue
        try:
            _apply(rulings, decision, here)
        except ValueError as error:
            rulings.listed.append(_listed(decision, f"decision cannot be applied: {error}"))
    return rulings


def _apply(rulings: Rulings, decision: Decision, here: frozenset[str]) -> None:
    kind, value = decision.kind, decision.value
    if kind == "accept-date":
        rulings.dates.append((decision, _interval(str(value.get("edtf", ""))), here))
    elif kind == "merge":
        rulings.together.append((decision, here))
    elif kind == "split":
        rulings.apart.append((decision, here))
    elif kind == "reject":
        rulings.rejected.update(dict.fromkeys(here, decision))
    elif kind == "publish-date":
        interval = _interval(str(value.get("value", ""))[:10])
        rulings.published.update(dict.fromkeys(here, (decision, interval)))
    elif kind == "correct":
        name = str(value.get("field", ""))
        if name not in _FIELDS:
            raise ValueError(f"no field {name!r}")
        rulings.corrected.update({(a, name.rstrip("s")): (decision, value.get("value")) for a in here})


def _interval(edtf: str) -> Interval:
    interval = dates.parse(edtf)
    if interval is None:
        raise ValueError(f"no day in {edtf!r}")
    return interval


def _listed(decision: Decision, reason: str) -> RejectedRecord:
    return RejectedRecord(
        id=decision.id,
        article=None,
        reason=f"{reason} ({decision.kind} by {decision.by} at {decision.at})",
        quote=decision.because,
    )


def correct(claim: Claim, rulings: Rulings) -> None:
    """Lay corrected fields over a claim whose entities are already canonical."""
    for name in ("type", "factuality", "actor", "recipient", "place", "date"):
        entry = rulings.corrected.get((claim.anchor, name))
        if entry is None:
            continue
        value = entry[1]
        if name in ("type", "factuality"):
            setattr(claim, name, str(value))
        elif name == "place":
            claim.place, claim.within = (str(value) if value else None), frozenset()
        elif name == "date":
            claim.when = dates.parse(str(value))
            claim.edtf, claim.basis, claim.rule = str(value), "decided", "decided"
        else:
            named = frozenset(str(v) for v in (value if isinstance(value, list) else [value]) if v)
            setattr(claim, name + "s", named)
            claim.parties = claim.actors | claim.recipients


def regroup(clusters: list[list[Claim]], rulings: Rulings) -> list[list[Claim]]:
    """Merge and split clusters as decided, in the order of the decisions, so that the latest wins."""
    steps = [(d, True, a) for d, a in rulings.together] + [(d, False, a) for d, a in rulings.apart]
    if not steps:
        return clusters
    order = {d.id: n for n, d in enumerate(in_order(d for d, _, _ in steps))}
    for _, join, anchors in sorted(steps, key=lambda s: order[s[0].id]):
        touched = [c for c in clusters if any(m.anchor in anchors for m in c)]
        rest = [c for c in clusters if not any(m.anchor in anchors for m in c)]
        if join:
            clusters = [*rest, sorted((m for c in touched for m in c), key=lambda m: m.order)]
        else:
            out = [m for c in touched for m in c if m.anchor in anchors]
            kept = [[m for m in c if m.anchor not in anchors] for c in touched]
            clusters = [*rest, *(k for k in kept if k), sorted(out, key=lambda m: m.order)]
    return clusters


def day_for(claims: Iterable[Claim], rulings: Rulings) -> tuple[Decision, Interval] | None:
    """The latest accepted date among an event's claims."""
    anchors = {c.anchor for c in claims}
    found = None
    for decision, interval, subjects in rulings.dates:
        if subjects & anchors:
            found = (decision, interval)
    return found


def records(rulings: Rulings, sources: Sequence[Source], event_of: Mapping[int, str]) -> list[DecisionRecord]:
    """Every decision with what it bears upon; `event_of` gives the event of a claim by the claim's identity."""
    named = {s for d in (*rulings.force, *rulings.undone) for s in d.subjects}
    claims: dict[str, list[Claim]] = {}
    articles: dict[str, set[str]] = {}
    for source in sources if named else ():
        for key in named & {source.key, source.id}:
            articles.setdefault(key, set()).add(source.id)
        for claim in source.claims:
            if claim.anchor in named:
                claims.setdefault(claim.anchor, []).append(claim)
    found = []
    force = {d.id for d in rulings.force}
    for decision in (*rulings.force, *rulings.undone):
        about = [c for s in decision.subjects for c in claims.get(s, ())]
        found.append(
            DecisionRecord(
                id=decision.id,
                kind=decision.kind,
                subjects=decision.subjects,
                value={key: _plain(value) for key, value in decision.value.items()},
                because=decision.because,
                by=decision.by,
                at=decision.at,
                previous=decision.previous,
                in_force=decision.id in force,
                events=sorted({event_of[id(c)] for c in about if id(c) in event_of}),
                assertions=sorted({c.assertion.id for c in about}),
                articles=sorted({a for s in decision.subjects for a in articles.get(s, ())}),
            )
        )
    return sorted(found, key=lambda d: d.id)


def _plain(value: object) -> str | list[str] | None:
    if value is None or isinstance(value, str):
        return value
    return [str(v) for v in value] if isinstance(value, list | tuple) else str(value)
