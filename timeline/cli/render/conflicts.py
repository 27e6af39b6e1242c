"""Conflicts: who says which day, in which words, and why they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.padding import Padding
from rich.text import Text

from timeline.cli.output import console
from timeline.cli.render.words import day, named, outlets, plural, short, toll
from timeline.model.records import ArticleRecord, ConflictRecord, EventRecord, Member, Reading, UndatedRecord

_QUOTES = 3  # quotes a reading; the event's card has them all


def cards(
    found: Sequence[ConflictRecord],
    events: Mapping[str, EventRecord | UndatedRecord],
    articles: Sequence[ArticleRecord],
) -> None:
    """Print one paragraph a conflict, each reading with the outlets and their words."""
    out = console()
    if not found:
        out.print(f"no conflicts in {plural(len(articles), 'article')}")
        return
    names = outlets(articles)
    for conflict in found:
        event = events[conflict.event]
        out.print()
        status = "" if conflict.status == "open" else f" ({conflict.status})"
        out.print(Text.assemble(("! ", "bold red"), (event.title, "bold"), (status, "green")))
        out.print(Padding(Text(conflict.explanation), (0, 0, 0, 2)))
        detail = f"{conflict.kind}, cause {conflict.cause.replace('_', ' ')}"
        if conflict.days_apart:
            detail += f", {plural(conflict.days_apart, 'day')} apart"
        out.print(
            Padding(Text(f"{detail}   {short(conflict.id)} of {short(conflict.event)}", style="dim"), (0, 0, 0, 2))
        )
        members = {m.id: m for m in event.assertions}
        for reading in conflict.readings:
            _reading(reading, members, names)
    out.print()
    out.print(plural(len(found), "conflict"))


def _reading(reading: Reading, members: Mapping[str, Member], names: Mapping[str, str]) -> None:
    out = console()
    claim = day(reading.edtf) if reading.earliest else ""
    claim = "; ".join(
        part for part in (claim, toll(reading.toll), (reading.factuality or "").replace("_", " ")) if part
    )
    said = f"{claim}, {plural(reading.independent_sources, 'independent source')}"
    out.print(Padding(Text(said, style="bold"), (0, 0, 0, 2)))
    quotes = [members[id_] for id_ in reading.assertions if id_ in members]
    for member in quotes[:_QUOTES]:
        out.print(Padding(Text(f"{named(member.article, names)}: “{' '.join(member.quote.split())}”"), (0, 0, 0, 4)))
    if len(quotes) > _QUOTES:
        out.print(Padding(Text(f"and {plural(len(quotes) - _QUOTES, 'more quote')}", style="dim"), (0, 0, 0, 4)))
