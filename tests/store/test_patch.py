"""A read model changed by a fold's changes alone is the one that writing everything gives."""

import random
import sqlite3

import msgspec
import pytest
from chronology.test_incremental import made

from timeline.chronology import Fold
from timeline.chronology.claims import prepare
from timeline.store.sqlite import SqliteStore

SEARCHED = {
    "record": "SELECT kind, id, twin, digest, told, body FROM record",
    "event": "SELECT id, type, first, last, dated, on_day, factuality, sources, country FROM event",
    "party": "SELECT entity, kind, id, twin FROM party JOIN record USING (number)",
    "place": "SELECT entity, kind, id, twin FROM place JOIN record USING (number)",
    "told": "SELECT source, kind, id, twin FROM told_by JOIN record USING (number)",
    "alias": "SELECT alias.id, rank, kind, record.id, twin FROM alias JOIN record USING (number)",
    "conflict": "SELECT id, event, kind, cause, status FROM conflict",
    "name": "SELECT entity, words FROM name",
    "source": "SELECT * FROM source",
    "day": "SELECT * FROM day",
    "meta": "SELECT key, value FROM meta WHERE key != 'counts'",
}


def content(path):
    connection = sqlite3.connect(path)
    found = {name: sorted(connection.execute(statement), key=repr) for name, statement in SEARCHED.items()}
    connection.close()
    return found


@pytest.mark.parametrize("seed", range(6))
def test_a_patched_file_is_searched_as_one_that_was_written_whole(tmp_path, seed):
    rng = random.Random(seed)
    pool = [made(n, rng) for n in range(24)]
    kept = Fold()
    kept.fold(pool[:14])
    store = SqliteStore(tmp_path / "patched.db")
    store.write(kept.tables.chronology(), 1)
    changes = kept.update(sorted(kept.tables.rows)[:3], map(prepare, pool[14:]))
    report = store.patch(changes.now, 2)
    whole = SqliteStore(tmp_path / "whole.db")
    assert report is not None
    assert report.digest == whole.write(kept.tables.chronology(), 2).digest == store.stamp() == store.digest()
    assert store.counts() == whole.counts()
    store.close()
    whole.close()
    assert content(tmp_path / "patched.db") == content(tmp_path / "whole.db")


def test_an_article_that_has_another_source_now_is_no_patch(tmp_path):
    rng = random.Random(1)
    kept = Fold()
    kept.fold([made(n, rng) for n in range(6)])
    chronology = kept.tables.chronology()
    store = SqliteStore(tmp_path / "patched.db")
    store.write(chronology, 1)
    first = msgspec.structs.replace(chronology.articles[0], source="The Norport Mail")
    assert store.patch({("article", first.id): [first]}, 2) is None
    assert (store.position(), store.stamp()) == (1, store.digest())
