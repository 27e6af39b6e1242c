"""Errors of the disk at every call, a full disk and one that is read-only: one line each, and nothing is lost.

The errors are real: a library in front of the C library refuses the n-th call on our files (`fault.c`), for every n.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from command import Inside, environment

from timeline.errors import JournalError
from timeline.journal import Draft, Journal, SettingsRecorded, verify

HERE = Path(__file__).parent
JOBS = ("append", "create", "read", "backup", "increment", "full")
DISKS = (("EIO", "once"), ("ENOSPC", "sticky"), ("EIO", "sticky"))


@pytest.fixture(scope="session")
def shim(tmp_path_factory):
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("no C compiler on Linux to make a failing disk with")
    library = tmp_path_factory.mktemp("shim") / "fault.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, HERE / "fault.c", "-ldl"], check=True)
    return library


def faults(shim, job, code, how, stride):
    in_memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - where fsync costs nothing
    with tempfile.TemporaryDirectory(dir=in_memory) as folder:
        process = subprocess.run(
            [sys.executable, HERE / "faulty.py", job, code, how, str(stride)],
            env=environment({"LD_PRELOAD": str(shim), "FAULT_FOLDER": f"{folder}/disk"}),
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert process.returncode == 0, process.stderr
    found = json.loads(process.stdout.splitlines()[-1])
    assert not found["wrong"], "\n".join(found["wrong"])
    return found["faults"]


@pytest.mark.parametrize(("code", "how"), DISKS[:2], ids=lambda value: value)
@pytest.mark.parametrize("job", JOBS)
def test_a_disk_that_fails_at_some_call(shim, job, code, how):
    assert faults(shim, job, code, how, stride=7) >= 2


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize(("code", "how"), DISKS, ids=lambda value: value)
@pytest.mark.parametrize("job", JOBS)
def test_a_disk_that_fails_at_every_call_in_turn(shim, job, code, how):
    assert faults(shim, job, code, how, stride=1) >= 10


@contextmanager
def disk(folder, size):
    """A small file system of its own."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root may mount a disk of a known size")
    try:
        yield lambda options: subprocess.run(["mount", "-o", f"remount,{options}", folder], check=True)
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def corpus(folder, number):
    rows = [
        {"text": f"President Anna Berg visited harbour {n} on Monday. " + f"Item {n} was noted. " * 60, "url": f"https://a.example/{n}"}
        for n in range(number)
    ]  # fmt: skip
    path = folder / "in.jsonl"
    path.write_text("".join(json.dumps({**row, "published": "2025-03-14"}) + "\n" for row in rows))
    return path


def test_a_full_disk_is_one_line_and_the_next_run_goes_on(tmp_path):
    articles = corpus(tmp_path, 40)
    whole = Inside(tmp_path)
    assert whole("--db", "whole.db", "run", articles).code == 0
    expected = whole("--db", "whole.db", "export", "records").out
    codes = set()
    with disk(tmp_path / "disk", "160k") as remount:
        command = Inside(tmp_path / "disk")
        for size in (160, 480, 65536):
            remount(f"size={size}k")
            done = command("run", articles)
            codes.add(done.code)
            assert done.code in (0, 4, 5), done.err
            assert "Traceback" not in done.err
            if done.code:
                assert "full" in done.err.splitlines()[-1] or "No space" in done.err.splitlines()[-1], done.err
            if (tmp_path / "disk" / "timeline.db").exists():
                assert command("log", "verify").code == 0
        assert done.code == 0
        assert command("rebuild", "--verify").code == 0
        assert command("export", "records").out == expected
    assert codes >= {0, 4}


def test_a_read_only_disk_can_be_asked_and_not_written(tmp_path):
    with disk(tmp_path / "disk", "8m") as remount:
        command = Inside(tmp_path / "disk")
        assert command("run", corpus(tmp_path, 2)).code == 0
        shown = command("show").out
        remount("ro")
        assert command("show").out == shown
        assert command("log", "verify").code == 0
        assert command("rebuild", "--verify").code == 0
        for words, code in ((("ingest", corpus(tmp_path, 3)), 4), (("rebuild", "--full"), 5)):
            done = command(*words)
            assert done.code == code, (words, done)
            assert len(done.err.splitlines()) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere; it has a disk of its own above")
def test_a_read_only_folder_can_be_read_and_not_written(tmp_path):
    path = tmp_path / "timeline.db"
    fact = [Draft(subject="s", payload=SettingsRecorded(settings={}))]
    with Journal.open(path) as journal:
        journal.append(fact)
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        with Journal.open(path, readonly=True) as journal:
            assert verify(journal.envelopes()).ok
        with pytest.raises(JournalError), Journal.open(path) as journal:
            journal.append(fact)
    finally:
        tmp_path.chmod(0o755)
