"""The one Neo4j server of a test session, from wherever there is one."""

import os
import subprocess

import pytest
from store import server

pytest.register_assert_rewrite("store.contract", "store.oracle")


class Where:
    """How to reach the server, and what to say it is."""

    def __init__(self, uri, auth, how, local=None):
        self.uri, self.auth, self.how, self.local = uri, auth, how, local

    def environment(self):
        user, password = self.auth or ("neo4j", None)
        return {"NEO4J_USERNAME": user, "NEO4J_DATABASE": "neo4j"} | ({"NEO4J_PASSWORD": password} if password else {})


@pytest.fixture(scope="session")
def neo4j_server(request, tmp_path_factory):
    """NEO4J_URI, else a container, else Maven's server; skipped (or failed, when required) where there is none."""
    if uri := os.environ.get("NEO4J_URI"):
        password = os.environ.get("NEO4J_PASSWORD")
        yield Where(uri, (os.environ.get("NEO4J_USERNAME", "neo4j"), password) if password else None, "NEO4J_URI")
    elif os.environ.get("TIMELINE_NEO4J_IMAGE"):
        yield request.getfixturevalue("neo4j_container")
    elif server.can_start():
        with server.running(tmp_path_factory.mktemp("neo4j")) as local:
            yield Where(local.uri, None, "Maven", local)
    elif os.environ.get("TIMELINE_REQUIRE_NEO4J") == "1":
        pytest.fail("TIMELINE_REQUIRE_NEO4J=1, but there is no server: set NEO4J_URI or run scripts/neo4j-jars")
    else:
        pytest.skip("no Neo4j: set NEO4J_URI, or run scripts/neo4j-jars")


@pytest.fixture(scope="session")
def docker_compose_file():
    """What pytest-docker brings up."""
    return str(server.ROOT / "docker" / "compose.test.yaml")


@pytest.fixture(scope="session")
def docker_compose_command():
    """Compose as a plugin of docker, or as a program of its own."""
    plugin = subprocess.run(["docker", "compose", "version"], capture_output=True, check=False)
    return "docker compose" if plugin.returncode == 0 else "docker-compose"


@pytest.fixture(scope="session")
def docker_setup():
    """Both kinds of compose know this much."""
    return ["up -d"]


@pytest.fixture(scope="session")
def neo4j_container(docker_services):
    """Neo4j in a container of TIMELINE_NEO4J_IMAGE, on the host's network without a password."""
    uri = f"bolt://127.0.0.1:{os.environ.get('TIMELINE_NEO4J_BOLT', '27687')}"
    docker_services.wait_until_responsive(timeout=120, pause=1, check=lambda: server.answers(uri))
    return Where(uri, None, "container")


@pytest.fixture
def graph_environment(monkeypatch, neo4j_server):
    """The environment in which the command line reaches the server; gives its address."""
    for name in ("NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in neo4j_server.environment().items():
        monkeypatch.setenv(name, value)
    return neo4j_server.uri
