"""Numbers, ids and dates in words, for tables and pages."""

from __future__ import annotations

from datetime import date

from timeline.model.dates import UNKNOWN, granularity, parse

_UNITS = {
    "21": "spring",
    "22": "summer",
    "23": "autumn",
    "24": "winter",
    "33": "Q1",
    "34": "Q2",
    "35": "Q3",
    "36": "Q4",
}
SHORT_ID = 12  # `evt-` and eight digits: enough to name an event of any corpus that a person reads


def plural(number: int, word: str) -> str:
    """`1 source`, `3 sources`."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def short(id_: str) -> str:
    """The start of an id, which the commands take as well as the whole."""
    return id_[:SHORT_ID]


def day(edtf: str) -> str:
    """A date for a person: `Wed 12 March 2025`, `March 2025`, `12 to 14 March 2025`, `no day`."""
    if edtf == UNKNOWN:
        return "no day"
    if edtf.startswith("["):
        joint = " to " if ".." in edtf else " or "
        return joint.join(day(part.strip()) for part in edtf[1:-1].replace("..", ",").split(","))
    if "/" in edtf:
        first, _, last = edtf.partition("/")
        return f"{day(first)} to {day(last)}"
    interval = parse(edtf)
    if interval is None:
        return edtf
    match granularity(edtf):
        case "day":
            return _day(interval.earliest)
        case "month":
            return f"{interval.earliest:%B %Y}"
        case "week":
            return f"week of {_day(interval.earliest)}"
        case _:
            return compact(edtf)


def compact(edtf: str) -> str:
    """A date for a narrow column: `2025-03-11…18` for a doubt, `2025-03-11/18` for an extent."""
    mark = "…" if ".." in edtf else "/" if "/" in edtf else "," if edtf.startswith("[") else ""
    parts = edtf.strip("[]").replace("..", ",").replace("/", ",").split(",")
    if not mark and (unit := _UNITS.get(edtf[5:])):
        return f"{edtf[:4]} {unit}"
    if not mark or len(parts) != 2 or not all(len(part) == len("2025-03-11") for part in parts):
        return edtf
    first, last = parts
    shared = 8 if first[:8] == last[:8] else 5 if first[:5] == last[:5] else 0
    return f"{first}{mark}{last[shared:]}"


def _day(value: date) -> str:
    return f"{value:%a} {value.day} {value:%B %Y}"
