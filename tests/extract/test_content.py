"""What a speech act says, from the parse or from the quotation beside it."""

from __future__ import annotations

import pytest
from extract.reading import read


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The minister said that the bridge would open in May.", "the bridge would open in May"),
        ("“We will rebuild the harbour,” the mayor said on Monday.", "We will rebuild the harbour"),
        ("The mayor spoke to reporters on Monday.", None),
    ],
)
def test_content_is_what_is_said(text: str, said: str | None) -> None:
    record = read(text, "2024-02-06")
    statements = [a for a in record.assertions if a.type.startswith("STATEMENT")]
    assert statements
    assert [a.content.text if a.content else None for a in statements] == [said]
