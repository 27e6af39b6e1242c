"""Every option that more than one command has, defined once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, get_args

import click

from timeline.cli.state import db_option, store_option
from timeline.errors import UsageError
from timeline.model.records import Factuality

F = TypeVar("F", bound=Callable[..., Any])

paths_argument = click.argument("paths", nargs=-1, type=click.Path(), metavar="PATH...")
as_of_option = click.option(
    "--as-of", metavar="POSITION|TIME", help="The chronology as it was at a journal position or time."
)
limit_option = click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N rows.")
workers_option = click.option(
    "--workers", type=click.IntRange(1, 64), default=1, show_default=True, metavar="N", help="Processes that extract."
)
full_option = click.option("--full", is_flag=True, help="Write the stores from nothing.")


def format_option(*choices: str) -> Callable[[F], F]:
    """`--format`, the first choice being the default."""
    return click.option(
        "--format", "format_", type=click.Choice(choices), default=choices[0], show_default=True, help="Output form."
    )


def fail_on_option(*choices: str) -> Callable[[F], F]:
    """`--fail-on`: findings that make the exit code 1."""
    return click.option("--fail-on", type=click.Choice(choices), help="Exit with 1 when there are any.")


def workspace(function: F) -> F:
    """`--db` and `--store`."""
    return db_option(store_option(function))


def _day(_: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """An ISO day; a month or a year means its first day for --from, its last for --to."""
    if value is None:
        return None
    from timeline.model.dates import parse  # noqa: PLC0415 - not for `--help`

    try:
        interval = parse(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r}: expected a date like 2025-03-12, 2025-03 or 2025") from error
    if interval is None:
        return None
    return (interval.earliest if parameter.name == "since" else interval.latest).isoformat()


_QUERY = (
    click.option("--from", "since", metavar="DATE", callback=_day, help="Events on or after this day."),
    click.option("--to", "until", metavar="DATE", callback=_day, help="Events on or before this day."),
    click.option("--actor", metavar="NAME", help="Somebody takes part, on either side: name, alias or entity id."),
    click.option("--place", metavar="NAME", help="Where: name, containing region, country or entity id."),
    click.option("--type", "type_", metavar="TYPE", help="CONSULT.visit, or a whole root: CONSULT."),
    click.option("--source", metavar="NAME", help="Told by this outlet."),
    click.option(
        "--factuality",
        multiple=True,
        metavar="KIND",
        type=click.Choice([*get_args(Factuality), "all"]),
        help="What kind of fact: happened and ongoing unless given; `scheduled`, `denied` …, or `all`. Repeatable.",
    ),
    click.option("--min-sources", type=click.IntRange(min=1), metavar="N", help="At least N independent sources."),
    click.option("--text", metavar="WORDS", help="All these words in title or quotes, case and accents folded."),
    limit_option,
)


def query_options(function: F) -> F:
    """The facets that events can be filtered by; `to_query` reads them."""
    for option in reversed(_QUERY):
        function = option(function)
    return function


def to_query(**given: Any) -> Any:
    """The store's query from the values of `query_options`."""
    from timeline.store.port import HAPPENED, Query  # noqa: PLC0415 - not for `--help`

    wanted = given["factuality"]
    if given["since"] and given["until"] and given["since"] > given["until"]:
        raise UsageError(f"--from {given['since']} lies after --to {given['until']}: no day can be both")
    factuality = HAPPENED if not wanted else () if "all" in wanted else tuple(wanted)
    return Query(
        since=given["since"],
        until=given["until"],
        actor=given["actor"],
        place=given["place"],
        type=given["type_"],
        source=given["source"],
        factuality=factuality,
        min_sources=given["min_sources"],
        text=given["text"],
        limit=given["limit"],
    )
