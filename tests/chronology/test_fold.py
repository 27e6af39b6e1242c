from __future__ import annotations

import random

import msgspec
from chronology.build import article, says
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.chronology import fold
from timeline.model.ids import digest
from timeline.model.records import Decision, Timex

VISIT_12 = article(
    "a",
    says("Anna Vale visited Norport on 12 March 2025 to open the harbour.", on="2025-03-12"),
    published="2025-03-14",
    source="Harbour Post",
)
VISIT_WEDNESDAY = article(
    "b",
    says("The minister Anna Vale visited the town of Norport on Wednesday.", timex="Wednesday"),
    published="2025-03-13",
    source="Coast Daily",
)
VISIT_13 = article(
    "c",
    says("On March 13, 2025, Anna Vale visited Norport and met dockers.", on="2025-03-13"),
    published="2025-03-13",
    source="Dock Forum",
)
UNDATED = article("d", says("Anna Vale visited Norport on Wednesday evening, her office said.", timex="Wednesday"))
PLAIN = article("e", says("Anna Vale visited Norport for the first time this spring.", on=None))


def visits(chronology):
    return [e for e in chronology.events if e.type == "CONSULT.visit"]


def test_sources_that_disagree_on_the_day_of_one_visit_make_one_event_with_a_conflict():
    result = fold([VISIT_12, VISIT_WEDNESDAY, VISIT_13])
    (event,) = visits(result)
    assert event.date.earliest == event.date.latest == "2025-03-12"
    assert event.date.edtf == "[2025-03-12,2025-03-13]"
    assert [r.edtf for r in event.readings] == ["2025-03-12", "2025-03-13"]
    assert event.readings[0].independent_sources == 2
    (conflict,) = result.conflicts
    assert event.conflict == conflict.id
    assert (conflict.kind, conflict.cause, conflict.days_apart) == ("date", "publication_day", 1)
    assert conflict.explanation == (
        "Coast Daily and Harbour Post date “Vale visits Norport” to Wednesday, March 12; "
        "Dock Forum says Thursday, March 13, the day it was published."
    )


def test_two_weekdays_of_an_undated_article_narrow_the_days_on_which_both_are_recent():
    two = article(
        "d",
        says("Anna Vale visited Norport on Wednesday evening, her office said.", timex="Wednesday"),
        says("The dockers went on strike on Friday.", "strike", type="PROTEST.strike", who="dockers", timex="Friday"),
    )
    result = fold([VISIT_12, VISIT_WEDNESDAY, two, PLAIN])
    inferred = next(a for a in result.articles if a.id == "d").published
    assert (inferred.earliest, inferred.latest) == ("2025-03-14", "2025-03-16")


def test_an_undated_article_gets_the_days_on_which_its_words_fit():
    result = fold([VISIT_12, VISIT_WEDNESDAY, UNDATED, PLAIN])
    (event,) = visits(result)
    assert not result.conflicts
    inferred = next(a for a in result.articles if a.id == "d").published
    assert (inferred.earliest, inferred.latest, inferred.value) == ("2025-03-12", "2025-03-18", None)
    assert inferred.basis == "inferred"
    assert inferred.evidence == [event.id]
    assert "Wednesday" in (inferred.reason or "")
    assert next(m for m in event.assertions if m.article == "d").edtf == "2025-03-12"
    plain = next(a for a in result.articles if a.id == "e").published
    assert plain.basis == "none"
    assert plain.reason


def test_order_of_articles_does_not_matter():
    articles = [VISIT_12, VISIT_WEDNESDAY, VISIT_13, UNDATED, PLAIN, *STORY]
    expected = digest(fold(articles))
    for seed in range(8):
        shuffled = articles[:]
        random.Random(seed).shuffle(shuffled)
        assert digest(fold(shuffled)) == expected


def test_the_same_article_twice_changes_nothing():
    assert fold([VISIT_12, VISIT_12, VISIT_13]) == fold([VISIT_12, VISIT_13])


def test_nothing_in_nothing_out():
    result = fold([])
    assert result.records() == []


def test_two_visits_that_one_article_tells_apart_are_two_events():
    both = article(
        "two",
        says("Anna Vale visited Norport on 12 March 2025.", on="2025-03-12"),
        says("She visited Norport again on 2 June 2025.", on="2025-06-02"),
        published="2025-06-03",
    )
    assert len(visits(fold([both]))) == 2


def test_who_was_met_and_who_was_not_are_two_events():
    told = article(
        "a",
        says(
            "Anna Vale met the survivors in Norport on Tuesday.",
            "met",
            type="CONSULT.meet",
            whom="survivors",
            on="2025-03-11",
        ),
        says(
            "Anna Vale did not meet the families in Norport.",
            "meet",
            type="CONSULT.meet",
            whom="families",
            on="2025-03-11",
            factuality="did_not_happen",
        ),
        published="2025-03-12",
    )
    events = [e for e in fold([told]).events if e.type == "CONSULT.meet"]
    assert sorted(e.factuality for e in events) == ["did_not_happen", "happened"]


