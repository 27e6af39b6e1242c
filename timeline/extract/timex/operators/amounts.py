"""Operators for durations, sets and clock times."""

from __future__ import annotations

from timeline.extract.timex.expression import Expression, View
from timeline.extract.timex.lexicon import lexicon
from timeline.extract.timex.numbers import amount, spell
from timeline.model.symbol import Symbol


def weekday_set(view: View) -> Expression:
    """Mondays, every Friday."""
    number = view.number("WDAYS", "WEEKDAY")
    value = "XXXX-WXX-WE" if number == 7 else f"XXXX-WXX-{(number or 0) + 1}"
    part = view.one("PART")
    return view.make("SET", value=value + (f"T{part}" if part else ""))


_LETTERS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "weekend": "WE", "month": "M",
    "quarter": "Q", "season": "S", "year": "Y", "decade": "DE", "century": "CE", "millennium": "ML",
}  # fmt: skip


def period(count: float | None, name: str) -> str:
    """A TIMEX3 period; decades count as ten years."""
    if count is not None and name in ("decade", "century"):
        count, name = count * (10 if name == "decade" else 100), "year"
    letters = _LETTERS[name]
    mark = "T" if letters[0] == "T" else ""
    return f"P{mark}{spell(count)}{letters[1:] if mark else letters}"


def duration(view: View) -> Expression | None:
    """Three days, the past two weeks, a 90-day."""
    units = [i for i, key in enumerate(view.path) if key in _UNIT_KEYS]
    if view.has("half") and not view.has("NUM", "NUMWORD", "and") and units:
        half = _HALVES.get(_name(view, units[0]))
        if half:
            return view.make("DURATION", value=half)
    if not units and view.has("CAL"):
        return view.make("DURATION", value=period(1.0, str(view.one("CAL"))))
    value, begin = "P", 0
    for at in units:
        count = amount(view.tokens, view.match.start + begin, view.path[begin:at])
        if at == units[-1] and "half" in view.path[at:]:
            count = (count or 1.0) + 0.5
        name = _name(view, at)
        if name == "fortnight":
            count, name = (count or 1.0) * 2, "week"
        piece = period(count, name)[1:]
        value += piece[1:] if "T" in value and piece[0] == "T" else piece
        begin = at + 1
    made = view.make("DURATION", value=value if units else "PX")
    if view.path[0] in ("a", "the") and view.has("DASH"):
        made.start += 1  # "a 90-day stay": the article is the stay's
    return made


_UNIT_KEYS = frozenset(("UNIT", "UNITS", "years", "months", "hours", "minutes", "seconds", "decades"))
_HALVES = {"year": "P6M", "hour": "PT30M", "day": "PT12H", "century": "P50Y", "decade": "P5Y"}


def _name(view: View, at: int) -> str:
    """The unit that the token at a place of the match names."""
    form = view.tokens.forms[view.match.start + at]
    return str(lexicon().values["UNIT"][form])


def ended(view: View) -> Expression:
    """The year ended Aug. 31: the year alone, its last day is an expression of its own."""
    unit = view.tokens.forms[view.match.start + 1]
    made = view.make("DURATION", value="P6M" if unit == "half" else period(1.0, unit))
    made.end = made.start + 2
    return made


def quarter_century(view: View) -> Expression:
    """A quarter of a century."""
    return view.make("DURATION", value="P25Y")


def long(view: View) -> Expression:
    """Weeklong, monthslong."""
    return view.make("DURATION", value=str(view.one("LONG")))


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
    return view.make("SET", value=period(count or 1.0, name))


def adverb(view: View) -> Expression:
    """Daily, annual."""
    return view.make("SET", value=str(view.one("ADVERB")))


def times(view: View) -> Expression:
    """Twice a week."""
    return view.make("SET", value=period(1.0, str(view.one("CAL"))))


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
    if hour > 24 or minute > 59 or (hour == 0 and view.has("HOUR")):
        return None
    made = view.make("TIME", Symbol(unit="day", part=f"{hour:02}:{minute:02}"))
    made.alone = True
    return made
