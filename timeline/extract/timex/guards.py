"""What looks like a date and is none: quantities, names, verbs and ages."""

from __future__ import annotations

from collections.abc import Callable

from timeline.extract.timex.grammar import Match
from timeline.extract.timex.tokens import Tokens

_BEFORE_MONTH = frozenset(
    (
        "in", "since", "until", "till", "by", "of", "from", "to", "last", "next", "this", "early", "late", "mid", "during",
        "before", "after", "and", "or", "between", "through", "for", "on", "-", "–", "every", "each", "(", "around", "about",
        "end", "beginning", "start", "middle", "throughout", "as", "into", "past", "than", "starting", "beginning", "ending", "back",
    )
)  # fmt: skip
_PAPERS = frozenset(
    (
        "times",
        "telegraph",
        "mirror",
        "express",
        "mail",
        "post",
        "herald",
        "world",
        "tribune",
        "magazine",
        "people",
        "island",
        "islands",
        "night",
    )
)
_MONEY = frozenset("$€£¥₽₴#№@_&=")
_MEASURES = frozenset(
    (
        "people", "men", "women", "children", "dollars", "euros", "percent", "pounds", "km", "kilometers", "kilometres", "miles",
        "meters", "metres", "feet", "ft", "m", "mm", "cm", "kg", "tons", "tonnes", "troops", "soldiers", "members", "employees", "workers",
        "copies", "units", "words", "cases", "million", "billion", "thousand", "hundred", "square", "rpm", "mhz", "hz", "gb", "mb", "cc",
        "hp", "bhp", "c", "k", "w", "v", "%", "°", "seats", "households", "residents", "inhabitants", "homes", "acres", "hectares", "calories",
        "additional", "more", "other", "different", "points", "times", "yards", "inches", "bytes", "shares", "jobs", "students", "items",
    )
)  # fmt: skip
_BEFORE_DAY_NUMBER = frozenset(("on", "by", "until", "till", "since", "from", "before", "after", "of", "through"))
_YEAR_HEADS = frozenset(("in", "since", "of", "by", "until", "from", "during", "before", "after", "to", "(", "for"))
_CALENDAR_TWINS = frozenset(("may", "march", "april", "june", "august"))


def rejected(match: Match, tokens: Tokens) -> bool:
    """Is this match no time expression?"""
    guard = _GUARDS.get(match.rule.name)
    return guard is not None and guard(match, tokens)


def _year(match: Match, tokens: Tokens) -> bool:
    i = match.start
    if match.end - i > 1:
        return False
    before, after = tokens.form(i - 1), tokens.form(i + 1)
    if before in _MONEY or after in _MEASURES:
        return True
    value = int(tokens.forms[i])
    if tokens.glued(i) and before not in _OPENING:
        dash = before in _DASHES and (
            tokens.keys[i - 2][-1:] == ("HHMM",) or "YEAR" in tokens.keys[i - 2] if i > 1 else False
        )
        word = before in _DASHES and i > 1 and tokens.form(i - 2) in ("mid", "early", "late", "pre", "post")
        if before == "/" and i > 1 and tokens.glued(i - 1) and "YEAR" not in tokens.keys[i - 2]:
            return True
        if not (dash or word or before in "—–,;:"):
            return True
    if tokens.glued(i + 1) and (
        after in ("_", "@", "\\", "%")
        or (after in "-" and tokens.glued(i + 2) and tokens.form(i + 2).isdigit() and len(tokens.form(i + 2)) > 4)
    ):
        return True
    if tokens.glued(i + 1) and after.isalpha() and after not in ("s",):
        return True
    if not 1500 <= value <= 2100:
        return (
            before not in ("in", "since", "c", "year", "until", "around", "(", "before", "after", "by")
            or after in _MEASURES
            or _plural(tokens, i + 1)
        )
    if before not in _YEAR_HEADS and _plural(tokens, i + 1) and value % 100 == 0:
        return True
    return before in (
        "no",
        "number",
        "room",
        "flight",
        "route",
        "highway",
        "model",
        "windows",
        "office",
        "article",
        "section",
        "page",
        "rfc",
        "iso",
    )


_OPENING = frozenset("([\"'“‘«\n/")
_DASHES = frozenset("-–—‑")


def _plural(tokens: Tokens, i: int) -> bool:
    raw = tokens.raw(i)
    return (
        raw.isalpha()
        and raw.islower()
        and len(raw) > 3
        and raw.endswith("s")
        and not raw.endswith("ss")
        and raw not in ("does", "was", "his", "this", "sees", "shows")
    )


def _month(match: Match, tokens: Tokens) -> bool:
    i = match.start
    word, before, after = tokens.forms[i], tokens.form(i - 1), tokens.raw(match.end)
    if tokens.keys[i][-1] == "MON":
        return before not in _BEFORE_MONTH
    if word not in _CALENDAR_TWINS:
        return False
    if before in _BEFORE_MONTH and before not in ("and", "or", "to", "-", "("):
        return False
    if before in ("-", "–") and tokens.form(i - 2) in ("mid", "early", "late"):
        return False
    if before in ("and", "or", "to", "-", "–"):
        return "MONTH" not in tokens.keys[i - 2] if i > 1 else True
    if word == "may" or word == "march":
        return True
    return after[:1].isupper() or after in ("'", "’", "said", "says")


