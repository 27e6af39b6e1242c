"""Dates counted from another event: "two days after the summit", "the day before the vote".

The anchor is a noun or a clause and need be no trigger: it is dated like any event, by its own words or where the
article names it again. Where it has no day of its own, nothing is counted from it; where what is counted has one
("it docked on Friday, six days after it left"), the anchor's is counted back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from msgspec.structs import replace
from spacy.tokens import Token

from timeline.extract.clauses import LIGHT, REPORTING, clause_head, depth, same_event_head
from timeline.extract.dating.candidates import Scene
from timeline.extract.dating.features import Event
from timeline.extract.dating.site import Site
from timeline.model.dates import granularity, to_edtf
from timeline.model.records import DateRef, Timex
from timeline.model.symbol import Symbol, Unit, resolve

COUNTS_FROM_EVENT = "counts_from_event"
_PERIOD = re.compile(r"P(\d+)([DWMY])")
_UNITS: dict[str, Unit] = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_SIGNS = {"before": -1, "prior": -1, "after": 1, "following": 1}
_COARSE = frozenset((("year", "year"), ("month", "month"), ("month", "year")))  # what may be counted from a longer time
_REACH = 6  # tokens behind the preposition in which the anchor's head is looked for, when the parse does not tell
_FIRM = frozenset(("explicit", "weekday", "relative", "inherited"))
_OWN = ("in its own phrase", "same clause")  # how dating says that a time stands in the clause itself
_GUESSED = frozenset(("publication", "none", "inherited"))


@dataclass(frozen=True, slots=True)
class Count:
    """An expression that counts from an event: by how much, and the token that names the event."""

    timex: Timex
    paragraph: int
    step: Symbol
    anchor: Token


def counted(
    scene: Scene,
    timexes: Sequence[Timex],
    sites: Sequence[Site],
    dates: list[DateRef],
    day_of: Callable[[Event], DateRef],
) -> list[DateRef]:
    """The dates, with those counted from a dated event in the place of guesses."""
    out = list(dates)
    for count in _counts(scene, timexes):
        of_anchor = _inside(scene, count, timexes)
        _count_back(scene, count, sites, out, of_anchor, day_of)
        open_ = [i for i, ref in enumerate(out) if _guessed(ref) or ref.timex in of_anchor]
        mine = [i for i in open_ if _governs(scene, sites[i], count)]
        if not mine:
            continue
        found = day_of(Event(scene, Site(count.paragraph, count.anchor.i, lemma=count.anchor.lemma_)))
        made = _dated(count, found)
        if made is None or (scene.published is not None and (made.earliest or "") > scene.published.isoformat()):
            continue
        for i in mine:
            if sites[i].lemma != count.anchor.lemma_:  # "a year after launching one, it launched another"
                out[i] = made
    return out


def _count_back(
    scene: Scene,
    count: Count,
    sites: Sequence[Site],
    out: list[DateRef],
    of_anchor: frozenset[str],
    day_of: Callable[[Event], DateRef],
) -> None:
    """Gives the anchor its day where the event counted from it has one, or the clause where it is no event."""
    over = [i for i, ref in enumerate(out) if ref.timex != count.timex.id and _governs(scene, sites[i], count)]
    over = [i for i in over if not out[i].rule.startswith("main clause")]
    dated = [i for i in over if not _guessed(out[i])] or [i for i in over if out[i].basis == "inherited"]
    if of_anchor or (over and not dated):
        return
    verb = _over(count)
    if dated:
        ground, word = out[dated[0]], scene.document.paragraphs[count.paragraph].doc[sites[dated[0]].token].text
    elif verb is not None:
        ground, word = day_of(Event(scene, Site(count.paragraph, verb.i, lemma=verb.lemma_))), verb.text
        if _guessed(ground) or not ground.rule.startswith(_OWN):
            return
    else:
        return
    for i, site in enumerate(sites):
        token = scene.document.paragraphs[site.paragraph].doc[site.token]
        under = site.paragraph == count.paragraph and depth(token, count.anchor) is not None
        if not under or i in dated or _closing_report(token, count.anchor):
            continue
        if _guessed(out[i]) or out[i].timex == ground.timex:
            back = replace(count.step, offset=-count.step.offset)
            out[i] = _counted(count, back, ground, word) or out[i]


def _counts(scene: Scene, timexes: Sequence[Timex]) -> Iterator[Count]:
    at = 0
    for number, paragraph in enumerate(scene.document.paragraphs):
        end = paragraph.start + paragraph.size
        while at < len(timexes) and timexes[at].start < end:
            timex, at = timexes[at], at + 1
            step = _step(timex)
            if step is None or timex.start < paragraph.start or not scene.parsed:
                continue
            span = paragraph.char_span(timex.start, timex.end)
            if span is None or not len(span):
                continue
            marker = span[-1] if COUNTS_FROM_EVENT in timex.flags else span.end < len(span.doc) and span.doc[span.end]
            sign = _SIGNS.get(marker.lower_) if marker else None
            anchor = _anchor(marker) if marker and sign else None
            if anchor is not None and sign is not None:
                yield Count(timex, number, replace(step, offset=abs(step.offset) * sign), anchor)


def _step(timex: Timex) -> Symbol | None:
    """How far it counts, without its direction; None for what has no sure number."""
    if COUNTS_FROM_EVENT in timex.flags and timex.symbol is not None and timex.symbol.offset:
        return Symbol(unit=timex.symbol.unit, offset=timex.symbol.offset)
    found = _PERIOD.fullmatch(timex.value) if timex.type == "DURATION" and timex.mod is None else None
    return Symbol(unit=_UNITS[found[2]], offset=int(found[1])) if found else None


def _anchor(marker: Token) -> Token | None:
    """The noun or the verb that the preposition governs."""
    if marker.dep_ in ("case", "mark") and marker.head.i > marker.i:
        head = marker.head
        return head.head if head.dep_.startswith("nsubj") else head  # "after a judge sentenced him", parsed as a phrase
    following = marker.doc[marker.i + 1 : marker.i + 1 + _REACH]
    return next((t for t in following if t.pos_ in ("NOUN", "PROPN", "VERB") and t.head not in following), None)


def _governs(scene: Scene, site: Site, count: Count) -> bool:
    """Does the event stand over the anchor, so that the count tells its day?"""
    if site.paragraph != count.paragraph:
        return False
    token = scene.document.paragraphs[site.paragraph].doc[site.token]
    anchor = count.anchor
    if token == anchor or token.sent != anchor.sent:
        return False
    if _closing_report(token, anchor):
        return False
    head = clause_head(anchor)
    if head == anchor and head.head == head:  # the parser took the side clause for the main one
        return clause_head(token) == token and token.head == anchor and token.dep_ in ("parataxis", "ccomp")
    over = _what_is_said(same_event_head(head.head)) if head == anchor else head
    if same_event_head(token) == over or clause_head(token) == over:
        named = clause_head(token) == token or token.head == over
        return (
            named and depth(token, anchor) is None and (token == over or over.lemma_ in LIGHT or token.dep_ != "nsubj")
        )
    return depth(anchor, token) is not None and token.pos_ == "NOUN"


def _over(count: Count) -> Token | None:
    """The verb of the clause that the anchor stands under."""
    head = clause_head(count.anchor)
    over = _what_is_said(same_event_head(head.head)) if head == count.anchor else head
    return over if over != count.anchor and over.tag_ in ("VBD", "VBZ", "VBP") else None


def _what_is_said(verb: Token) -> Token:
    """In "he was shot, police said, two days after he won" the count belongs to what stands before the report."""
    if verb.lemma_ not in REPORTING:
        return verb
    return next((c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i), verb)


def _closing_report(token: Token, anchor: Token) -> bool:
    """As in "it fell a day after it was hit, officials said": when they said so is another matter."""
    return token.i > anchor.i and token.lemma_ in REPORTING


def _inside(scene: Scene, count: Count, timexes: Sequence[Timex]) -> frozenset[str]:
    """The expressions in the anchor's own words: they date the anchor and not what is counted from it."""
    start = scene.document.paragraphs[count.paragraph].start
    span = count.anchor.doc[count.anchor.left_edge.i : count.anchor.right_edge.i + 1]
    first, last = start + span.start_char, start + span.end_char
    return frozenset(t.id for t in timexes if first <= t.start and t.end <= last and t is not count.timex)


