"""Backup, export, import and redaction: the chain is proved each time."""

import json
import sqlite3
import threading

import msgspec
import pytest

from timeline.errors import JournalError, UsageError
from timeline.journal import Draft, Journal, RedactionRecorded, SettingsRecorded, decode, verify
from timeline.journal.upkeep import backup, export_lines, import_lines, redact


def fact(number, text="word"):
    return Draft(subject=f"s{number}", payload=SettingsRecorded(settings={"n": number, "text": text}))


@pytest.fixture
def journal(tmp_path):
    with Journal.open(tmp_path / "timeline.db") as opened:
        opened.append([fact(n) for n in range(10)])
        yield opened


def lines(journal):
    return [msgspec.json.encode(entry) for entry in export_lines(journal)]


def test_a_backup_is_the_same_journal(journal, tmp_path):
    assert backup(journal, tmp_path / "copy.db") == 10
    with Journal.open(tmp_path / "copy.db", readonly=True) as copy:
        assert copy.head() == journal.head()
    assert sorted(p.name for p in tmp_path.iterdir() if "copy" in p.name) == ["copy.db"]


def test_a_backup_never_overwrites(journal, tmp_path):
    (tmp_path / "copy.db").write_text("mine")
    with pytest.raises(UsageError, match="never overwrites"):
        backup(journal, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "mine"


def test_a_backup_while_another_writes_is_whole(journal, tmp_path):
    stop = threading.Event()

    def write():
        with Journal.open(journal.path) as other:
            number = 100
            while not stop.is_set():
                other.append([fact(number, "x" * 5000)])
                number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(3):
            backup(journal, tmp_path / f"copy{number}.db")
    finally:
        stop.set()
        writer.join()
    for number in range(3):
        with Journal.open(tmp_path / f"copy{number}.db", readonly=True) as copy:
            assert verify(copy.envelopes()).ok


def test_export_and_import_give_the_same_chain(journal, tmp_path):
    with Journal.open(tmp_path / "other.db") as other:
        assert import_lines(other, lines(journal), "x.jsonl") == 10
        assert other.head() == journal.head()
        assert import_lines(other, lines(journal), "x.jsonl") == 0


def test_import_continues_a_prefix_and_refuses_another_history(journal, tmp_path):
    with Journal.open(tmp_path / "other.db") as other:
        import_lines(other, lines(journal)[:4], "x.jsonl")
        assert import_lines(other, lines(journal), "x.jsonl") == 6
    with Journal.open(tmp_path / "third.db") as third:
        third.append([fact(77)])
        with pytest.raises(JournalError, match="another entry at position 1"):
            import_lines(third, lines(journal), "x.jsonl")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda e: e["data"]["settings"].update(text="other"), "payload at position 3 was altered"),
        (lambda e: e.update(subject="s99"), "chain is broken at position 3"),
        (lambda e: e.update(position=4), "position 3 is missing"),
        (lambda e: e.pop("hash"), "not a journal entry"),
    ],
)
def test_import_names_the_line_that_breaks_the_chain(journal, tmp_path, change, words):
    told = lines(journal)
    entry = json.loads(told[2])
    change(entry)
    told[2] = json.dumps(entry).encode()
    with Journal.open(tmp_path / "other.db") as other:
        with pytest.raises(JournalError, match="line 3") as caught:
            import_lines(other, told, "x.jsonl")
        assert words in str(caught.value)
        assert verify(other.envelopes()).ok


def redaction(key, position):
    return RedactionRecorded(
        key=key, versions=[], text_sha256=[], wording_sha256=[], entries=[position], because="law", by="me"
    )


def test_redaction_removes_the_payload_and_keeps_the_chain(journal, tmp_path):
    journal.append([fact(50, "a secret sentence that must go " * 3)])
    position = journal.head().position
    redact(journal, [redaction("s50", position)])
    outcome = verify(journal.envelopes())
    assert outcome.ok
    assert outcome.redacted == 1
    gone = next(journal.at([position]))
    assert gone.payload is None
    assert decode(gone) is None
    for path in tmp_path.iterdir():
        assert b"secret sentence" not in path.read_bytes(), path


def test_a_redacted_journal_can_be_exported_and_imported(journal, tmp_path):
    redact(journal, [redaction("s3", 4)])
    with Journal.open(tmp_path / "other.db") as other:
        import_lines(other, lines(journal), "x.jsonl")
        assert other.head() == journal.head()
        assert verify(other.envelopes()).redacted == 1


def test_a_broken_journal_is_not_backed_up(journal, tmp_path):
    journal.close()
    connection = sqlite3.connect(journal.path)
    connection.execute("UPDATE entry SET subject = 'x' WHERE position = 2")
    connection.commit()
    connection.close()
    with Journal.open(journal.path) as damaged, pytest.raises(JournalError, match="position 2"):
        backup(damaged, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


def test_a_damaged_journal_gives_up_everything_before_the_fault(journal):
    journal.close()
    connection = sqlite3.connect(journal.path)
    connection.execute("UPDATE entry SET payload = CAST('{}' AS BLOB), encoding = 'json' WHERE position = 7")
    connection.commit()
    connection.close()
    with Journal.open(journal.path, readonly=True) as damaged:
        told = export_lines(damaged)
        assert [next(told)["position"] for _ in range(6)] == [1, 2, 3, 4, 5, 6]
        with pytest.raises(JournalError, match="after position 6"):
            next(told)
