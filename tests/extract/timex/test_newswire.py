"""Invented newswire with every expression marked beforehand: how much of it the whole engine reads as marked.

One passage must be free to be hard, so the share is pinned, and what differs is printed.
"""

from __future__ import annotations

import re
from pathlib import Path

from timeline.corpus import article_from_json
from timeline.extract.annotate import annotate

PASSAGES = Path(__file__).with_name("newswire.txt")
MARK = re.compile(r"\{([^{}|]*)\|([DTPS])\|([^{}]*)\}")
VALUES, DAYS = 0.88, 0.9


def passages():
    """(publication day, plain text, {(start, end): value})."""
    day = ""
    for line in PASSAGES.read_text("utf-8").splitlines():
        if found := re.fullmatch(r"# (\d{4}-\d\d-\d\d)", line):
            day = found[1]
        if line.startswith("#") or not line:
            continue
        text, marks, at = "", {}, 0
        for mark in MARK.finditer(line):
            text += line[at : mark.start()]
            marks[len(text), len(text) + len(mark[1])] = mark[3]
            text += mark[1]
            at = mark.end()
        yield day, text + line[at:], marks


def test_most_expressions_of_the_newswire_have_their_value():
    right = marked = found = days = days_right = 0
    for number, (day, text, marks) in enumerate(passages()):
        (record,) = annotate([article_from_json({"text": text, "published": day, "id": str(number)}, "probe")])
        marked, found = marked + len(marks), found + len(record.timexes)
        for (start, end), value in marks.items():
            mine = next((t for t in record.timexes if t.start < end and start < t.end), None)
            good = mine is not None and mine.value == value
            right += good
            if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
                days += 1
                days_right += mine is not None and mine.value[:10] == value
            if not good:
                print(day, text[max(0, start - 30) : end], value, mine and (mine.text, mine.value))
    print(f"{right} of {marked} values, {found} found; {days_right} of {days} days")
    assert marked >= 600
    assert 2 * right / (marked + found) >= VALUES
    assert days_right / days >= DAYS
