"""People, organisations and places across articles: one id for spellings, short forms and middle initials of one name.

Only people are matched beyond equal folded names: a surname alone becomes the one full name that ends in it, and a
surname spelled slightly otherwise joins when the first name is the same. What is ambiguous stays apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from timeline.chronology.claims import Claim, Source, everyone
from timeline.chronology.data import types, word_weights
from timeline.model.names import fold_name
from timeline.model.records import EntityRecord, Participant, Place

_UNRESOLVED = "name:"
_PEOPLE = frozenset({"person", "unknown"})
_NAMED = frozenset({"person", "organisation", "country"})
_MIN_SURNAME, _MIN_RATIO = 6, 88.0


@dataclass(slots=True)
class Names:
    """What the articles say about one entity id."""

    names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Directory:
    """Canonical ids and what is known of each; `within` gives the regions that a place lies in."""

    canonical: dict[str, str]
    known: dict[str, Names]
    within: dict[str, frozenset[str]]
    places: dict[str, Place]

    def of(self, entity: str) -> str:
        """The canonical id."""
        return self.canonical.get(entity, entity)

    def name(self, entity: str) -> str:
        """The name most used, longer and then alphabetical on a tie."""
        names = self.known[entity].names if entity in self.known else Counter()
        return min(names, key=lambda n: (-names[n], -len(n), n), default=entity.removeprefix(_UNRESOLVED))

    def kind(self, entity: str) -> str:
        """The kind most given, anything before unknown."""
        kinds = self.known[entity].kinds if entity in self.known else Counter()
        return min(kinds, key=lambda k: (k == "unknown", -kinds[k], k), default="unknown")


def directory(sources: Iterable[Source]) -> Directory:
    """Everybody in the articles under one id each."""
    known: dict[str, Names] = {}
    within: dict[str, set[str]] = {}
    places: dict[str, Place] = {}
    for source in sources:
        for claim in source.claims:
            for one in everyone(claim.assertion):
                _note(known, one)
                if isinstance(one, Place):
                    places.setdefault(one.entity, one)
                    if one.within:
                        within.setdefault(one.entity, set()).add(one.within)
    canonical = _merge(known)
    merged: dict[str, Names] = {}
    for entity, names in known.items():
        into = merged.setdefault(canonical.get(entity, entity), Names())
        into.names.update(names.names)
        into.kinds.update(names.kinds)
        into.countries.update(names.countries)
    regions = {canonical.get(p, p): {canonical.get(w, w) for w in ws} for p, ws in sorted(within.items())}
    return Directory(
        canonical,
        merged,
        {place: frozenset(_closure(place, regions)) for place in regions},
        {canonical.get(p, p): record for p, record in sorted(places.items(), reverse=True)},
    )


def _note(known: dict[str, Names], one: Participant) -> None:
    entry = known.setdefault(one.entity, Names())
    entry.names[one.name] += 1
    entry.kinds[one.kind] += 1
    if one.country:
        entry.countries[one.country] += 1


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
    return names.kinds.most_common(1)[0][0] == "person" if names.kinds else False


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
    mutual = types().is_mutual(claim.type)
    sides = [*a.actors, *a.recipients] if mutual else a.actors
    claim.sides = frozenset(p.country for p in sides if p.country and p.kind != "person")
    claim.place = people.of(a.place.entity) if a.place else None
    claim.within = people.within.get(claim.place, frozenset()) if claim.place else frozenset()


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


def records(people: Directory) -> list[EntityRecord]:
    """One record an entity, by id."""
    found = []
    earlier: dict[str, set[str]] = {}
    for old, new in people.canonical.items():
        earlier.setdefault(new, set()).add(old.removeprefix(_UNRESOLVED))
    for entity, names in sorted(people.known.items()):
        name = people.name(entity)
        former = earlier.get(entity, set())
        countries = names.countries
        found.append(
            EntityRecord(
                id=entity,
                name=name,
                kind=people.kind(entity),  # type: ignore[arg-type]
                country=min(countries, key=lambda c: (-countries[c], c), default=None),
                aliases=sorted({n for n in names.names if n != name} | {f for f in former if f != fold_name(name)}),
            )
        )
    return found
