"""Which expression dates which event: the clause, the sentence, the paragraph's running date, the headline, publication.

Each result names the rule that chose it. A reporting verb's date dates the statement, not what it says; a background
clause does not lend its date to the main clause.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from timeline.extract.dating.clauses import REPORTING, clause_head, depth, marker, same_event_head
from timeline.extract.dating.reference import from_timex, publication_date
from timeline.extract.dating.site import Site
from timeline.extract.document import Document, Paragraph
from timeline.model.records import DateRef, Timex

_AHEAD = frozenset(("scheduled", "proposed", "requested", "threatened", "conditional", "hypothetical", "generic"))
_SAME_TIME = frozenset(("when", "as", "while", "where", "during", "on", "in"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """An expression in a sentence, with its head token there."""

    timex: Timex
    head: Token
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen expression and the rule that chose it."""

    candidate: Candidate
    rule: str
    score: float


def date_events(document: Document, timexes: Sequence[Timex], sites: Sequence[Site]) -> list[DateRef]:
    """One date for every site, in order."""
    scopes = [_Scope(p, timexes) for p in document.paragraphs]
    return [_date(document, scopes, site) for site in sites]


class _Scope:
    """A paragraph's candidates by sentence."""

    def __init__(self, paragraph: Paragraph, timexes: Sequence[Timex]) -> None:
        self.paragraph = paragraph
        doc, begin = paragraph.doc, paragraph.start
        self.parsed = doc.has_annotation("DEP")
        self.sentences = list(doc.sents) if self.parsed or doc.has_annotation("SENT_START") else [doc[0 : len(doc)]]
        self.starts = [s.start for s in self.sentences]
        self.candidates: list[list[Candidate]] = [[] for _ in self.sentences]
        size = len(doc.text)
        for timex in timexes:
            if not begin <= timex.start < begin + size or not dates(timex):
                continue
            span = doc.char_span(timex.start - begin, min(size, timex.end - begin), alignment_mode="expand")
            if span is not None and len(span):
                self.candidates[self.sentence(span.start)].append(
                    Candidate(timex, _root(span, self.parsed), span.start, span.end)
                )

    def sentence(self, token: int) -> int:
        """Number of the sentence that holds a token."""
        return max(0, bisect_right(self.starts, token) - 1)


def _root(span: DocSpan, parsed: bool) -> Token:
    return span.root if parsed else span[0]


def dates(timex: Timex) -> bool:
    """Can this expression say when something happened?"""
    if timex.type not in ("DATE", "TIME") or "impossible" in timex.flags:
        return False
    return timex.earliest is not None or (timex.symbol is not None and (timex.symbol.part or "x")[0] not in "+-")


def _date(document: Document, scopes: list[_Scope], site: Site) -> DateRef:
    scope = scopes[site.paragraph]
    number = scope.sentence(site.token)
    candidates = scope.candidates[number]
    token = scope.paragraph.doc[site.token]
    choice = _in_sentence(scope, token, candidates, site)
    if choice is not None:
        return from_timex(choice.candidate.timex, choice.rule)
    if site.factuality in _AHEAD:
        return DateRef(rule="no date for what has not happened")
    return publication_date(document.article.published)


def _in_sentence(scope: _Scope, token: Token, candidates: list[Candidate], site: Site) -> Choice | None:
    best: Choice | None = None
    for candidate in candidates:
        found = _score(token, candidate, site) if scope.parsed else _near(token, candidate)
        if found is not None and (best is None or found.score > best.score):
            best = found
    return best


def _near(token: Token, candidate: Candidate) -> Choice:
    """Without a parse: the nearest expression of the sentence."""
    distance = candidate.first - token.i if candidate.first > token.i else token.i - candidate.last + 1
    return Choice(candidate, "nearest in sentence", 1.0 / (1.0 + distance))


def _score(token: Token, candidate: Candidate, site: Site) -> Choice | None:
    """How well the expression dates the trigger; None when it dates something else."""
    head = candidate.head
    distance = abs(head.i - token.i)
    close = 1.0 / (1.0 + distance)
    own = depth(head, token)
    if own is not None and clause_head(head) == clause_head(token):
        return Choice(candidate, "in its own phrase", 5.0 - 0.2 * own + close)
    mine, theirs = clause_head(token), clause_head(head)
    if mine == theirs:
        return Choice(candidate, "same clause", 4.0 + close)
    if same_event_head(token) == same_event_head(head):
        return Choice(candidate, "same clause, through its verb", 3.5 + close)
    if mine.dep_ == "conj" and mine.head == theirs or theirs.dep_ == "conj" and theirs.head == mine:
        return Choice(candidate, "joined clause", 2.0 + close)
    return _across(candidate, mine, theirs, close)


def _across(candidate: Candidate, mine: Token, theirs: Token, close: float) -> Choice | None:
    """Between clauses of one sentence."""
    if depth(mine, theirs) is not None:  # the trigger's clause hangs below the expression's
        if theirs.lemma_.lower() in REPORTING:
            return Choice(candidate, "date of the statement", 0.2 + close)
        if mine.dep_ in ("acl:relcl", "acl", "advcl:relcl"):
            return Choice(candidate, "main clause's date", 0.6 + close)
        same = marker(mine) in _SAME_TIME
        return Choice(candidate, "main clause's date", (1.8 if same else 1.0) + close)
    if depth(theirs, mine) is not None:  # the expression stands in a clause below the trigger's
        if mine.lemma_.lower() in REPORTING:
            return None
        same = marker(theirs) in _SAME_TIME and theirs.dep_ == "advcl"
        return Choice(candidate, "date of its side clause", (1.6 if same else 0.3) + close)
    return Choice(candidate, "elsewhere in the sentence", 0.1 + close)
