"""Weights and the words for them fit the features."""

from __future__ import annotations

from timeline.extract.dating.weights import weights, words


def test_every_feature_that_speaks_for_a_date_can_be_said_in_words():
    silent = {name for name, value in weights().items() if value > 0.05} - set(words())
    assert not {name for name in silent if not name.endswith(":none")}


def test_what_is_said_in_words_is_short():
    assert all(len(text) < 45 for text in words().values())