def test_caption_against_body_is_a_conflict_inside_one_article():
    one = article(
        "one",
        says("On Wednesday, March 12, 2025, Anna Vale visited Norport.", on="2025-03-12", section="caption"),
        says("Anna Vale visited Norport on March 13, 2025.", on="2025-03-13"),
        published="2025-03-15",
    )
    result = fold([one])
    assert len(visits(result)) == 1
    assert [c.kind for c in result.conflicts] == ["date"]
    said = (
        "A caption in one article dates “Vale visits Norport” to Wednesday, March 12; its text says Thursday, March 13."
    )
    assert result.conflicts[0].explanation == said


def test_a_slip_inside_an_article_that_also_gives_the_others_day_is_no_conflict():
    wavers = article(
        "w",
        says("Anna Vale visited Norport on Wednesday.", timex="Wednesday"),
        says("The town said on Thursday that Anna Vale visited Norport.", timex="Thursday"),
        published="2025-03-14",
    )
    result = fold([VISIT_12, wavers])
    assert len(visits(result)) == 1
    assert not result.conflicts


def test_the_page_date_written_out_lends_no_event_its_day():
    lent = article(
        "s",
        says("Anna Vale visited Norport.", on="2025-03-15", basis="inherited", section="headline"),
        published="2025-03-15",
    )
    stamp = Timex(
        id="t1", start=0, end=0, text="15 March 2025", type="DATE", value="2025-03-15", symbol=None, anchor="text"
    )
    date = msgspec.structs.replace(lent.assertions[0].date, timex="t1")
    stamped = msgspec.structs.replace(
        lent, timexes=[stamp], assertions=[msgspec.structs.replace(lent.assertions[0], date=date)]
    )
    result = fold([VISIT_12, stamped])
    assert len(visits(result)) == 1
    assert not result.conflicts


def test_a_publication_day_is_listed_but_opens_no_conflict():
    late = article(
        "late",
        says("Anna Vale visited Norport, the town said.", on="2025-03-15", basis="publication"),
        published="2025-03-15",
    )
    result = fold([VISIT_12, late])
    (event,) = visits(result)
    assert not result.conflicts
    assert [(r.edtf, r.basis) for r in event.readings] == [("2025-03-12", "explicit"), ("2025-03-15", "publication")]


def test_a_coarse_date_supports_the_finer_one():
    coarse = article(
        "m", says("Anna Vale visited Norport in March 2025.", on="2025-03-01/2025-03-31"), published="2025-04-20"
    )
    result = fold([VISIT_12, coarse])
    assert not result.conflicts
    assert visits(result)[0].date.edtf == "2025-03-12"


def test_a_plan_that_moved_is_no_conflict():
    plan = article(
        "p",
        says("Anna Vale will visit Norport on 10 March 2025.", "visit", on="2025-03-10", factuality="scheduled"),
        published="2025-03-08",
    )
    result = fold([VISIT_12, plan])
    assert not result.conflicts
    fact = next(e for e in visits(result) if e.factuality == "happened")
    assert fact.date.edtf == "2025-03-12"


def test_happened_against_denied_is_a_conflict_of_occurrence():
    denial = article(
        "n",
        says("The office denied that Anna Vale visited Norport.", factuality="denied", holder="the office"),
        published="2025-03-14",
    )
    result = fold([VISIT_12, denial])
    assert [c.kind for c in result.conflicts] == ["occurrence"]
    assert {r.factuality for r in result.conflicts[0].readings} == {"happened", "denied"}


def test_tolls_that_differ_on_one_day_are_a_conflict_and_at_least_is_not():
    def blast(name: str, number: int, bound: dict | None = None):
        return article(
            name,
            says(
                f"A blast at the mill in Norport killed {number} workers on 12 March 2025.",
                "killed",
                type="CASUALTY.killed",
                who=None,
                on="2025-03-12",
                toll={"killed": number, "bound": bound or {}},
            ),
            published="2025-03-13",
        )

    assert [c.kind for c in fold([blast("x", 3), blast("y", 5)]).conflicts] == ["toll"]
    assert not fold([blast("x", 3, {"killed": "at_least"}), blast("y", 5)]).conflicts


def test_copies_count_once():
    text = (
        "The harbour had been closed for eleven months after the winter storm. "
        "Crews had worked day and night to clear the channel. Ferries return on Friday morning."
    )
    first = article(
        "o",
        says("Anna Vale visited Norport on 12 March 2025 to open the rebuilt harbour.", on="2025-03-12"),
        published="2025-03-13",
        more=text,
    )
    copy = article(
        "p",
        says("Anna Vale visited Norport on 12 March 2025 to open the rebuilt harbour.", on="2025-03-12"),
        published="2025-03-14",
        more=text,
    )
    result = fold([copy, first])
    assert {a.id: a.copy_of for a in result.articles} == {"o": None, "p": "o"}
    assert visits(result)[0].independent_sources == 1


