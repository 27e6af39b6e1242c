"""Articles to annotated articles: parsed in batches, then described one at a time.

Pure and deterministic: an article's result depends on its text, its sections, its stamp and the settings, never on
its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path

import msgspec

from timeline.extract.assemble import Assembler
from timeline.extract.document import parse
from timeline.extract.entities import tables_digest
from timeline.extract.language import pipeline_digest
from timeline.extract.lexicon import lexicon
from timeline.extract.triggers import Index
from timeline.model.ids import digest
from timeline.model.ontology import load
from timeline.model.records import Annotated, Article, Extractor

NAME = "timeline"


class ExtractSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What a user may set: ontology and alias files of their own, and the order of 03/12/2025."""

    ontology: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    date_order: str | None = None


DEFAULT = ExtractSettings()


def _paths(names: tuple[str, ...]) -> tuple[Path, ...]:
    return tuple(Path(name) for name in names)


@cache
def _rules_digest() -> str:
    """Digest of the extractor's code and word lists: any change of a rule is a new version."""
    room = Path(__file__).parent
    found = sorted(p for p in room.rglob("*") if p.suffix in {".py", ".toml"} and "pipeline" not in p.parts)
    return digest([[p.relative_to(room).as_posix(), p.read_text(encoding="utf-8")] for p in found])


@lru_cache(maxsize=8)
def extractor(settings: ExtractSettings | None = None) -> Extractor:
    """Name and version; the version changes with model, rules, ontology, word lists, aliases and settings."""
    chosen = settings or DEFAULT
    parts = [
        _rules_digest(),
        pipeline_digest(),
        load(_paths(chosen.ontology)).digest,
        lexicon().digest,
        tables_digest(_paths(chosen.aliases)),
        chosen.date_order,
    ]
    return Extractor(name=NAME, version=digest(parts)[:16])


@lru_cache(maxsize=4)
def _index(ontology: tuple[Path, ...]) -> Index:
    return Index(load(ontology))


def annotate(articles: Iterable[Article], settings: ExtractSettings | None = None) -> Iterator[Annotated]:
    """Every article with the time expressions and assertions found in it, in order."""
    chosen = settings or DEFAULT
    assembler = Assembler(
        _index(_paths(chosen.ontology)), lexicon(), extractor(chosen), _paths(chosen.aliases), chosen.date_order
    )
    for document in parse(articles):
        yield assembler.annotate(document)
