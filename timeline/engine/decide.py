"""Human decisions as journal entries: they name anchors, so they survive a new extractor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from timeline.engine.query import find_event, find_record
from timeline.engine.states import decisions, extracted
from timeline.errors import UnknownId, UsageError
from timeline.journal import DecisionRecorded, Draft, Journal
from timeline.model import dates
from timeline.model.ids import short_id
from timeline.model.records import ArticleRecord, Decision
from timeline.store.port import Store

Kind = Literal["accept-date", "merge", "split", "reject", "publish-date", "correct", "undo"]
FIELDS = ("type", "factuality", "actor", "recipient", "place", "date")


def decide(
    journal: Journal,
    store: Store,
    kind: Kind,
    ids: Sequence[str],
    value: dict[str, Any] | None = None,
    *,
    because: str,
    by: str,
) -> Decision:
    """Record a decision about events, assertions (of which only these are meant) or, for publish-date, an article.

    Raises:
        UnknownId: an id that no record has.
        UsageError: a date, field or number of ids that does not fit the kind.
    """
    if not because.strip():
        raise UsageError('a decision needs its reason: --because "…"')
    given = dict(value or {})
    _check(kind, ids, given)
    if kind == "undo":
        subjects, given = _undone(journal, ids[0])
    elif kind == "publish-date":
        subjects = [_article_key(journal, store, ids[0])]
    else:
        subjects = sorted({anchor for id_ in ids for anchor in _anchors(store, id_)})
    known = decisions(journal)
    previous = known[-1].id if known else None
    decision = Decision(
        id=short_id("dec", kind, subjects, given, because, by, previous),
        kind=kind,
        subjects=subjects,
        value=given,
        because=because,
        by=by,
        at=journal.now(),
        previous=previous,
    )
    payload = DecisionRecorded(decision=decision)
    journal.append([Draft(subject=decision.id, payload=payload, time=decision.at, source=f"person/{by}")])
    return decision


def _check(kind: Kind, ids: Sequence[str], value: dict[str, Any]) -> None:
    if kind == "merge" and len(ids) < 2:
        raise UsageError("merge takes two or more events")
    if kind == "correct" and value.get("field") not in FIELDS:
        raise UsageError(f"no field {value.get('field')!r} to correct; known are {', '.join(FIELDS)}")
    for name in ("edtf", "value") if kind in ("accept-date", "publish-date") else ():
        if name in value:
            _check_date(str(value[name]))


def _check_date(text: str) -> None:
    try:
        interval = dates.parse(text)
    except ValueError as error:
        raise UsageError(f"{text!r} is no date: {error}") from error
    if interval is None:
        raise UsageError(f"{text!r} names no day")


def _anchors(store: Store, id_: str) -> list[str]:
    """The anchors that an id stands for: of one assertion its own, of an event those of all its members."""
    event = find_event(store, id_)
    own = [m.anchor for m in event.assertions if id_ in (m.id, m.anchor)]
    return own or [m.anchor for m in event.assertions]


def _article_key(journal: Journal, store: Store, id_: str) -> str:
    record = find_record(store, id_)
    if isinstance(record, ArticleRecord):
        for _, item in extracted(journal):
            if record.version == item.version or record.id == item.id:
                return item.key
    raise UnknownId(f"no article {id_}; `timeline export records` lists the articles")


def _undone(journal: Journal, id_: str) -> tuple[list[str], dict[str, Any]]:
    found = [d for d in decisions(journal) if d.id.startswith(id_)]
    if len(found) != 1:
        raise UnknownId(f"no decision {id_}; `timeline decide list` shows them")
    return found[0].subjects, {"decision": found[0].id}
