"""A short human title for an event: who does what to whom and where, in the present tense of headlines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from timeline.chronology.claims import Claim
from timeline.chronology.data import Phrase, phrases
from timeline.chronology.deeds import deed, own_verb, plain, undergone
from timeline.chronology.entities import Directory
from timeline.model.names import family_first, last_name
from timeline.model.records import EventPlace, Party, Toll

_ROLES = {
    "scheduled": "planned",
    "proposed": "proposed",
    "requested": "requested",
    "threatened": "threatened",
    "conditional": "conditional",
    "alleged": "alleged",
    "denied": "denied",
    "refused": "refused",
    "attempted": "attempted",
    "hypothetical": "hypothetical",
    "generic": "in general",
    "did_not_happen": "did not happen",
}
_LONG = 110
_TELLING = frozenset({"STATEMENT.say", "STATEMENT.claim"})
_JOINTS = frozenset({"on", "in", "at", "of", "to", "for", "with", "from", "by", "before", "after", "against", "and"})
_COUNTED = frozenset({"ASSAULT", "DISASTER"})
_HARM = _COUNTED | {"CASUALTY"}
_ARMED = frozenset({"forces", "troops", "guards", "authorities", "police", "gardai", "carabinieri"})
_COLLECTIVE = frozenset({"police", "people", "women", "children", "military", "troops"})


def short(party: Party, people: Directory) -> str:
    """A person's last name, anybody else's name."""
    if people.kind(party.entity) == "person" and " " in party.name:
        last = last_name(party.name)
        return last if last[0].isalpha() and (len(last) > 2 or family_first(party.name)) else party.name
    return party.name


def join(names: Sequence[str]) -> str:
    """`A, B and C`; more than three become `A, B and others`."""
    unique = list(dict.fromkeys(names))
    if len(unique) > 3:
        unique = [*unique[:2], "others"]
    return ", ".join(unique[:-1]) + " and " + unique[-1] if len(unique) > 1 else "".join(unique)


def title(
    claims: Sequence[Claim],
    event_type: str,
    actors: Sequence[Party],
    recipients: Sequence[Party],
    place: EventPlace | None,
    factuality: str,
    toll: Toll | None,
    people: Directory,
) -> str:
    """The title; the factuality is said where the event is not told as a fact."""
    actors = _told_together(actors, claims, "actors", people)
    recipients = _told_together(recipients, claims, "recipients", people)
    phrase, doers = _phrase(claims, event_type), specific(actors)
    who = join([short(p, people) for p in doers])
    whom = join([short(p, people) for p in recipients if p.entity not in {a.entity for a in actors}])
    where = place.name if place and place.entity not in {p.entity for p in [*actors, *recipients]} else ""
    said = _said(claims, event_type)
    several = len(doers) > 1 or (len(doers) == 1 and _plural(doers[0], people))
    did = deed(claims, event_type) if who else None
    if phrase is None:
        text = _plain(claims, who, whom)
        joiner = "in"
    elif did is not None:
        rest = did.rest if len(actors) < 2 else _without(did.rest, [a.name for a in actors])
        text, joiner, said = f"{who} {replace(did, rest=rest).told(several=several)}", phrase.place or "in", ""
    elif who and said and event_type in _TELLING:
        text, joiner, where = f"{who}: {said}", "", ""
    elif who:
        verb = own_verb(claims, event_type) if whom and not phrase.recipient else None
        text = f"{who} {verb.told(several=several) if verb else phrase.many if several else phrase.one}"
        joiner = phrase.place
        aim = whom or ("" if phrase.recipient or said else _words(claims, event_type, "object"))
        if aim and not (event_type == "CONSULT.visit" and place):
            text += f" {phrase.recipient} {aim}" if phrase.recipient else f" {aim}"
    else:
        joiner = "to" if event_type == "CONSULT.visit" else "in"
        done = (
            "" if phrase.aim or said or event_type.partition(".")[0] in _HARM else undergone(claims, event_type, whom)
        )
        text = done or _nobody(phrase, event_type, whom, said, toll)
    if where and where not in text:
        text += f" {joiner} {where}" if joiner else f" {where}"
    if who and phrase and said and event_type not in _TELLING:
        text += f": {said}"
    if event_type.partition(".")[0] in _COUNTED and toll is not None:
        text += f": {_tolls(toll)}"
    text = _shorten(text)
    doubt = _ROLES.get(factuality)
    return f"{text} ({doubt})" if doubt else text


def _told_together(
    parties: Sequence[Party], claims: Sequence[Claim], side: Literal["actors", "recipients"], people: Directory
) -> Sequence[Party]:
    """Without what other articles call the same people: "gunmen" here and "assailants" there are not two parties."""
    if not any(party.name.islower() for party in parties) or len(parties) < 2:
        return parties
    told = [c.assertion for c in claims if getattr(c.assertion, side)]
    best = getattr(max(told, key=lambda a: a.confidence), side) if told else ()
    together = {people.of(one.entity) for one in best}
    return [p for p in parties if not p.name.islower() or p.entity in together] or parties


def specific(actors: Sequence[Party]) -> list[Party]:
    """Without a country of which a body acts: "China and its foreign ministry" says the same twice."""
    parts = [a.entity.split(":") for a in actors]
    acting = {f"cty:{part[1]}" for part in parts if part[0] in {"org", "grp"} and len(part) > 2}
    return [a for a in actors if a.entity not in acting]


def _without(text: str, doers: Sequence[str]) -> str:
    """Without those at the end who do it too: "China and India reach a deal (with India)"."""
    head, _, tail = text.rpartition(" with ")
    return head if head and tail in doers else text


def _phrase(claims: Sequence[Claim], event_type: str) -> Phrase | None:
    """How to say the type; a verb that says less than its type ("vote" is no law yet) may have its own phrase."""
    verbs = {c.assertion.trigger.lemma for c in claims if c.type == event_type}
    own = phrases().get(f"{event_type} {min(verbs)}") if len(verbs) == 1 else None
    return own or phrases().get(event_type)


def _said(claims: Sequence[Claim], event_type: str) -> str:
    """What a speech act says; where the words give none, what a statement is about."""
    said = _words(claims, event_type, "content")
    return said or (_words(claims, event_type, "object") if event_type in _TELLING else "")


def _words(claims: Sequence[Claim], event_type: str, part: Literal["content", "object"]) -> str:
    """A part of the most confident assertion that has it, in the article's words; the shortest of equals."""
    told: list[tuple[float, int, str]] = []
    for claim in claims:
        span = claim.assertion.content if part == "content" else claim.assertion.object
        if claim.assertion.type == event_type and span is not None:
            text = plain(span.text)
            if text[:1].isalnum() and (part == "content" or text.partition(" ")[0].lower() not in _JOINTS):
                told.append((-claim.assertion.confidence, len(text), text))
    return min(told)[2] if told else ""


