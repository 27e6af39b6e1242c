"""What looks like a date and is none: names, verbs and adjectives. Numbers are in `quantities`."""

from __future__ import annotations

from collections.abc import Callable

from timeline.extract.timex import quantities
from timeline.extract.timex.around import keys, noun_phrase, told_in_the_past, words
from timeline.extract.timex.grammar import Match
from timeline.extract.timex.tokens import Tokens

Guard = Callable[[Match, Tokens], bool]


def rejected(match: Match, tokens: Tokens) -> bool:
    """Is this match no time expression?"""
    guard = _GUARDS.get(match.rule.name)
    return guard is not None and guard(match, tokens)


def _month(match: Match, tokens: Tokens) -> bool:
    """“May”, “March”, “April” are verbs and names unless a preposition of time goes before."""
    i = match.start
    word, before = tokens.forms[i], tokens.form(i - 1)
    if tokens.keys[i][-1] == "MON":
        return before not in words("before_month")
    if word not in words("month_twins") or before in words("before_month"):
        return False
    if before in words("joins"):
        if tokens.form(i - 2) in words("parts_of"):
            return False
        return {"MONTH", "UNIT"}.isdisjoint(keys(tokens, i - 2))  # "the three months to June"
    after = tokens.raw(match.end)
    name = word in ("may", "march") or before == "that"  # "that April Jones agreed"
    if before in words("before_month_noun") and (after.islower() or not name):
        return False  # "the March protests", "its June report"
    if not after.isalpha() and not tokens.raw(i - 1)[:1].isupper() and _beside_month(tokens, i):
        return False  # "July could surpass May, the safest month"
    return word in ("may", "march") or after[:1].isupper() or after in ("'", "’", "said", "says")


def _beside_month(tokens: Tokens, i: int) -> bool:
    """Does the sentence name a month that is nothing else?"""
    first, last = tokens.sentence(i)
    return any("MONTH" in tokens.keys[k] and tokens.forms[k] not in words("month_twins") for k in range(first, last))


def _weekday(match: Match, tokens: Tokens) -> bool:
    """Short forms need a date beside them; "Sunday Times" and "Bloody Sunday" are names."""
    end = match.end
    if tokens.keys[match.start][-1] == "WD":
        end += tokens.form(end) == ","
        beside = keys(tokens, end)
        return not tokens.form(end).isdigit() and "MONTH" not in beside and "MON" not in beside
    if tokens.form(end) == "the" and tokens.form(end + 1) == "13th":
        return True
    if tokens.form(end) in words("papers") and tokens.raw(end)[:1].isupper():
        return True
    before = tokens.raw(end - 2)
    return before[:1].isupper() and before.lower() in words("named_days")


def _that_day(match: Match, tokens: Tokens) -> bool:
    """“The day” is a date after “earlier in” alone."""
    if tokens.forms[match.start : match.end] != ["the", "day"]:
        return False
    return tokens.form(match.start - 1) != "in" or tokens.form(match.start - 2) not in words("earlier_in")


def _the_unit(match: Match, tokens: Tokens) -> bool:
    """“The year” is a date after “earlier in” or “the end of” alone."""
    if match.path[-1] == "weekend":
        return False
    before, earlier = tokens.form(match.start - 1), tokens.form(match.start - 2)
    if before == "in":
        return earlier not in words("earlier_in")
    return before != "of" or earlier not in words("bounds_of")


def _the_part(match: Match, tokens: Tokens) -> bool:
    """“The night” of a story is a time; “the night sky” and “in the morning it flies back” are not."""
    if match.path[-1] not in ("PART", "night") or any(key in match.path for key in ("hours", "early", "late")):
        return False
    following = tokens.form(match.end)
    if tokens.raw(match.end - 1)[:1].isupper() and tokens.raw(match.end)[:1].isupper():
        return True  # "the Sunset Beach Hotel"
    if following in ("of", "on", "before", "after"):
        return False
    if following.isalpha() and following not in words("function") and tokens.raw(match.end).islower():
        return True
    return not told_in_the_past(tokens, match.start)


def _part_alone(match: Match, tokens: Tokens) -> bool:
    """“At dawn” is a time; other parts of the day need an article."""
    light = tokens.forms[match.start] in words("light_parts") and tokens.raw(match.start).islower()
    return not light or tokens.form(match.start - 1) not in words("before_part")


def _reference(match: Match, tokens: Tokens) -> bool:
    """“The past” before a noun is an adjective."""
    following = tokens.form(match.end)
    return match.path[-1] in ("past", "future") and following.isalpha() and following not in words("function")


