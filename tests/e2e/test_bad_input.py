"""Bad input: one clear line, the right exit code, nothing half done, and everything else still in."""

import json
import sqlite3

import pytest

GOOD = "Port visit\n\nThe minister visited the port of Halden on Monday, 10 March 2025.\n"


@pytest.fixture
def folder(timeline):
    """A folder with one good article, to which each test adds something bad."""
    source = timeline.folder / "in"
    source.mkdir()
    (source / "good.txt").write_text(GOOD)
    return source


def one_line(text):
    """The error as the user reads it: one line that starts with the program's name."""
    lines = text.strip().splitlines()
    assert len(lines) == 1, text
    assert lines[0].startswith("timeline: ")
    assert "Traceback" not in text
    return lines[0]


def test_an_empty_file_is_rejected_and_the_rest_read(timeline, folder):
    (folder / "empty.txt").write_bytes(b"")
    result = timeline("ingest", "in")
    assert result.code == 0
    assert "empty.txt" in one_line(result.err)
    assert "1 article accepted, 0 already known, 1 rejected" in result.out


def test_a_binary_file_is_rejected_and_the_rest_read(timeline, folder):
    (folder / "picture.bin").write_bytes(bytes(range(256)) * 64)
    result = timeline("ingest", "in")
    assert result.code == 0
    assert "picture.bin" in one_line(result.err)
    assert "1 article accepted" in result.out


def test_rejected_files_can_fail_the_command(timeline, folder):
    (folder / "empty.txt").write_bytes(b"")
    assert timeline("ingest", "in", "--fail-on", "rejected").code == 1


def test_a_missing_path_beside_a_good_one_is_named(timeline, folder):
    result = timeline("ingest", "in", "nowhere.txt")
    assert result.code == 0
    assert "nowhere.txt" in one_line(result.err)
    assert "1 article accepted" in result.out


def test_only_a_missing_path_is_nothing_readable_and_makes_no_journal(timeline):
    result = timeline("ingest", "nowhere.txt")
    assert result.code == 3
    assert "nowhere.txt" in one_line(result.err)
    assert list(timeline.folder.iterdir()) == []


def test_a_folder_without_articles_is_nothing_readable(timeline):
    (timeline.folder / "in").mkdir()
    result = timeline("ingest", "in")
    assert result.code == 3
    assert "in" in one_line(result.err)


def test_no_path_is_a_usage_error(timeline):
    result = timeline("ingest")
    assert result.code == 2
    one_line(result.err)


def test_no_word_at_all_shows_the_help(timeline):
    for words in ((), ("log",), ("decide",)):
        done = timeline(*words)
        assert done.code == 2
        assert "Commands:\n" in done.err


def test_a_slip_of_the_hand_is_answered_with_what_was_meant(timeline):
    wrong = timeline("shwo")
    assert wrong.code == 2
    assert "did you mean 'show'?" in wrong.err
    assert len(wrong.err.splitlines()) == 1
    early = timeline("show", "--from", "2025-04", "--to", "2025-03")
    assert early.code == 2
    assert "lies after" in early.err


def test_a_type_that_no_event_has_is_said(timeline, folder):
    article = {"text": "President Anna Berg visited Halden on Monday.", "published": "2025-03-12"}
    (folder / "a.jsonl").write_text(json.dumps(article))
    assert timeline("run", folder / "a.jsonl").code == 0
    done = timeline("show", "--type", "CONSULT.vist")
    assert done.code == 0
    assert "near to it: CONSULT.visit" in done.err
    assert not timeline("show", "--type", "CONSULT", "--from", "2030").err


def test_an_unknown_option_is_a_usage_error(timeline):
    result = timeline("show", "--colour")
    assert result.code == 2
    one_line(result.err)


def test_invalid_utf8_is_read_with_a_guess_that_is_said(timeline, folder):
    (folder / "latin.txt").write_bytes(
        "Besuch\n\nDer Minister war am Montag in Köln, sagte Müller.\n".encode("latin-1")
    )
    result = timeline("ingest", "in")
    assert result.code == 0
    assert "2 articles accepted" in result.out
    assert "latin.txt" in result.err


def test_a_json_line_without_text_is_rejected_with_its_line(timeline, folder):
    lines = [{"text": GOOD, "source": "A"}, {"title": "no text"}, {"text": GOOD, "source": "B"}]
    (folder / "articles.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\nnot json\n")
    result = timeline("ingest", "in")
    assert result.code == 0
    assert "3 articles accepted, 0 already known, 2 rejected" in result.out
    assert "articles.jsonl" in result.err
    assert "2" in result.err.splitlines()[0]


def test_a_file_that_is_not_a_journal_is_refused_and_untouched(timeline, folder):
    other = timeline.folder / "notes.db"
    other.write_text("my notes, not a journal\n" * 10)
    before = other.read_bytes()
    for command in (["ingest", "in"], ["extract"], ["show"], ["log", "verify"], ["rebuild"]):
        result = timeline("--db", "notes.db", *command)
        assert result.code == 4, command
        assert "notes.db is not a journal" in one_line(result.err)
    assert other.read_bytes() == before
    assert sorted(p.name for p in timeline.folder.iterdir()) == ["in", "notes.db"]


def test_a_newer_journal_is_refused_and_untouched(timeline, folder):
    assert timeline("ingest", "in").code == 0
    path = timeline.folder / "timeline.db"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version=7")
    connection.close()
    before = path.read_bytes()
    result = timeline("ingest", "in")
    assert result.code == 4
    assert "newer version" in one_line(result.err)
    assert path.read_bytes() == before


def test_a_damaged_journal_is_named_with_its_position(timeline, folder):
    (folder / "second.txt").write_text(GOOD.replace("Monday, 10", "Tuesday, 11"))
    assert timeline("ingest", "in").code == 0
    connection = sqlite3.connect(timeline.folder / "timeline.db")
    connection.execute("UPDATE entry SET payload = CAST('{}' AS BLOB), encoding = 'json' WHERE position = 1")
    connection.commit()
    connection.close()
    result = timeline("log", "verify")
    assert result.code == 4
    assert "position 1" in one_line(result.err)


def test_a_truncated_journal_is_damaged(timeline, folder):
    assert timeline("ingest", "in").code == 0
    path = timeline.folder / "timeline.db"
    path.write_bytes(path.read_bytes()[:6000])
    result = timeline("log", "verify")
    assert result.code == 4
    one_line(result.err)


def test_query_without_a_journal_says_how_to_make_one(timeline):
    result = timeline("show")
    assert result.code == 3
    assert "timeline run" in one_line(result.err)
    assert list(timeline.folder.iterdir()) == []


def test_debug_adds_the_traceback(timeline):
    result = timeline("--debug", "ingest", "nowhere.txt")
    assert result.code == 3
    assert "Traceback" in result.err


def test_ingesting_twice_adds_nothing_and_says_so(timeline, folder):
    first = timeline("ingest", "in")
    second = timeline("ingest", "in")
    assert "journal at 1" in first.out
    assert "nothing new: 0 articles accepted, 1 already known, 0 rejected; journal at 1" in second.out
