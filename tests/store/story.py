"""A small chronology that tests of stores and queries share; every field of interest stands out somewhere."""

import msgspec
from strategies import canonical

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
    Toll,
    UndatedRecord,
    Word,
)

PUTIN = Party(entity="name:putin", name="Vladimir Putin")
ZELENSKYY = Party(entity="name:zelensky", name="Volodymyr Zelenskyy")
RUSSIA = Party(entity="country:RUS", name="Russia")
KURSK = EventPlace(entity="geo:kursk", name="Kursk", country="RUS", lat=51.73, lon=36.19, within="geo:kursk-region")
JEDDAH = EventPlace(entity="geo:jeddah", name="Jeddah", country="SAU", lat=21.54, lon=39.17, within="geo:saudi")
TIMES, SAMPLE, COPY = "art-times", "art-sample", "art-copy"


def on(day):
    return EventDate(edtf=day, earliest=day, latest=day, granularity="day")


def member(number, article, quote, day, **more):
    given = {"basis": "explicit", "factuality": "happened", "rule": "day", "start": number, "end": number + 5} | more
    return Member(id=f"asr-{number}", anchor=f"anc-{number}", article=article, quote=quote, edtf=day, **given)


def reading(day, members, **more):
    return Reading(
        edtf=day,
        earliest=day,
        latest=day,
        assertions=[m.id for m in members],
        articles=list(dict.fromkeys(m.article for m in members)),
        independent_sources=1,
        granularity="day",
        basis="explicit",
        **more,
    )


WEDNESDAY = member(1, SAMPLE, "Putin visited a command post in Kursk on Wednesday.", "2025-03-12", basis="weekday")
THURSDAY = member(2, TIMES, "Vladimir Putin visits Kursk, in uniform, on 13 March 2025.", "2025-03-13")
HIT = member(
    3,
    TIMES,
    "A strike on Kursk killed at least three people, the Kremlin said.",
    "2025-03-13",
    holder=RUSSIA,
    attribution=Word(kind="indirect_quote", source=RUSSIA),
    content_of="asr-7",
)
HIT_COPY = member(4, COPY, "A strike on Kursk killed three people.", "2025-03-13", content_of="asr-99")
READINGS = [reading("2025-03-12", [WEDNESDAY]), reading("2025-03-13", [THURSDAY])]
TOLLS = [
    reading("2025-03-13", [HIT], toll=Toll(killed=3, bound={"killed": "at_least"})),
    reading("2025-03-13", [HIT_COPY], toll=Toll(killed=3)),
]


def event(name, type_, title, day, members, **more):
    return EventRecord(
        id=name,
        type=type_,
        title=title,
        factuality=more.pop("factuality", "happened"),
        date=on(day),
        assertions=members,
        **more,
    )


