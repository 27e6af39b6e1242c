"""`timeline around`."""

from __future__ import annotations

import click

from timeline.cli import output
from timeline.cli.options import as_of_option, format_option, workspace
from timeline.cli.state import State
from timeline.errors import Exit


@click.command()
@click.argument("id_", metavar="ID")
@click.option("-n", "number", type=click.IntRange(min=1), default=5, show_default=True, help="Events on either side.")
@as_of_option
@format_option("table", "json", "jsonl")
@workspace
@click.pass_obj
def command(state: State, id_: str, number: int, as_of: str | None, format_: str) -> int:
    """Show what happened just before and after an event.

    Example: timeline around evt-3f2a91bc -n 3
    """
    from timeline.cli.render import chronology  # noqa: PLC0415 - not for `--help`
    from timeline.engine.query import find_event  # noqa: PLC0415

    store = state.kept_chronology(as_of)
    events = store.around(find_event(store, id_).id, number)
    if format_ == "table":
        chronology.table(events, store.counts()["article"])
    else:
        (output.lines if format_ == "jsonl" else output.document)(events)
    return Exit.OK
