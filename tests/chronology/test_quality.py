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


@pytest.mark.slow
def test_from_raw_articles():
    found = measured("coref", "raw", "planted")
    assert found["coref"]["CoNLL"] >= FLOORS["coref_conll"]
    assert found["raw"]["B3"] >= FLOORS["raw_b3"]
    assert found["raw"]["pairs"] >= FLOORS["raw_pairs"]
    assert found["raw"]["recall"] >= FLOORS["raw_recall"]
    assert found["planted"]["precision"] >= FLOORS["planted_precision"]
    assert found["planted"]["recall"] >= FLOORS["planted_recall"]
