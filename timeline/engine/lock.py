"""One scheduled run at a time: a lock that dies with its process, whatever kills it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from timeline.errors import LockHeld


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file at `path`; the file stays, the kernel drops the lock when the process ends.

    Raises:
        LockHeld: another process holds it; the message names that process.
    """
    with path.open("a+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            holder = file.read().strip() or "another process"
            raise LockHeld(f"{path} is held by {holder}; try again later, or use --skip-if-locked") from error
        file.seek(0)
        file.truncate()
        file.write(f"process {os.getpid()}\n")
        file.flush()
        yield
