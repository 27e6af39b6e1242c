"""Which days of an event contradict each other, and which only seem to."""

from __future__ import annotations

import pytest
from chronology.build import article, says

from timeline.chronology import fold

TWELFTH = article(
    "a", says("Anna Vale visited Norport on the morning of 12 March.", on="2025-03-12"), published="2025-03-12"
)


def conflicts(*claims, published):
    """The conflicts of what an article tells with the visit on 12 March; both are one event."""
    result = fold([TWELFTH, article("b", *claims, published=published)])
    assert len(result.events) == 1
    return result.conflicts


def test_overnight_is_the_morning_after_as_well():
    words = "Anna Vale visited Norport overnight."
    assert not conflicts(says(words, on="2025-03-11", timex="overnight"), published="2025-03-12")
    assert conflicts(says(words, on="2025-03-10", timex="overnight"), published="2025-03-11")


def test_an_hour_without_a_day_contradicts_nobody():
    words = "Anna Vale visited Norport at 10:23."
    assert not conflicts(says(words, on="2025-03-13", basis="relative", timex="10:23"), published="2025-03-13")
    assert conflicts(says(words, on="2025-03-13", basis="relative"), published="2025-03-13")


def test_two_words_of_one_sentence_do_not_make_the_day_of_the_story_that_of_the_event():
    def lent(sentence, trigger="visited"):
        return says(sentence, trigger, on="2025-03-13", basis="inherited", flags=["soft"])

    def told(*claims):
        other = {"type": "PROTEST.strike", "who": None, "where": None}
        ahead = [says("The mill hands struck.", "struck", **other), says("The dockers struck, too.", "struck", **other)]
        return fold([TWELFTH, article("b", *ahead, *claims, published="2025-03-13")]).conflicts

    one = "Anna Vale visited Norport, a visit of two hours."
    assert not told(lent(one), lent(one, "visit of"))
    assert told(lent(one), lent("She visited its mills."))


def test_the_day_of_the_story_is_that_of_what_the_article_tells_first():
    first = says("Anna Vale visited Norport.", on="2025-03-13", basis="inherited", flags=["soft"])
    assert conflicts(first, published="2025-03-14")
    assert not conflicts({**first, "basis": "weekday"}, published="2025-03-14")  # of the statement that tells it


def test_what_an_article_dates_to_two_days_weeks_apart_are_two_times():
    def twice(day):
        two = [says("Anna Vale visited Norport on 12 March.", on="2025-03-12"), says("She visited it then.", on=day)]
        return fold([TWELFTH, article("b", *two, published="2025-04-20")]).conflicts

    assert twice("2025-03-14")
    assert not twice("2025-04-14")


CRASH = {"type": "DISASTER.crash", "who": None, "where": "Norport"}
FRIDAY = article(
    "a",
    says("Two trains collided in Norport on Friday.", "collided", **CRASH, on="2025-03-14", toll={"killed": 12}),
    published="2025-03-15",
)  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "trigger", "day"),
    [
        ("The first victims of the Norport train crash were buried on Wednesday.", "train crash", "2025-03-19"),
        ("An inquiry into the Norport train crash opened on Monday.", "train crash", "2025-03-17"),
        ("The death toll in the Norport train crash rose to 31 on Sunday.", "train crash", "2025-03-16"),
        ("A driver was arrested on Monday in the Norport train crash.", "train crash", "2025-03-17"),
        ("The mayor appealed on Sunday for information on the Norport train crash.", "train crash", "2025-03-16"),
    ],
)
def test_the_day_of_what_came_of_a_crash_is_not_that_of_the_crash(sentence, trigger, day):
    later = article("b", says(sentence, trigger, **CRASH, on=day, basis="weekday", word="noun"), published=day)
    result = fold([FRIDAY, later])
    assert [e.date.edtf for e in result.events] == ["2025-03-14"]
    assert not result.conflicts


