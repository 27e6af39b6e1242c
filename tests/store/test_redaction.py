"""What is redacted is gone from the graph, too: no node keeps a word of it."""

import json

import pytest
from store.command import timeline

from timeline.store import open_store

pytestmark = pytest.mark.neo4j
TOLD = {"a": "Harald Stein met the harbour pilots of Bergen on Tuesday.", "b": "Signe Holm visited Oslo on Monday."}


def test_no_quote_of_a_redacted_article_stays_in_the_graph(tmp_path, graph_environment):
    for name, text in TOLD.items():
        article = {"text": text, "source": name, "published": "2025-03-14"}
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(article))
    db = tmp_path / "timeline.db"
    store = open_store(graph_environment)

    def held():
        return [row for row in store._connection.run("MATCH (n) RETURN properties(n) AS all") if "pilots" in str(row)]

    try:
        store._connection.run("MATCH (n) DETACH DELETE n")
        assert timeline(db, "--store", graph_environment, "run", tmp_path)[0] == 0
        assert held()
        records = [json.loads(line) for line in timeline(db, "export", "records")[1].splitlines()]
        stein = next(r["id"] for r in records if r["record"] == "article" and r["source"] == "a")
        words = ("log", "redact", stein, "--because", "law", "--yes")
        assert timeline(db, "--store", graph_environment, *words)[0] == 0
        assert not held()
        assert timeline(db, "--store", graph_environment, "rebuild", "--verify")[0] == 0
    finally:
        store.close()
