"""Operators for what is counted or pointed at from somewhere: weekdays, deictic words, units, "ago", "later"."""

from __future__ import annotations

from typing import cast

from timeline.extract.timex.expression import Expression, View
from timeline.extract.timex.numbers import amount
from timeline.extract.timex.operators.amounts import period
from timeline.model.symbol import Direction, Symbol, Unit

COUNTS_FROM_EVENT = "counts_from_event"


def weekday(view: View) -> Expression:
    """Monday."""
    made = view.make("DATE", Symbol(unit="day", weekday=view.number("WEEKDAY", "WD")))
    made.lean = True
    return made


def weekday_any(view: View) -> Expression:
    """A Monday: some Monday. Before a noun ("a Monday report", "a Monday evening rally") the article is the noun's."""
    end = view.match.end
    if end < len(view.tokens.keys) and "PART" in view.tokens.keys[end]:
        end += 1
    following = view.tokens.raw(end)
    made = weekday(view)
    if following.isalpha() and following.islower() and following not in _AFTER_ANY:
        made.start += 1
        return made
    made.symbol, made.lean = None, False
    made.value = f"XXXX-WXX-{(view.number('WEEKDAY') or 0) + 1}"
    return made


_AFTER_ANY = frozenset(
    (
        "in",
        "of",
        "and",
        "or",
        "at",
        "night",
        "morning",
        "evening",
        "afternoon",
        "when",
        "that",
        "to",
        "for",
        "with",
        "as",
        "after",
        "before",
        "because",
        "is",
        "was",
    )
)


def weekday_number(view: View) -> Expression | None:
    """Wednesday the 12th; Monday 20, Tuesday 21 and Wednesday 22 April."""
    following = view.tokens.form(view.match.end)
    if view.has("DAY") and following not in _AFTER_NUMBER:
        return None  # "on Monday 20 people"
    day = view.number("DAY", "ORDDAY")
    made = view.make("DATE", Symbol(unit="day", weekday=view.number("WEEKDAY"), day=day))
    made.lean = True
    return made


_AFTER_NUMBER = frozenset((",", "and", "or", "to", "-", "–", "&"))


def weekdays_ago(view: View) -> Expression | None:
    """Two Fridays ago, the Friday before last, a week ago Tuesday."""
    day = view.number("WDAYS", "WEEKDAY")
    if day is None or day > 6:
        return None
    back = 1
    if view.has("WDAYS"):
        count = amount(view.tokens, view.match.start, view.path[: view.path.index("WDAYS")])
        if count is None or count != int(count) or not 1 <= count <= 60:
            return None
        back = int(count) - 1
    base = Symbol(unit="day", weekday=day, direction="past", strict=not view.has("week"))
    return view.make("DATE", Symbol(unit="day", offset=-7 * back, base=base))


def weekday_last(view: View) -> Expression:
    """Last Friday: strictly before; Friday of last week: in that week."""
    day = view.number("WEEKDAY")
    if view.has("week"):
        return view.make("DATE", Symbol(unit="day", weekday=day, base=Symbol(unit="week", offset=-1)))
    return view.make("DATE", Symbol(unit="day", weekday=day, direction="past", strict=True))


def weekday_next(view: View) -> Expression:
    """Next Friday."""
    day = view.number("WEEKDAY")
    if view.has("week"):
        if view.has("from") or view.path[-1] == "week":
            base = Symbol(unit="day", weekday=day, direction="future")
            if not view.has("of", "NEXT", "next"):
                return view.make("DATE", Symbol(unit="day", offset=7, base=base))
        return view.make("DATE", Symbol(unit="day", weekday=day, base=Symbol(unit="week", offset=1)))
    return view.make("DATE", Symbol(unit="day", weekday=day, direction="future", strict=True))


def weekday_this(view: View) -> Expression:
    """This Friday, Friday this week."""
    day = view.number("WEEKDAY")
    if view.has("week"):
        return view.make("DATE", Symbol(unit="day", weekday=day, base=Symbol(unit="week")))
    made = view.make("DATE", Symbol(unit="day", weekday=day, direction="future"))
    made.lean = not view.has("coming", "upcoming")
    return made


def weekday_prev(view: View) -> Expression:
    """The following Friday: counted from an earlier expression."""
    following = view.has("FOLLOW", "NEXT")
    direction: Direction = "future" if following else "past"
    strict = not view.has("that", "same")
    made = view.make("DATE", Symbol(unit="day", weekday=view.number("WEEKDAY"), direction=direction, strict=strict))
    made.previous = True
    return made


def deictic(view: View) -> Expression:
    """Today, yesterday, tonight, this morning."""
    args = view.match.rule.args
    part = args.get("part") or view.one("PART")
    symbol = Symbol(unit=args["unit"], offset=args.get("offset", 0), part=None if part is None else str(part))
    return view.make("TIME" if part else "DATE", symbol)


def unit(view: View) -> Expression:
    """Last week, this month, next year."""
    args = view.match.rule.args
    name: Unit = args["unit"] if "unit" in args else view.unit("CAL") if view.has("CAL") else "year"
    offset = args["offset"]
    if name == "weekend":
        if view.has("coming") or offset > 0:
            return view.make("DATE", Symbol(unit="weekend", offset=max(0, offset), direction="future"))
        if offset == 0:
            made = view.make("DATE", Symbol(unit="weekend"))
            made.lean = True
            return made
        if offset < 0:
            return view.make("DATE", Symbol(unit="weekend", direction="past", strict=True))
    return view.make("DATE", Symbol(unit=name, offset=offset))


