"""How long work tells how far it is, without knowing about terminals."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Called now and then with the stage, what is done, and the total where it is known."""

    def __call__(self, stage: str, done: int, total: int | None = None) -> None:
        """Take note; must be quick."""
        ...


def silent(stage: str, done: int, total: int | None = None) -> None:
    """No progress report."""
