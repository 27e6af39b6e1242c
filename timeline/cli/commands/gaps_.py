"""`timeline gaps`."""

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
@format_option("table", "json", "jsonl")
@workspace
@click.pass_obj
def command(state: State, /, as_of: str | None, format_: str, **facets: Any) -> int:
    """Show silences and bursts: stretches of days in which unusually little or much happened.

    Example: timeline gaps --actor Putin
    """
    from timeline.export.words import plural  # noqa: PLC0415 - not for `--help`

    found = state.kept_chronology(as_of).gaps(to_query(**facets))
    if format_ != "table":
        (output.lines if format_ == "jsonl" else output.document)(found)
        return Exit.OK
    for gap in found:
        events = plural(gap.events, "event")
        click.echo(f"{gap.earliest} to {gap.latest}  {gap.kind:8} {plural(gap.days, 'day')}, {events}")
    if not found:
        click.echo("no silences and no bursts")
    return Exit.OK
