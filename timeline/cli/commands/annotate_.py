"""`timeline annotate`: a pure filter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from timeline.cli import output
from timeline.cli.options import paths_argument
from timeline.cli.state import State
from timeline.errors import Exit, NothingReadable, UsageError
from timeline.model.records import Annotated


@click.command()
@paths_argument
@click.option(
    "--html",
    "page",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Also write a readable page of the article; several articles get FILE-2, FILE-3 ….",
)
@click.pass_obj
def command(state: State, paths: tuple[str, ...], page: Path | None) -> int:
    """Annotate articles: one JSON line an article, with time expressions and dated assertions.

    Reads JSON Lines on stdin and answers each as it comes, or any path that `ingest` reads. Keeps no state and
    needs no journal.
    Example: timeline annotate articles.jsonl > annotated.jsonl
    """
    from timeline import engine  # noqa: PLC0415 - not for `--help`

    counts = {"good": 0, "bad": 0}
    named = paths or ("-",)
    engine.check_readable(named)

    def good() -> Iterator[Annotated]:
        for item in engine.annotate(engine.read(named, state.config), state.config):
            if isinstance(item, Annotated):
                counts["good"] += 1
                if page is not None:
                    _write_page(page, counts["good"], item)
                for note in item.notes:
                    output.warn(f"note: {item.origin or item.id}: {note}")
                yield item
            else:
                counts["bad"] += 1
                output.warn(f"{item.origin}: {item.reason}")

    output.lines(good())
    if not counts["good"]:
        raise NothingReadable(f"no article in {', '.join(named)}")
    return Exit.OK


def _write_page(page: Path, number: int, annotated: Annotated) -> None:
    from timeline.export.html import article_page  # noqa: PLC0415 - only where a page is asked for

    file = page if number == 1 else page.with_stem(f"{page.stem}-{number}")
    try:
        file.write_text(article_page(annotated), encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise UsageError(f"--html {file}: cannot be written: {error.strerror}") from error
