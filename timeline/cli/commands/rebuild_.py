"""`timeline rebuild`."""

from __future__ import annotations

import click

from timeline.cli.options import full_option, workspace
from timeline.cli.output import progress
from timeline.cli.state import State
from timeline.errors import Exit


@click.command()
@full_option
@click.option("--dry-run", is_flag=True, help="Fold the journal and count; write nothing.")
@click.option("--verify", is_flag=True, help="Compare stores and journal; write nothing, exit 1 if they differ.")
@workspace
@click.pass_obj
def command(state: State, full: bool, dry_run: bool, verify: bool) -> int:
    """Fold the journal into the chronology and write it to the read model and to --store.

    Example: timeline rebuild --store bolt://localhost:7687
    """
    from timeline import engine  # noqa: PLC0415 - not for `--help`
    from timeline.cli.render import reports  # noqa: PLC0415

    with progress() as report:
        outcome = engine.rebuild(
            state.journal(readonly=True),
            state.stores(),
            full=full,
            dry_run=dry_run,
            verify=verify,
            config=state.config,
            progress=report,
        )
    reports.rebuilt(outcome, verified=verify)
    return Exit.FINDINGS if outcome.problems else Exit.OK
