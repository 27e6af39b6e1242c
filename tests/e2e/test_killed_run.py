"""A scheduled run that is killed at any point leaves nothing to clean up: the next one ends where others do."""

import contextlib
import json
import signal
import time
from pathlib import Path

import pytest
from command import Command, Inside

POINTS = (
    "journal.mid_write", "journal.before_commit:2", "schedule.ingested", "journal.before_commit:3",
    "schedule.extracted", "store.before_rename", "store.after_rename", "schedule.rebuilt", "journal.before_commit:4",
)  # fmt: skip
SETTINGS = """
[[corpus]]
name = "a"
paths = ["in"]
[[corpus]]
name = "b"
paths = ["more"]
[schedule]
report = "reports"
"""


def prepare(folder):
    for name, day in (("in", "Wednesday"), ("more", "Thursday")):
        (folder / name).mkdir(parents=True)
        article = {"text": f"President Anna Berg visited Halden on {day}.", "published": "2025-03-14", "source": name}
        (folder / name / "a.jsonl").write_text(json.dumps(article) + "\n")
    (folder / "timeline.toml").write_text(SETTINGS)
    return folder


@pytest.fixture(scope="module")
def unharmed(tmp_path_factory):
    command = Inside(prepare(tmp_path_factory.mktemp("unharmed") / "work"))
    assert command("schedule", "run").code == 0
    return command("export", "records").out


@pytest.mark.parametrize("point", POINTS)
def test_the_next_run_ends_where_an_unharmed_one_does(tmp_path, unharmed, point):
    folder = prepare(tmp_path / "work")
    killed = Command(folder)("schedule", "run", env={"TIMELINE_FAILPOINT": point})
    assert killed.code == -signal.SIGKILL, killed.err
    command = Inside(folder)
    again = command("schedule", "run")
    assert again.code == 0, again.err
    assert command("log", "verify").code == 0
    assert command("rebuild", "--verify").code == 0
    assert command("export", "records").out == unharmed
    assert (folder / "reports" / "latest.json").exists()


@pytest.mark.parametrize("action", ["EIO", "ENOSPC"])
def test_a_disk_error_while_the_read_model_is_written_is_one_line(tmp_path, action):
    folder = prepare(tmp_path / "work")
    command = Inside(folder)
    failed = Command(folder)("run", "in", env={"TIMELINE_FAILPOINT": f"store.before_rename={action}"})
    assert failed.code == 5, failed.err
    assert "Traceback" not in failed.err
    assert command("rebuild").code == 0


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="no /proc to see the workers in")
def test_a_killed_run_takes_its_worker_processes_along(tmp_path):
    folder = prepare(tmp_path / "work")
    text = " ".join(f"President Anna Berg visited Halden {n} on Monday." for n in range(2000))
    (folder / "in" / "long.jsonl").write_text("".join(json.dumps({"text": text, "id": n}) + "\n" for n in range(40)))
    process = Command(folder).start("run", "--workers", "2", "in")
    workers = until(lambda: [c for c in children(process.pid) if b"spawn_main" in command_line(c)])
    process.kill()
    process.communicate()
    assert until(lambda: not [w for w in workers if b"spawn_main" in command_line(w)])


def children(pid):
    """Processes that this one started."""
    return [int(n) for path in Path(f"/proc/{pid}/task").glob("*/children") for n in path.read_text().split()]


def command_line(pid):
    """The words of a running process; nothing where it has ended."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def until(condition, seconds=60):
    """What the condition gives as soon as it holds."""
    for _ in range(seconds * 10):
        if found := condition():
            return found
        time.sleep(0.1)
    return condition()
