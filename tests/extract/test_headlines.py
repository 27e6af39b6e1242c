"""A headline's noun takes its tense from the text below."""

from __future__ import annotations

import pytest
from extract.reading import read


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The general wants to win ahead of upcoming talks in Oslo with a Swedish envoy.", "scheduled"),
        ("The general spoke after talks in Oslo with a Swedish envoy on Monday.", "happened"),
    ],
)
def test_a_noun_in_a_headline_is_planned_where_the_text_only_plans_it(body: str, expected: str) -> None:
    headline = "General calls for victory as talks with Swedish envoy in Oslo"
    record = read(f"{headline}\n\n{body}", "2023-05-10", title=headline)
    heads = [a.factuality for a in record.assertions if a.section == "headline" and a.trigger.text == "talks"]
    assert heads == [expected]
