"""Word-class features of the language pipeline: what a word is like, beyond its spelling.

A *lexicon* maps hashes of word forms to small integers: distributional cluster, place class, name class. It travels
inside the trained model; only hashes are stored, no words. Importing this module registers the architecture
`timeline.LexiconEmbed.v1`, which the pipeline's configuration names.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import HashEmbed, Maxout, Model, chain, concatenate, list2ragged, ragged2list, with_array
from thinc.types import Floats2d, Ints2d

COARSE_BITS = 6
"""Clusters are paths in a binary tree, first branch in the lowest bit: that many branches make the coarse class."""

CLUSTER_BITS, PLACE_BITS = 24, 4
"""Layout of a packed class from the lowest bit; the name class has the bits that are left."""

LEXICON_COLUMNS = ("cluster", "coarse cluster", "place", "name")

Keys = npt.NDArray[np.uint64]
Packed = npt.NDArray[np.uint32]


def pack(cluster: int, place: int, name: int) -> int:
    """One integer for the three classes of a word form."""
    return cluster | place << CLUSTER_BITS | name << (CLUSTER_BITS + PLACE_BITS)


def build_lexicon_embed(
    width: int, attrs: list[str], rows: list[int], lexicon_rows: list[int], lexicon_width: int
) -> Model[list[Doc], list[Floats2d]]:
    """Embed each token's attributes and lexicon classes and mix them to one vector.

    Args:
        width: size of the output vector and of the attributes' embeddings.
        attrs: lexical attributes, as in `spacy.MultiHashEmbed`.
        rows: rows of each attribute's hash table.
        lexicon_rows: rows of the hash table of each of `LEXICON_COLUMNS`.
        lexicon_width: size of their embeddings.

    Returns:
        A model from documents to arrays of shape `(tokens, width)`.
    """
    embeddings: list[Model[Any, Any]] = [
        HashEmbed(width, size, column=i, seed=8 + i, dropout=0.0) for i, size in enumerate(rows)
    ]
    for i, size in enumerate(lexicon_rows, start=len(rows)):
        embeddings.append(HashEmbed(lexicon_width, size, column=i, seed=8 + i, dropout=0.0))
    joined = width * len(rows) + lexicon_width * len(lexicon_rows)
    mix: Any = with_array(Maxout(width, joined, nP=3, dropout=0.0, normalize=True))
    features: Any = _lexicon_features(attrs)
    return cast(
        "Model[list[Doc], list[Floats2d]]",
        chain(features, cast("Any", list2ragged()), with_array(concatenate(*embeddings)), mix, ragged2list()),
    )


def set_lexicon(model: Model[Any, Any], keys: Keys, classes: Packed) -> None:
    """Put a lexicon into every lexicon layer of `model`: sorted keys and their packed classes, of shape `(forms,)`."""
    for node in model.walk():
        if node.name == "lexicon_features":
            node.attrs["keys"] = keys
            node.attrs["classes"] = classes


def _lexicon_features(attrs: Sequence[str]) -> Model[list[Doc], list[Ints2d]]:
    columns = ["ORTH", "LOWER", *attrs]
    empty = {"keys": np.zeros(0, dtype="uint64"), "classes": np.zeros(0, dtype="uint32")}
    return Model("lexicon_features", _forward, attrs={"columns": columns, **empty})


def _forward(
    model: Model[list[Doc], list[Ints2d]], docs: list[Doc], is_train: bool
) -> tuple[list[Ints2d], Callable[[list[Ints2d]], list[Doc]]]:
    del is_train
    columns, keys, classes = model.attrs["columns"], model.attrs["keys"], model.attrs["classes"]
    words = np.concatenate([doc.to_array(columns) for doc in docs]) if docs else np.zeros((0, len(columns)), "uint64")
    found = _classes(words[:, 0], words[:, 1], keys, classes)
    table = np.concatenate([words[:, 2:], found], axis=1)
    ends = np.cumsum([len(doc) for doc in docs])[:-1]
    arrays = [model.ops.asarray2i(cast("Any", part), dtype="uint64") for part in np.split(table, ends)]
    return arrays, lambda _: []


def _classes(orths: Keys, lowers: Keys, keys: Keys, classes: Packed) -> Keys:
    """Classes of shape `(tokens, 4)`: by the form as written, else by its lower-case form, else zeros."""
    found = np.zeros(len(orths), dtype="uint64")
    if len(keys):
        for forms in (lowers, orths):
            places = np.minimum(np.searchsorted(keys, forms), len(keys) - 1)
            hits = keys[places] == forms
            found[hits] = classes[places[hits]]
    cluster = found & np.uint64((1 << CLUSTER_BITS) - 1)
    coarse = cluster & np.uint64((1 << COARSE_BITS) - 1)
    place = found >> np.uint64(CLUSTER_BITS) & np.uint64((1 << PLACE_BITS) - 1)
    return np.stack([cluster, coarse, place, found >> np.uint64(CLUSTER_BITS + PLACE_BITS)], axis=1)


registry.architectures.register("timeline.LexiconEmbed.v1", func=build_lexicon_embed)
