"""What changed between two chronologies: journal positions, times, or stores."""

from __future__ import annotations

from pathlib import Path

from timeline.chronology import Diff, diff
from timeline.engine.config import DEFAULT, Config
from timeline.engine.rebuild import as_of, chronology, stored
from timeline.errors import UsageError
from timeline.journal import Journal
from timeline.model.records import Chronology
from timeline.store.port import open_store, read_model_path


def compare(journal: Journal, before: str, after: str, config: Config = DEFAULT) -> Diff:
    """The differences between two states; each is a position, a time, a store's address, or another journal's file."""
    return diff(state(journal, before, config), state(journal, after, config))


def state(journal: Journal, name: str, config: Config = DEFAULT) -> Chronology:
    """The chronology that a name stands for."""
    path = Path(name)
    if "://" not in name and not path.is_file():
        try:
            return chronology(journal, upto=as_of(journal, name), config=config)
        except UsageError as error:
            raise UsageError(f"{error}; nor is it a store or journal") from error
    store = open_store(name if "://" in name else _read_model(path))
    try:
        return stored(store)
    finally:
        store.close()


def _read_model(path: Path) -> Path:
    """A journal's file stands for the read model beside it."""
    beside = read_model_path(path)
    return beside if beside.is_file() else path
