"""The real command in a process of its own, as a user meets it."""

import contextlib
import io
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


class Inside(Command):
    """The same command line inside this process, for suites of many commands: the language pipeline loads once."""

    def __call__(self, *arguments, stdin=b"", env=None, timeout=240):
        """Run to the end."""
        from timeline.cli.app import run

        streams = [io.TextIOWrapper(io.BytesIO(content), encoding="utf-8") for content in (stdin, b"", b"")]
        with contextlib.ExitStack() as stack:
            stack.enter_context(contextlib.chdir(self.folder))
            stack.enter_context(_environment({"NO_COLOR": "1", **(env or {})}))
            stack.enter_context(_standard(*streams))
            code = int(run([str(word) for word in arguments]))
        texts = []
        for stream in streams[1:]:
            stream.flush()
            texts.append(stream.buffer.getvalue().decode())
        return Result(code, *texts)


@contextlib.contextmanager
def _standard(stdin, stdout, stderr):
    before = sys.stdin, sys.stdout, sys.stderr
    sys.stdin, sys.stdout, sys.stderr = stdin, stdout, stderr
    try:
        yield
    finally:
        sys.stdin, sys.stdout, sys.stderr = before


@contextlib.contextmanager
def _environment(values):
    before = dict(os.environ)
    for name in [n for n in os.environ if n.startswith(("TIMELINE_", "NEO4J_", "COLUMNS"))]:
        del os.environ[name]
    os.environ.update(values)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def environment(extra=None):
    """A plain environment: no settings of the developer's, no colour, the checkout importable."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("TIMELINE_", "NEO4J_", "COLUMNS", "PYTHON"))}
    return {**kept, "NO_COLOR": "1", "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", **(extra or {})}
