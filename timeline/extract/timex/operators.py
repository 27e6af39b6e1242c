"""Operators: from a match to its meaning. Each is named in `rules.toml`; none looks beyond the match."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from timeline.extract.timex.expression import Expression, View
from timeline.extract.timex.numbers import amount, spell
from timeline.model.symbol import Direction, Symbol, Unit

Operator = Callable[[View], Expression | None]
COUNTS_FROM_EVENT = "counts_from_event"
_CLASSES_OF_MONTH = ("MONTH", "MON")
_CLASSES_OF_DAY = ("DAY", "ORDDAY")


def iso(view: View) -> Expression | None:
    """2025-03-12, with a clock time after T or a blank."""
    form = view.tokens.forms[view.match.start]
    year, number, day = (int(x) for x in form[:10].rstrip("t ").split("-"))
    if not 1 <= number <= 12 or not 1 <= day <= 31 or year == 0:
        return None
    part = form[11:16] if len(form) > 10 else None
    return _flagged(
        view.make("TIME" if part else "DATE", Symbol(unit="day", year=year, month=number, day=day, part=part))
    )


def slash(view: View) -> Expression | None:
    """12/03/2025, 12.03.2025, 3/12/25: which comes first is settled by `date_order` later."""
    form = view.tokens.forms[view.match.start]
    mark = next(c for c in form if not c.isdigit())
    parts = [int(x) for x in form.split(mark)]
    year_first = len(form.split(mark)[0]) == 4
    if year_first:
        year, number, day = parts
    else:
        if len(form.split(mark)[0]) > 2:
            return None
        number, day, year = parts
        if len(form.split(mark)[2]) == 2:
            year += 2000 if year < 70 else 1900
        elif len(form.split(mark)[2]) == 3:
            return None
    if mark == "." and not year_first:
        number, day = day, number
    swapped = not (1 <= number <= 12 and 1 <= day <= 31)
    if swapped:
        number, day = day, number
    if not (1 <= number <= 12 and 1 <= day <= 31) or not 1000 <= year <= 2199:
        return None
    made = _flagged(view.make("DATE", Symbol(unit="day", year=year, month=number, day=day)))
    if day > 12 and mark != "." and not year_first:
        made.flags.append("day_first" if swapped else "month_first")
    if number != day and number <= 12 and day <= 12 and mark != "." and not year_first and made.symbol:
        other = Symbol(unit="day", year=year, month=day, day=number)
        made.symbol = Symbol(unit="day", year=year, month=number, day=day, end=other, choice=True)
        made.flags.append("day_or_month")
    return made


def date_(view: View) -> Expression | None:
    """A month with a day, a year or both."""
    number, day = view.number(*_CLASSES_OF_MONTH), view.number(*_CLASSES_OF_DAY)
    if day is None and view.has("ORDWORD"):
        day = view.number("ORDWORD")
    year = view.number("YEAR")
    if view.has("YY"):
        short = view.number("YY") or 0
        year = short + (2000 if short < 50 else 1900)
    unit: Unit = "month" if day is None else "day"
    if day is not None and not 1 <= day <= 31:
        return None
    args = view.match.rule.args
    symbol = Symbol(
        unit=unit,
        year=year,
        month=number,
        day=day,
        direction=args.get("direction"),
        strict=bool(args.get("strict")),
    )
    made = _flagged(view.make("DATE", symbol))
    made.lean = year is None and "direction" not in args
    return made


def _flagged(made: Expression) -> Expression:
    """Marks a day that no calendar has."""
    s = made.symbol
    if s and s.year and s.month and s.day:
        try:
            date(s.year, s.month, s.day)
        except ValueError:
            made.flags.append("impossible")
    elif s and s.month and s.day and s.day > (29 if s.month == 2 else 30 if s.month in (4, 6, 9, 11) else 31):
        made.flags.append("impossible")
    return made


def day_range(view: View) -> Expression | None:
    """March 12–13, 5–6 September 2019; with `choice`, March 12 or 13."""
    number, year = view.number(*_CLASSES_OF_MONTH), view.number("YEAR")
    first, last = (int(x) for x in view.all(*_CLASSES_OF_DAY))
    if last <= first:
        return None
    end = Symbol(unit="day", year=year, month=number, day=last)
    choice = bool(view.match.rule.args.get("choice"))
    made = view.make("DATE", Symbol(unit="day", year=year, month=number, day=first, end=end, choice=choice))
    made.lean = year is None
    return made


def month_range(view: View) -> Expression:
    """January–June 2016."""
    first, last = (int(x) for x in view.all("MONTH"))
    year = view.number("YEAR")
    end = Symbol(unit="month", year=year, month=last)
    return view.make("DATE", Symbol(unit="month", year=year, month=first, end=end))


def month_(view: View) -> Expression:
    """A month alone."""
    made = view.make("DATE", Symbol(unit="month", month=view.number(*_CLASSES_OF_MONTH)))
    made.lean = True
    return made


def named(view: View) -> Expression:
    """Last August, next May, this June."""
    args = view.match.rule.args
    symbol = Symbol(
        unit="month",
        month=view.number(*_CLASSES_OF_MONTH),
        direction=args["direction"],
        strict=bool(args.get("strict")),
    )
    made = view.make("DATE", symbol)
    made.lean = args["direction"] == "near"
    return made


def month_in_year(view: View) -> Expression:
    """March of last year."""
    offset = 1 if view.has("NEXT", "following") else 0 if view.has("THIS") else -1
    base = Symbol(unit="year", offset=offset)
    made = view.make("DATE", Symbol(unit="month", month=view.number("MONTH"), base=base))
    made.previous = view.has("previous", "following")
    return made


def month_previous_year(view: View) -> Expression:
    """March of the same year."""
    made = view.make("DATE", Symbol(unit="month", month=view.number("MONTH"), base=Symbol(unit="year")))
    made.previous = True
    return made


def year_(view: View) -> Expression | None:
    """A year, or one with its era."""
    year = next((int(x) for x in view.all("YEAR", "YEAR3", "NUM") if isinstance(x, int)), None)
    if year is None or not 1 <= year <= 9999:
        return None
    before = view.number("ERA") == -1 or view.has("b")
    if before:
        return view.make("DATE", value=f"BC{year:04}")
    return view.make("DATE", Symbol(unit="year", year=year))


def short_year(view: View) -> Expression:
    """'07."""
    number = view.number("YY") or 0
    return view.make("DATE", Symbol(unit="year", year=number + (2000 if number < 30 else 1900)))


