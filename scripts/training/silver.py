"""The teacher's trees brought to the treebanks' conventions: personal names, titles, dates and passive agents.

The teacher follows an older version of Universal Dependencies. A personal name is headed by its first word (`flat`),
a title hangs on the name (`nmod:desc`), a month on its day (`nmod:unmarked`), a passive's agent is `obl:agent`.
"""

from __future__ import annotations

import calendar
import re

from spacy.language import Language
from spacy.tokens import Doc

from training.sentences import UNKNOWN, Paragraph, Sentence, mentions

SHORT = [*calendar.month_abbr[1:], "Sept"]
MONTHS = frozenset([*calendar.month_name[1:], *SHORT, *(f"{month}." for month in SHORT)])
DAY = re.compile(r"(?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?")
YEAR = re.compile(r"(?:19|20)\d\d")


def convert(sentence: Sentence) -> None:
    """Rewrite `heads` and `deps` in place. The sentence carries tags, names, heads and labels."""
    heads, deps, tags = sentence.heads, sentence.deps, sentence.tags
    if heads is None or deps is None or tags is None or all(dep == UNKNOWN for dep in deps):
        return
    for start, end, label in mentions(sentence.ents or []):
        if label != "PERSON":
            continue
        first = _flatten(heads, deps, start, end)
        for i in range(max(0, start - 4), start):
            if first is not None and heads[i] == first and deps[i] == "compound" and tags[i][:2] == "NN":
                deps[i] = "nmod:desc"
    _dates(sentence.words, heads, deps)
    for i, dep in enumerate(deps):
        if dep == "obl" and _passive(heads[i], heads, deps, tags):
            case = [j for j, head in enumerate(heads) if head == i and deps[j] == "case"]
            if [sentence.words[j].lower() for j in case] == ["by"]:
                deps[i] = "obl:agent"


def _flatten(heads: list[int], deps: list[str], start: int, end: int) -> int | None:
    """Head the name by its first word; `None` when the span is no subtree of its own."""
    inside = range(start, end)
    tops = [i for i in inside if heads[i] not in inside or heads[i] == i]
    if len(tops) != 1 or any(deps[i] not in {"compound", "flat", UNKNOWN} for i in inside if i != tops[0]):
        return None
    top = tops[0]
    if end - start == 1 or top == start:
        for i in inside:
            if i != top:
                heads[i], deps[i] = start, "flat"
        return start
    heads[start], deps[start] = (start if heads[top] == top else heads[top]), deps[top]
    for i, head in enumerate(heads):
        if i not in inside and head in inside:
            heads[i] = start
    for i in range(start + 1, end):
        heads[i], deps[i] = start, "flat"
    return start


def _dates(words: list[str], heads: list[int], deps: list[str]) -> None:
    for i, word in enumerate(words):
        if word not in MONTHS:
            continue
        days = [j for j in (i - 1, i + 1) if 0 <= j < len(words) and DAY.fullmatch(words[j])]
        days = [j for j in days if heads[j] == i or heads[i] == j]
        if len(days) != 1:
            continue
        day = days[0]
        if heads[day] == i:
            heads[day], deps[day] = (day if heads[i] == i else heads[i]), deps[i]
            for j, head in enumerate(heads):
                if head == i and j not in (i, day):
                    heads[j] = day
        heads[i], deps[i] = day, "nmod:unmarked"
        for j in range(i, min(len(words), i + 5)):
            if heads[j] == day and YEAR.fullmatch(words[j]) and deps[j] in {"nummod", "nmod", UNKNOWN}:
                deps[j] = "nmod:unmarked"


def _passive(verb: int, heads: list[int], deps: list[str], tags: list[str]) -> bool:
    if tags[verb] != "VBN":
        return False
    return deps[verb].startswith("acl") or any(
        head == verb and deps[j] in {"aux:pass", "nsubj:pass"} for j, head in enumerate(heads)
    )


def reconcile(nlp: Language, paragraphs: list[Paragraph]) -> dict[str, int]:
    """Compare silver trees with those of a parser trained on the treebanks; change labels in place, count arcs.

    Where both find the same head, the parser's label stands: it follows the treebanks' conventions. Where the teacher
    had no name for the arc (`dep`) and the parser finds another head, the arc stays unknown.
    """
    sentences = [s for p in paragraphs for s in p.sentences if s.heads is not None and s.deps is not None]
    counts = {"same": 0, "relabelled": 0, "named": 0, "other head": 0}
    with nlp.select_pipes(disable=[name for name in nlp.pipe_names if name not in {"tok2vec", "parser"}]):
        for s, doc in zip(
            sentences, nlp.pipe(Doc(nlp.vocab, words=s.words, spaces=s.spaces) for s in sentences), strict=True
        ):
            heads, deps = s.heads or [], s.deps or []
            for i, token in enumerate(doc):
                if token.head.i != heads[i]:
                    counts["other head"] += 1
                elif token.dep_ == deps[i]:
                    counts["same"] += 1
                else:
                    counts["named" if deps[i] == UNKNOWN else "relabelled"] += 1
                    deps[i] = token.dep_
    return counts
