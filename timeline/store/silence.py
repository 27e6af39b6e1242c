"""Silences and bursts in a sequence of days: a pure calculation that both stores share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from timeline.model.records import EventRecord
from timeline.store.derive import starts_on_a_day
from timeline.store.port import HAPPENED, Gap, Query

SHORTEST_SILENCE = 7
"""Days without an event that are worth a line: a weekly rhythm is no silence."""
BUSY = 3
"""A burst has at least this many events, and at least this many times the average of its surroundings."""


class Day(NamedTuple):
    """A day with events: how many, the first and the last of them, and the day until which any of them lasted."""

    day: str
    events: int
    first: str
    last: str
    until: str = ""


def days(events: Iterable[EventRecord]) -> list[Day]:
    """What stores keep of each day: the events that happened or began on it, from events in chronological order."""
    found = [
        (event.date.earliest, event.date.latest, event.id)
        for event in events
        if event.factuality in HAPPENED and event.date.earliest and event.date.latest and starts_on_a_day(event.date)
    ]
    return by_day(sorted(found))


def by_day(events: Iterable[tuple[str, str, str]]) -> list[Day]:
    """Days of (first day, last day, id) of events in that order."""
    found = []
    for day, group in groupby(events, key=itemgetter(0)):
        members = list(group)
        found.append(Day(day, len(members), members[0][2], members[-1][2], members[-1][1]))
    return found


def counted(query: Query) -> bool:
    """Does what is kept of each day answer this query: are all events meant that happened in a period?"""
    return query == Query(since=query.since, until=query.until)


def gaps(days: Sequence[Day]) -> list[Gap]:
    """Silences and bursts among sorted days.

    A silence is a run of at least `SHORTEST_SILENCE` days without event between two events. A burst is a run of
    days that each have at least `BUSY` events and `BUSY` times the average of all days from first to last.
    """
    if not days:
        return []
    found = [
        _gap("silence", _shift(before.day, 1), _shift(after.day, -1), 0, before.last, after.first)
        for before, after in pairwise(days)
        if _distance(before.day, after.day) > SHORTEST_SILENCE
    ]
    return sorted([*found, *_bursts(days)], key=lambda g: (g.earliest, g.latest, g.kind))


def _bursts(days: Sequence[Day]) -> list[Gap]:
    average = sum(day.events for day in days) / (_distance(days[0].day, days[-1].day) + 1)
    found: list[Gap] = []
    for day in days:
        if day.events < max(BUSY, BUSY * average):
            continue
        if found and found[-1].latest == _shift(day.day, -1):
            last = found.pop()
            found.append(_gap("burst", last.earliest, day.day, last.events + day.events, last.before, day.last))
        else:
            found.append(_gap("burst", day.day, day.day, day.events, day.first, day.last))
    return found


def _gap(kind: str, earliest: str, latest: str, events: int, before: str, after: str) -> Gap:
    days = _distance(earliest, latest) + 1
    return Gap(
        kind="burst" if kind == "burst" else "silence",
        earliest=earliest,
        latest=latest,
        days=days,
        events=events,
        before=before,
        after=after,
    )


def _distance(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _shift(day: str, by: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=by)).isoformat()
    except OverflowError:
        return day
