"""Who "both sides", "the two leaders" and "the two" are: two that the text before has named together, else nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from timeline.extract.entities.coref import Antecedent
from timeline.extract.entities.nominals import Nominals
from timeline.extract.entities.phrases import noun_phrase
from timeline.extract.entities.roles import demonym
from timeline.extract.entities.scene import Scene
from timeline.extract.tree import NOMINAL, Tree
from timeline.model.records import Participant

_STATES = frozenset({"countries", "nations", "sides", "states", "governments", "capitals", "powers", "neighbours"})
_COUNTRIES = frozenset({"countries", "nations", "states", "capitals"})
_SIDED = frozenset({"person", "role", "group"})
_FIRMS = frozenset(
    {
        "companies",
        "firms",
        "banks",
        "unions",
        "clubs",
        "teams",
        "parties",
        "carriers",
        "airlines",
        "retailers",
        "groups",
    }
)
_DEFINITE = frozenset({"the", "these", "those", "both"})
_PEOPLE, _BODIES = frozenset({"person"}), frozenset({"country", "organisation", "group"})
_OTHERS = frozenset({"mediate", "broker", "host", "sponsor", "organise", "organize", "facilitate"})
_FACING = frozenset({"with", "against"})
_BACK = 3
"""Paragraphs back in which the two may stand."""

Offers = Callable[[int], list[Antecedent]]


class Pairs:
    """Finds the two of one article; `offers` lists a paragraph's antecedents."""

    def __init__(self, scene: Scene, nominals: Nominals, offers: Offers) -> None:
        self._scene = scene
        self._nominals = nominals
        self._offers = offers

    def resolve(self, paragraph: int, token: int) -> list[Participant]:
        """The two that a phrase stands for; empty for other phrases and in doubt."""
        tree = self._scene.trees[paragraph]
        low = tree.word[token]
        alone = low == "both" or (low == "two" and tree.pos[token] == "NUM" and tree.word[token - 1] == "the")
        if not alone and low not in self._scene.lexicon.pair_heads:
            return []
        start, end = noun_phrase(tree, token)
        words = set(tree.word[start:end])
        if alone:
            if low == "both" and (end - start > 1 or tree.pos[token] not in {"PRON", "NOUN"}):
                return []
        elif not words & self._scene.lexicon.pair_words or words.isdisjoint(_DEFINITE):
            return []
        if any(demonym(tree, t, self._scene.tables) for t in range(start, end)):
            return []
        people = low in self._scene.lexicon.pair_people and words.isdisjoint(_STATES)
        bodies = _BODIES if words.isdisjoint(_COUNTRIES) else frozenset({"country"})
        kinds = _PEOPLE | bodies if alone else _PEOPLE if people else bodies
        wanted: list[bool | None] = [True, None] if alone else [True if people else False if low in _FIRMS else None]
        together = self._together(paragraph, token, start, kinds)
        if together is not None:
            return [self._scene.copied(paragraph, (start, end), p) for p in together]
        return self._only_two(paragraph, token, (start, end), wanted)

    def _together(self, paragraph: int, token: int, start: int, kinds: frozenset[str]) -> list[Participant] | None:
        """The nearest two that "and" or "with" joined in one clause; empty where three were joined."""
        for number in range(paragraph, max(-1, paragraph - _BACK), -1):
            tree = self._scene.trees[number]
            here = number == paragraph
            last = tree.sent[start] if here else len(tree.sents) - 1
            for sentence in range(last, -1, -1):
                first, end = tree.sents[sentence]
                end = min(end, start) if here else end
                for members in self._joined(tree, first, end, token if here else None):
                    found = [self._nominals.resolve(number, m) for m in members]
                    if all(p.kind in kinds for p in found) and len({p.entity for p in found}) == len(found):
                        return found if len(found) == 2 else []
        return None

    def _joined(self, tree: Tree, first: int, end: int, token: int | None) -> Iterator[list[int]]:
        """Groups joined in a stretch of text, the nearest first."""
        own = _subject(tree, token) if token is not None and _faced(tree, token) else None
        for node in range(end - 1, first - 1, -1):
            if tree.pos[node] not in {"NOUN", "PROPN"} or tree.dep[node] in {"conj", "compound", "flat", "amod"}:
                continue
            above = tree.head[node]
            if node == own or (tree.full[node] == "obl:agent" and tree.lemma[above] in _OTHERS):
                continue
            members = [m for m in tree.conjuncts(node) if tree.pos[m] in NOMINAL and m < end]
            if len(members) > 1:
                yield members
            elif tree.dep[node] in {"obl", "nmod"} and tree.case(node) in _FACING:
                subject = _subject(tree, node)
                if subject is not None and subject < node and subject != own and len(tree.conjuncts(subject)) == 1:
                    yield [subject, node]

    def _only_two(
        self, paragraph: int, token: int, span: tuple[int, int], wanted: list[bool | None]
    ) -> list[Participant]:
        """The only two persons (True), firms (False) or countries (None) that the paragraphs before name."""
        own = self._own(paragraph, token)
        for people in wanted:
            for back in range(_BACK):
                offers = [a for i in range(max(0, paragraph - back), paragraph + 1) for a in self._offers(i)]
                offers = [a for a in offers if a.paragraph < paragraph or a.token < span[0]]
                found = [e for e in self._two(offers, people=people) if e not in own]
                if len(found) > 2:
                    break
                if len(found) == 2:
                    return [self._member(paragraph, span, entity) for entity in found]
        return []

    def _own(self, paragraph: int, token: int) -> set[str]:
        """Whoever calls "on both sides" is neither."""
        tree = self._scene.trees[paragraph]
        subject = _subject(tree, token) if _faced(tree, token) else None
        if subject is None or subject == token:
            return set()
        return {self._nominals.resolve(paragraph, m).entity for m in tree.conjuncts(subject)}

    def _two(self, offers: list[Antecedent], *, people: bool | None) -> list[str]:
        if people is not None:
            kind = "person" if people else "organisation"
            named = (a.entity for a in offers if a.kind == kind and (people or self._has_name(a.entity)))
            return list(dict.fromkeys(named))
        here = [a for a in offers if not a.located and (a.kind == "country" or a.kind in _SIDED or _of_state(a.entity))]
        countries = [a.entity if a.kind == "country" else f"cty:{self._scene.known[a.entity].country}" for a in here]
        return [e for e in dict.fromkeys(countries) if e != "cty:None"]

    def _has_name(self, entity: str) -> bool:
        """Is it known by a name ("PUK", "Banco Norte"), not only by a description ("a Polish patient group")?"""
        return all(word[:1].isupper() for word in self._scene.known[entity].name.split())

    def _member(self, paragraph: int, span: tuple[int, int], entity: str) -> Participant:
        known = self._scene.known.get(entity)
        if known is not None:
            return self._scene.copied(paragraph, span, known)
        country = self._scene.tables.countries[entity.removeprefix("cty:")]
        return self._scene.participant(paragraph, span, country.name, entity, "country", country.iso3)


def _of_state(entity: str) -> bool:
    """Is it a body of a state ("org:POL:foreign-ministry"), and not a firm that has its seat there?"""
    return entity.startswith("org:") and entity.count(":") > 1 and entity.split(":")[1].isupper()


def _faced(tree: Tree, token: int) -> bool:
    """Does the phrase hang on a verb, so that its subject is somebody else?"""
    return tree.dep[token] in {"obj", "iobj", "obl"} and tree.pos[tree.head[token]] == "VERB"


def _subject(tree: Tree, token: int) -> int | None:
    """The subject of the clause around a phrase; a joined verb has that of the first."""
    verb = tree.head[token]
    for _ in range(6):
        subject = next(iter(tree.children(verb, "nsubj")), None)
        if subject is not None:
            return subject if subject != token else None
        if tree.head[verb] == verb or (tree.pos[verb] == "VERB" and tree.dep[verb] not in {"conj", "xcomp"}):
            return None
        verb = tree.head[verb]
    return None
