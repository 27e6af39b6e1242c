"""People, organisations and places across articles: one id for spellings, short forms and middle initials of one name.

Only people are matched beyond equal folded names: a surname alone becomes the one full name that ends in it, and a
surname spelled slightly otherwise joins when the first name is the same. What is ambiguous stays apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from rapidfuzz import fuzz

from timeline.chronology.claims import Claim, Point, Source, everyone
from timeline.chronology.data import types, word_weights
from timeline.model.names import fold_name
from timeline.model.records import EntityRecord, Participant, Place

_UNRESOLVED = "name:"
_PEOPLE = frozenset({"person", "unknown"})
_NAMED = frozenset({"person", "organisation", "country"})
_MIN_SURNAME, _MIN_RATIO = 6, 88.0


class Spot(msgspec.Struct, frozen=True, order=True, array_like=True):
    """Where a place lies, as one article has it; first by what is known, then by numbers."""

    located: bool
    lat: float
    lon: float
    within: str

    @property
    def point(self) -> tuple[float | None, float | None]:
        """Latitude and longitude, where known."""
        return (self.lat, self.lon) if self.located else (None, None)


class Names(msgspec.Struct, array_like=True):
    """What the articles say about one entity id, with how often they say it."""

    names: dict[str, int] = msgspec.field(default_factory=dict)
    kinds: dict[str, int] = msgspec.field(default_factory=dict)
    countries: dict[str, int] = msgspec.field(default_factory=dict)
    spots: dict[Spot, int] = msgspec.field(default_factory=dict)

    def add(self, other: Names) -> None:
        """Count what is said under another id, too."""
        for mine, more in zip(self._all(), other._all(), strict=True):
            for value, times in more.items():
                mine[value] = mine.get(value, 0) + times

    def note(self, one: Participant, times: int) -> None:
        """Count a mention, or with -1 take it back."""
        _count(self.names, one.name, times)
        _count(self.kinds, one.kind, times)
        if one.country:
            _count(self.countries, one.country, times)
        if isinstance(one, Place):
            located = one.lat is not None and one.lon is not None
            _count(self.spots, Spot(located, one.lat or 0.0, one.lon or 0.0, one.within or ""), times)

    def _all(self) -> tuple[dict[Any, int], ...]:
        return (self.names, self.kinds, self.countries, self.spots)


def _count(counts: dict[Any, int], value: Any, times: int) -> None:
    now = counts.get(value, 0) + times
    if now:
        counts[value] = now
    else:
        counts.pop(value, None)


@dataclass(slots=True)
class Directory:
    """Canonical ids and what is known of each; `within` gives the regions that a place lies in."""

    canonical: dict[str, str]
    known: dict[str, Names]
    within: dict[str, frozenset[str]]
    spots: dict[str, Spot]

    def of(self, entity: str) -> str:
        """The canonical id."""
        return self.canonical.get(entity, entity)

    def name(self, entity: str) -> str:
        """The name most used, longer and then alphabetical on a tie."""
        names = self.known[entity].names if entity in self.known else {}
        return min(names, key=lambda n: (-names[n], -len(n), n), default=entity.removeprefix(_UNRESOLVED))

    def point(self, place: str) -> Point:
        """Where it lies, where that is known."""
        spot = self.spots.get(place)
        return (spot.lat, spot.lon) if spot and spot.located else None

    def kind(self, entity: str) -> str:
        """The kind most given, anything before unknown."""
        kinds = self.known[entity].kinds if entity in self.known else {}
        return min(kinds, key=lambda k: (k == "unknown", -kinds[k], k), default="unknown")


def note(known: dict[str, Names], source: Source, times: int = 1) -> None:
    """Count everybody in an article, or with -1 take it back."""
    for claim in source.claims:
        for one in everyone(claim.assertion):
            names = known.get(one.entity)
            if names is None:
                names = known[one.entity] = Names()
            names.note(one, times)
            if not names.names:
                del known[one.entity]


def directory(known: Mapping[str, Names]) -> Directory:
    """Everybody under one id each."""
    canonical = _merge(known)
    merged: dict[str, Names] = {}
    for entity, names in known.items():
        into = canonical.get(entity, entity)
        if into not in merged:
            merged[into] = Names()
        merged[into].add(names)
    regions: dict[str, set[str]] = {}
    spots: dict[str, Spot] = {}
    for place, names in merged.items():
        if names.spots:
            spots[place] = min(names.spots, key=lambda s: (not s.located, -names.spots[s], s))
            inside = {canonical.get(s.within, s.within) for s in names.spots if s.within}
            if inside:
                regions[place] = inside
    within = {place: frozenset(_closure(place, regions)) for place in regions}
    return Directory(canonical, merged, within, spots)


def _closure(place: str, regions: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    stack = [place]
    while stack:
        for region in regions.get(stack.pop(), ()):
            if region not in found and region != place:
                found.add(region)
                stack.append(region)
    return found


def _merge(known: Mapping[str, Names]) -> dict[str, str]:
    """Ids that are another one's, mapped to it; resolved ids are never merged with each other."""
    full: dict[str, str] = {}  # folded full name → id, resolved ids first
    for entity in sorted(known, key=lambda e: (e.startswith(_UNRESOLVED), e)):
        for name in sorted(known[entity].names):
            full.setdefault(_plain(name), entity)
        if entity.startswith(_UNRESOLVED):
            full.setdefault(_plain(entity.removeprefix(_UNRESOLVED)), entity)
    surnames: dict[str, set[str]] = {}
    for name, entity in full.items():
        tokens = name.split()
        if len(tokens) > 1 and _person(known[entity]):
            surnames.setdefault(tokens[-1], set()).add(entity)
    namesakes: dict[tuple[str, str], set[tuple[str, str]]] = {}  # first name and surname's initial → surname, id
    for surname, entities in surnames.items():
        for entity in entities:
            for first in {_plain(n).split()[0] for n in known[entity].names if _plain(n)}:
                namesakes.setdefault((first, surname[0]), set()).add((surname, entity))
    canonical: dict[str, str] = {}
    for entity in sorted(known):
        if not entity.startswith(_UNRESOLVED):
            continue
        name = _plain(entity.removeprefix(_UNRESOLVED))
        target: str | None = full.get(name, entity)
        if target == entity and known[entity].kinds.keys() <= _PEOPLE:
            target = _person_of(name, entity, surnames, namesakes, known)
        if target and target != entity:
            canonical[entity] = target
    return {entity: _end(entity, canonical) for entity in canonical}


