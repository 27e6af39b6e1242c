"""`timeline browser`."""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
def command() -> None:
    """Explore the chronology in Neo4j Browser.

    Example: timeline browser install browser-pack
    """


@command.command()
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
def install(directory: Path) -> None:
    """Write style, favourites, queries and a guide for Neo4j Browser into DIRECTORY, and say what to do with them.

    Example: timeline browser install browser-pack
    """
    from timeline.store import browser  # noqa: PLC0415 - not for `--help`

    written = browser.install(directory)
    click.echo(f"{len(written)} files in {directory}")
    for number, step in enumerate(browser.STEPS, 1):
        click.echo(f"{number}. {step}")