def _counted_event(match: Match, tokens: Tokens) -> bool:
    """“Two days before the vote” counts from the vote, which is no expression: the duration alone is one."""
    counts = tokens.forms[match.end - 1] in ("before", "after", "previously")
    return counts and noun_phrase(tokens, match.end)


def _adverb(match: Match, tokens: Tokens) -> bool:
    """“Weekly” with a capital inside a sentence is part of a name; before a noun it is an adjective."""
    first, _ = tokens.sentence(match.start)
    following = tokens.form(match.end)
    if following.isalpha() and following not in words("function"):
        return True
    return tokens.raw(match.start)[:1].isupper() and match.start > first


def _day_number(match: Match, tokens: Tokens) -> bool:
    """“On the 12th” is a day, “the 12th floor” and “the 15th to the 19th century” are not."""
    if match.end - match.start > 2:
        return False
    other = match.end + 1 + (tokens.form(match.end + 1) == "the")
    if "ORD" in keys(tokens, other) and tokens.form(other + 1) in words("ordered"):
        return True
    after = tokens.form(match.end)
    if after.isalpha() and after not in words("after_day_number"):
        return True
    return tokens.form(match.start - 1) not in words("before_day_number")


def _season(match: Match, tokens: Tokens) -> bool:
    """“The fall of”, “Summer Palace”, “a spring of water” are no seasons."""
    raw, following = tokens.raw(match.end - 1), tokens.raw(match.end)
    if "SEASON_" in match.path:
        return tokens.form(match.start - 1) not in words("before_season") or following == "of"
    if match.path[-1] == "of" or raw in ("Spring", "Fall") or (raw[:1].isupper() and following[:1].isupper()):
        return True
    return following.lower() in words("season_names")


def _name(match: Match, tokens: Tokens) -> bool:
    """“Tomorrow Group”, “News Today”: capitals inside a sentence make a name."""
    first, _ = tokens.sentence(match.start)
    if match.start == first or not tokens.raw(match.start).istitle():
        return False
    return tokens.raw(match.end)[:1].isupper() or tokens.raw(match.start - 1)[:1].isupper()


def _now(match: Match, tokens: Tokens) -> bool:
    """“Now-defunct” and “now that” are no times."""
    if tokens.forms[match.start] == "now" and tokens.form(match.end) == "that":
        return True
    return tokens.form(match.end) in words("dashes") and tokens.glued(match.end)


def _decline(match: Match, tokens: Tokens) -> bool:
    """“This fall was the sharpest”, “last fall in prices”: a decline and no autumn."""
    return tokens.forms[match.end - 1] == "fall" and tokens.form(match.end) in words("after_decline")


def _feast(match: Match, tokens: Tokens) -> bool:
    """“Easter Island”, “Tariq Ramadan” and “Ramadan Abdullah” are names."""
    after = tokens.raw(match.end)
    if after.lower() in words("after_feast") and after[:1].isupper():
        return True
    if match.rule.name != "ramadan" or match.end - match.start > 1:
        return False
    before = tokens.raw(match.start - 1)
    named = before.istitle() and before.lower() not in words("before_month")
    return named or after.istitle() or (before == "." and tokens.raw(match.start - 2).istitle())


def _half(match: Match, tokens: Tokens) -> bool:
    """“The first half” is of the year where the sentence counts money; elsewhere it is of a match or a book."""
    first, last = tokens.sentence(match.start)
    if tokens.form(match.end) == "of" or words("business").isdisjoint(tokens.forms[first:last]):
        return True
    return match.path[0] != "the" and "DASH" not in match.path


_GUARDS: dict[str, Guard] = {
    "year": quantities.year,
    "year_era": quantities.era,
    "month": _month,
    "month_day": quantities.month_day,
    "weekday": _weekday,
    "duration_one": quantities.one_unit,
    "duration": quantities.duration,
    "duration_few": quantities.few,
    "duration_relative": quantities.relative,
    "duration_old": quantities.aged,
    "half_alone": _half,
    "set_adverb": _adverb,
    "decade": quantities.decade,
    "day_number": _day_number,
    "season_alone": _season,
    "now": _now,
    "that_day": _that_day,
    "the_part": _the_part,
    "past_ref": _reference,
    "future_ref": _reference,
    "later": _counted_event,
    "earlier": _counted_event,
    "part_alone": _part_alone,
    "the_unit": _the_unit,
    "clock": quantities.clock,
    "year_short": quantities.short_year,
    "season_this": _decline,
    "season_last": _decline,
    "easter": _feast,
    "christmas": _feast,
    "ramadan": _feast,
    "today": _name,
    "tomorrow": _name,
    "yesterday": _name,
}
