"""Events: types, parties and factuality beside reference points; throughput beside bare parsing.

    python benchmarks/events.py [--json FILE] [--check] [--skip-speed]

Needs the development data (environment variable TIMELINE_DEV_DATA, or the folder `shared` beside the repository), whose
scorer is used. PLOVER gold sentences: our types to the coders' classes by the scorer's table (DEMAND is REQUEST,
DISAPPROVE and INVESTIGATE are ACCUSE, FIGHT is ASSAULT); MEANTIME: given events. Throughput is processor time of the
same texts in one run, one thread, extraction as a whole against the pipeline alone. `--check` compares with
benchmarks/floors.json and exits with 1.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ.setdefault(variable, "1")
ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

import msgspec  # noqa: E402

from timeline.corpus import read  # noqa: E402
from timeline.extract import language  # noqa: E402
from timeline.extract.annotate import annotate  # noqa: E402
from timeline.extract.document import pieces  # noqa: E402
from timeline.model.records import Annotated, Article  # noqa: E402

FLOORS = Path(__file__).with_name("floors.json")
REFERENCE = {  # full development set, percent: what simple systems reach, and the aims of this project
    "gsr_accuracy": ("cue words 58.4", 78.0),
    "gsr_macro_f1": ("cue words 53.0", 75.0),
    "gsr_actor_f1": ("", 80.0),
    "gsr_recipient_f1": ("", 65.0),
    "gsr_assertions": ("rule systems 3.2", 1.3),
    "non_factual_f1": ("cue words 58.2", 75.0),
    "future_f1": ("cue words 64.8", None),
    "participants_f1": ("nearest capitalised words 39.7", None),
    "throughput": ("", 0.8),
}


def folder() -> Path | None:
    """The development data, when it is there."""
    named = os.environ.get("TIMELINE_DEV_DATA")
    path = Path(named) if named else ROOT.parent / "shared"
    return path / "score" / "events" if (path / "score" / "events").is_dir() else None


def _articles(path: Path) -> list[Article]:
    return [item for item in read([path]) if isinstance(item, Article)]


def _score(data: Path, suite: str, annotated: list[Annotated]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "annotated.jsonl"
        file.write_bytes(b"".join(msgspec.json.encode(a) + b"\n" for a in annotated))
        command = [sys.executable, str(data / "score.py"), suite, str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def _speed(articles: list[Article]) -> dict[str, float]:
    """Words a second of processor time: the pipeline alone, and everything; the better of two rounds each."""
    plain = [msgspec.structs.replace(article, events=None) for article in articles]
    texts = [article.text[start:end] for article in plain for start, end, _ in pieces(article)]
    bare, whole, words = [], [], 0
    list(annotate(plain[:3]))
    for _ in range(2):
        started = time.process_time()
        words = sum(len(doc) for doc in language.parse(texts))
        bare.append(time.process_time() - started)
        started = time.process_time()
        sum(len(found.assertions) for found in annotate(plain))
        whole.append(time.process_time() - started)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "pipeline_words_per_second": round(words / min(bare)),
        "words_per_second": round(words / min(whole)),
        "throughput": round(min(bare) / min(whole), 2),
        "peak_memory_mb": round(memory),
    }


def measure(data: Path, *, speed: bool = True) -> dict[str, float]:
    """All figures; shares and F1 in percent."""
    sentences, news = _articles(data / "gsr" / "articles.jsonl"), _articles(data / "meantime" / "articles.jsonl")
    coded = list(annotate(sentences))
    gsr = _score(data, "gsr", coded)
    meantime = _score(data, "meantime", list(annotate(news)))
    tops = sum(assertion.content_of is None for found in coded for assertion in found.assertions)
    figures: dict[str, float] = {
        "gsr_accuracy": gsr["pair_given"]["accuracy"],
        "gsr_macro_f1": gsr["pair_given"]["macro_f1"],
        "gsr_own_roots": gsr["own_roots"]["accuracy"],
        "gsr_actor_f1": gsr["actor"]["f1"],
        "gsr_recipient_f1": gsr["recipient"]["f1"],
        "gsr_turned_round": gsr["pair_turned_round"],
        "gsr_assertions": round(tops / len(sentences), 2),
        "non_factual_f1": meantime["factual"]["f1_of_no"],
        "future_f1": meantime["future"]["f1"],
        "participants_f1": meantime["participants"]["any role"]["f1"],
    }
    return figures | (_speed(sentences + news) if speed else {})


def below(figures: dict[str, float]) -> list[str]:
    """Floors that the figures miss, one line each; `…_at_most` is a ceiling."""
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8")).get("events", {})
    missed = []
    for name, floor in floors.items():
        value = figures.get(name.removesuffix("_at_most"))
        if value is None:
            continue
        if (value > floor) if name.endswith("_at_most") else (value < floor):
            missed.append(f"{name}: {value}, floor {floor}")
    return missed


def main() -> int:
    """Print the measurements, and write them as JSON where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--check", action="store_true", help="fail when a figure is below its floor")
    parser.add_argument("--skip-speed", action="store_true", help="leave the throughput out")
    options = parser.parse_args()
    data = folder()
    if data is None:
        print("no development data: set TIMELINE_DEV_DATA to the folder that holds score/events", file=sys.stderr)
        return 2
    figures = measure(data, speed=not options.skip_speed)
    print(f"{'':28}{'ours':>8}{'aim':>8}   reference")
    for name, value in figures.items():
        reference, aim = REFERENCE.get(name, ("", None))
        print(f"{name:28}{value:8}{'' if aim is None else aim:>8}   {reference}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    missed = below(figures)
    print("\n".join(missed) if missed else "no figure is below its floor")
    return 1 if options.check and missed else 0


if __name__ == "__main__":
    sys.exit(main())
