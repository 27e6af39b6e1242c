"""The query files: complete for a person who pastes them into Browser, and safe on a large graph."""

import ast
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from store.story import STORY

import timeline
from timeline.store import cypher, open_store

QUERIES = cypher.queries()
SCANS = {
    "AllNodesScan",
    "NodeByLabelScan",
    "UnionNodeByLabelsScan",
    "IntersectionNodeByLabelsScan",
    "SubtractionNodeByLabelsScan",
    "DirectedAllRelationshipsScan",
    "UndirectedAllRelationshipsScan",
    "DirectedRelationshipTypeScan",
    "UndirectedRelationshipTypeScan",
    "DirectedUnionRelationshipTypesScan",
}


def named(query):
    return query.name


@pytest.mark.parametrize("query", QUERIES, ids=named)
def test_a_query_file_says_what_it_is_for_and_what_it_needs(query):
    assert query.title, query.title[0].isupper()
    assert set(query.parameters) == cypher.used(query.text)
    assert "LIMIT $limit" in query.text


def test_titles_are_told_apart():
    assert len({query.title for query in QUERIES}) == len(QUERIES)


@pytest.fixture(scope="module")
def graph(neo4j_server):
    patch = pytest.MonkeyPatch()
    for name, value in neo4j_server.environment().items():
        patch.setenv(name, value)
    store = open_store(neo4j_server.uri)
    store._connection.run("MATCH (n) DETACH DELETE n")
    store.write(STORY, 1)
    yield store._connection
    store.close()
    patch.undo()


def examples(graph, query):
    literals = ", ".join(f"{name}: {text}" for name, text in query.parameters.items())
    return graph.run(f"RETURN {{{literals}}} AS values")[0]["values"]


@pytest.mark.neo4j
@pytest.mark.parametrize("query", QUERIES, ids=named)
def test_a_query_runs_with_its_examples_and_never_scans(graph, query):
    values = examples(graph, query)
    graph.read(f"query/{query.name}", **values)
    with graph.session("READ") as session:
        plan = session.run("EXPLAIN " + cypher.load(f"query/{query.name}"), values).consume().plan
    found = {step.split("@")[0] for step in operators(plan)}
    assert not found & SCANS, found


def operators(plan):
    yield plan["operatorType"]
    for child in plan.get("children", ()):
        yield from operators(child)


@pytest.mark.neo4j
def test_conflicts_are_found_again_from_the_assertions_alone(graph):
    rows = graph.read("query/conflicts_recomputed", **bounds())
    assert [row["id"] for row in rows] == [c.event for c in STORY.conflicts if c.kind == "date"]
    assert rows[0]["daysApart"] == 1


def bounds():
    return {"since": date(1900, 1, 1), "until": date(2100, 1, 1), "limit": 10000}


@pytest.mark.neo4j
def test_copies_and_company(graph):
    copies = graph.read("query/copies", limit=10)
    assert [(row["id"], [c["id"] for c in row["copies"]]) for row in copies] == [("art-times", ["art-copy"])]
    met = graph.read("query/meetings", actor="name:putin", type="CONSULT", **bounds())
    assert [(row["id"], row["met"]) for row in met] == [("evt-phone", "Volodymyr Zelenskyy")]
    company = graph.read("query/co_occurrence", actor="name:putin", limit=10)
    assert [(row["name"], row["events"]) for row in company] == [("Volodymyr Zelenskyy", 1)]
    near = graph.read("query/near", latitude=51.7, longitude=36.2, kilometres=20, limit=10)
    assert [row["id"] for row in near] == ["evt-visit", "evt-strike"]


@pytest.mark.neo4j
def test_what_was_known_by_a_recorded_time(graph_environment):
    store = open_store(graph_environment)
    store._connection.run("MATCH (n) DETACH DELETE n")
    store.write(STORY, 1, recorded={"asr-1": "2025-03-12T20:00:00Z", "asr-2": "2025-03-14T09:00:00.5Z"})
    rows = store._connection.read("query/known_by", by=datetime(2025, 3, 13, tzinfo=UTC), **bounds())
    assert [row["quote"] for row in rows] == ["Putin visited a command post in Kursk on Wednesday."]
    assert store.verify(STORY) == []
    store.close()


def sources():
    return sorted((Path(timeline.__file__).parent / "store").glob("*.py"))


@pytest.mark.parametrize("path", sources(), ids=lambda p: p.stem)
def test_no_cypher_stands_in_python(path):
    """Statements come from files by name, so nothing that a user says can become part of one."""
    tree = ast.parse(path.read_text("utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, documented)}
    words = re.compile(r"\b(MATCH \(|MERGE|UNWIND|DETACH|CREATE \(|FOREACH)")
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in docstrings:
            assert not words.search(node.value), node.value
