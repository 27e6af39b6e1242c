"""Bytes to text. UTF-8 is believed, a declaration next; a guess is made last and said so."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""(?:<meta[^>]{0,200}?charset\s*=\s*["']?|<\?xml[^>]{0,100}?encoding\s*=\s*["'])([\w.:-]{2,40})""", re.IGNORECASE
)
_KINDS = (
    (b"%PDF", "a PDF file: convert it to text first"),
    (b"\x89PNG", "an image (PNG)"),
    (b"\xff\xd8\xff", "an image (JPEG)"),
    (b"GIF8", "an image (GIF)"),
    (b"\x7fELF", "a program (ELF)"),
    (b"MZ", "a program (EXE)"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"BZh", "a bzip2 file: unpack it first"),
    (b"\xfd7zXZ", "an xz file: unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive: unpack it first"),
    (b"Rar!", "a RAR archive: unpack it first"),
    (b"{\\rtf", "an RTF document: save it as text first"),
    (b"%!PS", "a PostScript file: convert it to text first"),
    (b"\xd0\xcf\x11\xe0", "an old Office file: save it as text first"),
)
# What news was ever stored in, the most common first: guesses that are equally good go by this order.
_COMMON = tuple(
    "cp1252 cp1251 cp1250 koi8_r koi8_u cp866 iso8859_5 iso8859_2 cp1256 cp1255 cp1253 cp1254 cp1257 cp1258 "  # noqa: SIM905
    "gb18030 big5 euc_jp shift_jis euc_kr tis_620 mac_roman mac_cyrillic".split()
)
_NEAR = 0.02
_AS_BROWSERS_DO = dict.fromkeys(("iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii"), "cp1252")
_MANY = 20  # so many right multi-byte characters for each wrong byte show that UTF-8 was meant


class NotText(Exception):
    """The bytes are no text; the message is the reason in words."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, and a note where the encoding was not certain."""

    text: str
    note: str | None = None


def boms(head: bytes) -> bool:
    """Do the bytes start with a byte order mark?"""
    return any(head.startswith(mark) for mark, _ in _BOMS)


def peek(head: bytes) -> str:
    """First bytes as text for looking at, whatever the encoding: only ASCII in it is reliable."""
    for mark, name in _BOMS:
        if head.startswith(mark):
            return head[: len(head) // 4 * 4].decode(name, "ignore")
    return head.decode("latin-1")


def binary(head: bytes) -> str | None:
    """Why these first bytes are no text; None when they may be."""
    if boms(head):
        return None
    for magic, kind in _KINDS:
        if head.startswith(magic) and (magic != b"MZ" or b"\x00" in head):
            return kind
    at = head.find(b"\x00")
    return f"binary: NUL byte at offset {at}" if at >= 0 else None


def decode(data: bytes, declared: str | None = None, *, markup: bool = False) -> Decoded:
    """Raises NotText for binary data and for bytes that no encoding explains."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            try:
                return Decoded(data.decode(name))
            except UnicodeDecodeError as error:
                raise NotText(f"starts like {name} but is not: {error.reason} at byte {error.start}") from error
    if reason := binary(data):
        raise NotText(reason)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        first_bad = error.start
    if declared is None and markup and (match := _DECLARED.search(data, 0, 4096)):
        declared = match[1].decode("ascii", "replace")
    if declared:
        try:
            return Decoded(
                data.decode(_AS_BROWSERS_DO.get(declared.lower(), declared)), f"encoding {declared} as declared"
            )
        except (UnicodeDecodeError, LookupError):
            pass
    return _mended(data) or _guessed(data, first_bad)


def _mended(data: bytes) -> Decoded | None:
    """UTF-8 with a few bad bytes; only where correct multi-byte characters show that UTF-8 was meant."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd") - data.count("\ufffd".encode())
    good = sum(1 for c in text if c > "\x7f") - text.count("\ufffd")
    if good >= _MANY * bad:
        return Decoded(text, f"{bad} bytes are not UTF-8: replaced by U+FFFD")
    return None


def _guessed(data: bytes, first_bad: int) -> Decoded:
    from charset_normalizer import from_bytes  # noqa: PLC0415  # needed for the rare file only

    likely = list(from_bytes(data[: 1 << 20], cp_isolation=list(_COMMON)))
    least = min((match.chaos for match in likely), default=0.0)
    near = [match for match in likely if match.chaos <= least + _NEAR]
    best = min(near, key=lambda m: (-round(m.coherence, 1), _COMMON.index(m.encoding)), default=None)
    if best is None:
        raise NotText(f"not text: no encoding fits (byte 0x{data[first_bad]:02x} at offset {first_bad})")
    try:
        text = data.decode(best.encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise NotText(f"not text: no encoding fits (byte 0x{data[first_bad]:02x} at offset {first_bad})") from error
    return Decoded(text, f"encoding guessed: {best.encoding}")
