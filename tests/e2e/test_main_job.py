"""The main job on a small corpus of our own: articles in, a dated chronology with its conflict out."""

import json
import shutil
import subprocess
import sys

import pytest
from command import Inside, environment

ARTICLES = [
    {
        "url": "https://one.example/visit",
        "source": "Harbour Times",
        "published": "2025-03-13",
        "title": "President visits Halden",
        "text": "President Anna Berg visited the port of Halden on Wednesday.",
    },
    {
        "url": "https://two.example/berg",
        "source": "Evening Ledger",
        "published": "2025-03-14",
        "title": "Berg in Halden",
        "text": "On March 13, 2025, President Anna Berg visited the port of Halden.",
    },
    {
        "url": "https://three.example/berg",
        "source": "Northern Post",
        "published": "2025-03-13",
        "title": "Berg visits port",
        "text": "Her office said that President Anna Berg had visited the docks of Halden on Wednesday, March 12.",
    },
]


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """A folder in which the main job has run, with its result."""
    folder = tmp_path_factory.mktemp("main")
    for number, article in enumerate(ARTICLES):
        path = folder / "in" / f"{number}.jsonl"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(article) + "\n")
    command = Inside(folder)
    return command, command("run", "in")


def test_run_prints_the_chronology_and_its_conflict(done):
    _, result = done
    assert result.code == 0, result.err
    assert "2025-03-12" in result.out
    assert "CONSULT.visit" in result.out
    assert "Evening Ledger" in result.out
    assert "Thu 13 March 2025" in result.out
    assert "3 articles accepted" in result.err


def test_every_line_fits_100_columns(done):
    command, result = done
    shown = [result.out, command("show").out, command("conflicts").out]
    assert max(len(line) for out in shown for line in out.splitlines()) <= 100


def visit(command):
    shown = command("show", "--format", "jsonl", "--type", "CONSULT.visit").out
    events = [json.loads(line) for line in shown.splitlines()]
    assert len(events) == 1
    return events[0]


def test_the_event_has_both_readings_with_the_strongest_first(done):
    event = visit(done[0])
    assert [reading["edtf"] for reading in event["readings"]] == ["2025-03-12", "2025-03-13"]
    assert event["conflict"]


def test_the_card_shows_every_quote_with_its_outlet(done):
    command, _ = done
    card = command("event", visit(command)["id"][:12]).out
    for words in ("Harbour Times", "Evening Ledger", "Northern Post", "Her office said", "On March 13, 2025"):
        assert words in card


def test_conflicts_can_fail_the_command(done):
    command, _ = done
    assert command("conflicts", "--fail-on", "open").code == 1
    assert command("conflicts", "--kind", "toll", "--fail-on", "open").code == 0


def test_why_names_expression_rule_and_anchor(done):
    command, _ = done
    answer = command("why", visit(command)["id"]).out
    assert "“Wednesday”" in answer
    assert "counted from publication" in answer


def test_a_second_run_adds_nothing_and_writes_the_same(done):
    command, _ = done
    before = command("export", "records").out
    again = command("run", "in")
    assert "nothing new" in again.err
    assert command("export", "records").out == before
    assert command("rebuild", "--verify").code == 0


def test_shuffled_files_give_the_same_records_byte_for_byte(done, tmp_path):
    command, _ = done
    shutil.copytree(command.folder / "in", tmp_path / "in")
    other = Inside(tmp_path)
    assert other("run", "in/2.jsonl", "in/0.jsonl", "in/1.jsonl").code == 0
    assert other("export", "records").out == command("export", "records").out


def test_the_filters_give_the_same_events_as_the_journal(done):
    command, _ = done
    annotated = command("annotate", "in")
    folded = command("consolidate", stdin=annotated.out.encode())
    assert folded.out == command("export", "records").out


def test_the_past_is_the_fold_of_a_journal_prefix(done):
    command, _ = done
    assert "no matching events" in command("show", "--as-of", "3").out
    assert "CONSULT.visit" in command("show", "--as-of", "6").out
    assert command("show", "--as-of", "1000").code == 2
    assert command("show", "--as-of", "yesterday").code == 2


def test_an_unknown_id_is_said(done):
    result = done[0]("event", "evt-doesnotexist")
    assert result.code == 3
    assert "evt-doesnotexist" in result.err


def test_a_closed_pipe_ends_quietly(done):
    command, _ = done
    reader = f"{sys.executable} -m timeline"
    for words in ("export records", "show", "show --format csv", "annotate in", "conflicts", "log tail"):
        shell = subprocess.run(
            ["bash", "-c", f"{reader} {words} | true; exit ${{PIPESTATUS[0]}}"],
            cwd=command.folder, env=environment(), capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert shell.stderr == "", words
        assert shell.returncode in (0, 141), words


def test_annotated_articles_follow_the_contract(done):
    lines = [json.loads(line) for line in done[0]("annotate", "in").out.splitlines()]
    assert len(lines) == 3
    for line in lines:
        for assertion in line["assertions"]:
            spans = [assertion["trigger"], assertion["sentence"], *assertion["actors"], *assertion["evidence"]]
            for span in spans:
                assert line["text"][span["start"] : span["end"]] == span["text"]


def test_consolidate_names_a_bad_line(done):
    result = done[0]("consolidate", stdin=b'{"id": 1}\n')
    assert result.code == 2
    assert "line 1" in result.err


def test_python_api_gives_the_same(done):
    code = """
import timeline
with timeline.Journal.open("timeline.db", readonly=True) as journal:
    store = timeline.open_store(timeline.read_model_path(journal.path))
    visits = store.events(timeline.Query(type="CONSULT.visit"))
    print(len(visits), timeline.rebuild(journal, [store], verify=True).problems)
    store.close()
"""
    out = subprocess.run(
        [sys.executable, "-c", code], cwd=done[0].folder, env=environment(), capture_output=True, text=True, check=True
    )
    assert out.stdout == "1 []\n"


def test_the_module_is_the_command():
    out = subprocess.run(
        [sys.executable, "-m", "timeline", "--version"], env=environment(), capture_output=True, text=True, check=True
    )
    assert out.stdout.startswith("timeline, version ")
