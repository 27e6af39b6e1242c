"""`timeline why`."""

from __future__ import annotations

import click

from timeline.cli import output
from timeline.cli.options import as_of_option, format_option, workspace
from timeline.cli.state import State
from timeline.errors import Exit


@click.command()
@click.argument("id_", metavar="ID")
@as_of_option
@format_option("text", "json")
@workspace
@click.pass_obj
def command(state: State, id_: str, as_of: str | None, format_: str) -> int:
    """Explain a date, a merge, a conflict or a publication day: rule, cues, anchor, versions.

    ID names an event, an assertion, a conflict or an article. Example: timeline why evt-3f2a91bc
    """
    from timeline.cli.render import reasons  # noqa: PLC0415 - not for `--help`
    from timeline.engine.why import why  # noqa: PLC0415

    store = state.kept_chronology(as_of)
    answer = why(state.journal(readonly=True), store, id_)
    if format_ == "json":
        output.document([answer])
    else:
        reasons.tree(answer)
    return Exit.OK
