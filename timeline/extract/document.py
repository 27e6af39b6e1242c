"""A parsed article: paragraphs with their place in the article's text, so that every offset maps back exactly.

Paragraphs are parsed one by one: a headline or a caption without a full stop must not run into what follows.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from timeline.extract.english import english
from timeline.extract.language import load, one_thread, opened
from timeline.extract.tree import Tree
from timeline.model.records import Article, SectionKind, Span
from timeline.model.wrapping import BREAKS, hard_wrapped

_BATCH = 64  # paragraphs parsed together
_LONGEST = 4000  # characters of one parse: a parser's time and memory grow with it, and no sentence is longer
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*\s+")
_SIDE = r"(?:left|right|cent(?:er|re)|background|foreground)"
_POSE = re.compile(
    rf",\s+(?:(?:second|third|fourth|fifth|far|front|back|top|bottom|upper|lower|seated|standing)\s+)?(?:from\s+)?"
    rf"{_SIDE}(?:\s+and\s+{_SIDE})?(?=,)"
)
_GLUED = re.compile(
    r"\b([A-Z][a-z]{2,})(?:Who|What|Why|How|When|Where|The|This|That|These|He|She|It|We|They|His|Her|In|On|At|For|From|And|But|As|After|By)\b"
)
_UNWRITTEN = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)  # of no width: joiners, directions
_CONTROL = (*(c for c in range(0x20) if not chr(c).isspace()), *range(0x7F, 0xA0))  # a blank each
_PLAIN = {**dict.fromkeys(_CONTROL, " "), **BREAKS}
_PARAGRAPH = re.compile(r"[^\r\n\u2028\u2029]+")


@dataclass(frozen=True)
class Paragraph:
    """One parsed line of text; `start` is the offset of `doc`'s first character in the article.

    `tree` mends the parse and gives the mends back to `doc`, so that whoever asks either sees the same sentence.
    """

    doc: Doc
    start: int
    section: SectionKind
    dropped: tuple[int, ...] = ()
    """Places in the paragraph of marks without width (a soft hyphen, a joiner) that `doc` is read without."""

    def __post_init__(self) -> None:
        """Mends the parse before anybody reads it."""
        _ = self.tree

    @cached_property
    def tree(self) -> Tree:
        """The parse as plain lists, made once for all who look at it."""
        tree = Tree(self.doc)
        tree.give_back()
        return tree

    @property
    def closed(self) -> bool:
        """Does it end with a full stop, as headlines and captions do not?"""
        return next((word.endswith(".") for word in reversed(self.tree.orth) if not word.isspace()), False)

    @property
    def size(self) -> int:
        """Characters of the paragraph in the article, without joining its text again."""
        tree = self.tree
        read = tree.idx[-1] + len(tree.orth[-1]) + tree.spaced[-1] if tree.n else 0
        return read + len(self.dropped)

    def written(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the article of characters `start:end` of `doc`."""
        if not self.dropped:
            return self.start + start, self.start + end
        places = [place - count for count, place in enumerate(self.dropped)]
        last = end - 1
        return (
            self.start + start + bisect_right(places, start),
            self.start + last + bisect_right(places, last) + 1,
        )

    def read(self, offset: int) -> int:
        """The offset in `doc` of one in the article."""
        inside = offset - self.start
        return inside - bisect_left(self.dropped, inside)

    def char_span(self, start: int, end: int) -> DocSpan | None:
        """The tokens that the article's characters `start:end` touch, as far as they lie in the paragraph."""
        first, last = self.read(start), min(self.read(end), self.size - len(self.dropped))
        return self.doc.char_span(first, last, alignment_mode="expand")


@dataclass(frozen=True, slots=True)
class Document:
    """An article with its parsed paragraphs; boilerplate and `foreign` paragraphs of other languages are left out."""

    article: Article
    paragraphs: tuple[Paragraph, ...]
    foreign: int = 0

    def span(self, paragraph: int, start: int, end: int) -> Span:
        """The article's span of tokens `start:end` (half open) of a paragraph."""
        part = self.paragraphs[paragraph]
        tree = part.tree
        while end - start > 1 and tree.word[end - 1].isspace():
            end -= 1
        begin, stop = part.written(tree.idx[start], tree.idx[end - 1] + len(tree.orth[end - 1]))
        return Span(start=begin, end=stop, text=self.article.text[begin:stop])


