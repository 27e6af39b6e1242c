"""Which expression dates which event.

Candidates are the expressions of the sentence, those around it and the publication day; the scorer weighs them. What an
event inherits from another sentence is marked: by a word for the same event there ("the visit … visited"), or softly,
as the day that the story is about. A soft date is a guess like the publication day and must not contradict anybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from timeline.extract.dating.allowed import APART, INSIDE, for_plan, may_date, own_time, unrivalled
from timeline.extract.dating.candidates import Candidate, Days, Scene
from timeline.extract.dating.counted import counted
from timeline.extract.dating.elsewhere import running
from timeline.extract.dating.features import Event, relation, removed, told_when
from timeline.extract.dating.reference import from_timex, publication_date
from timeline.extract.dating.scorer import Choice, Scorer, relation_words
from timeline.extract.dating.site import Site
from timeline.extract.document import Document
from timeline.extract.timex import publication_day
from timeline.model.records import DateRef, Published, Timex

SOFT = "soft"  # flag of a date that is taken from the story around the event
ASIDE = "aside"  # flag of a date that belongs to what the event is told beside
_AHEAD = frozenset(("scheduled", "proposed", "requested", "threatened", "conditional", "hypothetical"))
_YEAR = 366
_FAR = 10  # sentences beyond which the same word may well be another event's
_UNSURE = 0.4  # share of the probability below which a date of the same sentence is a guess, too
_CLOSE = frozenset(("same_clause", "control", "conjunct"))


def date_events(document: Document, timexes: Sequence[Timex], sites: Sequence[Site]) -> list[DateRef]:
    """One date for every site, in order."""
    if not sites:
        return []
    scene = Scene(document, timexes)
    published = publication_day(document.article.published)
    scorer = Scorer(scene, published)
    stamp = document.article.published
    found = [_date(scorer, Event(scene, site), stamp) for site in sites]
    return counted(scene, timexes, sites, found, lambda event: _date(scorer, event, stamp))


def _date(scorer: Scorer, event: Event, stamp: Published) -> DateRef:
    ahead = event.site.factuality in _AHEAD
    near = [(i, scorer.scene.candidates[i]) for i in scorer.window(event)]
    allowed = [i for i, c in near if not (c.compares and not told_when(event, c)) and may_date(scorer, event, c, ahead)]
    allowed = running(event, scorer, unrivalled(event, scorer, allowed))
    inside = [i for i in allowed if _timed_inside(event, scorer.scene.candidates[i])]
    if any(_close(event, scorer.scene.candidates[i]) for i in allowed):
        allowed = inside or [i for i in allowed if scorer.scene.candidates[i].number == event.number]
    own = _finest([i for i in allowed if own_time(event, scorer.scene.candidates[i])], scorer.scene.candidates)
    own = _nearest(event, own, scorer.scene.candidates)
    told = own or _captioned(scorer, event, allowed)
    choice = scorer.choose(event, told or allowed, publication=not (ahead or told or inside))
    if choice is None:
        return DateRef(rule="no expression dates what has not happened")
    gone = event.gone and _of_the_page(event, choice.candidate, scorer.published)
    timed = gone and any(c.number == event.number and relation(event, c) in INSIDE for _, c in near)  # "since morning"
    if (gone and not timed) or (choice.candidate is None and event.before):
        return DateRef(rule="told as what had gone before, without a day")
    if choice.candidate is None:
        return publication_date(stamp)
    return _reference(scorer, event, choice)


def _of_the_page(event: Event, candidate: Candidate | None, published: date | None) -> bool:
    """Is it the day of publication: the page's own, or another sentence's word for it?"""
    if candidate is None:
        return True
    return candidate.number != event.number and published is not None and candidate.days == (published, published)


def _captioned(scorer: Scorer, event: Event, allowed: list[int]) -> list[int]:
    """The days that a caption names: a picture shows one moment, wherever in the caption its day stands."""
    if scorer.scene.document.paragraphs[event.site.paragraph].section != "caption":
        return []
    near = [(i, scorer.scene.candidates[i]) for i in allowed]
    return [i for i, c in near if c.number == event.number and c.days is not None and c.days[0] == c.days[1]]


def _close(event: Event, candidate: Candidate) -> bool:
    """Does its own clause or the one that it hangs on give a time? Then the story around it does not."""
    if candidate.number != event.number:
        return False
    how = relation(event, candidate)
    timed = how == "side_same_time" or (how in ("main", "main_same_time") and event.token.tag_ == "VBG")
    return how in _CLOSE or timed


def _timed_inside(event: Event, candidate: Candidate) -> bool:
    """Does its own clause name a time, of a year at most? "The fifth raid since May" is not of May."""
    if candidate.number != event.number:
        return False
    since = any(c.lower_ == "since" for c in candidate.head.children)
    age = candidate.days is not None and (candidate.days[1] - candidate.days[0]).days > _YEAR
    how = relation(event, candidate)
    near = how in INSIDE if not event.reporting else how == "own_phrase"
    return near and not since and not age


def _finest(own: list[int], candidates: list[Candidate]) -> list[int]:
    """Without those that hold a finer one: "at the 2019 fair two weeks ago" is two weeks ago."""
    days = {i: candidates[i].days for i in own}
    return [i for i in own if not any(_holds(days[i], days[j]) for j in own)]


def _nearest(event: Event, own: list[int], candidates: list[Candidate]) -> list[int]:
    """The one beside the event: a parser that misses a verb hangs the next clause's time on this one, too."""
    return sorted(own, key=lambda i: abs(candidates[i].head.i - event.token.i))[:1]


def _holds(coarse: Days | None, fine: Days | None) -> bool:
    return coarse is not None and fine is not None and coarse != fine and coarse[0] <= fine[0] and fine[1] <= coarse[1]


def _reference(scorer: Scorer, event: Event, choice: Choice) -> DateRef:
    candidate = choice.candidate
    assert candidate is not None  # noqa: S101  the caller has dealt with the publication day
    why = ", ".join(choice.why)
    if candidate.number == event.number:
        how = relation(event, candidate)
        planned = event.site.factuality == "scheduled"
        timex = for_plan(event, candidate, scorer.published) if planned else candidate.timex
        aside = removed(event, candidate)
        soft = [SOFT] if how in APART or how == "elsewhere" or choice.share < _UNSURE or aside else []
        return from_timex(timex, relation_words()[how], why, flags=[*soft, *([ASIDE] if aside else [])])
    if scorer.scene.named_again(event.lemma, candidate):
        far = [SOFT] if abs(candidate.number - event.number) > _FAR else []
        return from_timex(candidate.timex, "dated where it is named again", why, "inherited", far)
    return from_timex(candidate.timex, "day of the story around it", why, "inherited", [SOFT])
