"""What a speech act says, from the parse or from the quotation beside it."""

from __future__ import annotations

import pytest

from timeline.corpus import article_from_json
from timeline.extract.annotate import annotate
from timeline.model.records import Article


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The minister said that the bridge would open in May.", "the bridge would open in May"),
        ("“We will rebuild the harbour,” the mayor said on Monday.", "We will rebuild the harbour"),
        ("The mayor spoke to reporters on Monday.", None),
    ],
)
def test_content_is_what_is_said(text: str, said: str | None) -> None:
    article = article_from_json({"text": text, "published": "2024-02-06"}, "test")
    assert isinstance(article, Article)
    (record,) = annotate([article])
    statements = [a for a in record.assertions if a.type.startswith("STATEMENT")]
    assert statements
    assert [a.content.text if a.content else None for a in statements] == [said]
