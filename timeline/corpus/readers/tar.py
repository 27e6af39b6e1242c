"""Tar archives, read as a stream: members in their order, no link followed, nothing unpacked to disk."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO, cast

from timeline.corpus.drafts import Draft, Item, Rejected
from timeline.corpus.files import show
from timeline.corpus.guard import Counted
from timeline.corpus.settings import CorpusSettings
from timeline.corpus.streams import TooMuch

_MAGIC = slice(257, 262)
_LONGEST_HEADER = 1 << 20  # of a header that the library reads into memory whole
_HEADERS = (
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
)


class _Info(tarfile.TarInfo):
    """Refuses giant extended headers, which would be held in memory."""

    def _proc_member(self, tarfile_: Any) -> Any:
        if self.type in _HEADERS and self.size > _LONGEST_HEADER:
            raise tarfile.HeaderError("an extended header of giant size")
        return super()._proc_member(tarfile_)  # type: ignore[misc]


class TarReader:
    """Yields regular files; everything else is refused by name."""

    name = "tar"

    def sniff(self, head: bytes, name: str) -> bool:  # noqa: ARG002
        """The magic of POSIX and GNU tar."""
        return head[_MAGIC] == b"ustar"

    def read(self, item: Item, settings: CorpusSettings) -> Iterator[Draft | Item | Rejected]:  # noqa: ARG002
        """Members as items, one level deeper; each must be read before the next is asked for."""
        with item.open() as stream:
            try:
                yield from self._members(cast("BinaryIO", Counted(stream, item.budget.check)), item)
            except TooMuch as error:
                yield Rejected(item.origin, str(error))
            except (tarfile.TarError, EOFError, OSError, ValueError) as error:
                yield Rejected(item.origin, f"damaged or cut off: {error}")

    def _members(self, stream: BinaryIO, item: Item) -> Iterator[Item | Rejected]:
        any_member = False
        with tarfile.open(fileobj=stream, mode="r|", tarinfo=_Info, errors="surrogateescape") as archive:
            for info in archive:
                archive.members = []  # type: ignore[attr-defined]  # the library would keep them all
                if info.isdir():
                    continue
                any_member = True
                item.budget.member()
                origin = f"{item.origin}!{show(info.name)}"
                problem = _problem(info)
                if problem:
                    yield Rejected(origin, problem)
                    continue
                inner = archive.extractfile(info)
                if inner is not None:
                    yield replace(
                        item, origin=origin, name=info.name, open=_opener(inner), size=info.size, depth=item.depth + 1
                    )
        if not any_member:
            yield Rejected(item.origin, "an archive without members")


def _opener(inner: Any) -> Any:
    return lambda: cast("BinaryIO", inner)


def _problem(info: tarfile.TarInfo) -> str | None:
    if info.issym() or info.islnk():
        return "a link in an archive"
    if not info.isreg():
        return "no regular file (a device or pipe)"
    if info.name.startswith("/") or ".." in info.name.split("/"):
        return "an unsafe member name (it points out of the archive)"
    return None
