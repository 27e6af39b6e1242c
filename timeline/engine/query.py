"""Questions to a store that need more than the store: short ids, how far behind it is, and what it said in the past."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from timeline.engine.config import DEFAULT, Config
from timeline.engine.rebuild import as_of, chronology
from timeline.errors import NothingReadable, UnknownId
from timeline.journal import Journal
from timeline.journal.files import check_header
from timeline.model.records import ChronologyRecord, EventRecord, UndatedRecord
from timeline.store.port import Store, open_store, read_model_path

_CHANGING: Final = ("ArticleRecorded", "ExtractionRecorded", "DecisionRecorded", "RedactionRecorded")
_SHORTEST: Final = 6  # characters of an id that are worth looking up


def require(db: Path) -> None:
    """Is there a chronology to ask?

    Raises:
        NothingReadable: no; the message says which command makes one.
        JournalError: what is there is no journal of ours.
    """
    if read_model_path(db).exists():
        return
    if not db.exists():
        raise NothingReadable(f"no journal at {db}; `timeline run PATH…` makes one, --db names another")
    check_header(db)
    raise NothingReadable(f"no chronology beside {db} yet; `timeline rebuild` makes it")


def behind(journal: Journal, store: Store) -> int:
    """How many journal entries that change the chronology the store has not seen."""
    return journal.count_after(store.position(), _CHANGING)


def find_event(store: Store, id_: str) -> EventRecord | UndatedRecord:
    """The event with this id, or the only one whose id, or that of a conflict or member, starts like this.

    Raises:
        UnknownId: none, or several, which are then named.
    """
    try:
        return store.event(id_)
    except UnknownId:
        found = _starting(store, id_)
        if len(found) == 1:
            return store.event(found[0])
        if found:
            raise UnknownId(f"{id_} may be any of {', '.join(found[:4])}; give more of the id") from None
        raise


def _starting(store: Store, start: str) -> list[str]:
    if len(start) < _SHORTEST:
        return []
    found = set()
    for record in store.records():
        if isinstance(record, EventRecord | UndatedRecord) and any(i.startswith(start) for i in _ids(record)):
            found.add(record.id)
    return sorted(found)


def _ids(record: EventRecord | UndatedRecord) -> list[str]:
    ids = [record.id, *(m.id for m in record.assertions), *(m.anchor for m in record.assertions)]
    return [*ids, record.conflict] if isinstance(record, EventRecord) and record.conflict else ids


def find_record(store: Store, id_: str) -> ChronologyRecord | None:
    """The article, conflict or entity with this id or the start of it."""
    exact = [r for r in store.records() if r.id == id_]
    if exact:
        return exact[0]
    starting = [r for r in store.records() if len(id_) >= _SHORTEST and r.id.startswith(id_)]
    return starting[0] if len(starting) == 1 else None


@contextmanager
def past(journal: Journal, when: str, config: Config = DEFAULT) -> Iterator[Store]:
    """A store that holds the chronology as it was at a journal position or time, for as long as the context lasts."""
    position = as_of(journal, when)
    with tempfile.TemporaryDirectory(prefix="timeline-") as folder:
        store = open_store(Path(folder) / "past.db")
        try:
            store.write(chronology(journal, upto=position, config=config), position, full=True)
            yield store
        finally:
            store.close()
