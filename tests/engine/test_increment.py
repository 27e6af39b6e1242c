"""The tables that a run leaves for the next one spare work and never change an answer."""

import os
import signal
import subprocess
import sys

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
    assert rebuilt(path, verify=True).digest == report.digest
    assert rebuilt(path, verify=True).problems == []


@pytest.mark.parametrize("point", ["fold.before_save", "store.before_patch"])
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
        redact(journal, plan(journal, None, key, because="withdrawn", by="us"))
    report = rebuilt(path)
    verified = rebuilt(path, verify=True)
    assert (verified.problems, verified.digest) == ([], report.digest)
    with Journal.open(path) as journal:
        kept = Kept(kept_path(path), settings_from(None))
        assert kept.load()
        assert key not in {row.key for row in kept.tables.rows.values()}
        kept.close()


@pytest.mark.parametrize("change", ["an older copy", "other settings"])
def test_tables_that_do_not_fit_are_made_anew(tmp_path, change):
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
    verified = rebuilt(path, verify=True, **options)
    assert (verified.problems, verified.digest) == ([], report.digest)
