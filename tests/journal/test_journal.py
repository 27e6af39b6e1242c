"""The journal as its callers see it: what was acknowledged is there, nothing is said twice, damage is named."""

import json
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from timeline.errors import JournalError, NothingReadable
from timeline.journal import ArticleRecorded, Draft, Journal, SettingsRecorded, decode, verify
from timeline.journal.envelope import canonical
from timeline.model import ids
from timeline.model.records import Article, Published


def article(text="The minister visited the port on Monday.", key="key-1"):
    return Article(
        id="a", key=key, version=ids.article_version(key, text), origin="in/a.txt", url=None, source="Example Times",
        title=None, language="en", text=text, published=Published(), sections=[],
    )  # fmt: skip


def draft(text="The minister visited the port on Monday.", key="key-1"):
    return Draft(subject=key, payload=ArticleRecorded(article=article(text, key)))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "timeline.db"


class Ticking:
    """A clock that moves a second at every look."""

    def __init__(self):
        self.now = datetime(2025, 3, 12, tzinfo=UTC)

    def __call__(self):
        self.now += timedelta(seconds=1)
        return self.now


def test_positions_are_gapless_and_the_chain_verifies(path):
    with Journal.open(path) as journal:
        journal.append([draft(key=f"key-{n}") for n in range(5)])
        journal.append([draft(key="key-9")])
        assert [entry.position for entry in journal.entries()] == [1, 2, 3, 4, 5, 6]
        outcome = verify(journal.envelopes())
    assert outcome.ok
    assert outcome.entries == 6


def test_what_the_journal_says_already_is_not_said_again(path):
    with Journal.open(path) as journal:
        first = journal.append([draft()])[0]
        again = journal.append([draft(), draft()])
        assert [a.added for a in again] == [False, False]
        assert {a.position for a in again} == {first.position}
        assert journal.head().position == 1


def test_a_fact_that_returns_is_three_entries(path):
    with Journal.open(path) as journal:
        appended = journal.append([draft("A"), draft("B"), draft("A")])
    assert [a.added for a in appended] == [True, True, True]
    assert len({a.id for a in appended}) == 3


def test_the_envelope_carries_cloudevents_names_and_the_injected_clock(path):
    with Journal.open(path, clock=Ticking()) as journal:
        journal.append([draft()])
        entry = next(journal.entries())
    assert entry.specversion == "1.0"
    assert entry.type == "ArticleRecorded"
    assert entry.dataschema == "timeline:schema/ArticleRecorded/1"
    assert entry.recorded_at == "2025-03-12T00:00:01.000000Z"
    assert json.loads(entry.payload)["article"]["source"] == "Example Times"


def test_payload_comes_back_as_the_same_record(path):
    with Journal.open(path) as journal:
        journal.append([draft("Ünïcode 😀 " * 200)])
        assert decode(next(journal.entries())).article.text == "Ünïcode 😀 " * 200


def test_position_at_a_time_is_the_last_entry_recorded_by_then(path):
    with Journal.open(path, clock=Ticking()) as journal:
        for key in "abc":
            journal.append([draft(key=key)])
        assert journal.position_at("2025-03-12T00:00:02.500000Z") == 2
        assert journal.position_at("2025-03-11T00:00:00.000000Z") == 0


def test_canonical_bytes_agree_with_the_models():
    assert canonical(article()) == ids.canonical(article())


def test_a_missing_journal_is_made_only_by_writers(path):
    with pytest.raises(NothingReadable, match="timeline ingest"):
        Journal.open(path, readonly=True)
    assert not path.exists()
    Journal.open(path).close()
    assert [p.name for p in path.parent.iterdir()] == ["timeline.db"]


def test_an_empty_file_left_by_an_interrupted_creation_becomes_a_journal(path):
    path.touch()
    with Journal.open(path) as journal:
        journal.append([draft()])
    with Journal.open(path, readonly=True) as journal:
        assert journal.head().position == 1


@pytest.mark.parametrize(
    "content", [b"hello", b"\x00" * 4096, b"SQLite format 3\x00" + b"\x00" * 84, b"SQLite format 3\x00"]
)
def test_a_foreign_file_is_refused_and_left_alone(path, content):
    path.write_bytes(content)
    for readonly in (True, False):
        with pytest.raises(JournalError, match="not a journal"):
            Journal.open(path, readonly=readonly)
    assert path.read_bytes() == content
    assert [p.name for p in path.parent.iterdir()] == ["timeline.db"]


def test_a_database_of_another_program_is_refused_and_left_alone(path):
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (x)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(JournalError, match="another program"):
        Journal.open(path)
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == ["timeline.db"]


def test_a_newer_journal_is_refused_and_left_alone(path):
    Journal.open(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version=99")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(JournalError, match="newer version"):
        Journal.open(path)
    assert path.read_bytes() == before


def test_an_entry_of_a_newer_schema_is_refused_with_its_position(path):
    with Journal.open(path) as journal:
        journal.append([draft()])
    alter(path, "UPDATE entry SET schema_version = 9")
    with pytest.raises(JournalError):
        Journal.open(path)


ALTERED = "UPDATE entry SET payload = CAST('{}' AS BLOB), encoding = 'json' WHERE position = 2"


def alter(path, statement):
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("statement", "position", "reason"),
    [
        (
            "UPDATE entry SET payload = CAST('{}' AS BLOB), encoding = 'json' WHERE position = 2",
            2,
            "payload was altered",
        ),
        ("UPDATE entry SET subject = 'x' WHERE position = 2", 2, "envelope was altered"),
        ("DELETE FROM entry WHERE position = 2", 2, "is missing"),
        ("DELETE FROM entry WHERE position = 1", 1, "is missing"),
        ("UPDATE entry SET previous_hash = 'x' WHERE position = 3", 3, "does not follow"),
        ("UPDATE entry SET hash = 'x' WHERE position = 1", 1, "envelope was altered"),
    ],
)
def test_verify_names_the_first_broken_position(path, statement, position, reason):
    with Journal.open(path) as journal:
        journal.append([draft(key=f"key-{n}") for n in range(4)])
    alter(path, statement)
    with Journal.open(path, readonly=True) as journal:
        outcome = verify(journal.envelopes())
    assert outcome.broken_at == position
    assert reason in outcome.reason


def test_an_altered_payload_is_never_read_as_if_it_were_whole(path):
    with Journal.open(path) as journal:
        journal.append([draft(key=f"key-{n}") for n in range(3)])
    alter(path, ALTERED)
    with Journal.open(path, readonly=True) as journal, pytest.raises(JournalError, match="position 2"):
        list(journal.entries())


def test_an_altered_last_entry_is_seen_at_opening(path):
    with Journal.open(path) as journal:
        journal.append([draft()])
    alter(path, "UPDATE entry SET subject = 'x'")
    with pytest.raises(JournalError, match="position 1"):
        Journal.open(path)


def test_nothing_is_recorded_when_a_transaction_fails(path):
    with Journal.open(path) as journal:
        with pytest.raises(AttributeError), journal.transaction() as transaction:
            transaction.append([draft(), None])
        assert journal.head().position == 0


def test_reading_pages_through_more_entries_than_one_page(path):
    with Journal.open(path) as journal:
        journal.append([Draft(subject=str(n), payload=SettingsRecorded(settings={"n": n})) for n in range(1203)])
        assert sum(1 for _ in journal.entries()) == 1203
        assert sum(1 for _ in journal.entries(after=3, upto=1000)) == 997
        assert len(journal.index("SettingsRecorded")) == 1203
