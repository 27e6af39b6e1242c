from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from timeline.errors import UsageError
from timeline.model.ontology import load, read
from timeline.model.pattern import parse

FRAMES = '[frames.transitive]\nverb = "actor=subj recipient=obj"\nnoun = "actor=by recipient=of"\n'
LEAF = '[[leaf]]\nid = "PLAY.match"\ndefinition = "Two teams play."\nverbs = ["{}"]\n'


def test_every_leaf_says_what_it_means() -> None:
    for leaf in load().leaves.values():
        assert leaf.row.definition.endswith(".")
        assert leaf.row.example.endswith(".")
        assert leaf.row.quad == "neutral" or leaf.row.plover, leaf.id


def test_every_leaf_can_be_reached() -> None:
    ontology = load()
    derived = {target for table in ontology.by_content.values() for target in table.values()}
    for leaf in ontology.leaves.values():
        assert any(leaf.triggers.values()) or leaf.id in derived, leaf.id


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Play", "not a trigger word"),
        ("play obj", "not a condition: 'obj'"),
        ("play obj:@nothing", "no list of words is called '@nothing'"),
        ("play obj:?cloud", "no kind of thing is called '?cloud'"),
        ("play > winner=subj", "not a role: 'winner=subj'"),
    ],
)
def test_a_wrong_trigger_is_named_with_file_and_line(line: str, problem: str) -> None:
    with pytest.raises(UsageError) as caught:
        read([("mine.toml", FRAMES + LEAF.format(line))])
    assert "mine.toml, line 7" in str(caught.value)
    assert problem in str(caught.value)


def test_unknown_keys_frames_and_broken_files_are_refused() -> None:
    for text in (LEAF.format("play") + 'frame = "none"\n', LEAF.format("play") + "colour = 1\n", "[[leaf"):
        with pytest.raises(UsageError, match=r"mine\.toml"):
            read([("mine.toml", FRAMES + text)])


def test_a_user_s_file_adds_types_and_extends_known_ones(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('[[leaf]]\nid = "CONSULT.visit"\nverbs = ["sojourn"]\n' + LEAF.format("play"), encoding="utf-8")
    ontology = load((file,))
    assert ontology.leaves["PLAY.match"].row.definition == "Two teams play."
    assert {"sojourn", "visit"} <= {p.words[0] for p in ontology.leaves["CONSULT.visit"].triggers["verbs"]}
    assert ontology.digest != load().digest


def test_more_conditions_weigh_more() -> None:
    assert parse("strike obj:deal").weight > parse("strike obj:?place").weight > parse("strike obj:*").weight


def test_the_page_of_types_is_up_to_date() -> None:
    script = Path(__file__).parents[2] / "scripts" / "docs_ontology.py"
    found = subprocess.run([sys.executable, str(script), "--check"], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout


def test_a_user_s_file_adds_everyday_senses(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('[everyday]\nverbs = ["visit obj:hamlet"]\n', encoding="utf-8")
    assert load((file,)).everyday["verbs"][-1].text == "visit obj:hamlet"
    assert load((file,)).everyday["nouns"] == load().everyday["nouns"]


def test_a_wrong_everyday_sense_is_named_with_file_and_line() -> None:
    with pytest.raises(UsageError, match=r"mine\.toml, line 2: not a condition: 'obj'"):
        read([("mine.toml", '[everyday]\nnouns = ["visit obj"]\n')])


def test_every_everyday_sense_is_one_of_a_trigger_word() -> None:
    ontology = load()
    known = {p.words for leaf in ontology.leaves.values() for found in leaf.triggers.values() for p in found}
    assert {p.words for found in ontology.everyday.values() for p in found} <= known
