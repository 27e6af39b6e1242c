"""Decisions, the past, differences, redaction and scheduled runs, on the real command."""

import json
import os
import signal

import pytest
from command import Command, Inside

VISIT = "President Anna Berg visited the port of Halden on {day}."
OTHER = "On March 13, 2025, President Anna Berg came to Halden and visited the port."


def put(folder, name, text, **given):
    path = folder / "in" / name
    path.parent.mkdir(exist_ok=True)
    article = {"text": text, "published": "2025-03-14", "source": name.partition(".")[0], **given}
    path.write_text(json.dumps(article) + "\n")


@pytest.fixture(scope="module")
def command(tmp_path_factory):
    folder = tmp_path_factory.mktemp("nights")
    put(folder, "Times.jsonl", VISIT.format(day="Wednesday"))
    put(folder, "Ledger.jsonl", OTHER)
    (folder / "timeline.toml").write_text(
        '[[corpus]]\nname = "all"\npaths = ["in"]\n[schedule]\ncron = "30 2 * * *"\nreport = "reports"\n'
        'export = "out/chronology.jsonl"\nhook = ["sh", "-c", "cat > hook.json"]\n'
    )
    return Inside(folder)


@pytest.fixture(scope="module")
def night(command):
    """The first scheduled run."""
    return command("schedule", "run", "--fail-on", "new-conflicts")


def visits(command, *options):
    out = command("show", "--type", "CONSULT.visit", "--format", "jsonl", *options).out
    return [json.loads(line) for line in out.splitlines()]


def test_a_scheduled_run_reports_new_conflicts_and_fails_on_them(command, night):
    assert night.code == 1, night.err
    assert "new conflicts: 1" in night.out
    report = json.loads((command.folder / "reports" / "latest.json").read_text())
    assert report["accepted"] == 2
    assert len(report["diff"]["new_conflicts"]) == 1
    assert '<h2 id="s0">New conflicts <small>1</small></h2>' in (command.folder / "reports" / "latest.html").read_text()
    assert json.loads((command.folder / "hook.json").read_text())["run"] == report["run"]
    assert (command.folder / "out" / "chronology.jsonl").read_text() == command("export", "records").out


def test_the_log_is_json_lines_with_the_run(command, night):
    events = [json.loads(line) for line in (command.folder / "timeline.log").read_text().splitlines()]
    assert [e["event"] for e in events if e["run"] == events[0]["run"]][:3] == ["started", "read", "extracted"]


def test_a_log_that_cannot_be_written_is_said_in_one_line(command, night, tmp_path):
    (tmp_path / "log").mkdir()  # a folder stands where the file should
    settings = (command.folder / "timeline.toml").read_text().replace("hook =", 'log = "log"\nhook =')
    (tmp_path / "timeline.toml").write_text(settings)
    result = Inside(tmp_path)("schedule", "run")
    assert result.code == 2
    assert result.err.count("\n") == 1
    assert "the run log cannot be written: Is a directory" in result.err


def test_a_second_night_reads_nothing(command, night):
    (command.folder / "in" / "Ledger.jsonl").rename(command.folder / "in" / "Ledger-moved.jsonl")
    again = command("schedule", "run", "--format", "json", "--fail-on", "new-conflicts")
    (command.folder / "in" / "Ledger-moved.jsonl").rename(command.folder / "in" / "Ledger.jsonl")
    assert again.code == 0, again.err
    run = json.loads(again.out)[0]
    assert run["files"] == {"new": 0, "moved": 1, "unchanged": 1}
    assert (run["accepted"], run["known"], run["extracted"]) == (0, 0, 0)


def test_status_tells_last_and_next(command, night):
    found = json.loads(command("schedule", "status", "--format", "json").out)[0]
    assert found["last_run"].startswith("run-")
    assert "T02:30:00" in found["next_run"]
    assert found["overdue"] is False


def test_install_shows_before_it_writes(command, night):
    units = command.folder / "units"
    shown = command("schedule", "install", "--units", units)
    assert "OnCalendar=*-*-* 02:30:00" in shown.out
    assert not units.exists()
    assert command("schedule", "install", "--units", units, "--yes").code == 0
    assert len(list(units.iterdir())) == 2
    assert command("schedule", "uninstall", "--units", units).code == 0
    assert list(units.iterdir()) == []
    assert command("schedule", "uninstall", "--units", units).code == 2


