"""The journal read back as articles, extractions and decisions, as they stood at any position."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from timeline.corpus.settings import CorpusSettings
from timeline.engine.config import Config
from timeline.journal import (
    ArticleRecorded,
    DecisionRecorded,
    Draft,
    ExtractionRecorded,
    Journal,
    SettingsRecorded,
    decode,
)
from timeline.model.records import Annotated, Article, Decision, Extractor

EXTRACTOR = "timeline-engine/extractor/"


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """An article entry that counts, with the extraction that rests on it; `None` while it waits for one."""

    key: str
    article: int
    extraction: int | None
    extractor: str | None


def extractor_source(extractor: Extractor) -> str:
    """The `source` of an extractor's entries."""
    return f"{EXTRACTOR}{extractor.name}/{extractor.version}"


def standing(journal: Journal, upto: int | None = None) -> list[Standing]:
    """The latest entry of every version of every article, in order of position, with its latest extraction.

    Earlier versions count: an outlet that corrected itself is a conflict of a kind of its own.
    """
    positions: dict[str, list[int]] = {}
    for mark in journal.index("ArticleRecorded", upto=upto):
        positions.setdefault(mark.subject, []).append(mark.position)
    latest = [(key, position) for key, all_ in positions.items() for position in _versions(journal, all_)]
    extractions = {mark.cause: mark for mark in journal.index("ExtractionRecorded", upto=upto)}
    redacted = {mark.subject for mark in journal.index("RedactionRecorded", upto=None)}
    result = []
    for key, position in sorted(latest, key=lambda item: item[1]):
        if key in redacted:
            continue
        found = extractions.get(position)
        result.append(
            Standing(
                key=key,
                article=position,
                extraction=found.position if found else None,
                extractor=found.source if found else None,
            )
        )
    return result


def _versions(journal: Journal, positions: list[int]) -> list[int]:
    """Of an article's entries, the last one of each version."""
    if len(positions) == 1:
        return positions
    return list({article.version: position for position, article in articles_at(journal, positions)}.values())


def articles_at(journal: Journal, positions: list[int]) -> Iterator[tuple[int, Article]]:
    """The articles at these positions, in order of position."""
    for entry in journal.at(positions):
        payload = decode(entry)
        if isinstance(payload, ArticleRecorded):
            yield entry.position, payload.article


def annotated(journal: Journal, upto: int | None = None) -> list[Annotated]:
    """Every version of every article that has been extracted, with what was found in it; ids are distinct."""
    return distinct(item for _, item in extracted(journal, upto))


def distinct(found: Iterable[Annotated]) -> list[Annotated]:
    """Where articles of several sources, or versions of one, have one id, all but the first go by their version.

    The first is the latest version of the smallest key, so the choice does not depend on the order of reading; the
    articles come version by version.
    """
    items = list(found)
    ids = distinct_ids([(item.id, item.key, item.version) for item in items])
    return [item if item.id == id_ else msgspec.structs.replace(item, id=id_)
            for item, id_ in zip(items, ids, strict=True)]  # fmt: skip


def distinct_ids(items: Sequence[tuple[str, str, str]]) -> list[str]:
    """The ids under which articles go, by their own id, key and version."""
    last = {key: version for _, key, version in items}
    owner: dict[str, str] = {}
    for id_, key, _ in items:
        owner[id_] = min(owner.get(id_, key), key)
    return [id_ if owner[id_] == key and last[key] == version else version for id_, key, version in items]


def extracted(journal: Journal, upto: int | None = None) -> Iterator[tuple[Standing, Annotated]]:
    """Every article entry that counts and has been extracted, in order of position."""
    return read(journal, [s for s in standing(journal, upto) if s.extraction is not None])


def read(journal: Journal, ready: Sequence[Standing]) -> Iterator[tuple[Standing, Annotated]]:
    """These articles with what was found in them."""
    for start in range(0, len(ready), 200):
        part = ready[start : start + 200]
        texts = dict(articles_at(journal, [s.article for s in part]))
        entries = journal.at([s.extraction for s in part if s.extraction is not None])
        payloads = {entry.position: decode(entry) for entry in entries}
        for mark in part:
            payload = payloads[mark.extraction or 0]
            if isinstance(payload, ExtractionRecorded):
                yield mark, whole(payload.annotated, texts[mark.article])


def bare(annotated_: Annotated) -> Annotated:
    """An annotated article without what its article entry holds anyway."""
    return msgspec.structs.replace(annotated_, text="", sections=[])


def whole(annotated_: Annotated, article: Article) -> Annotated:
    """The inverse of `bare`; version and key are the journal's."""
    return msgspec.structs.replace(annotated_, text=article.text, sections=article.sections, origin=article.origin)


def decisions(journal: Journal, upto: int | None = None) -> list[Decision]:
    """All human judgements, oldest first."""
    found = (decode(entry) for entry in journal.entries(types=["DecisionRecorded"], upto=upto))
    return [payload.decision for payload in found if isinstance(payload, DecisionRecorded)]


def settings(journal: Journal, upto: int | None = None) -> dict[str, Any]:
    """The settings that change results, as last recorded; empty for the defaults."""
    marks = journal.index("SettingsRecorded", upto=upto)
    payloads = [decode(entry) for entry in journal.at([mark.position for mark in marks[-1:]])]
    return next((payload.settings for payload in payloads if isinstance(payload, SettingsRecorded)), {})


def record_settings(journal: Journal, config: Config) -> None:
    """Put the settings that change results into the journal, where they are not as last recorded."""
    values = {
        "corpus": msgspec.to_builtins(config.corpus) if config.corpus not in (None, CorpusSettings()) else None,
        "extract": dict(config.extract) if config.extract else None,
        "chronology": dict(config.chronology) if config.chronology else None,
    }
    used = {name: value for name, value in values.items() if value}
    if used or settings(journal):
        journal.append([Draft(subject="settings", payload=SettingsRecorded(settings=used))])
