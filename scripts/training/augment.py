"""Noise that news brings and treebanks lack: headline case, capitals, datelines, other quotes, line breaks, new names.

Every function takes a paragraph and a random generator and returns a changed copy; annotation stays aligned.
"""

from __future__ import annotations

import calendar
import random
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field

from training.sentences import UNKNOWN, Mention, Paragraph, Sentence, mentions

SMALL_WORDS = frozenset(
    ["a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to", "with"]
)
MONTHS = list(calendar.month_name)[1:]
CURLY = {"'s": "’s", "n't": "n’t", "'re": "’re", "'ve": "’ve", "'ll": "’ll", "'d": "’d", "'m": "’m", "'": "’"}
STRAIGHT = {**{curly: plain for plain, curly in CURLY.items()}, "“": '"', "”": '"'}
EXCHANGED = ("ORG", "LOC", "PERSON")
AGENCIES = ("Reuters", "AP", "AFP", "Agency", "Xinhua", "TASS", "Interfax", "dpa")


@dataclass
class Rates:
    """Share of paragraphs that each kind of noise touches."""

    upper: float = 0.015
    lower: float = 0.01
    title: float = 0.015
    headline_title: float = 0.25
    headline_upper: float = 0.08
    dateline: float = 0.05
    quotes: float = 0.15
    line_break: float = 0.03
    no_stop: float = 0.04
    names: float = 0.12
    exchange: float = 0.0


@dataclass
class Names:
    """Replacement names: parts of people's, places of one word, and whole mentions by label."""

    first: list[str] = field(default_factory=list)
    last: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    mentions: dict[str, list[Mention]] = field(default_factory=dict)

    def collect(self, paragraphs: Iterable[Paragraph]) -> None:
        """Take the mentions of organisations, places and people out of the training text, a list a label."""
        found: dict[str, set[Mention]] = {label: set() for label in EXCHANGED}
        for sentence in (s for p in paragraphs if not p.headline for s in p.sentences):
            for start, end, label in mentions(sentence.ents or []):
                if label in found and sentence.tags is not None:
                    words, tags = sentence.words[start:end], sentence.tags[start:end]
                    found[label].add((tuple(words), tuple(tags), (*sentence.spaces[start : end - 1], True)))
        self.mentions = {label: sorted(each) for label, each in found.items()}


def augment(paragraph: Paragraph, names: Names, rng: random.Random, rates: Rates) -> Paragraph | None:
    """A noisy copy of the paragraph, or `None` when the dice leave it as it is."""
    steps = list(_draw(paragraph, rng, rates))
    if not steps:
        return None
    copy = deepcopy(paragraph)
    for step in steps:
        if step == "exchange":
            copy.sentences = [_exchange(sentence, names, rng) for sentence in copy.sentences]
        elif step == "names":
            _rename(copy, names, rng)
        elif step == "dateline":
            copy.sentences.insert(0, _dateline(names, rng))
        elif step == "line_break":
            break_line(rng.choice(copy.sentences), rng)
        elif step == "no_stop":
            _drop_stop(copy.sentences[-1])
        elif step == "quotes":
            _requote(copy.sentences, rng)
        else:
            _recase(copy.sentences, step)
    return copy


def _draw(paragraph: Paragraph, rng: random.Random, rates: Rates) -> Iterable[str]:
    news = paragraph.source == "newswire"
    if news and rng.random() < rates.exchange:
        yield "exchange"
    elif news and rng.random() < rates.names:
        yield "names"
    if news and not paragraph.headline and rng.random() < rates.dateline:
        yield "dateline"
    for step in ("quotes", "no_stop", "line_break"):
        if rng.random() < getattr(rates, step):
            yield step
    dice = rng.random()
    title = rates.headline_title if paragraph.headline else rates.title
    upper = rates.headline_upper if paragraph.headline else rates.upper
    if dice < title:
        yield "title"
    elif dice < title + upper:
        yield "upper"
    elif dice < title + upper + rates.lower:
        yield "lower"


def _recase(sentences: list[Sentence], case: str) -> None:
    for sentence in sentences:
        for i, word in enumerate(sentence.words):
            if case == "upper":
                sentence.words[i] = word.upper() if len(word.upper()) == len(word) else word
            elif case == "lower":
                sentence.words[i] = word.lower() if len(word.lower()) == len(word) else word
            elif i == 0 or word not in SMALL_WORDS:
                glued = i > 0 and not sentence.spaces[i - 1] and sentence.words[i - 1] != "-"
                sentence.words[i] = word if glued else word[:1].upper() + word[1:]


def _requote(sentences: list[Sentence], rng: random.Random) -> None:
    straighten = rng.random() < 0.5
    opened = False
    for sentence in sentences:
        for i, word in enumerate(sentence.words):
            if straighten:
                sentence.words[i] = STRAIGHT.get(word, word)
            elif word == '"':
                sentence.words[i] = "”" if opened else "“"
                opened = not opened
            else:
                sentence.words[i] = CURLY.get(word, word)


