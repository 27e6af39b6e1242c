"""The event types, read from data: every leaf with its definition, codes, triggers and argument patterns.

A new type needs no Python: add a row to the TOML files in `leaves/`, or name a file of your own in `timeline.toml`
(`[extract] ontology = ["mine.toml"]`); a row with a known id extends it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import msgspec

from timeline.errors import UsageError
from timeline.model.ids import digest
from timeline.model.pattern import Pattern, parse, parse_roles

Quad = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict", "neutral"]
Roles = dict[str, tuple[tuple[str, ...], ...]]
OTHER = "OTHER.event"
KINDS = frozenset(
    {"agent", "person", "someone", "name", "org", "company", "country", "place", "party", "group", "event", "money"}
)
_CLASSES = ("verbs", "nouns", "adjectives")


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A leaf as a user writes it.

    `potential`: its nouns ("a ceasefire") name a thing that may never come, so a bare mention tells of no event.
    """

    id: str
    definition: str = ""
    example: str = ""
    plover: str | None = None
    mode: str | None = None
    cameo: str | None = None
    quad: Quad = "neutral"
    reciprocal: bool = False
    recipient_required: bool = False
    potential: bool = False
    frame: str = "transitive"
    verbs: list[str] = []
    nouns: list[str] = []
    adjectives: list[str] = []


class Leaf(msgspec.Struct, frozen=True, dict=True):
    """An event type; the texts are for people, the rest for the extractor."""

    row: Row
    triggers: dict[str, tuple[Pattern, ...]]

    @cached_property
    def id(self) -> str:
        """`ROOT.leaf`."""
        return self.row.id

    @cached_property
    def root(self) -> str:
        """The part before the point."""
        return self.row.id.partition(".")[0]


class Frame(msgspec.Struct, frozen=True):
    """Who is who by default, by the word class of the trigger."""

    verb: Roles
    noun: Roles


class Ontology(msgspec.Struct, frozen=True):
    """All leaves by id, the everyday senses of their triggers, frames, word lists, speech acts by their content."""

    leaves: dict[str, Leaf]
    everyday: dict[str, tuple[Pattern, ...]]
    frames: dict[str, Frame]
    by_content: dict[str, dict[str, str]]
    words: dict[str, frozenset[str]]
    digest: str

    def derived(self, act: str, lemma: str, content: str) -> str | None:
        """The leaf that a speech act becomes with content of that type: a promise of aid is `AGREE.aid`."""
        table = (
            self.by_content.get(lemma) or self.by_content.get(act) or self.by_content.get(act.partition(".")[0]) or {}
        )
        return table.get(content) or table.get(content.partition(".")[0])


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    leaf: list[Row] = []
    everyday: dict[Literal["verbs", "nouns", "adjectives"], list[str]] = {}
    frames: dict[str, dict[str, str]] = {}
    by_content: dict[str, dict[str, str]] = {}
    words: dict[str, list[str]] = {}


def _line_of(text: str, needle: str, after: str = "") -> int:
    start = max(text.find(after), 0) if after else 0
    position = text.find(needle, start)
    return text.count("\n", 0, position if position >= 0 else start) + 1


def _decode(name: str, text: str) -> _File:
    try:
        raw: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{name}: {error}") from error
    for row in raw.get("leaf", []):
        try:
            msgspec.convert(row, Row)
        except msgspec.ValidationError as error:
            line = _line_of(text, str(row.get("id", "[[leaf]]")))
            raise UsageError(f"{name}, line {line}: {error}") from error
    try:
        return msgspec.convert(raw, _File)
    except msgspec.ValidationError as error:
        raise UsageError(f"{name}: {error}") from error


def _known(pattern: Pattern, words: dict[str, frozenset[str]]) -> None:
    for condition in pattern.conditions:
        for accepted in condition.accepts:
            if accepted.startswith("@") and accepted[1:] not in words:
                raise ValueError(f"no list of words is called {accepted!r}")
            if accepted.startswith("?") and accepted[1:] not in KINDS:
                raise ValueError(f"no kind of thing is called {accepted!r}; known: {', '.join(sorted(KINDS))}")


