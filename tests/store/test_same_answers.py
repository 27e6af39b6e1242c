"""The main job over the sample corpus: every query command prints the same bytes from either store."""

from datetime import date
from pathlib import Path

import pytest
from store.command import timeline

from timeline.store import open_store

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
