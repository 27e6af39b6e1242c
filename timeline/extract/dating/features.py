"""What speaks for an expression dating an event, as named features: readable in `weights.toml` and in explanations.

Features come in three groups, so that a scorer adds up each only as often as it changes: of the expression
(`of_candidate`), of the event (`of_event`), and of the two together (`of_pair`).
"""

from __future__ import annotations

from datetime import date

from spacy.tokens import Token

from timeline.extract.clauses import (
    APART,
    REACTING,
    REPORTING,
    apart,
    clause_head,
    depth,
    marker,
    modified,
    reported,
    same_event_head,
    tense,
)
from timeline.extract.dating.candidates import Candidate, Scene
from timeline.extract.dating.site import Site

_SAME_TIME = frozenset(("when", "as", "while", "where", "during", "on", "in"))
_DURING = frozenset(("in", "at", "during", "on"))
_TAKING_PART = frozenset(
    (
        *("address", "attend", "begin", "boycott", "cause", "chair", "close", "commit", "contest", "dominate", "draw"),
        *("end", "enter", "finish", "hold", "host", "join", "launch", "lead", "lose", "miss", "open", "play", "run"),
        *("score", "skip", "stage", "start", "survive", "take", "watch", "win", "witness"),
    )
)
_CHARGES = frozenset(
    ("accuse", "acquit", "charge", "clear", "convict", "guilty", "indict", "jail", "sentence", "try", "trial")
)
_SUFFERING = frozenset(("die", "drown", "hospitalise", "hospitalize", "hurt", "injure", "kill", "perish", "wound"))
_PUTTING_OUT = frozenset(("contain", "douse", "extinguish", "quell"))
_MATTER = frozenset(("with", "of", "for", "over", "in", "to", "on"))
_YEAR = 366


class Event:
    """A trigger with what its features need, worked out once for all candidates."""

    def __init__(self, scene: Scene, site: Site) -> None:
        self.site = site
        paragraph = scene.document.paragraphs[site.paragraph]
        self.token: Token = paragraph.doc[site.token]
        self.number = scene.sentence(site.paragraph, site.token)
        self.clause = clause_head(self.token)
        self.group = same_event_head(self.token)
        self.tense = tense(self.clause)
        self.reporting = self.token.lemma_.lower() in REPORTING
        self.saying = self.reporting or self.token.lemma_.lower() in REACTING
        self.headline = paragraph.section == "headline" or (self.number == 0 and not paragraph.closed)
        self.verbal = self.token.pos_ in ("VERB", "AUX")
        self.background = self.clause.dep_ == "advcl" and marker(self.clause) in APART
        self.before = self.background and marker(self.clause) == "since"
        # "Prosecutors had accused him": not on the day of the story, unless "said" or "when" has shifted the tense
        alone = _tells_by_itself(self.clause) and not _since(self.clause)
        self.gone = self.verbal and self.tense == "pluperfect" and alone
        self.lasting = self.tense == "perfect" and (_since(self.clause) or _joined_to_the_past(self.clause))
        # "declared on Saturday, ahead of the storm": the noun lies behind or ahead of the day of its clause
        self.beyond = (
            not self.verbal and self.token != self.clause and (_marked(self.token) or apart(self.token, self.clause))
        )
        self.charged = _charged(self.token)
        self.put_out = not self.verbal and self.token.head == self.clause and _puts_out(self.clause)
        self.quoted = scene.quoted(site.paragraph, site.token)
        self.lemma = (site.lemma or self.token.lemma_).lower()


def _tells_by_itself(clause: Token) -> bool:
    """Is it no content of another clause and no side of one that is told?"""
    while clause.dep_ == "conj" and clause.head.pos_ in ("VERB", "AUX"):
        clause = clause.head
    return clause.dep_ in ("ROOT", "acl:relcl")


def of_publication(event: Event) -> list[str]:
    """For the publication day itself."""
    found = ["publication", f"publication:{event.tense}"]
    if event.headline:
        found.append("publication:headline")
    if event.reporting:
        found.append("publication:reporting")
    if not event.verbal:
        found.append("publication:noun")
    if event.number <= 2:
        found.append("publication:lead")
    if event.quoted:
        found.append("publication:quoted")
    return found


def of_candidate(candidate: Candidate, published: date | None) -> list[str]:
    """How fine the expression is and how long before publication it lies."""
    if candidate.days is None:
        return _symbolic(candidate)
    first, last = candidate.days
    size = (last - first).days
    found = [_grain(size)]
    if published is not None and size == 0:
        found.append(f"age:{_age((first - published).days)}")
    if candidate.timex.symbol is None and candidate.timex.anchor == "text":
        found.append("written_out")
    return found


