"""Articles to assertions, in this process or in several; resumable, one transaction a chunk.

Extraction is pure, so the result does not depend on the number of workers; chunks are recorded in the order of their
articles. An article that cannot be extracted is listed and leaves the others alone.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import msgspec

from timeline.engine import states
from timeline.engine.config import DEFAULT, Config
from timeline.engine.progress import Progress, silent
from timeline.engine.states import articles_at, bare, extractor_source, standing
from timeline.errors import UsageError
from timeline.journal import Draft, ExtractionRecorded, Journal
from timeline.model.records import Annotated, Article

if TYPE_CHECKING:
    from timeline.extract.annotate import ExtractSettings

_CHUNK_ARTICLES: Final = 32
_CHUNK_CHARACTERS: Final = 200_000
_ANALYSED: Final = 200_000  # characters of one article; the longest news reports have half of that
_AHEAD: Final = 3  # chunks in flight for each worker: enough to keep it busy, few enough to bound memory


class Failed(msgspec.Struct, frozen=True, kw_only=True):
    """An article that could not be extracted, with the reason."""

    origin: str
    reason: str


class ExtractReport(msgspec.Struct, kw_only=True):
    """What an extraction added."""

    extracted: int = 0
    known: int = 0
    assertions: int = 0
    failed: list[Failed] = msgspec.field(default_factory=list)
    notes: list[str] = msgspec.field(default_factory=list)
    position: int = 0


def extract(
    journal: Journal, *, workers: int = 1, config: Config = DEFAULT, progress: Progress = silent
) -> ExtractReport:
    """Extract every article that this extractor has not read yet, and record what it found."""
    from timeline.extract.annotate import extractor  # noqa: PLC0415 - loads the pipeline

    states.record_settings(journal, config)
    report = ExtractReport()
    source = extractor_source(extractor(_settings(config.extract)))
    marks = standing(journal)
    waiting = [s.article for s in marks if s.extractor != source]
    report.known = len(marks) - len(waiting)
    progress("extracting", 0, len(waiting))
    done = 0
    chunks = _chunks(articles_at(journal, waiting))
    for chunk, results in _results(chunks, workers, config.extract):
        drafts = []
        for (position, article), result in zip(chunk, results, strict=True):
            if isinstance(result, str):
                report.failed.append(Failed(origin=article.origin or article.id, reason=result))
                continue
            report.extracted += 1
            report.assertions += len(result.assertions)
            report.notes += [f"{article.origin or article.id}: {note}" for note in result.notes]
            payload = ExtractionRecorded(annotated=bare(result))
            drafts.append(Draft(subject=article.key, payload=payload, source=source, cause=position))
        journal.append(drafts)
        done += len(chunk)
        progress("extracting", done, len(waiting))
    report.position = journal.head().position
    return report


Chunk = list[tuple[int, Article]]
Outcome = Annotated | str


def _chunks(articles: Iterator[tuple[int, Article]]) -> Iterator[Chunk]:
    chunk: Chunk = []
    size = 0
    for position, article in articles:
        chunk.append((position, article))
        size += len(article.text)
        if len(chunk) >= _CHUNK_ARTICLES or size >= _CHUNK_CHARACTERS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _results(chunks: Iterator[Chunk], workers: int, settings: Any) -> Iterator[tuple[Chunk, list[Outcome]]]:
    """Outcomes of every chunk, in order, with a bounded number in flight."""
    if workers <= 1:
        for chunk in chunks:
            yield chunk, annotate_chunk([article for _, article in chunk], settings)
        return
    with _pool(workers) as pool:
        flying: deque[tuple[Chunk, Future[bytes]]] = deque()
        for chunk in chunks:
            flying.append((chunk, pool.submit(_remote, _encode([a for _, a in chunk]), settings)))
            if len(flying) >= workers * _AHEAD:
                first, future = flying.popleft()
                yield first, _decode(future.result())
        while flying:
            first, future = flying.popleft()
            yield first, _decode(future.result())


@contextmanager
def _pool(workers: int) -> Iterator[Executor]:
    """Worker processes that are started fresh: a forked copy of loaded models and threads is not safe."""
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_end_with_parent)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _end_with_parent() -> None:
    """A worker ends when the process that started it does, however that ends: a killed run leaves nothing behind."""

    def wait() -> None:
        parent = multiprocessing.parent_process()
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def annotate_chunk(articles: Sequence[Article], settings: Any = None) -> list[Outcome]:
    """One outcome an article: its annotation, or the reason why there is none."""
    from timeline.extract.annotate import annotate  # noqa: PLC0415 - loads the pipeline

    try:
        found = annotate([_bounded(article) for article in articles], _settings(settings))
        return [_unbounded(result, article) for result, article in zip(found, articles, strict=True)]
    except UsageError:  # settings that no article can do anything about
        raise
    except Exception as error:  # noqa: BLE001 - one article must not cost the others
        if len(articles) == 1:
            return [f"extraction failed: {type(error).__name__}: {error}"]
        return [outcome for article in articles for outcome in annotate_chunk([article], settings)]


def _bounded(article: Article) -> Article:
    """A text far longer than any report is analysed up to a limit: what follows is a dump, a log or a mistake."""
    if len(article.text) <= _ANALYSED:
        return article
    sections = [
        msgspec.structs.replace(section, end=min(section.end, _ANALYSED))
        for section in article.sections
        if section.start < _ANALYSED
    ]
    return msgspec.structs.replace(article, sections=sections)


def _unbounded(result: Annotated, article: Article) -> Annotated:
    if len(article.text) <= _ANALYSED:
        return result
    note = f"only the first {_ANALYSED:,} of {len(article.text):,} characters were analysed"
    return msgspec.structs.replace(result, sections=article.sections, notes=[*result.notes, note])


def _settings(table: Mapping[str, Any] | None) -> ExtractSettings | None:
    """The extract room's settings from a table of `timeline.toml`."""
    from timeline.extract.annotate import ExtractSettings  # noqa: PLC0415 - loads the pipeline

    try:
        return msgspec.convert(table, ExtractSettings) if table else None
    except msgspec.ValidationError as error:
        raise UsageError(f"settings, table [extract]: {error}") from error


def _encode(articles: Sequence[Article]) -> bytes:
    return msgspec.msgpack.encode(articles)


def _decode(data: bytes) -> list[Outcome]:
    return msgspec.msgpack.decode(data, type=list[Annotated | str])


def _remote(data: bytes, settings: Any) -> bytes:
    return msgspec.msgpack.encode(annotate_chunk(msgspec.msgpack.decode(data, type=list[Article]), settings))
