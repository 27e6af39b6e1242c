"""`timeline show`."""

from __future__ import annotations

from typing import Any

import click

from timeline.cli import output
from timeline.cli.options import as_of_option, format_option, query_options, to_query, workspace
from timeline.cli.state import State
from timeline.errors import Exit


@click.command()
@query_options
@as_of_option
@format_option("table", "json", "jsonl", "csv")
@workspace
@click.pass_obj
def command(state: State, /, as_of: str | None, format_: str, **facets: Any) -> int:
    """Show the chronology, day by day.

    Example: timeline show --from 2025-03 --actor Putin --type CONSULT
    """
    from timeline.cli.render import chronology  # noqa: PLC0415 - not for `--help`
    from timeline.export.csv import event_rows  # noqa: PLC0415

    store = state.kept_chronology(as_of)
    events = store.events(to_query(**facets))
    if format_ == "jsonl":
        output.lines(events)
    elif format_ == "json":
        output.document(events)
    elif format_ == "csv":
        output.write(event_rows(events))
    else:
        chronology.table(events, store.articles())
    return Exit.OK
