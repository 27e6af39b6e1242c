import pytest
from store.contract import StoreContract

from timeline.store import open_store

pytestmark = pytest.mark.neo4j


@pytest.fixture
def store(graph_environment):
    opened = open_store(graph_environment)
    wipe(opened)
    yield opened
    opened.close()


def wipe(store):
    store._connection.run("MATCH (n) DETACH DELETE n")


class TestNeo4j(StoreContract):
    EXAMPLES = 6