def test_a_headline_on_what_came_of_a_crash_does_not_make_its_day_that_of_the_crash():
    def lent(sentence, section):
        told = {**CRASH, "on": "2025-03-16", "basis": "inherited", "flags": ["soft"], "word": "noun"}
        return says(sentence, "crash", **told, section=section)

    head, text = "Families return after Norport crash", "They came home after the crash in Norport."
    later = article("b", lent(head, "headline"), lent(text, "body"), published="2025-03-16")
    assert not fold([FRIDAY, later]).conflicts


def test_the_subject_of_a_sentence_has_its_day():
    said = says("The crash took place in Norport on Thursday.", "crash", **CRASH, on="2025-03-13", word="noun")
    hurt = says("The crash in Norport killed 12.", "crash", **CRASH, on="2025-03-13", word="noun", toll={"killed": 12})
    days = {e.date.edtf for e in fold([FRIDAY, article("b", said, hurt, published="2025-03-15")]).events}
    assert days != {"2025-03-14"}


@pytest.mark.parametrize(
    "same", [{"key": "page"}, {"url": "https://lake.example/treaty"}], ids=["one article", "one address"]
)
def test_an_outlet_that_corrects_itself_is_shown_with_the_later_day_first(same):
    first = article(
        "a",
        says("Anna Vale visited the mills of Norport on Tuesday, her office said.", on="2025-03-11"),
        published="2025-03-12",
        source="Lake Journal",
        version="art-1",
        **same,
    )
    second = article(
        "b",
        says("Anna Vale visited the mills of Norport on Wednesday, her office said.", on="2025-03-12"),
        published="2025-03-13",
        source="Lake Journal",
        version="art-2",
        **same,
    )
    result = fold([first, second])
    (conflict,) = result.conflicts
    assert (conflict.cause, [r.edtf for r in conflict.readings]) == ("correction", ["2025-03-12", "2025-03-11"])
    assert conflict.explanation.endswith("Lake Journal said Tuesday, March 11 in an earlier version of its article.")
    assert result.events[0].date.earliest == "2025-03-12"


def test_a_denial_that_borrows_its_day_still_contradicts():
    denied = says(
        "Vale denied that she had visited Norport.", on="2025-03-13", flags=["soft"], factuality="denied", holder="Vale"
    )
    assert [c.kind for c in conflicts(denied, published="2025-03-13")] == ["occurrence"]


def toll(name, number, published, sentence="The trains that collided in Norport on Friday left {} dead."):
    said = says(sentence.format(number), "collided", **CRASH, on="2025-03-14", toll={"killed": number})
    return article(name, said, published=published, source=f"Paper {name}")


def test_a_toll_that_grows_from_page_to_page_is_the_latest_and_no_conflict():
    result = fold([toll("a", 12, "2025-03-15"), toll("b", 31, "2025-03-16"), toll("c", 33, "2025-03-19")])
    assert not result.conflicts
    assert [e.toll.killed for e in result.events] == [33]


def test_a_toll_that_has_risen_within_a_day_is_no_conflict():
    rose = "The death toll of the trains that collided in Norport on Friday rose to {}."
    assert not fold([toll("a", 12, "2025-03-15"), toll("b", 31, "2025-03-15", rose)]).conflicts
    assert not fold([toll("a", 12, "2025-03-15T08:00:00+01:00"), toll("b", 31, "2025-03-15T19:00:00+01:00")]).conflicts


def test_a_toll_conflict_names_those_who_differ_and_nobody_else():
    pages = [toll("a", 31, "2025-03-16"), toll("b", 28, "2025-03-16"), toll("c", 33, "2025-03-19")]
    (conflict,) = fold(pages).conflicts
    assert sorted(r.toll.killed for r in conflict.readings) == [28, 31]


def test_of_two_numbers_of_one_article_the_smaller_counts_others():
    def raid(name, *sentences):
        told = {"type": "ASSAULT.attack", "who": "gunmen", "where": "Norport", "on": "2025-03-14"}
        return article(
            name, *(says(s, "attacked", **told, toll={"killed": n}) for s, n in sentences), published="2025-03-15"
        )

    four = ("Gunmen attacked a checkpoint in Norport and killed four soldiers.", 4)
    one = ("When they attacked the checkpoint one of the gunmen was killed, too.", 1)
    assert not fold([raid("a", four), raid("b", four, one)]).conflicts
