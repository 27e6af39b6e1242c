"""Terms by which both stores find events: one conjunction in a full-text index answers any mix of filters.

Beside the words of title and quotes an event has a term for each party, place, type and more, so that the index
narrows a search before an event is looked at. Terms only narrow: the stores look at every filter again, so a term may
be shared by two things, and a filter with too many terms is left to them. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from timeline.model.records import EventRecord
from timeline.store.port import HAPPENED, Query
from timeline.store.text import key, words

Clause = list[str]
"""Terms of which an event has at least one."""
_MANY = 200  # terms of one clause; what has more is frequent, and found soon without
_SOURCES = range(2, 10)  # numbers of sources that have a term
_CROWD = 2000  # events of one window
_NO_DAY = "9999-12-31"


def of_event(event: EventRecord, sources: Iterable[str]) -> list[str]:
    """The terms of an event besides its words, each once, sorted; `sources` are the names of those that assert it."""
    found = {key("a", party.entity) for party in (*event.actors, *event.recipients)}
    found |= {key("s", source) for source in sources}
    found.add(key("f", event.factuality))
    parts = event.type.split(".")
    found |= {key("t", ".".join(parts[:n])) for n in range(1, len(parts) + 1)}
    found |= {key("n", str(n)) for n in _SOURCES if event.independent_sources >= n}
    if event.place:
        found |= {key("p", id_) for id_ in (event.place.entity, event.place.within) if id_}
        if event.place.country is not None:
            found.add(key("c", event.place.country))
    return sorted(found)


def clauses(
    query: Query, *, actors: Sequence[str] | None, places: Sequence[str] | None, sources: Sequence[str] | None = None
) -> list[Clause]:
    """What an event that matches must have; empty where only days and the usual factuality are asked for."""
    found = [[word] for word in dict.fromkeys(words(query.text or ""))]
    for letter, ids in (("a", actors), ("s", sources)):
        if ids is not None:
            found.append([key(letter, id_) for id_ in ids])
    if places is not None and query.place is not None:
        found.append([*(key("p", id_) for id_ in places), key("c", query.place.upper())])
    if query.type is not None:
        found.append([key("t", query.type)])
    if query.factuality not in ((), HAPPENED):
        found.append([key("f", name) for name in query.factuality])
    if query.min_sources is not None and query.min_sources in _SOURCES:
        found.append([key("n", str(query.min_sources))])
    return [clause for clause in found if len(clause) <= _MANY]


def of_day(first: str) -> list[str]:
    """Terms for the year, the month and the day on which an event begins."""
    year, month, _ = first.split("-")
    return [key("y", year), key("m", f"{year}-{month}"), key("d", first)]


class Window(tuple[str, date, date]):
    """A term that stands for a stretch of days, with its first and last day."""

    __slots__ = ()


def windows(firsts: Iterable[str | None]) -> list[Window]:
    """Stretches of days in order that hold all events, each a year, month or day, few events in each.

    A search that finds much goes through them until it has enough, so that it need not sort everything it finds.
    """
    days = Counter(first or _NO_DAY for first in firsts)
    return [window for year in _split(days, 4) for window in _narrow(*year)]


def _narrow(name: str, days: Counter[str]) -> list[Window]:
    if len(name) == len(_NO_DAY) or days.total() <= _CROWD:
        letter = {4: "y", 7: "m"}.get(len(name), "d")
        return [Window((key(letter, name), date.fromisoformat(min(days)), date.fromisoformat(max(days))))]
    return [window for part in _split(days, len(name) + 3) for window in _narrow(*part)]


def _split(days: Counter[str], length: int) -> list[tuple[str, Counter[str]]]:
    """The days by the first letters of their names, in order."""
    parts: dict[str, Counter[str]] = {}
    for day in sorted(days):
        parts.setdefault(day[:length], Counter())[day] = days[day]
    return list(parts.items())