def test_a_broken_feed_date_is_not_believed():
    broken = article(
        "z",
        says("Anna Vale visited Norport on Wednesday.", timex="Wednesday"),
        published="1970-01-01",
    )
    result = fold([VISIT_12, VISIT_WEDNESDAY, broken])
    (event,) = visits(result)
    assert not result.conflicts
    assert event.date.edtf == "2025-03-12"
    assert any("1970-01-01" in r.reason for r in result.rejected)


STORY = [
    article(
        f"s{n}",
        says(
            f"Rebels attacked the depot at Marl on {day} March 2025, killing guards.",
            "attacked",
            type="ASSAULT.attack",
            who="rebels",
            where="Marl",
            on=f"2025-03-{day:02}",
        ),
        says(
            "The governor Ivo Lenz said the road would stay shut.",
            "said",
            type="STATEMENT.say",
            who="Ivo Lenz",
            where=None,
            on=f"2025-03-{day:02}",
        ),
        published=f"2025-03-{day + 1:02}",
    )
    for n, day in enumerate((3, 9, 21))
]


def test_attacks_on_one_town_on_different_days_are_different_events():
    result = fold(STORY)
    assert len([e for e in result.events if e.type == "ASSAULT.attack"]) == 3


SHOPKEEPERS = "In Norport the gunmen who attacked a row of shops on {} March 2025 left {} shopkeepers dead."


def raid(name, day, killed, told="Gunmen attacked the market in Norport on {} March 2025, killing {} people."):
    """An attack on one town, told as news the day after."""
    return article(
        name,
        says(
            told.format(day, killed),
            "attacked",
            type="ASSAULT.attack",
            who="gunmen",
            on=f"2025-03-{day}",
            toll={"killed": killed},
        ),
        published=f"2025-03-{day + 1}",
    )


def test_one_place_and_one_toll_on_two_days_are_one_attack_whose_day_is_disputed():
    (conflict,) = fold([raid("x", 15, 7), raid("y", 16, 7)]).conflicts
    assert (conflict.kind, conflict.days_apart) == ("date", 1)


def test_other_victims_on_another_day_are_another_attack():
    assert len(fold([raid("x", 15, 7), raid("y", 17, 2, SHOPKEEPERS)]).events) == 2


@given(st.permutations(range(8)), st.integers(0, 8))
@settings(max_examples=25, deadline=None)
def test_any_order_gives_the_same_records(order, cut):
    pool = [VISIT_12, VISIT_WEDNESDAY, VISIT_13, UNDATED, PLAIN, *STORY]
    chosen = sorted(order[:cut])
    straight = fold([pool[i] for i in chosen])
    mixed = fold([pool[i] for i in order[:cut]])
    assert straight == mixed


def test_two_ministers_of_one_surname_leave_twice():
    def left(name, who, day):
        sentence = f"{who} resigned on {day}, the ministry said."
        return article(
            name, says(sentence, "resigned", type="OFFICE.resign", who=who, where=None, on=day), published=day
        )

    marek, again, tim = (
        left("a", "Marek Dolan", "2025-03-10"),
        left("b", "Marek Dolan", "2025-03-11"),
        left("c", "Tim Dolan", "2025-03-11"),
    )
    events = fold([marek, again, tim]).events
    assert sorted(len(e.assertions) for e in events) == [1, 2]


def test_one_plain_sentence_makes_no_copy_and_no_single_voice():
    told = [
        article(name, says(sentence, on="2025-03-12"), published="2025-03-13", more=more)
        for name, sentence, more in (
            ("a", "President Anna Vale visited Norport on Wednesday 12 March 2025.", "The mills stood still for her."),
            ("b", "Anna Vale visited Norport on Wednesday.", "She left on Thursday."),
            ("c", "Anna Vale had visited Norport on Wednesday.", ""),
        )
    ]
    result = fold(told)
    assert {a.copy_of for a in result.articles} == {None}
    assert [e.independent_sources for e in result.events] == [3]


def test_the_words_of_an_undated_article_are_explained_by_the_day_that_they_can_mean():
    result = fold([VISIT_12, VISIT_WEDNESDAY, VISIT_13, UNDATED])
    reason = next(a for a in result.articles if a.id == "d").published.reason or ""
    assert "Wednesday, March 12" in reason


def test_one_article_under_two_extractors_counts_once_and_keeps_the_decision_on_its_words():
    told = says("Anna Vale visited Norport on 12 March 2025.", on="2025-03-12")
    more = says("She met the millers there.", "met", type="CONSULT.meet", where=None, on="2025-03-12")
    old = article("a", told, published="2025-03-13", extractor="1")
    new = article("a", told, more, published="2025-03-13", extractor="2")
    assert fold([old, new]) == fold([new])
    anchor = visits(fold([old]))[0].assertions[0].anchor
    ruling = Decision(
        id="d1", kind="reject", subjects=[anchor], because="a slip", by="me", at="2025-04-01T00:00:00+00:00"
    )
    assert not visits(fold([new], [ruling]))
    gone = article("a", more, published="2025-03-13", extractor="3")
    assert any("without subject" in r.reason for r in fold([gone], [ruling]).rejected)
