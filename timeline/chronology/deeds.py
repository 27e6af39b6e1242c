"""What somebody did in the article's own verb and object: "vetoes the media bill" says more than "vetoes"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.chronology.claims import Claim

_UNQUOTED = str.maketrans("", "", '“”«»„"')
_IRREGULAR = {"be": "is", "have": "has", "do": "does", "go": "goes"}
_SIBILANT = ("s", "x", "z", "ch", "sh", "o")
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_GIVING = frozenset({"award", "donate", "give", "grant", "hand", "lend", "offer", "pay", "pledge", "promise", "send"})
_NEAR = 20  # characters between a verb and the head of its object: an article, a number, an adjective
_LONG = 80  # characters of an object that still make a title


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb as the dictionary has it, particles included, and what follows it."""

    verb: str
    rest: str

    def told(self, *, several: bool) -> str:
        """In the present tense of headlines, for one doer or for several."""
        first, _, particles = self.verb.partition(" ")
        words = [first if several else third_person(first), particles, self.rest]
        return " ".join(word for word in words if word)


def deed(claims: Sequence[Claim], event_type: str) -> Deed | None:
    """The deed of the most confident claim that tells it by a verb; the shortest of equals."""
    counted = any(claim.assertion.toll for claim in claims)  # then what cost the lives goes before what came with it
    found = [
        (-claim.assertion.confidence, len(rest), rest, claim.assertion.trigger.lemma)
        for claim in claims
        if claim.assertion.type == event_type
        and (claim.assertion.toll is not None or not counted)
        and (rest := _rest(claim))
    ]
    if not found:
        return None
    _, _, rest, verb = min(found)
    return Deed(verb, rest)


def own_verb(claims: Sequence[Claim], event_type: str) -> Deed | None:
    """The verb of the most confident claim of which the recipient is the direct object: "dissolves" for "restricts"."""
    found = [
        (-claim.assertion.confidence, claim.assertion.trigger.lemma)
        for claim in claims
        if claim.assertion.type == event_type and _direct(claim)
    ]
    return Deed(min(found)[1], "") if found else None


def _does(claim: Claim) -> bool:
    """Is it told by a verb that stands behind its doer?"""
    a = claim.assertion
    return a.trigger.word == "verb" and any(p.start < a.trigger.start for p in a.actors)


def _direct(claim: Claim) -> bool:
    """Does the verb stand between its doer and, right behind it, whom it is done to?"""
    a = claim.assertion
    if a.object is not None or not a.recipients or not _does(claim):
        return False
    return 0 < min(p.start for p in a.recipients) - a.trigger.end <= _NEAR


def undergone(claims: Sequence[Claim], event_type: str, whom: str) -> str:
    """What was done to whom where nobody is named as the doer, in the article's own participle: `Karki sworn in`."""
    told: list[tuple[float, str]] = []
    for claim in claims:
        a = claim.assertion
        before = [s for s in (*a.recipients, a.object) if s is not None and s.start < a.trigger.start]
        if a.type == event_type and a.trigger.word == "verb" and before and a.trigger.text.isascii():
            who = whom or _ARTICLE.sub("", plain(before[0].text))
            told.append((-a.confidence, f"{who} {plain(a.trigger.text)}"))
    return min(told)[1] if told else ""


def third_person(verb: str) -> str:
    """`passes`, `carries`, `has`."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ies"
    return verb + ("es" if verb.endswith(_SIBILANT) else "s")


def plain(text: str) -> str:
    """Words on one line, without quotation marks."""
    return " ".join(text.translate(_UNQUOTED).split())


def _rest(claim: Claim) -> str:
    """The object, where it names everybody concerned; of a promise or a demand what is to be done."""
    a = claim.assertion
    if not _does(claim):
        return ""  # with the doer behind it the verb stands in the passive or tells it from the other side
    if a.content is not None:
        said = plain(a.content.text)
        whole = all(a.content.start <= p.start and p.end <= a.content.end for p in a.recipients)
        return said if said.startswith("to ") and whole and len(said) <= _LONG else ""
    if a.object is None or a.object.start < a.trigger.start:
        return ""
    held = all(a.object.start <= p.start and p.end <= a.object.end for p in a.recipients)
    text = plain(a.object.text)
    if not held and a.trigger.lemma in _GIVING and all(p.start > a.object.end for p in a.recipients):
        text, held = f"{text} to {' and '.join(plain(p.text) for p in a.recipients)}", True
    return text if held and text[:1].isalnum() and len(text) <= _LONG else ""