def _person_of(
    name: str,
    entity: str,
    surnames: Mapping[str, set[str]],
    namesakes: Mapping[tuple[str, str], set[tuple[str, str]]],
    known: Mapping[str, Names],
) -> str | None:
    tokens = name.split()
    if len(tokens) == 1:
        found = surnames.get(name, set())
        return next(iter(found)) if len(found) == 1 else None
    if not tokens or len(tokens[-1]) < _MIN_SURNAME or "person" not in known[entity].kinds:
        return None
    near = {
        other
        for surname, other in namesakes.get((tokens[0], tokens[-1][0]), ())
        if other != entity and surname != tokens[-1] and fuzz.ratio(surname, tokens[-1]) >= _MIN_RATIO
    }
    # Of two unresolved spellings the one used more is kept, so that a mapping never runs in a circle.
    near = {o for o in near if not o.startswith(_UNRESOLVED) or _used(known[o], o) > _used(known[entity], entity)}
    return next(iter(near)) if len(near) == 1 else None


def _used(names: Names, entity: str) -> tuple[int, str]:
    return sum(names.names.values()), entity


def _person(names: Names) -> bool:
    return min(names.kinds, key=lambda k: (-names.kinds[k], k), default="") == "person"


def _plain(name: str) -> str:
    """Folded, without middle initials."""
    tokens = fold_name(name).split()
    return " ".join(t for i, t in enumerate(tokens) if len(t) > 1 or i in (0, len(tokens) - 1))


def _end(entity: str, canonical: Mapping[str, str]) -> str:
    seen = {entity}
    while (after := canonical.get(entity)) and after not in seen:
        seen.add(after)
        entity = after
    return entity


def overlay(claim: Claim, people: Directory) -> None:
    """Lay canonical ids over a claim."""
    a = claim.assertion
    claim.actors = frozenset(people.of(p.entity) for p in a.actors if not _bare(p))
    claim.recipients = frozenset(people.of(p.entity) for p in a.recipients if not _bare(p))
    claim.parties = claim.actors | claim.recipients
    claim.firm = frozenset(people.of(p.entity) for p in [*a.actors, *a.recipients] if _firm(p))
    claim.doers, claim.objects = _people(a.actors, people), _people(a.recipients, people)
    mutual = types().is_mutual(claim.type)
    sides = [*a.actors, *a.recipients] if mutual else a.actors
    claim.sides = frozenset(p.country for p in sides if p.country and p.kind != "person")
    claim.place = people.of(a.place.entity) if a.place else None
    claim.within = people.within.get(claim.place, frozenset()) if claim.place else frozenset()
    if claim.incident:
        claim.towns = {p: people.point(p) for p in (claim.place, *claim.parties) if p and _town(p)}


def _town(place: str) -> bool:
    return place.startswith("plc:") and not place.startswith("plc:adm")


_NUMBERS = frozenset(
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "dozens"]
)


def _bare(one: Participant) -> bool:
    """A pronoun or number that stayed unresolved stands for nobody in another article."""
    name = one.name.lower()
    return one.entity.startswith("name:") and (name in word_weights().stop or name in _NUMBERS or name.isdigit())


def _firm(one: Participant) -> bool:
    """Is it somebody in particular, and not "troops" or "the region"?"""
    if one.kind == "place":
        return False
    return not one.entity.startswith(_UNRESOLVED) or (one.kind in _NAMED and one.text[:1].isupper())


def _people(some: Iterable[Participant], people: Directory) -> frozenset[str]:
    """Those who are people of full name, so that two of them are two."""
    found = {(people.of(p.entity), p.name) for p in some if p.kind == "person"}
    return frozenset(e for e, name in found if " " in (e if e.startswith(_UNRESOLVED) else name))


def country(names: Names) -> str | None:
    """The country most given."""
    return min(names.countries, key=lambda c: (-names.countries[c], c), default=None)


def records(people: Directory) -> list[EntityRecord]:
    """One record an entity, by id."""
    found = []
    earlier: dict[str, set[str]] = {}
    for old, new in people.canonical.items():
        earlier.setdefault(new, set()).add(old.removeprefix(_UNRESOLVED))
    for entity, names in sorted(people.known.items()):
        name = people.name(entity)
        former = earlier.get(entity, set())
        found.append(
            EntityRecord(
                id=entity,
                name=name,
                kind=people.kind(entity),  # type: ignore[arg-type]
                country=country(names),
                aliases=sorted({n for n in names.names if n != name} | {f for f in former if f != fold_name(name)}),
            )
        )
    return found
