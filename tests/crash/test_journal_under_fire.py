"""Kills, errors and damage: the journal opens, what was acknowledged is there, what is broken is named."""

import random
import resource
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from command import environment

from timeline.errors import TimelineError
from timeline.journal import Draft, Journal, SettingsRecorded, prove, verify

WRITER = Path(__file__).with_name("writer.py")
POINTS = (
    "journal.create", "journal.before_write", "journal.mid_write", "journal.before_commit", "journal.after_commit",
)  # fmt: skip


def fact(number, text="word"):
    return Draft(subject=f"s{number}", payload=SettingsRecorded(settings={"n": number, "text": text}))


def start(path, name="w", size=3, env=None, **options):
    return subprocess.Popen(
        [sys.executable, WRITER, path, name, str(size)], env=environment(env), stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, **options,
    )  # fmt: skip


def acknowledged(process):
    out, _ = process.communicate(timeout=60)
    return max((int(line) for line in out.split() if line.isdigit()), default=0)


def check(path, acknowledged):
    """The journal opens, proves, holds what was acknowledged, and takes the next entry."""
    with Journal.open(path) as journal:
        outcome = verify(journal.envelopes())
        assert outcome.ok, outcome
        assert outcome.entries >= acknowledged
        journal.append([fact(random.random())])
        assert verify(journal.envelopes()).ok
    leftovers = {p.name for p in path.parent.iterdir()} - {path.name}
    assert not [name for name in leftovers if name.endswith((".new", ".part"))] or acknowledged == 0


@pytest.mark.parametrize("hit", [1, 3])
@pytest.mark.parametrize("point", POINTS)
def test_killed_at_a_fail_point(tmp_path, point, hit):
    path = tmp_path / "timeline.db"
    process = start(path, env={"TIMELINE_FAILPOINT": f"{point}:{hit}"})
    if point == "journal.create" and hit > 1:
        process.kill()
    seen = acknowledged(process)
    assert process.returncode == -signal.SIGKILL
    if not path.exists():
        assert point == "journal.create"
    check(path, seen)


@pytest.mark.parametrize("action", ["EIO", "ENOSPC", "EROFS"])
@pytest.mark.parametrize("point", [p for p in POINTS if p != "journal.after_commit"])
def test_an_error_of_the_disk_is_one_line_and_loses_nothing(tmp_path, point, action):
    path = tmp_path / "timeline.db"
    code = (
        "import sys; from timeline.journal import *; from timeline.errors import JournalError\n"
        "fact = Draft(subject='s', payload=SettingsRecorded(settings={}))\n"
        "try:\n with Journal.open(sys.argv[1]) as j:\n  j.append([fact])\n"
        "except JournalError as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, path], env=environment({"TIMELINE_FAILPOINT": f"{point}={action}"}),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 1
    assert str(path) in done.stdout
    check(path, 0)


def random_kill(path, seconds):
    process = start(path, size=random.choice([1, 2, 20]))
    process.stdout.readline()
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    check(path, acknowledged(process))


def test_killed_at_random_times(tmp_path):
    for _ in range(4):
        random_kill(tmp_path / "timeline.db", random.uniform(0, 0.3))


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_killed_at_random_times_hundreds_of_times(tmp_path):
    for number in range(300):
        random_kill(tmp_path / f"{number // 20}.db", random.uniform(0, 0.2))


def test_a_full_disk_is_said_and_costs_only_what_did_not_fit(tmp_path):
    path = tmp_path / "timeline.db"
    Journal.open(path).close()

    def narrow():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))

    process = start(path, size=20, preexec_fn=narrow)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "JournalError" in err.splitlines()[-1]
    check(path, max((int(line) for line in out.split()), default=0))


def test_two_writers_share_one_chain(tmp_path):
    path = tmp_path / "timeline.db"
    Journal.open(path).close()
    writers = [start(path, name=name, size=2) for name in ("a", "b")]
    first = [int(writer.stdout.readline()) for writer in writers]
    time.sleep(0.5)
    for writer in writers:
        writer.send_signal(signal.SIGKILL)
    seen = [acknowledged(writer) for writer in writers]
    assert all(first)
    check(path, max(seen))


def test_readers_see_whole_prefixes_while_others_write(tmp_path):
    path = tmp_path / "timeline.db"
    Journal.open(path).close()
    stop = threading.Event()

    def write():
        with Journal.open(path) as journal:
            number = 0
            while not stop.is_set():
                journal.append([fact(number), fact(number + 1)])
                number += 2

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(20):
            with Journal.open(path, readonly=True) as journal:
                outcome = verify(journal.envelopes())
                assert outcome.ok
                assert outcome.entries % 2 == 0 or not stop.is_set()
    finally:
        stop.set()
        writer.join()


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    path = tmp_path_factory.mktemp("sound") / "timeline.db"
    with Journal.open(path) as journal:
        journal.append([fact(n, "words of an article " * (n % 90)) for n in range(40)])
        content = [(e.position, e.hash, e.payload) for e in journal.entries()]
    return path.read_bytes(), content


def told(path):
    """What a reader learns: the content, or that the journal is damaged; never anything else."""
    try:
        with Journal.open(path, readonly=True) as journal:
            if not prove(journal).ok:
                return "damaged"
            return [(e.position, e.hash, e.payload) for e in journal.entries()]
    except TimelineError as error:
        return "damaged" if "\n" not in str(error) else str(error)


@pytest.mark.parametrize("seed", range(3))
def test_a_flipped_byte_is_never_read_as_truth(tmp_path, sound, seed):
    data, content = sound
    choice = random.Random(seed)
    path = tmp_path / "timeline.db"
    damaged = 0
    for _ in range(60):
        at = choice.randrange(len(data))
        path.write_bytes(data[:at] + bytes([data[at] ^ (1 << choice.randrange(8))]) + data[at + 1 :])
        found = told(path)
        assert found in ("damaged", content), at
        damaged += found == "damaged"
        for extra in tmp_path.glob("timeline.db-*"):
            extra.unlink()
    assert damaged


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_no_flipped_byte_in_the_whole_file_is_read_as_truth(tmp_path, sound):
    data, content = sound
    path = tmp_path / "timeline.db"
    for at in range(0, len(data), 23):
        path.write_bytes(data[:at] + bytes([data[at] ^ 0x40]) + data[at + 1 :])
        assert told(path) in ("damaged", content), at
        for extra in tmp_path.glob("timeline.db-*"):
            extra.unlink()


def test_a_truncated_file_is_damaged_and_says_so(tmp_path, sound):
    data, _ = sound
    path = tmp_path / "timeline.db"
    for length in (1, 50, 99, 100, 4096, len(data) // 2, len(data) - 4096, len(data) - 1):
        path.write_bytes(data[:length])
        assert told(path) == "damaged", length
