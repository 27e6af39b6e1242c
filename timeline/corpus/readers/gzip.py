"""Gzip: a stream inside a stream; what is in it is read as if it lay there unpacked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, cast

from timeline.corpus.drafts import Draft, Item, Rejected
from timeline.corpus.guard import Inflate
from timeline.corpus.settings import CorpusSettings


class GzipReader:
    """Yields its content as one item, one level deeper."""

    name = "gzip"

    def sniff(self, head: bytes, name: str) -> bool:  # noqa: ARG002
        """The magic number of gzip with deflate."""
        return head.startswith(b"\x1f\x8b\x08")

    def read(self, item: Item, settings: CorpusSettings) -> Iterator[Draft | Item | Rejected]:
        """The unpacked stream; the ratio is watched while it is read."""

        def unpacked() -> BinaryIO:
            return cast("BinaryIO", Inflate(item.open(), settings.limits.ratio, item.budget.check))

        name = item.name.removesuffix(".gz") if item.name.endswith(".gz") else item.name.replace(".tgz", ".tar")
        yield replace(item, name=name, open=unpacked, size=None, depth=item.depth + 1)
