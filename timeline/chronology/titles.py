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
_LONG = 110
_UNQUOTED = str.maketrans("", "", '“”«»„"')
_TELLING = frozenset({"STATEMENT.say", "STATEMENT.claim"})
_COLLECTIVE = frozenset({"police", "people", "men", "women", "children", "military"})


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
        said = _said(claims, event_type)
        text = f"{who} {phrase.one if len(actors) == 1 and not _plural(actors[0], people) else phrase.many}"
        joiner = phrase.place
        if said and event_type in _TELLING:
            return _shorten(f"{who}: {said}")
        if whom and not (event_type == "CONSULT.visit" and place):
            text += f" {phrase.recipient} {whom}" if phrase.recipient else f" {whom}"
    else:
        text = phrase.noun or event_type.partition(".")[2].replace("_", " ").capitalize()
        joiner = "to" if event_type == "CONSULT.visit" else "in"
        if whom:
            text += f": {whom}"
    if where:
        text += f" {joiner} {where}" if joiner else f" {where}"
    if who and phrase and (said := _said(claims, event_type)):
        text += f": {said}"
    text = _shorten(text)
    doubt = _ROLES.get(factuality)
    return f"{text} ({doubt})" if doubt else text


def _said(claims: Sequence[Claim], event_type: str) -> str:
    """What a speech act says, in the words of the most confident assertion; the shortest of equals."""
    told = [
        c.assertion
        for c in claims
        if c.assertion.type == event_type and c.assertion.content and c.assertion.content.text.strip()
    ]
    if not told:
        return ""
    best = min(told, key=lambda a: (-a.confidence, len(a.content.text) if a.content else 0, a.id))
    return " ".join(best.content.text.translate(_UNQUOTED).split()) if best.content else ""


def _shorten(text: str) -> str:
    """At most a line and a half, cut between words."""
    text = text[:1].upper() + text[1:]
    if len(text) <= _LONG:
        return text
    return text[: _LONG - 1].rsplit(" ", 1)[0].rstrip(" ,;:–—") + "…"


def _plural(party: Party, people: Directory) -> bool:
    """Is a single party several (`rebels`, `Ukrainian forces`, `police`)?"""
    last = party.name.split()[-1]
    if people.kind(party.entity) in {"person", "country"} or not last[:1].islower():
        return False
    return last in _COLLECTIVE or (last.endswith("s") and not last.endswith("ss"))


def _plain(claims: Sequence[Claim], who: str, whom: str) -> str:
    """An event of no known type: its trigger in the words used most."""
    words = Counter(c.assertion.trigger.text for c in claims)
    trigger = min(words, key=lambda w: (-words[w], w))
    if who and whom:
        return f"{who}: {trigger} ({whom})"
    return f"{who}: {trigger}" if who else (f"{trigger}: {whom}" if whom else trigger)
