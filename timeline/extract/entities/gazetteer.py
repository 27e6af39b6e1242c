"""Cities, regions and named areas with coordinates.

The city file is sorted by folded name and searched by bisection, so loading costs a decompression and no parsing; a
city is made only when somebody asks for it.
"""

from __future__ import annotations

import gzip
import re
from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from timeline.errors import UsageError
from timeline.extract.entities.tables import DATA, Area, Tables, load_tables, rows, split, words_key
from timeline.model.names import fold_name

REGION_WORDS = frozenset(
    [
        "region",
        "oblast",
        "province",
        "state",
        "governorate",
        "krai",
        "kray",
        "prefecture",
        "county",
        "district",
        "territory",
        "republic",
        "raion",
        "canton",
    ]
)
TOWN_WORDS = frozenset(
    ["city", "town", "village", "port", "settlement", "suburb", "municipality", "township", "hamlet", "capital"]
)
_NO_PLACE = frozenset(
    [
        "west",
        "east",
        "north",
        "south",
        "central",
        "western",
        "eastern",
        "northern",
        "southern",
        "union",
        "democratic",
        "national",
        "front",
        "liberty",
    ]
)
_WELL_KNOWN = frozenset(
    ["USA", "CAN", "GBR", "DEU", "RUS", "UKR", "IND", "CHN", "AUS", "ESP", "ITA", "FRA", "PAK", "MEX", "BRA"]
)
_CONTEXT = 200  # how much more a city counts when its country is named in the article
_DIRECTION = re.compile(
    r"^(?:(?:the|north|south|east|west|central|northern|southern|eastern|western|upper|lower|inner|outer|"
    r"north[- ]?east|north[- ]?west|south[- ]?east|south[- ]?west|"
    r"north[- ]?eastern|north[- ]?western|south[- ]?eastern|south[- ]?western|greater|downtown|nearby|"
    r"occupied|besieged|war[- ]torn|mainland)\s+)+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Site:
    """A place that the gazetteer knows."""

    entity: str
    name: str
    kind: str
    """`city`, `region`, `area` or `country`."""
    country: str | None
    lat: float | None
    lon: float | None
    within: str | None
    population: int = 0


@dataclass(frozen=True, slots=True)
class _Region:
    code: str
    name: str
    iso3: str | None
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class _Data:
    lines: list[str]
    regions: dict[str, list[_Region]]
    by_code: dict[str, _Region]
    spellings: dict[str, list[tuple[str, str]]]


@lru_cache(maxsize=1)
def _data() -> _Data:
    tables = load_tables()
    lines = gzip.decompress((DATA / "cities.tsv.gz").read_bytes()).decode("utf-8").split("\n")
    named = {cells[0]: cells for _, cells in rows(DATA / "regions_named.tsv", 3)}
    regions: dict[str, list[_Region]] = {}
    by_code: dict[str, _Region] = {}
    for where, (code, name, bare, lat, lon) in rows(DATA / "regions.tsv", 5):
        if "." not in code:
            raise UsageError(f"{where}: not a region code: {code!r}")
        usual = named.get(code)
        region = _Region(code, usual[1] if usual else name, tables.iso2.get(code[:2]), float(lat), float(lon))
        by_code[code] = region
        # the generated bare name of a renamed region is often noise, its own names replace it
        forms = [region.name, *split(usual[2])] if usual else [name, bare]
        for key in {words_key(form) for form in forms}:
            regions.setdefault(key, []).append(region)
    spellings: dict[str, list[tuple[str, str]]] = {}
    for _, (spelling, usual_name, iso2) in rows(DATA / "city_spellings.tsv", 3):
        spellings.setdefault(words_key(spelling), []).append((fold_name(usual_name), iso2))
    return _Data(lines, regions, by_code, spellings)


def _site_of_region(region: _Region) -> Site:
    country = f"cty:{region.iso3}" if region.iso3 else None
    return Site(f"plc:adm1:{region.code}", region.name, "region", region.iso3, region.lat, region.lon, country)


def region(entity: str) -> Site | None:
    """The region of an id `plc:adm1:…`."""
    found = _data().by_code.get(entity.removeprefix("plc:adm1:"))
    return _site_of_region(found) if found else None


def _cities(key: str) -> list[Site]:
    data, tables = _data(), load_tables()
    found: list[Site] = []
    wanted = [(key, ""), *data.spellings.get(key, [])]
    for fold, iso2 in wanted:
        for number in range(bisect_left(data.lines, fold + "\t"), len(data.lines)):
            cells = data.lines[number].split("\t")
            if cells[0] != fold:
                break
            if iso2 and cells[3] != iso2:
                continue
            code = f"{cells[3]}.{cells[4]}"
            iso3 = tables.iso2.get(cells[3])
            within = f"plc:adm1:{code}" if code in data.by_code else (f"cty:{iso3}" if iso3 else None)
            site = Site(
                f"plc:geonames:{cells[1]}",
                cells[2],
                "city",
                iso3,
                float(cells[5]),
                float(cells[6]),
                within,
                int(cells[7]),
            )
            if site.entity not in {s.entity for s in found}:
                found.append(site)
    return found


@lru_cache(maxsize=4096)
def _candidates(key: str) -> tuple[tuple[Site, ...], tuple[Site, ...]]:
    cities = sorted(_cities(key), key=lambda s: (-s.population, s.entity))
    regions = [_site_of_region(r) for r in _data().regions.get(key, [])]
    return tuple(cities), tuple(regions)


def bare_name(name: str) -> tuple[str, str | None]:
    """A place name without its class word and directions, and what class the word says: `region`, `city` or None.

    "Kursk region" gives ("Kursk", "region"), "city of Sudzha" gives ("Sudzha", "city").
    """
    words = name.split()
    kind: str | None = None
    lowered = [w.lower().strip(".,") for w in words]
    if len(words) > 1:
        if lowered[-1] in REGION_WORDS | TOWN_WORDS:
            kind = "region" if lowered[-1] in REGION_WORDS else "city"
            words = words[:-1]
        elif "of" in lowered[1:-1]:
            at = lowered.index("of")
            if lowered[at - 1] in REGION_WORDS | TOWN_WORDS:
                kind = "region" if lowered[at - 1] in REGION_WORDS else "city"
                words = words[at + 1 :]
    bare = _DIRECTION.sub("", " ".join(words)).strip() if len(words) > 1 else " ".join(words)
    return bare or name, kind


def find(name: str, context: Collection[str] = (), kind: str | None = None, *, strict: bool = False) -> Site | None:
    """The place of this name; never fuzzy. A bare name is the city where there is one of some size, else the region.

    `context` are the countries (ISO-3) and regions (ids) that the article names; `kind` says city or region, and with
    `strict` nothing else will do.
    """
    tables = load_tables()
    key = words_key(name)
    if not key or key in _NO_PLACE:
        return None
    entries = tables.aliases.get(key, [])
    if kind is None:
        for entry in entries:
            if entry.place and entry.place in tables.areas:
                return area_site(tables.areas[entry.place])
        for entry in entries:
            if entry.kind == "country" and entry.reading == "both" and entry.place is None:
                return country_site(entry.country or "", tables)
    cities, regions = _candidates(key)
    city = _best(cities, context)
    region = _best(regions, context)
    if strict:
        return region if kind == "region" else city
    if kind == "region":
        return region or city
    if kind == "city":
        return city or region
    if region and region.country not in context and region.country not in _WELL_KNOWN:
        region = None  # "Centre", "Est", "Capital": everybody has one
    if city and region:
        # "Texas", "Bavaria": a hamlet of that name does not hide the region
        small = city.population < 20_000 and (city.country not in context or region.country in context)
        return region if small else city
    return city or region


def _best(sites: tuple[Site, ...], context: Collection[str]) -> Site | None:
    if not sites:
        return None
    return max(sites, key=lambda s: ((s.population or 1) * _weight(s, context), s.entity))


def _weight(site: Site, context: Collection[str]) -> int:
    """How much more a place counts for what the article names around it."""
    return (_CONTEXT if site.country in context else 1) * (_CONTEXT if site.within in context else 1)


def area_site(area: Area) -> Site:
    """A named area as a place."""
    within = area.within or (f"cty:{area.country}" if area.country else None)
    return Site(area.entity, area.name, "area", area.country, area.lat, area.lon, within)


def country_site(iso3: str, tables: Tables | None = None) -> Site | None:
    """A country as a place, with the position of its capital."""
    tables = tables or load_tables()
    country = tables.countries.get(iso3)
    if country is None:
        return None
    capital = next((s for s in _candidates(words_key(country.capital))[0] if s.country == iso3), None)
    lat, lon = (capital.lat, capital.lon) if capital else (None, None)
    return Site(country.entity, country.name, "country", iso3, lat, lon, None)


def is_place(name: str) -> bool:
    """Does the gazetteer know a place of this name?"""
    return find(name) is not None
