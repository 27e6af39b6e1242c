"""What a speech act says: the stretch of words that the speaker is given for, without "that" and quotation marks.

From the parse where it has a clause for it, else from the quotation that shares the sentence with the act.
"""

from __future__ import annotations

from timeline.extract.hits import ACTS, Hit
from timeline.extract.tree import Tree

_CLAUSES = ("ccomp", "csubj", "parataxis", "xcomp")
_MARKS = frozenset("“”«»„\"'‘’,.;:–—-…()") | {"``", "''", "that", "if", "whether"}
_JOINTS = _MARKS | {"and", "but", "or"}
_SHORT = 2  # fewer words say nothing by themselves


def content(tree: Tree, hit: Hit, quoted: list[bool]) -> tuple[int, int] | None:
    """Tokens (half open) of what the act says; None where the words around it do not tell."""
    if hit.leaf is None or hit.leaf.root not in ACTS:
        return None
    token = hit.token
    for dep in _CLAUSES:
        for kid in tree.kids[token]:
            if tree.dep[kid] == dep:
                found = _trim(tree, *tree.subtree(kid), token)
                if found:
                    return found
    for kid in tree.children(token, "advcl"):
        if any(tree.word[k] == "to" for k in tree.children(kid, "mark")) and hit.leaf.root == "THREATEN":
            return _trim(tree, *tree.subtree(kid), token)  # "threatened last month to close the border"
    if tree.dep[token] == "parataxis" and (found := _host(tree, token)):
        return found
    return _quotation(tree, token, quoted)


def _host(tree: Tree, token: int) -> tuple[int, int] | None:
    """The act hangs on its content, as in ("Contacts are planned, X said")."""
    first, last = tree.subtree(tree.head[token])
    start, end = tree.subtree(token)
    return _trim(tree, first, start, token) or _trim(tree, end, last, token)


def _quotation(tree: Tree, token: int, quoted: list[bool]) -> tuple[int, int] | None:
    first, last = tree.sents[tree.sent[token]]
    runs, start = [], None
    for i in range(first, last + 1):
        inside = i < last and quoted[i]
        if inside and start is None:
            start = i
        elif not inside and start is not None:
            runs.append((start, i))
            start = None
    spoken = [run for run in (_trim(tree, *run, token) for run in runs) if run]
    return max(spoken, key=lambda run: (run[1] - run[0], -run[0]), default=None)


def _trim(tree: Tree, first: int, last: int, act: int) -> tuple[int, int] | None:
    """Without marks at the ends, and on one side of the act."""
    if first <= act < last:
        first, last = (first, act) if act - first > last - act - 1 else (act + 1, last)
    while first < last and tree.word[first] in _JOINTS:
        first += 1
    while first < last and (tree.word[last - 1] in _MARKS or not tree.word[last - 1].strip()):
        last -= 1
    return (first, last) if last - first > _SHORT else None
