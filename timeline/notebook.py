"""The graph in a notebook, through py2neo: events and conflicts as its nodes, subgraphs, tables and data frames.

py2neo has reached its end of life (2021.2.4, Bolt up to 4.3 in its own words; it still speaks to a 5.26 server over
bolt, without encryption schemes that came later and without routing). It is here for notebooks that know its `Node`,
`Subgraph` and OGM. Its `graph.schema` calls and everything that lists procedures fail on Neo4j 5, which dropped the
syntax that they send. The engine itself never uses it: for programs, take `timeline.open_store`.

Install with `pip install timeline-engine[py2neo]`.
"""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING, Any

from timeline.errors import StoreError, UsageError
from timeline.store import cypher

if TYPE_CHECKING:
    from py2neo import Graph, Node, Subgraph
    from py2neo.cypher import Cursor

_SUPPORTED = ("bolt", "bolt+s", "bolt+ssc")
_EVER = {"since": date(1, 1, 1), "until": date(9999, 12, 31)}
_ANY = {"type": "*", "factuality": ["happened", "ongoing"], "min_sources": 0}
_ANY |= {"actors": ["*"], "places": ["*"], "country": "*", "sources": ["*"]}  # as the chronologies want it


def connect(url: str | None = None) -> Graph:
    """A py2neo `Graph`, with user, password and database from NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE.

    Raises:
        UsageError: py2neo is not installed, or the address is one that it cannot use.
        StoreError: no server answers there.
    """
    try:
        import py2neo  # noqa: PLC0415 - optional
    except ImportError as error:
        raise UsageError("py2neo is not installed; pip install timeline-engine[py2neo]") from error
    address = url or os.environ.get("NEO4J_URI") or "bolt://localhost:7687"
    if address.partition("://")[0] not in _SUPPORTED:
        raise UsageError(f"{address}: py2neo needs one of {', '.join(_SUPPORTED)}")
    password = os.environ.get("NEO4J_PASSWORD")
    auth = (os.environ.get("NEO4J_USERNAME", "neo4j"), password or "")
    try:
        return py2neo.Graph(address, auth=auth, name=os.environ.get("NEO4J_DATABASE") or "neo4j")
    except Exception as error:  # noqa: BLE001 - py2neo raises many kinds, some with what was sent
        raise StoreError(
            f"{address}: no answer through py2neo ({type(error).__name__}); check address and password"
        ) from None


def run(graph: Graph, name: str, **values: Any) -> Cursor:
    """A query file by name ("chronology", "co_occurrence" …); what is left out does not narrow the answer."""
    query = next((q for q in cypher.queries() if q.name == name), None)
    if query is None:
        raise UsageError(f"{name}: no such query; there are {', '.join(q.name for q in cypher.queries())}")
    asked = {key: value for key, value in values.items() if value is not None}
    given: dict[str, Any] = dict.fromkeys(query.parameters) | _EVER | {"limit": 1000}
    if "dated" in query.parameters:
        given |= _ANY | {"dated": not asked.keys().isdisjoint(_EVER)}
    given |= asked
    return graph.run(cypher.load(f"query/{name}"), {k: v for k, v in given.items() if k in query.parameters})


def events(graph: Graph, limit: int = 100, **filters: Any) -> list[Node]:
    """Event nodes in chronological order; filters are the parameters of the query file "chronology"."""
    from py2neo.matching import IN  # noqa: PLC0415 - optional

    found = [row["id"] for row in run(graph, "chronology", limit=limit, **filters)]
    nodes = {node["id"]: node for node in graph.nodes.match("Event", "Timeline").where(id=IN(found))}
    return [nodes[id_] for id_ in found if id_ in nodes]


def conflicts(graph: Graph, status: str | None = "open") -> list[Node]:
    """Conflict nodes, by id."""
    match = graph.nodes.match("Conflict", "Timeline")
    return sorted(match.where(status=status) if status else match, key=lambda node: str(node["id"]))


def evidence(graph: Graph, id_: str) -> Subgraph:
    """An event with its assertions, articles, readings, participants, place and conflicts as one subgraph.

    Raises:
        UsageError: no event has this id.
    """
    whole = None
    for row in run(graph, "event_with_evidence", id=id_, limit=200):
        whole = row["path"] if whole is None else whole | row["path"]
    if whole is None:
        raise UsageError(f"{id_}: no event has this id")
    return whole


def table(graph: Graph, name: str, **values: Any) -> list[dict[str, Any]]:
    """The rows of a query file as plain dictionaries."""
    return [dict(row) for row in run(graph, name, **values).data()]


def frame(graph: Graph, name: str, **values: Any) -> Any:
    """The rows of a query file as a pandas data frame (pandas is not installed with the engine)."""
    try:
        import pandas  # type: ignore[import-untyped,import-not-found,unused-ignore]  # noqa: PLC0415, ICN001 - optional
    except ImportError as error:
        raise UsageError("pandas is not installed; pip install pandas") from error
    return pandas.DataFrame(table(graph, name, **values))
