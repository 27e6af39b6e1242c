"""`timeline event`."""

from __future__ import annotations

import click

from timeline.cli import output
from timeline.cli.options import as_of_option, format_option, workspace
from timeline.cli.state import State
from timeline.errors import Exit


@click.command()
@click.argument("id_", metavar="ID")
@as_of_option
@format_option("card", "json")
@workspace
@click.pass_obj
def command(state: State, id_: str, as_of: str | None, format_: str) -> int:
    """Show one event with every reading, quote and source.

    ID may be the event's, an assertion's, a conflict's, a former id, or the first characters of one.
    Example: timeline event evt-3f2a91bc
    """
    from timeline.cli.render import card  # noqa: PLC0415 - not for `--help`
    from timeline.engine.query import find_event  # noqa: PLC0415

    store = state.kept_chronology(as_of)
    event = find_event(store, id_)
    if format_ == "json":
        output.document([event])
    else:
        card.event(event, store)
    return Exit.OK