def _weekday(match: Match, tokens: Tokens) -> bool:
    i, end = match.end - 1, match.end
    if tokens.keys[match.start][-1] == "WD":
        end += tokens.form(end) == ","
        return not tokens.form(end).isdigit() and "MONTH" not in _keys(tokens, end) and "MON" not in _keys(tokens, end)
    following = tokens.raw(end)
    if tokens.form(end) == "the" and tokens.form(end + 1) == "13th":
        return True
    if following.lower() in _PAPERS and following[:1].isupper() and following.lower() != "night":
        return True
    return (
        tokens.form(i - 1) in ("black", "bloody", "ash", "holy", "maundy", "palm", "super", "cyber", "freaky", "ruby")
        and tokens.raw(i - 1)[:1].isupper()
    )


def _keys(tokens: Tokens, i: int) -> tuple[str, ...]:
    return tokens.keys[i] if 0 <= i < len(tokens.keys) else ()


def _that_day(match: Match, tokens: Tokens) -> bool:
    """ "The day" is a date after "earlier in" alone."""
    if tokens.forms[match.start : match.end] != ["the", "day"]:
        return False
    return tokens.form(match.start - 1) != "in" or tokens.form(match.start - 2) not in (
        "earlier",
        "later",
        "early",
        "late",
    )


def _the_part(match: Match, tokens: Tokens) -> bool:
    """ "The night" of a story is a time; "the night sky" and "in the morning it flies back" are not."""
    if match.path[-1] not in ("PART", "night") or any(key in match.path for key in ("hours", "early", "late")):
        return False
    following = tokens.form(match.end)
    if following in ("of", "on", "before", "after"):
        return False
    if following.isalpha() and following not in _FUNCTION and tokens.raw(match.end).islower():
        return True
    first, last = tokens.sentence(match.start)
    return not any(_past_verb(tokens.forms[i]) for i in range(first, last))


def _past_verb(form: str) -> bool:
    return form in ("was", "were", "had", "did", "said", "told", "came", "went", "began", "left", "took", "made") or (
        len(form) > 3 and form.endswith("ed")
    )


def _one_unit(match: Match, tokens: Tokens) -> bool:
    """ "A second" is an ordinal, "a minute" and "one day" may be idioms."""
    words = tokens.forms[match.start : match.end]
    if words[-1].endswith("s") and words[0] in ("a", "an", "one"):
        return True
    if _age(match, tokens):
        return True
    return words[-1] == "second" and words[0] in ("a", "an", "the")


def _duration(match: Match, tokens: Tokens) -> bool:
    words = tokens.forms[match.start : match.end]
    if words[-1] == "second" and len(words) == 2 and not words[0].isdigit():
        return True
    if words[-1] in ("quarter", "quarters", "season", "seasons") and not any(w.isdigit() for w in words):
        return words[0] in ("a", "an", "one", "three", "half")
    return tokens.form(match.start - 1) in _MONEY or _age(match, tokens)


def _age(match: Match, tokens: Tokens) -> bool:
    """ "16-year-old", "five years of age"."""
    at = match.end
    while tokens.form(at) in _DASHES or tokens.form(at) == "\xad":
        at += 1
    return tokens.form(at) in ("old", "olds") or (tokens.form(at) == "of" and tokens.form(at + 1) == "age")


def _past(match: Match, tokens: Tokens) -> bool:
    """ "The past" before a noun is an adjective."""
    return (
        match.path[-1] in ("past", "future")
        and tokens.form(match.end).isalpha()
        and tokens.form(match.end) not in _FUNCTION
    )


_FUNCTION = frozenset(
    (
        "and",
        "or",
        "but",
        "is",
        "was",
        "that",
        "which",
        "when",
        "to",
        "of",
        "with",
        "for",
        "as",
        "has",
        "have",
        "will",
        "in",
        "by",
    )
)


def _counted_event(match: Match, tokens: Tokens) -> bool:
    """ "Two days before the vote" counts from the vote, which is no expression: the duration alone is one."""
    if tokens.forms[match.end - 1] not in ("before", "after", "previously"):
        return False
    following = tokens.form(match.end)
    return following.isalnum() or following in ("'", '"', "“", "‘", "’", "$")


def _part_alone(match: Match, tokens: Tokens) -> bool:
    return tokens.forms[match.start] not in (
        "dawn",
        "dusk",
        "daybreak",
        "sunrise",
        "sunset",
        "nightfall",
    ) or tokens.form(match.start - 1) not in ("at", "before", "after", "by", "until", "till", "since", "around")


def _the_unit(match: Match, tokens: Tokens) -> bool:
    """ "The year" is a date after "earlier in" or "the end of" alone."""
    if match.path[-1] == "weekend":
        return False
    before = tokens.forms[max(0, match.start - 3) : match.start]
    return not (
        before[-1:] == ["in"] and before[-2:-1] and before[-2] in ("earlier", "later", "early", "late")
    ) and not (
        before[-1:] == ["of"]
        and before[-2:-1]
        and before[-2] in ("end", "beginning", "start", "middle", "close", "half")
    )