def year_span(view: View) -> Expression | None:
    """1980–81, 2010/11."""
    years = [int(x) for x in view.all("YEAR", "YY")]
    last = years[1] if years[1] > 99 else years[0] // 100 * 100 + years[1]
    if not 0 < last - years[0] < 60:
        return None
    return view.make("DATE", Symbol(unit="year", year=years[0], end=Symbol(unit="year", year=last)))


def decade(view: View) -> Expression | None:
    """The 1940s, the '50s, the nineties."""
    number: int | None
    if view.has("DECADE"):
        form = str(view.one("DECADE")).rstrip("s").rstrip("'’")
        number = int(form)
    elif view.has("DECWORD"):
        number = view.number("DECWORD")
    else:
        number = view.number("NUM")
    if number is None or number % 10:
        return None
    if number < 100:
        number += 2000 if number < 20 else 1900
    if not 1000 <= number <= 2190:
        return None
    whole = number % 100 == 0 and number != 2000
    return view.make("DATE", Symbol(unit="century" if whole else "decade", year=number))


def century(view: View) -> Expression | None:
    """The 19th century."""
    number = view.number("ORD") or 0
    number = number or int(view.number("NUMWORD") or 0) + (view.number("ORDWORD") or 0)
    if not 1 <= number <= 30:
        return None
    if view.number("ERA") == -1:
        return view.make("DATE", value=f"BC{number - 1:02}")
    return view.make("DATE", Symbol(unit="century", year=(number - 1) * 100))


def quarter(view: View) -> Expression | None:
    """The third quarter of 2010, Q4 2010, the first half of this year."""
    number = view.number("ORDWORD") or view.number("ORD") or view.number("NUM") or 0
    unit: Unit = "half" if view.has("half", "h") else "quarter"
    if not 1 <= number <= (2 if unit == "half" else 4):
        return None
    year = view.number("YEAR")
    if year is not None:
        return view.make("DATE", Symbol(unit=unit, number=number, year=year))
    if view.has("LAST", "THIS", "NEXT"):
        offset = -1 if view.has("LAST") else 1 if view.has("NEXT") else 0
        return view.make("DATE", Symbol(unit=unit, number=number, base=Symbol(unit="year", offset=offset)))
    made = view.make("DATE", Symbol(unit=unit, number=number))
    made.lean = True
    return made


