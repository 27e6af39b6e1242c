"""How a scheduled run is started by the machine: systemd timer or crontab line, shown before it is written."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, Literal

import msgspec

from timeline.engine.cron import parse
from timeline.engine.query import behind
from timeline.engine.settings import ScheduleTable, Settings
from timeline.errors import UsageError
from timeline.journal import Journal, RunRecorded, decode
from timeline.model.ids import short_id
from timeline.model.records import Record
from timeline.store.port import Store

Way = Literal["systemd", "crontab"]
_MARK: Final = "# timeline-engine"


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What would be written where; for a crontab `files` is empty and `line` is the line."""

    name: str
    files: dict[Path, str]
    line: str | None = None


class Status(Record, frozen=True, kw_only=True):
    """Where a schedule stands; `lag` is how many journal entries the chronology has not seen."""

    position: int
    lag: int
    last_run: str | None
    last_started: str | None
    accepted: int
    rejected: int
    changes: dict[str, int]
    next_run: str
    overdue: bool


def plan(settings: Settings, way: Way, units: Path) -> Plan:
    """The timer of a settings file."""
    if settings.path is None:
        raise UsageError("no timeline.toml here: a schedule needs one that names corpora and [schedule] cron")
    cron = parse((settings.file.schedule or ScheduleTable()).cron)
    path = settings.path.resolve()
    name = "timeline-" + short_id("x", str(path))[2:10]
    command = [sys.executable, "-m", "timeline", "--settings", str(path), "schedule", "run", "--skip-if-locked"]
    if way == "crontab":
        shell = " ".join(_quoted(word) for word in command).replace("%", "\\%")
        line = f"{cron.text} cd {_quoted(str(path.parent))} && {shell} {_MARK} {name}"
        return Plan(name=name, files={}, line=line)
    folder = str(path.parent).replace("%", "%%")
    start = " ".join(_quoted(word, unit=True) for word in command)
    service = (
        f"[Unit]\nDescription=News chronology of {path}\n\n[Service]\nType=oneshot\n"
        f"WorkingDirectory={folder}\nExecStart={start}\n"
    )
    timer = (
        f"[Unit]\nDescription=Nightly {name}\n\n[Timer]\nOnCalendar={cron.systemd()}\nPersistent=true\n\n"
        "[Install]\nWantedBy=timers.target\n"
    )
    return Plan(name=name, files={units / f"{name}.service": service, units / f"{name}.timer": timer})


def _quoted(word: str, *, unit: bool = False) -> str:
    if word and all(c.isalnum() or c in "/._-+=:@" for c in word):
        return word
    if unit:
        return '"' + word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%") + '"'
    return "'" + word.replace("'", "'\\''") + "'"


def install(plan_: Plan) -> str:
    """Write what the plan says; what the user has to do next, if anything."""
    if plan_.line is not None:
        kept = [line for line in _crontab() if not line.endswith(f"{_MARK} {plan_.name}")]
        _write_crontab([*kept, plan_.line])
        return "written to your crontab"
    for path, content in plan_.files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return f"written; `systemctl --user daemon-reload && systemctl --user enable --now {plan_.name}.timer` starts it"


def uninstall(plan_: Plan) -> str | None:
    """Remove what `install` wrote; what the user has to do next, None when there was nothing to remove."""
    if plan_.line is not None:
        lines = _crontab()
        kept = [line for line in lines if not line.endswith(f"{_MARK} {plan_.name}")]
        if len(kept) == len(lines):
            return None
        _write_crontab(kept)
        return "removed from your crontab"
    there = [path for path in plan_.files if path.exists()]
    for path in there:
        path.unlink()
    return "removed; `systemctl --user daemon-reload` lets go of it" if there else None


def _crontab() -> list[str]:
    if shutil.which("crontab") is None:
        raise UsageError("there is no crontab on this machine; use --systemd")
    shown = subprocess.run(["crontab", "-l"], capture_output=True, text=True, check=False)  # noqa: S607 - as found on PATH
    return shown.stdout.splitlines() if shown.returncode == 0 else []


def _write_crontab(lines: Sequence[str]) -> None:
    text = "".join(f"{line}\n" for line in lines)
    done = subprocess.run(["crontab", "-"], input=text, text=True, capture_output=True, check=False)  # noqa: S607 - see above
    if done.returncode:
        raise UsageError(f"crontab refused: {done.stderr.strip()}")


def status(journal: Journal, settings: Settings, store: Store | None = None) -> Status:
    """Last and next run; overdue when the last one that should have been is missing."""
    runs = [r for e in journal.entries(types=["RunRecorded"]) if isinstance(r := decode(e), RunRecorded)]
    cron = parse((settings.file.schedule or ScheduleTable()).cron)
    now = datetime.fromisoformat(journal.now()).astimezone()
    last = runs[-1] if runs else None
    mine = [r for r in runs if last and r.run == last.run]
    due = cron.next(datetime.fromisoformat(last.started_at).astimezone()) if last else now
    return Status(
        position=journal.head().position,
        lag=behind(journal, store) if store else journal.head().position,
        last_run=last.run if last else None,
        last_started=last.started_at if last else None,
        accepted=sum(r.accepted for r in mine),
        rejected=sum(len(r.rejected) for r in mine),
        changes=last.changes if last else {},
        next_run=cron.next(now).isoformat(),
        overdue=due < now,
    )
