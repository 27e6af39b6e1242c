"""Messages: one EML file, or an mbox of many, each message an article (newsletters, alerts)."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr
from typing import BinaryIO

from timeline.corpus.drafts import Draft, Item, MetaStamp, Rejected
from timeline.corpus.readers.html import page
from timeline.corpus.settings import CorpusSettings
from timeline.corpus.streams import TooMuch, read_all, size_text

_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]")
_KNOWN = re.compile(
    rb"^(?:From|Received|Return-Path|Message-ID|MIME-Version|Date|Subject|Delivered-To|DKIM-Signature|Content-Type):",
    re.IGNORECASE | re.MULTILINE,
)
_FROM = re.compile(rb"From \S+.*\d{4}\s*$")
_MIME_DEPTH = 20


def _looks_like_message(head: bytes) -> bool:
    block = re.split(rb"\r?\n\r?\n", head.lstrip(b"\r\n"), maxsplit=1)[0]
    lines = block.splitlines()
    return (
        bool(lines)
        and all(_HEADER.match(line) or line[:1] in b" \t" for line in lines[:40])
        and len({m.lower() for m in _KNOWN.findall(block)}) >= 3
    )


class MailReader:
    """An EML file."""

    name = "eml"

    def sniff(self, head: bytes, name: str) -> bool:  # noqa: ARG002
        """Does it start with a block of message headers, three of them well known?"""
        return _looks_like_message(head)

    def read(self, item: Item, settings: CorpusSettings) -> Iterator[Draft | Item | Rejected]:
        """The message."""
        try:
            with item.open() as stream:
                data = read_all(stream, settings.limits.record_bytes)
        except TooMuch as error:
            yield Rejected(item.origin, str(error))
            return
        yield _message(data, item, item.origin)


class MboxReader:
    """An mbox file, read message by message."""

    name = "mbox"

    def sniff(self, head: bytes, name: str) -> bool:  # noqa: ARG002
        """A `From ` line, then headers."""
        first, _, rest = head.partition(b"\n")
        return bool(_FROM.match(first.strip())) and _looks_like_message(rest)

    def read(self, item: Item, settings: CorpusSettings) -> Iterator[Draft | Item | Rejected]:
        """A draft a message."""
        limit = settings.limits.record_bytes
        with item.open() as stream:
            for number, data in enumerate(_messages(stream, limit), 1):
                origin = f"{item.origin}#{number}"
                yield (
                    _message(data, item, origin)
                    if data is not None
                    else Rejected(origin, f"a message larger than {size_text(limit)} (the limit)")
                )


def _messages(stream: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """Messages between `From ` lines that follow a blank line; None for one over the limit."""
    lines: list[bytes] = []
    size, blank, began = 0, True, False
    while line := stream.readline(1 << 16):
        if blank and _FROM.match(line.strip()):
            if began:
                yield b"".join(lines) if size <= limit else None
            lines, size, began, blank = [], 0, True, False
            continue
        blank = not line.strip()
        size += len(line)
        if size <= limit:
            lines.append(line[1:] if line.startswith(b">From ") else line)
    if began:
        yield b"".join(lines) if size <= limit else None


def _message(data: bytes, item: Item, origin: str) -> Draft | Rejected:
    message = email.message_from_bytes(data, policy=default)
    if not isinstance(message, EmailMessage):
        return Rejected(origin, "no message")
    headers = {name: _header(message, name) for name in ("Subject", "From", "Date", "Message-ID", "Content-Language")}
    name, address = parseaddr(headers["From"] or "")
    stamps = (*item.stamps, *((MetaStamp(headers["Date"], "Date header"),) if headers["Date"] else ()))
    plain, markup = _bodies(message)
    text: str | None = None
    captions: tuple[str, ...] = ()
    if (plain and len(plain.split()) >= 20) or not markup:
        text = plain
    else:
        found = page(markup, item)
        if isinstance(found, Draft):
            text, captions = found.text, found.captions
        else:
            text = plain
    if not text or not text.strip():
        return Rejected(origin, "a message without text")
    subject = " ".join((headers["Subject"] or "").split()) or None
    return Draft(
        origin=origin,
        text=text if not subject or text.lstrip().startswith(subject) else f"{subject}\n\n{text}",
        id=(headers["Message-ID"] or "").strip() or None,
        source=name or address or None,
        title=subject,
        language=headers["Content-Language"],
        stamps=stamps,
        captions=captions,
    )


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = message.get(name)
    except (ValueError, IndexError, AttributeError, TypeError):  # the parser trips over some malformed headers
        return None
    return str(value).encode("utf-8", "replace").decode("utf-8") if value is not None else None


def _bodies(message: EmailMessage) -> tuple[str, str]:
    """First plain and first HTML text part that is no attachment."""
    plain = markup = ""
    for number, part in enumerate(message.walk()):
        if number > _MIME_DEPTH * 10 or part.get_content_maintype() != "text" or part.get_filename():
            continue
        content = _content(part)
        if part.get_content_subtype() == "html":
            markup = markup or content
        elif part.get_content_subtype() == "plain":
            plain = plain or content
    return plain, markup


def _content(part: EmailMessage) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    charset = part.get_content_charset() or "utf-8"
    try:
        return data.decode(charset, "replace")
    except LookupError:
        return data.decode("utf-8", "replace")
