"""The journal as people look at it: counts, one line an entry, CloudEvents."""

from __future__ import annotations

from timeline.journal import (
    ArticleRecorded,
    DecisionRecorded,
    Entry,
    ExtractionRecorded,
    Journal,
    RedactionRecorded,
    RunRecorded,
    SettingsRecorded,
    decode,
)
from timeline.model.records import Record


class Statistics(Record, frozen=True, kw_only=True):
    """A journal in numbers."""

    path: str
    position: int
    head: str
    recorded_at: str | None
    bytes: int
    entries: dict[str, int]


def statistics(journal: Journal) -> Statistics:
    """Count the journal's entries."""
    head = journal.head()
    return Statistics(
        path=str(journal.path),
        position=head.position,
        head=head.hash,
        recorded_at=head.recorded_at,
        bytes=journal.path.stat().st_size,
        entries=journal.counts(),
    )


def summary(entry: Entry) -> str:
    """What an entry says, in a few words."""
    match decode(entry):
        case ArticleRecorded(article=article):
            return f"{article.source or 'unknown source'}: {article.title or article.text[:60]!r}"
        case ExtractionRecorded(annotated=found):
            return f"{len(found.assertions)} assertions, {len(found.timexes)} time expressions in {found.id}"
        case DecisionRecorded(decision=decision):
            return f"{decision.kind} {' '.join(decision.subjects)} by {decision.by}: {decision.because}"
        case SettingsRecorded(settings=settings):
            return ", ".join(sorted(settings)) or "defaults"
        case RunRecorded(corpus=corpus, accepted=accepted, rejected=rejected):
            return f"{corpus}: {accepted} accepted, {len(rejected)} rejected"
        case RedactionRecorded(key=key, because=because):
            return f"{key}: {because}"
        case _:
            return "redacted"
