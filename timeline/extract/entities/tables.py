"""The alias tables as data: countries, people with their offices, organisations, metonyms and named areas.

Every table is a TSV file beside this module; a bad line is refused with file and line. Keys are folded words, so an
alias matches whatever the article's punctuation, accents and transliteration.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from timeline.errors import UsageError
from timeline.model.names import fold_name
from timeline.model.records import EntityKind

DATA = Path(__file__).parent / "data"
WORD = re.compile(r"[^\W_]+(?:[.'\u2019\u02bc][^\W_]+)*")
_POSSESSIVE = re.compile(r"['\u2019\u02bc][sS]$")
_KINDS: dict[str, EntityKind] = {
    "per": "person",
    "org": "organisation",
    "cty": "country",
    "grp": "group",
    "plc": "place",
}
_OFFICE_OF = re.compile(r"[A-Z]{3}|(?:org|plc):[a-z0-9:A-Z.-]+|[A-Z][a-z]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name stands for. `weak` names need more evidence in the article; `exact` ones must match letter case."""

    entity: str
    name: str
    kind: EntityKind
    country: str | None = None
    weak: bool = False
    exact: bool = False
    form: str = ""
    """The alias as written in the table."""
    place: str | None = None
    """A metonym's entity where it is a place."""
    reading: str = "both"
    """`actor`, `place` or `both`."""


@dataclass(frozen=True, slots=True)
class Office:
    """Somebody held an office of a country or organisation from one day until another."""

    person: str
    office: str
    of: str
    start: date
    end: date | None

    def held(self, day: date) -> bool:
        """Was it held on this day?"""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Country:
    """A country, the words for it and who leads it (`president`, `premier` or `monarch`)."""

    iso3: str
    iso2: str
    name: str
    adjective: str
    capital: str
    leader: str

    @property
    def entity(self) -> str:
        """Its entity id."""
        return f"cty:{self.iso3}"


@dataclass(frozen=True, slots=True)
class Area:
    """A named place that is neither a country nor a city of the gazetteer."""

    entity: str
    name: str
    country: str | None
    within: str | None
    lat: float | None
    lon: float | None


@dataclass(slots=True)
class Tables:
    """All tables, indexed. `aliases` and `demonyms` map folded words to entries."""

    aliases: dict[str, list[Entry]] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)
    small: set[str] = field(default_factory=set)
    """First words of aliases that are written small inside a sentence ("al-Sharaa", "bin Laden")."""
    demonyms: dict[str, str] = field(default_factory=dict)
    tails: set[str] = field(default_factory=set)
    """Last words of demonyms."""
    countries: dict[str, Country] = field(default_factory=dict)
    iso2: dict[str, str] = field(default_factory=dict)
    offices: list[Office] = field(default_factory=list)
    by_person: dict[str, list[Office]] = field(default_factory=dict)
    people: dict[str, Entry] = field(default_factory=dict)
    areas: dict[str, Area] = field(default_factory=dict)
    surnames: dict[str, list[Entry]] = field(default_factory=dict)

    def add(self, entry: Entry, key: str | None = None) -> None:
        """Index an entry under the folded words of its form."""
        key = key or words_key(entry.form)
        if not key:
            return
        found = self.aliases.setdefault(key, [])
        if entry.entity not in {e.entity for e in found}:
            found.append(entry)
        self.note(entry, key)

    def note(self, entry: Entry, key: str) -> None:
        """Remember how long an alias is, and whether it may be written small."""
        words = key.split(" ")
        self.longest[words[0]] = max(self.longest.get(words[0], 0), len(words))
        if entry.form.removeprefix("the ")[:1].islower():
            self.small.add(words[0])


@lru_cache(maxsize=65536)
def word_key(word: str) -> str:
    """One word, folded; possessive endings and inner dots do not count."""
    return fold_name(_POSSESSIVE.sub("", word)).replace(" ", "")


def words_key(text: str) -> str:
    """A name as folded words; the leading article does not count."""
    words = [word_key(w) for w in WORD.findall(text)]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(w for w in words if w)


