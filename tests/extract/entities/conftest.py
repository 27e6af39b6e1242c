"""An article in, its resolver out."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from extract.reading import bare

from timeline.extract import language
from timeline.extract.document import Document, Paragraph, pieces
from timeline.extract.entities import Resolver
from timeline.model.records import Participant, Place, Published, Section


@dataclass
class Read:
    """A parsed article whose words can be asked by their text."""

    document: Document
    resolver: Resolver

    def where(self, word: str, paragraph: int | None = None) -> tuple[int, int]:
        """Paragraph and token of the last occurrence of a word."""
        found = [
            (i, token.i)
            for i, part in enumerate(self.document.paragraphs)
            if paragraph in {None, i}
            for token in part.doc
            if token.text == word
        ]
        assert found, f"no token {word!r}"
        return found[-1]

    def who(self, word: str, paragraph: int | None = None) -> list[str]:
        """Entities of the phrase headed by a word."""
        return [p.entity for p in self.people(word, paragraph)]

    def people(self, word: str, paragraph: int | None = None) -> list[Participant]:
        """Participants of the phrase headed by a word."""
        return self.resolver.participants(*self.where(word, paragraph))

    def place(self, word: str, paragraph: int | None = None) -> Place | None:
        """Place of the phrase headed by a word."""
        return self.resolver.place(*self.where(word, paragraph))


def parse(text: str, published: str | None = None) -> Document:
    """A document of the shipped pipeline; every line is a paragraph of the body."""
    article = bare(
        text,
        Published(value=published, earliest=published, latest=published),
        [Section(start=0, end=len(text), kind="body")],
    )
    cuts = list(pieces(article))
    docs = language.parse([text[start:end] for start, end, _ in cuts])
    parts = [Paragraph(doc, start, kind) for (start, _, kind), doc in zip(cuts, docs, strict=True)]
    return Document(article, tuple(parts))


@pytest.fixture(scope="session")
def read() -> Callable[..., Read]:
    """Reads a text: `read("…", published="2025-03-12")`."""

    def make(text: str, published: str | None = None, aliases: tuple = ()) -> Read:
        document = parse(text, published)
        return Read(document, Resolver(document, aliases))

    return make
