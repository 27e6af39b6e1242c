"""Wikigold: encyclopedia sentences with names of people, organisations and places.

Its fourth class mixes what the newswire keeps apart (nationalities, products, works), so those tokens are left unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from training.detokenise import normal_quotes, spaces_between
from training.sentences import Paragraph, Sentence

LABELS = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}


def read_wikigold(path: Path) -> Iterator[Paragraph]:
    """One paragraph a sentence, without tags and trees."""
    rows: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        cells = line.split()
        if len(cells) == 2:
            rows.append((normal_quotes(cells[0]), cells[1]))
        elif rows:
            words = [word for word, _ in rows]
            sentence = Sentence(words, spaces_between(words, [""] * len(words)))
            sentence.ents = _bio([label for _, label in rows])
            yield Paragraph([sentence], "wikigold")
            rows = []


def _bio(labels: list[str]) -> list[str]:
    """IO to BIO; an empty label is an unknown one."""
    ents: list[str] = []
    for label, before in zip(labels, ["O", *labels], strict=False):
        name = LABELS.get(label.partition("-")[2])
        if label == "O":
            ents.append("O")
        elif name is None:
            ents.append("")
        else:
            ents.append(f"{'I' if before == label else 'B'}-{name}")
    return ents