STORY = canonical(
    Chronology(
        articles=[
            ArticleRecord(
                id=TIMES,
                title="Visit",
                source="The Example Times",
                origin="in/times.txt",
                url="https://times.example/visit",
                version="art-v1",
                published=ArticlePublished(
                    value="2025-03-13T23:40:00-05:00", earliest="2025-03-13", latest="2025-03-13", basis="given"
                ),
            ),
            ArticleRecord(
                id=SAMPLE,
                title="Command post",
                source="Daily Sample",
                published=ArticlePublished(
                    earliest="2025-03-12",
                    latest="2025-03-14",
                    basis="inferred",
                    evidence=["evt-visit", "evt-talks"],
                    reason="a Wednesday visit",
                ),
            ),
            ArticleRecord(id=COPY, title="Strike", source="Example Wire", copy_of=TIMES),
        ],
        entities=[
            EntityRecord(id="name:putin", name="Vladimir Putin", kind="person", country="RUS", aliases=["Путин"]),
            EntityRecord(id="name:zelensky", name="Volodymyr Zelenskyy", kind="person", country="UKR"),
            EntityRecord(id="country:RUS", name="Russia", kind="country", country="RUS", aliases=["the Kremlin"]),
            EntityRecord(id="geo:kursk", name="Kursk", kind="place", country="RUS"),
        ],
        events=[
            event(
                "evt-phone",
                "CONSULT.call",
                "Putin calls Zelenskyy about Łódź",
                "2025-03-10",
                [member(7, TIMES, "They spoke by telephone.", "2025-03-10")],
                actors=[PUTIN],
                recipients=[ZELENSKYY],
            ),
            event(
                "evt-talks",
                "CONSULT.talk",
                "Talks in Jeddah",
                "2025-03-11",
                [member(5, SAMPLE, "Talks were held in Jeddah on Tuesday.", "2025-03-11")],
                place=JEDDAH,
            ),
            EventRecord(
                id="evt-visit",
                type="CONSULT.visit",
                title="Putin visits Kursk",
                actors=[PUTIN],
                place=KURSK,
                factuality="happened",
                independent_sources=2,
                readings=READINGS,
                assertions=[WEDNESDAY, THURSDAY],
                date=EventDate(
                    edtf="[2025-03-12,2025-03-13]", earliest="2025-03-12", latest="2025-03-12", granularity="day"
                ),
                links=[Link(kind="part_of", event="evt-strike"), Link(kind="response_to", event="evt-talks")],
                conflict="cnf-visit",
                why=["same visitor, same place, days that touch"],
            ),
            event(
                "evt-strike",
                "ASSAULT.strike",
                "Strike on Kursk",
                "2025-03-13",
                [HIT, HIT_COPY],
                place=KURSK,
                recipients=[RUSSIA],
                toll=Toll(killed=3, injured=0, bound={"killed": "at_least"}),
                conflict="cnf-strike",
            ),
            event(
                "evt-plan",
                "CONSULT.talk",
                "Talks to be held",
                "2025-03-20",
                [member(8, TIMES, "Talks are to be held on 20 March.", "2025-03-20")],
                factuality="scheduled",
            ),
            event(
                "evt-summit",
                "CONSULT.meet",
                "Meeting in Jeddah",
                "2025-03-30",
                [member(6, SAMPLE, "They met in Jeddah.", "2025-03-30")],
                place=JEDDAH,
                factuality="ongoing",
            ),
        ],
        conflicts=[
            ConflictRecord(
                id="cnf-visit",
                event="evt-visit",
                kind="date",
                days_apart=1,
                cause="publication_day",
                readings=READINGS,
                explanation="Daily Sample says 12 March, The Example Times 13 March.",
            ),
            ConflictRecord(
                id="cnf-strike",
                event="evt-strike",
                kind="toll",
                cause="contradiction",
                readings=TOLLS,
                explanation="at least three, or three",
                status="resolved",
            ),
        ],
        undated=[
            UndatedRecord(
                id="evt-undated",
                type="AID.give",
                title="Aid arrives",
                factuality="happened",
                actors=[RUSSIA],
                assertions=[member(9, SAMPLE, "Aid arrived.", "XXXX-XX-XX", basis="none")],
                reason="no day",
            ),
        ],
        rejected=[RejectedRecord(id="asr-10", article=TIMES, reason="rejected by Ann", quote="It may have.")],
        decisions=[
            DecisionRecord(
                id="dec-1",
                kind="correct",
                subjects=["anc-5", "anc-10"],
                value={"value": ["name:putin"], "field": "actor", "place": None},
                because="the picture shows him",
                by="Ann",
                at="2025-03-15T10:00:00Z",
                events=["evt-talks"],
                assertions=["asr-10", "asr-5"],
            ),
            DecisionRecord(
                id="dec-2",
                kind="publish-date",
                subjects=["key-sample"],
                value={},
                because="the printed page",
                by="Ann",
                at="2025-03-16T10:00:00Z",
                previous="dec-1",
                in_force=False,
                articles=[SAMPLE],
            ),
        ],
    )
)


def cut(chronology, name):
    """The chronology without one event."""
    return msgspec.structs.replace(chronology, events=[e for e in chronology.events if e.id != name])


def events_of(records):
    return [record.id for record in records]


def crowd(count):
    """Many events over some years, some of them on one day, all much alike; the last have no day."""
    events = []
    for number in range(count):
        day = None if number % 30 == 29 else f"202{2 + number % 5}-{1 + number % 12:02}-{1 + number % 3:02}"
        until = f"{day[:4]}-12-31" if day and number % 11 == 0 else day
        told = member(
            number + 100, [TIMES, SAMPLE, COPY][number // 3 % 3], f"A strike, he said on day {number}.", "2025"
        )
        events.append(
            EventRecord(
                id=f"evt-{number * 7919 % 1000:03}",
                type=["ASSAULT.strike", "CONSULT.talk", "CONSULT.visit"][number % 3],
                title=f"Event {number}",
                factuality=["happened", "ongoing", "scheduled", "happened"][number % 4],
                actors=[PUTIN] if number % 2 else [RUSSIA, ZELENSKYY],
                place=[KURSK, JEDDAH, None][number % 3],
                independent_sources=1 + number % 5,
                assertions=[told],
                date=EventDate(edtf=f"{day}/{until}", earliest=day, latest=until) if day else EventDate(),
            )
        )
    return canonical(msgspec.structs.replace(STORY, events=events, conflicts=[], undated=[], decisions=[]))
