"""The fold: annotated articles and decisions in, the chronology out.

Pure and independent of order: what is compared is sorted by content, and what an article says lies apart from what
other articles make of it. Folding everything at once and bringing a fold up to date are one way (`update`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from timeline.chronology import features
from timeline.chronology.claims import Source, prepare
from timeline.chronology.settings import Settings, settings_from
from timeline.chronology.tables import Changes, Tables
from timeline.chronology.update import Update
from timeline.model.records import (
    Annotated,
    Chronology,
    Decision,
)


def fold(
    articles: Iterable[Annotated],
    decisions: Sequence[Decision] = (),  # noqa: A002, RUF100 - the name is the interface
    settings: Settings | Mapping[str, Any] | None = None,
) -> Chronology:
    """The chronology of some annotated articles under some decisions, whatever their order."""
    return Fold(settings).fold(articles, decisions)


class Fold:
    """A fold that can be brought up to date: its answers are those of folding everything at once.

    Not for use by several threads at once.
    """

    def __init__(self, settings: Settings | Mapping[str, Any] | None = None, tables: Tables | None = None) -> None:
        self.settings = settings_from(settings)
        self.tables = tables or Tables()

    def fold(self, articles: Iterable[Annotated], rulings: Sequence[Decision] = ()) -> Chronology:
        """The chronology of these articles and decisions; those of an earlier call need not be folded again."""
        wanted: dict[tuple[str, str], Source] = {}
        for source in map(prepare, articles):
            name = (source.key, source.version)
            if name not in wanted or _newer(source, wanted[name]):
                wanted[name] = source
        gone = []
        for number, row in self.tables.rows.items():
            known = wanted.get((row.key, row.version))
            if known is not None and known.annotated == self.tables.texts[number]:
                del wanted[row.key, row.version]
            else:
                gone.append(number)
        self.update(gone, wanted.values(), rulings)
        return self.tables.chronology()

    def update(self, gone: Collection[int], come: Iterable[Source], rulings: Sequence[Decision] = ()) -> Changes:
        """Take articles out by number, put prepared ones in, and make the tables those of all articles and decisions.

        Of an article that changed, the old state goes and the new one comes.
        """
        try:
            return Update(self.tables, self.settings, list(rulings)).run(set(gone), list(come))
        finally:
            features.forget()


def _newer(a: Source, b: Source) -> bool:
    return (a.annotated.extractor.version, len(a.claims), a.id) > (
        b.annotated.extractor.version,
        len(b.claims),
        b.id,
    )
