"""Journal to chronology to store."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Final

import msgspec

from timeline.chronology import Diff, diff, fold
from timeline.chronology.diff import diff_of
from timeline.chronology.tables import Tables
from timeline.engine import states
from timeline.engine.config import DEFAULT, Config
from timeline.engine.increment import BROKEN, Outcome, brought_up
from timeline.engine.progress import Progress, silent
from timeline.errors import StoreError, UsageError
from timeline.failpoint import failpoint
from timeline.journal import Journal
from timeline.journal.upkeep import finish_redaction
from timeline.model.records import (
    ArticleRecord,
    Chronology,
    ConflictRecord,
    DecisionRecord,
    EntityRecord,
    EventRecord,
    RejectedRecord,
    UndatedRecord,
)
from timeline.store.port import Patchable, Store, WriteReport, digest_of

_POSITION: Final = re.compile(r"\d+")


class RebuildReport(msgspec.Struct, frozen=True, kw_only=True):
    """What a rebuild did, in records; `waiting` articles are not extracted yet and so not in the chronology.

    `lost` journal entries were known to a store and are in the journal no more: it was cut off, or is an older copy.
    `diff` says what changed in the first store, where that was asked for; `anew` why everything was folded anew where
    the tables of the last run were to be gone on with.
    """

    position: int
    digest: str
    counts: dict[str, int]
    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    waiting: int = 0
    lost: int = 0
    written: bool = True
    problems: list[str] = []
    diff: Diff | None = None
    anew: str | None = None


def chronology(journal: Journal, *, upto: int | None = None, config: Config = DEFAULT) -> Chronology:
    """The fold of the journal, or of its first `upto` entries: what was believed then, under the settings of then."""
    settings = config.chronology if upto is None else states.settings(journal, upto).get("chronology")
    return fold(states.annotated(journal, upto), states.decisions(journal, upto), settings)


def as_of(journal: Journal, when: str) -> int:
    """The journal position that a position or a time names: `120`, `2025-03-14`, `2025-03-14T09:30:00+01:00`.

    A day means its end, a time without zone is UTC.
    """
    if _POSITION.fullmatch(when):
        position, head = int(when), journal.head().position
        if position > head:
            raise UsageError(f"position {position} lies ahead: the journal ends at {head}")
        return position
    try:
        moment = datetime.fromisoformat(when)
    except ValueError as error:
        raise UsageError(f"{when!r} is neither a journal position (120) nor an ISO 8601 time (2025-03-14)") from error
    if "T" not in when and " " not in when.strip():
        moment += timedelta(days=1, microseconds=-1)
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return journal.position_at(moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ"))


def rebuild(
    journal: Journal,
    stores: list[Store],
    *,
    full: bool = False,
    dry_run: bool = False,
    verify: bool = False,
    compare: bool = False,
    config: Config = DEFAULT,
    progress: Progress = silent,
) -> RebuildReport:
    """Fold the journal and make every store hold exactly the result; with `compare` say what that changed.

    With `verify` nothing is written: `problems` lists what differs from the fold. With `dry_run` nothing is written
    either, and the counts say what the fold holds.
    """
    if verify or dry_run:
        return _looked_at(journal, stores if verify else [], config, progress)
    try:
        return _rebuilt(journal, stores, full, compare, config, progress)
    except BROKEN as error:  # in a table that had not been looked at before
        return _rebuilt(journal, stores, full, compare, config, progress, f"their file is damaged ({error})")


def _rebuilt(
    journal: Journal,
    stores: list[Store],
    full: bool,
    compare: bool,
    config: Config,
    progress: Progress,
    damage: str | None = None,
) -> RebuildReport:
    progress("reading", 0)
    head, marks = journal.head(), states.standing(journal)
    stood = [_position(store) for store in stores]
    progress("folding", 0)
    with brought_up(journal, marks, head, config, full, damage) as (outcome, kept):
        report = RebuildReport(
            position=head.position,
            digest="",
            counts={},
            waiting=sum(s.extraction is None for s in marks),
            lost=max(0, max(stood, default=0) - head.position),
            anew=outcome.anew,
        )
        whole: Chronology | None = None
        for store, before in zip(stores, stood, strict=True):
            progress("writing", 0)
            # A removed text must not linger in what a store frees without overwriting.
            redacted = journal.count_after(before, ["RedactionRecorded"]) > 0
            anew = full or redacted
            written = None if anew else _patched(store, outcome, head.position)
            asked = compare and report.diff is None
            found = None
            if written is not None and outcome.changes is not None:
                found = diff_of(outcome.changes, lambda id_: _event(store, id_)) if asked else None  # noqa: B023
            else:
                whole = whole or outcome.tables.chronology()
                found = diff(stored(store) if before else Chronology(), whole) if asked else None
                written = store.write(whole, head.position, anew, recorded=recorded(journal, outcome, head.position))
            if redacted:
                finish_redaction(journal)
            report = msgspec.structs.replace(
                report,
                diff=report.diff or found,
                digest=written.digest,
                added=report.added + written.added,
                changed=report.changed + written.changed,
                removed=report.removed + written.removed,
                unchanged=report.unchanged + written.unchanged,
            )
        if not stores:
            report = msgspec.structs.replace(report, digest=digest_of(outcome.tables.chronology().records()))
        failpoint("fold.before_save")
        if kept is not None:
            outcome.state.digest = report.digest
            kept.save()
        return msgspec.structs.replace(report, counts=_counted(outcome.tables))


def _patched(store: Store, outcome: Outcome, position: int) -> WriteReport | None:
    """Write the changes alone; None where the store does not hold what they change, and is written whole."""
    if outcome.changes is None or not isinstance(store, Patchable):
        return None
    try:
        return store.patch(outcome.changes.now, position) if store.stamp() == outcome.before else None
    except StoreError:  # damaged: what it holds cannot be built upon
        return None


def _event(store: Store, id_: str) -> EventRecord | None:
    found = store.event(id_)
    return found if isinstance(found, EventRecord) else None


def _looked_at(journal: Journal, stores: list[Store], config: Config, progress: Progress) -> RebuildReport:
    """What a rebuild would write, folded from nothing, and what differs from it in the stores."""
    position = journal.head().position
    progress("folding", 0)
    result = chronology(journal, upto=None, config=config)
    return RebuildReport(
        position=position,
        digest=digest_of(result.records()),
        counts=count(result),
        waiting=sum(s.extraction is None for s in states.standing(journal, position)),
        written=False,
        problems=[line for store in stores for line in store.verify(result)],
    )


def _counted(tables: Tables) -> dict[str, int]:
    """How many records of each kind, from the tables."""
    return {
        "articles": len(tables.rows),
        "entities": len(tables.entities),
        "events": len(tables.ids),
        "conflicts": sum(n for n, _ in tables.shown.values()),
        "undated": sum(blind for _, blind in tables.shown.values()),
        "rejected": len(tables.listed) + sum(len(some) for some in tables.rejected.values()),
    }


def _position(store: Store) -> int:
    """Where a store stands; one that cannot say so stands nowhere, and writing to it tells why."""
    try:
        return store.position()
    except StoreError:
        return 0


def count(chronology_: Chronology) -> dict[str, int]:
    """How many records of each kind."""
    return {
        "articles": len(chronology_.articles),
        "entities": len(chronology_.entities),
        "events": len(chronology_.events),
        "conflicts": len(chronology_.conflicts),
        "undated": len(chronology_.undated),
        "rejected": len(chronology_.rejected),
    }


def recorded(journal: Journal, outcome: Outcome, upto: int | None = None) -> dict[str, str]:
    """Article, assertion and decision ids to the instant at which the journal learned them."""
    learned: dict[str, str] = {}
    articles = {mark.position: mark.recorded_at for mark in journal.index("ArticleRecorded", upto=upto)}
    extractions = {mark.position: mark.recorded_at for mark in journal.index("ExtractionRecorded", upto=upto)}
    for number, place in outcome.state.places.items():
        row = outcome.tables.rows[number]
        learned[row.id] = learned[row.version] = articles[place.article]
        for assertion in outcome.tables.texts[number].assertions:
            learned[assertion.id] = extractions[place.extraction]
    learned.update({mark.subject: mark.recorded_at for mark in journal.index("DecisionRecorded", upto=upto)})
    return learned


def stored(store: Store) -> Chronology:
    """Everything a store holds, as a chronology."""
    kinds: dict[type, list[object]] = {}
    for record in store.records():
        kinds.setdefault(type(record), []).append(record)
    found = kinds.get
    return Chronology(
        articles=list(found(ArticleRecord, [])),  # type: ignore[arg-type]
        entities=list(found(EntityRecord, [])),  # type: ignore[arg-type]
        events=list(found(EventRecord, [])),  # type: ignore[arg-type]
        conflicts=list(found(ConflictRecord, [])),  # type: ignore[arg-type]
        undated=list(found(UndatedRecord, [])),  # type: ignore[arg-type]
        rejected=list(found(RejectedRecord, [])),  # type: ignore[arg-type]
        decisions=list(found(DecisionRecord, [])),  # type: ignore[arg-type]
    )
