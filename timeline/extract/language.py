"""The language pipeline that ships with the package: loading, identity, and parsing of paragraphs.

Nothing here touches the network. The pipeline is read-only package data; its digest is part of the extractor's version,
so a retrained pipeline never passes for the old one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path
from typing import Any, cast

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import use_ops
from threadpoolctl import ThreadpoolController

from timeline.errors import TimelineError
from timeline.extract import features  # registers the architecture that the pipeline's configuration names

PIPELINE = Path(__file__).parent / "pipeline"

__all__ = [
    "PIPELINE",
    "PipelineMissingError",
    "features",
    "load",
    "one_thread",
    "parse",
    "pipeline_digest",
    "pipeline_meta",
]


class PipelineMissingError(TimelineError):
    """The package was installed or checked out without its language pipeline."""


@cache
def load() -> Language:
    """The shipped pipeline: tags, morphology, lemmas, dependencies, sentence boundaries, names.

    Loaded once a process; callers share it and must not add components to it. Its small matrices are multiplied by
    numpy, about 1.4 times as fast as by spaCy's default; parse within `one_thread()`.
    """
    with use_ops("numpy", use_blis=False):
        return spacy.load(_folder())


@cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()


def one_thread() -> AbstractContextManager[object]:
    """Keeps numpy to one thread meanwhile: a second one waits more than it works, and a process a core is faster."""
    limits: AbstractContextManager[object] = _controller().limit(limits=1, user_api="blas")
    return limits


@cache
def pipeline_digest() -> str:
    """SHA-256 in hex over the pipeline's files, path and content, in sorted order of their POSIX paths."""
    folder = _folder()
    digest = hashlib.sha256()
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    for name in sorted(files):
        content = files[name].read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


@cache
def pipeline_meta() -> dict[str, Any]:
    """The pipeline's `meta.json`: name, version, training data, recipe, scores."""
    return cast("dict[str, Any]", json.loads((_folder() / "meta.json").read_text(encoding="utf-8")))


def parse(texts: Iterable[str], batch_size: int = 64) -> Iterator[Doc]:
    """Parse paragraphs, one `Doc` each, in order.

    Give paragraphs, not articles: a headline or caption without a full stop would else be parsed as one sentence with
    what follows it. `batch_size` counts paragraphs; it changes speed and memory, not results beyond float rounding.
    """
    nlp = load()
    with one_thread():
        yield from nlp.pipe(texts, batch_size=batch_size)


def _folder() -> Path:
    if not (PIPELINE / "meta.json").is_file():
        raise PipelineMissingError(f"no language pipeline in {PIPELINE}: reinstall the package, or run scripts/train")
    return PIPELINE