def fiscal(view: View) -> Expression:
    """Fiscal 2010: named, not dated, since no calendar tells when a fiscal year begins."""
    year = view.number("YEAR", "YY")
    if year is not None and year < 100:
        year += 2000
    quarter_ = view.number("ORDWORD")
    suffix = f"-Q{quarter_}" if quarter_ else ""
    return view.make("DATE", value=f"FY{year or 'XXXX'}{suffix}")


def season(view: View) -> Expression:
    """The summer of 2010."""
    return view.make("DATE", Symbol(unit="season", season=str(view.one("SEASON", "SEASON_")), year=view.number("YEAR")))


def season_rel(view: View) -> Expression:
    """Last summer, this winter."""
    args = view.match.rule.args
    strict = args["direction"] != "near"
    name = str(view.one("SEASON", "SEASON_"))
    return view.make("DATE", Symbol(unit="season", season=name, direction=args["direction"], strict=strict))


def season_alone(view: View) -> Expression:
    """Summer."""
    made = view.make("DATE", Symbol(unit="season", season=str(view.one("SEASON", "SEASON_"))))
    made.lean = True
    if view.path[-1] == "of":
        made.end -= 1
    return made


def season_prev(view: View) -> Expression:
    """The following autumn: after an earlier expression."""
    name = str(view.one("SEASON", "SEASON_"))
    following = view.has("FOLLOW")
    direction = "future" if following else "near"
    made = view.make("DATE", Symbol(unit="season", season=name, direction=direction))
    made.previous = True
    return made


def weekday(view: View) -> Expression:
    """Monday."""
    made = view.make("DATE", Symbol(unit="day", weekday=view.number("WEEKDAY", "WD")))
    made.lean = True
    return made


def weekday_any(view: View) -> Expression:
    """A Monday: some Monday. Before a noun ("a Monday report") the article is the noun's."""
    following = view.tokens.raw(view.match.end)
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
    direction = "future" if following else "past"
    strict = not view.has("that", "same")
    made = view.make("DATE", Symbol(unit="day", weekday=view.number("WEEKDAY"), direction=direction, strict=strict))
    made.previous = True
    return made


def weekday_set(view: View) -> Expression:
    """Mondays, every Friday."""
    number = view.number("WDAYS", "WEEKDAY")
    value = "XXXX-WXX-WE" if number == 7 else f"XXXX-WXX-{(number or 0) + 1}"
    part = view.one("PART")
    return view.make("SET", value=value + (f"T{part}" if part else ""))


def nth_weekday(view: View) -> Expression:
    """The first Monday in May."""
    year = view.number("YEAR")
    base = Symbol(unit="month", month=view.number(*_CLASSES_OF_MONTH), year=year)
    nth = -1 if view.has("LAST") else view.number("ORDWORD")
    made = view.make("DATE", Symbol(unit="day", weekday=view.number("WEEKDAY"), nth=nth, base=base))
    made.lean = year is None
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
    name = args.get("unit") or str(view.one("CAL") or "year")
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
    name = str(view.one("CAL") or view.path[-1])
    made = view.make("DATE", Symbol(unit=name))
    made.previous = name == "year"
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
    step: Unit = "day" if part is not None or name == "day" else name  # type: ignore[assignment]
    symbol = Symbol(unit=step, offset=args.get("offset", 0), part=None if part is None else str(part))
    made = view.make("TIME" if part is not None else "DATE", symbol)
    made.previous = True
    if view.path[-1] in ("before", "after", "prior") and _counts_from_event(view):
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
    step = {"night": "day"}.get(name, name)
    if step == "year" and count > 3000:
        return view.make("DATE", value=past)
    if count != int(count):
        step, count = {"year": ("month", count * 12), "month": ("week", count * 4.35)}.get(step, (step, count))
    return view.make("DATE", Symbol(unit=step, offset=sign * int(count)))


