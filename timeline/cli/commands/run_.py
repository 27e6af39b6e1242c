"""`timeline run`: the main job."""

from __future__ import annotations

import click

from timeline.cli.options import fail_on_option, paths_argument, workers_option, workspace
from timeline.cli.output import progress
from timeline.cli.state import State
from timeline.errors import Exit, UsageError


@click.command()
@paths_argument
@workers_option
@fail_on_option("rejected", "conflicts")
@workspace
@click.pass_obj
def command(state: State, paths: tuple[str, ...], workers: int, fail_on: str | None) -> int:
    """Read articles, extract, rebuild and show the chronology with its conflicts.

    Example: timeline --db kursk.db run in/
    """
    from timeline import engine  # noqa: PLC0415 - not for `--help`
    from timeline.cli.render import chronology, conflicts, reports  # noqa: PLC0415
    from timeline.store.port import Query  # noqa: PLC0415

    if not paths:
        raise UsageError("name at least one file or folder to read, or - for JSON Lines on stdin")
    engine.check_readable(paths)
    with progress() as report:
        outcome = engine.run(
            state.journal(readonly=False),
            state.stores(),
            paths,
            workers=workers,
            config=state.config,
            progress=report,
        )
    reports.ingested(outcome.ingested, aside=True)
    reports.extracted(outcome.extracted, aside=True)
    reports.lost(outcome.rebuilt)
    store = state.reading()
    chronology.table(store.events(Query()), store.counts()["article"])
    found = store.conflicts()
    if found:
        conflicts.cards(found, store)
    reports.closing(store)
    failed = (fail_on == "rejected" and outcome.ingested.rejected) or (fail_on == "conflicts" and found)
    return Exit.FINDINGS if failed else Exit.OK
