"""One annotated sentence, and the paragraphs of sentences that training examples are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc
from spacy.vocab import Vocab

UNKNOWN = "dep"
"""Label of an arc whose head nobody vouches for: the parser gets no gradient from it."""


@dataclass
class Sentence:
    """Parallel lists, one item a token; `None` for a layer that the source does not annotate.

    `heads` are indices within the sentence and a root points to itself. `ents` are BIO labels, empty where unknown.
    `spaces` says whether a space follows the token.
    """

    words: list[str]
    spaces: list[bool]
    tags: list[str] | None = None
    pos: list[str] | None = None
    morphs: list[str] | None = None
    lemmas: list[str] | None = None
    heads: list[int] | None = None
    deps: list[str] | None = None
    ents: list[str] | None = None


Mention = tuple[tuple[str, ...], tuple[str, ...], tuple[bool, ...]]
"""Words, tags and spaces of a name."""


def mentions(ents: Sequence[str]) -> list[tuple[int, int, str]]:
    """Names in BIO labels as `(start, end, label)`, end exclusive."""
    spans = []
    for start, ent in enumerate(ents):
        if ent.startswith("B-"):
            end = start + 1
            while end < len(ents) and ents[end].startswith("I-"):
                end += 1
            spans.append((start, end, ent[2:]))
    return spans


@dataclass
class Paragraph:
    """Sentences that stand together in one block of text, from one source."""

    sentences: list[Sentence]
    source: str
    headline: bool = False
    layers: set[str] = field(default_factory=set)

    def size(self) -> int:
        """Number of tokens."""
        return sum(len(sentence.words) for sentence in self.sentences)

    def to_doc(self, vocab: Vocab) -> Doc:
        """The paragraph as a reference `Doc`; layers that are absent from any sentence are left unset."""
        sentences = self.sentences
        words = [word for s in sentences for word in s.words]
        spaces: list[bool] = []
        for s in sentences:
            spaces.extend([*s.spaces[:-1], True])
        heads: list[int] = []
        offset = 0
        parsed = all(s.heads is not None for s in sentences)
        for s in sentences:
            if s.heads is not None:
                heads.extend(head + offset for head in s.heads)
            offset += len(s.words)
        doc = Doc(
            vocab,
            words=words,
            spaces=spaces,
            tags=_joined(s.tags for s in sentences),
            pos=_joined(s.pos for s in sentences),
            morphs=_joined(s.morphs for s in sentences),
            lemmas=_joined(s.lemmas for s in sentences),
            heads=heads if parsed else None,
            deps=_joined(s.deps for s in sentences) if parsed else None,
            ents=_joined(s.ents for s in sentences),
        )
        doc.user_data["source"] = self.source
        doc.user_data["headline"] = self.headline
        return doc


def _joined(layers: Iterable[Sequence[str] | None]) -> list[str] | None:
    out: list[str] = []
    for layer in layers:
        if layer is None:
            return None
        out.extend(layer)
    return out
