"""What an article tells as still to come has not come when it is named again: "they will meet … welcomed the meeting".

A noun takes the status of the earlier mention only where nothing in its own sentence says that it has taken place.
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline.extract.modality import Status
from timeline.extract.parties import Found
from timeline.extract.passage import Passage

_PLANNED = frozenset({"CONSULT", "PROTEST", "OFFICE.elect", "MOBILIZE.exercise", "LEGAL.legislate"})
_FACTS = frozenset({"happened", "ongoing"})
_POINTING = frozenset({"the", "this", "that", "these", "those"})
_MENTIONED = frozenset({"of", "for", "to", "about", "on", "over", "ahead", "before"})  # not "after", "during", "at"
_TOLD = frozenset({"VBD", "VBN"})


def settle_expected(found: Sequence[Found], passages: Sequence[Passage]) -> None:
    """Gives later mentions of what is still to come its status; a first mention as a fact ends that."""
    expected: dict[str, str] = {}
    for item in found:
        status, kind = item.draft.status, _kind(item)
        if kind is None:
            continue
        if status.value == "scheduled":
            expected.setdefault(kind, item.draft.hit.type)
        elif status.value in _FACTS and kind in expected:
            if _names_it_again(item, passages[item.paragraph]):
                item.draft.status = Status("scheduled", status.cues, status.governor)
            elif item.draft.hit.type == expected[kind]:
                del expected[kind]


def _kind(item: Found) -> str | None:
    """What counts as the same thing, of what people plan: a vote, an exercise, a protest or a meeting of any kind."""
    hit = item.draft.hit
    if hit.leaf is None or hit.given is not None:
        return None
    return next((kind for kind in (hit.leaf.root, hit.type) if kind in _PLANNED), None)


def _names_it_again(item: Found, passage: Passage) -> bool:
    """Is it "the meeting", with nothing that says it was held?"""
    tree, hit = passage.tree, item.draft.hit
    if hit.kind != "noun" or item.draft.status.cues:
        return False
    top = passage.arguments.outer(hit.token)
    beside = (*tree.kids[hit.token], *tree.kids[top])
    if not any(tree.word[k] in _POINTING for k in beside) or any(tree.tag[k] == "CD" for k in beside):
        return False  # "a meeting" may be another, "the 2015 election" is
    head, dep = tree.head[top], tree.dep[top]
    phase = tree.lemma[head] in passage.lexicon.cues.phase
    if dep == "obj":
        return not phase
    if dep == "nsubj":
        return tree.tag[head] not in _TOLD or (tree.passive(head) and not phase)
    return dep in {"obl", "nmod"} and tree.case(top) in _MENTIONED