def _parsed(
    name: str, text: str, entries: Sequence[str], words: dict[str, frozenset[str]], after: str
) -> tuple[Pattern, ...]:
    parsed = []
    for entry in entries:
        try:
            pattern = parse(entry)
            _known(pattern, words)
            parsed.append(pattern)
        except ValueError as error:
            line = _line_of(text, f'"{entry}"', after)
            raise UsageError(f"{name}, line {line}: {error}") from error
    return tuple(parsed)


def _frames(name: str, text: str, raw: dict[str, dict[str, str]]) -> Iterator[tuple[str, Frame]]:
    for key, value in raw.items():
        try:
            yield key, Frame(parse_roles(value.get("verb", "")), parse_roles(value.get("noun", "")))
        except ValueError as error:
            raise UsageError(f"{name}, line {_line_of(text, f'frames.{key}')}: {error}") from error


def _check(name: str, text: str, row: Row, frames: dict[str, Frame]) -> None:
    line = _line_of(text, f'"{row.id}"')
    root, _, leaf = row.id.partition(".")
    if not (root.isupper() and leaf):
        raise UsageError(f"{name}, line {line}: {row.id!r} is no type id, write ROOT.leaf")
    if row.frame not in frames:
        raise UsageError(f"{name}, line {line}: {row.id} has no known frame {row.frame!r}; known: {', '.join(frames)}")


def _extend(known: Leaf, row: Row, triggers: dict[str, tuple[Pattern, ...]]) -> Leaf:
    changed = {field: getattr(row, field) for field in ("definition", "example") if getattr(row, field)}
    merged = {kind: known.triggers[kind] + triggers[kind] for kind in _CLASSES}
    return Leaf(msgspec.structs.replace(known.row, **changed), merged)


def read(sources: Sequence[tuple[str, str]]) -> Ontology:
    """An ontology from (name, TOML text) pairs, later ones extending earlier; raises UsageError with file and line."""
    decoded = [(name, text, _decode(name, text)) for name, text in sources]
    frames: dict[str, Frame] = {}
    leaves: dict[str, Leaf] = {}
    by_content: dict[str, dict[str, str]] = {}
    words: dict[str, frozenset[str]] = {}
    everyday: dict[str, tuple[Pattern, ...]] = {}
    for name, text, file in decoded:
        frames.update(_frames(name, text, file.frames))
        for key, values in file.words.items():
            words[key] = words.get(key, frozenset()) | frozenset(values)
        for act, table in file.by_content.items():
            by_content[act] = {**by_content.get(act, {}), **table}
    for name, text, file in decoded:
        for row in file.leaf:
            _check(name, text, row, frames)
            triggers = {kind: _parsed(name, text, getattr(row, kind), words, f'"{row.id}"') for kind in _CLASSES}
            known = leaves.get(row.id)
            leaves[row.id] = _extend(known, row, triggers) if known else Leaf(row, triggers)
        for kind, entries in file.everyday.items():
            everyday[kind] = everyday.get(kind, ()) + _parsed(name, text, entries, words, "[everyday]")
    for act, table in by_content.items():
        for target in table.values():
            if target not in leaves:
                raise UsageError(f"by_content of {act} names {target}, which is no leaf")
    return Ontology(leaves, everyday, frames, by_content, words, digest([text for _, text in sources]))


@lru_cache(maxsize=8)
def load(extra: tuple[Path, ...] = ()) -> Ontology:
    """The ontology of the product, extended by the user's files."""
    folder = files("timeline.model").joinpath("leaves")
    sources = [
        (item.name, item.read_text(encoding="utf-8"))
        for item in sorted(folder.iterdir(), key=lambda item: item.name)
        if item.name.endswith(".toml")
    ]
    for path in extra:
        try:
            sources.append((str(path), path.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"ontology {path} cannot be read: {error}") from error
    return read(sources)
