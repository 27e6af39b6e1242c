"""Paths to items: every file once, in one order whatever the order of the paths."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, cast

from timeline.corpus.arriving import Arriving
from timeline.corpus.drafts import Item, Rejected

STDIN = "-"
_LINKED = "a symbolic link inside a folder: name its target instead"


def walk(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Item | Rejected]:
    """Files as named and files below folders, sorted by path; hidden ones and links inside folders are left out.

    `-` is standard input and comes last.
    """
    found: dict[str, Item | Rejected] = {}
    stdin = False
    for path in paths:
        text = os.fspath(path)
        if text == STDIN:
            stdin = True
            continue
        for name, item in _below(os.path.normpath(text), named=True):
            found.setdefault(name, item)
    for name in sorted(found):
        yield found[name]
    if stdin:
        yield Item(origin=STDIN, name=STDIN, open=lambda: cast("BinaryIO", Arriving(sys.stdin.buffer)))


def _below(text: str, *, named: bool = False) -> Iterator[tuple[str, Item | Rejected]]:
    origin = show(text)
    try:
        mode = Path(text).stat().st_mode
    except FileNotFoundError:
        yield origin, Rejected(origin, "no such file or folder")
        return
    except (OSError, ValueError) as error:
        yield origin, Rejected(origin, f"cannot be read: {_why(error)}")
        return
    if stat.S_ISDIR(mode):
        yield from _folder(text)
    elif stat.S_ISREG(mode) or (named and stat.S_ISFIFO(mode)):
        yield origin, _file(text)
    else:
        yield origin, Rejected(origin, "no regular file (a device, pipe or socket)")


def _folder(text: str) -> Iterator[tuple[str, Item | Rejected]]:
    any_file = False
    problems: list[OSError] = []
    for folder, names, files in os.walk(text, onerror=problems.append):
        for name in names:
            path = os.path.join(folder, name)  # noqa: PTH118
            if Path(path).is_symlink() and not name.startswith("."):
                any_file = True
                yield show(path), Rejected(show(path), _LINKED)
        names[:] = sorted(n for n in names if not n.startswith("."))
        for name in sorted(files):
            path = os.path.join(folder, name)  # noqa: PTH118  # undecodable names must survive
            if name.startswith("."):
                continue
            any_file = True
            if Path(path).is_symlink():
                yield show(path), Rejected(show(path), _LINKED)
                continue
            yield from _below(path)
    for problem in problems:
        name = show(problem.filename or text)
        any_file = True
        yield name, Rejected(name, f"cannot be read: {_why(problem)}")
    if not any_file:
        yield show(text), Rejected(show(text), "a folder without articles")


def _file(text: str) -> Item:
    return Item(
        origin=show(text),
        name=show(Path(text).name),
        open=lambda: Path(text).open("rb"),
        size=_size(text),
    )


def _size(text: str) -> int | None:
    """Bytes of a regular file; a pipe has none that is known."""
    found = Path(text).stat()
    return found.st_size if stat.S_ISREG(found.st_mode) else None


def show(path: str | bytes) -> str:
    """A path as text that can be stored and printed; undecodable bytes are shown escaped."""
    raw = os.fsencode(path) if isinstance(path, str) else path
    return raw.decode("utf-8", "backslashreplace").replace(os.sep, "/")


def _why(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()


def memory(data: bytes) -> BinaryIO:
    """Bytes as a stream."""
    return BytesIO(data)
