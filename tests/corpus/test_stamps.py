"""Lines and values that say when an article was published."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.corpus.stamps import find, from_url, parse_value, suffix, yearless


@pytest.mark.parametrize(
    ("line", "value", "role"),
    [
        ("Updated 12 March 2025", "2025-03-12", "updated"),
        ("Started by riverwatch, 2025-03-13 09:07", "2025-03-13T09:07:00", "authored"),
        ("2025-03-12T18:30+03:00", "2025-03-12T18:30:00+03:00", "bare"),
        ("Published: Wednesday, March 12, 2025 at 6:30 p.m. EDT", "2025-03-12T18:30:00-04:00", "published"),
        ("Published 12:17 am, Monday, September 16, 2013", "2013-09-16T00:17:00", "published"),
        ("May 03, 2013", "2013-05-03", "bare"),
        ("16 September 2013 Last updated at 12:42 GMT", "2013-09-16T12:42:00+00:00", "updated"),
        ("March 12, 2025 | 4:05 pm ET", "2025-03-12T16:05:00-04:00", "bare"),
        ("Posted on 2nd April 2025 by Signe Holm", "2025-04-02", "published"),
        ("By Signe Holm | April 2, 2025", "2025-04-02", "authored"),
        ("12. März 2025", "2025-03-12", "bare"),
        ("Publié le 12 mars 2025 à 18h30", "2025-03-12T18:30:00", "published"),
        ("Publicado el 12 de marzo de 2025", "2025-03-12", "published"),
        ("Опубликовано 12 марта 2025, 18:30", "2025-03-12T18:30:00", "published"),
        ("Опубліковано 12 березня 2025 р.", "2025-03-12", "published"),
        ("12 مارس 2025", "2025-03-12", "bare"),
        ("١٢ مارس ٢٠٢٥", "2025-03-12", "bare"),
        ("نشر في ٥ أيلول ٢٠٢٢", "2022-09-05", "published"),
        ("5 كانون الأول 2022", "2022-12-05", "bare"),
        ("Publicado em 12 de março de 2025", "2025-03-12", "published"),
        ("12 Mart 2025 18:30", "2025-03-12T18:30:00", "bare"),
        ("Opublikowano 12 marca 2025", "2025-03-12", "published"),
        ("12.03.2025, 18:30 GMT+3", "2025-03-12T18:30:00+03:00", "bare"),
        ("05/02/13 07:05 PM ET", "2013-05-02T19:05:00-04:00", "bare"),
        ("14/09/2013", "2013-09-14", "bare"),
    ],
)
def test_a_stamp_line_gives_its_day_time_zone_and_role(line, value, role):
    (stamp,) = find(line)
    assert (stamp.value, stamp.role) == (value, role)
    assert stamp.residue <= 3


def test_a_sentence_that_mentions_a_date_is_left_over_with_its_words():
    (stamp,) = find("On March 13, 2025, the minister visited a school and a harbour.")
    assert stamp.residue >= 4


def test_day_and_month_that_could_be_swapped_stay_two_days():
    (stamp,) = find("03/12/2025")
    assert [d.earliest for d in stamp.days] == [date(2025, 3, 12), date(2025, 12, 3)]
    assert stamp.value == "[2025-03-12,2025-12-03]"
    assert find("03/12/2025", order="DMY")[0].value == "2025-12-03"
    assert find("03/12/2025", order="MDY")[0].value == "2025-03-12"
    assert find("03/12/2025", language="de-AT")[0].value == "2025-12-03"


@pytest.mark.parametrize("line", ["30 February 2025", "2025-13-40", "12 March 0001", "99/99/2025"])
def test_an_impossible_date_is_reported_and_not_repaired(line):
    found = find(line)
    assert not found or found[0].problem


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025-03-12", "2025-03-12"),
        ("2025-03-12T18:30:00Z", "2025-03-12T18:30:00+00:00"),
        ("2025-03-12T18:30+03:00", "2025-03-12T18:30:00+03:00"),
        ("Wed, 12 Mar 2025 18:30:00 GMT", "2025-03-12T18:30:00+00:00"),
        ("March 12, 2025", "2025-03-12"),
        ("2025-03", "2025-03"),
        ("2025", "2025"),
    ],
)
def test_values_of_metadata(value, expected):
    stamp = parse_value(value)
    assert stamp.problem is None
    assert stamp.value == expected


@pytest.mark.parametrize("value", ["next week", "", "0001-01-01", "2025-02-30", "9999-01-01", "2025-19", "1741800000"])
def test_what_is_no_publication_date_is_refused_with_a_reason(value):
    assert parse_value(value).problem


@pytest.mark.parametrize(
    ("url", "value"),
    [
        ("https://a.example/world/2025/03/12/story", "2025-03-12"),
        ("https://a.example/world/2025/mar/12/story", "2025-03-12"),
        ("https://a.example/story-2025-03-12.html?d=2024-01-01", "2025-03-12"),
        ("https://a.example/20250312/story", "2025-03-12"),
        ("https://a.example/2025/03/story", "2025-03"),
    ],
)
def test_a_url_may_hold_the_day(url, value):
    stamp = from_url(url)
    assert stamp is not None
    assert stamp.value == value


@pytest.mark.parametrize(
    "url", ["https://a.example/story/12345678", "https://a.example/2025/99/99/x", "https://a.example/"]
)
def test_other_numbers_in_a_url_are_no_day(url):
    assert from_url(url) is None


def test_a_stamp_run_on_to_a_headline_is_found_at_its_end():
    text = "Harbour closed after the storm. Posted: May 24, 2005"
    at, found = suffix(text)
    assert text[at:] == "Posted: May 24, 2005"
    assert found[0].value == "2005-05-24"


def test_a_date_line_without_a_year_is_known_as_one():
    assert yearless("Jul. 7 5:59 PM EDT")
    assert not yearless("Top 10")


@given(st.text(max_size=200))
def test_no_line_breaks_the_search(line):
    for stamp in find(line):
        assert 0 <= stamp.start <= stamp.end <= len(line)


@given(st.dates(min_value=date(1700, 1, 1), max_value=date(2199, 12, 31)))
def test_every_day_survives_its_written_forms(day):
    for form in (f"{day:%d %B} {day.year}", f"{day:%B} {day.day}, {day.year}", f"Updated: {day.isoformat()}"):
        assert find(form)[0].value == day.isoformat()
