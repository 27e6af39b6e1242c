"""The registry of publishers."""

import msgspec
import pytest

from timeline.corpus import CorpusSettings, article_from_json
from timeline.corpus.sources import load, lookup
from timeline.errors import UsageError


def test_a_domain_covers_its_subdomains_and_a_name_is_found_too():
    assert lookup("https://www.bbc.co.uk/news/1").name == "BBC"
    assert lookup(None, "the guardian").zone == "Europe/London"
    assert lookup("https://notbbc.co.uk/") is None
    assert lookup("https://[broken") is None


def test_the_users_own_sources_go_first_and_give_zone_and_order_of_day_and_month():
    row = {"domain": "coast.example", "name": "Coast", "zone": "America/Chicago", "date_order": "MDY"}
    settings = msgspec.convert({"sources": [row]}, CorpusSettings)
    article = article_from_json(
        {"text": "The harbour reopened.", "url": "https://news.coast.example/1", "published": "2025-04-07T03:00:00Z"},
        "x",
        settings,
    )
    assert (article.source, article.published.earliest, article.published.zone) == ("Coast", "2025-04-06", "-05:00")
    article = article_from_json(
        {"text": "Storm\n\n04/06/2025\n\nIt blew.", "url": "https://coast.example/1"}, "x", settings
    )
    assert article.published.value == "2025-04-06"


@pytest.mark.parametrize(
    "row",
    [
        {"domain": "a.example"},
        {"domain": "a", "name": "A", "zone": "Mars/Base"},
        {"domain": "a", "name": "A", "typo": 1},
    ],
)
def test_a_wrong_row_is_an_error_that_names_the_file(row):
    with pytest.raises(UsageError, match=r"timeline\.toml"):
        load([row], "timeline.toml")


def test_misspelt_settings_are_errors():
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"limits": {"ration": 3}}, CorpusSettings)
