"""Chooses an article's publication day out of the stamps found, keeping every one of them.

What the caller gives goes before what the page says, and that before the URL. Within the page a stated publication
goes before a bare date, a bare date before an update; the dateline of the copy comes last. Days that cannot be told
apart stay an interval.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from timeline.corpus.dayforms import zone_offset
from timeline.corpus.stamps import Stamp
from timeline.model.records import Published, PublishedBasis, StampEvidence

_ROLES = {"published": 0, "authored": 0, "bare": 1, "updated": 2, "dateline": 3}
_BASES = {"given": 0, "page": 1, "url": 2}
_FILED = 3  # a dateline says when the copy was filed: it decides where nothing says when it appeared
_APPEARED = frozenset({"published", "authored", "bare"})

Found = tuple[PublishedBasis, Stamp]


def choose(found: list[Found], zone: str | None = None) -> tuple[Published, list[str]]:
    """The publication record and notes on what was refused or disagrees. `zone` is the publisher's IANA zone."""
    notes = [f"publication date {stamp.text!r} refused: {stamp.problem}" for _, stamp in found if stamp.problem]
    good = [(basis, stamp) for basis, stamp in found if not stamp.problem and stamp.days]
    evidence = [StampEvidence(value=stamp.value, basis=basis, text=stamp.text) for basis, stamp in good]
    if not good:
        return Published(stamps=evidence), notes
    ranked = sorted(good, key=lambda f: (_rank(*f), len(f[1].days) > 1, f[1].days[0].days > 1, _ROLES[f[1].role]))
    basis, best = ranked[0]
    day = _settle(best, [s for _, s in ranked[1:]])
    if day is None:
        days = [d for i in best.days for d in (i.earliest, i.latest)]
        first, last = min(days), max(days)
        return Published(earliest=str(first), latest=str(last), basis=basis, stamps=evidence), notes
    value = day.isoformat()
    offset = best.offset
    if best.clock is not None:
        value = f"{value}T{best.clock.isoformat('seconds')}{offset or ''}"
        if zone and offset == "+00:00":  # an instant told in UTC: the paper's own day is another matter
            local = datetime.fromisoformat(value).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
            day, offset = local.date(), zone_offset(zone, local)
        elif zone and offset is None:
            offset = zone_offset(zone, datetime.fromisoformat(value))
            value += offset
    others = sorted(
        {str(s.days[0].earliest) for _, s in good if len(s.days) == 1 and s.days[0].days == 1 and s.role in _APPEARED}
        - {str(day)}
    )
    if others and value[:10] not in others:
        notes.append(f"stamps disagree: published {day}, others say {', '.join(others)}")
    return (
        Published(value=value, earliest=str(day), latest=str(day), basis=basis, zone=offset, stamps=evidence),
        notes,
    )


def _rank(basis: PublishedBasis, stamp: Stamp) -> int:
    return _FILED if stamp.role == "dateline" else _BASES[basis]


def _settle(best: Stamp, others: list[Stamp]) -> date | None:
    """The one day that the best stamp names, with the others' help where it names two or a month."""
    if len(best.days) == 1 and best.days[0].days == 1:
        return best.days[0].earliest
    for other in others:
        if len(other.days) != 1 or other.days[0].days != 1:
            continue
        if any(span.contains(other.days[0]) for span in best.days):
            return other.days[0].earliest
    return None
