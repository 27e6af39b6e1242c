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
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc
from thinc.api import use_ops
from threadpoolctl import ThreadpoolController

from timeline.errors import TimelineError
from timeline.extract import features  # registers the architecture that the pipeline's configuration names
from timeline.extract.morphology import LEMMAS

PIPELINE = Path(__file__).parent / "pipeline"

# Shortened words that end no sentence before a number, or before a name.
_BEFORE_NUMBER = ("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "No", "Nos")
_BEFORE_NAME = (
    *("Mr", "Mrs", "Ms", "Dr", "Prof", "Rev", "Hon", "Gov", "Sen", "Rep", "St", "Mt", "Ft"),
    *("Lt", "Sgt", "Cpl", "Pvt", "Col", "Gen", "Capt", "Maj", "Adm", "Cmdr", "Det", "Insp", "Supt"),
)

__all__ = [
    "PIPELINE",
    "PipelineMissingError",
    "features",
    "load",
    "one_thread",
    "opened",
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
        pipeline = spacy.load(_folder())
    exceptions = cast("Lemmatizer", pipeline.get_pipe("lemmatizer")).lookups.get_table("lemma_exc")
    for part, lemmas in LEMMAS.items():
        exceptions[part] = {**exceptions[part], **{word: [lemma] for word, lemma in lemmas.items()}}
    return pipeline


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
        yield from nlp.pipe(map(opened, texts), batch_size=batch_size)


def opened(text: str) -> Doc:
    """A text cut into tokens; no sentence ends after a short month or title: "arrested Feb. 17", "police Lt. Roe"."""
    doc = load().make_doc(text)
    if "." in text:
        forms = [word.text for word in doc]
        for i, form in enumerate(forms[:-1]):
            if form[-1] == ".":
                short = forms[i - 1] if form == "." and i else form[:-1]
                first = forms[i + 1][0]
                if short in (_BEFORE_NUMBER if first.isdigit() else _BEFORE_NAME if first.isupper() else ()):
                    doc[i + 1].is_sent_start = False
    return doc


def _folder() -> Path:
    if not (PIPELINE / "meta.json").is_file():
        raise PipelineMissingError(f"no language pipeline in {PIPELINE}: reinstall the package, or run scripts/train")
    return PIPELINE
