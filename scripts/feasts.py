"""Make `timeline/model/feasts.toml`: the days of feasts that follow the moon, from the calendars of `holidays` (MIT).

    pip install holidays; python -m scripts.feasts

The library is a tool of this script alone. What observation of the moon decides is marked `observed`: its day may be
one later elsewhere. The output is sorted and carries no time stamp: the same library gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from holidays.calendars.buddhist import _BuddhistLunisolar
from holidays.calendars.chinese import _ChineseLunisolar
from holidays.calendars.hebrew import _HebrewLunisolar
from holidays.calendars.hindu import _HinduLunisolar
from holidays.calendars.islamic import _IslamicLunar

OUT = Path(__file__).resolve().parent.parent / "timeline" / "model" / "feasts.toml"
YEARS = range(1990, 2051)
ISLAMIC = {"eid_al_adha": "eid_al_adha", "eid_al_fitr": "eid_al_fitr", "ashura": "ashura", "mawlid": "mawlid",
           "islamic_new_year": "hijri_new_year", "ramadan": "ramadan_beginning"}  # fmt: skip
OTHERS: dict[str, tuple[Any, str, int, bool]] = {  # calendar, method, days, observed
    "passover": (_HebrewLunisolar(), "passover", 8, False),
    "rosh_hashanah": (_HebrewLunisolar(), "rosh_hashanah", 2, False),
    "yom_kippur": (_HebrewLunisolar(), "yom_kippur", 1, False),
    "sukkot": (_HebrewLunisolar(), "sukkot", 7, False),
    "hanukkah": (_HebrewLunisolar(), "hanukkah", 8, False),
    "purim": (_HebrewLunisolar(), "purim", 1, False),
    "lunar_new_year": (_ChineseLunisolar(), "lunar_new_year", 1, False),
    "dragon_boat": (_ChineseLunisolar(), "dragon_boat", 1, False),
    "mid_autumn": (_ChineseLunisolar(), "mid_autumn", 1, False),
    "diwali": (_HinduLunisolar(), "diwali_india", 1, True),
    "holi": (_HinduLunisolar(), "holi", 1, True),
    "dussehra": (_HinduLunisolar(), "dussehra", 1, True),
    "vesak": (_BuddhistLunisolar(), "vesak", 1, True),
}


def _islamic(method: str) -> list[date]:
    calendar = _IslamicLunar()
    days = {day for year in YEARS for day, _ in getattr(calendar, f"{method}_dates")(year) if day.year in YEARS}
    return sorted(days)


def _single(find: Callable[[int], Any]) -> list[date]:
    days = []
    for year in YEARS:
        found = find(year)
        for day in found if isinstance(found, set) else [found]:
            plain = day[0] if isinstance(day, tuple) else day
            if plain is not None:
                days.append(plain)
    return sorted(set(days))


def main() -> None:
    """Write the table."""
    rows = {name: (_islamic(method), 1, True) for name, method in ISLAMIC.items()}
    ends = {day.year: day for day in rows["eid_al_fitr"][0]}
    ramadan = rows["ramadan"][0]
    assert all((ends[d.year] - d).days in (29, 30) for d in ramadan if d.year in ends and ends[d.year] > d)  # noqa: S101
    rows["ramadan"] = (ramadan, 29, True)
    for name, (calendar, method, days, observed) in OTHERS.items():
        rows[name] = (_single(getattr(calendar, f"{method}_date")), days, observed)
    lines = [
        "# Feasts that follow the moon, made by `python -m scripts.feasts`: first days, for how many days each lasts,",
        "# and whether observation decides the day, so that it may be one later elsewhere.",
    ]
    for name, (first, days, observed) in sorted(rows.items()):
        lines += [f"\n[{name}]", f"days = {days}", f"observed = {str(observed).lower()}", "first = ["]
        for at in range(0, len(first), 8):
            lines.append("    " + ", ".join(f'"{d.isoformat()}"' for d in first[at : at + 8]) + ",")
        lines.append("]")
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
