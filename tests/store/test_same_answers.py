"""The main job over the sample corpus: every query command prints the same bytes from either store."""

import runpy
from datetime import date
from pathlib import Path

import msgspec
import pytest
from store.command import timeline

from timeline.store import Query, open_store

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]
EXAMPLES = Path(__file__).parents[2] / "examples"
ALWAYS = {"since": date(1, 1, 1), "until": date(9999, 12, 31), "limit": 100000}


@pytest.fixture(scope="module")
def db(tmp_path_factory):
    path = tmp_path_factory.mktemp("same") / "timeline.db"
    timeline(path, "run", str(EXAMPLES))
    return path


@pytest.fixture
def graph(db, graph_environment):
    store = open_store(graph_environment)
    store._connection.run("MATCH (n) DETACH DELETE n")
    timeline(db, "--store", graph_environment, "rebuild")
    yield graph_environment
    store.close()


def test_every_query_command_prints_the_same_from_either_store(db, graph):
    embedded = open_store(db.with_suffix(".read.db"))
    event, articles = embedded.events()[2].id, embedded.articles()
    embedded.close()
    source = next((a.source for a in articles if a.source), "Example")
    questions = [
        ("export", "records"),
        ("event", event),
        ("why", event),
        ("around", event, "-n", "3"),
        ("gaps",),
        ("conflicts",),
        ("conflicts", "--kind", "date"),
        ("show", "--format", "table"),
        ("show", "--format", "csv"),
        ("show", "--format", "json", "--factuality", "scheduled"),
        *(
            ("show", "--format", "jsonl", *filters)
            for filters in (
                (),
                ("--actor", "Putin"),
                ("--place", "Kursk"),
                ("--source", source),
                ("--text", "putin kursk"),
                ("--type", "CONSULT", "--from", "2025-03-10", "--to", "2025-03-14"),
                ("--min-sources", "2"),
                ("--limit", "4"),
            )
        ),
    ]
    for question in questions:
        code, printed = timeline(db, *question)
        assert (code, printed) == timeline(db, "--store", graph, *question), question
        assert code == 0, question


def test_the_graph_finds_the_folds_conflicts_from_its_assertions(db, graph):
    store = open_store(graph)
    found = {row["id"] for row in store._connection.read("query/conflicts_recomputed", **ALWAYS)}
    assert found == {conflict.event for conflict in store.conflicts(kind="date")}
    assert found
    store.close()


def test_a_made_up_chronology_of_some_size_gives_the_same_records(tmp_path, graph_environment):
    """Words, actors and outlets that are in most events, and some that are in few."""
    made = runpy.run_path(str(EXAMPLES.parent / "benchmarks" / "store.py"))["made_up"](6000)
    embedded, graph = open_store(tmp_path / "made.read.db"), open_store(graph_environment)
    graph._connection.run("MATCH (n) DETACH DELETE n")
    reports = [store.write(made, 1) for store in (embedded, graph)]
    assert reports[0] == reports[1]
    period = {"since": "2019-05-01", "until": "2019-07-31"}
    for filters in (
        {},
        period,
        {"actor": "per:p1"},
        {"actor": made.entities[9].name},
        {"actor": "per:p1", "text": "border", **period},
        {"place": "geo:1"},
        {"place": "C01", "type": "CONSULT"},
        {"source": "Outlet 1", "factuality": ()},
        {"source": "Outlet 7", "text": "visited"},
        {"text": "visited border"},
        {"text": made.events[40].title},
        {"min_sources": 7},
    ):
        for limit in (None, 20):
            found = [
                [msgspec.json.encode(e) for e in s.events(Query(limit=limit, **filters))] for s in (embedded, graph)
            ]
            assert found[0] == found[1], (filters, limit)
            assert found[0], filters
        assert embedded.gaps(Query(**filters)) == graph.gaps(Query(**filters))
    middle = made.events[len(made.events) // 2]
    for ask in (
        lambda s: list(s.records()),
        lambda s: s.conflicts(),
        lambda s: s.conflicts(event=made.conflicts[0].event),
        lambda s: s.around(middle.id, 20),
        lambda s: s.event(middle.assertions[-1].anchor),
        lambda s: s.counts(),
        lambda s: s.digest(),
    ):
        assert msgspec.json.encode(ask(embedded)) == msgspec.json.encode(ask(graph))
    for store in (embedded, graph):
        store.close()
