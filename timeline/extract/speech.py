"""Whose word it is: speakers of pronouns, threats and allegations by what is said of whom, attribution; headlines."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.extract.document import Document
from timeline.extract.parties import Found
from timeline.extract.passage import Passage
from timeline.model.records import Attribution

_HOSTILE = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "SANCTION"})
_FORCE = frozenset({"SANCTION", "ASSAULT", "MOBILIZE", "COERCE"})
_SPEECH_PRONOUN = frozenset({"he", "she", "it", "they"})
_QUOTE_PRONOUN = frozenset({"i", "we", "us", "our"})
_SPEAKING = ("STATEMENT.", "THREATEN.", "AGREE.", "PROPOSE.")


def settle_speakers(found: Sequence[Found], passages: Sequence[Passage]) -> None:
    """Who speaks in what is said, and what saying it makes of the act and of its content."""
    for item in found:
        if item.act is None:
            continue
        act = found[item.act]
        _pronoun(item, act, passages[item.paragraph])
        if not item.actors and _threatened(item, act, passages[item.paragraph]):
            item.actors = act.actors
        _threat(item, act)
        _doubt(item, act)


def _pronoun(item: Found, act: Found, passage: Passage) -> None:
    """Reads "They said they would …": the subject of what is said is the speaker, as in "he said he had been hit"."""
    if len(act.actors) != 1 or not act.draft.hit.type.startswith(_SPEAKING):
        return
    speaker, tree = act.actors[0], passage.tree
    person = speaker.kind in {"person", "role"}
    cast = item.draft.cast
    for tokens, suffered in ((cast.actors, False), (cast.recipients, True)):
        if len(tokens) != 1 or (suffered and tree.full[tokens[0]] != "nsubj:pass"):
            continue
        word, quoted = tree.word[tokens[0]], item.draft.quoted
        if word not in (_QUOTE_PRONOUN if quoted else _SPEECH_PRONOUN):
            continue
        if (
            quoted
            or (word in {"he", "she"} and person)
            or (word == "it" and not person)
            or (word == "they" and not person)
        ):
            if suffered:
                item.recipients = [speaker]
            else:
                item.actors = [speaker]


def _threatened(item: Found, act: Found, passage: Passage) -> bool:
    """Is it what somebody "threatened", or threatened others "with"? Then it would be their own deed."""
    tree, hit = passage.tree, item.draft.hit
    if hit.kind != "noun" or not act.draft.hit.type.startswith("THREATEN."):
        return False
    governed = tree.head[hit.token] == act.draft.hit.token
    return governed and (tree.dep[hit.token] == "obj" or tree.case(hit.token) == "with")


def _threat(item: Found, act: Found) -> None:
    """Saying that one's own side would strike, or impose sanctions, if the other does not yield is a threat."""
    status, leaf = item.draft.status, item.draft.hit.leaf
    if leaf is None or act.draft.hit.type not in {"STATEMENT.say", "STATEMENT.warn"} or not item.draft.direct:
        return
    conditional = status.value == "conditional" and any(effect == "condition" for _, effect in status.cues)
    warned = act.draft.hit.type == "STATEMENT.warn" and status.value in {"scheduled", "conditional", "threatened"}
    if not (conditional or warned) or leaf.root not in _FORCE:
        return
    mine = {p.country for p in act.actors} | {p.entity for p in act.actors}
    theirs = {p.country for p in item.actors} | {p.entity for p in item.actors}
    if not item.actors or (mine & theirs) - {None}:
        act.draft.hit.type = "THREATEN.sanction" if leaf.root == "SANCTION" else "THREATEN.force"
        act.recipients = act.recipients or item.recipients


def _doubt(item: Found, act: Found) -> None:
    """A third party's claim is alleged: a doubtful verb, or one side telling of the other side's violence."""
    status, kind = item.draft.status, act.draft.hit.type
    if (
        status.value not in {"happened", "ongoing"}
        or not item.draft.direct
        or act.draft.status.value not in {"happened", "ongoing", "generic"}
    ):
        return
    hostile = item.draft.hit.type.partition(".")[0] in _HOSTILE
    if kind == "STATEMENT.claim":
        doubted = hostile
    elif kind.startswith("STATEMENT."):
        theirs = {p.country for p in item.actors}
        mine = {p.country for p in act.actors}
        doubted = hostile and bool(theirs) and bool(mine) and None not in theirs | mine and not theirs & mine
    else:
        doubted = kind == "ACCUSE.allege"
    if doubted:
        status.value = "alleged"
        status.cues.append((act.draft.hit.token, "reported"))


def attribution(found: Sequence[Found], number: int, passage: Passage) -> Attribution | None:
    """The speaker of what the draft tells, as far as its sentence or its quotation names one."""
    item = found[number]
    draft = item.draft
    act = found[item.act] if item.act is not None else None
    while act is not None and not act.states:
        act = found[act.act] if act.act is not None else None
    if act is not None:
        if act.cited is not None and act.cited.kind != "unknown":
            return Attribution(source=act.cited, kind="report")  # "Reuters, citing the ministry"
        kind = "direct_quote" if draft.quoted else "indirect_quote" if act.actors else "unnamed"
        return Attribution(source=act.actors[0] if act.actors else None, kind=kind)  # type: ignore[arg-type]
    if draft.according is not None:
        return Attribution(source=item.according, kind="report")
    if draft.quoted and not item.states:
        near = [f for f in found if f.paragraph == item.paragraph and f.states and f.actors]
        source = min(near, key=lambda f: abs(f.draft.hit.token - draft.hit.token)).actors[0] if near else None
        return Attribution(source=source, kind="direct_quote")
    if any(passage.tree.word[token] in passage.lexicon.cues.unnamed for token, _ in draft.status.cues):
        return Attribution(source=None, kind="unnamed")
    return None


def settle_headlines(document: Document, found: Sequence[Found]) -> None:
    """A headline's noun has no tense ("… as talks in Oslo"): where the body only plans it, it is planned."""
    told: dict[tuple[str, str], set[str]] = {}
    for item in found:
        if item.place is not None and document.paragraphs[item.paragraph].section != "headline":
            told.setdefault((item.draft.hit.type, item.place.entity), set()).add(item.draft.status.value)
    for item in found:
        hit, status = item.draft.hit, item.draft.status
        if hit.kind != "noun" or status.value != "happened" or item.place is None or hit.given is not None:
            continue
        if document.paragraphs[item.paragraph].section == "headline":
            body = told.get((hit.type, item.place.entity), set())
            if "scheduled" in body and not body & {"happened", "ongoing"}:
                status.value = "scheduled"
                status.cues.append((hit.token, "planned_in_text"))
