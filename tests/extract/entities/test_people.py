"""Persons: the tables, the article's own full names, titles, offices by day, spelling."""

import pytest


def test_a_surname_takes_the_full_name_of_the_article(read):
    article = read("Maria Okonjo opened the clinic on Monday.\nOkonjo thanked the donors.")
    assert article.who("Okonjo", 1) == ["name:maria okonjo"]
    assert article.people("Okonjo", 1)[0].name == "Maria Okonjo"
    assert article.people("Okonjo", 1)[0].text == "Okonjo"


def test_a_title_is_not_part_of_the_name(read):
    article = read("Gen. Pavlo Hrytsenko visited the front.\nMr. Hrytsenko praised the troops.")
    assert article.who("Hrytsenko", 0) == ["name:pavlo hrytsenko"] == article.who("Hrytsenko", 1)
    assert article.people("Hrytsenko", 0)[0].text == "Pavlo Hrytsenko"


@pytest.mark.parametrize("spelling", ["Zelensky", "Zelenskyy", "Volodymyr Zelenskiy"])
def test_spellings_of_a_known_person_are_one_entity(read, spelling):
    article = read(f"{spelling} spoke to reporters in Kyiv.")
    assert article.who(spelling.split()[-1]) == ["per:volodymyr-zelensky"]


def test_a_middle_initial_changes_nothing(read):
    article = read("The commander, Gen. Valery V. Gerasimov, reported to the president.")
    assert article.who("Gerasimov") == ["per:valery-gerasimov"]


def test_a_surname_that_many_share_needs_the_full_name(read):
    assert read("Johnson rejected the claim on Friday.").who("Johnson") == ["name:johnson"]
    article = read("Boris Johnson arrived late on Friday.\nJohnson rejected the claim.")
    assert article.who("Johnson", 1) == ["per:boris-johnson"]


def test_a_namesake_of_a_leader_stays_apart(read):
    article = read("Ivana Putin, a baker from Riga, opened her third shop on Monday.")
    assert article.who("Putin") == ["name:ivana putin"]


@pytest.mark.parametrize(("day", "person"), [("2016-05-01", "per:barack-obama"), ("2022-05-01", "per:joe-biden")])
def test_the_president_depends_on_the_day(read, day, person):
    assert read("The US president vetoed the bill.", day).who("president") == [person]


def test_without_a_day_an_office_stays_a_role(read):
    (found,) = read("The US president vetoed the bill.").people("president")
    assert (found.entity, found.kind, found.country) == ("role:USA:president", "role", "USA")


def test_a_former_president_is_not_the_president(read):
    assert read("A former US president criticised the bill.", "2022-05-01").who("president") != ["per:joe-biden"]


def test_a_misspelt_surname_is_found_inside_the_article_only(read):
    article = read("Tomasz Lewandorff signed the contract.\nLewandorf thanked the board.")
    assert article.who("Lewandorf") == ["name:tomasz lewandorff"]
    assert read("Lewandorf thanked the board.").who("Lewandorf") == ["name:lewandorf"]


def test_a_transliteration_is_no_misspelling(read):
    article = read("Pavlo Hrytsiuky arrived on Monday.\nHrytsiukyi spoke.")
    assert article.who("Hrytsiukyi") == article.who("Hrytsiuky")


def test_a_surname_that_is_also_a_title_is_the_person_whom_the_article_knows(read):
    article = read("Reporters met Larry King of the Chronicle on Monday.\nKing said the season was over.")
    assert article.who("King", 1) == ["name:larry king"]


def test_a_name_set_off_by_commas_is_the_person_in_office(read):
    article = read("She met the Bavarian finance minister, Jonas Keller, and promised to reopen the line.")
    assert article.who("minister") == ["name:jonas keller"]
