"""The nightly job: new files in, stores and exports up to date, a record in the journal, a report of what changed.

A run that was killed leaves nothing to clean up: what it recorded stays, the next run goes on from there, and the
report compares with the chronology of the last run that finished.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Final

import msgspec
import structlog

from timeline.chronology import Change, Diff
from timeline.corpus import Rejected, read
from timeline.engine.extract import extract
from timeline.engine.ingest import IngestReport, ingest_articles
from timeline.engine.lock import locked
from timeline.engine.progress import Progress, silent
from timeline.engine.rebuild import rebuild
from timeline.engine.settings import CorpusTable, ScheduleTable, Settings
from timeline.engine.watched import Files, empty, expand, known_files, look
from timeline.errors import UsageError
from timeline.export import report as pages
from timeline.export.jsonl import lines
from timeline.failpoint import failpoint
from timeline.journal import Draft, Journal, RunRecorded
from timeline.journal.payloads import RejectedInput
from timeline.model import dates
from timeline.model.records import Record
from timeline.store.port import Store

_HOOK_SECONDS: Final = 300
_REJECTS: Final = 10_000  # kept in a run record; the count is always whole


class ScheduledRun(Record, frozen=True, kw_only=True):
    """What one run did; the shape of the JSON report and of what a hook reads on its standard input."""

    run: str
    started_at: str
    position: int
    digest: str
    counts: dict[str, int]
    accepted: int
    known: int
    extracted: int
    failed: int
    files: dict[str, int]
    rejected: list[RejectedInput]
    diff: Diff
    notes: list[str] = msgspec.field(default_factory=list)
    hook: str | None = None


def run_schedule(
    journal: Journal, stores: list[Store], settings: Settings, *, progress: Progress = silent
) -> ScheduledRun:
    """One rebuild of everything that the settings name, under a lock.

    Raises:
        LockHeld: another run is at it.
        UsageError: the settings name no corpus.
    """
    if not settings.file.corpus:
        raise UsageError(f"{settings.path or 'timeline.toml'}: no [[corpus]] to read; name at least one")
    table = settings.file.schedule or ScheduleTable()
    with locked(Path(f"{journal.path}.lock")), _log(settings, table) as opened:
        started = journal.now()
        name = f"run-{datetime.fromisoformat(started):%Y%m%dT%H%M%SZ}-{journal.head().position}"
        log = opened.bind(run=name)
        log.info("started", position=journal.head().position)
        try:
            result = _run(journal, stores, settings, table, name, started, log, progress)
        except BaseException as error:
            log.error("failed", error=f"{type(error).__name__}: {error}")  # noqa: TRY400 - one JSON line, no traceback
            raise
        log.info("finished", position=result.position, digest=result.digest, **_numbers(result.diff))
        return result


def _run(
    journal: Journal,
    stores: list[Store],
    settings: Settings,
    table: ScheduleTable,
    name: str,
    started: str,
    log: structlog.stdlib.BoundLogger,
    progress: Progress,
) -> ScheduledRun:
    read_in = [_ingest(journal, settings, corpus, log, progress) for corpus in settings.file.corpus]
    config = settings.config
    failpoint("schedule.ingested")
    found = extract(journal, workers=table.workers, config=config, progress=progress)
    log.info("extracted", articles=found.extracted, assertions=found.assertions, failed=len(found.failed))
    for item in found.failed:
        log.warning("not extracted", origin=item.origin, reason=item.reason)
    failpoint("schedule.extracted")
    rebuilt = rebuild(journal, stores, compare=True, config=config, progress=progress)
    changes = rebuilt.diff or Diff()
    if rebuilt.anew:
        log.warning("folded anew", reason=rebuilt.anew)
    log.info("rebuilt", digest=rebuilt.digest, **rebuilt.counts)
    failpoint("schedule.rebuilt")
    drafts = []
    for corpus, files, report in read_in:
        record = RunRecorded(
            run=name,
            corpus=corpus.name,
            started_at=started,
            accepted=report.accepted,
            known=report.known,
            rejected=_rejects(report.rejected)[:_REJECTS],
            files=files.seen,
            digest=rebuilt.digest,
            changes=_numbers(changes),
        )
        drafts.append(Draft(subject=f"{name}/{corpus.name}", payload=record, time=started))
    journal.append(drafts)
    result = ScheduledRun(
        run=name,
        started_at=started,
        position=rebuilt.position,
        digest=rebuilt.digest,
        counts=rebuilt.counts,
        accepted=sum(report.accepted for _, _, report in read_in),
        known=sum(report.known for _, _, report in read_in),
        extracted=found.extracted,
        failed=len(found.failed),
        files={
            "new": sum(len(files.new) for _, files, _ in read_in),
            "moved": sum(len(files.moved) for _, files, _ in read_in),
            "unchanged": sum(files.unchanged for _, files, _ in read_in),
        },
        rejected=[
            *(item for _, _, report in read_in for item in _rejects(report.rejected)),
            *(RejectedInput(origin=item.origin, reason=item.reason) for item in found.failed),
        ],
        diff=changes,
        notes=[*(note for _, files, _ in read_in for note in files.notes), *_lost(rebuilt.lost)],
    )
    if table.export:
        _write(settings.folder / table.export, b"".join(lines(stores[0].records())))
    result = msgspec.structs.replace(result, hook=_hook(table, result, settings.folder, log))
    if table.report:
        _report(settings.folder / table.report, result)
    return result


def _lost(number: int) -> list[str]:
    if not number:
        return []
    return [f"the journal has {number} entries fewer than the chronology had seen: it was cut off or replaced"]


def _ingest(
    journal: Journal, settings: Settings, corpus: CorpusTable, log: structlog.stdlib.BoundLogger, progress: Progress
) -> tuple[CorpusTable, Files, IngestReport]:
    files = look(expand(settings.folder, corpus.paths), known_files(journal, corpus.name))
    files.notes += [f"corpus {corpus.name}: nothing at {pattern}" for pattern in empty(settings.folder, corpus.paths)]
    paths = [file.path for file in files.new]
    config = settings.config_for(corpus)
    report = ingest_articles(journal, read(paths, config.corpus) if paths else [], progress)
    log.info(
        "read", corpus=corpus.name, new=len(files.new), moved=len(files.moved), unchanged=files.unchanged,
        accepted=report.accepted, known=report.known, rejected=len(report.rejected),
    )  # fmt: skip
    for note in files.notes:
        log.warning("nothing there", corpus=corpus.name, note=note)
    for item in report.rejected:
        log.warning("rejected", corpus=corpus.name, origin=item.origin, reason=item.reason)
    return corpus, files, report


def _rejects(items: list[Rejected]) -> list[RejectedInput]:
    return [RejectedInput(origin=item.origin, reason=item.reason) for item in items]


def _numbers(changes: Diff) -> dict[str, int]:
    return {
        "added": len(changes.added),
        "removed": len(changes.removed),
        "redated": len(changes.redated),
        "new_conflicts": len(changes.new_conflicts),
        "resolved": len(changes.resolved),
    }


def _hook(table: ScheduleTable, result: ScheduledRun, folder: Path, log: structlog.stdlib.BoundLogger) -> str | None:
    """Tell the hook command; its failure is said, never fatal: the rebuild is done."""
    if not table.hook:
        return None
    environment = {**os.environ, "TIMELINE_RUN": result.run}
    try:
        done = subprocess.run(  # noqa: S603 - the user's own command, from the user's settings, without a shell
            table.hook,
            input=msgspec.json.encode(result),
            env=environment,
            cwd=folder,
            timeout=_HOOK_SECONDS,
            check=False,
            capture_output=True,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        outcome = f"failed: {error}"
    else:
        outcome = (
            "ok" if done.returncode == 0 else f"failed with {done.returncode}: {done.stderr.decode()[-200:].strip()}"
        )
    log.info("hook", outcome=outcome)
    return outcome


def _report(folder: Path, result: ScheduledRun) -> None:
    """Text, JSON and HTML under the run's name, and the same as `latest`."""
    words = page(result)
    forms = {
        "json": msgspec.json.format(msgspec.json.encode(result), indent=2) + b"\n",
        "txt": pages.text(words).encode(),
        "html": pages.html(words).encode(),
    }
    for suffix, content in forms.items():
        for name in (result.run, "latest"):
            _write(folder / f"{name}.{suffix}", content)


