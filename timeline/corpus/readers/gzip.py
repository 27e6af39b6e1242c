"""Gzip and Zstandard: a stream inside a stream; what is in it is read as if it lay there unpacked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, cast

from timeline.corpus.drafts import Draft, Item, Rejected
from timeline.corpus.guard import Inflate, Unpacked, Zstandard
from timeline.corpus.settings import CorpusSettings

_SUFFIXES = {".gz": "", ".tgz": ".tar", ".zst": "", ".tzst": ".tar"}


class GzipReader:
    """Yields its content as one item, one level deeper; the ratio is watched while it is read."""

    name = "gzip"
    _magic: tuple[bytes, ...] = (b"\x1f\x8b\x08",)
    _stream: type[Unpacked] = Inflate

    def sniff(self, head: bytes, name: str) -> bool:  # noqa: ARG002
        """The format's magic number."""
        return head.startswith(self._magic)

    def read(self, item: Item, settings: CorpusSettings) -> Iterator[Draft | Item | Rejected]:
        """The unpacked stream."""

        def unpacked() -> BinaryIO:
            return cast("BinaryIO", self._stream(item.open(), settings.limits.ratio, item.budget.check))

        yield replace(item, name=_unpacked_name(item.name), open=unpacked, size=None, depth=item.depth + 1)


class ZstdReader(GzipReader):
    """The same for Zstandard; its first frame may be one that is to be skipped."""

    name = "zstd"
    _magic = (b"\x28\xb5\x2f\xfd", *(bytes((n, 0x2A, 0x4D, 0x18)) for n in range(0x50, 0x60)))
    _stream = Zstandard


def _unpacked_name(name: str) -> str:
    for suffix, plain in _SUFFIXES.items():
        if name.endswith(suffix):
            return name.removesuffix(suffix) + plain
    return name
