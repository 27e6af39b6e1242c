"""The query files of `cypher/`, by name; no Cypher stands in Python strings.

A file starts with a `//` title, then says what it is for, then lists its parameters with an example each:
`// $limit = 100`. The examples are Cypher literals, so a person can paste them after `:param`.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import msgspec

_PARAMETER = re.compile(r"// \$(\w+) = (.+)")
_USED = re.compile(r"\$(\w+)")


class QueryFile(msgspec.Struct, frozen=True):
    """One file: its name without ending, title, description, parameters with examples, and whole text."""

    name: str
    title: str
    about: str
    parameters: dict[str, str]
    text: str


def folder() -> Path:
    """Where the files are: in the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    packed = package / "_cypher"
    return packed if packed.is_dir() else package.parent / "cypher"


@cache
def load(name: str) -> str:
    """The statement in `cypher/NAME.cypher`, without its comments."""
    text = (folder() / f"{name}.cypher").read_text("utf-8")
    return "\n".join(line for line in text.splitlines() if not line.startswith("//"))


@cache
def statements(name: str) -> tuple[str, ...]:
    """The statements of a file that has several, each ended by a semicolon at the end of a line."""
    return tuple(part.strip() for part in load(name).split(";\n") if part.strip(" ;\n"))


@cache
def queries(room: str = "query") -> tuple[QueryFile, ...]:
    """All query files of a folder, by name."""
    return tuple(_parse(path) for path in sorted((folder() / room).glob("*.cypher")))


def _parse(path: Path) -> QueryFile:
    text = path.read_text("utf-8")
    title, *rest = [line for line in text.splitlines() if line.startswith("//")]
    parameters = {m[1]: m[2].strip() for line in rest if (m := _PARAMETER.fullmatch(line))}
    about = " ".join(line[2:].strip() for line in rest if not _PARAMETER.fullmatch(line))
    return QueryFile(path.stem, title[2:].strip(), about, parameters, text)


def used(text: str) -> set[str]:
    """The parameters that a statement uses."""
    return {m[1] for line in text.splitlines() if not line.startswith("//") for m in _USED.finditer(line)} - {""}