def _nobody(phrase: Phrase, event_type: str, whom: str, said: str, toll: Toll | None) -> str:
    """The title of an event without a doer, before its place: `15 soldiers killed`, `Attack on the convoy`, `Fire`."""
    root, _, leaf = event_type.partition(".")
    number = getattr(toll, leaf, None) if root == "CASUALTY" else None
    if number:
        return f"{number} {whom or ('person' if number == 1 else 'people')} {leaf}"
    noun = phrase.noun or leaf.replace("_", " ").capitalize()
    if root == "DISASTER" or not (whom or said):
        return noun  # whom it hit are people, the place and the numbers say more
    return f"{noun} {phrase.aim} {whom}" if whom and phrase.aim else f"{noun}: {whom or said}"


def _tolls(toll: Toll) -> str:
    """`4 killed, 23 injured`."""
    counts = ((name, getattr(toll, name)) for name in ("killed", "injured", "missing"))
    return ", ".join(f"{count} {name}" for name, count in counts if count is not None)


def _shorten(text: str) -> str:
    """At most a line and a half, cut between words."""
    text = text[:1].upper() + text[1:]
    if len(text) <= _LONG:
        return text
    return text[: _LONG - 1].rsplit(" ", 1)[0].rstrip(" ,;:–—") + "…"


def _plural(party: Party, people: Directory) -> bool:
    """Is a single party several (`rebels`, `Ukrainian forces`, `police`)?"""
    last = party.name.partition(" of ")[0].split()[-1]  # "a panel of judges" is one panel
    kind = people.kind(party.entity)
    if kind in {"person", "country"}:
        return False
    if last.lower() in _ARMED:  # "the Rapid Support Forces accuse"
        return True
    if not last[:1].islower() and kind != "group":
        return False
    return last in _COLLECTIVE or last.endswith("men") or (last.endswith("s") and not last.endswith("ss"))


def _plain(claims: Sequence[Claim], who: str, whom: str) -> str:
    """An event of no known type: its trigger in the words used most."""
    words = Counter(c.assertion.trigger.text for c in claims)
    trigger = min(words, key=lambda w: (-words[w], w))
    if who and whom:
        return f"{who}: {trigger} ({whom})"
    return f"{who}: {trigger}" if who else (f"{trigger}: {whom}" if whom else trigger)
