"""`timeline extract`."""

from __future__ import annotations

import click

from timeline.cli.options import workers_option
from timeline.cli.output import progress
from timeline.cli.state import State, db_option
from timeline.errors import Exit


@click.command()
@workers_option
@db_option
@click.pass_obj
def command(state: State, workers: int) -> int:
    """Extract dated assertions from the articles that lack them.

    Resumable: an interrupted run goes on where it stopped. Example: timeline extract --workers 4
    """
    from timeline import engine  # noqa: PLC0415 - not for `--help`
    from timeline.cli.render import reports  # noqa: PLC0415

    journal = state.journal(readonly=True)
    journal.close()
    with progress() as report:
        outcome = engine.extract(state.journal(readonly=False), workers=workers, config=state.config, progress=report)
    reports.extracted(outcome)
    return Exit.OK
