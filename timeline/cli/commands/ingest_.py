"""`timeline ingest`."""

from __future__ import annotations

import click

from timeline.cli.options import fail_on_option, paths_argument
from timeline.cli.output import progress
from timeline.cli.state import State, db_option
from timeline.errors import Exit, NothingReadable, UsageError


@click.command()
@paths_argument
@click.option("--dry-run", is_flag=True, help="Say what would be read; record nothing.")
@fail_on_option("rejected")
@db_option
@click.pass_obj
def command(state: State, paths: tuple[str, ...], dry_run: bool, fail_on: str | None) -> int:
    """Read articles into the journal: files, folders, `-` for JSON Lines on stdin.

    What was read before adds nothing. Example: timeline ingest in/ feeds/world.xml
    """
    from timeline import engine  # noqa: PLC0415 - not for `--help`
    from timeline.cli.render import reports  # noqa: PLC0415

    if not paths:
        raise UsageError("name at least one file or folder to read, or - for JSON Lines on stdin")
    engine.check_readable(paths)
    if dry_run:
        articles, rejected = reports.preview(engine.preview(paths, state.config))
        if not articles:
            raise NothingReadable("no article in what was named")
        return Exit.FINDINGS if fail_on and rejected else Exit.OK
    with progress() as report:
        outcome = engine.ingest(state.journal(readonly=False), paths, state.config, report)
    reports.ingested(outcome)
    return Exit.FINDINGS if fail_on and outcome.rejected else Exit.OK
