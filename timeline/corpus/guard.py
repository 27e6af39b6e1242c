"""Decompression with a bound: how much came out for what went in, and for how long."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import BinaryIO, Self

from timeline.corpus.streams import TooMuch, size_text

_CHUNK = 1 << 16
FLOOR = 4 << 20  # ratios are judged from here on: small texts may compress well


class Inflate:
    """A gzip or deflate stream, decompressed as it is read. Raises TooMuch over the ratio, EOFError when cut off."""

    def __init__(self, stream: BinaryIO, ratio: int, check: Callable[[], None], wbits: int = 31) -> None:
        self._stream, self._ratio, self._check, self._wbits = stream, ratio, check, wbits
        self._inflate = zlib.decompressobj(wbits)
        self._pending = b""
        self._ready = bytearray()
        self._in = self._out = 0
        self._ended = False
        self.judge = True

    def _fill(self) -> bool:
        """Makes some more bytes ready; False at the end."""
        self._check()
        if self._inflate.eof:
            rest = self._inflate.unused_data or self._pending or self._stream.read(_CHUNK)
            rest = rest.lstrip(b"\x00")
            if not rest or (self._wbits == 31 and not rest.startswith(b"\x1f")):  # padding or an appendix is no data
                self._ended = True
                return False
            self._inflate = zlib.decompressobj(self._wbits)
            self._pending = rest
        data = self._pending or self._stream.read(_CHUNK)
        if not data:
            raise EOFError("compressed data end too early")
        try:
            out = self._inflate.decompress(data, _CHUNK)
        except zlib.error as error:
            if self._out and self._in and not self._ready:
                raise EOFError(f"compressed data are damaged ({error})") from error
            raise EOFError(f"no valid compressed data ({error})") from error
        self._pending = self._inflate.unconsumed_tail
        self._in += len(data) - len(self._pending) - len(self._inflate.unused_data)
        self._out += len(out)
        if self.judge and self._out > FLOOR and self._out > self._ratio * max(self._in, 1):
            raise TooMuch(
                f"unpacks to more than {self._ratio} times its size (the limit), stopped at {size_text(self._out)}"
            )
        self._ready += out
        return True

    def forget(self) -> None:
        """Judges the ratio anew from here on: what was passed over does not count."""
        self._in = self._out = 0
        self.judge = True

    def read(self, size: int = -1) -> bytes:
        """As a file's; `read()` without a size is refused: nobody knows how much there is."""
        if size < 0:
            raise ValueError("an unbounded read of compressed data")
        while len(self._ready) < size and not self._ended:
            if not self._fill():
                break
        out = bytes(self._ready[:size])
        del self._ready[:size]
        return out

    def readline(self, size: int = 1 << 16) -> bytes:
        """As a file's; always bounded."""
        at = 0
        while True:
            end = self._ready.find(b"\n", at) + 1
            if end or len(self._ready) >= size or self._ended:
                return self.read(min(end or size, size, len(self._ready)))
            at = len(self._ready)
            if not self._fill():
                return self.read(min(size, len(self._ready)))

    def close(self) -> None:
        """Closes the stream below."""
        self._stream.close()

    def seekable(self) -> bool:
        """No."""
        return False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Counted:
    """A plain stream that checks the time at every read and counts what it gives."""

    def __init__(self, stream: BinaryIO, check: Callable[[], None], limit: int | None = None, over: str = "") -> None:
        self._stream, self._check, self._limit, self._over = stream, check, limit, over
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        """As a file's."""
        self._check()
        data = self._stream.read(size)
        self.count += len(data)
        if self._limit is not None and self.count > self._limit:
            raise TooMuch(self._over or f"larger than {size_text(self._limit)} (the limit)")
        return data

    def readline(self, size: int = -1) -> bytes:
        """As a file's."""
        self._check()
        data = self._stream.readline(size)
        self.count += len(data)
        return data

    def close(self) -> None:
        """Closes the stream below."""
        self._stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
