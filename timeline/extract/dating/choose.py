"""Which expression dates which event.

Candidates are the expressions of the sentence, those around it and the publication day; the scorer weighs them. What an
event inherits from another sentence is marked: by a word for the same event there ("the visit … visited"), or softly,
as the day that the story is about. A soft date is a guess like the publication day and must not contradict anybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from timeline.extract.dating.candidates import Candidate, Scene
from timeline.extract.dating.features import Event, relation
from timeline.extract.dating.reference import from_timex, publication_date
from timeline.extract.dating.scorer import Choice, Scorer, relation_words
from timeline.extract.dating.site import Site
from timeline.extract.document import Document
from timeline.extract.timex import publication_day
from timeline.model.records import DateRef, Published, Timex

SOFT = "soft"  # flag of a date that is taken from the story around the event
_AHEAD = frozenset(("scheduled", "proposed", "requested", "threatened", "conditional", "hypothetical", "generic"))
_APART = frozenset(("statement_above", "content"))


def date_events(document: Document, timexes: Sequence[Timex], sites: Sequence[Site]) -> list[DateRef]:
    """One date for every site, in order."""
    if not sites:
        return []
    scene = Scene(document, timexes)
    published = publication_day(document.article.published)
    scorer = Scorer(scene, published)
    return [_date(scorer, Event(scene, site), published, document.article.published) for site in sites]


def _date(scorer: Scorer, event: Event, published: date | None, stamp: Published) -> DateRef:
    ahead = event.site.factuality in _AHEAD
    allowed = [i for i in scorer.window(event) if _allowed(event, scorer.scene.candidates[i], published, ahead)]
    choice = scorer.choose(event, allowed, publication=not ahead)
    if choice is None:
        return DateRef(rule="no expression dates what has not happened")
    if choice.candidate is None:
        return publication_date(stamp)
    return _reference(event, choice)


def _allowed(event: Event, candidate: Candidate, published: date | None, ahead: bool) -> bool:
    """Plans take dates of their own sentence; what happened did not happen after publication."""
    inside = candidate.number == event.number
    if ahead:
        if not inside or relation(event, candidate) in _APART:
            return False
        if event.site.factuality != "scheduled" or published is None or candidate.days is None:
            return True
        return candidate.days[1] >= published
    if published is None and not inside and event.lemma not in candidate.words:
        return False  # an undated article gives no day for what it does not date
    if published is not None and candidate.days is not None:
        return candidate.days[0] <= published + timedelta(days=1)
    return True


def _reference(event: Event, choice: Choice) -> DateRef:
    candidate = choice.candidate
    assert candidate is not None  # noqa: S101  the caller has dealt with the publication day
    why = ", ".join(choice.why)
    if candidate.number == event.number:
        return from_timex(candidate.timex, relation_words()[relation(event, candidate)], why)
    if event.lemma in candidate.words:
        return from_timex(candidate.timex, "dated where it is named again", why, "inherited")
    return from_timex(candidate.timex, "day of the story around it", why, "inherited", SOFT)
