"""The expressions of a document that can date an event, each with its place in the parse."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from timeline.extract.clauses import LIGHT, REPORTING, clause_head, modified, tense
from timeline.extract.dating.ranges import spans
from timeline.extract.document import Document, Paragraph
from timeline.extract.timex import publication_day
from timeline.model.records import Timex

_STAMPS = frozenset(("byline", "dateline"))  # their dates say when the article was published
Days = tuple[date, date]
_COUNT = 10  # words before "since" in which an ordinal makes it a comparison
_ORDINALS = frozenset(
    (
        *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
        *("eleventh", "twelfth", "last", "latest", "only"),
    )
)
_USELESS = frozenset(("impossible", "counts_from_event", "other_zone"))
_OPEN, _CLOSE, _STRAIGHT = frozenset(("“", "«", "``")), frozenset(("”", "»", "''")), frozenset(('"',))
_NAMING = frozenset(("obj", "nsubj", "nsubj:pass", "obl", "xcomp", "conj"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """An expression with its head token; `verb` heads its clause, `number` counts the document's sentences."""

    timex: Timex
    paragraph: int
    number: int
    head: Token
    first: int
    last: int
    verb: Token
    days: Days | None
    tense: str
    reporting: bool
    words: frozenset[str]  # lemmas that name what happens in the expression's clause
    compares: bool  # "the fifth raid since May"

    @property
    def spans(self) -> bool:
        """Is it a time between two bounds?"""
        return self.timex.type == "DURATION" or "/" in self.timex.value or ".." in self.timex.value


class Scene:
    """A document's sentences and candidates, made once for all its events."""

    def __init__(self, document: Document, timexes: Sequence[Timex]) -> None:
        self.document = document
        self.published = publication_day(document.article.published)
        self._quoted: dict[int, list[bool]] = {}
        self._naming: dict[str, list[int]] | None = None
        self.starts: list[list[int]] = []
        self.offsets: list[int] = []
        self.candidates: list[Candidate] = []
        self.parsed = all(p.doc.has_annotation("DEP") for p in document.paragraphs)
        count = 0
        useful = [t for t in spans(timexes, document.article.text, self.published) if dates(t)]
        at = 0
        for index, paragraph in enumerate(document.paragraphs):
            self.offsets.append(count)
            self.starts.append([start for start, _ in paragraph.tree.sents] or [0])
            end = paragraph.start + paragraph.size
            if paragraph.section in _STAMPS:
                at = _skip(useful, at, end)
            while at < len(useful) and useful[at].start < paragraph.start:
                at += 1
            while at < len(useful) and useful[at].start < end:
                self._add(index, paragraph, useful[at])
                at += 1
            count += len(self.starts[-1])
        whole = [c for c in self.candidates if c.days is not None and c.days[0] == c.days[1]]
        self.story = whole[0] if whole else None
        self.told: dict[Days, int] = {}
        for candidate in self.candidates:
            if candidate.days is not None:
                self.told[candidate.days] = self.told.get(candidate.days, 0) + 1

    def quoted(self, paragraph: int, token: int) -> bool:
        """Does a token stand between quotation marks?"""
        return self._quotes(paragraph)[token]

    def _quotes(self, paragraph: int) -> list[bool]:
        if paragraph not in self._quoted:
            inside, found = False, []
            for word in self.document.paragraphs[paragraph].tree.orth:
                if word in _OPEN or (word in _STRAIGHT and not inside):
                    inside = True
                elif word in _CLOSE or word in _STRAIGHT:
                    inside = False
                found.append(inside)
            self._quoted[paragraph] = found
        return self._quoted[paragraph]

    def naming(self, lemma: str) -> list[int]:
        """Indices of the candidates that name one day in a clause with a word."""
        if self._naming is None:
            self._naming = {}
            for index, candidate in enumerate(self.candidates):
                if candidate.days is not None and candidate.days[0] == candidate.days[1]:
                    for word in candidate.words:
                        self._naming.setdefault(word, []).append(index)
        light = lemma in LIGHT or lemma in REPORTING
        return [] if light else self._naming.get(lemma, [])

    def named_again(self, lemma: str, candidate: Candidate) -> bool:
        """Does the expression's clause name the same event by its word? Light and reporting verbs prove nothing."""
        return lemma in candidate.words and lemma not in LIGHT and lemma not in REPORTING

    def _add(self, index: int, paragraph: Paragraph, timex: Timex) -> None:
        span = paragraph.char_span(timex.start, timex.end)
        if span is None or not len(span):
            return
        head = _root(span)
        verb = clause_head(head)
        lemma = verb.lemma_.lower()
        named = {c.lemma_.lower() for c in verb.children if c.dep_ in _NAMING}
        self.candidates.append(
            Candidate(
                timex,
                index,
                self.sentence(index, span.start),
                head,
                span.start,
                span.end,
                verb,
                _days(timex),
                tense(verb),
                lemma in REPORTING and modified(head, verb) is None,  # "claimed Monday's attack" was not claimed then
                frozenset(named | {lemma, head.head.lemma_.lower()}),
                _compares(span),
            )
        )

    def sentence(self, paragraph: int, token: int) -> int:
        """Number of the sentence, counted through the document, that holds a paragraph's token."""
        return self.offsets[paragraph] + max(0, bisect_right(self.starts[paragraph], token) - 1)


def _compares(span: DocSpan) -> bool:
    """“The fifth attack since May”, “the first win since 2019”: how far back a count goes is no day of its own."""
    if span.start == 0 or span.doc[span.start - 1].lower_ != "since":
        return False
    before = span.doc[max(span.sent.start, span.start - _COUNT) : span.start - 1]
    return any(t.tag_ in ("JJS", "RBS") or t.lower_ in _ORDINALS for t in before)


def _skip(timexes: Sequence[Timex], at: int, end: int) -> int:
    while at < len(timexes) and timexes[at].start < end:
        at += 1
    return at


def _root(span: DocSpan) -> Token:
    return span.root if span.doc.has_annotation("DEP") else span[0]


def _days(timex: Timex) -> Days | None:
    if timex.earliest is None or timex.latest is None:
        return None
    return date.fromisoformat(timex.earliest), date.fromisoformat(timex.latest)


def dates(timex: Timex) -> bool:
    """Can this expression say when something happened?"""
    if timex.type == "DURATION":
        return timex.earliest is not None  # "in the past decade"
    if timex.type == "SET" or not _USELESS.isdisjoint(timex.flags):
        return False
    return timex.earliest is not None or (timex.symbol is not None and (timex.symbol.part or "x")[0] not in "+-")