def page(result: ScheduledRun) -> pages.Report:
    """A run in words."""
    new, moved, unchanged = (result.files.get(kind, 0) for kind in ("new", "moved", "unchanged"))
    hook = f"the hook {result.hook}" if result.hook not in (None, "ok") else None
    return pages.Report(
        run=result.run,
        started_at=result.started_at,
        position=result.position,
        read={
            "new files": new, "moved": moved, "unchanged": unchanged,
            "articles accepted": result.accepted, "known": result.known, "rejected": len(result.rejected),
        },
        counts=result.counts,
        rejected=[(item.origin, item.reason) for item in result.rejected],
        notes=[*result.notes, *([hook] if hook else [])],
        sections=sections(result.diff),
    )  # fmt: skip


def sections(changes: Diff) -> list[tuple[str, list[pages.Row]]]:
    """The differences as headed lists."""
    headed = (
        ("new conflicts", changes.new_conflicts),
        ("resolved conflicts", changes.resolved),
        ("re-dated", changes.redated),
        ("new events", changes.added),
        ("gone", changes.removed),
    )
    return [(title, [_row(change) for change in sorted(found, key=_by_date)]) for title, found in headed]


def _by_date(change: Change) -> tuple[date, str]:
    day = None if change.conflict else dates.parse(change.after or change.before or dates.UNKNOWN)
    return (day.earliest if day else date.max, change.event)


def _row(change: Change) -> pages.Row:
    if change.conflict is not None:  # its explanation is a sentence, title and days included
        return pages.Row(what=change.after or change.before or change.title, id=change.conflict)
    when = " → ".join(part for part in (change.before, change.after) if part)
    return pages.Row(when=when, what=change.title, id=change.event)


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.part")
    draft.write_bytes(content)
    draft.replace(path)


@contextlib.contextmanager
def _log(settings: Settings, table: ScheduleTable) -> Iterator[structlog.stdlib.BoundLogger]:
    """A log of JSON lines, appended to the file that the settings name, else `timeline.log` beside the journal."""
    path = settings.folder / (table.log or "timeline.log")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a", encoding="utf-8")
    except OSError as error:
        why = error.strerror or error
        raise UsageError(
            f"{path}: the run log cannot be written: {why}; name another file as `log` in [schedule]"
        ) from error
    with file:
        yield structlog.wrap_logger(
            structlog.PrintLogger(file),
            processors=[
                structlog.processors.add_log_level,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
