#!/usr/bin/env python
"""Make timeline/extract/entities/data/given_names.tsv: given names that one gender bears, from Faker's name providers.

    python scripts/given_names.py

Needs `faker` (MIT), which is in scripts/training/requirements.txt. Names are folded; a name that both genders bear
stays out unless one of them bears it in four times as many locales. Names of given_names.toml are left to that file.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from faker.providers import person  # type: ignore[import-not-found]

from timeline.extract.entities.lexicon import written_given_names
from timeline.extract.entities.tables import DATA
from timeline.model.names import fold_name

MARGIN = 4
LATIN = 0x250


def main() -> None:
    """Read every locale, write the table."""
    bearers: dict[str, Counter[str]] = {"m": Counter(), "f": Counter()}
    for module in pkgutil.iter_modules(person.__path__):
        if not module.ispkg:
            continue
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for gender, attribute in (("m", "first_names_male"), ("f", "first_names_female")):
            names = {n for n in getattr(provider, attribute, None) or () if n.isalpha() and max(map(ord, n)) < LATIN}
            bearers[gender].update({fold_name(name) for name in names})
    known = written_given_names()
    rows = []
    for name in sorted((bearers["m"].keys() | bearers["f"].keys()) - known.keys()):
        male, female = bearers["m"][name], bearers["f"][name]
        if max(male, female) >= MARGIN * min(male, female) and len(name) > 1:
            rows.append(f"{name}\t{'m' if male > female else 'f'}\n")
    (DATA / "given_names.tsv").write_text("".join(rows), encoding="utf-8")
    print(f"{len(rows)} names")


if __name__ == "__main__":
    main()