def the_unit(view: View) -> Expression:
    """The weekend, the year."""
    if view.has("weekend"):
        made = view.make("DATE", Symbol(unit="weekend"))
        made.lean = True
        return made
    name = cast("Unit", view.path[-1])
    made = view.make("DATE", Symbol(unit=name))
    made.previous = name in ("year", "decade", "century")
    return made


def the_part(view: View) -> Expression:
    """The morning, the early hours: a part of the day that is being told."""
    part = view.one("PART")
    if part is None:
        part = "NI" if view.has("night") else "MO" if view.has("early", "small", "wee") else "NI"
    made = view.make("TIME", Symbol(unit="day", part=str(part)))
    made.alone = True
    return made


def previous(view: View) -> Expression:
    """That day, the following month, the day before."""
    args = view.match.rule.args
    name = args.get("unit") or str(view.one("CAL") or "day")
    part = view.one("PART")
    step = cast("Unit", "day" if part is not None or name == "day" else name)
    symbol = Symbol(unit=step, offset=args.get("offset", 0), part=None if part is None else str(part))
    made = view.make("TIME" if part is not None else "DATE", symbol)
    made.previous = True
    if view.path[-1] in ("before", "after", "prior", "following") and _counts_from_event(view):
        made.flags.append(COUNTS_FROM_EVENT)
    return made


def _counts_from_event(view: View) -> bool:
    """“The day before the vote”: the vote is no expression, so its day is a guess from what is told around it."""
    following = view.tokens.raw(view.match.end)
    return following[:1].isupper() or following in _NOUN_PHRASE


_NOUN_PHRASE = frozenset(
    ("the", "a", "an", "his", "her", "their", "its", "this", "that", "he", "she", "they", "it", "we", "our", "to")
)


def day_number(view: View) -> Expression | None:
    """The 12th."""
    number = view.number("ORDDAY")
    if view.has("this", "last", "next", "that"):
        offset = -1 if view.has("last") else 1 if view.has("next") else 0
        made = view.make("DATE", Symbol(unit="day", day=number, base=Symbol(unit="month", offset=offset)))
        made.previous = view.has("that")
        return made
    made = view.make("DATE", Symbol(unit="day", day=number))
    made.lean = True
    return made


def _counted(view: View) -> tuple[float | None, str]:
    """Number and unit of a counted expression."""
    at = next(i for i, key in enumerate(view.path) if key in ("UNIT", "UNITS", "CAL"))
    name = str(view.one("UNIT", "UNITS", "CAL"))
    count = amount(view.tokens, view.match.start, view.path[:at])
    if "half" in view.path[at:]:
        count = (count or 1.0) + 0.5
    if count is not None and name == "fortnight":
        return count * 2, "week"
    return count, name


def ago(view: View) -> Expression | None:
    """Two years ago, three days from now."""
    sign = view.match.rule.args["sign"]
    if not view.has("UNIT", "UNITS", "CAL"):
        return view.make("DATE", value="PAST_REF")
    count, name = _counted(view)
    return _moved(view, count, name, sign)


def _moved(view: View, count: float | None, name: str, sign: int) -> Expression:
    past = "PAST_REF" if sign < 0 else "FUTURE_REF"
    if name in ("second", "minute", "hour"):
        made = view.make("TIME", Symbol(unit="day", part=f"{'-' if sign < 0 else '+'}{name}"))
        made.value = past
        return made
    if count is None or (name in ("season", "quarter") and count != int(count)):
        return view.make("DATE", value=past)
    step = "day" if name == "night" else name
    if step == "year" and count > 3000:
        return view.make("DATE", value=past)
    if count != int(count):
        step, count = {"year": ("month", count * 12), "month": ("week", count * 4.35)}.get(step, (step, count))
    return view.make("DATE", Symbol(unit=cast("Unit", step), offset=sign * int(count)))


def ago_from(view: View) -> Expression | None:
    """Three years ago tomorrow: the day itself."""
    count, name = _counted(view)
    if count is None or count != int(count) or name in ("second", "minute", "hour"):
        return None
    offset = 1 if view.has("tomorrow") else -1 if view.has("yesterday") or view.path[-1] == "night" else 0
    unit_: Unit = "day"
    if view.has("CAL"):
        unit_ = view.unit("CAL")
        offset = -1 if view.has("last") else 0
    base = Symbol(unit=unit_, offset=offset)
    step = cast("Unit", "day" if name == "night" else name)
    return view.make("DATE", Symbol(unit=unit_, step=step, offset=-int(count), base=base))


def later(view: View) -> Expression | None:
    """Two days later, a year earlier: counted from an earlier expression."""
    made = _moved(view, *_counted(view), view.match.rule.args["sign"])
    count, name = _counted(view)
    if made.symbol is None or made.type == "TIME":
        made.type, made.value, made.symbol = "DURATION", period(count, name), None
        return made
    made.previous = True
    return made


def reference(view: View) -> Expression:
    """Now, recently."""
    return view.make("DATE", value=view.match.rule.args["value"])
