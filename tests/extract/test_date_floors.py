"""The figures of time expressions and event dates do not fall below the floors pinned in benchmarks/floors.json."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLOORS = json.loads((ROOT / "benchmarks" / "floors.json").read_text(encoding="utf-8"))


def benchmark(name):
    spec = importlib.util.spec_from_file_location(f"benchmark_{name}", ROOT / "benchmarks" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", list(FLOORS["timex"]))
def test_time_expressions_keep_their_floor(name):
    module = benchmark("timex")
    data = module.folder()
    if data is None:
        pytest.skip("no development data: set TIMELINE_DEV_DATA")
    result = module.measure(data, name, ["ours"], None)["ours"]
    floor = FLOORS["timex"][name]
    assert result["strict_f1"] >= floor["strict_f1"]
    assert result["value_f1"] >= floor["value_f1"]
    assert result["day"]["right"] >= floor["days_right"]


@pytest.mark.slow
def test_event_dates_keep_their_floor():
    module = benchmark("dating")
    data = module.folder()
    if data is None:
        pytest.skip("no development data: set TIMELINE_DEV_DATA")
    figures, _, _ = module.measure(data)
    for name, floor in FLOORS["dating"].items():
        assert figures[name]["right"] >= floor, name
