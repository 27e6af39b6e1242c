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
from timeline.model.records import ArticleRecord, EntityRecord, EventRecord, UndatedRecord
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
    """The event that this id leads to, or the only one that an id that starts like this leads to.

    Raises:
        UnknownId: none, or several, which are then named.
    """
    try:
        return store.event(id_)
    except UnknownId:
        found = _starting(store, id_, "event")
        if len(found) == 1:
            return store.event(found[0])
        if found:
            raise UnknownId(f"{id_} may be any of {', '.join(found[:4])}; give more of the id") from None
        raise


def find_record(store: Store, id_: str) -> ArticleRecord | EntityRecord | None:
    """The article or entity with this id, or the only one whose id starts like this."""
    found: list[ArticleRecord | EntityRecord] = [*store.articles([id_]), *store.entities([id_])]
    if not found:
        starting = _starting(store, id_, "article", "entity")
        found = [*store.articles(starting), *store.entities(starting)] if len(starting) == 1 else []
    return found[0] if found else None


def _starting(store: Store, start: str, *records: str) -> list[str]:
    """Ids of the records of a kind that an id that starts so leads to."""
    return [id_ for record, id_ in store.starting(start) if record in records] if len(start) >= _SHORTEST else []


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
