"""`timeline doctor`."""

from __future__ import annotations

import click

from timeline.cli import output
from timeline.cli.options import format_option, workspace
from timeline.cli.state import State
from timeline.errors import Exit


@click.command()
@format_option("text", "json")
@workspace
@click.pass_obj
def command(state: State, format_: str) -> int:
    """Say what is installed and in which state it is: the first thing in a bug report.

    Exit code 1 when something needs attention. Example: timeline doctor
    """
    from timeline.engine.doctor import examine  # noqa: PLC0415 - not for `--help`

    checks = examine(state.db_path, state.store_url, state.settings)
    if format_ == "json":
        output.document(checks)
    else:
        for check in checks:
            click.echo(f"{'ok ' if check.ok else 'BAD'} {check.name:20} {check.value}")
    return Exit.OK if all(check.ok for check in checks) else Exit.FINDINGS