def rows(path: Path, columns: int) -> Iterator[tuple[str, list[str]]]:
    """(where, cells) of every line of a table; missing last cells are empty."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from error
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        where = f"{path.name}:{number}"
        if len(cells) > columns:
            raise UsageError(f"{where}: {len(cells)} columns, at most {columns} expected")
        yield where, cells + [""] * (columns - len(cells))


def split(cell: str) -> list[str]:
    """The alternatives of a cell."""
    return [part.strip() for part in cell.split("|") if part.strip()]


def is_exact(form: str) -> bool:
    """Does the form need its letter case, as short acronyms do ("US", "WHO", "AfD")?"""
    letters = form.replace(".", "").replace("the ", "")
    return len(letters) <= 6 and " " not in letters and any(c.isupper() for c in letters[1:])


def _load_countries(tables: Tables) -> None:
    for where, (iso3, iso2, name, aliases, people, capital, leader) in rows(DATA / "countries.tsv", 7):
        if not re.fullmatch("[A-Z]{3}", iso3) or leader not in {"president", "premier", "monarch"}:
            raise UsageError(f"{where}: bad country code or leader")
        demonyms, capitals = split(people), split(capital)
        adjective = demonyms[0] if demonyms else name
        country = Country(iso3, iso2, name, adjective, capitals[0] if capitals else "", leader)
        tables.countries[iso3] = country
        if iso2:
            tables.iso2[iso2] = iso3
        for form in [name, *split(aliases)]:
            tables.add(Entry(country.entity, name, "country", iso3, exact=is_exact(form), form=form))
        for form in demonyms:
            key = words_key(form)
            tables.demonyms.setdefault(key, iso3)
            tables.tails.add(key.split(" ")[-1])
        for form in capitals:
            tables.add(Entry(country.entity, name, "country", iso3, form=form, reading="actor"))


def _parse_office(where: str, person: str, text: str) -> Office:
    match = re.fullmatch(r"([a-z-]+):(.+?):(\d{4}-\d\d-\d\d):?(\d{4}-\d\d-\d\d)?", text)
    if match is None or not _OFFICE_OF.fullmatch(match[2]):
        raise UsageError(f"{where}: not an office: {text!r} (office:of:from:to)")
    end = date.fromisoformat(match[4]) if match[4] else None
    return Office(person, match[1], match[2], date.fromisoformat(match[3]), end)


def _load_people(tables: Tables) -> None:
    for where, (slug, name, country, offices, aliases) in rows(DATA / "people.tsv", 5):
        entity = f"per:{slug}"
        if country and country not in tables.countries:
            raise UsageError(f"{where}: unknown country {country!r}")
        person = Entry(entity, name, "person", country or None, form=name)
        tables.people[entity] = person
        tables.add(person)
        for part in offices.split(";"):
            if part.strip():
                office = _parse_office(where, entity, part.strip())
                tables.offices.append(office)
                tables.by_person.setdefault(entity, []).append(office)
        for form in split(aliases):
            weak = form.startswith("~")
            bare = form.lstrip("~")
            tables.add(Entry(entity, name, "person", country or None, weak=weak, form=bare))
        surname = words_key(name).split(" ")[-1]
        tables.surnames.setdefault(surname, []).append(person)


def _load_organisations(tables: Tables) -> None:
    for where, (slug, name, country, aliases) in rows(DATA / "organisations.tsv", 4):
        if country and country not in tables.countries:
            raise UsageError(f"{where}: unknown country {country!r}")
        for form in [name, *split(aliases)]:
            tables.add(Entry(f"org:{slug}", name, "organisation", country or None, exact=is_exact(form), form=form))


def _load_areas(tables: Tables) -> None:
    for where, (entity, name, country, within, lat, lon, aliases) in rows(DATA / "areas.tsv", 7):
        if not entity.startswith("plc:"):
            raise UsageError(f"{where}: a place's id starts with plc:")
        area = Area(
            entity, name, country or None, within or None, float(lat) if lat else None, float(lon) if lon else None
        )
        tables.areas[entity] = area
        for form in [name, *split(aliases)]:
            tables.add(Entry(entity, name, "place", country or None, form=form, place=entity, exact=is_exact(form)))


def _load_metonyms(tables: Tables) -> None:
    named = {e.entity: e.name for entries in tables.aliases.values() for e in entries}
    for where, (forms, entity, reading, place) in rows(DATA / "metonyms.tsv", 4):
        prefix = entity.split(":")[0]
        if prefix not in _KINDS or reading not in {"actor", "place", "both"}:
            raise UsageError(f"{where}: bad entity or reading")
        country = entity[4:7] if entity[4:7] in tables.countries and entity[7:8] in {"", ":"} else None
        name = named.get(entity) or (split(forms)[0])
        for form in split(forms):
            entry = Entry(
                entity,
                name,
                _KINDS[prefix],
                country,
                form=form,
                place=place or None,
                reading=reading,
                exact=is_exact(form),
            )
            key = words_key(form)
            others = [e for e in tables.aliases.get(key, []) if e.kind != "place" and e.entity != entity]
            tables.aliases[key] = [entry, *others]
            tables.note(entry, key)


def _load_user(tables: Tables, path: Path) -> None:
    for where, (entity, name, country, aliases) in rows(path, 4):
        prefix = entity.split(":")[0]
        if prefix not in _KINDS or not name:
            raise UsageError(f"{where}: an id starts with {', '.join(f'{k}:' for k in _KINDS)}, and a name follows")
        if country and country not in tables.countries:
            raise UsageError(f"{where}: unknown country {country!r}")
        for form in [name, *split(aliases)]:
            weak = form.startswith("~")
            bare = form.lstrip("~")
            place = entity if prefix == "plc" else None
            entry = Entry(entity, name, _KINDS[prefix], country or None, weak, is_exact(bare), bare, place)
            key = words_key(bare)
            tables.aliases[key] = [entry]
            tables.note(entry, key)


@lru_cache(maxsize=8)
def load_tables(extra: tuple[Path, ...] = ()) -> Tables:
    """The shipped tables, with the user's own alias files on top (`entity`, `name`, `country`, `a|b|c`)."""
    tables = Tables()
    _load_countries(tables)
    _load_people(tables)
    _load_organisations(tables)
    _load_areas(tables)
    _load_metonyms(tables)
    for path in extra:
        _load_user(tables, path)
    return tables


@lru_cache(maxsize=8)
def tables_digest(extra: tuple[Path, ...] = ()) -> str:
    """SHA-256 in hex of all data files and the user's own: part of the extractor's version."""
    load_tables(extra)  # names a missing or bad file
    found = hashlib.sha256()
    for path in [*sorted(DATA.iterdir()), *extra]:
        content = path.read_bytes()
        found.update(f"{path.name}\0{len(content)}\0".encode())
        found.update(content)
    return found.hexdigest()


def holders(tables: Tables, offices: Sequence[str], of: str, day: date | None) -> list[Entry]:
    """The people who hold one of the offices on the day (on any day, where the day is unknown), in table order."""
    found = {
        o.person: tables.people[o.person]
        for o in tables.offices
        if o.office in offices and o.of == of and (day is None or o.held(day))
    }
    return list(found.values())
