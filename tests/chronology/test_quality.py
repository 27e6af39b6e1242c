"""Quality floors on the development data; skipped, with the reason, where the data is not there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("TIMELINE_DEV_DATA") or ROOT.parent / "shared")
FLOORS = json.loads((ROOT / "benchmarks/floors.json").read_text(encoding="utf-8"))["chronology"]


def measured(*suites: str) -> dict:
    if not (DATA / "score/conflicts").is_dir():
        pytest.skip(f"development data not found: {DATA}/score/conflicts (set TIMELINE_DEV_DATA)")
    arguments = [a for s in suites for a in ("--suite", s)]
    command = [sys.executable, str(ROOT / "benchmarks/chronology.py"), "--json", *arguments]
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)


@pytest.mark.parametrize("suite", ["gold", pytest.param("gold-planted", marks=pytest.mark.slow)])
def test_given_the_identity_every_two_days_conflict_and_nothing_else(suite):
    found = measured(suite)[suite]
    assert found["precision"] >= FLOORS["gold_precision"]
    assert found["recall"] >= FLOORS["gold_recall"]
    assert found["false alarms"] <= FLOORS["gold_false_alarms_at_most"]


def meets(found: dict, suite: str, *figures: str) -> bool:
    """Are the figures of a suite no worse than its floors?"""
    return all(found[suite][f] >= FLOORS[f"{suite}_{f.lower()}"] for f in figures)


@pytest.mark.slow
def test_from_raw_articles():
    found = measured("coref", "raw", "planted")
    assert meets(found, "coref", "CoNLL")
    assert meets(found, "raw", "B3", "pairs", "precision", "recall")
    assert meets(found, "planted", "precision", "recall")
    assert found["raw"]["false alarms"] <= FLOORS["raw_false_alarms_at_most"]
    assert found["planted"]["false alarms"] <= FLOORS["planted_false_alarms_at_most"]


@pytest.mark.slow
def test_with_the_chains_given_our_days_conflict_where_sources_do():
    found = measured("given")
    assert meets(found, "given", "precision", "recall")
    assert found["given"]["false alarms"] <= FLOORS["given_false_alarms_at_most"]
