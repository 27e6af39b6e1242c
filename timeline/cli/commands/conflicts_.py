"""`timeline conflicts`."""

from __future__ import annotations

from typing import get_args

import click

from timeline.cli import output
from timeline.cli.options import as_of_option, fail_on_option, format_option, workspace
from timeline.cli.state import State
from timeline.errors import Exit
from timeline.model.records import Cause, ConflictKind


@click.command()
@click.option("--kind", type=click.Choice(get_args(ConflictKind)), help="What they disagree about.")
@click.option("--cause", type=click.Choice(get_args(Cause)), help="Why they differ.")
@click.option("--status", type=click.Choice(["open", "resolved"]), help="Decided already, or not.")
@fail_on_option("open")
@as_of_option
@format_option("table", "json", "jsonl")
@workspace
@click.pass_obj
def command(
    state: State,
    kind: ConflictKind | None,
    cause: Cause | None,
    status: str | None,
    fail_on: str | None,
    as_of: str | None,
    format_: str,
) -> int:
    """Show who says which day, in which words, and why they differ.

    Example: timeline conflicts --kind date --fail-on open
    """
    from timeline.cli.render import conflicts  # noqa: PLC0415 - not for `--help`

    store = state.kept_chronology(as_of)
    found = store.conflicts(kind, cause, "open" if status == "open" else "resolved" if status else None)
    if format_ == "jsonl":
        output.lines(found)
    elif format_ == "json":
        output.document(found)
    else:
        conflicts.cards(found, store)
    return Exit.FINDINGS if fail_on and any(c.status == "open" for c in found) else Exit.OK