def pieces(article: Article) -> Iterator[tuple[int, int, SectionKind]]:
    """(start, end, section) of every paragraph that carries the article's own words, in text order, trimmed."""
    wrapped = hard_wrapped(article.text)
    for section in article.sections:
        if section.kind == "boilerplate":
            continue
        if wrapped:  # a section is one paragraph there, whatever its line ends
            yield section.start, section.end, section.kind
            continue
        for match in _PARAGRAPH.finditer(article.text, section.start, section.end):
            text = match.group()
            start = match.start() + len(text) - len(text.lstrip())
            end = match.start() + len(text.rstrip())
            if start < end:
                yield start, end, section.kind


def parse(articles: Iterable[Article]) -> Iterator[Document]:
    """Parsed articles, in order; paragraphs are parsed in batches across articles, with a bounded number in flight."""
    queue: deque[_Pending] = deque()
    nlp = load()
    with one_thread():
        texts = _texts(articles, queue)
        for doc, (pending, start, section, dropped) in nlp.pipe(texts, as_tuples=True, batch_size=_BATCH):
            pending.paragraphs.append(Paragraph(doc, start, section, dropped))
            while queue and queue[0].complete:
                yield queue.popleft().document()
    while queue:
        yield queue.popleft().document()


@dataclass(slots=True)
class _Pending:
    """An article some of whose paragraphs are still in the parser."""

    article: Article
    expected: int
    paragraphs: list[Paragraph]
    foreign: int

    @property
    def complete(self) -> bool:
        return len(self.paragraphs) == self.expected

    def document(self) -> Document:
        return Document(self.article, tuple(self.paragraphs), self.foreign)


def _texts(
    articles: Iterable[Article], queue: deque[_Pending]
) -> Iterator[tuple[Doc, tuple[_Pending, int, SectionKind, tuple[int, ...]]]]:
    for article in articles:
        whole = list(pieces(article))
        readable = [piece for piece in whole if english(article.text[piece[0] : piece[1]])]
        parts = [part for piece in readable for part in _chunks(article.text, *piece)]
        pending = _Pending(article, len(parts), [], len(whole) - len(readable))
        queue.append(pending)
        for start, end, section in parts:
            text, dropped = _whole_words(article.text[start:end])
            text = text.translate(_PLAIN)
            doc = opened(_unposed(text) if section == "caption" else text)
            for match in _GLUED.finditer(text):
                if match[0].endswith("The") or re.search(rf"\b{match[1]}\b", article.text):
                    _part(doc, *match.span(1))
            yield doc, (pending, start, section, dropped)


def _part(doc: Doc, start: int, end: int) -> None:
    """Two tokens where a page glued a name to the word after it: "… visits OsloThe king …"."""
    token = next((t for t in doc if t.idx == start and t.idx + len(t) > end), None)
    if token is None:
        return
    with doc.retokenize() as retokenizer:
        parts = [doc.text[start:end], doc.text[end : start + len(token)]]
        retokenizer.split(token, parts, heads=[(token, 0), (token, 1)])
    if parts[1] != "Who":
        doc[token.i + 1].is_sent_start = True


def _whole_words(text: str) -> tuple[str, tuple[int, ...]]:
    """A text without the marks that nobody sees, and where they stood."""
    if text.isascii() or not (marks := [match.start() for match in _UNWRITTEN.finditer(text)]):
        return text, ()
    read = _UNWRITTEN.sub("", text)
    return (read, tuple(marks)) if read else (" " * len(text), ())


def _unposed(caption: str) -> str:
    """A caption with blanks where it says who stands where: ", second left," parts the subject from its verb."""
    return _POSE.sub(lambda match: " " * len(match[0]), caption)


def _chunks(text: str, start: int, end: int, section: SectionKind) -> Iterator[tuple[int, int, SectionKind]]:
    """A paragraph in pieces that a parser can bear, cut after a sentence, else at a space, else anywhere."""
    while end - start > _LONGEST:
        window = text[start : start + _LONGEST]
        cuts = [match.end() for match in _SENTENCE_END.finditer(window)]
        cut = cuts[-1] if cuts and cuts[-1] > _LONGEST // 4 else window.rfind(" ") + 1 or _LONGEST
        yield start, start + cut, section
        start += cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end, section
