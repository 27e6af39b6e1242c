"""A night's increment against building everything anew, with rates by stage and peak memory.

`python benchmarks/nightly.py [--base N] [--night M] [--workers W] [--json]`. The articles are those of
`madeup.py`. "Anew" reads, extracts, folds
and writes base and night into empty stores; "night" does it for the night's articles on top of a finished base.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import tempfile
from pathlib import Path

from madeup import articles

from timeline import engine
from timeline.journal import Journal
from timeline.store.port import open_store


def _seconds() -> float:
    """Processor time of this process and of the workers that ended, since other people's work is not measured."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def build(folder: Path, first: int, number: int, workers: int) -> dict[str, float]:
    """Processor seconds of each stage of bringing `number` more articles in."""
    seconds = {}
    with Journal.open(folder / "timeline.db") as journal:
        store = open_store(folder / "timeline.read.db")
        started = _seconds()
        engine.ingest_articles(journal, articles(first, number))
        seconds["read"] = _seconds() - started
        started = _seconds()
        engine.extract(journal, workers=workers)
        seconds["extract"] = _seconds() - started
        started = _seconds()
        engine.rebuild(journal, [store])
        seconds["rebuild"] = _seconds() - started
        store.close()
    seconds["all"] = sum(seconds.values())
    return seconds


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=int, default=1000)
    parser.add_argument("--night", type=int, default=10)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        base, anew = Path(name) / "base", Path(name) / "anew"
        base.mkdir()
        anew.mkdir()
        build(base, 0, given.base, given.workers)
        night = build(base, given.base, given.night, given.workers)
        whole = build(anew, 0, given.base + given.night, given.workers)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = {
        "base": given.base, "articles": given.night, "night": night, "anew": whole,
        "faster": whole["all"] / night["all"], "peak_mb": memory,
    }  # fmt: skip
    if given.json:
        print(json.dumps(found))
        return
    print(f"{'seconds':8} {'read':>8} {'extract':>8} {'rebuild':>8} {'all':>8}")
    for way, times in (("night", night), ("anew", whole)):
        print(f"{way:8} {times['read']:>8.2f} {times['extract']:>8.2f} {times['rebuild']:>8.2f} {times['all']:>8.2f}")
    print(f"{given.night} articles on {given.base}: {found['faster']:.1f} times faster than anew (aim: 20)")
    print(f"peak memory {memory:.0f} MB")


if __name__ == "__main__":
    main()
