"""`timeline why` as an indented outline."""

from __future__ import annotations

from rich.text import Text

from timeline.cli.output import console, say
from timeline.engine.why import Reason


def tree(reason: Reason, depth: int = 0) -> None:
    """Print a statement and, indented below it, what it rests on."""
    mark = "" if depth == 0 else "- "
    text = Text(mark + " ".join(reason.text.split()), style="bold" if depth == 0 else "")
    say(console(), text, 2 * max(0, depth - 1))
    for ground in reason.because:
        tree(ground, depth + 1)
