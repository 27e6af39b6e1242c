"""What goes wrong around a graph: each fault is one clear line, touches nothing that is not ours, and loses nothing."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from neo4j import GraphDatabase
from store import server
from store.command import timeline
from store.contract import lines
from store.story import STORY, cut

from timeline.errors import LockHeld, StoreError, UsageError
from timeline.store import digest_of, graph_write, open_store
from timeline.store.connection import Connection, check_version
from timeline.store.graph_write import Loader

pytestmark = pytest.mark.neo4j
SECRET = "correct-horse-9"  # noqa: S105 - of a server that lives as long as these tests


@pytest.fixture
def store(graph_environment):
    opened = open_store(graph_environment)
    opened._connection.run("MATCH (n) DETACH DELETE n")
    yield opened
    opened.close()


def using(address):
    return closing(open_store(address))


def one_line(error):
    text = str(error.value)
    assert "\n" not in text
    assert SECRET not in text
    return text


def everything(store):
    """The whole graph, apart from what says when and by whom it was written."""
    nodes = store._connection.run("MATCH (n) WHERE NOT n:Projection RETURN labels(n) AS labels, properties(n) AS p")
    edges = store._connection.run(
        "MATCH (a)-[r]->(b) "
        "RETURN a.record AS ar, a.id AS a, type(r) AS type, properties(r) AS p, b.record AS br, b.id AS b"
    )
    return sorted(repr((sorted(n["labels"]), sorted(n["p"].items(), key=str))) for n in nodes), sorted(map(repr, edges))


def many(count):
    """STORY over and over: enough units for several batches."""
    events, conflicts = [], []
    for number in range(count):
        for event in STORY.events:
            members = [
                msgspec.structs.replace(m, id=f"{m.id}-{number}", anchor=f"{m.anchor}-{number}")
                for m in event.assertions
            ]
            readings = [
                msgspec.structs.replace(r, assertions=[f"{a}-{number}" for a in r.assertions]) for r in event.readings
            ]
            conflict = f"{event.conflict}-{number}" if event.conflict else None
            events.append(
                msgspec.structs.replace(
                    event, id=f"{event.id}-{number}", assertions=members, readings=readings, conflict=conflict, links=[]
                )
            )
        conflicts += [
            msgspec.structs.replace(c, id=f"{c.id}-{number}", event=f"{c.event}-{number}") for c in STORY.conflicts
        ]
    events.sort(key=lambda e: (e.date.earliest, e.date.latest, e.id))
    return msgspec.structs.replace(STORY, events=events, conflicts=sorted(conflicts, key=lambda c: c.id))


class TestOtherPeoplesNodes:
    FOREIGN = """
      CREATE (e:Event {id: 'evt-visit', search: 'putin', first: date('2025-03-12'), last: date('2025-03-12')})
      CREATE (:Event {id: 'evt-visit'})-[:INVOLVES {role: 'actor'}]->(p:Entity {id: 'name:putin', names: ['putin']})
      CREATE (:Source {name: 'The Example Times', id: 'The Example Times'}), (:Article {id: 'art-times'})
      CREATE (:Reading)-[:KNOWS]->(:Conflict {id: 'cnf-visit', kind: 'date', status: 'open', cause: 'typo'})
    """

    def foreign(self, store):
        nodes = store._connection.run(
            "MATCH (n) WHERE NOT n:Timeline OPTIONAL MATCH (n)-[r]-() "
            "RETURN elementId(n) AS id, labels(n) AS labels, properties(n) AS p, count(r) AS degree ORDER BY id"
        )
        return [repr(node) for node in nodes]

    def test_stay_untouched_and_out_of_every_answer(self, store):
        store._connection.run(self.FOREIGN)
        before = self.foreign(store)
        assert len(before) == 7
        for chronology, full in ((STORY, False), (cut(STORY, "evt-visit"), False), (STORY, True)):
            store.write(chronology, 1, full)
            assert store.verify(chronology) == []
            assert lines(store.records()) == lines(chronology.records())
            assert store.digest() == digest_of(chronology.records())
            assert self.foreign(store) == before
        assert [c.id for c in store.conflicts(kind="date")] == ["cnf-visit"]
        store.write(msgspec.structs.replace(STORY, events=[], undated=[], conflicts=[], articles=[], entities=[]), 2)
        assert self.foreign(store) == before

    def test_are_counted(self, store):
        assert store.foreign_nodes() == 0
        store._connection.run(self.FOREIGN)
        store.write(STORY, 1)
        assert store.foreign_nodes() == 7


class TestIncrements:
    def test_leave_the_same_graph_as_a_load_into_an_empty_one(self, store):
        store.write(STORY, 1)
        fresh = everything(store)
        for event in STORY.events:
            store.write(cut(STORY, event.id), 2)
            store.write(STORY, 3)
            assert everything(store) == fresh
        store.write(STORY, 4, full=True)
        assert everything(store) == fresh

    def test_move_an_assertion_from_one_event_to_another(self, store):
        store.write(STORY, 1)
        talks, visit = (next(e for e in STORY.events if e.id == f"evt-{n}") for n in ("talks", "visit"))
        for first, second in ((talks, visit), (visit, talks)):
            members = {first.id: first.assertions[1:], second.id: [*second.assertions, first.assertions[0]]}
            moved = [msgspec.structs.replace(e, assertions=members.get(e.id, e.assertions)) for e in STORY.events]
            other = msgspec.structs.replace(STORY, events=moved)
            store.write(other, 2)
            assert store.verify(other) == []
            store.write(STORY, 3)
            assert store.verify(STORY) == []

    def test_a_full_write_heals_what_was_changed_by_hand(self, store):
        store.write(STORY, 1)
        fresh = everything(store)
        store._connection.run(
            "MATCH (a:Assertion {id: 'asr-1'}) SET a.quote = 'forged' WITH a MATCH (a)-[g:GIVES]->() DELETE g"
        )
        store._connection.run("MATCH (e:Event {id: 'evt-talks'}) DETACH DELETE e")
        assert store.verify(STORY) == ["event evt-talks: missing", "event evt-visit: different"]
        store.write(STORY, 2, full=True)
        assert everything(store) == fresh


class TestTwoWriters:
    def test_the_second_is_told_at_once(self, store, graph_environment):
        other = open_store(graph_environment)
        with Loader(store._connection, 1)._lock():
            start = time.monotonic()
            with pytest.raises(LockHeld) as error:
                other.write(STORY, 1)
            assert time.monotonic() - start < 15
        assert "another process is writing" in one_line(error)
        other.write(STORY, 1)
        assert other.verify(STORY) == []
        other.close()

    def test_a_writer_that_was_overtaken_stops(self, store, graph_environment):
        other = open_store(graph_environment)
        loader = Loader(store._connection, 1)
        loader._begin(STORY)
        Loader(other._connection, 2)._begin(STORY)
        with pytest.raises(LockHeld, match="took over"):
            loader._transaction([])
        other.close()


class TestInterruption:
    @pytest.mark.parametrize("batch", [1, 2, 3, 4, 5, 7])
    def test_at_any_batch_the_next_write_goes_on_to_the_same_graph(self, store, monkeypatch, batch):
        store.write(STORY, 1)
        whole = everything(store)
        store._connection.run("MATCH (n) DETACH DELETE n")
        monkeypatch.setattr(graph_write, "_BATCH", 8)
        original, calls = Loader._transaction, []

        def fail(self, steps):
            calls.append(steps)
            if len(calls) == batch:
                raise KeyboardInterrupt
            original(self, steps)

        monkeypatch.setattr(Loader, "_transaction", fail)
        with pytest.raises(KeyboardInterrupt):
            store.write(STORY, 5)
        assert store.position() == 0
        monkeypatch.setattr(Loader, "_transaction", original)
        store.write(STORY, 5)
        assert store.position() == 5
        assert store.verify(STORY) == []
        assert everything(store) == whole

    def test_one_in_the_middle_of_an_increment_too(self, store, monkeypatch):
        before = cut(STORY, "evt-talks")
        changed = msgspec.structs.replace(before, articles=STORY.articles[1:], events=before.events[1:])
        store.write(STORY, 1)
        whole = everything(store)
        monkeypatch.setattr(graph_write, "_BATCH", 3)
        original = Loader._transaction
        for batch in range(1, 7):
            store.write(changed, 2)
            calls = []

            def fail(self, steps, calls=calls, batch=batch):
                calls.append(steps)
                if len(calls) == batch:
                    raise KeyboardInterrupt
                original(self, steps)

            monkeypatch.setattr(Loader, "_transaction", fail)
            try:
                store.write(STORY, 3)
            except KeyboardInterrupt:
                assert store.position() == 2
            monkeypatch.setattr(Loader, "_transaction", original)
            store.write(STORY, 3)
            assert everything(store) == whole

    def test_a_reader_of_the_first_load_is_told_that_nothing_is_whole_yet(self, store, graph_environment, monkeypatch):
        monkeypatch.setattr(graph_write, "_BATCH", 8)
        original, seen = Loader._transaction, []

        def look(self, steps):
            original(self, steps)
            with using(graph_environment) as reader:
                for ask in (
                    reader.articles,
                    lambda: list(reader.records()),
                    reader.events,
                    reader.digest,
                    reader.counts,
                ):
                    with pytest.raises(StoreError, match="no finished chronology"):
                        ask()
                seen.append(reader.position())

        monkeypatch.setattr(Loader, "_transaction", look)
        store.write(STORY, 5)
        assert len(seen) > 4
        assert set(seen) == {0}
        assert lines(store.records()) == lines(STORY.records())

    def test_a_rebuild_killed_between_batches_goes_on_to_the_embedded_stores_digest(
        self, store, graph_environment, tmp_path
    ):
        db = tmp_path / "timeline.db"
        assert timeline(db, "run", server.ROOT / "examples")[0] == 0
        command = [sys.executable, "-m", "timeline", "--db", str(db), "--store", graph_environment, "rebuild"]
        for _ in range(3):
            done = subprocess.run(
                command, env={**os.environ, "TIMELINE_FAILPOINT": "store.graph_batch"},
                capture_output=True, check=False, cwd=server.ROOT,
            )  # fmt: skip
            assert done.returncode == -signal.SIGKILL, done.stderr
            assert store.position() == 0
        assert timeline(db, "--store", graph_environment, "rebuild")[0] == 0
        with using(db.with_suffix(".read.db")) as embedded:
            assert store.digest() == embedded.digest()
            assert lines(store.records()) == lines(embedded.records())

    @pytest.mark.slow
    def test_a_killed_process_leaves_a_graph_that_the_next_one_completes(self, store, graph_environment, tmp_path):
        chronology = many(400)
        file = tmp_path / "chronology.json"
        file.write_bytes(msgspec.json.encode(chronology))
        code = (
            "import sys, pathlib, msgspec\n"
            "from timeline.model.records import Chronology\n"
            "from timeline.store import open_store, graph_write\n"
            "graph_write._BATCH = 500\n"
            "c = msgspec.json.decode(pathlib.Path(sys.argv[2]).read_bytes(), type=Chronology)\n"
            "print('go', flush=True); open_store(sys.argv[1]).write(c, 9)"
        )
        for seconds in (0.5, 1.5, 3):
            process = subprocess.Popen(
                [sys.executable, "-c", code, graph_environment, str(file)],
                stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(Path.cwd())},
            )  # fmt: skip
            assert process.stdout.readline() == b"go\n"
            time.sleep(seconds)
            process.kill()
            process.communicate()
        report = store.write(chronology, 9)
        assert report.digest == store.digest() == digest_of(chronology.records())
        assert store.verify(chronology) == []


@pytest.fixture(scope="module")
def own_server(tmp_path_factory):
    """A server with a password that tests may stop, kill and configure."""
    if not server.can_start():
        pytest.skip("needs the jars: run scripts/neo4j-jars")
    own = server.Server(tmp_path_factory.mktemp("own"), auth=True)
    own.start()
    with GraphDatabase.driver(own.uri, auth=("neo4j", "neo4j")) as driver:
        driver.execute_query("ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new", new=SECRET, database_="system")
    yield own
    own.stop()


@pytest.fixture
def own(own_server, monkeypatch):
    monkeypatch.setenv("NEO4J_USERNAME", "neo4j")
    monkeypatch.setenv("NEO4J_PASSWORD", SECRET)
    monkeypatch.delenv("NEO4J_DATABASE", raising=False)
    return own_server


class TestServerFaults:
    def test_a_database_that_was_never_written_says_what_to_run(self, own):
        with using(own.uri) as opened:
            with pytest.raises(StoreError) as error:
                opened.events()
            assert "timeline rebuild" in one_line(error)
            opened.write(STORY, 3)
            assert len(opened.events()) == 5

    def test_the_right_password_works(self, own):
        with using(own.uri) as opened:
            opened.write(STORY, 3)
            assert opened.position() == 3

    def test_a_wrong_password(self, own, monkeypatch):
        monkeypatch.setenv("NEO4J_PASSWORD", SECRET + "x")
        with using(own.uri) as opened, pytest.raises(StoreError) as error:
            opened.events()
        assert "NEO4J_PASSWORD" in one_line(error)

    def test_no_password(self, own, monkeypatch):
        monkeypatch.delenv("NEO4J_PASSWORD")
        with using(own.uri) as opened, pytest.raises(StoreError) as error:
            opened.events()
        assert "NEO4J_PASSWORD" in one_line(error)

    def test_a_database_that_is_not_there(self, own, monkeypatch):
        monkeypatch.setenv("NEO4J_DATABASE", "nowhere")
        for ask in (lambda s: s.events(), lambda s: s.write(STORY, 1)):
            with using(own.uri) as opened, pytest.raises(StoreError) as error:
                ask(opened)
            assert "'nowhere'" in one_line(error)

    @pytest.mark.slow
    def test_a_server_that_is_killed_and_restarted_during_a_load(self, own, monkeypatch):
        monkeypatch.setattr(graph_write, "_BATCH", 300)
        chronology = many(150)
        opened = open_store(own.uri)
        opened.write(msgspec.structs.replace(STORY, events=[], conflicts=[], undated=[]), 1)
        failed = []

        def load():
            try:
                opened.write(chronology, 8)
            except (StoreError, LockHeld) as error:
                failed.append(error)

        thread = threading.Thread(target=load)
        thread.start()
        time.sleep(2)
        own.kill()
        own.start(SECRET)
        thread.join(180)
        assert not thread.is_alive()
        report = opened.write(chronology, 8)
        assert report.digest == opened.digest() == digest_of(chronology.records())
        assert opened.verify(chronology) == []
        opened.close()

    @pytest.mark.slow
    def test_a_read_only_server(self, own):
        own.stop()
        own.configure(auth=True, read_only=True)
        own.start(SECRET)
        opened = open_store(own.uri)
        try:
            assert opened.position() > 0
            with pytest.raises(StoreError) as error:
                opened.write(STORY, 1)
            assert "read-only" in one_line(error)
        finally:
            opened.close()
            own.stop()
            own.configure(auth=True)
            own.start(SECRET)


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_an_address_where_nobody_answers(scheme, monkeypatch):
    monkeypatch.setattr("timeline.store.connection._RETRY_SECONDS", 1.0)
    monkeypatch.setenv("NEO4J_PASSWORD", SECRET)
    for address in (f"{scheme}://127.0.0.1:{server.free_port()}", f"{scheme}://nowhere.invalid:7687"):
        with using(address) as opened, pytest.raises(StoreError) as error:
            opened.events()
        assert address in one_line(error)


def test_a_server_that_speaks_something_else(monkeypatch, neo4j_server):
    if neo4j_server.local is None:
        pytest.skip("needs the Maven server's HTTP port")
    with using(f"bolt://127.0.0.1:{neo4j_server.local.http}") as opened, pytest.raises(StoreError) as error:
        opened.events()
    assert "check the address" in one_line(error)


def test_a_password_in_the_address_is_refused_without_repeating_it():
    with pytest.raises(UsageError) as error:
        open_store(f"bolt://neo4j:{SECRET}@localhost:7687")
    assert "NEO4J_PASSWORD" in one_line(error)


@pytest.mark.parametrize("agent", ["Neo4j/4.4.39", "Neo4j/5.13.0", "Neo4j/3.5.1"])
def test_a_server_that_is_too_old(agent):
    with pytest.raises(StoreError, match=r"5\.26 or later") as error:
        check_version(agent, "bolt://localhost:7687")
    assert agent in one_line(error)


def test_a_real_server_of_an_older_generation_is_refused_in_one_line(monkeypatch):
    address = os.environ.get("TIMELINE_OLD_NEO4J_URI")
    if not address:
        pytest.skip("TIMELINE_OLD_NEO4J_URI names no server of 4.4, without a password")
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    for ask in (lambda s: s.events(), lambda s: s.write(STORY, 1)):
        with (
            using(address) as opened,
            pytest.raises(StoreError, match=r"Neo4j/4\.4.* too old; Neo4j 5\.26 or later") as error,
        ):
            ask(opened)
        assert address in one_line(error)


@pytest.mark.parametrize("agent", ["Neo4j/5.26.31", "Neo4j/2025.10.1", "Neo4j/dev"])
def test_servers_that_are_supported(agent):
    check_version(agent, "bolt://localhost:7687")


@pytest.mark.parametrize("scheme", ["bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"])
def test_encrypted_and_routed_schemes_reach_the_driver_as_they_are(scheme, monkeypatch):
    seen = []

    def driver(url, **settings):
        seen.append((url, settings.get("encrypted")))
        raise OSError("not in this test")

    monkeypatch.setattr("neo4j.GraphDatabase.driver", driver)
    with pytest.raises(StoreError):
        Connection.from_environment(f"{scheme}://graph.example:7687").read("query/projection", limit=1)
    assert seen == [(f"{scheme}://graph.example:7687", None)]


def test_routing_addresses_work_on_a_single_server_and_read_what_was_written(graph_environment):
    with using(graph_environment.replace("bolt://", "neo4j://")) as opened:
        for position, chronology in ((4, STORY), (5, cut(STORY, "evt-talks")), (6, STORY)):
            opened.write(chronology, position)
            assert opened.position() == position
            assert lines(opened.records()) == lines(chronology.records())
        assert opened._connection._bookmarks.get_bookmarks()


@pytest.fixture(scope="module")
def encrypted(tmp_path_factory):
    """The address, without its scheme, of a server that takes nothing but TLS; nobody signed its certificate."""
    if not server.can_start() or shutil.which("openssl") is None:
        pytest.skip("needs the jars (scripts/neo4j-jars) and openssl")
    with server.running(tmp_path_factory.mktemp("tls"), tls=True) as own:
        yield own.uri.removeprefix("bolt")


class TestEncryption:
    @pytest.mark.parametrize("scheme", ["bolt+ssc", "neo4j+ssc"])
    def test_schemes_that_take_any_certificate_load_and_ask(self, encrypted, graph_environment, scheme):
        with using(scheme + encrypted) as opened:
            opened.write(STORY, 3)
            assert lines(opened.records()) == lines(STORY.records())

    @pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s", "bolt"])
    def test_others_are_refused_in_one_line(self, encrypted, graph_environment, monkeypatch, scheme):
        monkeypatch.setattr("timeline.store.connection._RETRY_SECONDS", 1.0)
        with using(scheme + encrypted) as opened, pytest.raises(StoreError) as error:
            opened.events()
        assert scheme + encrypted in one_line(error)


def test_hostile_text_is_data(store):
    nasty = "'}) DETACH DELETE n // `x` $since \\ \u0000 \" } RETURN 1 UNION MATCH (n) DETACH DELETE n"
    event = msgspec.structs.replace(STORY.events[0], title=nasty, why=[nasty], type=nasty)
    chronology = msgspec.structs.replace(STORY, events=[event, *STORY.events[1:]])
    store.write(chronology, 1)
    assert store.verify(chronology) == []
