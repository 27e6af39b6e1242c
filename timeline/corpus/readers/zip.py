"""Zip archives, and WACZ (web archive collections), which are zips of WARC files with indexes beside them.

Nothing is ever unpacked to disk. Members with unsafe names, links, encrypted and over-compressed ones are refused
one by one.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import BinaryIO, cast

from timeline.corpus.drafts import Draft, Item, Rejected
from timeline.corpus.files import show
from timeline.corpus.guard import FLOOR, Counted
from timeline.corpus.settings import CorpusSettings
from timeline.corpus.streams import TooMuch, read_all, rewound

_END = b"PK\x05\x06"
_END_SIZE = 22
_ENTRY = 46  # bytes of a directory entry without its name
_LINK = 0xA
_OFFICE = ("[Content_Types].xml", "mimetype")


class ZipReader:
    """Yields the members in the order of their names."""

    name = "zip"

    def sniff(self, head: bytes, name: str) -> bool:  # noqa: ARG002
        """A local file header, or the end of an empty archive."""
        return head.startswith((b"PK\x03\x04", _END))

    def read(self, item: Item, settings: CorpusSettings) -> Iterator[Draft | Item | Rejected]:
        """Members as items, one level deeper; of a WACZ its WARC files only."""
        with item.open() as stream:
            try:
                data = rewound(stream) or BytesIO(read_all(stream, settings.limits.file_bytes))
                _check_directory(data, settings.limits.members)
                archive = zipfile.ZipFile(data)
            except (TooMuch, zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error) as error:
                yield Rejected(
                    item.origin, f"no readable zip archive: {error}" if not isinstance(error, TooMuch) else str(error)
                )
                return
            with archive:
                yield from _members(archive, item, settings, _size(data))


def _size(stream: BinaryIO) -> int:
    at = stream.tell()
    size = stream.seek(0, 2)
    stream.seek(at)
    return size


def _check_directory(stream: BinaryIO, members: int) -> None:
    """Refuses a huge directory before the library builds an object for each entry."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _END_SIZE - 65_535))
    tail = stream.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        raise zipfile.BadZipFile("its directory is missing, the file is cut off")
    directory = int.from_bytes(tail[at + 12 : at + 16], "little")
    if directory == 0xFFFFFFFF:  # zip64: the true size stands in the record before
        far = tail.rfind(b"PK\x06\x06", 0, at)
        directory = int.from_bytes(tail[far + 40 : far + 48], "little") if far >= 0 else size
    if min(directory, size) // (_ENTRY * 6) > members or int.from_bytes(tail[at + 10 : at + 12], "little") > members:
        raise TooMuch(f"more than {members} members (the limit)")
    stream.seek(0)


def _members(archive: zipfile.ZipFile, item: Item, settings: CorpusSettings, size: int) -> Iterator[Item | Rejected]:
    infos = sorted((i for i in archive.infolist() if not i.is_dir()), key=lambda i: i.filename)
    names = {i.filename for i in infos}
    if names.issuperset(_OFFICE[:1]) or (_OFFICE[1] in names and any(n.startswith("META-INF/") for n in names)):
        yield Rejected(item.origin, "an office document or e-book: save it as text first")
        return
    if "datapackage.json" in names:
        infos = [i for i in infos if i.filename.startswith("archive/")]
    if not infos:
        yield Rejected(item.origin, "an archive without members")
    spent = 0
    most = max(settings.limits.file_bytes, settings.limits.ratio * size)
    for info in infos:
        origin = f"{item.origin}!{show(info.filename)}"
        try:
            item.budget.member()
        except TooMuch as error:
            yield Rejected(item.origin, str(error))
            return
        problem = _problem(info, settings)
        spent += info.file_size
        if problem is None and spent > most:
            yield Rejected(
                item.origin, f"its members unpack to more than {settings.limits.ratio} times its size (the limit)"
            )
            return
        yield Rejected(origin, problem) if problem else _item(archive, info, item, origin)


def _problem(info: zipfile.ZipInfo, settings: CorpusSettings) -> str | None:
    name = info.filename.replace("\\", "/")
    if name.startswith("/") or ".." in name.split("/") or ":" in name.split("/")[0]:
        return "an unsafe member name (it points out of the archive)"
    if info.external_attr >> 28 == _LINK:
        return "a symbolic link in an archive"
    if info.flag_bits & 1:
        return "encrypted"
    if info.file_size > FLOOR and info.file_size > settings.limits.ratio * max(info.compress_size, 1):
        return f"unpacks to more than {settings.limits.ratio} times its size (the limit)"
    if info.file_size > max(settings.limits.file_bytes, 0) and not name.endswith(
        (".gz", ".warc", ".jsonl", ".mbox", ".tar", ".zip")
    ):
        return f"larger than {settings.limits.file_bytes // (1 << 20)} MB (the limit)"
    return None


def _item(archive: zipfile.ZipFile, info: zipfile.ZipInfo, item: Item, origin: str) -> Item:
    def unpacked() -> BinaryIO:
        try:
            stream = archive.open(info)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error) as error:
            raise OSError(f"damaged member: {error}") from error
        return cast(
            "BinaryIO",
            Counted(cast("BinaryIO", stream), item.budget.check, info.file_size, "larger than its header says"),
        )

    return replace(item, origin=origin, name=info.filename, open=unpacked, size=info.file_size, depth=item.depth + 1)
