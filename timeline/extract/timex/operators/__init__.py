"""Operators: from a match to its meaning. Each is named in `rules.toml` and looks at the match and its neighbours."""

from __future__ import annotations

from collections.abc import Callable

from timeline.extract.timex.expression import Expression, View
from timeline.extract.timex.operators import amounts, calendar, relative

Operator = Callable[[View], Expression | None]


def modify(_view: View) -> Expression | None:
    """A prefix has no meaning of its own."""
    return None


OPERATORS: dict[str, Operator] = {
    "iso": calendar.iso,
    "slash": calendar.slash,
    "date": calendar.date_,
    "day_range": calendar.day_range,
    "month_range": calendar.month_range,
    "month": calendar.month_,
    "named": calendar.named,
    "month_in_year": calendar.month_in_year,
    "month_previous_year": calendar.month_previous_year,
    "year": calendar.year_,
    "short_year": calendar.short_year,
    "year_span": calendar.year_span,
    "year_tail": calendar.year_tail,
    "decade": calendar.decade,
    "century": calendar.century,
    "quarter": calendar.quarter,
    "quarter_named": calendar.quarter_named,
    "year_period": calendar.year_period,
    "fiscal": calendar.fiscal,
    "year_end": calendar.year_end,
    "season": calendar.season,
    "season_rel": calendar.season_rel,
    "season_alone": calendar.season_alone,
    "season_prev": calendar.season_prev,
    "weekday": relative.weekday,
    "weekday_number": relative.weekday_number,
    "weekdays_ago": relative.weekdays_ago,
    "weekday_any": relative.weekday_any,
    "weekday_last": relative.weekday_last,
    "weekday_next": relative.weekday_next,
    "weekday_this": relative.weekday_this,
    "weekday_prev": relative.weekday_prev,
    "weekday_set": amounts.weekday_set,
    "nth_weekday": calendar.nth_weekday,
    "deictic": relative.deictic,
    "unit": relative.unit,
    "the_unit": relative.the_unit,
    "the_part": relative.the_part,
    "previous": relative.previous,
    "day_number": relative.day_number,
    "ago": relative.ago,
    "ago_from": relative.ago_from,
    "later": relative.later,
    "reference": relative.reference,
    "duration": amounts.duration,
    "quarter_century": amounts.quarter_century,
    "ended": amounts.ended,
    "long": amounts.long,
    "every": amounts.every,
    "adverb": amounts.adverb,
    "times": amounts.times,
    "clock": amounts.clock,
    "holiday": calendar.holiday,
    "nth_of": calendar.nth_of,
    "week_of": calendar.week_of,
    "modify": modify,
}
