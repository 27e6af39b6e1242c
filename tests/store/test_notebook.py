"""The py2neo helper against the real server."""

import gc
import json
import runpy
import shutil
import warnings
from pathlib import Path

import pytest
from store.command import timeline
from store.story import STORY

from timeline import notebook
from timeline.errors import StoreError, UsageError
from timeline.store import open_store

ROOT = Path(__file__).parents[2]
py2neo = pytest.importorskip("py2neo", reason="needs timeline-engine[py2neo]")
pytestmark = [pytest.mark.neo4j, pytest.mark.filterwarnings("ignore")]  # py2neo is at its end of life


@pytest.fixture
def graph(graph_environment):
    store = open_store(graph_environment)
    store._connection.run("MATCH (n) DETACH DELETE n")
    store.write(STORY, 1)
    store.close()
    yield notebook.connect(graph_environment)
    py2neo.GraphService(graph_environment).connector.close()


@pytest.fixture(autouse=True, scope="module")
def sockets_that_py2neo_leaves_open():
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        gc.collect()


def test_events_are_nodes_in_chronological_order(graph):
    nodes = notebook.events(graph)
    assert [node["id"] for node in nodes] == ["evt-phone", "evt-talks", "evt-visit", "evt-strike", "evt-summit"]
    assert isinstance(nodes[0], py2neo.Node)
    assert nodes[0].has_label("Event")
    assert [node["id"] for node in notebook.events(graph, type="ASSAULT")] == ["evt-strike"]


def test_conflicts_are_nodes(graph):
    assert [node["id"] for node in notebook.conflicts(graph)] == ["cnf-visit"]
    assert [node["id"] for node in notebook.conflicts(graph, status=None)] == ["cnf-strike", "cnf-visit"]


def test_evidence_is_one_subgraph(graph):
    found = notebook.evidence(graph, "evt-visit")
    labels = [label for node in found.nodes for label in node.labels]
    assert labels.count("Assertion") == 2
    assert labels.count("Reading") == 2
    assert {type(r).__name__ for r in found.relationships} >= {"ABOUT", "STATED_IN", "DATED", "CONCERNS", "BETWEEN"}
    with pytest.raises(UsageError, match="no event"):
        notebook.evidence(graph, "evt-nobody")


def test_tables_and_the_queries_that_there_are(graph):
    rows = notebook.table(graph, "co_occurrence", actor="name:putin")
    assert [(row["name"], row["events"]) for row in rows] == [("Volodymyr Zelenskyy", 1)]
    assert notebook.table(graph, "meetings", actor="name:putin", type="CONSULT")[0]["id"] == "evt-phone"
    with pytest.raises(UsageError, match="there are"):
        notebook.table(graph, "nothing")


def test_data_frames_need_pandas(graph):
    pandas = pytest.importorskip("pandas", reason="needs pandas")
    found = notebook.frame(graph, "chronology")
    assert isinstance(found, pandas.DataFrame)


def test_addresses_that_py2neo_cannot_use():
    with pytest.raises(UsageError, match="bolt"):
        notebook.connect("neo4j://localhost:7687")
    with pytest.raises(StoreError, match="no answer"):
        notebook.connect("bolt://127.0.0.1:1")


@pytest.mark.slow
def test_the_example_notebook_runs_over_the_sample(graph_environment, tmp_path, monkeypatch):
    store = open_store(graph_environment)
    store._connection.run("MATCH (n) DETACH DELETE n")
    store.close()
    code, _ = timeline(tmp_path / "t.db", "--store", graph_environment, "run", ROOT / "examples")
    assert code == 0
    monkeypatch.setenv("NEO4J_URI", graph_environment)
    book = tmp_path / "notebook.ipynb"
    shutil.copyfile(ROOT / "docs" / "notebook.ipynb", book)
    runpy.run_path(str(ROOT / "scripts" / "run_notebook.py"))["run"](book)
    shown = [cell["outputs"] for cell in json.loads(book.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]
    assert all(shown[1:])
    py2neo.GraphService(graph_environment).connector.close()
