#!/usr/bin/env python3
"""The fold against the development data: identity (ECB+), dated chains and conflicts (EventStoryLine on ECB+).

Runs `timeline annotate` and the fold, then the scorers that lie with the data, and prints ours beside the references.
With `--held-out` every topic of the raw suites is folded under weights that were learned without it. Needs the
development data (TIMELINE_DEV_DATA, or the folder `shared` beside the repository). Example:

    benchmarks/chronology.py --suite gold --suite coref --json
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from timeline.chronology import fold, grouping  # noqa: E402
from timeline.chronology.data import identity  # noqa: E402
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
APART = ("raw", "planted")  # suites of articles whose ids name their topics
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


def annotate(articles: Path, target: Path) -> Path:
    """The engine's own annotations."""
    with target.open("wb") as handle:
        command = [sys.executable, "-m", "timeline", "annotate", str(articles)]
        subprocess.run(command, stdout=handle, stderr=subprocess.DEVNULL, check=True, cwd=ROOT)
    return target


def topic(article: str) -> str:
    """The topic of an article of the raw suites."""
    return article.partition("_")[0]


def held_out(articles: Sequence[Annotated], data: Path, folder: Path) -> list[Any]:
    """The records of each topic, folded among all others under weights learned without it.

    An event belongs to the topic of most of its assertions, a conflict to that of its event.
    """
    path = str(ROOT / "scripts/train_identity")
    spec = spec_from_loader("train_identity", SourceFileLoader("train_identity", path))
    train = module_from_spec(spec)  # type: ignore[arg-type]
    sys.modules["train_identity"] = train
    spec.loader.exec_module(train)  # type: ignore[union-attr]
    annotated = folder / "train.a.jsonl"
    if not annotated.exists():
        annotate(data / "coref/train/articles.jsonl", annotated)
    pairs = train.pairs_of(annotated, data / "coref/train/gold.json")
    found: list[Any] = []
    for name in sorted({topic(a.id) for a in articles}):
        bias, learned = pairs.without([name]).learn()
        weights = msgspec.structs.replace(identity(), bias=bias, learned=learned)
        with patch.object(grouping, "identity", lambda weights=weights: weights):
            chronology = fold(articles)
        mine = {e.id for e in chronology.events if _most(topic(m.article) for m in e.assertions) == name}
        found += [e for e in chronology.events if e.id in mine]
        found += [c for c in chronology.conflicts if c.event in mine]
    return found


def _most(values: Iterable[str]) -> str:
    counts = Counter(values)
    return min(counts, key=lambda v: (-counts[v], v))


def run(suite: str, data: Path, folder: Path, *, apart: bool = False) -> dict[str, Any]:
    """The scorer's figures for one suite; with `apart` no topic is folded under weights that have seen it."""
    articles, given, scorer = SUITES[suite]
    annotated = data / given if given else annotate(data / (articles or ""), folder / f"{suite}.a.jsonl")
    if suite in GIVEN:
        identified(annotated, data / GIVEN[suite])
    with annotated.open("rb") as source:
        read = [msgspec.json.decode(line, type=Annotated) for line in source if line.strip()]
    records = folder / f"{suite}.c.jsonl"
    with records.open("wb") as target:
        told = held_out(read, data, folder) if apart else fold(read).records()
        target.writelines(msgspec.json.encode(record) + b"\n" for record in told)
    arguments = [sys.executable, str(data / scorer[0]), *scorer[1:2], str(annotated), str(records), *scorer[2:]]
    done = subprocess.run(arguments, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.rstrip().rsplit("\n", 1)[-1])
    return found


def main() -> int:
    """Run the suites and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--suite", action="append", choices=SUITES, help="default: all")
    parser.add_argument("--held-out", action="store_true", help="raw and planted: weights that have not seen the topic")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    data = Path(os.environ.get("TIMELINE_DEV_DATA") or ROOT.parent / "shared") / "score"
    if not data.is_dir():
        print(f"{data} is missing: set TIMELINE_DEV_DATA", file=sys.stderr)
        return 1
    results = {}
    with tempfile.TemporaryDirectory() as folder:
        for suite in options.suite or (APART if options.held_out else SUITES):
            if options.held_out and suite not in APART:
                parser.error(f"--held-out: not for {suite}")
            found = run(suite, data, Path(folder), apart=options.held_out)
            results[suite] = {name: found[key] for key, name in SHOWN.items() if key in found}
            if not options.json:
                print(f"{suite:13} {results[suite]}   reference: {REFERENCE[suite]}", flush=True)
    if options.json:
        print(json.dumps(results))
    return 0


if __name__ == "__main__":
    sys.exit(main())
