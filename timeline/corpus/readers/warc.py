"""Web archives (WARC 0.17 to 1.1): the pages in their response, resource and conversion records, with their URLs.

Records are read one by one; of a record over the limit nothing is kept, and the next one is read. Digests are checked.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import BinaryIO, cast

from timeline.corpus.drafts import Draft, Item, Rejected
from timeline.corpus.guard import Brotli, Inflate, Unpacked, Zstandard
from timeline.corpus.readers.feed import FeedReader
from timeline.corpus.settings import CorpusSettings
from timeline.corpus.streams import TooMuch, read_all, size_text

_VERSION = re.compile(rb"WARC/\d\.\d+\s*$")
_WANTED = (b"response", b"resource", b"conversion")
_TEXTUAL = re.compile(r"text/(?:html|plain|xml)|application/(?:xhtml\+xml|xml|rss\+xml|atom\+xml)", re.IGNORECASE)
_XML = re.compile(r"^(?:text|application)/(?:xml|rss\+xml|atom\+xml)", re.IGNORECASE)
_FEED = FeedReader()
_HEADER_LINES = 500
_LINE = 1 << 16


@dataclass(slots=True)
class _Record:
    headers: dict[bytes, bytes]
    body: bytes
    over: int | None = None


class WarcReader:
    """Yields each page as an item with its URL; other records are passed over."""

    name = "warc"

    def sniff(self, head: bytes, name: str) -> bool:  # noqa: ARG002
        """The version line."""
        return head.startswith(b"WARC/")

    def read(self, item: Item, settings: CorpusSettings) -> Iterator[Draft | Item | Rejected]:
        """Records in file order."""
        pages = 0
        with item.open() as stream:
            try:
                for number, record in enumerate(_records(stream, settings.limits.record_bytes, item.budget.check), 1):
                    item.budget.member()
                    for found in _page(record, f"{item.origin}#{number}", item, settings):
                        pages += 1
                        yield found
            except TooMuch as error:
                yield Rejected(item.origin, str(error))
            except (EOFError, ValueError, OSError) as error:
                yield Rejected(item.origin, f"damaged or cut off after {pages} pages: {error}")
            else:
                if not pages:
                    yield Rejected(item.origin, "a web archive without pages")


def _records(stream: BinaryIO, limit: int, check: Callable[[], None]) -> Iterator[_Record]:
    while (line := _next_line(stream)) is not None:
        if not _VERSION.match(line):
            raise ValueError("a record does not begin with its version line")
        headers = _headers(stream)
        try:
            length = int(headers.get(b"content-length", b""))
        except ValueError:
            raise ValueError("a record without its length") from None
        if length < 0:
            raise ValueError("a record of negative length")
        if headers.get(b"warc-type", b"").lower() not in _WANTED:
            _skip(stream, length, check)
            continue
        if length > limit:
            yield _Record(headers, b"", length)
            _skip(stream, length, check)
            continue
        body = _exactly(stream, length)
        yield _Record(headers, body)


def _next_line(stream: BinaryIO) -> bytes | None:
    """The next line that is not blank; None at the end."""
    while line := stream.readline(_LINE):
        if line.strip():
            return line
    return None


def _headers(stream: BinaryIO) -> dict[bytes, bytes]:
    headers: dict[bytes, bytes] = {}
    for _ in range(_HEADER_LINES):
        line = stream.readline(_LINE).strip()
        if not line:
            return headers
        name, _, value = line.partition(b":")
        headers.setdefault(name.strip().lower(), value.strip())
    raise ValueError("a record with endless headers")


def _skip(stream: BinaryIO, length: int, check: Callable[[], None]) -> None:
    """Passes over a body that is not wanted; its ratio does not matter, its time does."""
    guards = [s for s in _below(stream) if isinstance(s, Unpacked)]
    for guard in guards:
        guard.judge = False
    try:
        while length > 0:
            check()
            data = stream.read(min(length, 1 << 16))
            if not data:
                raise EOFError("the last record is cut off")
            length -= len(data)
    finally:
        for guard in guards:
            guard.forget()


def _below(stream: object) -> Iterator[object]:
    while stream is not None:
        yield stream
        stream = getattr(stream, "_stream", None)


def _exactly(stream: BinaryIO, length: int) -> bytes:
    parts, left = [], length
    while left:
        data = stream.read(min(left, 1 << 16))
        if not data:
            raise EOFError("the last record is cut off")
        parts.append(data)
        left -= len(data)
    return b"".join(parts)


def _page(record: _Record, origin: str, item: Item, settings: CorpusSettings) -> Iterator[Item | Rejected]:
    url = record.headers.get(b"warc-target-uri", b"").decode("utf-8", "replace").strip("<> ") or None
    where = f"{origin} {url}" if url else origin
    if record.over is not None:
        yield Rejected(
            where, f"a record of {size_text(record.over)}, the limit is {size_text(settings.limits.record_bytes)}"
        )
        return
    if _wrong(record.headers.get(b"warc-block-digest"), record.body):
        yield Rejected(where, "its digest does not fit its content")
        return
    media, charset, body = record.headers.get(b"content-type", b"").decode("latin-1"), None, record.body
    if media.lower().startswith("application/http"):
        status, http, body = _http(record.body)
        if status != 200:
            return
        if _wrong(record.headers.get(b"warc-payload-digest"), body):
            yield Rejected(where, "its payload digest does not fit its content")
            return
        media = http.get(b"content-type", b"").decode("latin-1")
        try:
            body = _decoded(body, http, settings, item.budget.check)
        except (TooMuch, EOFError, ValueError) as error:
            yield Rejected(where, str(error))
            return
    if media and not _TEXTUAL.match(media):
        return
    if found := re.search(r"charset=[\"']?([\w.:-]+)", media, re.IGNORECASE):
        charset = found[1]
    if media.lower().startswith("text/plain") and url and url.endswith("/robots.txt"):
        return
    if not body.strip() or (_XML.search(media) and not _FEED.sniff(body[: 1 << 16], "")):
        return  # site maps and other data: no articles, and a crawl has thousands
    yield replace(
        item, origin=origin, name="page", open=_opener(body), size=len(body),
        url=url if url and url.startswith(("http://", "https://")) else None, charset=charset, media_type=media or None,
    )  # fmt: skip


def _opener(body: bytes) -> Callable[[], BinaryIO]:
    return lambda: BytesIO(body)


def _http(block: bytes) -> tuple[int, dict[bytes, bytes], bytes]:
    head, _, body = block.partition(b"\r\n\r\n")
    if not _:
        head, _, body = block.partition(b"\n\n")
    lines = head.splitlines()
    parts = lines[0].split(None, 2) if lines else []
    status = int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else 0
    headers: dict[bytes, bytes] = {}
    for line in lines[1:]:
        name, _, value = line.partition(b":")
        headers.setdefault(name.strip().lower(), value.strip())
    return status, headers, body


def _decoded(body: bytes, http: dict[bytes, bytes], settings: CorpusSettings, check: Callable[[], None]) -> bytes:
    """The payload without its transfer and content encodings, bounded."""
    if http.get(b"transfer-encoding", b"").lower() == b"chunked":
        body = _unchunked(body)
    for coding in reversed([c.strip().lower() for c in http.get(b"content-encoding", b"").split(b",") if c.strip()]):
        if coding == b"identity":
            continue
        unpacked = _CODINGS.get(coding)
        if unpacked is None:
            raise ValueError(f"content encoding {coding.decode('latin-1')} is not known")
        if not unpacked.fits(body):
            continue  # some archives store the payload decoded and keep the header
        stream = cast("BinaryIO", unpacked.open(BytesIO(body), settings.limits.ratio, check))
        body = read_all(stream, settings.limits.record_bytes)
    return body


@dataclass(frozen=True, slots=True)
class _Coding:
    """How a content encoding is unpacked, and whether bytes look like it."""

    open: Callable[[BinaryIO, int, Callable[[], None]], Unpacked]
    fits: Callable[[bytes], bool]


def _deflate(stream: BinaryIO, ratio: int, check: Callable[[], None]) -> Unpacked:
    """With or without the header of zlib: servers send both."""
    start = stream.read(1)
    stream.seek(0)
    return Inflate(stream, ratio, check, 15 if start == b"\x78" else -15)


def _not_markup(body: bytes) -> bool:
    """Brotli has no magic number, but a page that is not packed is easily told."""
    return body.lstrip()[:1] != b"<"


_GZIP = _Coding(Inflate, lambda body: body.startswith(b"\x1f\x8b"))
_CODINGS = {
    b"gzip": _GZIP,
    b"x-gzip": _GZIP,
    b"deflate": _Coding(_deflate, lambda _: True),
    b"br": _Coding(Brotli, _not_markup),
    b"zstd": _Coding(Zstandard, lambda body: body.startswith(b"\x28\xb5\x2f\xfd")),
}


def _unchunked(body: bytes) -> bytes:
    parts: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\r\n", at)
        try:
            size = int(body[at:end].split(b";")[0], 16) if end >= 0 else -1
        except ValueError:
            size = -1
        if size < 0:
            return body if at == 0 else b"".join(parts)
        if size == 0:
            return b"".join(parts)
        parts.append(body[end + 2 : end + 2 + size])
        at = end + 2 + size + 2


def _wrong(stated: bytes | None, data: bytes) -> bool:
    """Does a digest that we can compute contradict the data?"""
    name, _, value = (stated or b"").partition(b":")
    if name.lower() not in (b"sha1", b"sha256", b"md5") or not value:
        return False
    made = hashlib.new(name.decode().lower(), data, usedforsecurity=False).digest()
    return value not in (base64.b32encode(made), made.hex().encode(), made.hex().upper().encode())
