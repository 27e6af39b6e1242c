"""How events hang together: what was said, what was planned, what was part of what, what answered what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from timeline.chronology.claims import Claim
from timeline.model.records import EventDate, EventRecord, LinkKind

_DURING = {"CONSULT.visit": ("CONSULT.meet", "CONSULT.talks", "CONSULT.host", "CONSULT.summit")}
_CAUSES = ("ASSAULT", "DISASTER")
_ANSWER = ("in response", "in retaliation", "responding to", "retaliated", "in reply", "replied that")


Drawn = tuple[int, LinkKind, int]  # from one event's number to another one's


def of_article(claims: Sequence[Claim], event_of: Mapping[int, int], events: Mapping[int, EventRecord]) -> list[Drawn]:
    """The links that one article draws between the events it tells, sorted; `event_of` is by claim number."""
    told = [(claim, event_of[claim.number]) for claim in claims if claim.number in event_of]
    told.sort(key=lambda x: (x[0].assertion.trigger.start, x[0].order))
    return sorted({*_content(told), *_parts(told, events), *_answers(told)})


def _content(told: Sequence[tuple[Claim, int]]) -> Iterator[Drawn]:
    of = {claim.assertion.id: event for claim, event in told}
    for claim, event in told:
        act = of.get(claim.assertion.content_of or "")
        if act is not None and act != event:
            yield event, "content_of", act


def _parts(told: Sequence[tuple[Claim, int]], events: Mapping[int, EventRecord]) -> Iterator[Drawn]:
    """A toll belongs to the attack or disaster of its sentence; a meeting to the visit it took place on."""
    kinds = {event: events[event].type for _, event in told}
    for at, (claim, event) in enumerate(told):
        if kinds[event].startswith("CASUALTY."):
            near = [
                (abs(n - at), n)
                for n, (other, whole) in enumerate(told)
                if whole != event
                and kinds[whole].partition(".")[0] in _CAUSES
                and abs(other.sentence - claim.sentence) <= 1
                and _same_time(events[event], events[whole])
            ]
            if near:
                yield event, "part_of", told[min(near)[1]][1]
        for whole_type, parts in _DURING.items():
            if kinds[event] in parts and claim.asserted:
                for _, whole in told:
                    if kinds[whole] == whole_type and _during(events[event], events[whole]):
                        yield event, "part_of", whole


def _same_time(a: EventRecord, b: EventRecord) -> bool:
    return a.date.earliest is None or b.date.earliest is None or _meet(a.date, b.date)


def _meet(a: EventDate, b: EventDate) -> bool:
    return (a.earliest or "") <= (b.latest or "") and (b.earliest or "") <= (a.latest or "")


def _during(part: EventRecord, whole: EventRecord) -> bool:
    """Same people, on a shared day, and nowhere else."""
    if part.date.earliest is None or whole.date.earliest is None or not _meet(part.date, whole.date):
        return False
    people = {p.entity for p in [*part.actors, *part.recipients]}
    if not people & {p.entity for p in whole.actors}:
        return False
    return part.place is None or whole.place is None or part.place.entity == whole.place.entity


def _answers(told: Sequence[tuple[Claim, int]]) -> Iterator[Drawn]:
    """A sentence that says it answers something answers the last act of somebody else before it."""
    for at, (claim, event) in enumerate(told):
        text = claim.assertion.sentence.text.lower()
        if not any(cue in text for cue in _ANSWER):
            continue
        for other, earlier in reversed(told[:at]):
            if earlier != event and other.asserted and not other.actors & claim.actors and other.actors:
                yield event, "response_to", earlier
                break
