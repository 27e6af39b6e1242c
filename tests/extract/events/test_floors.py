from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[3] / "benchmarks" / "events.py"


@pytest.mark.slow
def test_no_figure_falls_below_its_floor() -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "--check", "--skip-speed"], capture_output=True, text=True, check=False
    )
    if done.returncode == 2:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, done.stdout
