"""A caller's own trigger spans: each becomes exactly one trigger, whether the ontology knows its word or not."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from timeline.extract.document import Document, Paragraph
from timeline.extract.hits import Hit
from timeline.extract.passage import Passage
from timeline.extract.tree import Tree
from timeline.model.ontology import OTHER
from timeline.model.records import GivenEvent


def given_hits(document: Document, passages: list[Passage]) -> tuple[list[list[Hit]], list[GivenEvent]]:
    """Hits by paragraph in text order, and the spans that stand in no paragraph."""
    hits: list[list[Hit]] = [[] for _ in passages]
    orphans = []
    starts = [p.start for p in document.paragraphs]
    for event in document.article.events or []:
        number = bisect_right(starts, event.start) - 1
        span = _tokens(document.paragraphs[number], event) if number >= 0 else None
        if span is None:
            orphans.append(event)
        else:
            hits[number].append(_hit(passages[number], *span, event.id))
    for mine in hits:
        mine.sort(key=lambda hit: (hit.start, hit.end))
    return hits, orphans


def _tokens(paragraph: Paragraph, event: GivenEvent) -> tuple[int, int] | None:
    """First and last + 1 token that the span touches."""
    tree, low, high = paragraph.tree, paragraph.read(event.start), paragraph.read(event.end)
    first, last = max(0, bisect_right(tree.idx, low) - 1), bisect_left(tree.idx, high)
    touched = [t for t in range(first, last) if tree.idx[t] + len(tree.orth[t]) > low and not tree.orth[t].isspace()]
    return (touched[0], touched[-1] + 1) if touched else None


def _hit(passage: Passage, start: int, end: int, event: str) -> Hit:
    tree = passage.tree
    root = _root(tree, start, end)
    best: Hit | None = None
    for token in [root, *(t for t in range(start, end) if t != root)]:
        hit = passage.finder.at(token, lenient=True)
        if hit is not None and hit.start >= start - 2 and (best is None or hit.weight > best.weight):
            best = hit
    if best is None:
        kind = "verb" if passage.arguments.clausal(root) else "noun"
        return Hit(root, start, end, OTHER, None, None, kind, tree.lemma[root], event)
    return Hit(
        best.token if start <= best.token < end else root,
        start,
        end,
        best.type,
        best.leaf,
        best.pattern,
        best.kind,
        best.lemma,
        event,
        best.weight,
    )


def _root(tree: Tree, start: int, end: int) -> int:
    """The word of the span that the others hang on."""
    for token in range(start, end):
        if not start <= tree.head[token] < end or tree.head[token] == token:
            return token
    return start
