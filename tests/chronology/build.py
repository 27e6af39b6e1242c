"""Annotated articles for tests, written as one would say them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Literal

from timeline.model.ids import text_sha256
from timeline.model.names import fold_name
from timeline.model.records import (
    Annotated,
    Assertion,
    DateRef,
    Extractor,
    Participant,
    Place,
    Published,
    Span,
    Timex,
    Toll,
    Trigger,
)
from timeline.model.symbol import Symbol

WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def person(name: str, text: str | None = None) -> Participant:
    """A person who is in no gazetteer."""
    return Participant(
        start=0, end=0, text=text or name, name=name, entity=f"name:{fold_name(name)}", kind="person", country=None
    )


def place(name: str, within: str | None = None) -> Place:
    """A place with its region's id."""
    return Place(start=0, end=0, text=name, name=name, entity=f"place:{fold_name(name)}", kind="place", within=within)


def says(
    sentence: str,
    trigger: str = "visited",
    *,
    type: str = "CONSULT.visit",  # noqa: A002
    who: str | None = "Anna Vale",
    whom: str | None = None,
    where: str | None = "Norport",
    on: str | None = None,
    basis: str = "explicit",
    timex: str | None = None,
    part: str | None = None,
    flags: list[str] | None = None,
    factuality: str = "happened",
    toll: dict[str, Any] | None = None,
    section: str = "body",
    content_of: str | None = None,
    holder: str | None = None,
    word: Literal["noun", "verb"] | None = None,
) -> dict[str, Any]:
    """One claim, its span found in the sentence; `on` is an EDTF day or interval."""
    return dict(locals())


def article(
    name: str,
    *claims: dict[str, Any],
    published: str | None = None,
    source: str | None = None,
    key: str = "",
    url: str | None = None,
    version: str | None = None,
    agency: str | None = None,
    more: str = "",
    extractor: str = "1",
) -> Annotated:
    """An article made of the sentences of its claims and some more text."""
    text = ""
    asserted, timexes = [], []
    version = version or f"art-{name}"
    for number, given in enumerate(claims, 1):
        claim = given
        sentence = claim["sentence"]
        start = len(text)
        if text.endswith(sentence + "\n"):  # a second event of the sentence before
            start -= len(sentence) + 1
        else:
            text += sentence + "\n"
        at = start + sentence.index(claim["trigger"])
        ref = DateRef()
        if claim["timex"]:
            timexes.append(_timex(f"t{number}", claim["timex"], start + sentence.index(claim["timex"])))
        day = claim["on"]
        if day is None and claim["timex"] and published:
            day = _resolved(claim["timex"], published)
            claim = {**claim, "basis": "weekday"}
        if day or claim["timex"]:
            first, last = (day.split("/") * 2)[:2] if day else (None, None)
            ref = DateRef(
                edtf=day or "XXXX-XX-XX",
                earliest=first,
                latest=last,
                granularity="day" if first == last and first else "none",
                basis=claim["basis"] if day else "weekday",
                timex=f"t{number}" if claim["timex"] else None,
                part=claim["part"],
                flags=claim["flags"] or [],
            )
        asserted.append(
            Assertion(
                id=f"{name}-{number}",
                type=claim["type"],
                trigger=Trigger(
                    start=at,
                    end=at + len(claim["trigger"]),
                    text=claim["trigger"],
                    lemma=claim["trigger"].lower(),
                    word=claim["word"],
                ),
                actors=[person(n) for n in (claim["who"] or "").split(" + ") if n],
                recipients=[person(n) for n in (claim["whom"] or "").split(" + ") if n],
                place=place(claim["where"]) if claim["where"] else None,
                toll=Toll(**claim["toll"]) if claim["toll"] else None,
                date=ref,
                factuality=claim["factuality"],
                sentence=Span(start=start, end=start + len(sentence), text=sentence),
                section=claim["section"],
                content_of=f"{name}-{claim['content_of']}" if claim["content_of"] else None,
                holder=person(claim["holder"]) if claim["holder"] else None,
            )
        )
    text += more
    day = published[:10] if published else None
    stamp = Published(value=published, earliest=day, latest=day, basis="given" if published else "none")
    return Annotated(
        id=name,
        key=key or f"key-{name}",
        source=source,
        url=url,
        title=None,
        version=version,
        text=text,
        text_sha256=text_sha256(text),
        extractor=Extractor(name="test", version=extractor),
        published=stamp,
        timexes=timexes,
        assertions=asserted,
        agency=agency,
    )


def _timex(id_: str, text: str, start: int) -> Timex:
    """A weekday, a clock time or "overnight"."""
    first = text.split(maxsplit=1)[0]
    if first in WEEKDAYS:
        rule, symbol = "weekday", Symbol(unit="day", weekday=WEEKDAYS.index(first), direction="past")
    elif first == "overnight":
        rule, symbol = "last_night", Symbol(unit="day", offset=-1, part="NI")
    else:
        rule, symbol = "clock", Symbol(unit="day", part=text)
    return Timex(
        id=id_,
        start=start,
        end=start + len(text),
        text=text,
        type="DATE",
        value="XXXX-WXX-X",
        rule=rule,
        symbol=symbol,
        anchor="publication",
    )


def _resolved(text: str, published: str) -> str:
    day = date.fromisoformat(published[:10])
    return (day - timedelta(days=(day.weekday() - WEEKDAYS.index(text.split(maxsplit=1)[0])) % 7)).isoformat()
