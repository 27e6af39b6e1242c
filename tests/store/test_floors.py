"""How much of what the server can take the projection reaches; the floor stands in benchmarks/floors.json."""

import argparse
import json
import runpy

import pytest
from store import server

pytestmark = [pytest.mark.slow, pytest.mark.neo4j, pytest.mark.timeout(1200)]


def test_the_projection_loads_near_the_servers_limit():
    if not server.can_start():
        pytest.skip("needs the jars: run scripts/neo4j-jars")
    floors = json.loads((server.ROOT / "benchmarks/floors.json").read_text("utf-8"))["store"]
    bench = runpy.run_path(str(server.ROOT / "benchmarks/store.py"))
    options = argparse.Namespace(
        assertions=20000, rounds=5, uri=None, heap="1g", cache="256m", keep=None, loaded=False, verify=True
    )
    found = bench["graph"](bench["made_up"](options.assertions), options)
    assert found["scans"] == []
    assert max(found["share_of_ceiling"], found["share_of_ceiling_cpu"]) >= floors["share_of_ceiling"]
