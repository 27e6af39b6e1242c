"""Numbers that look like dates and are none: amounts, ages, scores, temperatures, parts of names."""

from __future__ import annotations

from timeline.extract.timex.around import keys, old, plural, words
from timeline.extract.timex.grammar import Match
from timeline.extract.timex.tokens import Tokens


def year(match: Match, tokens: Tokens) -> bool:
    """“2000 people”, “ISO-2022”, “$1999”, “Room 2010”."""
    i = match.start
    if match.end - i > 1:
        return False
    before, after, value = tokens.form(i - 1), tokens.form(i + 1), int(tokens.forms[i])
    if before in words("money") or after in words("measures") or _stuck(tokens, i, value):
        return True
    if after.isdigit() and tokens.form(i + 2).isdigit():
        return True  # a telephone number
    if not 1500 <= value <= 2100:
        return before not in words("before_odd_year") or plural(tokens, i + 1)
    if value % 100 == 0 and before not in words("before_year") and plural(tokens, i + 1):
        return True
    return before in words("numbered")


def _stuck(tokens: Tokens, i: int, value: int) -> bool:
    """Is the number glued to something that makes it part of a code, a path or a word?"""
    before, after = tokens.form(i - 1), tokens.form(i + 1)
    if tokens.glued(i) and before not in words("opening") and before not in "—–,;:":
        since = i > 1 and "YEAR" in tokens.keys[i - 2] and 0 < value - int(tokens.forms[i - 2]) < 300
        part = i > 1 and tokens.form(i - 2) in words("parts_of")
        if before not in words("dashes") or not (since or part):
            return True
    if before == "/" and tokens.glued(i) and tokens.glued(i - 1) and "YEAR" not in keys(tokens, i - 2):
        return True
    if not tokens.glued(i + 1):
        return False
    long_code = after == "-" and tokens.glued(i + 2) and tokens.form(i + 2).isdigit() and len(tokens.form(i + 2)) != 4
    return after in ("_", "@", "\\", "%") or (after.isalpha() and after != "s") or (long_code and not _short(tokens, i))


def _short(tokens: Tokens, i: int) -> bool:
    """“1996-97”."""
    return len(tokens.form(i + 2)) == 2


def era(match: Match, tokens: Tokens) -> bool:
    """Eras are written in capitals."""
    marks = [k for k, key in enumerate(match.path) if key in ("ERA", "ad")]
    return any(tokens.raw(match.start + k).islower() for k in marks)


def month_day(match: Match, tokens: Tokens) -> bool:
    """“May 10%”, “March 12:30”, “1.12 May”: the number belongs to what is beside it."""
    after = tokens.form(match.end)
    rocket = tokens.forms[match.start] == "march" and tokens.raw(match.start - 1) == "Long"
    if after in words("shares") or rocket:
        return True
    counted = after in words("measures") or plural(tokens, match.end)
    if counted and match.path[-1] == "DAY" and tokens.form(match.start - 1) == "in":
        return True  # "in July 12 people were killed"
    if after in (":", "/") and match.path[-1] == "DAY" and tokens.glued(match.end):
        return tokens.glued(match.end + 1) and tokens.form(match.end + 1).isdigit()
    return match.path[0] == "DAY" and tokens.glued(match.start) and tokens.form(match.start - 1) in (".", ",", ":", "/")


def decade(match: Match, tokens: Tokens) -> bool:
    """“A man in his 40s”, “in the 30s°F”; a bare “50s” counts beside another decade, a bare “eighties” after "late"."""
    i = match.start
    before = tokens.form(i - 1)
    if before in words("money") or before in words("owners") or tokens.form(match.end) in ("°", "%"):
        return True
    if match.path[0] == "DECWORD":
        return tokens.form(i - 1 - (before in words("dashes"))) not in words("parts_of")
    form = tokens.forms[match.end - 1].replace("'", "").replace("’", "")
    if "DECADE" not in match.path or len(form) != 3 or match.end - i > 1:
        return False
    near = any("DECADE" in keys(tokens, k) for k in (i - 3, i - 2, i + 2, i + 3))
    return not near


