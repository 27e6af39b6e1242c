"""Dates as the assertion carries them: made from a time expression or from the publication day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from timeline.extract.timex.values import timex3
from timeline.model.dates import UNKNOWN, Interval, granularity, parse, to_edtf
from timeline.model.records import Basis, DateRef, Published, Timex


def from_timex(
    timex: Timex, rule: str, why: str = "", basis: Basis | None = None, flags: Sequence[str] = ()
) -> DateRef:
    """The date that an expression gives; open where the article's publication day is unknown."""
    all_flags = [*timex.flags, *flags]
    part = timex.value.partition("T")[2] or None if timex.type == "TIME" and timex.value[:2] != "PT" else None
    ground = basis or basis_of(timex)
    told = f"{rule}: “{timex.text}” ({timex.rule})" + (f" [{why}]" if why else "")
    if timex.earliest is None or timex.latest is None:
        return DateRef(basis=ground, timex=timex.id, rule=told, part=part, flags=all_flags)
    edtf = edtf_of(timex)
    return DateRef(
        edtf=edtf,
        earliest=timex.earliest,
        latest=timex.latest,
        granularity=granularity(edtf),  # type: ignore[arg-type]
        basis=ground,
        timex=timex.id,
        rule=told,
        part=part,
        flags=all_flags,
    )


def ahead_of(timex: Timex, published: date | None) -> Timex:
    """A weekday, month or day that was read as past, seen as a plan's."""
    symbol = timex.symbol
    if symbol is None or published is None or symbol.direction not in ("past", "near") or symbol.strict:
        return timex
    if symbol.base is not None or symbol.end is not None:
        return timex
    value, interval = timex3(replace(symbol, direction="future"), published)
    if interval is None:
        return timex
    return replace(timex, value=value, earliest=interval.earliest.isoformat(), latest=interval.latest.isoformat())


def edtf_of(timex: Timex) -> str:
    """The expression's days as EDTF: a choice stays one of two, a range lasts, all else is doubt about one day."""
    if timex.value.startswith("["):
        return timex.value
    if timex.earliest is None or timex.latest is None:
        return UNKNOWN
    first, last = date.fromisoformat(timex.earliest), date.fromisoformat(timex.latest)
    days = Interval(first, last, extent="/" in timex.value and first != last)
    if not days.extent:
        return to_edtf(days)
    try:
        return timex.value if parse(timex.value) == days else to_edtf(days)  # "1996/1997" says no day
    except ValueError:
        return to_edtf(days)


def basis_of(timex: Timex) -> Basis:
    """Written out, by weekday, or relative to something."""
    if timex.anchor == "text":
        return "explicit"
    if timex.symbol is not None and timex.symbol.month is not None and timex.symbol.day is not None:
        return "explicit"
    if timex.symbol is not None and timex.symbol.weekday is not None and timex.symbol.month is None:
        return "weekday"
    return "relative"


def publication_date(published: Published) -> DateRef:
    """The publication day stands in; the chronology treats it as an upper bound."""
    if published.earliest is None or published.latest is None:
        day = (published.value or "")[:10] or None
        first, last = published.earliest or day, published.latest or day
    else:
        first, last = published.earliest[:10], published.latest[:10]
    rule = "no expression dates it: publication day"
    if first is None or last is None:
        return DateRef(basis="publication", rule=rule)
    edtf = to_edtf(Interval(date.fromisoformat(first[:10]), date.fromisoformat(last[:10])))
    return DateRef(
        edtf=edtf,
        earliest=first[:10],
        latest=last[:10],
        granularity=granularity(edtf),  # type: ignore[arg-type]
        basis="publication",
        rule=rule,
    )
