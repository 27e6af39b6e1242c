"""The measured quality on development data stays above its floors."""

import importlib.util
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.mark.slow
def test_names_with_tables_reach_their_floors():
    spec = importlib.util.spec_from_file_location("entities_benchmark", ROOT / "benchmarks" / "entities.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    try:
        figures = module.measure()
    except FileNotFoundError as error:
        pytest.skip(str(error))
    floors = json.loads((ROOT / "benchmarks" / "floors.json").read_text(encoding="utf-8"))["entities"]
    ours, bare = figures["names"]["with tables"], figures["names"]["pipeline"]
    assert ours["all"]["f"] >= floors["names_f"]
    assert ours["ORG"]["f"] >= floors["organisations_f"]
    assert ours["all"]["f"] - bare["all"]["f"] >= floors["names_gain"]
    assert figures["names_and_people"] / figures["parse"] <= floors["share_of_parsing"]
