"""A parsed article: paragraphs with their place in the article's text, so that every offset maps back exactly.

Paragraphs are parsed one by one: a headline or a caption without a full stop must not run into what follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from timeline.model.records import Article, SectionKind, Span

_PARAGRAPH = re.compile(r"[^\r\n\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One parsed line of text; `start` is the offset of `doc`'s first character in the article."""

    doc: Doc
    start: int
    section: SectionKind


@dataclass(frozen=True, slots=True)
class Document:
    """An article with its parsed paragraphs, boilerplate left out."""

    article: Article
    paragraphs: tuple[Paragraph, ...]

    def span(self, paragraph: int, start: int, end: int) -> Span:
        """The article's span of tokens `start:end` (half open) of a paragraph."""
        part = self.paragraphs[paragraph]
        first, last = part.doc[start], part.doc[end - 1]
        begin, stop = part.start + first.idx, part.start + last.idx + len(last)
        return Span(start=begin, end=stop, text=self.article.text[begin:stop])


def pieces(article: Article) -> Iterator[tuple[int, int, SectionKind]]:
    """(start, end, section) of every paragraph that carries the article's own words, in text order, trimmed."""
    for section in article.sections:
        if section.kind == "boilerplate":
            continue
        for match in _PARAGRAPH.finditer(article.text, section.start, section.end):
            text = match.group()
            start = match.start() + len(text) - len(text.lstrip())
            end = match.start() + len(text.rstrip())
            if start < end:
                yield start, end, section.kind
