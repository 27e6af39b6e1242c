"""Anchors and values: what an expression hangs on, and the days that it then means.

`previous` expressions hang on the last expression of their own or a coarser grain that names a day; clock times and
parts of the day take the day being told; everything else hangs on the publication day.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from math import inf

from msgspec.structs import replace

from timeline.extract.timex.around import told_in_the_past, words
from timeline.extract.timex.expression import Expression
from timeline.extract.timex.operators.calendar import fiscal_year
from timeline.extract.timex.tokens import Tokens
from timeline.extract.timex.values import timex3
from timeline.extract.timex.zones import moment, settle_zones
from timeline.model.dates import Interval
from timeline.model.feasts import estimated
from timeline.model.records import Section, Timex
from timeline.model.symbol import Symbol, absolute, resolve

_GRAIN = {"day": 1, "weekend": 2, "week": 3, "month": 4, "season": 5, "quarter": 5, "half": 6, "year": 7, "decade": 8}
_LINKS = {("to",), ("and",), ("or",), ("-",), ("–",), ("—",), ("through",), ("until",), ("till",), (",",), (",", "and")}
_THIS = 270  # days that "this June" may lie off in the running year
_STILL = 7  # tokens around "today" in which "still" makes it the present age
_AHEAD_WORDS = frozenset(("to", "will", "would", "ll"))
_LONG_AGO = 20  # years that set "today" against the past
_STORY_YEARS = 2  # a story told two years or more after it happened …
_STORY_DATES = 5  # … shows in at least so many written years
_REMOTE, _REMOTE_DATES = 80, 2  # … or in two, where all are of another age
_APPOSED = {(",",), (",", "in"), ("in",), (",", "on"), (",", "by"), ("-",), ("–",), ("(",)}
_UNTIL = {("to",), ("until",), ("till",), ("through",), ("-",), ("–",)}
_AHEAD = 8  # tokens that a day may stand behind a clock time of its sentence
_OWN_SCOPE = frozenset(("headline", "byline", "dateline", "caption", "boilerplate"))
_BODY = -1
_SAID = frozenset(("said", "reported", "announced", "added", "reporters"))
_SAID_ON = frozenset(("on", "late", "early", "in", "a", "statement", "here"))
_BARE = frozenset(("month", "month_day", "month_day_range", "weekday_month_day"))
_REACH = 90  # tokens that "the day before" looks back for its anchor in news …
_RUNNING = 40  # … and "the end of the year"; what is "later" or "the same" finds its anchor anywhere
_FAR = 366 * 3  # days from publication beyond which a written day is worth a look


class Anchors:
    """Resolves the expressions of one text in order."""

    def __init__(self, tokens: Tokens, published: date | None, sections: Sequence[Section]) -> None:
        self.tokens, self.published = tokens, published
        self.starts = [s.start for s in sections]
        self.own = [number if s.kind in _OWN_SCOPE else _BODY for number, s in enumerate(sections)]
        self.done: list[tuple[Expression, Symbol | None, str]] = []
        self.tale: Symbol | None = None

    def resolve(self, found: list[Expression]) -> list[Timex]:
        """Timexes for expressions in text order."""
        self._share_years(found)
        self._share_months(found)
        self._share_old_years(found)
        self._span_weekdays(found)
        self._settle_order(found)
        settle_zones(found, self.tokens)
        self.story = self._is_story(found)
        out: list[Timex] = []
        for number, expression in enumerate(found, 1):
            ident = f"t{number}"
            beside = self._day_ahead(expression, found, number) or self._told_beside(expression, found, number)
            symbol, anchor = beside or self._anchored(expression)
            symbol = self._night_gone(expression, symbol)
            out.append(self._timex(ident, expression, symbol, anchor))
            self.done.append((expression, symbol, ident))
        return out

    def _share_years(self, found: list[Expression]) -> None:
        """“from March to August 2011”, “May 3 and May 5, 2010”: the year belongs to both."""
        for a, b in reversed(list(pairwise(found))):
            if self._linked(a, b) and _open_month(a) and b.symbol and b.symbol.year and b.symbol.month:
                _give_year(a, b.symbol.year, b.symbol.month, -1)
        for a, b in pairwise(found):
            if self._linked(a, b) and _open_month(b) and a.symbol and a.symbol.year and a.symbol.month:
                _give_year(b, a.symbol.year, a.symbol.month, 1)

    def _share_old_years(self, found: list[Expression]) -> None:
        """“Killed on June 24, 2005, while looking into a June 20 raid”: days of one sentence, a month apart at most."""
        for a, b in pairwise(found):
            s, t = a.symbol, b.symbol
            if self.published is None or s is None or t is None or s.year is None or s.day is None or t.day is None:
                continue
            old = abs(self.published.year - s.year) >= _STORY_YEARS and t.direction != "future"
            near = s.month is not None and t.month is not None and abs(s.month - t.month) <= 1
            if old and near and _open_month(b) and b.start < self.tokens.sentence(a.start)[1]:
                _give_year(b, s.year, t.month or 1, 0)

    def _share_months(self, found: list[Expression]) -> None:
        """“Monday 20, Tuesday 21 and Wednesday 22 April”: the month belongs to all."""
        for a, b in reversed(list(pairwise(found))):
            listed = self._linked(a, b) and a.rule == "weekday_number" and a.symbol and b.symbol
            if listed and a.symbol and b.symbol and b.symbol.month and b.symbol.day:
                a.symbol = replace(a.symbol, month=b.symbol.month, year=b.symbol.year, direction=b.symbol.direction)

    def _of_this_year(self, symbol: Symbol) -> Symbol:
        """“This June”, “this fall”: of the running year, unless that lies most of a year off."""
        same = replace(symbol, base=Symbol(unit="year"), direction=None)
        days = resolve(same, self.published) if self.published is not None else None
        if days is None or self.published is None or symbol.base is not None or symbol.season == "WI":
            return symbol
        over = days.latest < self.published and symbol.direction == "future"
        over = over or (days.earliest > self.published and symbol.direction == "past")
        here = Interval(self.published, self.published)
        return symbol if over or days.apart(here) > _THIS else same

    def _span_weekdays(self, found: list[Expression]) -> None:
        """From Monday until Friday: the second day follows the first."""
        for a, b in pairwise(found):
            linked = tuple(self.tokens.forms[a.end : b.start]) in _UNTIL
            if linked and b.rule == "weekday" and b.symbol and a.symbol and a.symbol.unit == "day" and not a.previous:
                base = replace(a.symbol, part=None)
                b.symbol = replace(b.symbol, direction="future", base=base)

    def _day_ahead(self, expression: Expression, found: list[Expression], number: int) -> tuple[Symbol, str] | None:
        """A clock time takes a day that its sentence names behind it, when none stands before it."""
        if not expression.alone or expression.symbol is None:
            return None
        first, last = self.tokens.sentence(expression.start)
        if any(e.start >= first and s is not None and s.unit == "day" for e, s, _ in self.done[-4:]):
            return None
        for ahead, other in enumerate(found[number : number + 2], number + 1):
            near = other.start < last and other.start - expression.end <= _AHEAD
            if near and other.symbol and other.symbol.unit == "day" and not other.alone and not other.previous:
                return self._hang(expression.symbol, other.symbol), f"timex:t{ahead}"
        return None

    def _told_beside(self, expression: Expression, found: list[Expression], number: int) -> tuple[Symbol, str] | None:
        """“Two years later, in 1998”: what stands behind the count names what it counts to."""
        if expression.rule not in ("later", "earlier") or expression.symbol is None or number == len(found):
            return None
        named, gap = found[number].symbol, tuple(self.tokens.forms[expression.end : found[number].start])
        if gap not in _APPOSED or named is None or not absolute(named) or named.unit != expression.symbol.unit:
            return None
        return named, "text"

    def _month_of_list(self, expression: Expression, symbol: Symbol) -> Symbol:
        """“Rome next month, Paris in December, Madrid in March”: in a list of months to come each follows the last."""
        if expression.rule != "month" or self.published is None or symbol.direction == "future" or not self.done:
            return symbol
        other, told, _ = self.done[-1]
        same = other.start >= self.tokens.sentence(expression.start)[0]
        if not same or told is None or told.unit != "month" or told.direction == "past":
            return symbol
        days = resolve(told, self.published)
        ahead = days is not None and days.earliest > self.published
        return replace(symbol, direction="future") if ahead else symbol

    def _linked(self, a: Expression, b: Expression) -> bool:
        return tuple(self.tokens.forms[a.end : b.start]) in _LINKS

    @staticmethod
    def _settle_order(found: list[Expression]) -> None:
        """One 25/03/2025 tells how the article writes 03/12/2025."""
        plain = [e for e in found if "slash" in e.rule and e.symbol and e.symbol.end is None]
        month_first = [e for e in plain if e.flags == ["month_first"]]
        day_first = [e for e in plain if e.flags == ["day_first"]]
        for e in plain:
            e.flags = [f for f in e.flags if f not in ("month_first", "day_first")]
        if bool(month_first) == bool(day_first):
            return
        for e in found:
            if "day_or_month" in e.flags and e.symbol and e.symbol.end:
                e.symbol = replace(e.symbol, end=None, choice=False) if month_first else e.symbol.end
                e.flags.remove("day_or_month")

    def _is_story(self, found: list[Expression]) -> bool:
        """Is this told long after: are most written years far from publication, and is nothing told from its own day?

        News that looks back names many old years, too, but also "last week" or "this year"; a biography does not.
        """
        self.spoken = 0
        if self.published is None:
            return False
        years = [
            e.symbol.year for e in found if e.symbol and e.symbol.year and e.symbol.unit in ("day", "month", "year")
        ]
        far = [y for y in years if abs(y - self.published.year) >= _STORY_YEARS]
        deictic = [e for e in found if e.symbol and not absolute(e.symbol) and not _named(e.symbol) and not e.previous]
        self.spoken = len([e for e in deictic if e.symbol and e.symbol.unit == "day" and e.rule != "today"])
        told_now = [e for e in deictic if not e.alone and e.rule != "today"]
        if len(told_now) > len(years) // 20:
            return False
        remote = all(abs(y - self.published.year) >= _REMOTE for y in years)
        return len(years) >= (_REMOTE_DATES if remote else _STORY_DATES) and len(far) >= 0.7 * len(years)

    def _nowadays(self, expression: Expression) -> bool:
        """Is "today" the present age: "still used today", and where nothing else is told from the text's own day?"""
        first, last = self.tokens.sentence(expression.start)
        forms = self.tokens.forms[first:last]
        if not words("lasting").isdisjoint(forms) and words("past_verbs").isdisjoint(forms):
            return True
        if self._of_this_age(expression, first, last):
            return True
        if told_in_the_past(self.tokens, expression.start):
            return False
        if self.spoken or self.published is None:
            return False
        return self.story or self._after_the_past(expression)

    def _of_this_age(self, expression: Expression, first: int, last: int) -> bool:
        """“Still stands today”, “known today as”, “what is today Germany”, “today's youth”."""
        forms, start, end = self.tokens.forms, expression.start, expression.end
        before = forms[max(first, start - _STILL) : start]
        beside = [*before, *forms[end : min(last, end + _STILL)]]
        if "still" in beside and _AHEAD_WORDS.isdisjoint(beside):
            return True
        owned = self.tokens.form(end) in ("'", "’") and self.tokens.form(end + 2) in words("ages")
        return owned or self.tokens.form(start - 1) in words("known") or before[-2:] in (["what", "is"], ["in", "use"])

    def _after_the_past(self, expression: Expression) -> bool:
        """Does it stand against a time long ago: "a garrison town until 1922 … today it has schools"?"""
        for other, resolved, _ in reversed(self.done[-3:]):
            if expression.start - other.end > _RUNNING:
                return False
            if resolved is not None and resolved.year is not None and self.published is not None:
                return self.published.year - resolved.year >= _LONG_AGO
        return False

    def _story_year(self) -> tuple[Symbol, str] | None:
        """The last year told, for a month or day without one."""
        for _, resolved, ident in reversed(self.done[-8:]):
            if resolved is not None and resolved.year is not None and resolved.unit in ("day", "month", "year"):
                return Symbol(unit="year", year=resolved.year), ident
            if (
                resolved is not None
                and resolved.base is not None
                and resolved.base.unit == "year"
                and absolute(resolved)
            ):
                return resolved.base, ident
        return None

    def _anchored(self, expression: Expression) -> tuple[Symbol | None, str | None]:
        """The symbol seen from the publication day, and the name of its anchor."""
        symbol = expression.symbol
        if expression.rule == "today" and self._nowadays(expression):
            expression.value, symbol = "PRESENT_REF", None
        if expression.rule == "fiscal" and symbol is None and self.published is not None:
            return self._fiscal(expression, self.published.year), "publication"
        if symbol is None:
            return None, None
        if expression.rule == "year_period":
            return self._in_its_year(expression, symbol)
        if absolute(symbol):
            return symbol, "text"
        symbol = self._month_of_list(expression, symbol)
        narrated = self._narrated(expression, symbol)
        if narrated is not None:
            return narrated
        if expression.rule == "year_before":
            return self._year_before(expression, symbol)
        if expression.rule in ("named_this", "season_this"):
            symbol = self._of_this_year(symbol)
        if self.story and expression.rule in _BARE and symbol.month is not None and symbol.base is None:
            told = self._story_year()
            if told is not None:
                return replace(symbol, base=told[0], direction=None), f"timex:{told[1]}"
        if expression.previous or expression.alone:
            earlier = self._earlier(expression)
            if earlier is not None:
                base, ident = earlier
                return self._hang(symbol, base), f"timex:{ident}"
        return symbol, "publication"

    def _year_before(self, expression: Expression, symbol: Symbol) -> tuple[Symbol, str]:
        """“The year-earlier period”: the quarter, half or month told last, a year before."""
        told, ident = self._period(expression)
        if told is None:
            return symbol, "publication"
        return Symbol(unit=told.unit, step="year", offset=-1, base=told), ident

    def _in_its_year(self, expression: Expression, symbol: Symbol) -> tuple[Symbol, str]:
        """“The 1988 period”: the quarter, half or month told last, of that year."""
        told, ident = self._period(expression)
        if told is None or (told.number is None and told.month is None):
            return symbol, "text"
        return Symbol(unit=told.unit, number=told.number, month=told.month, year=symbol.year), ident

    def _period(self, expression: Expression) -> tuple[Symbol | None, str]:
        """The quarter, half or month told last, of the kind that the expression names."""
        words_ = self.tokens.forms[expression.start : expression.end]
        named = [unit for unit in ("quarter", "half", "month", "week") if unit in words_]
        units = named or ("quarter", "half", "month")
        for other, told, ident in reversed(self.done[-6:]):
            if expression.start - other.end > _REACH:
                break
            if told is not None and told.end is None and told.unit in units:
                return told, f"timex:{ident}"
        return None, ""

    def _fiscal(self, expression: Expression, year: int) -> Symbol | None:
        """“This fiscal year”, “the fiscal second quarter”: named by the year of publication, or the one beside it."""
        forms = self.tokens.forms[expression.start : expression.end]
        year += -1 if "last" in forms or "previous" in forms else 1 if "next" in forms else 0
        expression.value = (expression.value or "").replace("XXXX", str(year))
        return fiscal_year(year)

    def _narrated(self, expression: Expression, symbol: Symbol) -> tuple[Symbol, str] | None:
        """“In 1812 he invaded Russia. On 14 September …”: a tale that opens with a year long ago goes on in it."""
        if expression.rule not in _BARE or symbol.month is None or symbol.base is not None or not self.done:
            return None
        other, told, ident = self.done[-1]
        if told is None or self.published is None or expression.start - other.end > _RUNNING:
            return None
        if told.base is not None and told.base == self.tale:
            return replace(symbol, base=told.base, direction=None), f"timex:{ident}"
        opens = all(e.start - self.tokens.sentence(e.start)[0] <= 1 for e in (other, expression))
        if opens and other.rule == "year" and told.year and self.published.year - told.year >= _LONG_AGO:
            self.tale = Symbol(unit="year", year=told.year)
            return replace(symbol, base=self.tale, direction=None), f"timex:{ident}"
        return None

    def _night_gone(self, expression: Expression, symbol: Symbol | None) -> Symbol | None:
        """“They spent the night in tents”, told on Tuesday: Monday's night, for Tuesday's is yet to come."""
        if symbol is None or expression.rule != "the_part" or symbol.part != "NI" or self.published is None:
            return symbol
        days = resolve(symbol, self.published)
        gone = days is not None and days.earliest == self.published and told_in_the_past(self.tokens, expression.start)
        return replace(symbol, offset=symbol.offset - 1) if gone else symbol

    def _hang(self, symbol: Symbol, base: Symbol) -> Symbol:
        base = replace(base, part=None)
        if symbol.base is not None:
            return replace(symbol, base=replace(symbol.base, base=base))
        return replace(symbol, base=base)

    def _scope(self, expression: Expression) -> int:
        """Captions, headlines and stamps count among themselves only; all running text is one."""
        index = bisect_right(self.starts, self.tokens.starts[expression.start]) - 1
        return self.own[index] if index >= 0 else _BODY

    def _earlier(self, expression: Expression) -> tuple[Symbol, str] | None:
        """The last expression that is fine enough to count from."""
        symbol = expression.symbol
        if symbol is None:
            return None
        unit = symbol.base.unit if symbol.base is not None else symbol.step or symbol.unit
        grain = _GRAIN.get(unit, 9)
        reach = self._reach(expression, symbol)
        gone = symbol.offset <= 0 and told_in_the_past(self.tokens, expression.start)
        told: tuple[Symbol, str] | None = None
        for other, resolved, ident in reversed(self.done[-12:]):
            if self._scope(other) != self._scope(expression) or "other_zone" in other.flags:
                continue
            if self.published and expression.start - other.end > reach:
                break
            if resolved is None or resolved.end is not None or other.type not in ("DATE", "TIME"):
                continue
            if symbol.offset < 0 and other.previous and other.symbol and other.symbol.offset < 0:
                continue  # "the previous night" told twice is one night
            if gone and self._to_come(resolved):
                continue  # "set a vote for May 25. He had signed a deal the day before"
            if _GRAIN.get(resolved.unit, 9) <= grain and (resolved.part or "x")[0] not in "+-":
                if not self._stated(other):
                    return resolved, ident
                told = told or (resolved, ident)
        return told

    def _to_come(self, symbol: Symbol) -> bool:
        days = resolve(symbol, self.published) if self.published is not None and not absolute(symbol) else None
        return days is not None and self.published is not None and days.earliest > self.published

    def _stated(self, expression: Expression) -> bool:
        """“… police said on Monday”: the day on which it was told, and not that of what is told."""
        forms, at = self.tokens.forms, expression.start - 1
        while at >= 0 and forms[at] in _SAID_ON:
            at -= 1
        return at >= 0 and forms[at] in _SAID

    def _reach(self, expression: Expression, symbol: Symbol) -> float:
        """How many tokens back an anchor may stand, before publication is the likelier one."""
        if expression.rule in ("the_unit", "quarter_alone"):
            return inf if self.story else _RUNNING if expression.rule == "the_unit" else 0
        words = self.tokens.forms[expression.start : expression.end]
        far = self.story or symbol.offset > 0 or "that" in words or "same" in words
        return inf if far else _REACH

    def _timex(self, ident: str, expression: Expression, symbol: Symbol | None, anchor: str | None) -> Timex:
        start, end = self.tokens.starts[expression.start], self.tokens.ends[expression.end - 1]
        value, interval = expression.value or "", None
        flags = list(expression.flags)
        if symbol is not None:
            resolved, interval = timex3(symbol, self.published)
            value = value or resolved
            flags += _doubts(symbol, interval, self.published)
        return Timex(
            id=ident,
            start=start,
            end=end,
            text=self.tokens.text[start:end],
            type=expression.type,
            value=value,
            mod=expression.mod,
            symbol=None if absolute(symbol) else symbol,
            rule=expression.rule,
            anchor=anchor,
            earliest=interval.earliest.isoformat() if interval else None,
            latest=interval.latest.isoformat() if interval else None,
            instant=moment(expression, self.tokens, interval.earliest) if interval and interval.days == 1 else None,
            flags=flags,
        )


