"""Which expressions may date an event at all: rules that no weight can overrule."""

from __future__ import annotations

from datetime import date, timedelta

from spacy.tokens import Token

from timeline.extract.clauses import APART as APART_WORDS
from timeline.extract.clauses import depth
from timeline.extract.dating.candidates import Candidate
from timeline.extract.dating.features import Event, relation, told_when
from timeline.extract.dating.reference import ahead_of
from timeline.extract.dating.scorer import Scorer
from timeline.model.records import Timex

_YEAR = 366
_LONG = 31  # days of a span that is too long to be the time of a story
_LATELY = 1  # days before publication on which the statements of an article were made
_WEEK = 7  # the same, where another statement is dated
_TOWARDS = frozenset(("for", "to", "until", "till", "through"))  # "set for October", "put off until May"
APART = frozenset(("statement_above", "content", "after_another"))
_ABOVE = frozenset(("main", "main_same_time", "main_of_relative", "statement_above"))
_MAIN = frozenset(("main", "main_same_time", "main_of_relative"))
_BESIDE = frozenset(("same_clause", "own_phrase"))
_BESIDE_IT = 2  # tokens from a noun to the time right behind it, "its launch in 2003"
_OVER = frozenset(("same_clause", "control", *_ABOVE))
_ANOTHERS = frozenset(("after_another", "argument"))
INSIDE = frozenset(("own_phrase", "own_phrase_below", "same_clause", "conjunct"))


def may_date(scorer: Scorer, event: Event, candidate: Candidate, ahead: bool) -> bool:
    """Plans take dates of their own sentence; what happened did not happen after publication."""
    published = scorer.published
    inside = candidate.number == event.number
    if ahead:
        if not inside or relation(event, candidate) in APART or _beyond(event, candidate):
            return False
        if event.site.factuality != "scheduled" or published is None or candidate.days is None:
            return True
        timex = for_plan(event, candidate, published)
        return timex.latest is None or timex.latest >= published.isoformat()
    if _of_another(scorer, event, candidate) if inside else _of_no_other(event, candidate):
        return False
    if published is None:  # an undated article gives no day for what it does not date itself
        if not inside:
            return scorer.scene.named_again(event.lemma, candidate)
        return relation(event, candidate) not in APART
    # "Since the rebels attacked it" lies before the story's day.
    behind = event.background and not inside and not scorer.scene.named_again(event.lemma, candidate)
    if behind or _misplaced(event, candidate, published):
        return False
    if candidate.days is None or candidate.days[0] <= published + timedelta(days=1):
        return True
    # "Slated for release on June 24", though the sentence tells the past; what is announced for June is said today.
    towards = any(c.lower_ in _TOWARDS for c in candidate.head.children)
    return own_time(event, candidate) and not event.reporting and not towards


def for_plan(event: Event, candidate: Candidate, published: date | None) -> Timex:
    """The expression as a plan's own, which lies ahead; in "agreed on Thursday to meet" it is the agreement's."""
    return ahead_of(candidate.timex, published) if relation(event, candidate) in INSIDE else candidate.timex


def unrivalled(event: Event, scorer: Scorer, allowed: list[int]) -> list[int]:
    """Without those that the sentence gives to something nearer, and those too early for what it says had happened."""
    candidates = scorer.scene.candidates
    here = {i: relation(event, candidates[i]) for i in allowed if candidates[i].number == event.number}
    above = {i: depth(event.clause, candidates[i].verb) or 0 for i, how in here.items() if how in _ABOVE}
    nearest = min(above.values(), default=0)
    behind = [i for i, how in here.items() if how in _BESIDE and _follows(event, candidates[i])]
    before = {i for i, how in here.items() if behind and how in _BESIDE and candidates[i].last <= event.token.i}
    floor = _after_what_it_says(event, scorer)
    return [
        i
        for i in allowed
        if above.get(i, nearest) == nearest
        and i not in before
        and (i in here or floor is None or (days := candidates[i].days) is None or days[1] >= floor)
    ]