def ago_from(view: View) -> Expression | None:
    """Three years ago tomorrow: the day itself."""
    count, name = _counted(view)
    if count is None or count != int(count) or name in ("second", "minute", "hour"):
        return None
    offset = 1 if view.has("tomorrow") else -1 if view.has("yesterday") or view.path[-1] == "night" else 0
    unit_: Unit = "day"
    if view.has("CAL"):
        unit_ = str(view.all("CAL")[-1])  # type: ignore[assignment]
        offset = -1 if view.has("last") else 0
    base = Symbol(unit=unit_, offset=offset)
    step: Unit = {"night": "day"}.get(name, name)  # type: ignore[assignment]
    return view.make("DATE", Symbol(unit=unit_, step=step, offset=-int(count), base=base))


def later(view: View) -> Expression | None:
    """Two days later, a year earlier: counted from an earlier expression."""
    made = _moved(view, *_counted(view), view.match.rule.args["sign"])
    count, name = _counted(view)
    if made.symbol is None or made.type == "TIME":
        made.type, made.value, made.symbol = "DURATION", _period(count, name), None
        return made
    made.previous = True
    return made


def reference(view: View) -> Expression:
    """Now, recently."""
    return view.make("DATE", value=view.match.rule.args["value"])


_LETTERS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "weekend": "WE", "month": "M",
    "quarter": "Q", "season": "S", "year": "Y", "decade": "DE", "century": "CE", "millennium": "ML",
}  # fmt: skip


def _period(count: float | None, name: str) -> str:
    """A TIMEX3 period; decades count as ten years."""
    if count is not None and name in ("decade", "century"):
        count, name = count * (10 if name == "decade" else 100), "year"
    letters = _LETTERS[name]
    mark = "T" if letters[0] == "T" else ""
    return f"P{mark}{spell(count)}{letters[1:] if mark else letters}"


def duration(view: View) -> Expression | None:
    """Three days, the past two weeks, a 90-day."""
    units = [
        i
        for i, key in enumerate(view.path)
        if key in ("UNIT", "UNITS") or key in ("years", "months", "hours", "minutes", "seconds", "decades")
    ]
    if view.has("half") and not view.has("NUM", "NUMWORD") and units:
        name = _name(view, units[0])
        half = {"year": "P6M", "hour": "PT30M", "day": "PT12H", "century": "P50Y", "decade": "P5Y"}.get(name)
        if half and not view.has("and"):
            return view.make("DURATION", value=half)
    if not units and view.has("CAL"):
        return view.make("DURATION", value=_period(1.0, str(view.one("CAL"))))
    pieces, begin = "", 0
    for at in units:
        count = amount(view.tokens, view.match.start + begin, view.path[begin:at])
        if at == units[-1] and "half" in view.path[at:]:
            count = (count or 1.0) + 0.5
        name = _name(view, at)
        period = _period(count * 2 if count and name == "fortnight" else count, "week" if name == "fortnight" else name)
        pieces = pieces + (
            period[1:] if pieces and not ("T" in pieces and period[1] == "T") else period[2:] if pieces else period
        )
        begin = at + 1
    made = view.make("DURATION", value=pieces or "PX")
    if view.path and view.path[-1] in ("'", "’"):
        made.end -= 0
    return made


def _name(view: View, at: int) -> str:
    form = view.tokens.forms[view.match.start + at]
    return str(View(view.match, view.tokens)._values["UNIT"].get(form, form.rstrip("s")))


def every(view: View) -> Expression:
    """Every day, every two weeks."""
    month_name = view.number("MONTH")
    if month_name:
        return view.make("SET", value=f"XXXX-{month_name:02}")
    if view.has("SEASON"):
        return view.make("SET", value=f"XXXX-{view.one('SEASON')}")
    if view.has("PART"):
        return view.make("SET", value=f"XXXX-XX-XXT{view.one('PART')}")
    at = next(i for i, key in enumerate(view.path) if key in ("UNIT", "CAL"))
    count = amount(view.tokens, view.match.start + 1, view.path[1:at])
    if view.has("other"):
        count = 2.0
    if view.has("ORDWORD"):
        count = float(view.number("ORDWORD") or 1)
    name = str(view.one("UNIT", "CAL"))
    if name == "weekend":
        return view.make("SET", value="XXXX-WXX-WE")
    return view.make("SET", value=_period(count or 1.0, name))


def adverb(view: View) -> Expression:
    """Daily, annual."""
    return view.make("SET", value=str(view.one("ADVERB")))


def times(view: View) -> Expression:
    """Twice a week."""
    return view.make("SET", value=_period(1.0, str(view.one("CAL"))))


