"""Training of the language pipeline that ships with the product: data, examples, loop, scores, packaging."""

from __future__ import annotations

import os
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
VARIABLE = "TIMELINE_DEV_DATA"


def development_data() -> Path:
    """The folder with the development data: `$TIMELINE_DEV_DATA`, else `shared` beside the repository.

    Raises:
        FileNotFoundError: neither holds the training data.
    """
    given = os.environ.get(VARIABLE)
    folder = Path(given) if given else REPOSITORY.parent / "shared"
    if not (folder / "training" / "ud_ewt").is_dir():
        raise FileNotFoundError(f"no development data at {folder}: set {VARIABLE} to the folder that holds training/")
    return folder
