"""Standard input as it comes: what lies there is given at once, and nobody waits for more than was asked for."""

from __future__ import annotations

import select
from typing import BinaryIO, Self

_CHUNK = 1 << 16  # more than the stream's own buffer holds, so that it keeps nothing back
_at_work: Arriving | None = None


class Arriving:
    """A stream that knows whether its reader would have to wait; it stays open when the reader is done with it."""

    def __init__(self, stream: BinaryIO) -> None:
        global _at_work  # noqa: PLW0603 - a process has one standard input
        _at_work = self
        self._stream = stream
        self._held = b""
        self._ended = False

    def read1(self, size: int = -1) -> bytes:
        """What lies there, at least a byte of it unless the stream has ended."""
        if not self._held:
            self._fill()
        out = self._held if size < 0 else self._held[:size]
        self._held = self._held[len(out) :]
        return out

    def read(self, size: int = -1) -> bytes:
        """As a file's."""
        parts, left = [], size
        while left and (part := self.read1(left)):
            parts.append(part)
            left -= len(part) if size > 0 else 0
        return b"".join(parts)

    def readline(self, size: int = -1) -> bytes:
        """As a file's."""
        parts, length = [], 0
        while size < 0 or length < size:
            if not self._held and not self._fill():
                break
            end = self._held.find(b"\n") + 1
            part = self.read1(min(end or len(self._held), size - length if size >= 0 else len(self._held)))
            parts.append(part)
            length += len(part)
            if part.endswith(b"\n"):
                break
        return b"".join(parts)

    def unread(self, data: bytes) -> None:
        """Give back what was only looked at."""
        self._held = data + self._held

    def idle(self) -> bool:
        """Is no whole line there, nor anything more of it to be had at this moment?"""
        if self._ended or b"\n" in self._held:
            return False
        try:
            return not select.select([self._stream], [], [], 0)[0]
        except (OSError, ValueError):  # no descriptor to ask: bytes in memory
            return False

    def _fill(self) -> bool:
        data = b"" if self._ended else self._stream.read1(_CHUNK)  # type: ignore[attr-defined]
        self._ended = not data
        self._held += data
        return bool(data)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def close(self) -> None:
        """Nothing."""


def idle() -> bool:
    """Would whoever asks for the next article on standard input have to wait? Never where it is not being read."""
    return _at_work is not None and _at_work.idle()
