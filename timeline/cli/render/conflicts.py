"""Conflicts: who says which day, in which words, and why they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.text import Text

from timeline.cli.output import console, say
from timeline.cli.render.words import named, outlets, toll
from timeline.export.words import day, plural, short
from timeline.model.records import ConflictRecord, Member, Reading
from timeline.store.port import Store

_QUOTES = 3  # quotes a reading; the event's card has them all


def cards(found: Sequence[ConflictRecord], store: Store) -> None:
    """Print one paragraph a conflict, each reading with the outlets and their words."""
    out = console()
    if not found:
        out.print(f"no conflicts in {plural(store.counts()['article'], 'article')}")
        return
    events = {conflict.event: store.event(conflict.event) for conflict in found}
    names = outlets(store.articles({m.article for event in events.values() for m in event.assertions}))
    for conflict in found:
        event = events[conflict.event]
        out.print()
        status = "" if conflict.status == "open" else f" ({conflict.status})"
        out.print(Text.assemble(("! ", "bold red"), (event.title, "bold"), (status, "green")))
        say(out, Text(conflict.explanation), 2)
        detail = f"{conflict.kind}, cause {conflict.cause.replace('_', ' ')}"
        if conflict.days_apart:
            detail += f", {plural(conflict.days_apart, 'day')} apart"
        detail += f"   {short(conflict.id)} of {short(conflict.event)}"
        say(out, Text(detail, style="dim"), 2)
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
    say(out, Text(said, style="bold"), 2)
    spoken = [members[id_] for id_ in reading.assertions if id_ in members]
    quotes = list(dict.fromkeys(f"{named(m.article, names)}: “{' '.join(m.quote.split())}”" for m in spoken))
    for quote in quotes[:_QUOTES]:
        say(out, Text(quote), 4)
    if len(quotes) > _QUOTES:
        say(out, Text(f"and {plural(len(quotes) - _QUOTES, 'more quote')}", style="dim"), 4)
