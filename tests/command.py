"""The real command in a process of its own, as a user meets it."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Result:
    """What a command left."""

    code: int
    out: str
    err: str


class Command:
    """`timeline` in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def start(self, *arguments, env=None, **options):
        """The running process."""
        return subprocess.Popen(
            [sys.executable, "-m", "timeline", *map(str, arguments)],
            cwd=self.folder, env=environment(env), stdin=options.pop("stdin", subprocess.PIPE),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options,
        )  # fmt: skip

    def __call__(self, *arguments, stdin=b"", env=None, timeout=240):
        """Run to the end."""
        process = self.start(*arguments, env=env)
        out, err = process.communicate(stdin, timeout=timeout)
        return Result(process.returncode, out.decode(), err.decode())


def environment(extra=None):
    """A plain environment: no settings of the developer's, no colour, the checkout importable."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("TIMELINE_", "NEO4J_", "COLUMNS", "PYTHON"))}
    return {**kept, "NO_COLOR": "1", "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", **(extra or {})}
