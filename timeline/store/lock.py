"""One writer at a time: a lock file that vanishes with its holder, however that ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from timeline.errors import LockHeld, StoreError


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Hold `path` locked; `LockHeld` at once when another process or thread holds it."""
    descriptor = _acquire(path)
    try:
        yield
    finally:
        with suppress(OSError):  # a disk that refuses even this leaves an empty file, which nobody holds
            path.unlink(missing_ok=True)
        os.close(descriptor)


def _acquire(path: Path) -> int:
    while True:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o644)
        except OSError as error:
            raise StoreError(
                f"{path}: cannot be written ({error.strerror}); choose another place for the store"
            ) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(descriptor)
            raise LockHeld(f"{path.with_suffix('')}: another process is writing; try again when it is done") from error
        try:
            if os.fstat(descriptor).st_ino == path.stat().st_ino:
                return descriptor
        except FileNotFoundError:
            pass
        os.close(descriptor)  # the holder before us removed the file that we had opened