def test_a_crontab_line_is_written_once_and_removed(command, night, tmp_path):
    """With a `crontab` of our own on the path: nobody's real one is touched."""
    table, program = tmp_path / "table", tmp_path / "bin" / "crontab"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nif [ "$1" = -l ]; then cat {table}; else cat > {table}; fi\n')
    program.chmod(0o755)
    table.write_text("0 1 * * * another job\n")
    env = {"PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}"}
    shown = command("schedule", "install", "--crontab", env=env)
    assert "30 2 * * * cd" in shown.out
    assert table.read_text() == "0 1 * * * another job\n"
    for _ in range(2):
        assert command("schedule", "install", "--crontab", "--yes", env=env).code == 0
    assert table.read_text().splitlines() == ["0 1 * * * another job", shown.out.splitlines()[0]]
    assert command("schedule", "uninstall", "--crontab", env=env).code == 0
    assert table.read_text() == "0 1 * * * another job\n"


def test_a_path_with_nothing_at_it_is_said(command, night, tmp_path):
    (tmp_path / "t.toml").write_text('[[corpus]]\nname = "a"\npaths = ["not-mounted", "*.jsonl"]\n')
    put(tmp_path, "a.jsonl", "Harald Stein visited Bergen on Tuesday.")
    (tmp_path / "in" / "a.jsonl").rename(tmp_path / "a.jsonl")
    done = command("--settings", tmp_path / "t.toml", "--db", tmp_path / "t.db", "schedule", "run")
    assert done.code == 0
    assert "to look after: 1\n  corpus a: nothing at not-mounted\n" in done.out
    assert "nothing at not-mounted" in (tmp_path / "timeline.log").read_text()
    status = json.loads(command("--db", tmp_path / "t.db", "schedule", "status", "--format", "json").out)[0]
    assert status["lag"] == 0


def test_a_decision_settles_a_conflict_and_can_be_undone(command, night):
    event = visits(command)[0]
    made = command("decide", "accept-date", event["id"], "2025-03-12", "--because", "her diary", "--by", "Kim")
    assert made.code == 0, made.err
    assert command("conflicts", "--fail-on", "open").code == 0
    decided = visits(command)[0]
    assert decided["date"]["earliest"] == "2025-03-12"
    assert "her diary" in command("why", event["id"]).out
    assert "accept-date 2025-03-12 by Kim: her diary" in command("decide", "list").out
    undone = command("decide", "undo", made.out.split()[0], "--because", "wrong diary")
    assert undone.code == 0, undone.err
    assert command("conflicts", "--fail-on", "open").code == 1


def test_the_past_does_not_know_the_decision(command, night):
    assert [e["conflict"] is not None for e in visits(command, "--as-of", "4")] == [True]


def test_a_decision_needs_a_reason_and_a_true_date(command, night):
    event = visits(command)[0]["id"]
    assert command("decide", "accept-date", event, "2025-03-12").code == 2
    wrong = command("decide", "accept-date", event, "2025-02-30", "--because", "x")
    assert wrong.code == 2
    assert "2025-02-30" in wrong.err
    assert command("decide", "reject", "evt-nothing", "--because", "x").code == 3


def test_diff_between_two_positions(command, night):
    out = command("diff", "0", "4", "--format", "json").out
    found = json.loads(out)[0]
    assert len(found["added"]) >= 1
    assert len(found["new_conflicts"]) == 1
    words = command("diff", "0", "4").out
    assert "new events: " in words
    assert "Row(" not in words
    same = command("diff", "4", "4", "--fail-on", "changes")
    assert same.code == 0


def test_around_and_gaps(command, night):
    event = visits(command)[0]["id"]
    assert event[:12] in command("around", event).out
    assert command("gaps").code == 0


