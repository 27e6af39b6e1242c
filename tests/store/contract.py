"""What every store must do. An adapter's test module subclasses `StoreContract` and gives a `store` fixture."""

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from store.oracle import matching
from store.story import STORY, crowd, cut, events_of
from strategies import ENTITIES, chronologies

from timeline.errors import UnknownId
from timeline.model import ids
from timeline.model.records import Chronology
from timeline.store import Gap, Query, digest_of, silence, terms
from timeline.store.derive import aliases, starts_on_a_day, told
from timeline.store.port import date_order

FACTUALITIES = ["happened", "ongoing", "scheduled", "denied"]


def lines(records):
    return [msgspec.json.encode(record) for record in records]


def examples(count):
    """Settings for a store behind a server: each example costs a while, so one that fails is shown as it was found."""
    return settings(
        max_examples=count,
        phases=[Phase.explicit, Phase.reuse, Phase.generate] + ([Phase.shrink] if count >= 20 else []),
        deadline=None,
        suppress_health_check=[
            HealthCheck.function_scoped_fixture,
            HealthCheck.too_slow,
            HealthCheck.differing_executors,
        ],
    )


def every_id(chronology):
    """(id, record, what it leads to) of all ids."""
    own = {event.id for event in told(chronology)}
    yield from {(id_, "event", event.id) for event in told(chronology) for id_ in aliases(event)}
    yield from {(c.id, "event", c.event) for c in chronology.conflicts if c.event in own}
    yield from {(a.id, "article", a.id) for a in chronology.articles}
    yield from {(e.id, "entity", e.id) for e in chronology.entities}


def maybe(strategy):
    return st.none() | strategy


QUERIES = st.builds(
    Query,
    since=maybe(st.sampled_from(["2025-03-01", "2025-03-12", "1900-01-01"])),
    until=maybe(st.sampled_from(["2025-03-12", "2025-03-20", "9999-12-31"])),
    actor=maybe(st.sampled_from([*ENTITIES, "Putin", "KIM", "kremlin", "Zelenskyy", "—"])),
    place=maybe(st.sampled_from([*ENTITIES, "kursk", "Kursk Region", "rus", "SAU"])),
    type=maybe(st.sampled_from(["CONSULT", "CONSULT.visit", "CONSULTX", "OTHER"])),
    source=maybe(st.sampled_from(["example times", "Times", "ПРИМЕР", "nobody"])),
    factuality=st.lists(st.sampled_from(FACTUALITIES), max_size=2, unique=True).map(tuple),
    min_sources=maybe(st.integers(0, 3)),
    text=maybe(st.sampled_from(["putin", "ŁÓDŹ us", "strike", "talks Kursk", "!", "ким"])),
    limit=maybe(st.integers(0, 3)),
)


PERIODS = st.builds(
    Query,
    since=maybe(st.sampled_from(["2025-03-01", "2025-03-12", "1900-01-01"])),
    until=maybe(st.sampled_from(["2025-03-12", "2025-03-20", "9999-12-31"])),
)


