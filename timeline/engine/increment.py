"""The fold of a journal, brought up to date from the tables of the run before."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final, Literal

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

Way = Literal["as it is", "emptied", "without"]
_WAYS: Final[tuple[Way, ...]] = ("as it is", "emptied", "without")
BROKEN = (Damaged, sqlite3.DatabaseError, UnicodeDecodeError)  # garbage in a page can come up as any of them
_PORTION = 20_000  # articles that are in memory at once
_SPARE = 10_000  # numbers of claims that went, that are no reason yet to number anew


class Outcome(msgspec.Struct):
    """The tables as they are now, and what of the chronology with the digest `before` changed; None: start anew.

    `anew` says why tables that were there could not be gone on with.
    """

    tables: Tables
    state: State
    before: str
    changes: Changes | None
    anew: str | None


def kept_path(journal: Path) -> Path:
    """The tables' file beside a journal: `timeline.db` has `timeline.fold.db`."""
    return journal.with_suffix(".fold" + (journal.suffix or ".db"))


@contextmanager
def brought_up(
    journal: Journal,
    marks: Sequence[states.Standing],
    head: Head,
    config: Config,
    full: bool,
    damage: str | None = None,
) -> Iterator[tuple[Outcome, Kept | None]]:
    """The tables brought up to the journal's position; `Kept.save` makes them last, once the digest is known.

    `damage` was found in them before.
    """
    settings = settings_from(config.chronology)
    anew = damage
    # What cannot be trusted is made anew, what cannot be written is done without.
    for way in _WAYS[1:] if damage else _WAYS:
        kept = None
        try:
            kept = _opened(kept_path(journal.path), settings, way)
            unfit = _unfit(journal, kept) if kept else None
            anew = None if full else anew or unfit
            whole = full or kept is None or unfit is not None or not kept.state.position
            if kept is not None and whole:
                kept.clear()
            tables, state = (kept.tables, kept.state) if kept else (Tables(), State(0, "", "", {}))
            before = state.digest
            changes = _bring(journal, marks, head, config, tables, state, kept)
            break
        except BROKEN as error:
            if way == _WAYS[-1]:
                raise
            anew = f"their file is damaged, locked or cannot be written ({error})"
            if kept is not None:
                kept.close()
    try:
        yield Outcome(tables, state, before, None if whole else changes, anew), kept
    finally:
        if kept is not None:
            kept.close()


def _opened(path: Path, settings: Settings, way: Way) -> Kept | None:
    if way == "without":
        return None
    if way == "emptied":
        with closing(sqlite3.connect(path, timeout=0.1)) as held:  # whoever has it locked goes on with it
            try:
                held.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError:
                pass
            with suppress(OSError):  # then opening it fails again
                path.unlink()
    return Kept(path, settings)


def _unfit(journal: Journal, kept: Kept) -> str | None:
    """Why the tables cannot be gone on with; None as well where there are none yet."""
    if (why := kept.load()) is not None or not kept.state.position:
        return why
    state, tables = kept.state, kept.tables
    if len(tables.owner) > _SPARE + 2 * sum(row.claims for row in tables.rows.values()):
        return "most of their numbers belong to articles that went"
    last = next(iter(journal.at([state.position])), None)
    if last is None or last.hash != state.hash:
        return "they are of another journal, or of another state of this one"
    if journal.count_after(state.position, ["RedactionRecorded"]):
        return "a text has been removed since"
    return None


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
