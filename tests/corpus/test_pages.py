"""One page of text may hold several articles."""

# ruff: noqa: E501

from hypothesis import given
from hypothesis import strategies as st

from timeline.corpus import pages


def split(page):
    return [text for text, _ in pages.split(page)]


FIRST = "Ferries stop\n\nUpdated 2 April 2025\nFollow\n\nFerries stop\n\n  • Union wants more pay\n\nNo ferry left the harbour on Wednesday.\nThe talks had failed.\n\n\n"
SECOND = "Storm nears the island\n\nUpdated 4 April 2025\nFollow\n\nStorm nears the island\n\nThe weather office warned of high winds on Friday.\n"
THIRD = "Army sends help\nPublished: 6 April 2025\n\nSoldiers went to the island on Sunday morning.\n"


def test_each_article_under_its_own_headline_and_stamp_is_one():
    assert list(split(FIRST + SECOND + THIRD)) == [FIRST, SECOND, THIRD]


def test_a_page_of_one_article_stays_whole():
    assert list(split(FIRST)) == [FIRST]


def test_bare_dates_split_only_where_the_first_article_has_one_in_its_head():
    one = "Ferries stop\n\nApril 2, 2025\n\nNo ferry left the harbour on Wednesday.\n\n"
    two = "Storm nears the island\n\nApril 4, 2025\n\nThe weather office warned of high winds on Friday.\n"
    assert list(split(one + two)) == [one, two]


def test_a_chronology_with_dates_for_cross_heads_stays_whole():
    page = "How the strike went\n\nThe strike lasted for a week.\n\nThe walkout\nApril 2, 2025\nCrews walked out at noon and stayed out.\n\nThe return\nApril 9, 2025\nCrews went back to work in the morning.\n"
    assert list(split(page)) == [page]


def test_a_stamp_may_stand_above_each_headline():
    one = "2 April 2025\nFerries stop for a week\nNo ferry left the harbour on Wednesday.\n\n"
    two = "4 April 2025\nStorm nears the island\nThe weather office warned of high winds on Friday.\n"
    assert list(split(one + two)) == [one, two]


def test_an_export_of_a_news_archive():
    def document(title, paper, day, text):
        return f"{title}\n{paper}\n{day}\n\nCopyright 2025 {paper}\n\nLength: 99 words\n\nBody\n\n{text}\n\nLoad-Date: {day}\n\nEnd of Document\n\n\n"

    one = document(
        "Ferries stop as crews walk out",
        "Coast Observer",
        "April 2, 2025 Wednesday",
        "No ferry left the harbour on Wednesday.",
    )
    two = document(
        "Storm nears the island from the west",
        "The Sound Daily",
        "April 4, 2025 Friday",
        "The weather office warned of high winds on Friday.",
    )
    assert list(split(one + two)) == [one, two]


def test_a_list_of_other_stories_is_no_article():
    page = FIRST + "Related articles\n\nStorm nears the island\n\n4 April 2025\n\nArmy sends help\n\n6 April 2025\n"
    assert list(split(page)) == [page]


def test_an_update_line_at_the_end_is_no_article():
    page = FIRST + "Correction of an earlier version\n\nUpdated 3 April 2025\n"
    assert list(split(page)) == [page]


@given(st.lists(st.sampled_from([*FIRST.split("\n"), *THIRD.split("\n")]), max_size=30).map("\n".join))
def test_the_slices_put_together_are_the_page(page):
    slices = list(split(page))
    assert "".join(slices) == page
    assert all(s.strip() for s in slices) or not page.strip()
