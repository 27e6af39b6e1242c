"""Titles of statements keep what was said and whether it was said."""

import pytest
from extract.reading import read

from timeline.chronology import fold
from timeline.chronology.titles import specific
from timeline.model.records import Party


def test_a_statement_that_is_only_planned_says_so_in_its_title():
    result = fold([read("The minister will say on Friday that the old bridge is safe.", "2023-05-10")])
    (title,) = [e.title for e in result.events if e.type == "STATEMENT.say"]
    assert title == "Minister: the old bridge is safe (planned)"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Fifteen soldiers were killed in Mali on Monday.", "15 soldiers killed in Mali"),
        (
            "A fire broke out near Bari on Monday, killing four people and injuring 23.",
            "Fire in Bari: 4 killed, 23 injured",
        ),
        ("A convoy was attacked near Goma on Monday.", "Attack on convoy in Goma"),
        ("Dockers in Hull voted on Monday.", "Dockers vote"),
        ("Gunmen stormed a hotel in Kismayo on Monday, killing nine.", "Gunmen storm a hotel in Kismayo: 9 killed"),
    ],
)
def test_a_title_reads_as_a_headline_with_its_toll(text, title):
    (event,) = fold([read(text, "2023-05-10")]).events
    assert event.title == title


def test_a_group_is_not_named_beside_its_own_fuller_name():
    told = [
        read("Hull dockers walked out on Monday over pay, and the ships lay idle.", "2023-05-10"),
        read("The dockers walked out on Monday over pay, and the ships lay idle.", "2023-05-11"),
    ]
    events = [e for e in fold(told).events if e.type == "PROTEST.strike"]
    assert all("dockers and" not in e.title.lower() for e in events)


def test_who_reaches_a_deal_together_is_named_once():
    told = [
        read("Norway reached a deal with Chad on Monday.", "2023-05-10"),
        read("Chad reached a deal with Norway on Monday.", "2023-05-10"),
    ]
    (title,) = {e.title for e in fold(told).events}
    assert title == "Norway and Chad reach a deal"


def test_a_country_is_not_named_beside_its_ministry():
    norway = Party(entity="cty:NOR", name="Norway")
    ministry = Party(entity="org:NOR:foreign-ministry", name="Norwegian Foreign Ministry")
    chad = Party(entity="cty:TCD", name="Chad")
    assert specific([norway, ministry, chad]) == [ministry, chad]


def test_people_called_otherwise_elsewhere_are_not_named_twice():
    told = [
        read("Gunmen stormed the Baraka hotel in Kismayo on Monday, killing nine.", "2023-05-09"),
        read("Assailants stormed the Baraka hotel in Kismayo on Monday, killing nine.", "2023-05-09"),
    ]
    (event,) = fold(told).events
    assert len(event.actors) == 2
    assert event.title in {f"{who} storm the Baraka hotel in Kismayo: 9 killed" for who in ("Gunmen", "Assailants")}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("President Poudel dissolved parliament on Monday.", "Poudel dissolves parliament"),
        (
            "Prime Minister Ana Karki promised one million rupees to each family on Monday.",
            "Karki promises one million rupees to each family",
        ),
    ],
)
def test_a_title_uses_the_verb_of_the_article(text, title):
    assert title in {e.title for e in fold([read(text, "2023-05-10")]).events}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The Rapid Support Forces accused the army of theft on Monday.", "Rapid Support Forces accuse army"),
        ("Bus drivers were fined by the police on Monday.", "Police sentence bus drivers"),
    ],
)
def test_doers_and_their_verb_agree(text, title):
    (event,) = fold([read(text, "2023-05-10")]).events
    assert event.title == title
