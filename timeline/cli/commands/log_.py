"""`timeline log`: the journal itself."""

from __future__ import annotations

import click

from timeline.cli import output
from timeline.cli.options import format_option
from timeline.cli.state import State, db_option
from timeline.errors import Exit, JournalError


@click.group()
def command() -> None:
    """Look at the journal, prove it, save it."""


@command.command()
@db_option
@click.pass_obj
def verify(state: State) -> int:
    """Prove the hash chain and every payload; name the first broken position.

    Exit code 4 when anything was altered. Example: timeline log verify
    """
    from timeline import journal  # noqa: PLC0415 - not for `--help`

    outcome = journal.verify(state.journal(readonly=True).envelopes())
    if not outcome.ok:
        raise JournalError(
            f"{state.db_path} is broken at position {outcome.broken_at}: {outcome.reason}; "
            f"positions up to {outcome.entries} hold"
        )
    redacted = f", {outcome.redacted} redacted" if outcome.redacted else ""
    click.echo(f"{outcome.entries} entries hold{redacted}; head {outcome.head}")
    return Exit.OK


@command.command()
@format_option("text", "json")
@db_option
@click.pass_obj
def stats(state: State, format_: str) -> int:
    """Count the entries by type, with size and head.

    Example: timeline log stats --format json
    """
    from timeline.engine.journalling import statistics  # noqa: PLC0415 - not for `--help`

    found = statistics(state.journal(readonly=True))
    if format_ == "json":
        output.document([found])
        return Exit.OK
    for type_, count in found.entries.items():
        click.echo(f"{type_:22} {count:>9}")
    click.echo(f"{'position':22} {found.position:>9}")
    click.echo(f"{'bytes':22} {found.bytes:>9}")
    click.echo(f"head                   {found.head}")
    click.echo(f"last recorded          {found.recorded_at or 'never'}")
    return Exit.OK


@command.command()
@click.option("-n", "number", type=click.IntRange(min=1), default=10, show_default=True, help="How many.")
@format_option("text", "jsonl")
@db_option
@click.pass_obj
def tail(state: State, number: int, format_: str) -> int:
    """Show the last entries.

    Example: timeline log tail -n 20
    """
    from timeline.engine.journalling import as_cloudevent, summary  # noqa: PLC0415 - not for `--help`

    journal = state.journal(readonly=True)
    last = journal.entries(after=max(0, journal.head().position - number))
    if format_ == "jsonl":
        output.lines(as_cloudevent(entry) for entry in last)
        return Exit.OK
    for entry in last:
        click.echo(f"{entry.position:>7}  {entry.recorded_at[:19]}Z  {entry.type:20} {summary(entry)}")
    return Exit.OK
