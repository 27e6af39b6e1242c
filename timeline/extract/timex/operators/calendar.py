"""Operators for what the calendar names: days, months, years, seasons, quarters, holidays and parts of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from timeline.extract.timex.expression import Expression, View
from timeline.model.symbol import Direction, Symbol, Unit

_CLASSES_OF_MONTH = ("MONTH", "MON")


_APOSTROPHES = ("'", "’", "‘", "`")
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
    year = view.number("YEAR", "YEAR3")
    if view.has("YEAR3") and view.tokens.raw(view.match.end)[:1].islower():
        return None  # "on 30 September 420 people"
    if view.has("YY"):
        year = _century_of(view.number("YY") or 0)
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
    joined = view.has("and", "&") and view.tokens.form(view.match.start - 1) != "between"
    if last <= first or (joined and last > first + 1):
        return None  # "May 5 and 20" are two days and nothing between them
    if joined and view.path[-1] in _CLASSES_OF_DAY and view.tokens.raw(view.match.end).islower():
        return None  # "on May 5 and 6 people"
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
    number, day = view.number(*_CLASSES_OF_MONTH), view.number(*_CLASSES_OF_DAY)
    made = view.make("DATE", Symbol(unit="month" if day is None else "day", month=number, day=day, base=base))
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


def year_tail(view: View) -> Expression | None:
    """The second year of 1980–81."""
    tokens, i = view.tokens, view.match.start
    if i < 2 or "DASH" not in tokens.keys[i - 1] or "YEAR" not in tokens.keys[i - 2]:
        return None
    number, first = view.number("YY") or 0, int(tokens.forms[i - 2])
    if not 0 < number - first % 100 < 60 or tokens.glued(i) != tokens.glued(i - 1) or tokens.form(i + 1) in ("-", "–"):
        return None
    return view.make("DATE", Symbol(unit="year", year=first - first % 100 + number))


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
    number = view.number("ORD") or view.number("ROMAN") or 0
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
    if view.has("year"):  # "the second half of the year"
        made = view.make("DATE", Symbol(unit=unit, number=number, base=Symbol(unit="year")))
        made.previous = True
        return made
    made = view.make("DATE", Symbol(unit=unit, number=number))
    made.lean = True
    return made


def quarter_named(view: View) -> Expression | None:
    """The April-June period."""
    first, last = (int(x) for x in view.all("MONTH"))
    if first % 3 != 1 or last != first + 2:
        return None
    made = view.make("DATE", Symbol(unit="quarter", number=first // 3 + 1))
    made.lean = True
    return made


def year_period(view: View) -> Expression:
    """The 1988 period: of the kind told last, which its anchor finds."""
    return view.make("DATE", Symbol(unit="year", year=view.number("YEAR")))


def fiscal(view: View) -> Expression:
    """Fiscal 2010, the fiscal second quarter; which one "this fiscal year" is, the day of publication tells."""
    years = [int(x) for x in view.all("YEAR", "YY")]
    year = years[-1] if years else None
    if year is not None and year < 100:
        year += 2000  # the later year of "fiscal 2022/23" names it
    quarter_ = view.number("ORDWORD") or view.number("NUM")
    suffix = f"-Q{quarter_}" if quarter_ else ""
    return view.make("DATE", fiscal_year(year) if year is not None else None, f"FY{year or 'XXXX'}{suffix}")


def fiscal_year(year: int) -> Symbol | None:
    """The months that a fiscal year may take: it ends in the year that names it, or by March of the next."""
    if not 1 < year < 2199:
        return None
    last = Symbol(unit="month", year=year + 1, month=3)
    return Symbol(unit="month", year=year - 1, month=6, end=last)


def year_end(view: View) -> Expression:
    """Year-end, year-end 2010."""
    made = view.make("DATE", Symbol(unit="year", year=view.number("YEAR")))
    made.mod = "END"
    return made


def season(view: View) -> Expression:
    """The summer of 2010, the summer of '69."""
    year, short = view.number("YEAR"), view.number("YY") if view.has("APOS") else None
    if short is not None:
        year = _century_of(short)
    return view.make("DATE", Symbol(unit="season", season=str(view.one("SEASON", "SEASON_")), year=year))


def season_rel(view: View) -> Expression:
    """Last summer, this winter."""
    args = view.match.rule.args
    strict = args["direction"] != "near"
    name = str(view.one("SEASON", "SEASON_"))
    made = view.make("DATE", Symbol(unit="season", season=name, direction=args["direction"], strict=strict))
    made.lean = not strict
    return made


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
    direction: Direction = "future" if following else "near"
    made = view.make("DATE", Symbol(unit="season", season=name, direction=direction))
    made.previous = True
    return made


def nth_weekday(view: View) -> Expression:
    """The first Monday in May."""
    year = view.number("YEAR")
    base = Symbol(unit="month", month=view.number(*_CLASSES_OF_MONTH), year=year)
    nth = -1 if view.has("LAST") else view.number("ORDWORD")
    made = view.make("DATE", Symbol(unit="day", weekday=view.number("WEEKDAY"), nth=nth, base=base))
    made.lean = year is None
    return made


def _century_of(short: int) -> int:
    """The year that two digits stand for."""
    return short + (2000 if short < 50 else 1900)


def holiday(view: View) -> Expression | None:
    """Christmas, Thanksgiving 2010, last Easter."""
    args = view.match.rule.args
    last = view.match.end - (2 if view.has("s") and view.tokens.form(view.match.end - 1) == "s" else 1)
    name = view.tokens.raw(last - 1 if view.tokens.form(last) in _APOSTROPHES else last)
    if not name[:1].isupper() and "year" not in args and not view.has("YEAR"):
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
    """A name of `feasts.toml`, `easter+1`, or `nth:weekday+shift` of a month."""
    if "feast" in args:
        return str(args["feast"])
    if "pascha" in args:
        return f"pascha{args['pascha']:+d}"
    if "easter" in args:
        return f"easter{args['easter']:+d}"
    return f"{args['nth']}:{args['weekday']}{args.get('shift', 0):+d}"


def nth_of(view: View) -> Expression:
    """The first week of March, the last day of 2010."""
    year, number = view.number("YEAR"), view.number(*_CLASSES_OF_MONTH)
    base = Symbol(unit="month" if number else "year", month=number, year=year)
    nth = -1 if view.has("LAST") else view.number("ORDWORD")
    made = view.make("DATE", Symbol(unit=view.unit("CAL"), nth=nth, base=base))
    made.lean = year is None
    return made


def week_of(view: View) -> Expression:
    """The week of March 8."""
    year = view.number("YEAR")
    base = Symbol(unit="day", month=view.number(*_CLASSES_OF_MONTH), day=view.number(*_CLASSES_OF_DAY), year=year)
    made = view.make("DATE", Symbol(unit="weekend" if view.has("weekend") else "week", base=base))
    made.lean = year is None
    return made
