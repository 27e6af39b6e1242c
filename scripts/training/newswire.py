"""Newswire articles with gold names (BIO) and silver parses, cut into sentences and joined to one annotation.

The source keeps tokens only, and one block of it may hold several sentences that the silver parse ties together. So
blocks are cut again, arcs that cross a cut are dropped, and spaces are put back by `detokenise`.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from training.detokenise import normal_quotes, spaces_between
from training.sentences import UNKNOWN, Paragraph, Sentence
from training.silver import convert

LABELS = {
    "Person": "PERSON",
    "Organization": "ORG",
    "Location": "LOC",
    "NORP": "NORP",
    "Facility": "FAC",
    "Product": "PRODUCT",
    "Misc": "MISC",
}
"""Date and Money are left to the time and toll grammars."""

ENDS = {".", "!", "?", "…", "..."}
CLOSERS = {'"', "”", "''", "’", "'", ")", "]"}
OPENERS = {'"', "“", "``", "‘", "'", "(", "["}
NO_END = {"mr", "mrs", "ms", "dr", "st", "gen", "col", "lt", "sgt", "prof", "no", "vs", "rev", "hon", "sen", "gov"}
DASHES = {"-", "–", "—", "--"}
LONGEST_PARSE = 120
RELABEL = {
    "root": "ROOT",
    "obl:tmod": "obl:unmarked",
    "obl:npmod": "obl:unmarked",
    "nmod:tmod": "nmod:unmarked",
    "nmod:npmod": "nmod:unmarked",
    "_": UNKNOWN,
}


@dataclass
class Block:
    """One block of the source: tokens with gold names, and the teacher's tags and tree (heads from 0, root is -1)."""

    words: list[str]
    ents: list[str]
    tags: list[str]
    heads: list[int]
    deps: list[str]


def read_newswire(names: Path, silver: Path, *, held_out: bool) -> Iterator[Paragraph]:
    """Every tenth document (by sorted name) when `held_out`, else all the others; a headline is its own paragraph."""
    parses = _read_silver(silver)
    for number, path in enumerate(sorted(names.glob("*.tsv"))):
        if (number % 10 == 0) is held_out:
            yield from _document(_blocks(path, parses.get(path.name, [])))


def _document(blocks: list[Block]) -> Iterator[Paragraph]:
    body: list[Sentence] = []
    for block in blocks:
        if block.words[0].startswith(("http:", "https:", "www.")):
            continue
        sentences = _cut(block)
        if block.words[-1] not in ENDS | CLOSERS:
            if body:
                yield Paragraph(body, "newswire")
            body = []
            yield Paragraph(sentences, "newswire", headline=True)
            continue
        body.extend(sentences)
        if len(body) >= 3:
            yield Paragraph(body, "newswire")
            body = []
    if body:
        yield Paragraph(body, "newswire")


