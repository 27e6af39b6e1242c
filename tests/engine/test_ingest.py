"""Ingest: what is new is added, what is known is not, versions are told apart."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.corpus import article_from_json
from timeline.engine.ingest import ingest, ingest_articles
from timeline.engine.states import standing
from timeline.errors import NothingReadable
from timeline.journal import Journal, decode

URL = "https://example.org/visit"


def make(text="The minister visited the port of Halden on Monday.", **given):
    return article_from_json({"text": text, "source": "Example Times", **given}, "in/a.jsonl")


@pytest.fixture
def journal(tmp_path):
    with Journal.open(tmp_path / "timeline.db") as opened:
        yield opened


def texts(journal):
    return [decode(entry).article.text for entry in journal.entries(types=["ArticleRecorded"])]


def test_the_same_article_twice_is_known(journal):
    assert ingest_articles(journal, [make()]).accepted == 1
    report = ingest_articles(journal, [make(), make()])
    assert (report.accepted, report.known, report.position) == (0, 2, 1)


def test_identical_copies_of_two_outlets_stay_two(journal):
    assert ingest_articles(journal, [make(source="A"), make(source="B")]).accepted == 2


def test_new_text_under_one_url_is_a_new_version(journal):
    ingest_articles(journal, [make("First.", url=URL)])
    report = ingest_articles(journal, [make("Second.", url=URL)])
    assert (report.accepted, report.versions) == (1, 1)
    assert len(standing(journal)) == 2, "the older version stays, as the outlet's own earlier word"


def test_a_text_that_returns_is_a_third_version(journal):
    for text in ("A.", "B.", "A."):
        ingest_articles(journal, [make(text, url=URL)])
    entries = list(journal.entries())
    assert texts(journal) == ["A.", "B.", "A."]
    assert len({decode(entry).article.version for entry in entries}) == 3


def test_a_corpus_that_holds_two_versions_can_be_read_again(journal):
    both = [make("A.", url=URL), make("B.", url=URL)]
    ingest_articles(journal, both)
    report = ingest_articles(journal, both)
    assert (report.accepted, report.known) == (0, 2)
    assert texts(journal) == ["A.", "B."]


def test_a_corrected_stamp_is_recorded_without_a_new_version(journal):
    ingest_articles(journal, [make(url=URL)])
    report = ingest_articles(journal, [make(url=URL, published="2025-03-12")])
    first, second = (decode(entry).article for entry in journal.entries())
    assert report.accepted == 1
    assert first.version == second.version
    assert second.published.value == "2025-03-12"


def test_a_moved_file_is_known(journal, tmp_path):
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text("Port visit\n\nThe minister visited the port on Monday, 10 March 2025.\n")
    assert ingest(journal, [first]).accepted == 1
    first.rename(second)
    assert ingest(journal, [second]).known == 1


def test_nothing_readable_says_why(journal, tmp_path):
    (tmp_path / "empty.txt").touch()
    with pytest.raises(NothingReadable, match=r"empty\.txt"):
        ingest(journal, [tmp_path / "empty.txt"])


def test_file_order_does_not_matter(tmp_path):
    for name in "abc":
        article = {"text": f"The minister visited port {name} on Monday.", "published": "2025-03-11"}
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(article))
    found = []
    for number, order in enumerate(("abc", "cba", "bca")):
        with Journal.open(tmp_path / f"{number}.db") as journal:
            ingest(journal, [tmp_path / f"{name}.jsonl" for name in order])
            found.append([entry.id for entry in journal.entries()])
    assert found[0] == found[1] == found[2]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("xyz"), st.sampled_from("ABC")), max_size=12))
def test_reading_any_corpus_a_second_time_adds_nothing(tmp_path_factory, told):
    corpus = [make(f"{text}.", url=f"https://example.org/{page}") for page, text in told]
    with Journal.open(tmp_path_factory.mktemp("journal") / "timeline.db") as journal:
        ingest_articles(journal, corpus)
        position = journal.head().position
        ingest_articles(journal, corpus)
        assert journal.head().position == position


def test_one_id_of_two_sources_stays_with_the_first_and_older_versions_go_by_their_version():
    from timeline.engine.states import distinct
    from timeline.model.records import Annotated, Extractor

    def one(id_, key, version):
        extractor = Extractor(name="test", version="1")
        return Annotated(id=id_, key=key, version=version, text="", text_sha256="", extractor=extractor)

    found = distinct([one("1", "key-b", "art-1"), one("1", "key-a", "art-2"), one("1", "key-a", "art-3")])
    assert [item.id for item in found] == ["art-1", "art-2", "1"]


def test_the_journal_in_the_folder_that_is_read_is_no_news(tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "The minister visited Halden on Monday."}), encoding="utf-8")
    (tmp_path / "other.db").write_bytes(b"SQLite format 3\0" + bytes(84))
    with Journal.open(tmp_path / "timeline.db") as opened:
        report = ingest(opened, [tmp_path])
    assert report.accepted == 1
    assert [item.origin for item in report.rejected] == [str(tmp_path / "other.db")]