class StoreContract:
    EXAMPLES = 30

    def test_an_unwritten_store_is_at_position_0(self, store):
        assert store.position() == 0

    def test_gives_back_exactly_what_was_written(self, store):
        self.check_round_trip(store, STORY)

    def test_gives_back_any_chronology_exactly(self, store):
        @examples(self.EXAMPLES)
        @given(chronologies())
        def check(chronology):
            self.check_round_trip(store, chronology)

        check()

    def check_round_trip(self, store, chronology):
        report = store.write(chronology, 7)
        assert lines(store.records()) == lines(chronology.records())
        assert report.digest == store.digest() == digest_of(chronology.records())
        assert report.position == store.position() == 7
        assert report.added + report.changed + report.unchanged == len(chronology.records())
        assert sum(store.counts().values()) == len(chronology.records())
        assert lines(store.articles()) == lines(chronology.articles)
        assert lines(store.entities()) == lines(chronology.entities)
        assert sorted(lines(store.conflicts())) == sorted(lines(chronology.conflicts))
        assert store.verify(chronology) == []

    def test_answers_any_query_as_plain_python_does(self, store):
        @examples(self.EXAMPLES)
        @given(chronologies(), st.lists(QUERIES, min_size=1, max_size=6))
        def check(chronology, queries):
            store.write(chronology, 1)
            for query in queries:
                assert lines(store.events(query)) == lines(matching(chronology, query)), query

        check()

    def test_a_second_write_leaves_what_a_first_one_would(self, store):
        @examples(self.EXAMPLES)
        @given(chronologies(), chronologies(), st.booleans())
        def check(before, after, full):
            store.write(before, 1, full=True)
            report = store.write(after, 2, full=full)
            assert lines(store.records()) == lines(after.records())
            assert store.verify(after) == []
            assert report.digest == store.digest() == digest_of(after.records())
            assert store.position() == 2
            for event in [*after.undated, *after.events]:
                assert store.event(event.id) == next(e for e in told(after) if e.id == event.id)

        check()

    def test_writing_the_same_again_changes_nothing(self, store):
        store.write(STORY, 1)
        report = store.write(STORY, 2)
        assert (report.added, report.changed, report.removed) == (0, 0, 0)
        assert report.unchanged == len(STORY.records())

    def test_a_write_says_what_it_did(self, store):
        store.write(cut(STORY, "evt-talks"), 1)
        longer = store.write(STORY, 2)
        assert (longer.added, longer.changed, longer.removed) == (1, 0, 0)
        renamed = msgspec.structs.replace(STORY.events[0], title="Another title")
        changed = store.write(msgspec.structs.replace(STORY, events=[renamed, *STORY.events[1:]]), 3)
        assert (changed.added, changed.changed, changed.removed) == (0, 1, 0)
        shorter = store.write(cut(STORY, STORY.events[0].id), 4)
        assert (shorter.added, shorter.changed, shorter.removed) == (0, 0, 1)

    def test_verify_names_what_is_missing_different_or_left_over(self, store):
        store.write(cut(STORY, "evt-talks"), 1)
        other = msgspec.structs.replace(STORY.events[0], title="Another title")
        wanted = msgspec.structs.replace(STORY, events=[other, *STORY.events[1:]], entities=STORY.entities[1:])
        assert store.verify(wanted) == [
            f"entity {STORY.entities[0].id}: left over",
            f"event {other.id}: different",
            "event evt-talks: missing",
        ]

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            (Query(), ["evt-phone", "evt-talks", "evt-visit", "evt-strike", "evt-summit"]),
            (Query(factuality=()), ["evt-phone", "evt-talks", "evt-visit", "evt-strike", "evt-plan", "evt-summit"]),
            (Query(factuality=("scheduled",)), ["evt-plan"]),
            (Query(since="2025-03-12", until="2025-03-13"), ["evt-visit", "evt-strike"]),
            (Query(since="2025-03-13", until="2025-03-13"), ["evt-strike"]),
            (Query(until="2025-03-11"), ["evt-phone", "evt-talks"]),
            (Query(actor="putin"), ["evt-phone", "evt-visit"]),
            (Query(actor="PUTIN Vladimir"), ["evt-phone", "evt-visit"]),
            (Query(actor="name:putin"), ["evt-phone", "evt-visit"]),
            (Query(actor="Zelenskiy"), ["evt-phone"]),
            (Query(actor="Vladimir Zelenskyy"), []),
            (Query(actor="the Kremlin"), ["evt-strike"]),
            (Query(place="kursk"), ["evt-visit", "evt-strike"]),
            (Query(place="sau"), ["evt-talks", "evt-summit"]),
            (Query(place="geo:saudi"), ["evt-talks", "evt-summit"]),
            (Query(type="CONSULT"), ["evt-phone", "evt-talks", "evt-visit", "evt-summit"]),
            (Query(type="CONSULT.talk"), ["evt-talks"]),
            (Query(type="CONSULT.t"), []),
            (Query(source="example"), ["evt-phone", "evt-visit", "evt-strike"]),
            (Query(source="Daily Sample"), ["evt-talks", "evt-visit", "evt-summit"]),
            (Query(min_sources=2), ["evt-visit"]),
            (Query(text="COMMAND post"), ["evt-visit"]),
            (Query(text="lodz"), ["evt-phone"]),
            (Query(text="visits Kursk"), ["evt-visit"]),
            (Query(text="visits nowhere"), []),
            (Query(text="—"), []),
            (Query(limit=2), ["evt-phone", "evt-talks"]),
            (Query(limit=0), []),
            (Query(actor="putin", type="CONSULT.visit", text="post", source="sample", place="RUS"), ["evt-visit"]),
        ],
    )
    def test_filters(self, store, query, expected):
        store.write(STORY, 1)
        assert [event.id for event in store.events(query)] == expected

    def test_what_is_found_often_comes_in_order_and_whole(self, store, monkeypatch):
        monkeypatch.setattr(terms, "_CROWD", 3)
        monkeypatch.setattr("timeline.store.neo4j._MANY", 4)
        chronology = crowd(90)
        store.write(chronology, 1)
        wide = {"since": "2024-06-01", "until": "2026-02-28"}
        for limit in (None, 1, 5, 40):
            for asked in (
                {"text": "strike"},
                {"text": "strike said"},
                {"actor": "name:putin"},
                {"actor": "name:putin", "text": "said"},
                {"place": "RUS", "factuality": ()},
                {"type": "CONSULT", "source": "Times"},
                {"source": "sample", "factuality": ("scheduled",)},
                {"min_sources": 3},
                {"actor": "name:putin", **wide},
                {"type": "ASSAULT.strike", "since": "2024-06-01"},
                {"text": "said", "until": "2023-06-01"},
            ):
                query = Query(limit=limit, **asked)
                found = events_of(store.events(query))
                assert found == events_of(matching(chronology, query)), query
                assert found, query
        shorter = cut(cut(chronology, chronology.events[3].id), chronology.events[4].id)
        store.write(shorter, 2)
        assert events_of(store.events(Query(text="strike"))) == events_of(matching(shorter, Query(text="strike")))

    def test_members_anchors_conflicts_and_former_ids_lead_to_their_event(self, store):
        store.write(STORY, 1)
        for id_ in ["evt-visit", "asr-1", "anc-1", "cnf-visit", ids.event_id(["anc-2"])]:
            assert store.event(id_).id == "evt-visit"
        assert store.event("asr-9") == STORY.undated[0]

    def test_every_alias_of_every_event_leads_somewhere_that_has_it(self, store):
        @examples(self.EXAMPLES // 2)
        @given(chronologies())
        def check(chronology):
            store.write(chronology, 1)
            everything = {event.id: aliases(event) for event in told(chronology)}
            for known in everything.values():
                for id_ in known:
                    ranks = [(k[id_], event) for event, k in everything.items() if id_ in k]
                    assert store.event(id_).id == min(ranks)[1]

        check()

    def test_the_first_characters_of_an_id_lead_where_it_does(self, store):
        store.write(STORY, 1)
        assert store.starting("evt-vis") == [("event", "evt-visit")]
        assert set(store.starting("asr-")) == {("event", event.id) for event in told(STORY)}
        assert store.starting("cnf-s") == [("event", "evt-strike")]
        assert ("event", "evt-visit") in store.starting(ids.event_id(["anc-2"])[:-2])
        assert store.starting("art-time") == [("article", "art-times")]
        assert store.starting("name:put") == [("entity", "name:putin")]
        assert len(store.starting("evt-", 2)) == 2
        for start in ("evt-nobody", "visit", "%", "evt_", "' OR 1 --"):
            assert store.starting(start) == []

    def test_every_start_of_every_id_leads_where_the_ids_do(self, store):
        @examples(self.EXAMPLES // 2)
        @given(chronologies(), st.data())
        def check(chronology, data):
            store.write(chronology, 1)
            known = sorted(every_id(chronology))
            if not known:
                return
            id_ = data.draw(st.sampled_from(known))[0]
            start = id_[: data.draw(st.integers(1, len(id_)))]
            wanted = dict.fromkeys((record, target) for i, record, target in known if i.startswith(start))
            assert store.starting(start) == list(wanted)

        check()

    @pytest.mark.parametrize("id_", ["evt-nobody", "", "name:putin", "' OR 1 --", "}) DETACH DELETE n //"])
    def test_an_unknown_id_is_one_line_that_names_it(self, store, id_):
        store.write(STORY, 1)
        with pytest.raises(UnknownId) as error:
            store.event(id_)
        assert id_ in str(error.value)
        assert "\n" not in str(error.value)

    def test_conflicts_by_kind_cause_and_status(self, store):
        store.write(STORY, 1)
        assert [c.id for c in store.conflicts()] == ["cnf-visit", "cnf-strike"]
        assert [c.id for c in store.conflicts(kind="toll")] == ["cnf-strike"]
        assert [c.id for c in store.conflicts(cause="publication_day")] == ["cnf-visit"]
        assert [c.id for c in store.conflicts(status="resolved")] == ["cnf-strike"]
        assert store.conflicts(kind="date", status="resolved") == []

    def test_some_articles_entities_and_the_conflicts_of_one_event(self, store):
        store.write(STORY, 1)
        assert store.articles(["art-times", "art-nobody"]) == [a for a in STORY.articles if a.id == "art-times"]
        assert store.entities({"name:putin"}) == [e for e in STORY.entities if e.id == "name:putin"]
        assert store.articles([]) == store.entities([]) == []
        assert [c.id for c in store.conflicts(event="evt-strike")] == ["cnf-strike"]
        assert store.conflicts(event="evt-strike", status="open") == []
        assert store.conflicts(event="evt-talks") == []

    def test_an_id_that_two_outlets_use_gives_both_articles(self, store):
        twin = msgspec.structs.replace(STORY.articles[0], source="Other Outlet", version="art-v9")
        store.write(msgspec.structs.replace(STORY, articles=[*STORY.articles[:1], twin, *STORY.articles[1:]]), 1)
        assert [a.source for a in store.articles([twin.id])] == [STORY.articles[0].source, "Other Outlet"]

    def test_counts_are_those_of_the_records(self, store):
        store.write(STORY, 1)
        kinds = [record.__struct_config__.tag for record in STORY.records()]
        assert store.counts() == {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)}

    def test_around_gives_the_happened_events_before_and_after(self, store):
        store.write(STORY, 1)
        assert [e.id for e in store.around("asr-1", 1)] == ["evt-talks", "evt-visit", "evt-strike"]
        assert [e.id for e in store.around("evt-visit")] == [e.id for e in STORY.events if e.id != "evt-plan"]
        assert [e.id for e in store.around("evt-plan", 1)] == ["evt-strike", "evt-plan", "evt-summit"]
        assert [e.id for e in store.around("evt-visit", 0)] == ["evt-visit"]

    def test_nothing_stands_around_an_undated_event(self, store):
        store.write(STORY, 1)
        with pytest.raises(UnknownId, match="no date"):
            store.around("evt-undated")

    def test_gaps_are_silences_and_bursts_of_what_the_query_matches(self, store):
        store.write(STORY, 1)
        silence = Gap(
            kind="silence",
            earliest="2025-03-14",
            latest="2025-03-29",
            days=16,
            events=0,
            before="evt-strike",
            after="evt-summit",
        )
        assert store.gaps() == [silence]
        assert store.gaps(Query(actor="putin")) == []

    def test_gaps_of_any_query_are_those_of_the_events_that_it_finds(self, store):
        @examples(self.EXAMPLES)
        @given(chronologies(), st.lists(PERIODS | QUERIES, min_size=1, max_size=4))
        def check(chronology, queries):
            store.write(chronology, 1)
            for query in queries:
                found = [e for e in matching(chronology, query) if starts_on_a_day(e.date)]
                days = silence.by_day((e.date.earliest, e.date.latest, e.id) for e in found)
                assert store.gaps(query) == silence.gaps(days), query

        check()

    def test_an_event_that_reaches_into_the_period_counts_on_the_day_on_which_it_began(self, store):
        event = STORY.events[0]
        days = [("2025-01-01", "2025-01-20"), ("2025-01-01", "2025-01-01"), ("2025-02-10", "2025-02-10")]
        events = [
            msgspec.structs.replace(
                event,
                id=f"evt-{number}",
                assertions=[],
                readings=[],
                conflict=None,
                links=[],
                date=msgspec.structs.replace(
                    event.date,
                    earliest=first,
                    latest=last,
                    granularity="interval" if first < last else "day",
                    edtf=f"{first}/{last}" if first < last else first,
                ),
            )
            for number, (first, last) in enumerate(days)
        ]
        store.write(Chronology(events=sorted(events, key=date_order)), 1)
        assert [(g.earliest, g.before) for g in store.gaps()] == [("2025-01-02", "evt-0")]
        assert [(g.earliest, g.before) for g in store.gaps(Query(since="2025-01-15"))] == [("2025-01-02", "evt-0")]
        assert store.gaps(Query(since="2025-01-21")) == []

    def test_an_event_is_found_by_the_new_name_of_its_source(self, store):
        store.write(STORY, 1)
        articles = [msgspec.structs.replace(a, source="Morning Paper") for a in STORY.articles]
        renamed = msgspec.structs.replace(STORY, articles=articles)
        report = store.write(renamed, 2)
        assert report.changed == len(articles)
        for source in ("morning", "example"):
            query = Query(source=source)
            assert events_of(store.events(query)) == events_of(matching(renamed, query))

    def test_injection_finds_nothing_and_breaks_nothing(self, store):
        store.write(STORY, 1)
        hostile = [
            "' OR '1'='1",
            "*",
            '"',
            "putin OR talks",
            "evt-visit'}) MATCH (n) DETACH DELETE n //",
            "search:*",
            "a~",
            "\\",
        ]
        for text in hostile:
            for field in ("actor", "place", "source", "type", "text"):
                query = Query(**{field: text})
                assert events_of(store.events(query)) == events_of(matching(STORY, query))
        assert store.verify(STORY) == []

    def test_closing_twice_does_nothing(self, store):
        store.write(STORY, 1)
        store.close()
        store.close()
