"""The journal read back as articles, extractions and decisions, as they stood at any position."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from timeline.journal import ArticleRecorded, DecisionRecorded, ExtractionRecorded, Journal, decode
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
    """The latest entry of every article, in order of position, with its latest extraction."""
    latest = {mark.subject: mark.position for mark in journal.index("ArticleRecorded", upto=upto)}
    extractions = {mark.cause: mark for mark in journal.index("ExtractionRecorded", upto=upto)}
    redacted = {mark.subject for mark in journal.index("RedactionRecorded", upto=None)}
    result = []
    for key, position in sorted(latest.items(), key=lambda item: item[1]):
        if key in redacted:
            continue
        mark = extractions.get(position)
        result.append(
            Standing(
                key=key,
                article=position,
                extraction=mark.position if mark else None,
                extractor=mark.source if mark else None,
            )
        )
    return result


def articles_at(journal: Journal, positions: list[int]) -> Iterator[tuple[int, Article]]:
    """The articles at these positions, in order of position."""
    for entry in journal.at(positions):
        payload = decode(entry)
        if isinstance(payload, ArticleRecorded):
            yield entry.position, payload.article


def annotated(journal: Journal, upto: int | None = None) -> Iterator[Annotated]:
    """Every article that has been extracted, with what was found in it."""
    ready = [s for s in standing(journal, upto) if s.extraction is not None]
    for start in range(0, len(ready), 200):
        part = ready[start : start + 200]
        texts = dict(articles_at(journal, [s.article for s in part]))
        positions = {s.extraction: s.article for s in part if s.extraction is not None}
        for entry in journal.at(list(positions)):
            payload = decode(entry)
            if isinstance(payload, ExtractionRecorded):
                yield whole(payload.annotated, texts[positions[entry.position]])


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
