"""JSON Lines: one article an object, in the shape of the *contracts* page. Read line by line, however long the file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from timeline.corpus.articles import draft_from_json
from timeline.corpus.drafts import Draft, Item, Rejected
from timeline.corpus.files import STDIN
from timeline.corpus.settings import CorpusSettings
from timeline.corpus.streams import TooMuch, read_all

_BOM = b"\xef\xbb\xbf"
_PEEK = 20


class JsonLinesReader:
    """Knows JSON Lines by a line that is a JSON object; also takes one JSON array or one object over many lines."""

    name = "jsonl"

    def sniff(self, head: bytes, name: str) -> bool:
        """Standard input is always JSON Lines, unless it is clearly something else."""
        body = head.removeprefix(_BOM).lstrip()
        if body[:1] not in (b"{", b"["):
            lines = [line for line in body.splitlines()[:_PEEK] if line.strip().startswith(b"{")]
            return (
                name == STDIN
                or any(_object(line) for line in lines)
                or (name.endswith((".jsonl", ".ndjson")) and bool(body))
            )
        if body[:1] == b"[":
            return body[1:].lstrip()[:1] == b"{" or name.endswith((".json", ".jsonl"))
        return body[1:].lstrip()[:1] in (b'"', b"}") or name.endswith((".json", ".jsonl", ".ndjson"))

    def read(self, item: Item, settings: CorpusSettings) -> Iterator[Draft | Item | Rejected]:
        """A draft or a refusal a line; a refusal names file and line."""
        with item.open() as stream:
            first, rest = _first_line(stream, settings.limits.record_bytes)
            body = first.removeprefix(_BOM).strip()
            if (
                len(first) <= settings.limits.record_bytes
                and item.origin != STDIN
                and not _object(body)
                and body[:1] in (b"{", b"[")
            ):
                whole = _whole(first, stream, settings)
                if isinstance(whole, list):
                    yield from self._objects(whole, item, settings)
                    return
                rest = iter(whole.split(b"\n")[1:]) if whole is not None else rest
            yield from self._lines(first, rest, item, settings)

    def _objects(self, rows: list[Any], item: Item, settings: CorpusSettings) -> Iterator[Draft | Rejected]:
        for number, row in enumerate(rows, 1):
            where = f"{item.origin}[{number}]"
            yield (
                draft_from_json(row, _origin(item, row), settings, where)
                if isinstance(row, dict)
                else Rejected(where, "not an object")
            )

    def _lines(
        self, first: bytes, rest: Iterator[bytes], item: Item, settings: CorpusSettings
    ) -> Iterator[Draft | Rejected]:
        number, any_line = 0, False
        for line in _chain(first, rest):
            number += 1
            body = (line.removeprefix(_BOM) if number == 1 else line).strip()
            if not body:
                continue
            any_line = True
            where = f"{item.origin}:{number}"
            if len(body) > settings.limits.record_bytes:
                yield Rejected(where, f"a line of over {settings.limits.record_bytes} bytes (the limit)")
                continue
            row, problem = _row(body)
            if problem:
                yield Rejected(where, problem)
            elif isinstance(row, dict):
                yield draft_from_json(row, _origin(item, row), settings, where)
            else:
                yield Rejected(where, "not a JSON object")
        if not any_line:
            yield Rejected(item.origin, "an empty file")


def _origin(item: Item, row: Any) -> str:
    """Path of the file, so that records do not depend on the order of lines; standard input gives way to the URL."""
    url = row.get("url") if isinstance(row, dict) else None
    return url if item.origin == STDIN and isinstance(url, str) else item.origin


def _object(line: bytes) -> bool:
    row, problem = _row(line.strip())
    return problem is None and isinstance(row, dict)


def _row(line: bytes) -> tuple[Any, str | None]:
    try:
        return msgspec.json.decode(line), None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass
    try:  # says where, and takes lone surrogates
        return json.loads(line.decode("utf-8")), None
    except UnicodeDecodeError as error:
        return None, f"not UTF-8: byte 0x{line[error.start]:02x} at column {error.start + 1}"
    except json.JSONDecodeError as error:
        return None, f"not JSON: {error.msg} at column {error.colno}"
    except (RecursionError, ValueError) as error:
        return None, f"not readable JSON: {error}"


def _first_line(stream: BinaryIO, limit: int) -> tuple[bytes, Iterator[bytes]]:
    lines = _bounded(stream, limit)
    for line in lines:
        if line.removeprefix(_BOM).strip():
            return line, lines
        return line, lines
    return b"", iter(())


def _bounded(stream: BinaryIO, limit: int) -> Iterator[bytes]:
    """Lines; of one longer than the limit only the first limit + 1 bytes are kept."""
    while line := stream.readline(limit + 2):
        if not line.endswith(b"\n") and len(line) > limit:
            while (more := stream.readline(1 << 20)) and not more.endswith(b"\n"):
                pass
        yield line


def _chain(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _whole(first: bytes, stream: BinaryIO, settings: CorpusSettings) -> list[Any] | bytes | None:
    """The file as one JSON value; its bytes when it is none; None when it is too large for that."""
    try:
        data = first + read_all(stream, settings.limits.file_bytes)
    except TooMuch:
        return None
    row, problem = _row(data.removeprefix(_BOM).strip())
    if problem or not isinstance(row, (dict, list)):
        return data
    return row if isinstance(row, list) else [row]
