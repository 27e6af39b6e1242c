"""One sentence for a person: who says which day, and why they may differ."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

from timeline.chronology.claims import Claim
from timeline.chronology.conflicts import Clash
from timeline.chronology.readings import Dated
from timeline.model.dates import Interval
from timeline.model.records import Annotated, Cause

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_TITLE = 60  # characters of a title that stand for an article
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TAILS: dict[Cause, str] = {
    "publication_day": "the day it was published",
    "time_zone": "the same moment in another time zone",
    "night": "the night between the two days",
    "typo": "probably a slip of the pen",
    "correction": "",
    "contradiction": "",
}


def number(count: int) -> str:
    """A count in words up to ten."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def spoken(day: date, weekday: bool = True, year: bool = False) -> str:
    """`Wednesday, March 12`."""
    text = f"{_MONTHS[day.month - 1]} {day.day}"
    text = f"{_DAYS[day.weekday()]}, {text}" if weekday else text
    return f"{text}, {day.year}" if year else text


def period(interval: Interval, year: bool = False) -> str:
    """An interval in words."""
    first, last = interval.earliest, interval.latest
    if first == last:
        return spoken(first, year=year)
    if first.day == 1 and first.month == last.month and first.year == last.year and last.day >= 28:
        return f"{_MONTHS[first.month - 1]} {first.year}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    return f"{spoken(first, False)} to {spoken(last, False, year)}"


def sources(claims: Sequence[Claim], count: int) -> tuple[str, bool]:
    """`Example Times`, `Three sources`, and whether the verb is plural; up to two are named where they are known."""
    names = sorted({c.source.annotated.source for c in claims if c.source.annotated.source})
    articles = {c.source.id: c.source.annotated for c in claims}
    if count == 1 and len(articles) == 1:
        return (names[0] if names else _unsigned(next(iter(articles.values()))), False)
    if count == 1:
        return (f"one text carried by {number(len(articles))} articles", False)
    if count == 2 and len(articles) == 2 and len(names) == 2:
        return (" and ".join(names), True)
    return (f"{number(count)} sources", True)


def _unsigned(article: Annotated) -> str:
    """An article without a known outlet: its site, else its title."""
    host = urlsplit(article.url).hostname if article.url else None
    if host:
        return host.removeprefix("www.")
    title = " ".join((article.title or "").split())
    if len(title) > _TITLE:
        title = title[:_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:–—") + " …"
    return f"the article “{title}”" if title else "one article"


def dates(clash: Clash, subject: str) -> str:
    """The sentence for a date conflict."""
    first, rest = clash.dated[0], clash.dated[1:]
    years = len({r.interval.earliest.year for r in clash.dated} | {r.interval.latest.year for r in clash.dated}) > 1
    who, plural = _teller(first)
    opening = f"{who} {'date' if plural else 'dates'} {subject} to {period(first.interval, years)}"
    if first.decided:
        opening = f"the date of {subject} was decided to be {period(first.interval, years)}"
    parts = [_rival(r, first, clash.cause, years) for r in rest]
    sentence = f"{opening}; {'; '.join(parts)}."
    return sentence[0].upper() + sentence[1:]


def _voices(reading: Dated) -> list[Claim]:
    """The claims that say the day; where none does, those that lend it."""
    worded = [c for c in reading.claims if c.worded]
    return [c for c in worded if not c.lent] or worded


def _teller(reading: Dated, beside: Dated | None = None) -> tuple[str, bool]:
    """Who gives the day; a picture's caption apart from the text, and one article not twice by its name."""
    voices = _voices(reading)
    who, plural = sources(voices, reading.own)
    captioned = all(c.assertion.section == "caption" for c in voices)
    one = {c.source.version for c in voices}
    if beside is not None and len(one) == 1 and one == {c.source.version for c in _voices(beside)}:
        return ("its caption" if captioned else "its text", False)
    return (f"a caption in {who}", False) if captioned and not plural else (who, plural)


def _rival(reading: Dated, first: Dated, cause: Cause, years: bool) -> str:
    who, plural = _teller(reading, first)
    tail = _TAILS[cause]
    if cause == "correction":
        which = "an earlier" if reading.corrected else "a later" if first.corrected else "another"
        said = "said" if reading.corrected else "says"
        return f"{who} {said} {period(reading.interval, years)} in {which} version of its article"
    return f"{who} {'say' if plural else 'says'} {period(reading.interval, years)}" + (f", {tail}" if tail else "")


def tolls(clash: Clash, subject: str, counts: Sequence[int]) -> str:
    """The sentence for numbers that disagree."""
    parts = []
    for (toll, _, claims), count in zip(clash.groups, counts, strict=True):
        who, plural = sources(claims, count)
        numbers = [(getattr(toll, name), name) for name in ("killed", "injured", "missing")]
        given = " and ".join(f"{value} {name}" for value, name in numbers if value is not None)
        parts.append(f"{who} {'give' if plural else 'gives'} {given}")
    sentence = f"{'; '.join(parts)} for {subject}."
    return sentence[0].upper() + sentence[1:]


def occurrence(clash: Clash, subject: str, counts: Sequence[int]) -> str:
    """The sentence for an event that some deny."""
    parts: list[str] = []
    for (_, stance, claims), count in zip(clash.groups, counts, strict=True):
        who, plural = sources(claims, count)
        holders = (
            sorted({c.assertion.holder.name for c in claims if c.assertion.holder}) if stance != "happened" else []
        )
        if holders:
            who, plural = " and ".join(holders[:2]), len(holders) > 1
        what = "it" if parts else subject
        if stance == "did_not_happen" and not holders:
            parts.append(f"{who} {'say' if plural else 'says'} that {what} did not happen")
        else:
            verb = ("report", "reports") if stance == "happened" else ("deny", "denies")
            parts.append(f"{who} {verb[not plural]} {what}")
    sentence = "; ".join(parts) + "."
    return sentence[0].upper() + sentence[1:]
