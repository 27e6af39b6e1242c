"""Training examples: reference documents beside spaCy's own tokenisation of the same text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from training.newswire import read_newswire
from training.sentences import UNKNOWN, Paragraph, Sentence
from training.treebanks import read_conllu, read_gum

LONGEST = 80
"""Tokens of one example at most: spaCy's parser cuts what has 100 or more by a slow oracle."""


class PartialExample(Example):
    """An example that withholds from the parser the arcs labelled as unknown, or all of them.

    Aligned layers are kept: epoch after epoch asks for the same ones.
    """

    use_tree = True

    def __init__(self, predicted: Doc, reference: Doc) -> None:
        super().__init__(predicted, reference)
        self._kept: dict[object, Any] = {}

    def get_aligned(self, field: str, as_string: bool = False) -> Any:
        """One attribute of the reference, a value a predicted token."""
        key = (field, as_string)
        if key not in self._kept:
            self._kept[key] = super().get_aligned(field, as_string=as_string)
        return self._kept[key]

    def get_aligned_parse(self, projectivize: bool = True) -> tuple[list[int | None], list[str | None]]:
        """Heads and labels aligned to the predicted tokens; `None` where nobody vouches for the arc."""
        if "parse" not in self._kept:
            heads, deps = super().get_aligned_parse(projectivize)  # type: ignore[no-untyped-call]
            for i, dep in enumerate(deps):
                if dep is None or dep == UNKNOWN or dep.startswith(UNKNOWN + "||"):
                    heads[i] = deps[i] = None
            self._kept["parse"] = heads, deps
        heads, deps = self._kept["parse"]
        return (heads, deps) if self.use_tree else ([None] * len(heads), [None] * len(deps))

    def get_aligned_ents_and_ner(self) -> Any:
        """Names as spans and as BILUO tags, a tag a predicted token."""
        if "names" not in self._kept:
            self._kept["names"] = super().get_aligned_ents_and_ner()
        return self._kept["names"]


def treebank_paragraphs(training: Path, part: str) -> Iterator[Paragraph]:
    """EWT and GUM paragraphs of one part."""
    yield from read_conllu(training / "ud_ewt" / f"en_ewt-ud-{part}.conllu", "ewt")
    yield from read_gum(training / "gum", part)


def newswire_paragraphs(training: Path, *, held_out: bool) -> Iterator[Paragraph]:
    """Newswire paragraphs with gold names and silver parses."""
    names = training / "ner" / "worldwide_newswire"
    yield from read_newswire(names, training / "silver" / "worldwide_newswire.conll.gz", held_out=held_out)


def chunks(paragraphs: Iterable[Paragraph], longest: int = LONGEST) -> Iterator[Paragraph]:
    """Cut paragraphs into pieces of at most `longest` tokens, at sentence boundaries."""
    for paragraph in paragraphs:
        pending: list[Sentence] = []
        size = 0
        for sentence in paragraph.sentences:
            if pending and size + len(sentence.words) > longest:
                yield Paragraph(pending, paragraph.source, paragraph.headline)
                pending, size = [], 0
            pending.append(sentence)
            size += len(sentence.words)
        if pending:
            yield Paragraph(pending, paragraph.source, paragraph.headline)


def examples(nlp: Language, paragraphs: Iterable[Paragraph]) -> Iterator[PartialExample]:
    """An example a paragraph, tokenised from its text as at run time."""
    for paragraph in paragraphs:
        reference = paragraph.to_doc(nlp.vocab)
        predicted: Doc = nlp.make_doc(reference.text)
        yield PartialExample(predicted, reference)
