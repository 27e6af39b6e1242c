"""The language pipeline alone: tags, trees and names on development data, speed, memory.

    python benchmarks/language.py [--json FILE]

Needs the development data (environment variable TIMELINE_DEV_DATA, or the folder `shared` beside the repository).
Trees: EWT dev, gold tokens and sentences, universal labels, without punctuation. Names: every tenth newswire document,
raw text, exact spans. Reference points: a plain first try of the same data, as recorded in the design.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import sys
import time
from pathlib import Path
from typing import Any

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ.setdefault(variable, "1")
ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from training import development_data  # noqa: E402
from training.command import all_scores  # noqa: E402
from training.examples import newswire_paragraphs  # noqa: E402

from timeline.extract import language  # noqa: E402

FIRST_TRY = {"tag": 93.1, "uas": 83.9, "las": 80.1, "names": 76.3, "PERSON": 81, "LOC": 81, "NORP": 84, "ORG": 67}
WORDS_A_SECOND = 6000


def measure() -> dict[str, Any]:
    """Everything the benchmark knows, as one JSON object; speeds in words a second, sizes in MB."""
    training = development_data() / "training"
    started = time.perf_counter()
    nlp = language.load()
    load_seconds = time.perf_counter() - started
    texts = [p.to_doc(nlp.vocab).text for p in newswire_paragraphs(training, held_out=True)]
    speeds = []
    for _ in range(3):
        started, cpu = time.perf_counter(), time.process_time()
        words = sum(len(doc) for doc in language.parse(texts))
        speeds.append((words / (time.perf_counter() - started), words / (time.process_time() - cpu)))
    files = [path for path in language.PIPELINE.rglob("*") if path.is_file()]
    return {
        "pipeline": {
            "version": language.pipeline_meta()["version"],
            "digest": language.pipeline_digest(),
            "megabytes": round(sum(path.stat().st_size for path in files) / 1e6, 1),
        },
        "scores": all_scores(nlp, training),
        "words": words,
        "words_per_second": round(max(wall for wall, _ in speeds)),
        "words_per_cpu_second": round(max(cpu for _, cpu in speeds)),
        "load_seconds": round(load_seconds, 2),
        "peak_memory_megabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, one thread",
    }


def table(result: dict[str, Any]) -> str:
    """The result for a person, beside the first try."""
    trees, names = result["scores"]["ewt_dev"], result["scores"]["newswire_names"]
    rows = [("EWT dev", "ours", "first try")]
    rows += [(key, f"{value:.1f}", str(FIRST_TRY.get(key, ""))) for key, value in trees.items()]
    rows.append(("newswire names, F", "ours", "first try"))
    for label, row in names.items():
        reference = FIRST_TRY["names"] if label == "all" else FIRST_TRY.get(label, "")
        rows.append(
            (label, f"{row['f']:.1f} (p {row['p']:.1f}, r {row['r']:.1f}, n {row['gold']:.0f})", str(reference))
        )
    rows.append(("words a second", f"{result['words_per_second']}", f"aim {WORDS_A_SECOND}"))
    rows.append(("words a CPU second", f"{result['words_per_cpu_second']}", ""))
    rows.append(("peak memory, MB", str(result["peak_memory_megabytes"]), ""))
    rows.append(("pipeline, MB", str(result["pipeline"]["megabytes"]), "at most 20"))
    lines = [f"{name:<20} {ours:<44} {reference}".rstrip() for name, ours, reference in rows]
    return "\n".join([*lines, result["machine"]])


def main() -> None:
    """Measure, print, and write JSON where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the result as JSON to this file")
    options = parser.parse_args()
    try:
        result = measure()
    except FileNotFoundError as error:
        raise SystemExit(str(error)) from error
    print(table(result))
    if options.json:
        options.json.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