def _give_year(expression: Expression, year: int, number: int, step: int) -> None:
    """The neighbour's year, or the one beside it where the months say so ("December and January 2011")."""
    symbol = expression.symbol
    if symbol is not None and symbol.month is not None:
        crossed = (symbol.month - number) * step < 0
        expression.symbol = replace(symbol, year=year + (step if crossed else 0), direction=None)
        expression.lean = False


def _named(symbol: Symbol) -> bool:
    """Does the calendar name it, so that it need not be told from the publication day?"""
    if symbol.base is not None or symbol.direction == "future":
        return False
    return symbol.month is not None or symbol.season is not None or symbol.number is not None


def _open_month(expression: Expression) -> bool:
    s = expression.symbol
    if s is None or expression.rule not in _BARE:
        return False
    return s.month is not None and s.year is None and s.base is None


def _doubts(symbol: Symbol, interval: Interval | None, published: date | None) -> list[str]:
    """Flags for a reader: a weekday that is not the date's, and a day far from publication."""
    flags = ["estimated"] if estimated(symbol.feast) else []
    if interval is not None and interval.days == 1:
        if symbol.weekday is not None and symbol.day is not None and interval.earliest.weekday() != symbol.weekday:
            flags.append("weekday_mismatch")
        if published is not None and abs((interval.earliest - published).days) > _FAR:
            flags.append("far_from_publication")
    return flags
