"""Extraction: resumable, the same whatever the number of workers, and one bad article costs only itself."""

import sys

import pytest

from timeline import engine
from timeline.corpus import article_from_json
from timeline.engine import states
from timeline.engine.config import Config
from timeline.journal import Journal

TEXTS = [
    "President Anna Berg visited Halden on Monday.",
    "Gunmen attacked a checkpoint near Cork on Tuesday, killing 3 soldiers.",
    "The minister said on Friday that talks would be held in Osaka next week.",
]


def make(number):
    return article_from_json(
        {"text": TEXTS[number % 3], "url": f"https://one.example/{number}", "published": "2025-03-14"}, "in/a.jsonl"
    )


def filled(path):
    journal = Journal.open(path)
    engine.ingest_articles(journal, [make(number) for number in range(70)])
    return journal


def content(journal):
    return [(e.subject, e.cause, e.payload_digest) for e in journal.entries(types=["ExtractionRecorded"])]


def test_the_number_of_workers_changes_nothing(tmp_path):
    with filled(tmp_path / "one.db") as one, filled(tmp_path / "two.db") as two:
        engine.extract(one, workers=1)
        engine.extract(two, workers=2)
        assert content(one) == content(two)
        assert len(content(one)) == 70


def test_a_second_extraction_has_nothing_to_do(tmp_path):
    with filled(tmp_path / "one.db") as journal:
        assert engine.extract(journal).extracted == 70
        again = engine.extract(journal)
        assert (again.extracted, again.known) == (0, 70)


def test_an_article_with_a_new_stamp_is_extracted_again(tmp_path):
    with filled(tmp_path / "one.db") as journal:
        engine.extract(journal)
        stamped = article_from_json(
            {"text": TEXTS[0], "url": "https://one.example/0", "published": "2025-03-20"}, "in/a.jsonl"
        )
        engine.ingest_articles(journal, [stamped])
        assert engine.extract(journal).extracted == 1


def test_an_article_that_fails_is_listed_and_the_others_are_in(tmp_path, monkeypatch):
    import timeline.extract.annotate as room

    real = room.annotate

    def breaking(articles, settings=None):
        for article in articles:
            if article.url.endswith("/5"):
                raise ValueError("no sense")
            yield from real([article], settings)

    monkeypatch.setattr(room, "annotate", breaking)
    with filled(tmp_path / "one.db") as journal:
        report = engine.extract(journal)
        assert report.extracted == 69
        assert [failed.reason for failed in report.failed] == ["extraction failed: ValueError: no sense"]
        monkeypatch.undo()
        assert engine.extract(journal).extracted == 1


def test_a_text_far_too_long_is_analysed_up_to_a_limit(monkeypatch):
    monkeypatch.setattr(sys.modules["timeline.engine.extract"], "_ANALYSED", 2_000)
    text = "Berg visited Halden on Monday.\n\n" * 100
    outcome = next(iter(engine.annotate([article_from_json({"text": text, "published": "2025-03-14"}, "in/a.jsonl")])))
    assert any("only the first 2,000 of 3,200" in note for note in outcome.notes)
    assert outcome.text == text
    assert max(assertion.trigger.end for assertion in outcome.assertions) <= 2_000
    assert outcome.sections[-1].end > 2_000


@pytest.mark.parametrize("workers", [1, 2])
def test_settings_that_change_results_are_recorded_once(tmp_path, workers):
    config = Config(extract={"date_order": "DMY"})
    with Journal.open(tmp_path / "one.db") as journal:
        engine.ingest_articles(journal, [make(0)])
        engine.extract(journal, config=config, workers=workers)
        engine.extract(journal, config=config, workers=workers)
        assert states.settings(journal) == {"extract": {"date_order": "DMY"}}
        assert journal.counts()["SettingsRecorded"] == 1
        engine.extract(journal)
        assert states.settings(journal) == {}
