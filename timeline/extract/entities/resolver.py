"""Who takes part, and where: resolves the noun phrases of one article to entities.

Order: exact alias table, full name in the article, transliteration folding, careful fuzzy match for people of the
article; never fuzzy for places and organisations. What is not known stays `name:` + folded name. Nothing here raises on
odd text, and every span is exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from timeline.extract.document import Document
from timeline.extract.entities.carried import carried
from timeline.extract.entities.nominals import Nominals
from timeline.extract.entities.pairs import Pairs
from timeline.extract.entities.pronouns import Pronouns
from timeline.extract.entities.scene import Scene
from timeline.extract.entities.sites import Sites, as_participant, scene_preposition
from timeline.model.records import Participant, Place


class Resolver:
    """Resolves the phrases of one parsed article.

    Args:
        document: the parsed article.
        aliases: the user's own alias files, read on top of the shipped tables.
    """

    def __init__(self, document: Document, aliases: Sequence[Path] = ()) -> None:
        self._document = document
        self._scene = Scene(document, aliases)
        self._sites = Sites(self._scene)
        self._nominals = Nominals(self._scene, self._sites)
        self._pronouns = Pronouns(self._scene, self._nominals)
        self._pairs = Pairs(self._scene, self._nominals, self._pronouns.before)
        self._nominals.pronoun = self._pronouns.resolve

    def participants(self, paragraph: int, head_token: int, as_place: bool = False) -> list[Participant]:
        """Who the noun phrase of this head token stands for; several only for "both sides" and the like."""
        token = head_token
        if not self._stands(paragraph, token):
            return []
        if as_place:
            place = self._sites.place(paragraph, token)
            if place is not None:
                return [as_participant(place)]
        several = (
            self._pairs.resolve(paragraph, token)
            or self._pronouns.they(paragraph, token)
            or self._nominals.several(paragraph, token)
        )
        if several:
            return several
        found = self._pronouns.resolve(paragraph, token)
        if found is None:
            found = self._capital(paragraph, token) or self._nominals.resolve(paragraph, token)
        return [found]

    def place(self, paragraph: int, head_token: int) -> Place | None:
        """The place that the noun phrase of this head token names, or None where it names none."""
        return self._sites.place(paragraph, head_token) if self._stands(paragraph, head_token) else None

    def _stands(self, paragraph: int, token: int) -> bool:
        """Is there such a token?"""
        trees = self._scene.trees
        return 0 <= paragraph < len(trees) and 0 <= token < trees[paragraph].n

    def _capital(self, paragraph: int, token: int) -> Participant | None:
        """A capital that is only the scene: "talks in Moscow" are not with Russia."""
        tree = self._scene.trees[paragraph]
        if tree.dep[token] not in {"obl", "nmod"} or not scene_preposition(tree, token):
            return None
        mention = carried(self._scene, paragraph, token)
        if mention is None or not mention.entries or mention.entries[0].reading != "actor":
            return None
        place = self._sites.place(paragraph, token)
        return as_participant(place) if place else None
