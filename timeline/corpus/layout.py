"""What a single line is, by its words alone: the lexical half of telling an article's parts apart.

The rules stand in `layout.toml`; `sections` adds what only the neighbourhood tells.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from timeline.corpus.lines import Line
from timeline.corpus.tables import alternation, table

Tag = Literal["boilerplate", "comments", "tail", "marker", "caption", "credit", "byline", "bullet"]
_DATA = "layout.toml"
_I = re.IGNORECASE
_HANDLE = re.compile(r"\s*@\w{2,30}$")
_CREDIT = 140  # a credit at the end of a caption is no longer


@cache
def _rules() -> dict[str, re.Pattern[str]]:
    def group(section: str, key: str) -> str:
        return alternation(_DATA, section, key)

    return {
        "whole": re.compile(group("boilerplate", "whole"), _I),
        "starts": re.compile(group("boilerplate", "starts"), _I),
        "anywhere": re.compile(group("boilerplate", "anywhere"), _I),
        "long": re.compile(group("boilerplate", "long_starts"), _I),
        "tail": re.compile(group("boilerplate", "tail"), _I),
        "comments": re.compile(group("boilerplate", "comments"), _I),
        "marker": re.compile(group("boilerplate", "head_markers"), _I),
        "caption": re.compile(group("caption", "starts"), _I),
        "caption_end": re.compile(rf"{group('caption', 'ends')}$", _I),
        "credit": re.compile(group("caption", "credits"), _I),
        "byline": re.compile(rf"{group('byline', 'starts')}[\s:]+", _I),
        "digest": re.compile(group("boilerplate", "digests"), _I),
        "roles": re.compile(rf"{group('byline', 'roles')}", _I),
    }


def tag(line: Line) -> Tag | None:
    """The line's role where its words give one; None for the article's own words."""
    rules, text = _rules(), line.text
    short = line.words <= table(_DATA)["boilerplate"]["short"]
    if rules["long"].match(text):
        return "boilerplate"
    if short:
        if rules["marker"].fullmatch(text):
            return "marker"
        if text[0] == "©" and rules["credit"].fullmatch(text):
            return "credit"
        for name in ("comments", "tail"):
            if rules[name].fullmatch(text):
                return name
        if (
            rules["whole"].fullmatch(text)
            or rules["starts"].match(text)
            or (_hinted(text, "boilerplate") and rules["anywhere"].search(text))
        ):
            return "boilerplate"
        if byline(text):
            return "byline"
        if line.words <= 12 and rules["credit"].fullmatch(text):
            return "credit"
    if line.words <= table(_DATA)["caption"]["longest"] and (
        rules["caption"].match(text)
        or (_hinted(text[-_CREDIT:], "caption") and rules["caption_end"].search(text[-_CREDIT:]))
    ):
        return "caption"
    if bullet(text):
        return "bullet"
    return None


def _hinted(text: str, section: str) -> bool:
    """A cheap look before a costly search: does the text hold one of the words without which no pattern fits?"""
    low = text.lower()
    return any(hint in low for hint in table(_DATA)[section]["hints"])


def digest(text: str) -> bool:
    """Does the line announce a summary?"""
    return bool(_rules()["digest"].fullmatch(text))


def bullet(text: str) -> bool:
    """Does it start with a list mark and a space?"""
    return len(text) > 3 and text[0] in table(_DATA)["bullet"]["marks"] and text[1].isspace() and text[0] != "—"


def byline(text: str) -> str | None:
    """The names of `By A. Writer and B. Writer, Agency`; None when it is a sentence such as `By Tuesday, …`."""
    match = _rules()["byline"].match(text)
    if not match or len(text) > 140 or text.endswith((".", "?", "!", ":")):
        return None
    names = text[match.end() :].strip()
    return names if names and _names(names, lower_allowed=not match.group().lower().startswith("by ")) else None


def _names(text: str, *, lower_allowed: bool = False) -> bool:
    data = table(_DATA)["byline"]
    tokens = [t for t in re.split(r"[\s,|/·•()–—-]+", text) if t]
    if not tokens or len(tokens) > 14:
        return False
    for token in tokens:
        word = token.strip(".’'")
        if word.casefold() in data["not_names"]:
            return False
        if not (
            word[:1].isupper()
            or word.casefold() in data["small"]
            or (lower_allowed and word[:1].isalpha())
            or "@" in word
        ):
            return False
    return tokens[0][:1].isupper() or lower_allowed or (len(tokens) <= 7 and any(t[:1].isupper() for t in tokens))


def name_like(line: Line) -> bool:
    """A line that may be nothing but names: two to four words, each capitalised, no punctuation at the end."""
    names = [part.split() for part in re.split(r",|\s(?:and|&)\s", _HANDLE.sub("", line.text))]
    tokens = [token for name in names for token in name]
    stops = table(_DATA)["byline"]["not_in_names"]
    return (
        len(names) <= 4
        and all(1 < len(name) <= 4 for name in names)
        and not any(t.casefold() in stops or t.endswith(("'s", "’s")) for t in tokens)
        and all(
            t[:1].isupper() and t.strip(".'’-").replace("-", "").replace("'", "").replace("’", "").isalpha()
            for t in tokens
        )
        and not line.text.endswith((".", ":", "!", "?"))
    )


def role_like(text: str) -> bool:
    """`Senior correspondent`, `News desk`."""
    return bool(_rules()["roles"].fullmatch(text))


@cache
def _agency_pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {alias: name for name, aliases in table(_DATA)["agencies"].items() for alias in aliases}
    alternatives = "|".join(re.escape(a) for a in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![\w])(?:{alternatives})(?![\w])"), names


def agency(text: str, *, whole: bool = False) -> str | None:
    """The news agency that a piece of copy furniture (byline, dateline, end mark) names; `whole`: and nothing else."""
    pattern, names = _agency_pattern()
    match = pattern.fullmatch(text) if whole else pattern.search(text)
    return names[match.group()] if match else None


_MONTH_WORD = r"(?i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[A-Za-z]*\.?"  # "MARCH" in capitals, too
_WHEN = rf"(?:{_MONTH_WORD}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}\s+{_MONTH_WORD}(?:,?\s+\d{{4}})?)"
_CAPS = r"[A-ZÀ-ÞА-ЯІЇЄҐ][A-ZÀ-ÞА-ЯІЇЄҐ.'’-]+(?:[ /](?:de|of|upon|la|al)?[ ]?[A-ZÀ-ÞА-ЯІЇЄҐ.'’-]{2,}){0,3}"
_PROPER = r"[A-ZÀ-Þ][\w.'’-]+(?:[ /][A-ZÀ-Þ][\w.'’-]+){0,3}"
_DASH = r"(?:\s*[–—]|\s+-{1,2}(?=\s)|\s*--)"
_PAREN = r"\s*\((?P<paren>[^()]{2,40})\)"
_DATELINES = [
    re.compile(rf"(?P<place>{_CAPS})(?:,\s*{_PROPER})?(?:[,.]?\s*{_WHEN})?(?:{_PAREN})?(?:\s*:|{_DASH})"),
    re.compile(rf"(?P<place>{_PROPER})(?:,\s*{_PROPER})?(?:,?\s*{_WHEN})?{_PAREN}(?:\s*:|{_DASH})"),
    re.compile(rf"(?P<place>{_PROPER})(?:,\s*{_PROPER})?,?\s*{_WHEN}(?:\s*:|{_DASH})"),
    re.compile(rf"{_PAREN}{_DASH}"),
    re.compile(
        rf"(?P<place>{_PROPER})[,.]\s*{_WHEN}\.?\s*(?:/(?P<paren>[^/]{{2,20}})/|(?P<mark>[A-Z]{{2,8}}))\s?(?:\.|{_DASH}|:)"
    ),
]


def dateline(text: str) -> tuple[int, str | None] | None:
    """Length of a paragraph's dateline (`KYIV, March 12 (Agency) -`) and the agency in it."""
    head = text[: table(_DATA)["dateline"]["longest"]]
    for number, pattern in enumerate(_DATELINES):
        match = pattern.match(head)
        if not match or len(text) - match.end() < 10:
            continue
        groups = match.groupdict()
        paren = groups.get("paren") or groups.get("mark")
        named = (agency(paren) or (paren if _names(paren) else None)) if paren else None
        if number == 0 and match["place"].rstrip(".") in table(_DATA)["dateline"]["not_places"]:
            continue
        if number in (1, 3) and not (paren and agency(paren)):
            continue
        return match.end(), named
    return None


_DATELINE_ALONE = re.compile(rf"{_PROPER}(?:,\s*{_PROPER})?,?\s*{_WHEN}\s*[-–—:]*")


def dateline_alone(text: str) -> bool:
    """A dateline that has the line to itself: `Mumbai, Nov 11 -`."""
    if text.rstrip(" :-–—") in table(_DATA)["dateline"]["not_places"]:
        return False
    return any(p.fullmatch(text) for p in (*_DATELINES[:3], _DATELINE_ALONE))


_END_MARK = re.compile(r"(?:[-–—/(\[]\s*|^)(?P<mark>[A-Z][\w -]{1,25})[)\]/]?\.?$")


def end_mark(text: str) -> str | None:
    """The agency named at the very end of a story: `(Reuters)`, `— AFP`, `/TASS/`."""
    match = _END_MARK.search(text[-40:])
    return agency(match["mark"]) if match and agency(match["mark"]) and len(match["mark"].split()) <= 3 else None
