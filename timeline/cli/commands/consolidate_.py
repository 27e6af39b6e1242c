"""`timeline consolidate`: a pure filter."""

from __future__ import annotations

import click

from timeline.cli import output
from timeline.cli.state import State
from timeline.errors import Exit


@click.command()
@click.argument("file", default="-", metavar="[FILE]")
@click.pass_obj
def command(state: State, file: str) -> int:
    """Consolidate annotated articles into events and conflicts, as JSON Lines.

    Reads what `annotate` writes, from a file or stdin. Keeps no state and needs no journal.
    Example: timeline annotate in/ | timeline consolidate > chronology.jsonl
    """
    from timeline import engine  # noqa: PLC0415 - not for `--help`
    from timeline.engine.streams import annotated_lines  # noqa: PLC0415

    with engine.open_bytes(file) as stream:
        result = engine.consolidate(annotated_lines(stream, file), state.config)
    output.lines(result.records())
    return Exit.OK
