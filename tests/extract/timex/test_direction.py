"""Past or future from the governing verb, where a parse is there. Published Thursday, 13 March 2025."""

from __future__ import annotations

from datetime import date

import pytest
from extract.reading import bare

from timeline.extract import language
from timeline.extract.document import Document, Paragraph
from timeline.extract.timex import tag
from timeline.model.records import Published


def value(text):
    doc = next(language.parse([text]))
    article = bare(text, Published(), [])
    made = Document(article, (Paragraph(doc, 0, "body"),))
    return [t.value for t in tag(text, date(2025, 3, 13), [], made) if t.type in ("DATE", "TIME")]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The envoy arrived on Friday.", ["2025-03-07"]),
        ("The envoy will arrive on Friday.", ["2025-03-14"]),
        ("The envoy plans to arrive on Friday.", ["2025-03-14"]),
        ("The envoy, who arrived on Monday, will leave on Friday.", ["2025-03-10", "2025-03-14"]),
        ("The court that freed him on Monday will rule in June.", ["2025-03-10", "2025-06"]),
        ("Talks were held in June.", ["2024-06"]),
        ("Voters choose a parliament on Sunday.", ["2025-03-16"]),
        ("The exchange will stay closed Monday.", ["2025-03-17"]),
        ("The well could be plugged as early as Sunday.", ["2025-03-16"]),
        ("Talks failed, but parliament meets on Monday.", ["2025-03-17"]),
        ("The next briefing is Tuesday morning.", ["2025-03-18TMO"]),
        ("The body will be flown home and buried at sunset on Friday.", ["2025-03-14TEV"]),
        ("Police hunt a man after an attack on Monday.", ["2025-03-10"]),
        ("At least ten are dead after a blast on Monday.", ["2025-03-10"]),
        ("Sunday is a day of prayer.", ["2025-03-16"]),
        ("Sunday was a day of prayer.", ["2025-03-09"]),
        ("The minister says he saw the fire on Sunday.", ["2025-03-09"]),
    ],
)
def test_the_verb_decides(text, values):
    assert value(text) == values
