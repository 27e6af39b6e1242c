"""From the trained pipeline to the folder that ships: lemmatizer added, training words removed, scores recorded."""

from __future__ import annotations

import gzip
import importlib.util
import json
import shutil
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.lookups import Lookups

CLOSED_CLASS = Path(__file__).with_name("closed_class_lemmas.json")
TABLES = ("lemma_rules", "lemma_exc", "lemma_index")


def add_lemmatizer(nlp: Language) -> None:
    """Add the rule lemmatizer with WordNet's tables and our own table of closed-class words."""
    spec = importlib.util.find_spec("spacy_lookups_data")
    if spec is None or spec.origin is None:
        raise SystemExit("spacy-lookups-data is not installed: pip install -r scripts/training/requirements.txt")
    lookups = Lookups()
    for name in TABLES:
        path = Path(spec.origin).parent / "data" / f"en_{name}.json.gz"
        lookups.add_table(name, json.loads(gzip.decompress(path.read_bytes())))
    exceptions, rules = lookups.get_table("lemma_exc"), lookups.get_table("lemma_rules")
    for pos, forms in json.loads(CLOSED_CLASS.read_text(encoding="utf-8")).items():
        exceptions[pos] = {**exceptions.get(pos, {}), **{form: [lemma] for form, lemma in forms.items()}}
        rules.setdefault(pos, [["", ""]])  # else "The", which no exception lists, would keep its capital
    lemmatizer: Any = nlp.add_pipe("lemmatizer", config={"mode": "rule", "overwrite": True}, after="morphologizer")
    lemmatizer.initialize(lookups=lookups)


def save(nlp: Language, folder: Path, meta: dict[str, Any]) -> int:
    """Write the pipeline to `folder`, replacing it, without words of the training text; returns its size in bytes."""
    nlp.meta.update(meta)
    shutil.rmtree(folder, ignore_errors=True)
    nlp.to_disk(folder)
    _prune_strings(nlp, folder)
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _prune_strings(nlp: Language, folder: Path) -> None:
    """Keep in the string store what a blank pipeline has, and label names: they are looked up by hash at run time."""
    needed = set(spacy.blank("en").vocab.strings)
    for name in nlp.pipe_names:
        for label in getattr(nlp.get_pipe(name), "labels", ()):
            needed.add(label)
            for feature in label.split("|"):
                needed.update((feature, *feature.split("=")))
    strings = [text for text in nlp.vocab.strings if text in needed]
    (folder / "vocab" / "strings.json").write_text(json.dumps(sorted(strings), ensure_ascii=False), encoding="utf-8")
