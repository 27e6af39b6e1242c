"""Whose an infinitive or participle without a subject is: the speaker's, or of whom it is asked, blamed or paid."""

from __future__ import annotations

from timeline.extract.noun_slots import Clauses, Slots

_ANSWERED = frozenset(
    (
        *("thank", "praise", "condemn", "criticise", "criticize", "denounce", "congratulate", "applaud", "commend"),
        *("honour", "honor", "arrest", "detain", "jail", "imprison", "fine", "sentence", "convict", "charge", "sue"),
        *("prosecute", "punish", "sack", "fire", "suspend", "expel", "rebuke", "slam", "pardon", "forgive", "attack"),
        *("ban", "express"),
    )
)  # what was done to their object was done for something that the object did
WRITTEN = frozenset(
    (
        *("note", "letter", "message", "statement", "petition", "email", "memo", "resolution", "motion", "declaration"),
        *("appeal", "communique", "decree", "document", "manifesto", "report"),
    )
)
_SENDING = frozenset(
    (
        *("hand", "send", "deliver", "submit", "issue", "write", "sign", "post", "publish", "present", "give"),
        *("release", "file", "circulate", "draft", "read", "adopt", "pass", "approve", "endorse"),
    )
)
_HARMING = frozenset({"kill", "wound", "injure", "hurt", "damage", "destroy", "displace"})
_ASKING = frozenset({"call", "appeal"})
_ISSUERS = ("poss", "subj", "by", "mod")
_CALLS = frozenset({"call", "demand", "appeal", "pressure", "order", "ultimatum", "invitation", "plea"})
_CALLED = frozenset(
    ("reject", "refuse", "ignore", "face", "resist", "accept", "obey", "defy", "heed", "dismiss", "spurn", "receive")
)
_BLAMED = frozenset({"accuse", "blame", "suspect", "stop", "prevent", "ban", "bar"})


def controller(arguments: Clauses, token: int) -> list[int] | None:
    """The object of the clause above that the clause of `token` is about; None where the subject may be its doer."""
    tree = arguments.tree
    head, dep = tree.head[token], tree.dep[token]
    lemma, governor = tree.lemma[head], arguments.slots(head)
    if lemma in {"quote", "cite"} and governor.get("obj") and any(tree.word[k] == "as" for k in tree.kids[token]):
        return governor["obj"]  # "the agency quoted him as saying"
    if lemma in _ASKING and tree.tag[token] == "VB" and (asked := governor.get("on") or governor.get("to")):
        return asked  # "called on both to wait"
    blamed = lemma in _BLAMED and not (dep == "advcl" and tree.word[token - 1] == ",")  # "accused him, saying …"
    sued = lemma == "take" and any(tree.word[t] == "court" for t in governor.get("to", ()))
    if (sued or lemma in _ANSWERED) and any(tree.word[k] == "for" for k in tree.children(token, "mark", "case")):
        blamed = True  # "thanked her for visiting"
    if not blamed and (dep == "advcl" or lemma not in arguments.lexicon.cues.object_control):
        return None
    if lemma == "express":
        return governor.get("to") or governor.get("subj") or []  # "expressed thanks to her for coming"
    found = governor.get("obj") or governor.get("iobj") or governor.get("on") or governor.get("to")
    return found if found and found[0] != token else None


def suffering(arguments: Clauses, token: int) -> list[int]:
    """The subject of the passive above, as far as what was done by its means was its own deed."""
    tree, head = arguments.tree, arguments.tree.head[token]
    if tree.lemma[head] in _HARMING and tree.tag[token] == "VBG" and tree.word[token - 1] == "by":
        return []  # "were killed by shelling": they shelled nobody
    return arguments.slots(head).get("obj") or []


def intending(arguments: Clauses, noun: int) -> list[int]:
    """Whose infinitive it is in "his plan to resign", "calls to resign", "paid two men to kill her"."""
    if _told_to(arguments, noun):
        return [noun]
    owner = arguments.slots(noun)
    return _called_upon(arguments, noun, owner) or next((owner[n] for n in _ISSUERS if owner.get(n)), [])


def _told_to(arguments: Clauses, noun: int) -> bool:
    """Is it somebody whom the verb above makes do something?"""
    tree, parties = arguments.tree, arguments.lexicon.parties
    if tree.dep[noun] != "obj" or tree.lemma[tree.head[noun]] not in arguments.lexicon.cues.object_control:
        return False
    return bool(tree.ent[noun]) or tree.lemma[noun] in parties.people or tree.lemma[noun] in parties.groups


def _called_upon(arguments: Clauses, noun: int, owner: Slots) -> list[int]:
    """Who would resign in "rejected calls to resign", "calls on the mayor to resign"."""
    tree = arguments.tree
    if tree.lemma[noun] not in _CALLS:
        return []
    verb = tree.head[noun]
    answered = tree.dep[noun] == "obj" and arguments.clausal(verb) and tree.lemma[verb] in _CALLED
    named = owner.get("on") or (owner.get("for") if tree.lemma[noun] in {"call", "appeal"} else None)
    return named or (arguments.surface_subject(verb) if answered else [])


def issuer(arguments: Clauses, noun: int) -> list[int]:
    """Who demands it in "they signed a petition demanding …": those whose petition it is, or who hand it over."""
    tree, parties = arguments.tree, arguments.lexicon.parties
    if tree.pos[noun] != "NOUN" or tree.lemma[noun] in parties.people or tree.lemma[noun] in parties.groups:
        return [noun]
    owner = arguments.slots(noun)
    found = owner.get("by") or owner.get("poss") or owner.get("subj")
    verb = tree.head[noun]
    sent = tree.dep[noun] == "obj" and tree.lemma[noun] in WRITTEN and tree.lemma[verb] in _SENDING
    if not found and sent:
        found = arguments.surface_subject(verb)
    return found or [noun]
