"""`timeline diff`."""

from __future__ import annotations

import click

from timeline.cli import output
from timeline.cli.options import fail_on_option, format_option
from timeline.cli.state import State, db_option
from timeline.errors import Exit


@click.command()
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@fail_on_option("changes", "new-conflicts")
@format_option("text", "json")
@db_option
@click.pass_obj
def command(state: State, before: str, after: str, fail_on: str | None, format_: str) -> int:
    """Show what changed from A to B: added, removed, re-dated, new conflicts, resolved ones.

    A and B are journal positions, times (a day means its end), stores, or other journals' files.
    Example: timeline diff 2025-03-14 2025-03-15
    """
    from timeline.engine.compare import compare  # noqa: PLC0415 - not for `--help`
    from timeline.engine.schedule import sections  # noqa: PLC0415

    found = compare(state.journal(readonly=True), before, after, state.config)
    if format_ == "json":
        output.document([found])
    else:
        for title, rows in sections(found):
            click.echo(f"{title}: {len(rows)}")
            for row in rows:
                click.echo("  " + "  ".join(part for part in (row.when, row.what, row.id) if part))
    failed = found.new_conflicts if fail_on == "new-conflicts" else found.changes() if fail_on else []
    return Exit.FINDINGS if failed else Exit.OK
