"""Decompression with a bound: how much came out for what went in, and for how long."""

from __future__ import annotations

import importlib
import sys
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO, Self

from timeline.corpus.streams import Over, TooMuch, size_text

_CHUNK = 1 << 16
FLOOR = 4 << 20  # ratios are judged from here on: small texts may compress well


class Unpacked:
    """A compressed stream, unpacked as it is read. Raises TooMuch over the ratio, EOFError when cut off or damaged.

    A subclass says how some bytes more are unpacked; none of them ever unpacks more than a chunk at once.
    """

    def __init__(self, stream: BinaryIO, ratio: int, check: Callable[[], None]) -> None:
        self._stream, self._ratio, self._check = stream, ratio, check
        self._pending = b""
        self._ready = bytearray()
        self._in = self._out = 0
        self._ended = False
        self.judge = True

    def _more(self) -> bytes | None:
        """Some more unpacked bytes, perhaps none of them yet; None at the end."""
        raise NotImplementedError

    def _fill(self) -> bool:
        """Makes some more bytes ready; False at the end."""
        self._check()
        out = self._more()
        if out is None:
            self._ended = True
            return False
        self._out += len(out)
        if self.judge and self._out > FLOOR and self._out > self._ratio * max(self._in, 1):
            raise TooMuch(
                f"unpacks to more than {self._ratio} times its size (the limit), stopped at {size_text(self._out)}"
            )
        self._ready += out
        return True

    def _packed(self) -> bytes:
        """The next compressed bytes; raises EOFError where there are none left."""
        data = self._pending or self._stream.read(_CHUNK)
        if not data:
            raise EOFError("compressed data end too early")
        return data

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


class Inflate(Unpacked):
    """Gzip (`wbits` 31) or deflate."""

    def __init__(self, stream: BinaryIO, ratio: int, check: Callable[[], None], wbits: int = 31) -> None:
        super().__init__(stream, ratio, check)
        self._wbits = wbits
        self._inflate = zlib.decompressobj(wbits)

    def _more(self) -> bytes | None:
        if self._inflate.eof:
            rest = self._inflate.unused_data or self._pending or self._stream.read(_CHUNK)
            rest = rest.lstrip(b"\x00")
            if not rest or (self._wbits == 31 and not rest.startswith(b"\x1f")):  # padding or an appendix is no data
                return None
            self._inflate = zlib.decompressobj(self._wbits)
            self._pending = rest
        data = self._packed()
        try:
            out = self._inflate.decompress(data, _CHUNK)
        except zlib.error as error:
            raise _damaged(error, begun=bool(self._out)) from error
        self._pending = self._inflate.unconsumed_tail
        self._in += len(data) - len(self._pending) - len(self._inflate.unused_data)
        return out


class Zstandard(Unpacked):
    """Zstandard, frame after frame."""

    def __init__(self, stream: BinaryIO, ratio: int, check: Callable[[], None]) -> None:
        super().__init__(stream, ratio, check)
        self._frame: Any = None

    def _more(self) -> bytes | None:
        if self._frame is None or self._frame.eof:
            self._pending = (self._frame.unused_data if self._frame else b"") or self._stream.read(_CHUNK)
            if not self._pending:
                return None
            self._frame = zstd().ZstdDecompressor()
        data = self._packed() if self._frame.needs_input else b""
        self._pending = b""
        try:
            out: bytes = self._frame.decompress(data, _CHUNK)
        except zstd().ZstdError as error:
            raise _damaged(error, begun=bool(self._out)) from error
        self._in += len(data) - len(self._frame.unused_data)
        return out


class Brotli(Unpacked):
    """Brotli, as servers send it."""

    def __init__(self, stream: BinaryIO, ratio: int, check: Callable[[], None]) -> None:
        import brotli  # noqa: PLC0415 - for the rare archive only

        super().__init__(stream, ratio, check)
        self._decoder, self._error = brotli.Decompressor(), brotli.error

    def _more(self) -> bytes | None:
        if self._decoder.is_finished():
            return None
        data = self._packed() if self._decoder.can_accept_more_data() else b""
        try:
            out: bytes = self._decoder.process(data, output_buffer_limit=_CHUNK)
        except self._error as error:
            raise _damaged(error, begun=bool(self._out)) from error
        self._in += len(data)
        return out


def zstd() -> Any:
    """The module, which Python has on board from 3.14 on."""
    name = "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"
    return importlib.import_module(name)


def _damaged(error: Exception, *, begun: bool) -> EOFError:
    return EOFError(f"{'compressed data are damaged' if begun else 'no valid compressed data'} ({error})")


class Counted(Over):
    """A plain stream that checks the time at every read and counts what it gives."""

    def __init__(self, stream: BinaryIO, check: Callable[[], None], limit: int | None = None, over: str = "") -> None:
        super().__init__(stream)
        self._check, self._limit, self._over = check, limit, over
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
