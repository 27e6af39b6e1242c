"""Invented news with the day of every event marked: what share the whole engine gets right.

One sentence must be free to be hard, so the share is pinned, and the wrong days are printed.
"""

from __future__ import annotations

import re
from pathlib import Path

from timeline.corpus import article_from_json
from timeline.extract.annotate import annotate

STORIES = Path(__file__).with_name("probe.txt")
MARK = re.compile(r"\{([^|{}]+)\|([^{}]+)\}")
FLOOR = 0.9


def stories():
    """(publication day, plain text, [(start, end, accepted days)])."""
    for block in STORIES.read_text("utf-8").split("\n\n"):
        lines = [line for line in block.strip().split("\n") if not line.startswith("#")]
        if not lines:
            continue
        text, marks, at = "", [], 0
        marked = "\n".join(lines[1:])
        for mark in MARK.finditer(marked):
            text += marked[at : mark.start()]
            marks.append((len(text), len(text) + len(mark[1]), mark[2].split("~")))
            text += mark[1]
            at = mark.end()
        yield lines[0], text + marked[at:], marks


def right(date, accepted):
    """Does the date say one of the accepted days; `open` is any that no expression gives."""
    return date.edtf in accepted or ("open" in accepted and date.basis in ("publication", "none"))


def judged():
    """(is it right, line to print) for every event."""
    for number, (day, text, marks) in enumerate(stories()):
        events = [{"id": str(i), "start": s, "end": e} for i, (s, e, _) in enumerate(marks)]
        article = article_from_json({"text": text, "published": day, "id": str(number), "events": events}, "probe")
        (record,) = annotate([article])
        dates = {a.event: a.date for a in record.assertions}
        for i, (start, end, accepted) in enumerate(marks):
            date = dates[str(i)]
            told = text[max(0, start - 50) : start] + "[" + text[start:end] + "]" + text[end : end + 50]
            yield right(date, accepted), f"{day} {accepted} got {date.edtf} ({date.rule}): {told!r}"


def test_most_events_of_invented_news_get_their_day():
    found = list(judged())
    wrong = [line for good, line in found if not good]
    print(f"{len(found) - len(wrong)} of {len(found)} right", *wrong, sep="\n")
    assert len(found) >= 100
    assert (len(found) - len(wrong)) / len(found) >= FLOOR