def own_time(event: Event, candidate: Candidate) -> bool:
    """Does its own phrase name a time? However coarse ("signed in April"), no day from elsewhere overrides it."""
    named = candidate.days is not None or candidate.timex.symbol is not None
    return named and candidate.number == event.number and relation(event, candidate) == "own_phrase"


def _misplaced(event: Event, candidate: Candidate, published: date) -> bool:
    """Decades and long spans count in their own clause alone; an old day of the story dates none of the statements."""
    inside, days = candidate.number == event.number, candidate.days
    if days is not None and (days[1] - days[0]).days > (_LONG if candidate.spans else _YEAR):
        return not inside or relation(event, candidate) not in INSIDE
    old = days is not None and (published - days[1]).days > (_WEEK if candidate.reporting else _LATELY)
    return event.saying and not inside and old


def _of_another(scorer: Scorer, event: Event, candidate: Candidate) -> bool:
    """Is it the time of something else in the sentence: of a noun, of what went before, of what is said?

    "We want to know what happened on Saturday" was not said on Saturday. A caption tells of one moment only.
    """
    if scorer.scene.document.paragraphs[event.site.paragraph].section == "caption":
        return False
    how, verb = relation(event, candidate), candidate.verb
    if event.put_out and how == "same_clause":
        return True  # "the fire was put out on Wednesday"
    if event.before and how not in INSIDE:
        return True  # nor has it the day of the clause that it lies behind
    if event.tense == "pluperfect" and how in _MAIN:
        return True  # "found in a village that had been cut off"
    if event.tense == "perfect" and how == "conjunct" and candidate.tense != "perfect":
        return True  # "signed a truce in June, but each has broken it"
    if _beyond(event, candidate):
        return True
    if how in _ANOTHERS or (how == "relative_below" and _relative(verb)):
        return True
    quoted = not event.quoted and scorer.scene.quoted(candidate.paragraph, candidate.first)
    return event.reporting and (how == "content" or quoted)


def _of_no_other(event: Event, candidate: Candidate) -> bool:
    """“2,000 have been killed since May” is of no day told elsewhere, and no statement of what is told after it."""
    return event.lasting or (event.saying and candidate.number > event.number and not candidate.reporting)


def _relative(verb: Token) -> bool:
    """Is it a clause of its own, and no main clause that the parser hung on its subject ("after talks collapsed")?"""
    if verb.tag_ == "VBG":
        return verb.lower_ in APART_WORDS
    return verb.tag_ != "VBD" or any(c.tag_ in ("WP", "WDT", "WRB") or c.lower_ == "that" for c in verb.children)


def _beyond(event: Event, candidate: Candidate) -> bool:
    """Is it the time of what lies ahead of it, follows it or judges it: "charged on Monday with murder"?"""
    if not (event.beyond or event.charged) or relation(event, candidate) not in _OVER or told_when(event, candidate):
        return False
    return not 0 < candidate.first - event.token.i <= _BESIDE_IT


def _follows(event: Event, candidate: Candidate) -> bool:
    """Does it stand behind a noun, with no verb between: "held on Monday over a robbery on May 20"?"""
    if event.token.pos_ not in ("NOUN", "PROPN") or candidate.first <= event.token.i or candidate.days is None:
        return False
    return not any(t.pos_ == "VERB" for t in event.token.doc[event.token.i + 1 : candidate.first])


def _after_what_it_says(event: Event, scorer: Scorer) -> date | None:
    """The last day up to publication that a statement's sentence tells: it was not made before."""
    if not event.reporting or scorer.published is None:
        return None
    told = (c.days for i in scorer.window(event) if (c := scorer.scene.candidates[i]).number == event.number)
    return max((d[0] for d in told if d is not None and d[0] == d[1] <= scorer.published), default=None)
