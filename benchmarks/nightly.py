"""A night's increment against building everything anew, with processor time and peak memory by stage.

`python benchmarks/nightly.py [--base N] [--night M] [--workers W] [--keep DIR] [--bound] [--json]`. The articles are
those of `madeup.py`. "Anew" reads, extracts, folds and writes base and night into empty stores; "night" does it for the
night's articles on a copy of a finished base, in a process of its own. With `--bound` nothing is built anew: the base's
own build stands for it, which is a little less, so that the figure is a lower bound. With `--keep` the base stays in a
folder: a killed run goes on with it (of a step that was cut off only the rest is counted), and other nights may follow.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from itertools import islice
from pathlib import Path

from madeup import articles

from timeline import engine
from timeline.journal import Journal
from timeline.model.records import Annotated
from timeline.store.port import open_store

STAGES = ("read", "extract", "rebuild")
CHUNK = 2000  # articles that are read and extracted before the time is noted


def _seconds() -> float:
    """Processor time of this process and of the workers that ended, since other people's work is not measured."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


class Notes:
    """What each step took, a line a step in a file, so that a run can go on after a kill."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.steps = [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []

    def timed(self, stage: str, upto: int, step: Callable[[], object]) -> None:
        """Do a step up to an article, unless it is done."""
        if any(s["stage"] == stage and s["upto"] == upto for s in self.steps):
            return
        started = _seconds()
        step()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        self.steps.append({"stage": stage, "upto": upto, "seconds": _seconds() - started, "mb": memory})
        with self.file.open("a") as file:
            file.write(json.dumps(self.steps[-1]) + "\n")

    def sums(self) -> dict[str, float]:
        """Seconds by stage and in all, and the peak memory."""
        found = {stage: sum(s["seconds"] for s in self.steps if s["stage"] == stage) for stage in STAGES}
        return {**found, "all": sum(found.values()), "mb": max(s["mb"] for s in self.steps)}


def grow(folder: Path, notes: Path, first: int, number: int, workers: int) -> None:
    """Bring `number` more articles in, up to the stores."""
    steps, coming = Notes(notes), articles(first, number)
    # Loads the pipeline and the tables of words, which costs the same whatever is built.
    engine.consolidate(a for a in engine.annotate(articles(0, 1)) if isinstance(a, Annotated))
    with Journal.open(folder / "timeline.db") as journal:
        for at in range(first, first + number, CHUNK):
            upto = min(at + CHUNK, first + number)
            part = list(islice(coming, upto - at))
            steps.timed("read", upto, partial(engine.ingest_articles, journal, part))
            steps.timed("extract", upto, lambda: engine.extract(journal, workers=workers))
        store = open_store(folder / "timeline.read.db")
        steps.timed("rebuild", first + number, lambda: engine.rebuild(journal, [store]))
        store.close()


def build(folder: Path, first: int, number: int, workers: int, notes: str) -> dict[str, float]:
    """Seconds by stage and peak memory of bringing `number` more articles in, in a process of its own."""
    folder.mkdir(exist_ok=True)
    process = multiprocessing.get_context("spawn").Process(
        target=grow, args=(folder, folder / notes, first, number, workers)
    )
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(f"building {folder} ended with {process.exitcode}")
    return Notes(folder / notes).sums()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=int, default=1000)
    parser.add_argument("--night", type=int, default=10)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--keep", type=Path, metavar="DIR")
    parser.add_argument("--bound", action="store_true")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        root = given.keep or Path(name)
        root.mkdir(parents=True, exist_ok=True)
        base, later, fresh = root / f"base-{given.base}", root / "night", root / "anew"
        stood = build(base, 0, given.base, given.workers, "seconds.jsonl")
        for old in (later, fresh):
            shutil.rmtree(old, ignore_errors=True)
        shutil.copytree(base, later)
        night = build(later, given.base, given.night, given.workers, "night.jsonl")
        total = given.base + given.night
        whole = stood if given.bound else build(fresh, 0, total, given.workers, "seconds.jsonl")
    found = {
        "base": given.base, "articles": given.night, "night": night, "anew": whole, "bound": given.bound,
        "faster": whole["all"] / night["all"],
    }  # fmt: skip
    if given.json:
        print(json.dumps(found))
        return
    print(f"{'seconds':8} {'read':>8} {'extract':>8} {'rebuild':>8} {'all':>8} {'peak MB':>8}")
    for way, times in (("night", night), ("base" if given.bound else "anew", whole)):
        print(f"{way:8} {' '.join(f'{times[stage]:>8.2f}' for stage in (*STAGES, 'all'))} {times['mb']:>8.0f}")
    least = "at least " if given.bound else ""
    print(f"{given.night} articles on {given.base}: {least}{found['faster']:.1f} times faster than anew (aim: 20)")


if __name__ == "__main__":
    main()