def _clock(match: Match, tokens: Tokens) -> bool:
    """Scores and race times look like clock times: a bare one needs a preposition of time or a day beside it."""
    if match.end - match.start > 1:
        return False
    before = tokens.form(match.start - 1)
    beside = _keys(tokens, match.end)
    if "YEAR" in _keys(tokens, match.start - 1):
        return False
    return before not in _BEFORE_CLOCK and "WEEKDAY" not in beside and "MONTH" not in beside and "MON" not in beside


_BEFORE_CLOCK = frozenset(
    (
        "at",
        "around",
        "about",
        "by",
        "until",
        "till",
        "after",
        "before",
        "since",
        "from",
        "between",
        "approximately",
        "circa",
        "|",
        ",",
        "-",
        "–",
        "@",
        "near",
        "on",
        "past",
        "to",
        "today",
        "yesterday",
    )
)


def _few(match: Match, tokens: Tokens) -> bool:
    """Plural units alone count after "for", "in", "after"; otherwise they are words like any other."""
    if match.end - match.start > 1:
        return False
    if tokens.form(match.start) in ("seconds", "quarters", "seasons", "nights"):
        return True
    return tokens.form(match.start - 1) not in (
        "for",
        "in",
        "after",
        "within",
        "took",
        "takes",
        "last",
        "lasted",
        "take",
        "of",
        "over",
        "just",
        "only",
        "spent",
        "spend",
    )


def _adverb(match: Match, tokens: Tokens) -> bool:
    raw = tokens.raw(match.start)
    first, _ = tokens.sentence(match.start)
    return raw[:1].isupper() and match.start > first


def _decade(match: Match, tokens: Tokens) -> bool:
    form = tokens.forms[match.end - 1]
    if "DECADE" in match.path and len(form.replace("'", "").replace("’", "")) == 3 and match.end - match.start == 1:
        near = any(
            "DECADE" in _keys(tokens, k) for k in (match.start - 2, match.start + 2, match.start - 3, match.start + 3)
        )
        return not near or tokens.form(match.start - 1) in ("his", "her", "their", "my")
    return tokens.form(match.start - 1) in _MONEY


def _day_number(match: Match, tokens: Tokens) -> bool:
    if match.end - match.start > 2:
        return False
    after = tokens.form(match.end)
    return tokens.form(match.start - 1) not in _BEFORE_DAY_NUMBER or (
        after.isalpha() and after not in ("and", "or", "to", "at", "when", "that", "as")
    )


def _season(match: Match, tokens: Tokens) -> bool:
    raw, before = tokens.raw(match.end - 1), tokens.form(match.start - 1)
    if "SEASON_" in match.path:
        return before not in ("in", "during", "since", "until", "by", "throughout") or tokens.form(match.end) == "of"
    if match.path[-1] == "of":
        return True
    following = tokens.raw(match.end)
    if raw in ("Spring", "Fall"):
        return True
    if raw[:1].isupper() and following[:1].isupper():
        return True
    return tokens.form(match.end) in ("olympics", "olympic", "games", "paralympics", "palace", "camp", "school")


def _now(match: Match, tokens: Tokens) -> bool:
    return tokens.form(match.end) in _DASHES and tokens.glued(match.end)


def _month_day(match: Match, tokens: Tokens) -> bool:
    """ "May 1,200 people", "March 10%": the number belongs to what follows."""
    last = match.end - 1
    if tokens.form(match.end) in ("%", "percent", "million", "billion", "million"):
        return True
    if tokens.form(match.end) in (":", "/") and tokens.glued(match.end) and match.path[-1] == "DAY":
        return True
    if match.path[0] == "DAY" and tokens.glued(match.start) and tokens.form(match.start - 1) in (".", ",", ":", "/"):
        return True
    return (
        match.path[0] in ("MON", "MONTH")
        and tokens.forms[match.start] in ("mar", "sat", "sun", "may")
        and tokens.raw(match.start).islower()
        and last > 0
    )


def _era(match: Match, tokens: Tokens) -> bool:
    """Eras are written in capitals."""
    era = [k for k, key in enumerate(match.path) if key in ("ERA", "ad")]
    return any(tokens.raw(match.start + k).islower() for k in era)


_GUARDS: dict[str, Callable[[Match, Tokens], bool]] = {
    "year": _year,
    "year_era": _era,
    "month": _month,
    "month_day": _month_day,
    "weekday": _weekday,
    "duration_one": _one_unit,
    "duration": _duration,
    "duration_few": _few,
    "set_adverb": _adverb,
    "decade": _decade,
    "day_number": _day_number,
    "season_alone": _season,
    "now": _now,
    "that_day": _that_day,
    "the_part": _the_part,
    "past_ref": _past,
    "future_ref": _past,
    "later": _counted_event,
    "earlier": _counted_event,
    "part_alone": _part_alone,
    "the_unit": _the_unit,
    "clock": _clock,
}
