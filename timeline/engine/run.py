"""The main job: read, extract, rebuild."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from timeline import corpus
from timeline.corpus import Probe, Rejected
from timeline.engine.config import DEFAULT, Config
from timeline.engine.extract import ExtractReport, extract
from timeline.engine.ingest import IngestReport, ingest
from timeline.engine.progress import Progress, silent
from timeline.engine.rebuild import RebuildReport, rebuild
from timeline.errors import NothingReadable
from timeline.journal import Journal
from timeline.model.records import Article
from timeline.store.port import Store


class RunReport(msgspec.Struct, frozen=True, kw_only=True):
    """What each step did."""

    ingested: IngestReport
    extracted: ExtractReport
    rebuilt: RebuildReport


def run(
    journal: Journal,
    stores: list[Store],
    paths: Sequence[str | Path],
    *,
    workers: int = 1,
    config: Config = DEFAULT,
    progress: Progress = silent,
) -> RunReport:
    """Read articles, extract what is new, and bring every store up to date."""
    return RunReport(
        ingested=ingest(journal, paths, config, progress),
        extracted=extract(journal, workers=workers, config=config, progress=progress),
        rebuilt=rebuild(journal, stores, config=config, progress=progress),
    )


def read(paths: Sequence[str | Path], config: Config = DEFAULT) -> Iterator[Article | Rejected]:
    """Articles and rejects of files and folders, in a fixed order; `-` is JSON Lines on stdin."""
    return corpus.read([str(p) for p in paths], config.corpus)


def preview(paths: Sequence[str | Path], config: Config = DEFAULT) -> Iterator[Probe]:
    """What `ingest` would read, file by file, without a journal."""
    return corpus.probe([str(p) for p in paths], config.corpus)


def check_readable(paths: Sequence[str | Path]) -> None:
    """Before anything is created: does at least one of these exist?

    Raises:
        NothingReadable: none does.
    """
    missing = [str(p) for p in paths if str(p) != "-" and not Path(p).exists()]
    if len(missing) == len(paths):
        raise NothingReadable(f"no such file or folder: {', '.join(missing)}")