def _read_silver(path: Path) -> dict[str, list[list[list[str]]]]:
    documents: dict[str, list[list[list[str]]]] = {}
    current: list[list[list[str]]] = []
    rows: list[list[str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            text = line.rstrip("\n")
            if text.startswith("# doc = "):
                current = documents.setdefault(text.removeprefix("# doc = "), [])
            elif text:
                rows.append(text.split("\t"))
            elif rows:
                current.append(rows)
                rows = []
    if rows:
        current.append(rows)
    return documents


def _blocks(path: Path, parses: list[list[list[str]]]) -> list[Block]:
    gold: list[list[tuple[str, str]]] = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) > 1 and cells[0].strip():
            gold[-1].append((cells[0].strip(), cells[1]))
        elif gold[-1]:
            gold.append([])
    gold = [block for block in gold if block]
    flat = [row for rows in parses for row in rows]
    starts = [len(rows) for rows in parses]
    if len(flat) != sum(map(len, gold)) or starts != [len(block) for block in gold]:
        return [_bare(block) for block in gold]
    blocks = []
    for block, rows in zip(gold, parses, strict=True):
        if len(rows) > LONGEST_PARSE:
            blocks.append(_bare(block, [row[3] for row in rows]))
            continue
        words = [normal_quotes(word) for word, _ in block]
        heads = [int(row[4]) - 1 if row[4].isdigit() else -1 for row in rows]
        deps = [RELABEL.get(row[5], row[5]) if len(row) > 5 else UNKNOWN for row in rows]
        blocks.append(Block(words, [_name(label) for _, label in block], [row[3] for row in rows], heads, deps))
    return blocks


def _bare(block: list[tuple[str, str]], tags: list[str] | None = None) -> Block:
    size = len(block)
    words = [normal_quotes(word) for word, _ in block]
    ents = [_name(label) for _, label in block]
    return Block(words, ents, tags or [""] * size, [i - 1 for i in range(size)], [UNKNOWN] * size)


def _name(label: str) -> str:
    prefix, _, name = label.partition("-")
    return f"{prefix}-{LABELS[name]}" if name in LABELS else "O"


def _cut(block: Block) -> list[Sentence]:
    words = block.words
    starts = [0]
    dateline = _dateline(words)
    if dateline:
        starts.append(dateline)
    for i in range(1, len(words) - 1):
        end = i + 1 if words[i] in ENDS else i + 2 if words[i] in CLOSERS and words[i - 1] in ENDS else 0
        if words[i] in ENDS and words[i + 1] in CLOSERS and not _opens(words, i + 1):
            continue
        if words[i] in CLOSERS and words[i - 1] in ENDS:
            if _opens(words, i):
                continue
            end = i + 1
        if not end or end >= len(words) - 1 or end <= starts[-1] + 1 or words[i - 1].lower() in NO_END:
            continue
        if re.fullmatch(r"[A-Z]", words[i - 1]) and words[i] == ".":
            continue
        following = words[end + 1] if words[end] in OPENERS else words[end]
        if following[:1].isupper() or following[:1].isdigit():
            starts.append(end)
    spaces = spaces_between(words, block.tags)
    bounds = [*starts, len(words)]
    return [_part(block, spaces, a, b) for a, b in pairwise(bounds)]


def _opens(words: list[str], i: int) -> bool:
    """Whether the straight quote at `i` opens: an even number of them stands before it."""
    if words[i] in {"“", "``", "‘", "(", "["}:
        return True
    return words[i] in {'"', "'"} and sum(word == words[i] for word in words[:i]) % 2 == 0


def _dateline(words: list[str]) -> int:
    """Tokens in an all-caps dateline such as `KYIV , March 12 ( Agency ) -`, or 0: it is a sentence of its own."""
    if not (words[0].isupper() and len(words[0]) > 2 and words[0].isalpha()):
        return 0
    for i, word in enumerate(words[:14]):
        if word in DASHES | {":"} and i + 2 < len(words) and words[i + 1][:1].isupper():
            before = words[1:i]
            if all(w.isupper() or not w[0].islower() for w in before):
                return i + 1
    return 0


def _part(block: Block, spaces: list[bool], start: int, end: int) -> Sentence:
    size = end - start
    heads = [block.heads[i] - start for i in range(start, end)]
    deps = block.deps[start:end]
    outside = [i for i, head in enumerate(heads) if not 0 <= head < size]
    if outside:
        root = outside[0]
        if len(outside) > 1:
            # Several subtrees lost their heads: tie them to the first of them, and vouch for none.
            for i in outside[1:]:
                heads[i], deps[i] = root, UNKNOWN if deps[i] != "punct" else "punct"
        heads[root] = root
        deps[root] = "ROOT" if len([i for i in outside if deps[i] != "punct"]) <= 1 else UNKNOWN
    tags = block.tags[start:end]
    sentence = Sentence(block.words[start:end], spaces[start:end], tags, None, None, None, heads, deps)
    sentence.ents = _whole(block.ents[start:end])
    convert(sentence)
    return sentence


def _whole(ents: list[str]) -> list[str]:
    if ents and ents[0].startswith("I-"):
        return ["B" + ents[0][1:], *ents[1:]]
    return ents
