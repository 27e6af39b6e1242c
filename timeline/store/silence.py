"""Silences and bursts in a sequence of days: a pure calculation that both stores share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from timeline.store.port import Gap

SHORTEST_SILENCE = 7
"""Days without an event that are worth a line: a weekly rhythm is no silence."""
BUSY = 3
"""A burst has at least this many events, and at least this many times the average of its surroundings."""


def gaps(days: Sequence[tuple[str, str]]) -> list[Gap]:
    """Silences and bursts among (ISO day, event id) pairs that are sorted by day.

    A silence is a run of at least `SHORTEST_SILENCE` days without event between two events. A burst is a run of
    days that each have at least `BUSY` events and `BUSY` times the average of all days from first to last.
    """
    if not days:
        return []
    found = [
        _gap("silence", _shift(before, 1), _shift(after, -1), 0, first, second)
        for (before, first), (after, second) in pairwise(days)
        if _distance(before, after) > SHORTEST_SILENCE
    ]
    return sorted([*found, *_bursts(days)], key=lambda g: (g.earliest, g.latest, g.kind))


def _bursts(days: Sequence[tuple[str, str]]) -> list[Gap]:
    per_day: dict[str, list[str]] = {}
    for day, event in days:
        per_day.setdefault(day, []).append(event)
    average = len(days) / (_distance(days[0][0], days[-1][0]) + 1)
    found: list[Gap] = []
    for day, events in per_day.items():
        if len(events) < max(BUSY, BUSY * average):
            continue
        if found and found[-1].latest == _shift(day, -1):
            last = found.pop()
            found.append(_gap("burst", last.earliest, day, last.events + len(events), last.before, events[-1]))
        else:
            found.append(_gap("burst", day, day, len(events), events[0], events[-1]))
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
