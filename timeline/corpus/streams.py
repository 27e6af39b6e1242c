"""Reading with a bound: nothing is held that exceeds its limit."""

from __future__ import annotations

from io import IOBase
from typing import BinaryIO, Self, cast

from timeline.corpus.arriving import Arriving

_CHUNK = 1 << 16


class TooMuch(Exception):
    """More than a limit allows; the message says which."""


def read_all(stream: BinaryIO, limit: int) -> bytes:
    """Everything in the stream, at most `limit` bytes; raises TooMuch as soon as there are more."""
    parts, size = [], 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        if size > limit:
            raise TooMuch(f"larger than {size_text(limit)} (the limit)")
        parts.append(chunk)
    return b"".join(parts)


def size_text(size: int) -> str:
    """`64 MB`, `900 bytes`."""
    return f"{size / (1024 * 1024):.4g} MB" if size >= 1024 * 1024 else f"{size} bytes"


def rewound(stream: object) -> BinaryIO | None:
    """The stream below, at its start, where it can be sought in."""
    below = stream.below if isinstance(stream, Peeked) else stream
    if isinstance(below, IOBase) and below.seekable():
        below.seek(0)
        return cast("BinaryIO", below)
    return None


def _json_line(head: bytes) -> bool:
    """Is the first line a whole object? It tells the format, and whoever sent it may be waiting for an answer."""
    first, end, _ = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    return bool(end) and first.startswith(b"{") and first.rstrip().endswith(b"}")


class Over:
    """What is read over another stream, and closes it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def close(self) -> None:
        """Closes the stream below."""
        self._stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Peeked(Over):
    """A stream whose first bytes have been looked at and are still to be read."""

    def __init__(self, stream: BinaryIO, size: int) -> None:
        super().__init__(stream)
        head = b""
        read = getattr(stream, "read1", stream.read)
        while len(head) < size and not _json_line(head) and (chunk := read(size - len(head))):
            head += chunk
        self.head = head
        self._at = 0
        if isinstance(stream, Arriving):
            stream.unread(head)
            self._at = len(head)

    def read(self, size: int = -1) -> bytes:
        """As a file's."""
        if self._at >= len(self.head):
            return self._stream.read(size)
        left = self.head[self._at :] if size < 0 else self.head[self._at : self._at + size]
        self._at += len(left)
        return left + self._stream.read(-1) if size < 0 else left

    def readline(self, size: int = -1) -> bytes:
        """As a file's."""
        if self._at >= len(self.head):
            return self._stream.readline(size)
        end = self.head.find(b"\n", self._at) + 1
        stop = end or len(self.head)
        if 0 <= size < stop - self._at:
            end = stop = self._at + size
        line = self.head[self._at : stop]
        self._at = stop
        return line if end else line + self._stream.readline(size - len(line) if size >= 0 else -1)

    @property
    def below(self) -> BinaryIO:
        """The stream that was looked at."""
        return self._stream
