"""The state of an installation and its data, as a list of checks."""

from __future__ import annotations

import platform
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Final

import timeline
from timeline.engine.journalling import statistics
from timeline.engine.settings import Settings
from timeline.engine.states import extractor_source, standing
from timeline.errors import TimelineError
from timeline.journal import Journal
from timeline.model.records import Record
from timeline.store.port import open_store, read_model_path

_SPARE: Final = 100 * 2**20  # bytes
_LIBRARIES: Final = ("spacy", "sqlalchemy", "msgspec", "click", "rich", "neo4j", "dateparser")


class Check(Record, frozen=True, kw_only=True):
    """One thing that was looked at."""

    name: str
    ok: bool
    value: str


def examine(db: Path, store_url: str | None, settings: Settings) -> list[Check]:
    """Look at everything; a fault is a check that is not ok, never an exception."""
    return [
        Check(name="timeline", ok=True, value=timeline.__version__),
        Check(name="python", ok=True, value=f"{platform.python_version()} on {platform.platform()}"),
        Check(name="sqlite", ok=True, value=sqlite3.sqlite_version),
        *(_library(name) for name in _LIBRARIES),
        Check(name="settings", ok=True, value=str(settings.path or "none, defaults")),
        _try("extractor", _extractor),
        *_pipeline(),
        _disk(db),
        *_journal(db),
        *_stores(db, store_url),
    ]


def _library(name: str) -> Check:
    try:
        return Check(name=name, ok=True, value=metadata.version(name))
    except metadata.PackageNotFoundError:
        return Check(name=name, ok=False, value="not installed")


def _try(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name=name, ok=True, value=look())
    except Exception as error:  # noqa: BLE001 - a bug report needs the fault, not a traceback
        return Check(name=name, ok=False, value=f"{type(error).__name__}: {error}")


def _extractor() -> str:
    from timeline.extract.annotate import extractor  # noqa: PLC0415 - loads the pipeline

    found = extractor()
    return f"{found.name} {found.version}"


def _pipeline() -> Iterator[Check]:
    """The language pipeline's own figures, from its `meta.json`."""
    try:
        from timeline.extract.language import load  # noqa: PLC0415 - loads the pipeline

        meta = load().meta
    except Exception as error:  # noqa: BLE001 - see `_try`
        yield Check(name="language pipeline", ok=False, value=f"{type(error).__name__}: {error}")
        return
    yield Check(name="language pipeline", ok=True, value=f"{meta['lang']}_{meta['name']} {meta['version']}")
    trees, names = meta["scores"]["ewt_dev"], meta["scores"]["newswire_names"]
    shown = f"tags {trees['tag']}, LAS {trees['las']}, names F {names['main']['f']}, organisations {names['ORG']['f']}"
    yield Check(name="pipeline scores", ok=True, value=f"{shown} (development data, %)")


def _disk(db: Path) -> Check:
    """Room for what the next run writes: a read model is written whole beside the old one."""
    try:
        free = shutil.disk_usage(db.parent).free
        needed = 2 * sum(path.stat().st_size for path in (db, read_model_path(db)) if path.exists())
    except OSError as error:
        return Check(name="disk", ok=False, value=f"{db.parent}: {error.strerror}")
    return Check(name="disk", ok=free > needed + _SPARE, value=f"{free / 2**30:.1f} GB free beside the journal")


def _journal(db: Path) -> Iterator[Check]:
    if not db.exists():
        yield Check(name="journal", ok=True, value=f"none at {db} yet")
        return
    try:
        with Journal.open(db, readonly=True) as journal:
            found = statistics(journal)
            marks = standing(journal)
    except TimelineError as error:
        yield Check(name="journal", ok=False, value=str(error))
        return
    counts = ", ".join(f"{number} {type_}" for type_, number in found.entries.items()) or "empty"
    yield Check(name="journal", ok=True, value=f"{db}: position {found.position}, {found.bytes} bytes, {counts}")
    waiting = sum(mark.extraction is None for mark in marks)
    yield Check(name="extraction", ok=not waiting, value=f"{len(marks) - waiting} articles, {waiting} waiting")
    yield _try("older extractors", lambda: _older([mark.extractor for mark in marks if mark.extractor]))


def _older(sources: list[str]) -> str:
    from timeline.extract.annotate import extractor  # noqa: PLC0415 - loads the pipeline

    current = extractor_source(extractor())
    older = sum(source != current for source in sources)
    return f"{older} articles were read by another version" + ("; `timeline extract` reads them anew" if older else "")


def _stores(db: Path, url: str | None) -> Iterator[Check]:
    embedded = read_model_path(db)
    if not embedded.exists():
        yield Check(name="read model", ok=True, value=f"none at {embedded} yet")
    else:
        yield _try("read model", lambda: _store(str(embedded)))
    if url:
        yield _try("store", lambda: _store(url))


def _store(url: str) -> str:
    store = open_store(url)
    try:
        counts = ", ".join(f"{number} {kind}" for kind, number in sorted(store.counts().items()))
        return f"{url}: position {store.position()}, {counts or 'empty'}"
    finally:
        store.close()
