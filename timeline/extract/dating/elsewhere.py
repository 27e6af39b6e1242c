"""Which days of other sentences count for an event: rules of the running text that no weight can overrule."""

from __future__ import annotations

from timeline.extract.dating.candidates import Candidate
from timeline.extract.dating.features import Event
from timeline.extract.dating.scorer import Scorer

_REACH = 2  # sentences in which a day that opened a sentence goes on
_OPENING = 1  # tokens that may stand before it, "On Thursday, …"


def running(event: Event, scorer: Scorer, allowed: list[int]) -> list[int]:
    """Without days told in passing where others are told, and with the day that opened a sentence before alone."""
    candidates = scorer.scene.candidates
    days = [i for i in allowed if candidates[i].number != event.number and _one_day(candidates[i])]
    free = [i for i in days if not scorer.scene.named_again(event.lemma, candidates[i])]
    passing = [i for i in free if candidates[i].verb.dep_ == "acl:relcl"]
    if len(passing) < len(days):  # "The minister, who quit last Friday, was silent. Crowds cheered."
        allowed = [i for i in allowed if i not in passing]
    if any(candidates[i].number == event.number for i in allowed):
        return allowed
    frame = _frame(event, [candidates[i] for i in days])
    if frame is None:
        return allowed
    return [i for i in allowed if candidates[i].number == frame or (i in days and i not in free)]


def _frame(event: Event, days: list[Candidate]) -> int | None:
    """The sentence of “On Thursday, sirens sounded. Rockets fell”, unless another day is told between."""
    before = [c for c in days if c.paragraph == event.site.paragraph and 0 < event.number - c.number <= _REACH]
    last = max((c.number for c in before), default=None)
    opens = any(c.number == last and c.first - c.head.sent.start <= _OPENING for c in before)
    return last if opens else None


def _one_day(candidate: Candidate) -> bool:
    return candidate.days is not None and candidate.days[0] == candidate.days[1]
