"""Extraction in one process and in two: articles a second of each, in one run.

`python benchmarks/workers.py [--articles N] [--json]`. The articles are those of `madeup.py`. Both ways load the
pipeline, so the more articles, the less that counts; on a machine that others use the ratio says little.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from pathlib import Path

from madeup import articles

from timeline import engine
from timeline.journal import Journal


def extracted(number: int, workers: int) -> float:
    """Seconds that the extraction of so many articles takes."""
    with tempfile.TemporaryDirectory() as name, Journal.open(Path(name) / "timeline.db") as journal:
        engine.ingest_articles(journal, articles(0, number))
        started = time.perf_counter()
        engine.extract(journal, workers=workers)
        return time.perf_counter() - started


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    rates = {workers: given.articles / extracted(given.articles, workers) for workers in (1, 2)}
    if given.json:
        print(json.dumps({"articles": given.articles, "one": rates[1], "two": rates[2], "faster": rates[2] / rates[1]}))
        return
    for workers, rate in rates.items():
        print(f"{workers} process{'es' if workers > 1 else ''}: {rate:.1f} articles/s")
    print(f"two are {rates[2] / rates[1]:.2f} times as fast as one")


if __name__ == "__main__":
    main()
