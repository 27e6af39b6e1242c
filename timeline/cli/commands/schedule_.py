"""`timeline schedule`: the nightly rebuild."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from timeline.cli import output
from timeline.cli.options import fail_on_option, format_option
from timeline.cli.state import State, db_option, store_option
from timeline.errors import Exit, LockHeld, UsageError

F = TypeVar("F", bound=Callable[..., Any])


@click.group()
def command() -> None:
    """Rebuild every night from what timeline.toml names, and report what changed."""


@command.command()
@click.option("--skip-if-locked", is_flag=True, help="End quietly when another run is at it.")
@fail_on_option("new-conflicts", "rejected")
@format_option("text", "json", "html")
@db_option
@store_option
@click.pass_obj
def run(state: State, skip_if_locked: bool, fail_on: str | None, format_: str) -> int:
    """Read new files, extract, rebuild all stores, record the run, report what changed.

    Files whose size and time are as before are not read. Example: timeline schedule run --fail-on new-conflicts
    """
    from timeline.cli.render import runs  # noqa: PLC0415 - not for `--help`
    from timeline.engine.schedule import run_schedule  # noqa: PLC0415

    try:
        with output.progress() as report:
            done = run_schedule(state.journal(readonly=False), state.stores(), state.settings, progress=report)
    except LockHeld as held:
        if not skip_if_locked:
            raise
        output.warn(f"skipped: {held}")
        return Exit.OK
    runs.report(done, format_)
    failed = (fail_on == "new-conflicts" and done.diff.new_conflicts) or (fail_on == "rejected" and done.rejected)
    return Exit.FINDINGS if failed else Exit.OK


def _way(function: F) -> F:
    """Systemd or crontab, and where units lie."""
    folder = "Folder of systemd units (default: ~/.config/systemd/user)."
    function = click.option("--units", type=click.Path(), metavar="FOLDER", help=folder)(function)
    function = click.option("--crontab", "way", flag_value="crontab", help="A line in your crontab.")(function)
    systemd = click.option(
        "--systemd", "way", flag_value="systemd", default="systemd", help="A systemd timer (default)."
    )
    return systemd(function)


def _plan(state: State, way: str, units: str | None) -> Any:
    from timeline.engine.timers import plan  # noqa: PLC0415 - not for `--help`

    folder = Path(units) if units else Path.home() / ".config" / "systemd" / "user"
    return plan(state.settings, "crontab" if way == "crontab" else "systemd", folder)


@command.command()
@_way
@click.option("--yes", is_flag=True, help="Write it; without this it is only shown.")
@click.pass_obj
def install(state: State, way: str, units: str | None, yes: bool) -> int:
    """Show the systemd timer or crontab line of this timeline.toml; --yes writes it.

    Example: timeline schedule install --crontab --yes
    """
    from timeline.engine import timers  # noqa: PLC0415 - not for `--help`

    plan = _plan(state, way, units)
    for path, content in plan.files.items():
        click.echo(f"# {path}\n{content}")
    if plan.line:
        click.echo(plan.line)
    click.echo(timers.install(plan) if yes else "nothing was written; --yes writes it")
    return Exit.OK


@command.command()
@_way
@click.pass_obj
def uninstall(state: State, way: str, units: str | None) -> int:
    """Remove what `install` wrote.

    Example: timeline schedule uninstall --crontab
    """
    from timeline.engine import timers  # noqa: PLC0415 - not for `--help`

    plan = _plan(state, way, units)
    done = timers.uninstall(plan)
    if done is None:
        raise UsageError(f"{plan.name} is not installed there; `timeline schedule install` shows what it would be")
    click.echo(f"{plan.name} {done}")
    return Exit.OK


@command.command()
@click.option("--fail-on", type=click.Choice(["overdue"]), help="Exit with 1 when a run is overdue.")
@format_option("text", "json")
@db_option
@click.pass_obj
def status(state: State, fail_on: str | None, format_: str) -> int:
    """Say when the last run was, when the next is due, where the journal stands and how far the chronology lags.

    Example: timeline schedule status --fail-on overdue
    """
    from timeline.engine.timers import status as look  # noqa: PLC0415 - not for `--help`

    found = look(state.journal(readonly=True), state.settings, state.embedded())
    if format_ == "json":
        output.document([found])
    else:
        changes = ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in found.changes.items()) or "none"
        click.echo(f"last run   {found.last_run or 'never'}")
        if found.last_run:
            click.echo(f"started    {found.last_started}")
            click.echo(f"read       {found.accepted} accepted, {found.rejected} rejected")
            click.echo(f"changes    {changes}")
        click.echo(f"next run   {found.next_run}{'  (overdue)' if found.overdue else ''}")
        click.echo(f"journal    position {found.position}")
        click.echo(f"lag        {found.lag} entries that the chronology has not seen")
    return Exit.FINDINGS if fail_on and found.overdue else Exit.OK