def _guessed(ref: DateRef) -> bool:
    return ref.basis in _GUESSED or "soft" in ref.flags


def _dated(count: Count, anchor: DateRef) -> DateRef | None:
    """The day counted from the anchor's, as sure as that is."""
    return _counted(count, count.step, anchor, count.anchor.text)


def _counted(count: Count, step: Symbol, ground: DateRef, word: str) -> DateRef | None:
    """The day so far from another event's; None where that has no single day."""
    coarse = (ground.granularity, step.unit) in _COARSE
    if ground.basis not in _FIRM or ground.earliest is None or (ground.earliest != ground.latest and not coarse):
        return None
    days = resolve(step, date.fromisoformat(ground.earliest))
    if days is None:
        return None
    edtf = to_edtf(days)
    words = count.timex.text.lower().removesuffix(" before").removesuffix(" after").removesuffix(" following")
    way = "before" if step.offset < 0 else "after"
    return DateRef(
        edtf=edtf,
        earliest=days.earliest.isoformat(),
        latest=days.latest.isoformat(),
        granularity=granularity(edtf),  # type: ignore[arg-type]
        basis="relative",
        timex=count.timex.id,
        rule=f"counted from another event: “{words}” {way} “{word}”, {ground.edtf} ({ground.rule})",
        flags=["soft", "counted"] if "soft" in ground.flags else [],
    )