def _grain(size: int) -> str:
    for name, most in (("day", 0), ("week", 6), ("month", 31), ("year", 369)):
        if size <= most:
            return name
    return "longer"


def _age(ahead: int) -> str:
    if ahead >= -1:
        return "ahead" if ahead > 0 else "eve" if ahead else "same"
    return "within_week" if ahead >= -7 else "within_months" if ahead >= -90 else "old"


def _symbolic(candidate: Candidate) -> list[str]:
    """In an undated article a weekday is still a day of the week before publication."""
    symbol = candidate.timex.symbol
    if symbol is None:
        return ["longer"]
    if symbol.unit != "day":
        return [{"week": "week", "weekend": "week", "month": "month", "year": "year"}.get(symbol.unit, "longer")]
    if symbol.direction == "future" or symbol.offset > 0:
        return ["day", "age:ahead"]
    if symbol.weekday is None and symbol.month is None and symbol.base is None:
        return ["day", f"age:{_age(symbol.offset)}"]
    return ["day", "age:within_week"]


def of_event(event: Event) -> list[str]:
    """For any expression outside the event's sentence."""
    found = ["out", f"out:{event.tense}"]
    if event.headline:
        found.append("out:headline")
    if event.reporting:
        found.append("out:reporting")
    if not event.verbal:
        found.append("out:noun")
    if event.quoted:
        found.append("out:quoted")
    return found


def of_pair(scene: Scene, event: Event, candidate: Candidate) -> list[str]:
    """How the expression stands to the event."""
    if candidate.number == event.number:
        return _inside(event, candidate)
    return _outside(scene, event, candidate)


def relation(event: Event, candidate: Candidate) -> str:
    """How the expression hangs on the trigger inside one sentence."""
    head, token = candidate.head, event.token
    theirs, mine = candidate.verb, event.clause
    if told_when(event, candidate):
        return "same_clause"
    if theirs == mine:
        if depth(head, token) is None:
            return "same_clause"
        if apart(head, token):
            return "after_another"
        return "argument" if event.verbal and _of_argument(event, candidate) else "own_phrase"
    if not event.verbal and depth(head, token) is not None:
        return "own_phrase_below"
    if event.group == same_event_head(head):
        return "control"
    if _joined(mine, theirs):
        return "conjunct"
    if depth(mine, theirs) is not None:
        return _above(mine, theirs)
    if depth(theirs, mine) is not None:
        return _below(event, theirs)
    return "elsewhere"


def removed(event: Event, candidate: Candidate) -> bool:
    """Does a relative clause or one with "after" part it from the verb that the time is said of?

    "The four who died when a coach crashed were named on Monday", "resigned on Monday after he was shot at"; but who
    died on Monday after he was shot was mostly shot on Monday.
    """
    token, within = event.token, {candidate.head, *candidate.head.ancestors}
    if candidate.verb.lemma_.lower() in _SUFFERING:
        return False
    while token not in within:
        marks = {c.lower_ for c in token.children if c.dep_ in ("mark", "case")}
        if token.dep_ == "acl:relcl" or not APART.isdisjoint(marks):
            return True
        if token.head == token:
            return False
        token = token.head
    return False


def _puts_out(verb: Token) -> bool:
    """Does the verb tell how a fire or a riot was brought to its end, which is another day's work than its outbreak?"""
    if verb.lemma_.lower() in _PUTTING_OUT:
        return True
    below = {c.lower_ for c in verb.children}
    return (verb.lemma_ == "put" and "out" in below) or (verb.lemma_ == "bring" and "control" in below)


def _since(clause: Token) -> bool:
    """Does what hangs on the verb open with “since”?"""
    below = (k for c in clause.children if c.i > clause.i for k in c.children)
    return any(k.lower_ == "since" and k.dep_ in ("case", "mark") for k in below)


def _joined_to_the_past(clause: Token) -> bool:
    """“Floods swept the north on Sunday and have killed nine”."""
    return clause.dep_ == "conj" and tense(clause.head) in ("past", "pluperfect")


def told_when(event: Event, candidate: Candidate) -> bool:
    """“Since July, when the city froze their pay”: the clause right behind a time is of that time.

    So is what happened in an event that has its time: "an attack in May in which his driver was killed".
    """
    if event.clause.dep_ == "acl:relcl" and event.clause.head in (candidate.head, candidate.head.head):
        return any(c.lower_ == "which" and c.dep_ == "obl" for c in event.clause.children)
    doc, at = candidate.head.doc, candidate.last
    if event.token.doc is not doc or at + 1 >= len(doc):
        return False
    at += doc[at].text == ","
    return doc[at].lower_ == "when" and any(c.i == at for c in event.clause.children) and event.token.i > at


