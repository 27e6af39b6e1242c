"""A short human title for an event: who does what to whom and where, in the present tense of headlines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from timeline.chronology.claims import Claim
from timeline.chronology.data import phrases
from timeline.chronology.entities import Directory
from timeline.model.records import EventPlace, Party

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
_LONG = 90


def short(party: Party, people: Directory) -> str:
    """A person's last name, anybody else's name."""
    if people.kind(party.entity) == "person" and " " in party.name:
        last = party.name.split()[-1]
        return last if last[0].isalpha() and len(last) > 2 else party.name
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
    people: Directory,
) -> str:
    """The title; the factuality is said where the event is not told as a fact."""
    phrase = phrases().get(event_type)
    who = join([short(p, people) for p in actors])
    whom = join([short(p, people) for p in recipients if p.entity not in {a.entity for a in actors}])
    where = place.name if place and place.entity not in {p.entity for p in [*actors, *recipients]} else ""
    if phrase is None:
        text = _plain(claims, who, whom)
        joiner = "in"
    elif who:
        text = f"{who} {phrase.one if len(actors) == 1 and not _plural(who) else phrase.many}"
        joiner = phrase.place
        if whom and not (event_type == "CONSULT.visit" and where):
            text += f" {phrase.recipient} {whom}" if phrase.recipient else f" {whom}"
    else:
        text = phrase.noun or event_type.partition(".")[2].replace("_", " ").capitalize()
        joiner = "to" if event_type == "CONSULT.visit" else "in"
        if whom:
            text += f": {whom}"
    if where:
        text += f" {joiner} {where}" if joiner else f" {where}"
    text = text if len(text) <= _LONG else text[: _LONG - 1].rstrip() + "…"
    said = _ROLES.get(factuality)
    text = text[:1].upper() + text[1:]
    return f"{text} ({said})" if said else text


def _plural(name: str) -> bool:
    """Is a single name a plain plural (`rebels`, `the two leaders`)?"""
    return name[:1].islower() and name.endswith("s") and not name.endswith("ss")


def _plain(claims: Sequence[Claim], who: str, whom: str) -> str:
    """An event of no known type: its trigger in the words used most."""
    words = Counter(c.assertion.trigger.text for c in claims)
    trigger = min(words, key=lambda w: (-words[w], w))
    if who and whom:
        return f"{who}: {trigger} ({whom})"
    return f"{who}: {trigger}" if who else (f"{trigger}: {whom}" if whom else trigger)
