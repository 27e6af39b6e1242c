"""Whole pages of many layouts, each line with its kind: the share told right has a floor.

The pages are ours, in the manner of newspapers, networks, agencies, weblogs, live pages and forums. A line of a file is
kind, tab, text; `dateline+lead` is a paragraph that begins with its dateline.
"""

import json
import os
from collections import Counter
from pathlib import Path

import pytest

from timeline.corpus import article_from_json
from timeline.corpus.marked import mark
from timeline.corpus.sections import divide

HERE = Path(__file__).parent
FLOORS = HERE.parents[1] / "benchmarks" / "floors.json"
FILES = sorted((HERE / "layouts").glob("*.tsv"))


def told(path):
    """[(expected, found, line)] for every line of a page."""
    rows = [line.split("\t", 1) for line in path.read_text(encoding="utf-8").splitlines()]
    text = "\n".join(row[1] if len(row) == 2 else "" for row in rows)
    marked = mark(text)
    divide(text, marked)
    found = {m.line.text: ("dateline+" if m.prefix else "") + str(m.kind) for m in marked}
    return [(kind, found[line.strip()], line.strip()) for kind, line in (row for row in rows if len(row) == 2)]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_headline_lead_and_captions_of_each_page_are_right(path):
    for expected, found, line in told(path):
        if {"lead", "caption", "dateline+lead"} & {expected, found}:
            assert found == expected, line


def test_the_share_of_lines_told_right_stays_above_its_floor():
    outcomes = Counter(expected == found for path in FILES for expected, found, _ in told(path))
    floor = json.loads(FLOORS.read_text(encoding="utf-8"))["corpus"]["section_lines_right"]
    assert outcomes[True] / outcomes.total() >= floor


def test_publication_days_stand_in_the_text_of_news_pages():
    """Development data, given without their publication date: how often the page's own stamp is found, and right."""
    default = HERE.parents[2] / "shared"
    path = Path(os.environ.get("TIMELINE_DEV_DATA", default)) / "score/timex/eventstoryline/articles.jsonl"
    if not path.exists():
        pytest.skip("no development data (TIMELINE_DEV_DATA)")
    rows = [
        row for row in map(json.loads, filter(None, path.read_text(encoding="utf-8").split("\n"))) if row["published"]
    ]
    found = [(row["published"][:10], article_from_json({**row, "published": None}, "x").published) for row in rows]
    dated = [(day, published) for day, published in found if published.earliest]
    right = [day for day, published in dated if published.earliest <= day <= published.latest]
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))["corpus"]
    assert len(dated) / len(rows) >= floors["publication_days_found"]
    assert len(right) / len(dated) >= floors["publication_days_right"]
