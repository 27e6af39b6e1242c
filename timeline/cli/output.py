"""Where words go: results to stdout, progress and warnings to stderr; colour only on a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from timeline.engine.progress import Progress

PLAIN_WIDTH = 100


class Pipe(Console):
    """A console whose reader may go away; the command line decides what that means."""

    def on_broken_pipe(self) -> None:
        """Leave the error as it is."""
        raise  # noqa: PLE0704 - rich calls this while it handles the error


def console(*, stderr: bool = False) -> Console:
    """A console that honours NO_COLOR and COLUMNS, and is 100 columns wide where there is no terminal."""
    stream = sys.stderr if stderr else sys.stdout
    made = Pipe(file=stream, highlight=False, soft_wrap=False, emoji=False, markup=False)
    if not made.is_terminal and "COLUMNS" not in made._environ:  # noqa: SLF001 - no public way to ask
        made.width = PLAIN_WIDTH
    return made


def say(out: Console, text: Text, indent: int = 0) -> None:
    """A paragraph, wrapped and indented, without trailing blanks."""
    for line in text.wrap(out, out.width - indent):
        line.rstrip()
        out.print(Text(" " * indent) + line, soft_wrap=True)


def trimmed(out: Console, grid: Table) -> None:
    """A table without trailing blanks."""
    with out.capture() as captured:
        out.print(grid)
    write(line.rstrip() + "\n" for line in captured.get().splitlines())


def warn(line: str) -> None:
    """One line for a person, beside the result."""
    print(f"timeline: {line}", file=sys.stderr)  # noqa: T201 - the terminal is ours here


def lines(values: Iterable[Any]) -> None:
    """Records as JSON Lines, each written as soon as it is there."""
    out = sys.stdout.buffer
    for value in values:
        out.write(msgspec.json.encode(value) + b"\n")
        out.flush()


def document(values: Iterable[Any]) -> None:
    """Records as one JSON array, indented, record by record."""
    out = sys.stdout.buffer
    separator = b"[\n"
    for value in values:
        out.write(separator + msgspec.json.format(msgspec.json.encode(value), indent=2))
        separator = b",\n"
    out.write(b"[]\n" if separator == b"[\n" else b"\n]\n")
    out.flush()


def write(chunks: Iterable[str]) -> None:
    """Text that is made elsewhere, such as CSV."""
    out = sys.stdout
    for chunk in chunks:
        out.write(chunk)
    out.flush()


@contextmanager
def progress() -> Iterator[Progress]:
    """A progress bar on stderr when that is a terminal, else silence."""
    from timeline.engine.progress import silent  # noqa: PLC0415

    bar_console = console(stderr=True)
    if not bar_console.is_terminal:
        yield silent
        return
    from rich import progress as bar  # noqa: PLC0415 - only on a terminal

    with bar.Progress(
        bar.TextColumn("{task.description}"),
        bar.BarColumn(),
        bar.MofNCompleteColumn(),
        bar.TextColumn("{task.fields[pace]}"),
        console=bar_console,
        transient=True,
    ) as bars:
        tasks: dict[str, Any] = {}
        since: dict[str, float] = {}

        def report(stage: str, done: int, total: int | None = None) -> None:
            if stage not in tasks:
                tasks[stage], since[stage] = bars.add_task(stage, total=total, pace=""), time.monotonic()
            bars.update(
                tasks[stage], completed=done, total=total, pace=pace(done, total, time.monotonic() - since[stage])
            )

        yield report


def pace(done: int, total: int | None, seconds: float) -> str:
    """`12.5/s, 0:01:40 left`: the rate so far, and how long the rest takes at it."""
    if not done or seconds <= 0:
        return ""
    rate = done / seconds
    left = f", {timedelta(seconds=round((total - done) / rate))} left" if total and total > done else ""
    return f"{rate:.1f}/s{left}"
