"""`timeline show`."""

from __future__ import annotations

import difflib
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
    from timeline.store.port import Query  # noqa: PLC0415

    query = to_query(**facets)
    store = state.kept_chronology(as_of)
    events = store.events(query)
    if facets["type_"] and not events:
        _no_such_type(facets["type_"], {event.type for event in store.events(Query(factuality=()))})
    if format_ == "jsonl":
        output.lines(events)
    elif format_ == "json":
        output.document(events)
    elif format_ == "csv":
        output.write(event_rows(events))
    else:
        chronology.table(events, store.counts()["article"])
    return Exit.OK


def _no_such_type(wanted: str, types: set[str]) -> None:
    """A type that no event has may be a slip of the hand; one that exists needs no word."""
    known = types | {type_.partition(".")[0] for type_ in types}
    if wanted not in known:
        alike = [type_ for type_ in sorted(known) if wanted.casefold() in type_.casefold()]
        near = ", ".join(alike[:8] or difflib.get_close_matches(wanted, sorted(known), 3) or sorted(known)[:8])
        output.warn(f"there is no event of type {wanted!r}; near to it: {near} (docs/ontology.md has all types)")
