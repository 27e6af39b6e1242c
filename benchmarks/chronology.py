#!/usr/bin/env python3
"""The fold against the development data: identity (ECB+), dated chains and conflicts (EventStoryLine on ECB+).

Runs `timeline annotate` and the fold, then the scorers that lie with the data, and prints ours beside the references.
Needs the development data (TIMELINE_DEV_DATA, or the folder `shared` beside the repository). Example:

    benchmarks/chronology.py --suite gold --suite coref --json
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import msgspec

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from timeline.chronology import fold  # noqa: E402
from timeline.model.records import Annotated  # noqa: E402

# suite: (articles to annotate or None, annotated records as given or None, scorer with arguments)
SUITES: dict[str, tuple[str | None, str | None, list[str]]] = {
    "gold": (None, "conflicts/gold_annotated.jsonl", ["conflicts/score.py", "gold"]),
    "gold-planted": (None, "conflicts/planted/gold_annotated.jsonl", ["conflicts/score.py", "gold", "--planted"]),
    "coref": ("coref/dev/articles.jsonl", None, ["coref/score.py"]),
    "raw": ("conflicts/raw_articles.jsonl", None, ["conflicts/score.py", "raw"]),
    "planted": ("conflicts/planted/raw_articles.jsonl", None, ["conflicts/score.py", "raw", "--planted"]),
    "given": ("conflicts/raw_articles.jsonl", None, ["conflicts/score.py", "raw"]),
}
GIVEN = {"given": "conflicts/gold.json"}  # suites whose identity is the gold chains', with our days
SHOWN = {
    "conflict_precision": "precision",
    "conflict_recall": "recall",
    "false_alarms_per_100_merged": "false alarms",
    "b3_f1": "B3",
    "pair_f1": "pairs",
    "conll": "CoNLL",
    "lea": "LEA",
}
REFERENCE = {
    "gold": "100 · 100 · 0",
    "gold-planted": "100 · 100 · 0",
    "coref": "lemma in word clusters: CoNLL 73.9, LEA 61.4",
    "raw": "rules: precision 46.2, recall 45.5, false alarms 19.0, B3 75.4, pairs 57.5",
    "planted": "rules: precision 70.5, recall 42.9, false alarms 15.6",
    "given": "none published; aim: precision 70 at recall 60, false alarms 5",
}


def identified(path: Path, gold: Path) -> None:
    """Give each mention the one person and place that only its gold chain has: identity is given, the days are ours."""
    mentions = json.loads(gold.read_text(encoding="utf-8"))["mentions"]
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        for claim in row["assertions"]:
            mention = f"{row['id']} {claim['event']}"
            chain = mentions.get(mention, {}).get("chain") or mention
            span = {key: claim["trigger"][key] for key in ("start", "end", "text")}
            party = {**span, "name": f"Chain {chain}", "country": None}
            claim.update(type="CONSULT.visit", anchor="", recipients=[], object=None, toll=None, content_of=None)
            claim["trigger"]["lemma"] = "visit"
            claim["actors"] = [{**party, "entity": f"gold:person:{chain}", "kind": "person"}]
            claim["place"] = {**party, "entity": f"gold:place:{chain}", "kind": "place", "lat": None, "lon": None}
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def run(suite: str, data: Path, folder: Path) -> dict[str, Any]:
    """The scorer's figures for one suite."""
    articles, given, scorer = SUITES[suite]
    if given:
        annotated = data / given
    else:
        annotated = folder / f"{suite}.a.jsonl"
        with annotated.open("wb") as handle:
            command = [sys.executable, "-m", "timeline", "annotate", str(data / (articles or ""))]
            subprocess.run(command, stdout=handle, stderr=subprocess.DEVNULL, check=True, cwd=ROOT)
    if suite in GIVEN:
        identified(annotated, data / GIVEN[suite])
    with annotated.open("rb") as source:
        chronology = fold([msgspec.json.decode(line, type=Annotated) for line in source if line.strip()])
    records = folder / f"{suite}.c.jsonl"
    with records.open("wb") as target:
        target.writelines(msgspec.json.encode(record) + b"\n" for record in chronology.records())
    arguments = [sys.executable, str(data / scorer[0]), *scorer[1:2], str(annotated), str(records), *scorer[2:]]
    done = subprocess.run(arguments, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.rstrip().rsplit("\n", 1)[-1])
    return found


def main() -> int:
    """Run the suites and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--suite", action="append", choices=SUITES, help="default: all")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    data = Path(os.environ.get("TIMELINE_DEV_DATA") or ROOT.parent / "shared") / "score"
    if not data.is_dir():
        print(f"{data} is missing: set TIMELINE_DEV_DATA", file=sys.stderr)
        return 1
    results = {}
    with tempfile.TemporaryDirectory() as folder:
        for suite in options.suite or SUITES:
            found = run(suite, data, Path(folder))
            results[suite] = {name: found[key] for key, name in SHOWN.items() if key in found}
            if not options.json:
                print(f"{suite:13} {results[suite]}   reference: {REFERENCE[suite]}", flush=True)
    if options.json:
        print(json.dumps(results))
    return 0


if __name__ == "__main__":
    sys.exit(main())
