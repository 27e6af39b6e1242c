"""The tables that a run leaves for the next one spare work and never change an answer."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from engine.test_extract import make

from timeline import engine
from timeline.chronology.settings import settings_from
from timeline.engine import increment, states
from timeline.engine.increment import kept_path
from timeline.engine.kept import Kept
from timeline.engine.redaction import plan, redact
from timeline.journal import Journal
from timeline.store.port import open_store

REBUILD = """
import sys
from timeline import engine
from timeline.journal import Journal
from timeline.store.port import open_store
with Journal.open(sys.argv[1]) as journal:
    print(engine.rebuild(journal, [open_store(sys.argv[2])]).digest)
"""


def add(path, first, number):
    with Journal.open(path) as journal:
        engine.ingest_articles(journal, [make(n) for n in range(first, first + number)])
        engine.extract(journal)


def rebuilt(path, **options):
    with Journal.open(path) as journal:
        store = open_store(path.with_suffix(".read.db"))
        report = engine.rebuild(journal, [store], **options)
        store.close()
        return report


@pytest.mark.parametrize("portion", [4, 1000])
def test_night_after_night_the_store_is_what_folding_everything_gives(tmp_path, monkeypatch, portion):
    monkeypatch.setattr(increment, "_PORTION", portion)
    path = tmp_path / "timeline.db"
    for first in range(0, 24, 6):
        add(path, first, 6)
        report = rebuilt(path)
        verified = rebuilt(path, verify=True)
        assert (verified.problems, verified.digest, verified.counts) == ([], report.digest, report.counts)


@pytest.mark.parametrize("damage", ["a flipped byte", "no database", "cut short"])
def test_damaged_tables_count_as_none(tmp_path, damage):
    path = tmp_path / "timeline.db"
    add(path, 0, 6)
    rebuilt(path)
    kept = kept_path(path)
    body = bytearray(kept.read_bytes())
    if damage == "a flipped byte":
        for at in range(4000, len(body), 3000):
            body[at] ^= 0xFF
    kept.write_bytes({"no database": b"x" * 5000, "cut short": bytes(body[: len(body) // 2])}.get(damage, bytes(body)))
    add(path, 6, 6)
    report = rebuilt(path)
    assert "damaged" in report.anew
    assert rebuilt(path, verify=True).digest == report.digest
    assert rebuilt(path, verify=True).problems == []
    assert rebuilt(path).anew is None


def test_one_flipped_byte_anywhere_is_noticed_or_changes_nothing(tmp_path):
    path = tmp_path / "timeline.db"
    add(path, 0, 4)
    rebuilt(path)
    add(path, 4, 4)
    kept, read = kept_path(path), path.with_suffix(".read.db")
    bodies = {file: file.read_bytes() for file in (kept, read)}
    sound = rebuilt(path, verify=True).digest
    rng, noticed = random.Random(3), 0
    for _ in range(40):
        for file, body in bodies.items():
            file.write_bytes(body)
        flipped = bytearray(bodies[kept])
        flipped[rng.randrange(len(flipped))] ^= 1 << rng.randrange(8)
        kept.write_bytes(flipped)
        report = rebuilt(path)
        noticed += report.anew is not None
        assert report.digest == sound
    assert noticed > 10


def test_a_row_that_is_gone_or_stands_in_for_another_is_noticed(tmp_path):
    path = tmp_path / "timeline.db"
    add(path, 0, 4)
    rebuilt(path)
    add(path, 4, 4)
    whole = kept_path(path).read_bytes()
    for statement in (
        "DELETE FROM drawn WHERE number = (SELECT max(number) FROM drawn)",
        "UPDATE told SET body = (SELECT body FROM told ORDER BY number LIMIT 1)",
    ):
        kept_path(path).write_bytes(whole)
        with closing(sqlite3.connect(kept_path(path))) as connection:
            connection.execute(statement)
            connection.commit()
        report = rebuilt(path)
        assert "damaged" in (report.anew or ""), statement
        assert rebuilt(path, verify=True).digest == report.digest


def test_tables_that_another_run_holds_are_done_without(tmp_path):
    path = tmp_path / "timeline.db"
    add(path, 0, 4)
    rebuilt(path)
    add(path, 4, 4)
    before = kept_path(path).read_bytes()
    other = Kept(kept_path(path), settings_from(None))
    report = rebuilt(path)
    other.close()
    assert "locked" in report.anew
    assert kept_path(path).read_bytes() == before
    assert rebuilt(path, verify=True).digest == report.digest
    assert rebuilt(path).anew is None


@pytest.mark.parametrize("point", ["fold.before_save", "fold.before_commit", "store.before_patch"])
def test_a_kill_leaves_what_the_next_run_puts_right(tmp_path, point):
    path = tmp_path / "timeline.db"
    add(path, 0, 6)
    rebuilt(path)
    add(path, 6, 6)
    command = [sys.executable, "-c", REBUILD, str(path), str(path.with_suffix(".read.db"))]
    killed = subprocess.run(command, env={**os.environ, "TIMELINE_FAILPOINT": point}, capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL
    report = rebuilt(path)
    verified = rebuilt(path, verify=True)
    assert (verified.problems, verified.digest) == ([], report.digest)


def test_a_removed_text_is_in_no_table(tmp_path):
    path = tmp_path / "timeline.db"
    add(path, 0, 6)
    rebuilt(path)
    with Journal.open(path) as journal:
        key = states.standing(journal)[0].key
        kept = Kept(kept_path(path), settings_from(None))
        assert kept.load() is None
        number = next(n for n, row in kept.tables.rows.items() if row.key == key)
        kept.close()
        with closing(sqlite3.connect(kept_path(path))) as connection:
            (body,) = connection.execute("SELECT body FROM texts WHERE number = ?", (number,)).fetchone()
        packed = body[4:44]  # what the checksum covers; the rest may lie on another page
        assert packed in kept_path(path).read_bytes()
        redact(journal, plan(journal, None, key, because="withdrawn", by="us"))
    report = rebuilt(path)
    assert report.anew == "a text has been removed since"
    assert packed not in kept_path(path).read_bytes()
    verified = rebuilt(path, verify=True)
    assert (verified.problems, verified.digest) == ([], report.digest)
    with Journal.open(path) as journal:
        kept = Kept(kept_path(path), settings_from(None))
        assert kept.load() is None
        assert key not in {row.key for row in kept.tables.rows.values()}
        kept.close()


@pytest.mark.parametrize(("change", "why"), [("an older copy", "another journal"), ("other settings", "settings")])
def test_tables_that_do_not_fit_are_made_anew_and_that_is_said(tmp_path, change, why):
    path = tmp_path / "timeline.db"
    add(path, 0, 6)
    copy = path.read_bytes()
    add(path, 6, 6)
    rebuilt(path)
    options = {}
    if change == "an older copy":
        for left in tmp_path.glob("timeline.db*"):
            left.unlink()
        path.write_bytes(copy)
        add(path, 20, 6)
    else:
        options = {"config": engine.Config(chronology={"merge_above": 2.0})}
    report = rebuilt(path, **options)
    assert why in report.anew
    verified = rebuilt(path, verify=True, **options)
    assert (verified.problems, verified.digest) == ([], report.digest)
