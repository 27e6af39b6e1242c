"""The command `timeline`: thin click commands over the engine; no logic of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and end the process with its exit code."""
    from timeline.cli.app import run  # noqa: PLC0415 - `import timeline.cli` stays cheap

    raise SystemExit(run(arguments))
