"""Temporal awareness of timelines, on a timeline of our own."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

GOLD = (
    "the port\n"
    "1\t2025-03-10\t1-1-opened\n"
    "2\t2025-03-12\t1-2-visited\t2-1-visit\n"
    "2\t2025-03-12\t1-3-praised\n"
    "0\tX\t1-4-x\n"
)


@pytest.fixture(scope="module")
def measure():
    path = Path(__file__).parents[2] / "benchmarks" / "semeval.py"
    spec = importlib.util.spec_from_file_location("benchmark_semeval", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def figures(measure, system):
    return measure.micro([measure.compare(GOLD, system)])


def test_the_gold_against_itself_is_perfect(measure):
    assert figures(measure, GOLD) == {"P": 100.0, "R": 100.0, "F1": 100.0}


def test_rank_zero_is_left_out(measure):
    assert figures(measure, GOLD.replace("0\tX\t1-4-x\n", "")) == {"P": 100.0, "R": 100.0, "F1": 100.0}


def test_a_missing_mention_costs_recall_alone(measure):
    result = figures(measure, GOLD.replace("\t2-1-visit", ""))
    assert result["P"] == 100.0
    assert result["R"] < 100.0


def test_a_wrong_day_costs_both(measure):
    result = figures(measure, GOLD.replace("2025-03-10", "2025-03-09"))
    assert result["P"] < 100.0
    assert result["R"] < 100.0


def test_nothing_scores_nothing(measure):
    assert figures(measure, "the port\n")["F1"] == 0.0
