"""Choosing the publication day; all candidates are kept."""

from timeline.corpus import article_from_json
from timeline.corpus.publication import choose
from timeline.corpus.stamps import find, from_url, parse_value

STORY = "A bridge fell into the river on Friday morning, the police said, and nobody was on it at the time of the fall."


def test_the_publishers_local_day_counts_for_an_instant_with_its_zone():
    published, _ = choose([("given", parse_value("2025-03-12T23:40:00-05:00"))])
    assert (published.value, published.earliest, published.latest) == (
        "2025-03-12T23:40:00-05:00",
        "2025-03-12",
        "2025-03-12",
    )
    assert published.zone == "-05:00"


def test_an_instant_in_utc_is_taken_to_the_publishers_home_zone():
    published, _ = choose([("given", parse_value("2025-03-13T03:40:00Z"))], zone="America/New_York")
    assert published.value == "2025-03-13T03:40:00+00:00"
    assert (published.earliest, published.zone) == ("2025-03-12", "-04:00")


def test_given_goes_before_page_and_page_before_url_and_none_is_lost():
    page, url = find("Published 14 March 2025")[0], from_url("https://a.example/2025/03/12/x")
    published, notes = choose([("url", url), ("page", page)])
    assert (published.value, published.basis) == ("2025-03-14", "page")
    assert [s.value for s in published.stamps] == ["2025-03-12", "2025-03-14"]
    assert notes == ["stamps disagree: published 2025-03-14, others say 2025-03-12"]
    published, _ = choose([("page", page), ("given", parse_value("2025-03-13"))])
    assert (published.value, published.basis) == ("2025-03-13", "given")


def test_a_stated_publication_goes_before_an_update():
    published, _ = choose([("page", s) for s in (*find("Updated 14 March 2025"), *find("Published 12 March 2025"))])
    assert published.value == "2025-03-12"


def test_an_ambiguous_day_stays_an_interval_without_value():
    published, _ = choose([("page", find("03/12/2025")[0])])
    assert (published.value, published.earliest, published.latest) == (None, "2025-03-12", "2025-12-03")


def test_the_url_settles_an_ambiguous_day_and_a_month():
    url = from_url("https://a.example/2025/03/12/x")
    assert choose([("page", find("03/12/2025")[0]), ("url", url)])[0].value == "2025-03-12"
    assert choose([("given", parse_value("2025-03")), ("url", url)])[0].value == "2025-03-12"


def test_a_month_is_an_interval_and_never_its_first_day():
    published, _ = choose([("given", parse_value("2025-03"))])
    assert (published.value, published.earliest, published.latest) == (None, "2025-03-01", "2025-03-31")


def test_an_absurd_date_is_refused_with_a_note():
    published, notes = choose([("given", parse_value("0001-01-01"))])
    assert published.basis == "none"
    assert "refused" in notes[0]


def test_the_dateline_decides_only_where_nothing_says_when_it_appeared():
    article = article_from_json({"text": f"Bridge falls\n\nOSLO, March 21, 2025 (Reuters) - {STORY}"}, "test")
    assert (article.published.value, article.published.basis) == ("2025-03-21", "page")
    dated = f"Bridge falls\n\nPublished 22 March 2025\n\nOSLO, March 21, 2025 (Reuters) - {STORY}"
    article = article_from_json({"text": dated}, "test")
    assert article.published.value == "2025-03-22"
    assert [s.value for s in article.published.stamps] == ["2025-03-22", "2025-03-21"]
    assert not [n for n in article.notes if "disagree" in n]
    article = article_from_json({"text": f"Bridge falls\n\nOSLO, March 21 (Reuters) - {STORY}"}, "test")
    assert article.published.value is None
