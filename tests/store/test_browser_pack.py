"""What `timeline browser install` writes; that Browser draws it is proved in tests/browser."""

import pytest
from store.command import timeline

from timeline.errors import StoreError
from timeline.store import browser, cypher


def test_the_pack_is_whole_and_leaves_other_files_alone(tmp_path):
    mine = tmp_path / "mine.txt"
    mine.write_text("x")
    written = browser.install(tmp_path)
    assert {path.name for path in written} >= {"style.grass", "guide.md", "chronology.cypher"}
    assert len(list(tmp_path.glob("[1-5]-*.cypher"))) == 5
    assert mine.read_text() == "x"
    assert browser.install(tmp_path) == written


def test_each_walk_has_a_title_and_a_limit():
    walks = cypher.queries("browser")
    assert [walk.title[0] for walk in walks] == list("12345")
    assert all("LIMIT" in walk.text and walk.about for walk in walks)


def test_the_command_prints_the_steps(tmp_path):
    code, printed = timeline(tmp_path / "t.db", "browser", "install", tmp_path / "pack")
    assert code == 0
    assert (tmp_path / "pack" / "guide.md").exists()
    for step in browser.STEPS:
        assert step in printed.decode()


def test_a_place_that_cannot_be_written_is_one_line(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="name another folder"):
        browser.install(tmp_path / "file" / "pack")
