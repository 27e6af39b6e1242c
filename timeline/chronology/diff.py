"""What changed between two chronologies: events added, removed and re-dated, conflicts new and resolved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from msgspec.structs import replace

from timeline.chronology.tables import Changes
from timeline.model.records import Chronology, ChronologyRecord, ConflictRecord, EventDate, EventRecord, Record

ChangeKind = Literal["added", "removed", "re-dated", "new_conflict", "resolved"]


class Change(Record, frozen=True, kw_only=True):
    """One difference; `before` and `after` are EDTF dates, or the explanation of a conflict."""

    change: ChangeKind
    event: str
    title: str
    before: str | None = None
    after: str | None = None
    conflict: str | None = None


class Diff(Record, frozen=True, kw_only=True):
    """All differences, each list by event id."""

    added: tuple[Change, ...] = ()
    removed: tuple[Change, ...] = ()
    redated: tuple[Change, ...] = ()
    new_conflicts: tuple[Change, ...] = ()
    resolved: tuple[Change, ...] = ()

    def changes(self) -> list[Change]:
        """All of them in one list."""
        return [*self.added, *self.removed, *self.redated, *self.new_conflicts, *self.resolved]


def diff(a: Chronology, b: Chronology) -> Diff:
    """From `a` to `b`. An event whose id changed because it was merged or grew is found by the members it shares."""
    before = {e.id: e for e in a.events}
    after = {e.id: e for e in b.events}
    same = _same(before, after)
    back = {new: old for old, new in same.items()}
    redated = tuple(
        Change(
            change="re-dated",
            event=new,
            title=after[new].title,
            before=_day(before[old].date),
            after=_day(after[new].date),
        )
        for old, new in sorted(same.items(), key=lambda x: x[1])
        if _day(before[old].date) != _day(after[new].date)
    )
    old_open = {(same.get(c.event, c.event), c.kind): c for c in a.conflicts if c.status == "open"}
    new_open = {(c.event, c.kind): c for c in b.conflicts if c.status == "open"}
    return Diff(
        added=tuple(
            Change(change="added", event=e.id, title=e.title, after=_day(e.date))
            for e in _by_id(b.events)
            if e.id not in back
        ),
        removed=tuple(
            Change(change="removed", event=e.id, title=e.title, before=_day(e.date))
            for e in _by_id(a.events)
            if e.id not in same
        ),
        redated=redated,
        new_conflicts=tuple(
            _clash("new_conflict", c, after, c.event) for k, c in sorted(new_open.items()) if k not in old_open
        ),
        resolved=tuple(
            _clash("resolved", c, before, same.get(c.event, c.event))
            for k, c in sorted(old_open.items())
            if k not in new_open
        ),
    )


def diff_of(changes: Changes, event: Callable[[str], EventRecord | None]) -> Diff:
    """The same from what changed alone; `event` finds those that did not, and whose conflicts did."""
    before, after = _kinds(changes.before), _kinds(changes.now)
    named = {c.event for c in (*before.conflicts, *after.conflicts)}
    known = {e.id for e in (*before.events, *after.events)}
    others = [found for id_ in sorted(named - known) if (found := event(id_)) is not None]
    return diff(replace(before, events=[*before.events, *others]), replace(after, events=[*after.events, *others]))


def _kinds(records: Mapping[tuple[str, str], Sequence[ChronologyRecord]]) -> Chronology:
    found = [record for some in records.values() for record in some]
    return Chronology(
        events=[r for r in found if isinstance(r, EventRecord)],
        conflicts=[r for r in found if isinstance(r, ConflictRecord)],
    )


def _by_id(events: Sequence[EventRecord]) -> list[EventRecord]:
    return sorted(events, key=lambda e: e.id)


def _same(before: dict[str, EventRecord], after: dict[str, EventRecord]) -> dict[str, str]:
    """Old id → new id: equal ids first, then the new event that took most of the old one's members."""
    found = {old: old for old in before if old in after}
    taken = set(found.values())
    home = {m.anchor or m.id: e.id for e in after.values() for m in e.assertions}
    for old in sorted(before.keys() - found.keys()):
        votes: dict[str, int] = {}
        for m in before[old].assertions:
            new = home.get(m.anchor or m.id)
            if new is not None and new not in taken:
                votes[new] = votes.get(new, 0) + 1
        if votes:
            best = min(votes, key=lambda v: (-votes[v], v))
            found[old] = best
            taken.add(best)
    return found


def _day(date: EventDate) -> str:
    return date.edtf


def _clash(kind: ChangeKind, conflict: ConflictRecord, events: dict[str, EventRecord], event: str) -> Change:
    home = events.get(conflict.event)
    return Change(
        change=kind,
        event=event,
        title=home.title if home else "",
        before=conflict.explanation if kind == "resolved" else None,
        after=conflict.explanation if kind == "new_conflict" else None,
        conflict=conflict.id,
    )
