"""The fold of a journal, brought up to date from the tables of the run before."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from timeline.chronology.claims import Source, prepare
from timeline.chronology.fold import Fold
from timeline.chronology.settings import Settings, settings_from
from timeline.chronology.tables import Changes, Tables
from timeline.engine import states
from timeline.engine.config import Config
from timeline.engine.kept import Damaged, Kept, Place, State
from timeline.journal import Journal
from timeline.journal.rows import Head

_PORTION = 20_000  # articles that are in memory at once
_SPARE = 10_000  # numbers of claims that went, that are no reason yet to number anew


class Outcome(msgspec.Struct):
    """The tables as they are now, and what of the chronology with the digest `before` changed; None: start anew."""

    tables: Tables
    state: State
    before: str
    changes: Changes | None


def kept_path(journal: Path) -> Path:
    """The tables' file beside a journal: `timeline.db` has `timeline.fold.db`."""
    return journal.with_suffix(".fold" + (journal.suffix or ".db"))


@contextmanager
def brought_up(
    journal: Journal, marks: Sequence[states.Standing], head: Head, config: Config, full: bool
) -> Iterator[tuple[Outcome, Kept | None]]:
    """The tables brought up to the journal's position; `Kept.save` makes them last, once the digest is known."""
    settings = settings_from(config.chronology)
    # What cannot be trusted is made anew, what cannot be written is done without.
    for open_ in (_opened, _anew, _without):
        kept = open_(kept_path(journal.path), settings)
        tables, state = (kept.tables, kept.state) if kept else (Tables(), State(0, "", "", {}))
        try:
            whole = kept is None or full or not _usable(journal, kept)
            if kept is not None:
                if whole:
                    kept.clear()
                tables, state = kept.tables, kept.state
            before = state.digest
            changes = _bring(journal, marks, head, config, tables, state, kept)
            break
        except (Damaged, sqlite3.DatabaseError, UnicodeDecodeError):  # garbage in a page can come up as either
            if kept is None:
                raise
            kept.close()
    try:
        yield Outcome(tables, state, before, None if whole else changes), kept
    finally:
        if kept is not None:
            kept.close()


def _opened(path: Path, settings: Settings) -> Kept | None:
    """The file as it is, or an empty one where it is none of ours; None where it is locked or cannot be written."""
    try:
        return Kept(path, settings)
    except sqlite3.OperationalError:
        return None
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return _anew(path, settings)


def _anew(path: Path, settings: Settings) -> Kept | None:
    """An empty file in the place of one that is damaged."""
    with suppress(OSError):
        path.unlink(missing_ok=True)
    try:
        return Kept(path, settings)
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return None


def _without(_: Path, __: Settings) -> None:
    """No file: nothing is kept this time."""


def _usable(journal: Journal, kept: Kept) -> bool:
    """Are the tables there, of this journal, without a text that was removed since, and not mostly holes?"""
    if not kept.load():
        return False
    state, tables = kept.state, kept.tables
    if len(tables.owner) > _SPARE + 2 * sum(row.claims for row in tables.rows.values()):
        return False
    last = next(iter(journal.at([state.position])), None)
    return (
        last is not None and last.hash == state.hash and not journal.count_after(state.position, ["RedactionRecorded"])
    )


def _bring(
    journal: Journal,
    marks: Sequence[states.Standing],
    head: Head,
    config: Config,
    tables: Tables,
    state: State,
    kept: Kept | None,
) -> Changes:
    """Find what the journal has that the tables have not, and bring them up to it."""
    wanted = {(m.article, m.extraction or 0): m for m in marks if m.extraction is not None}
    numbers = {(p.article, p.extraction): n for n, p in state.places.items()}
    missing = [m for place, m in wanted.items() if place not in numbers]
    own = {(m.article, m.extraction or 0): (a.id, a.key, a.version) for m, a in states.read(journal, missing)}
    for place, number in numbers.items():
        row = tables.rows[number]
        own[place] = (state.places[number].id, row.key, row.version)
    ids = dict(zip(wanted, states.distinct_ids([own[place] for place in wanted]), strict=True))
    renamed = [place for place in wanted if place in numbers and tables.rows[numbers[place]].id != ids[place]]
    gone = {n for place, n in numbers.items() if place not in wanted or place in renamed}
    # A text that is known under another id is in the journal as well as in the tables.
    coming = sorted((wanted[place] for place in {*renamed, *(wanted.keys() - numbers.keys())}), key=lambda m: m.article)
    fold, rulings = Fold(config.chronology, tables), states.decisions(journal, head.position)
    changes = None
    for first in range(0, max(1, len(coming)), _PORTION):
        come: dict[tuple[int, int], Source] = {}
        for mark, item in states.read(journal, coming[first : first + _PORTION]):
            place = (mark.article, mark.extraction or 0)
            come[place] = prepare(item if item.id == ids[place] else msgspec.structs.replace(item, id=ids[place]))
        found = fold.update(gone, come.values(), rulings)
        changes = found if changes is None else changes.then(found)
        for number in gone:
            del state.places[number]
        for place, source in come.items():
            state.places[source.number] = Place(*place, own[place][0])
        gone = set()
        if kept is not None:
            kept.spill()
    state.position, state.hash = head.position, head.hash
    return changes or Changes({}, {})
