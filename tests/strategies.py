"""Hypothesis strategies for chronologies: every field of every record varies, references mostly hit.

Fields are filled by their type, so a field that somebody adds to a record is tried by every test that uses these.
"""

import typing
from datetime import date

import msgspec
from hypothesis import strategies as st

from timeline.model import dates, ids
from timeline.model.records import (
    ArticlePublished,
    ArticleRecord,
    Chronology,
    ConflictRecord,
    DecisionRecord,
    EntityRecord,
    EventDate,
    EventPlace,
    EventRecord,
    Link,
    Member,
    Party,
    Reading,
    RejectedRecord,
    UndatedRecord,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
WORDS = st.lists(
    st.sampled_from(["Putin", "Ким", "visited", "Łódź", "strike's", "U.S.", "Kursk", "said", "Zelenskyy", "«talks»"]),
    max_size=5,
).map(" ".join)
PROSE = WORDS | TEXT
DAYS = st.dates(date(2025, 2, 25), date(2025, 3, 25)) | st.dates()
ENTITIES = ["name:putin", "name:ким", "Q649", "geo:kursk", "name:"]
_NAMES = st.sampled_from(["Vladimir Putin", "Kim Jong-un", "Kursk", "Kursk region", "the Kremlin", "Zelenskiy"]) | TEXT
_CODES = st.none() | st.sampled_from(["RUS", "UKR", "SAU"])


@st.composite
def intervals(draw):
    """An EDTF string with the interval and granularity that belong to it; sometimes unknown."""
    if draw(st.integers(0, 9)) == 0:
        return {"edtf": dates.UNKNOWN, "earliest": None, "latest": None, "granularity": "none"}
    first = draw(DAYS)
    last = first if draw(st.booleans()) else draw(st.dates(first, date.max))
    edtf = dates.to_edtf(dates.Interval(first, last, extent=draw(st.booleans())))
    return {"edtf": edtf, "earliest": str(first), "latest": str(last), "granularity": dates.granularity(edtf)}


def fill(cls, **given):
    """A strategy for a record: the given fields from theirs, all others by type."""
    if cls is EventDate and not given:
        return intervals().map(lambda values: EventDate(**values))
    hints = typing.get_type_hints(cls)
    names = [field.name for field in msgspec.structs.fields(cls)]
    parts = {name: given.get(name, _by_type(hints[name])) for name in names}
    return st.fixed_dictionaries(parts).map(lambda values: cls(**values))


def _by_type(hint):
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Literal:
        return st.sampled_from(arguments)
    if origin is typing.Union or type(hint).__name__ == "UnionType":
        return st.one_of([_by_type(argument) for argument in sorted(arguments, key=str)])
    if origin is list:
        return st.lists(_by_type(arguments[0]), max_size=2)
    if origin is dict:
        return st.dictionaries(st.sampled_from(["killed", "injured", "missing"]), _by_type(arguments[1]), max_size=2)
    simple = {
        str: PROSE,
        int: st.integers(0, 2**40),
        float: st.floats(-90, 90, allow_nan=False).map(lambda x: x + 0.0),
        bool: st.booleans(),
        type(None): st.none(),
    }
    return simple[hint] if hint in simple else fill(hint)


def _spread(strategy, cls, **given):
    """A record whose date fields come together from `intervals`."""
    return strategy.flatmap(lambda date_: fill(cls, **{k: st.just(v) for k, v in date_.items()}, **given))


def parties():
    return st.lists(
        fill(Party, entity=st.sampled_from(ENTITIES), name=_NAMES), max_size=3, unique_by=lambda p: p.entity
    )


def places():
    return st.none() | fill(
        EventPlace,
        entity=st.sampled_from(ENTITIES),
        name=_NAMES,
        country=_CODES,
        within=st.none() | st.sampled_from(ENTITIES),
    )


@st.composite
def readings(draw, members):
    """Readings over some members of an event, each different."""
    if not members:
        return []
    chosen = st.lists(st.sampled_from(members), min_size=1, max_size=3, unique_by=lambda m: m.id)
    found = []
    for _ in range(draw(st.integers(0, 2))):
        some = draw(chosen)
        found.append(
            draw(
                _spread(
                    intervals(),
                    Reading,
                    assertions=st.just([m.id for m in some]),
                    articles=st.just(list(dict.fromkeys(m.article for m in some))),
                )
            )
        )
    return list({ids.digest(reading): reading for reading in found}.values())


@st.composite
def chronologies(draw, max_events=4):
    """A chronology in canonical order. Members belong to one event each, and articles are mostly known."""
    articles = [f"art-{number}" for number in range(draw(st.integers(1, 3)))]
    anchors = draw(st.lists(st.integers(0, 40), max_size=8, unique=True))
    count = draw(st.integers(0, max_events))
    groups = [anchors[index::count] for index in range(count)]
    names = [f"evt-{number}" for number in draw(st.permutations(range(6)))][:count]
    events, undated, conflicts = [], [], []
    for name, group in zip(names, groups, strict=True):
        members = [
            draw(
                fill(
                    Member,
                    id=st.just(f"asr-{anchor}"),
                    anchor=st.just(f"anc-{anchor}") | st.just(""),
                    article=st.sampled_from([*articles, "art-unknown"]),
                    edtf=intervals().map(lambda d: d["edtf"]),
                    content_of=st.none() | st.sampled_from([*(f"asr-{a}" for a in anchors), "asr-gone"]),
                )
            )
            for anchor in group
        ]
        given = {
            "id": st.just(name),
            "type": st.sampled_from(["CONSULT.visit", "CONSULT.talk", "CONSULTX", "CONSULT"]),
            "actors": parties(),
            "recipients": parties(),
            "place": places(),
            "assertions": st.just(members),
            "links": st.lists(fill(Link, event=st.sampled_from([*names, "evt-gone"])), max_size=2, unique=True),
        }
        if draw(st.integers(0, 3)) == 0:
            undated.append(draw(fill(UndatedRecord, **given)))
            continue
        dated = intervals().flatmap(lambda d: fill(EventDate, **{k: st.just(v) for k, v in d.items()}))
        found = draw(readings(members))
        conflict = f"cnf-{name}" if draw(st.booleans()) else None
        event = draw(fill(EventRecord, **given, date=dated, readings=st.just(found), conflict=st.just(conflict)))
        events.append(event)
        if draw(st.integers(0, 3)) == 0:  # the fold lists an event without a day in both places
            same = {f: getattr(event, f) for f in UndatedRecord.__struct_fields__ if f != "reason"}
            undated.append(UndatedRecord(**same, reason=draw(PROSE)))
        if conflict:
            own = st.just(found) | readings(members)
            conflicts.append(draw(fill(ConflictRecord, id=st.just(conflict), event=st.just(name), readings=own)))
    stamp = st.none() | st.sampled_from(["2025-03-12", "2025-03-12T18:30:00+03:00", "2025-03-12T23:40:00-05:00"])
    published = intervals().flatmap(
        lambda d: fill(
            ArticlePublished,
            value=stamp,
            earliest=st.just(d["earliest"]),
            latest=st.just(d["latest"]),
            evidence=st.lists(st.sampled_from([*names, "evt-gone"]), max_size=2, unique=True),
        )
    )
    copies = st.none() | st.sampled_from(articles)
    sources = st.none() | st.sampled_from(["Example Times", "The Example Times", "Пример"]) | TEXT
    entities = draw(st.lists(st.sampled_from(ENTITIES), max_size=3, unique=True))
    rejected = draw(st.lists(st.sampled_from(["rej-1", "asr-99", "art-0"]), max_size=3))
    articles += draw(st.lists(st.sampled_from(articles), max_size=1))  # two outlets may use the same id
    return canonical(
        Chronology(
            articles=[
                draw(fill(ArticleRecord, id=st.just(a), published=published, copy_of=copies, source=sources))
                for a in articles
            ],
            entities=[draw(fill(EntityRecord, id=st.just(e), name=_NAMES)) for e in entities],
            events=events,
            conflicts=conflicts,
            undated=undated,
            rejected=[
                draw(fill(RejectedRecord, id=st.just(r), article=st.none() | st.sampled_from([*articles, "art-x"])))
                for r in rejected
            ],
            decisions=[
                draw(
                    fill(
                        DecisionRecord,
                        id=st.just(f"dec-{number}"),
                        events=st.lists(st.sampled_from([*names, "evt-gone"]), max_size=2),
                        assertions=st.lists(st.sampled_from(["asr-99", *(f"asr-{a}" for a in anchors)]), max_size=2),
                        articles=st.lists(st.sampled_from([*articles, "art-x"]), max_size=2),
                    )
                )
                for number in range(draw(st.integers(0, 2)))
            ],
        )
    )


def canonical(chronology):
    """The same chronology in the order that the fold gives it."""

    def by_date(event):
        return (event.date.earliest or "9999-12-31", event.date.latest or "9999-12-31", event.id)

    def by_id(record):
        return (
            record.id,
            getattr(record, "version", ""),
            getattr(record, "article", None) or "",
            getattr(record, "reason", ""),
        )

    return Chronology(
        **{
            field: sorted(getattr(chronology, field), key=by_date if field == "events" else by_id)
            for field in ("articles", "entities", "events", "conflicts", "undated", "rejected", "decisions")
        }
    )