def _charged(token: Token) -> bool:
    """Is it what somebody is charged with or tried for: the murder of "charged on Monday with ordering the murder"?"""
    for _ in range(4):
        cases = {c.lower_ for c in token.children if c.dep_ in ("case", "mark")}
        if token.head.lemma_.lower() in _CHARGES and not cases.isdisjoint(_MATTER):
            return True
        if token.head == token:
            return False
        token = token.head
    return False


def _marked(noun: Token) -> bool:
    return any(c.dep_ == "case" and c.lower_ in APART for c in noun.children)


def _of_argument(event: Event, candidate: Candidate) -> bool:
    """Does it date a noun of the clause alone ("condemned Monday's attack"), not what the verb tells?

    Who takes part does so on the noun's day ("won Saturday's final", "said at Monday's meeting"), and a subject's day
    is its verb's ("Monday's attack killed six"); an owner's year is none ("in his 2008 car").
    """
    noun = modified(candidate.head, event.token)
    if noun is None:
        return False
    days = candidate.days
    if days is not None and (days[1] - days[0]).days > _YEAR:
        return True
    top = noun
    while top.head != event.token:
        top = top.head
    edge = noun.left_edge
    cases = {c.lower_ for c in top.children if c.dep_ == "case"} | {edge.doc[edge.i - 1].lower_ if edge.i else ""}
    if cases & _DURING or (top.dep_.startswith("obl") and not cases):
        owned = any(c.tag_ == "PRP$" for c in noun.children)
        return owned and days is not None and (days[1] - days[0]).days > 31
    if top.dep_.startswith("obl") and "by" in cases:
        return False  # "killed by Monday's blast"
    return top.dep_.startswith(("obj", "obl")) and event.token.lemma_ not in _TAKING_PART


def _joined(a: Token, b: Token) -> bool:
    return bool((a.dep_ == "conj" and a.head == b) or (b.dep_ == "conj" and b.head == a))


def _above(mine: Token, theirs: Token) -> str:
    """The expression stands in a clause over the event's."""
    aside = mine.head == theirs and mine.dep_ in ("advcl", "advcl:relcl")  # "is expected on Monday, when he will speak"
    if (theirs.lemma_.lower() in REPORTING and not aside) or reported(mine, theirs):
        return "statement_above"
    if mine.dep_ in ("acl:relcl", "acl"):
        return "main_of_relative"
    return "main_same_time" if marker(mine) in _SAME_TIME else "main"


def _below(event: Event, theirs: Token) -> str:
    """The expression stands in a clause under the event's."""
    if event.reporting:
        return "content"
    if theirs.dep_ in ("acl:relcl", "acl"):
        return "relative_below"
    return "side_same_time" if marker(theirs) in _SAME_TIME else "side"


def _inside(event: Event, candidate: Candidate) -> list[str]:
    after = candidate.first > event.token.i
    gap = candidate.first - event.token.i if after else event.token.i - candidate.last + 1
    near = "touch" if gap <= 2 else "near" if gap <= 6 else "mid" if gap <= 14 else "far"
    return [
        f"in:{relation(event, candidate)}",
        f"in:{near}",
        "in:after" if after else "in:before",
        f"in:{event.tense}",
    ]


def _steps(steps: int) -> str:
    if steps < 0:
        return "1_before" if steps == -1 else "2_before" if steps == -2 else "4_before" if steps >= -4 else "far_before"
    return "1_after" if steps == 1 else "4_after" if steps <= 4 else "far_after"


def _outside(scene: Scene, event: Event, candidate: Candidate) -> list[str]:
    found = [f"out:{_steps(candidate.number - event.number)}"]
    if candidate.paragraph == event.site.paragraph:
        found.append("out:paragraph")
    if scene.story is not None and candidate.days == scene.story.days and candidate.days is not None:
        found.append("out:story_day")
        if event.headline:
            found.append("out:story_day:headline")
        if event.number <= 3:
            found.append("out:story_day:lead")
    if candidate.days is not None and scene.told.get(candidate.days, 0) > 1:
        found.append("out:told_again")
    if candidate.reporting:
        found.append("out:statements" if event.reporting else "out:date_of_statement")
    if candidate.tense == "future":
        found.append("out:date_of_plan")
    if event.reporting and event.lemma in candidate.words:
        found.append("out:same_verb_of_saying")
    if scene.named_again(event.lemma, candidate):
        found.append("out:same_word")
        if candidate.days is not None and candidate.days[0] == candidate.days[1]:
            found.append("out:same_word:day")
    return found


def describe(scene: Scene, event: Event, candidate: Candidate | None, published: date | None) -> list[str]:
    """All features of one pair; None stands for the publication day."""
    if candidate is None:
        return of_publication(event)
    found = of_candidate(candidate, published) + of_pair(scene, event, candidate)
    return found if candidate.number == event.number else found + of_event(event)
