from __future__ import annotations

import random
from itertools import combinations

import numpy as np
from chronology.test_incremental import made

from timeline.chronology import bounds, entities, features
from timeline.chronology.claims import prepare
from timeline.chronology.data import Weights, identity


def world(seed: int, size: int = 30):
    rng = random.Random(seed)
    sources = [prepare(made(n, rng)) for n in range(size)]
    known: dict[str, entities.Names] = {}
    for source in sources:
        entities.note(known, source)
    people = entities.directory(known)
    claims = []
    for number, source in enumerate(sources):
        source.number = number
        for claim in source.claims:
            entities.overlay(claim, people)
            claim.number = len(claims)
            claims.append(claim)
    day = np.array([c.when.earliest.toordinal() if c.when else 0 for c in claims])
    sketches = bounds.Sketches()
    sketches.put(claims, len(claims))
    return claims, sketches, day


def test_no_pair_scores_more_than_it_is_said_to_score_at_most():
    claims, sketches, day = world(3)
    pairs = list(combinations(range(len(claims)), 2))
    first, second = np.array(pairs).T
    scores = np.array([features.score(claims[a], claims[b], identity()) for a, b in pairs])
    for closely in (False, True):
        most = sketches.most(first, second, day, identity(), closely=closely)
        assert (most >= scores).all()
    assert (most < 0).mean() > 0.3  # and it does tell what is hopeless


def test_the_bound_holds_for_any_weights_and_features_that_it_does_not_know():
    claims, sketches, day = world(4, 12)
    pairs = list(combinations(range(len(claims)), 2))
    first, second = np.array(pairs).T
    found = [features.features(claims[a], claims[b]) for a, b in pairs]
    names = sorted({*identity().features, *(name for f in found for name in f)})
    for seed in range(5):
        rng = random.Random(seed)
        weights = Weights(rng.uniform(-4, 4), {}, {name: rng.uniform(-3, 3) for name in names})
        most = sketches.most(first, second, day, weights)
        scores = [features.score(claims[a], claims[b], weights) for a, b in pairs]
        assert (most >= np.array(scores)).all()


def test_columns_read_again_say_the_same():
    claims, sketches, day = world(5, 12)
    again = bounds.Sketches.of(dict(sketches.arrays()))
    first, second = np.array(list(combinations(range(len(claims)), 2))).T
    assert (again.most(first, second, day, identity()) == sketches.most(first, second, day, identity())).all()
