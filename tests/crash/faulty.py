"""Does one job again and again on a disk that fails at the first call, the second, the third … (`stride` skips some).

The process has `fault.c` preloaded. After each fault the disk is sound again, and what the job left is judged: the
journal opens and proves, what was acknowledged is there, nothing else is, and the next entry and read model are taken.
The last line of the output is a JSON object: how many faults there were, and what was wrong.
"""

import ctypes
import errno
import json
import os
import shutil
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path += [str(TESTS), str(TESTS / "store")]

from story import STORY, cut  # noqa: E402

from timeline.errors import JournalError, TimelineError  # noqa: E402
from timeline.journal import Draft, Journal, SettingsRecorded, prove, verify  # noqa: E402
from timeline.journal.upkeep import backup  # noqa: E402
from timeline.store.port import open_store, read_model_path  # noqa: E402

FOLDER = Path(os.environ["FAULT_FOLDER"])
DB = FOLDER / "timeline.db"
SHIM = ctypes.CDLL(None)
MOST = 2000  # calls of one job; each of ours makes far fewer
OTHER = cut(STORY, "evt-talks")


def facts(name, number):
    return [Draft(subject=f"{name}{n}", payload=SettingsRecorded(settings={"text": "x" * 3000})) for n in range(number)]


def append(acknowledged):
    with Journal.open(DB) as journal:
        for number in range(2):
            acknowledged += [a.position for a in journal.append(facts(f"new-{number}-", 3))]


def build(full):
    def job(_):
        store = open_store(read_model_path(DB))
        try:
            store.write(OTHER, 2, full)
        finally:
            store.close()

    return job


def save(_):
    with Journal.open(DB, readonly=True) as journal:
        backup(journal, FOLDER / "saved.db")


def read(_):
    with Journal.open(DB, readonly=True) as journal:
        outcome = prove(journal)
        if not outcome.ok:
            raise JournalError(outcome.reason)
        assert len(list(journal.entries())) == 20


JOBS = {
    "append": append,
    "create": append,
    "increment": build(False),
    "full": build(True),
    "backup": save,
    "read": read,
}


def prepare(name):
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    with Journal.open(DB) as journal:
        journal.append(facts("old", 20))
    store = open_store(read_model_path(DB))
    store.write(STORY, 1)
    store.close()
    if name == "create":
        DB.unlink()


def attempt(job, at, code, sticky):
    """What the job said, and what was wrong about that; None for `said` when it went well."""
    acknowledged = []
    SHIM.fault_arm(ctypes.c_long(at), code, int(sticky))
    try:
        job(acknowledged)
        said = None
    except TimelineError as error:
        said = str(error)
    except BaseException as error:  # noqa: BLE001 - what else a user would meet
        said = f"{type(error).__name__}: {error}"
        return said, acknowledged, "no error of ours"
    finally:
        reached = ctypes.c_long(SHIM.fault_calls()).value >= at
        SHIM.fault_arm(ctypes.c_long(0), 0, 0)
    if said is not None and "\n" in said:
        return said, acknowledged, "more than one line"
    return said if reached else "done", acknowledged, None


def judge(name, said, acknowledged, *, refuses_removal):
    with Journal.open(DB) as journal:
        outcome = verify(journal.envelopes())
        assert outcome.ok, outcome
        assert outcome.entries >= max(acknowledged, default=0 if name == "create" else 20), (
            "an acknowledged entry is lost"
        )
        assert len(journal.append(facts("next", 1))) == 1
    if (FOLDER / "saved.db").exists():
        with Journal.open(FOLDER / "saved.db", readonly=True) as saved:
            assert prove(saved).ok
            assert saved.head().position == 20
    elif name == "backup":
        assert said is not None, "a backup that was acknowledged is not there"
    store = open_store(read_model_path(DB))
    if name in ("increment", "full") and said is None:
        assert store.position() == 2, "a rebuild that was acknowledged is not there"
    store.write(OTHER, 3)
    assert store.verify(OTHER) == []
    store.close()
    if refuses_removal:
        return
    left = {p.name for p in FOLDER.iterdir()} - {"timeline.db", "timeline.read.db", "saved.db"}
    assert not left, f"left over: {left}"


def main():
    name, code, sticky, stride = sys.argv[1], getattr(errno, sys.argv[2]), sys.argv[3] == "sticky", int(sys.argv[4])
    faults, wrong, words = 0, [], set()
    for at in range(1, MOST, stride):
        prepare(name)
        said, acknowledged, problem = attempt(JOBS[name], at, code, sticky)
        if said == "done":
            break
        faults += 1
        words.add(said)
        try:
            judge(name, said, acknowledged, refuses_removal=code == errno.EIO)
        except Exception as error:  # noqa: BLE001 - reported with the rest
            problem = problem or f"{type(error).__name__}: {error}"
        if problem:
            wrong.append(f"call {at}: {problem} (it said: {said})")
    print(json.dumps({"faults": faults, "wrong": wrong, "words": sorted(w for w in words if w)}))


if __name__ == "__main__":
    main()