def short_year(match: Match, tokens: Tokens) -> bool:
    """“'92” is written in one piece; “'90%” is no year, “Office '97” is a product."""
    before = tokens.raw(match.start - 1)
    dated = any(key in ("MONTH", "MON", "SEASON", "YY", "NUM") for key in keys(tokens, match.start - 1))
    if before.isalpha() and not before.islower() and not dated and before.lower() not in words("before_month"):
        return True
    return not tokens.glued(match.end - 1) or tokens.glued(match.start) or tokens.form(match.end) in ("%", "’", "'")


def one_unit(match: Match, tokens: Tokens) -> bool:
    """“A second” is an ordinal; “a years-long” counts nothing."""
    first, last = tokens.forms[match.start], tokens.forms[match.end - 1]
    if last.endswith("s") and first in ("a", "an", "one"):
        return True
    if last == "quarter" and tokens.form(match.start - 1) not in words("before_a_quarter"):
        return True  # "fell by a quarter"
    if last == "day" and match.end - match.start == 2 and not _lasts(match, tokens):
        return True  # "such a day", "a day of prayer"
    return old(tokens, match.end) or (last == "second" and first in ("a", "an", "the"))


def duration(match: Match, tokens: Tokens) -> bool:
    """“Two second”, “three quarters”, “16-year-old”, “$5 minutes”."""
    forms = tokens.forms[match.start : match.end]
    if forms[-1] == "second" and len(forms) == 2 and not forms[0].isdigit():
        return True
    if forms[-1] in ("quarter", "quarters") and not any(f.isdigit() for f in forms):
        return forms[0] in ("a", "an", "one", "three", "half")
    return tokens.form(match.start - 1) in words("money") or old(tokens, match.end)


def _lasts(match: Match, tokens: Tokens) -> bool:
    before, after = tokens.form(match.start - 1), tokens.form(match.end)
    if before in words("before_a_day") or plural(tokens, match.start - 1) or "NUM" in keys(tokens, match.start - 1):
        return True
    return after in words("after_a_day") and (after != "of" or before not in words("before_day_of"))


def relative(match: Match, tokens: Tokens) -> bool:
    """“Talks last three days” is a verb."""
    if tokens.forms[match.start] != "last" or tokens.raw(match.start) != "last":
        return False
    return tokens.form(match.start - 1) not in words("before_last")


def aged(match: Match, tokens: Tokens) -> bool:
    """“The two-week-old conflict” has lasted so long; people's ages are none of the time told."""
    unit = tokens.forms[match.end - 3]
    following = [tokens.form(match.end + k) for k in range(3)]
    if unit in ("year", "years"):
        return words("aged_things").isdisjoint(following[:2])
    return not following[0].isalpha() or not words("people").isdisjoint(following)


def few(match: Match, tokens: Tokens) -> bool:
    """Plural units alone count after "for", "in", "after"; otherwise they are words like any other."""
    if match.end - match.start > 1:
        return False
    form, before, after = tokens.form(match.start), tokens.form(match.start - 1), tokens.form(match.end)
    if form in words("never_units"):
        return True
    if after in words("after_units"):  # "days after the vote"
        return before in words("fixed_units") or "NUM" in keys(tokens, match.start - 1)
    opens = after == "of" and tokens.sentence(match.start)[0] == match.start  # "Months of drought ended"
    return not opens and before not in words("before_units")


def clock(match: Match, tokens: Tokens) -> bool:
    """Scores and race times look like clock times: a bare one needs a preposition of time or a day beside it."""
    if match.end - match.start > 1 or "YEAR" in keys(tokens, match.start - 1):
        return False
    if tokens.form(match.end) in ("of", "into"):
        return True  # "knocked out at 2:56 of the sixth"
    beside = keys(tokens, match.end)
    if "WEEKDAY" in beside or "MONTH" in beside or "MON" in beside:
        return False
    return tokens.form(match.start - 1) not in words("before_clock")
