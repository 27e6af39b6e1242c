"""How events hang together: what was said, what was planned, what was part of what, what answered what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from timeline.chronology.claims import Claim
from timeline.chronology.events import Event
from timeline.model.records import Link

_DURING = {"CONSULT.visit": ("CONSULT.meet", "CONSULT.talks", "CONSULT.host", "CONSULT.summit")}
_CAUSES = ("ASSAULT", "DISASTER")
_ANSWER = ("in response", "in retaliation", "responding to", "retaliated", "in reply", "replied that")


def draw(events: Sequence[Event]) -> None:
    """Fill in the links of all events; `events` in canonical order."""
    of = {(c.source.id, c.source.version, c.assertion.id): e for e in events for c in e.claims}
    for event in events:
        for claim in event.claims:
            _content(event, claim, of)
    by_article: dict[str, list[tuple[Claim, Event]]] = {}
    for event in events:
        for claim in event.claims:
            by_article.setdefault(claim.source.version + claim.source.id, []).append((claim, event))
    for told in by_article.values():
        told.sort(key=lambda x: (x[0].assertion.trigger.start, x[0].order))
        _parts(told)
        _answers(told)


def plan(fact: Event, planned: Event) -> None:
    """What took place had been planned as the other one."""
    fact.links.add(Link(kind="planned_as", event=planned.id))


def _content(event: Event, claim: Claim, of: dict[tuple[str, str, str], Event]) -> None:
    if claim.assertion.content_of is None:
        return
    act = of.get((claim.source.id, claim.source.version, claim.assertion.content_of))
    if act is not None and act is not event:
        event.links.add(Link(kind="content_of", event=act.id))


def _parts(told: Sequence[tuple[Claim, Event]]) -> None:
    """A toll belongs to the attack or disaster of its sentence; a meeting to the visit it took place on."""
    for at, (claim, event) in enumerate(told):
        if event.type.startswith("CASUALTY."):
            near = [
                (abs(n - at), n)
                for n, (other, whole) in enumerate(told)
                if whole is not event
                and whole.type.partition(".")[0] in _CAUSES
                and abs(other.sentence - claim.sentence) <= 1
                and _same_time(event, whole)
            ]
            if near:
                event.links.add(Link(kind="part_of", event=told[min(near)[1]][1].id))
        for whole_type, parts in _DURING.items():
            if event.type in parts and claim.asserted:
                for _, whole in told:
                    if whole.type == whole_type and _during(event, whole):
                        event.links.add(Link(kind="part_of", event=whole.id))


def _same_time(a: Event, b: Event) -> bool:
    return a.interval is None or b.interval is None or a.interval.intersects(b.interval)


def _during(part: Event, whole: Event) -> bool:
    """Same people, on a shared day, and nowhere else."""
    if part.interval is None or whole.interval is None or not part.interval.intersects(whole.interval):
        return False
    people = {p.entity for p in [*part.actors, *part.recipients]}
    if not people & {p.entity for p in whole.actors}:
        return False
    return part.place is None or whole.place is None or part.place.entity == whole.place.entity


def _answers(told: Sequence[tuple[Claim, Event]]) -> None:
    """A sentence that says it answers something answers the last act of somebody else before it."""
    for at, (claim, event) in enumerate(told):
        text = claim.assertion.sentence.text.lower()
        if not any(cue in text for cue in _ANSWER):
            continue
        for other, earlier in reversed(told[:at]):
            if earlier is not event and other.asserted and not other.actors & claim.actors and other.actors:
                event.links.add(Link(kind="response_to", event=earlier.id))
                break


def ordered(links: Iterable[Link]) -> list[Link]:
    """Links in canonical order."""
    return sorted(links, key=lambda x: (x.kind, x.event))
