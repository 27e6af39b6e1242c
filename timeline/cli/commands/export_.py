"""`timeline export`."""

from __future__ import annotations

import click

from timeline.cli import output
from timeline.cli.options import as_of_option, workspace
from timeline.cli.state import State
from timeline.errors import Exit


@click.group()
def command() -> None:
    """Write the chronology in a form that other programs read."""


@command.command()
@as_of_option
@workspace
@click.pass_obj
def records(state: State, as_of: str | None) -> int:
    """Write every record of the chronology as JSON Lines, in a stable order.

    Example: timeline export records > chronology.jsonl
    """
    output.lines(state.kept_chronology(as_of).records())
    return Exit.OK
