import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import msgspec
import pytest
from store.contract import StoreContract, lines
from store.story import STORY, cut

from timeline.errors import LockHeld, StoreError
from timeline.store import Query, Store, open_store, read_model_path
from timeline.store.lock import writing
from timeline.store.sqlite_query import select


@pytest.fixture
def path(tmp_path):
    return tmp_path / "timeline.read.db"


@pytest.fixture
def store(path):
    opened = open_store(path)
    yield opened
    opened.close()


class TestSqlite(StoreContract):
    pass


def test_it_is_a_store(store):
    assert isinstance(store, Store)


def test_the_read_model_lies_beside_the_journal():
    assert read_model_path(Path("in/timeline.db")) == Path("in/timeline.read.db")
    assert read_model_path(Path("log")) == Path("log.read.db")


def test_opening_and_asking_creates_nothing(path, store):
    with pytest.raises(StoreError, match="timeline rebuild"):
        store.events()
    assert not list(path.parent.iterdir())


def test_nothing_is_left_beside_the_file(path, store):
    store.write(STORY, 1)
    store.write(cut(STORY, "evt-talks"), 2)
    store.write(STORY, 3, full=True)
    assert [p.name for p in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("content", [b"notes of mine\n" * 9, b"SQLite format 3\x00 but cut", None])
@pytest.mark.parametrize("full", [False, True])
def test_a_file_that_is_not_ours_is_refused_and_left_alone(path, store, content, full):
    if content is None:
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE mine (x)")
        connection.commit()
        connection.close()
    else:
        path.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="not a read model"):
        store.write(STORY, 1, full=full)
    assert path.read_bytes() == before


@pytest.mark.parametrize("full", [False, True])
def test_a_damaged_file_says_so_and_the_next_write_heals_it(path, store, full):
    store.write(STORY, 1)
    store.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(StoreError, match="--full"):
        list(store.records())
    store.write(STORY, 2, full=full)
    assert store.verify(STORY) == []


def test_an_older_version_is_built_anew(path, store):
    store.write(STORY, 1)
    store.close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StoreError, match="another version"):
        store.events()
    store.write(STORY, 2)
    assert store.verify(STORY) == []


def test_verify_sees_a_changed_body_whatever_its_stored_digest(path, store):
    store.write(STORY, 1)
    store.close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE record SET body = replace(body, 'Kursk', 'Minsk') WHERE id = 'geo:kursk'")
    connection.commit()
    connection.close()
    assert store.verify(STORY) == ["entity geo:kursk: different"]


def test_two_writers_at_once_are_told_apart(path, store):
    with writing(path.with_name(path.name + ".lock")), pytest.raises(LockHeld, match="another process"):
        store.write(STORY, 1)
    store.write(STORY, 1)


def test_a_killed_writer_leaves_no_lock(path, store):
    code = "import sys, time, pathlib; from timeline.store.lock import writing\n"
    code += "with writing(pathlib.Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    lock = path.with_name(path.name + ".lock")
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(lock)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )
    try:
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(LockHeld):
            store.write(STORY, 1)
    finally:
        process.kill()
        process.communicate()
    store.write(STORY, 1)


def test_a_reader_goes_on_while_the_file_is_replaced(path, store):
    store.write(STORY, 1)
    reader = open_store(path)
    assert len(reader.events()) == 5
    store.write(cut(STORY, "evt-talks"), 2, full=True)
    assert len(reader.events()) == 4
    assert reader.position() == 2
    reader.close()


def test_readers_see_whole_chronologies_while_one_writes(path, store):
    other = cut(STORY, "evt-talks")
    whole = [lines(STORY.records()), lines(other.records())]
    store.write(STORY, 1)
    seen, done = [], threading.Event()

    def read():
        reader = open_store(path)
        while not done.is_set():
            seen.append(reader.digest())
        reader.close()

    thread = threading.Thread(target=read)
    thread.start()
    digests = {store.write(STORY if i % 2 else other, i, full=i % 5 == 0).digest for i in range(20)}
    done.set()
    thread.join()
    assert set(seen) <= digests
    assert lines(store.records()) in whole


def test_an_unwritable_place_is_one_line(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="choose another place"):
        open_store(tmp_path / "file" / "timeline.read.db").write(STORY, 1)


@pytest.mark.parametrize("address", ["http://localhost:7474", "ftp://x/y", "postgresql://u:secret@h/d"])
def test_an_address_of_another_kind_is_refused_without_its_password(address):
    with pytest.raises(Exception, match="expected a file name") as error:
        open_store(address)
    assert "secret" not in str(error.value)


@pytest.mark.parametrize(
    "query",
    [
        Query(actor="putin"),
        Query(place="kursk"),
        Query(source="example"),
        Query(text="command"),
        Query(type="CONSULT", limit=10),
        Query(since="2025-03-12", until="2025-03-12", limit=10),
    ],
    ids=lambda q: ",".join(f for f in q.__struct_fields__ if getattr(q, f) and f not in ("factuality", "limit")),
)
def test_every_filter_is_on_an_index(path, store, query):
    many = [
        msgspec.structs.replace(
            event, id=f"{event.id}-{n}", actors=[] if n else event.actors, place=None if n else event.place
        )
        for n in range(100)
        for event in STORY.events
    ]
    store.write(msgspec.structs.replace(STORY, events=many), 1)
    connection = sqlite3.connect(path)
    statements = []
    connection.set_trace_callback(statements.append)
    select(connection, msgspec.structs.replace(query, factuality=())).rows(connection, "event.id")
    connection.set_trace_callback(None)
    asked = [text for text in statements if text.startswith("SELECT")]
    plan = [row[3] for text in asked for row in connection.execute("EXPLAIN QUERY PLAN " + text)]
    connection.close()
    assert plan
    assert not [step for step in plan if step == "SCAN event" or step.startswith("SCAN party")], plan