def test_a_lock_is_held_by_its_process_only(command, night):
    import fcntl

    with (command.folder / "timeline.db.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert command("schedule", "run").code == 6
        skipped = command("schedule", "run", "--skip-if-locked")
        assert skipped.code == 0
        assert "skipped" in skipped.err
    assert command("schedule", "run").code == 0


def test_redaction_removes_every_word_and_refuses_the_text(command, night):
    put(command.folder, "Gazette.jsonl", "The gazette said that Harald Stein met the harbour pilots on Tuesday.")
    assert command("run", "in").code == 0
    articles = [json.loads(line) for line in command("export", "records").out.splitlines()]
    gazette = next(a["id"] for a in articles if a["record"] == "article" and a["source"] == "Gazette")
    assert command("log", "redact", gazette, "--because", "court order").code == 2
    done = command("log", "redact", gazette, "--because", "court order", "--yes")
    assert done.code == 0, done.err
    assert command("log", "verify").code == 0
    assert "Stein" not in command("export", "records").out
    for path in command.folder.glob("timeline*.db*"):
        assert b"harbour pilots" not in path.read_bytes(), path
    put(command.folder, "Reprint.jsonl", "The gazette said that  Harald Stein met the harbour pilots\non Tuesday.")
    again = command("ingest", "in/Gazette.jsonl", "in/Reprint.jsonl", "in/Times.jsonl")
    assert again.err.count("redacted") == 2, "the same words under another name are the same words"
    assert command("export", "records").out.count("Stein") == 0


def test_redaction_takes_the_same_text_along_and_names_near_copies(command, night, tmp_path):
    told = "Harald Stein visited Bergen on Tuesday. He met the harbour pilots and their families in the town hall."
    for name, text in (("One", told), ("Two", told), ("Three", f"{told} It rained.")):
        put(tmp_path, f"{name}.jsonl", text)
    db = ("--db", tmp_path / "copies.db")
    assert command(*db, "run", tmp_path / "in").code == 0
    records = [json.loads(line) for line in command(*db, "export", "records").out.splitlines()]
    ids = {r["source"]: r["id"] for r in records if r["record"] == "article"}
    shown = command(*db, "log", "redact", ids["Two"], "--because", "law")
    assert shown.code == 2
    assert ids["One"] in shown.err.splitlines()[-1]
    assert f"near copies stay: {ids['Three']}" in shown.err
    assert command(*db, "log", "redact", ids["Two"], "--because", "law", "--yes").code == 0
    assert command(*db, "log", "verify").code == 0
    assert json.loads(command(*db, "log", "stats", "--format", "json").out)[0]["entries"]["RedactionRecorded"] == 2
    left = [json.loads(line) for line in command(*db, "export", "records").out.splitlines()]
    assert [r["id"] for r in left if r["record"] == "article"] == [ids["Three"]]
    assert command(*db, "log", "redact", ids["Three"], "--copies", "--because", "law", "--yes").code == 0
    assert "Stein" not in command(*db, "export", "records").out
    for path in tmp_path.glob("copies*.db*"):
        assert b"harbour pilots" not in path.read_bytes(), path


def test_a_redaction_that_was_killed_is_finished_by_the_next_rebuild(command, night, tmp_path):
    put(tmp_path, "a.jsonl", "Harald Stein met the harbour pilots of Bergen on Tuesday.")
    put(tmp_path, "b.jsonl", "Signe Holm visited Oslo on Wednesday.")
    db = ("--db", tmp_path / "killed.db")
    assert command(*db, "run", tmp_path / "in").code == 0
    records = [json.loads(line) for line in command(*db, "export", "records").out.splitlines()]
    stein = next(r["id"] for r in records if r["record"] == "article" and r["source"] == "a")
    words = (*db, "log", "redact", stein, "--because", "law", "--yes")
    killed = Command(command.folder)(*words, env={"TIMELINE_FAILPOINT": "journal.after_commit"})
    assert killed.code == -signal.SIGKILL
    assert "Stein" in command(*db, "show").out, "the read model has not been told yet"
    assert command(*db, "rebuild").code == 0
    assert command(*db, "log", "verify").code == 0
    assert "Stein" not in command(*db, "export", "records").out
    for path in tmp_path.glob("killed*.db*"):
        assert b"harbour pilots" not in path.read_bytes(), path


def test_a_journal_that_lost_its_end_is_said(command, night, tmp_path):
    put(tmp_path, "a.jsonl", "Harald Stein visited Bergen on Tuesday.")
    put(tmp_path, "b.jsonl", "Harald Stein visited Oslo on Wednesday.")
    db = ("--db", tmp_path / "lost.db")
    assert command(*db, "run", tmp_path / "in" / "a.jsonl").code == 0
    assert command(*db, "log", "backup", tmp_path / "older.db").code == 0
    assert command(*db, "run", tmp_path / "in" / "b.jsonl").code == 0
    (tmp_path / "older.db").replace(tmp_path / "lost.db")
    said = command(*db, "rebuild")
    assert said.code == 0
    assert "had seen 2 more journal entries" in said.err
    assert not command(*db, "rebuild").err


def test_a_damaged_read_model_heals_at_the_next_rebuild(command, night, tmp_path):
    put(tmp_path, "a.jsonl", "Harald Stein visited Bergen on Tuesday.")
    db = ("--db", tmp_path / "hurt.db")
    assert command(*db, "run", tmp_path / "in" / "a.jsonl").code == 0
    shown = command(*db, "show").out
    model = tmp_path / "hurt.read.db"
    model.write_bytes(model.read_bytes()[:4096] + b"\xff" * 20_000)
    assert command(*db, "show").code == 5
    assert command(*db, "rebuild").code == 0
    assert command(*db, "show").out == shown


def test_a_journal_travels_as_json_lines(command, night):
    exported = command("log", "export")
    assert command("--db", "copy.db", "log", "import", stdin=exported.out.encode()).code == 0
    assert command("--db", "copy.db", "log", "verify").out == command("log", "verify").out
    assert command("--db", "copy.db", "rebuild").code == 0
    assert command("--db", "copy.db", "export", "records").out == command("export", "records").out
    assert command("log", "backup", "saved.db").code == 0
    assert command("--db", "saved.db", "log", "verify").code == 0