def _drop_stop(sentence: Sentence) -> None:
    if len(sentence.words) < 3 or sentence.words[-1] not in {".", "!"}:
        return
    last = len(sentence.words) - 1
    if sentence.heads is not None and last in sentence.heads:
        return
    for layer in _layers(sentence):
        del layer[last]


def break_line(sentence: Sentence, rng: random.Random) -> None:
    """Put a line break between two words, in place: a token whose arc nobody vouches for."""
    gaps = [i for i in range(2, len(sentence.words) - 1) if sentence.spaces[i - 1]]
    if not gaps:
        return
    at = rng.choice(gaps)
    sentence.spaces[at - 1] = False
    inside = sentence.ents is not None and sentence.ents[at].startswith("I-")
    if sentence.heads is not None:
        sentence.heads[:] = [head + (head >= at) for head in sentence.heads]
        sentence.heads.insert(at, at - 1)
    inserted = {
        "words": "\n",
        "spaces": False,
        "tags": "_SP",
        "pos": "SPACE",
        "morphs": "",
        "lemmas": "\n",
        "deps": UNKNOWN,
        "ents": sentence.ents[at] if inside and sentence.ents else "O",
    }
    for name, value in inserted.items():
        layer = getattr(sentence, name)
        if layer is not None:
            layer.insert(at, value)


def _rename(paragraph: Paragraph, names: Names, rng: random.Random) -> None:
    """New places for places of one word, new people for people of two."""
    for sentence in paragraph.sentences:
        ents = [*(sentence.ents or []), "O"]
        for i in range(len(ents) - 1):
            size = 1
            while ents[i + size].startswith("I-"):
                size += 1
            if ents[i] == "B-LOC" and size == 1 and sentence.words[i].istitle() and rng.random() < 0.5:
                sentence.words[i] = rng.choice(names.places)
            elif ents[i] == "B-PERSON" and size == 2 and rng.random() < 0.5:
                sentence.words[i], sentence.words[i + 1] = rng.choice(names.first), rng.choice(names.last)


def _exchange(sentence: Sentence, names: Names, rng: random.Random) -> Sentence:
    """Other names of the same kind, of any length, in place of half of the names; the tree is given up."""
    if sentence.tags is None or sentence.ents is None:
        return sentence
    words, tags, spaces, ents = [], [], [], []
    last = 0
    for start, end, label in [*mentions(sentence.ents), (len(sentence.words), len(sentence.words), "")]:
        kept = slice(last, start)
        words += sentence.words[kept]
        tags += sentence.tags[kept]
        spaces += sentence.spaces[kept]
        ents += sentence.ents[kept]
        mention: Mention = (
            tuple(sentence.words[start:end]),
            tuple(sentence.tags[start:end]),
            tuple(sentence.spaces[start:end]),
        )
        after = sentence.spaces[end - 1]
        if names.mentions.get(label) and rng.random() < 0.5:
            mention = rng.choice(names.mentions[label])
        words += mention[0]
        tags += mention[1]
        spaces += [*mention[2][:-1], after] if mention[0] else []
        ents += [f"{'I' if i else 'B'}-{label}" for i in range(len(mention[0]))]
        last = end
    size = len(words)
    return Sentence(words, spaces, tags, None, None, None, [max(0, i - 1) for i in range(size)], [UNKNOWN] * size, ents)


def _dateline(names: Names, rng: random.Random) -> Sentence:
    """`KYIV, March 12 (Agency) -`, `MOSCOW:` or `Paris –` as a sentence of its own, headed by the place."""
    place = rng.choice(names.places)
    if rng.random() < 0.8:
        place = place.upper()
    rows = [(place, "NNP", 0, "ROOT", "B-LOC")]
    style = rng.random()
    if style < 0.5:
        rows.append((",", ",", 2, "punct", "O") if rng.random() < 0.8 else ("-", ",", 2, "punct", "O"))
        day = len(rows) + 1
        rows[-1] = (rows[-1][0], ",", day, "punct", "O")
        rows.append((rng.choice(MONTHS), "NNP", day, "nmod:unmarked", "O"))
        rows.append((str(rng.randint(1, 31)), "CD", 0, "nmod:unmarked", "O"))
    if style < 0.75:
        agency = len(rows) + 1
        rows.append(("(", "-LRB-", agency, "punct", "O"))
        rows.append((rng.choice(AGENCIES), "NNP", 0, "dep", "B-ORG"))
        rows.append((")", "-RRB-", agency, "punct", "O"))
    rows.append((rng.choice(["-", "–", "—", ":"]) if style < 0.85 else ":", ":", 0, "punct", "O"))
    words, tags, heads, deps, ents = (list(column) for column in zip(*rows, strict=True))
    spaces = [after not in {",", ":", ")"} and word != "(" for word, after in zip(words, [*words[1:], ""], strict=True)]
    return Sentence(words, spaces, tags, None, None, None, heads, deps, ents)


def _layers(sentence: Sentence) -> list[list[object]]:
    names = ("words", "spaces", "tags", "pos", "morphs", "lemmas", "heads", "deps", "ents")
    return [layer for layer in (getattr(sentence, name) for name in names) if layer is not None]
