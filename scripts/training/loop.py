"""The training loop: shuffled, noisy examples, a linear learning rate, averaged weights, the best scored state."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from spacy.language import Language
from spacy.training.batchers import minibatch_by_words
from thinc.api import Adam, Optimizer

from training.augment import Names, Rates, augment
from training.examples import PartialExample, examples
from training.sentences import Paragraph

TREEBANKS = frozenset({"ewt", "gum"})
POOL = 600
"""Examples that are sorted by length together."""


@dataclass(frozen=True)
class Recipe:
    """One stage of the configuration; rates are per step, sizes in words."""

    seed: int
    width: int
    steps: int
    batch_words: int
    warm_up: int
    learn_rate: float
    final_rate: float
    drop: float
    weight_decay: float
    score_every: int
    silver_start: float = 1.0
    silver_end: float = 1.0
    reconcile: bool = False
    wikigold: bool = False
    exchange: float = 0.0
    treebank_times: int = 1
    only: str = ""

    def shortened(self, steps: int) -> Recipe:
        """The same recipe with fewer steps."""
        return replace(self, steps=steps, score_every=min(self.score_every, steps))

    def rate(self, step: int, done: float) -> float:
        """Learning rate: up to `learn_rate` during `warm_up`, then straight down to `final_rate` at `done` = 1."""
        warm = min(1.0, (step + 1) / self.warm_up)
        return warm * (self.final_rate + (self.learn_rate - self.final_rate) * (1 - done))

    def silver(self, done: float) -> float:
        """Share of newswire paragraphs whose silver trees are used; of the others only the names are."""
        return self.silver_start + (self.silver_end - self.silver_start) * done


def epochs(
    nlp: Language, paragraphs: list[Paragraph], names: Names, recipe: Recipe, rng: random.Random
) -> Iterator[list[PartialExample]]:
    """Epoch after epoch in random order; untouched paragraphs are converted once."""
    plain = list(examples(nlp, paragraphs))
    rates = Rates(exchange=recipe.exchange)
    again = [i for i, p in enumerate(paragraphs) if p.source in TREEBANKS] * (recipe.treebank_times - 1)
    while True:
        order = [*range(len(plain)), *again]
        rng.shuffle(order)
        epoch = []
        for i in order:
            noisy = augment(paragraphs[i], names, rng, rates)
            epoch.append(plain[i] if noisy is None else next(examples(nlp, [noisy])))
        yield epoch


def batches(
    epoch: list[PartialExample], size: int, silver: Callable[[], float], rng: random.Random
) -> Iterator[list[PartialExample]]:
    """Batches of about `size` words, each of examples of like length: the parser steps through all of one at once.

    Newswire whose tree is not used, `silver` says how much of it is, makes batches of its own.
    """
    for start in range(0, len(epoch), POOL):
        pool = sorted(epoch[start : start + POOL], key=lambda example: len(example.reference))
        for example in pool:
            example.use_tree = _source(example) in TREEBANKS or (
                _source(example) == "newswire" and rng.random() < silver()
            )
        pooled: list[list[PartialExample]] = []
        for trees in (True, False):
            part = [example for example in pool if example.use_tree is trees]
            pooled += minibatch_by_words(part, size=size, tolerance=0.2, discard_oversize=False)
        named = [example for example in pool if _source(example) not in TREEBANKS]
        for batch in pooled:
            if named and all(_source(example) in TREEBANKS for example in batch):
                # The shared vectors learn when the last component has learnt: it must find a name layer in each batch.
                batch.append(rng.choice(named))
        rng.shuffle(pooled)
        yield from pooled


def _source(example: PartialExample) -> str:
    return str(example.reference.user_data["source"])


def train(
    nlp: Language,
    paragraphs: list[Paragraph],
    names: Names,
    recipe: Recipe,
    score: Callable[[Language], dict[str, float]],
    log: Callable[[str], None],
    minutes: float | None = None,
) -> bytes:
    """Train `nlp` and return the averaged weights, without vocabulary, of the state with the best score `main`.

    With `minutes`, a machine that is too slow for all steps runs through the same schedule in fewer.
    """
    rng = random.Random(recipe.seed)  # noqa: S311
    optimizer = Adam(
        recipe.learn_rate, L2=recipe.weight_decay, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True
    )
    step, words, best, done, started = 0, 0, -1.0, 0.0, time.monotonic()
    kept = b""
    losses: dict[str, float] = {}

    def silver() -> float:
        return recipe.silver(done)

    for epoch in epochs(nlp, paragraphs, names, recipe, rng):
        for batch in batches(epoch, recipe.batch_words, silver, rng):
            _set_rate(optimizer, recipe.rate(step, done))
            _update(nlp, batch, recipe, optimizer, losses)
            step += 1
            elapsed = time.monotonic() - started
            done = min(1.0, max(step / recipe.steps, elapsed / 60 / minutes if minutes else 0.0))
            words += sum(len(example.reference) for example in batch)
            if step % 250 == 0:
                log(f"step {step}  {words / elapsed:.0f} words/s  { ({k: round(v) for k, v in losses.items()}) }")
                losses = {}
            if step % recipe.score_every == 0 or done >= 1:
                with nlp.use_params(optimizer.averages):
                    scores = score(nlp)
                    log(f"step {step}  {scores}")
                    if scores["main"] > best:
                        best, kept = scores["main"], nlp.to_bytes(exclude=["vocab"])
            if done >= 1:
                return kept
    return kept


def _update(
    nlp: Language, batch: list[PartialExample], recipe: Recipe, optimizer: Optimizer, losses: dict[str, float]
) -> None:
    """One step. Unlike `Language.update` it does not copy the examples, which would undo what they withhold."""
    trees = any(example.use_tree for example in batch)
    for name, component in nlp.pipeline:
        if (name == "parser" and not trees) or (recipe.only and name not in {"tok2vec", recipe.only}):
            continue
        trainable: Any = component
        trainable.update(batch, drop=recipe.drop, sgd=None, losses=losses)
    for name, component in nlp.pipeline:
        if not recipe.only or name == recipe.only:
            trainable = component
            trainable.finish_update(optimizer)


def _set_rate(optimizer: Optimizer, rate: float) -> None:
    setter: Any = optimizer
    setter.learn_rate = rate
