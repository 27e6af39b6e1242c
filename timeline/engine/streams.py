"""Annotated articles from JSON Lines; a bad line is an error that names it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import msgspec

from timeline.errors import NothingReadable, UsageError
from timeline.model.records import Annotated


@contextmanager
def open_bytes(path: str) -> Iterator[BinaryIO]:
    """A file, or stdin for `-`."""
    if path == "-":
        yield sys.stdin.buffer
        return
    try:
        with Path(path).open("rb") as file:
            yield file
    except OSError as error:
        raise NothingReadable(f"{path} cannot be read: {(error.strerror or str(error)).lower()}") from error


def annotated_lines(stream: BinaryIO, name: str) -> Iterator[Annotated]:
    """What `timeline annotate` wrote, line by line."""
    decoder = msgspec.json.Decoder(Annotated)
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            yield decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            hint = "not an annotated article (`timeline annotate` makes them)"
            raise UsageError(f"{name}, line {number}: {hint}: {error}") from error