def clock(view: View) -> Expression | None:
    """5 p.m., 17:30 GMT, noon."""
    spoken = view.one("PART")
    hour, minute = 0, 0
    if view.has("CLOCK"):
        pieces = str(view.tokens.forms[view.match.start]).replace(".", ":").split(":")
        hour, minute = int(pieces[0]), int(pieces[1])
    elif view.has("HHMM"):
        number = int(view.tokens.forms[view.match.start])
        hour, minute = divmod(number, 100)
    elif view.has("noon", "midday"):
        hour = 12
    elif view.has("midnight"):
        hour = 24
    else:
        hour = view.number("HOUR", "NUMWORD") or 0
    half = view.one("AMPM")
    pm = half == "pm" or spoken in ("AF", "EV", "NI")
    if (half or spoken) and hour > 12:
        half = None
        if hour > 24:
            return None
    elif pm and hour < 12:
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    if hour > 24 or minute > 59:
        return None
    made = view.make("TIME", Symbol(unit="day", part=f"{hour:02}:{minute:02}"))
    made.alone = True
    return made


def holiday(view: View) -> Expression | None:
    """Christmas, Thanksgiving 2010, last Easter."""
    args = view.match.rule.args
    if not view.tokens.raw(view.match.end - 1)[:1].isupper() and "year" not in args and not view.has("YEAR"):
        return None
    year = args.get("year") or view.number("YEAR")
    direction: Direction | None = "past" if view.has("LAST") else "future" if view.has("NEXT") else None
    symbol = Symbol(
        unit="day",
        year=year,
        month=args.get("month"),
        day=args.get("day"),
        feast=_feast(args) if "day" not in args else None,
        direction=direction,
        strict=direction is not None,
    )
    made = view.make("DATE", symbol)
    made.lean = year is None and direction is None
    return made


def _feast(args: dict[str, Any]) -> str:
    """`easter+1`, or `nth:weekday+shift` of a month."""
    if "easter" in args:
        return f"easter{args['easter']:+d}"
    return f"{args['nth']}:{args['weekday']}{args.get('shift', 0):+d}"


def nth_of(view: View) -> Expression:
    """The first week of March, the last day of 2010."""
    year, number = view.number("YEAR"), view.number(*_CLASSES_OF_MONTH)
    base = Symbol(unit="month" if number else "year", month=number, year=year)
    nth = -1 if view.has("LAST") else view.number("ORDWORD")
    made = view.make("DATE", Symbol(unit=str(view.one("CAL")), nth=nth, base=base))  # type: ignore[arg-type]
    made.lean = year is None
    return made


def week_of(view: View) -> Expression:
    """The week of March 8."""
    year = view.number("YEAR")
    base = Symbol(unit="day", month=view.number(*_CLASSES_OF_MONTH), day=view.number(*_CLASSES_OF_DAY), year=year)
    made = view.make("DATE", Symbol(unit="weekend" if view.has("weekend") else "week", base=base))
    made.lean = year is None
    return made


def modify(_view: View) -> Expression | None:
    """A prefix has no meaning of its own."""
    return None


OPERATORS: dict[str, Operator] = {
    "iso": iso, "slash": slash, "date": date_, "day_range": day_range, "month_range": month_range, "month": month_,
    "named": named, "month_in_year": month_in_year, "month_previous_year": month_previous_year, "year": year_,
    "short_year": short_year, "year_span": year_span, "decade": decade, "century": century, "quarter": quarter,
    "fiscal": fiscal, "season": season, "season_rel": season_rel, "season_alone": season_alone,
    "season_prev": season_prev, "weekday": weekday,
    "weekday_any": weekday_any, "weekday_last": weekday_last, "weekday_next": weekday_next,
    "weekday_this": weekday_this, "weekday_prev": weekday_prev, "weekday_set": weekday_set,
    "nth_weekday": nth_weekday, "deictic": deictic, "unit": unit, "the_unit": the_unit, "the_part": the_part,
    "previous": previous, "day_number": day_number, "ago": ago, "ago_from": ago_from, "later": later,
    "reference": reference, "duration": duration, "every": every, "adverb": adverb, "times": times, "clock": clock,
    "holiday": holiday,
    "nth_of": nth_of, "week_of": week_of, "modify": modify,
}  # fmt: skip
