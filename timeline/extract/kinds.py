"""What kind of thing a phrase names, as far as the conditions of triggers and the choice of roles need it."""

from __future__ import annotations

from timeline.extract.lexicon import Lexicon
from timeline.extract.tree import Tree

_PERSON_ENT = frozenset({"PERSON", "PER"})
_ORG_ENT = frozenset({"ORG"})
_PLACE_ENT = frozenset({"GPE", "LOC", "FAC"})
_STATE_ENT = frozenset({"GPE", "LOC", "NORP"})
_NO_PARTY = frozenset(
    {"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY", "EVENT", "LAW", "LANGUAGE", "WORK_OF_ART"}
)
_PERSON_PRONOUN = frozenset({"he", "she", "him", "her", "who", "whom", "they", "them", "i", "we", "us", "me", "you"})

_ARGUMENTS = frozenset({"nsubj", "obj", "iobj", "obl", "conj"})
_THINGS = frozenset({"it", "this", "that", "which", "one", "these", "those"})


class Kinds:
    """Answers for one paragraph."""

    def __init__(self, tree: Tree, lexicon: Lexicon) -> None:
        self.tree = tree
        self.lexicon = lexicon

    def entity(self, token: int) -> str:
        """Label of the name that the token belongs to, or "" (a title before a name counts as the name)."""
        tree = self.tree
        if tree.ent[token]:
            return tree.ent[token]
        if tree.pos[token] == "PROPN":
            for kid in tree.kids[token]:
                if tree.dep[kid] in {"flat", "compound", "appos"} and tree.ent[kid] in _PERSON_ENT:
                    return tree.ent[kid]
        return ""

    def named(self, token: int) -> bool:
        """Is it a name, or an adjective made of one?"""
        return self.entity(token) not in {"", *_NO_PARTY} or (
            self.tree.pos[token] == "PROPN" and not self.tree.ent[token]
        )

    def is_kind(self, token: int, kind: str) -> bool:
        """Does the phrase headed by the token name that kind of thing?"""
        tree, parties = self.tree, self.lexicon.parties
        if tree.pos[token] == "NUM":  # "two of his aides"
            token = next((k for k in tree.children(token, "nmod") if tree.case(k) == "of"), token)
        entity, lemma = self.entity(token), tree.lemma[token]
        if kind in {"party", "name"}:
            return self.party(token) if kind == "party" else self.named(token)
        if kind == "agent":  # what "it" or "this" stands for is as often a law, a machine or a fact
            return tree.word[token] not in _THINGS and self.party(token)
        if kind == "person":
            return (
                entity in _PERSON_ENT
                or tree.word[token] in _PERSON_PRONOUN
                or (lemma in parties.people and entity not in _PLACE_ENT)
            )
        if kind == "someone":  # one person: nobody phones "the rioters"
            return tree.tag[token] != "NNS" and self.is_kind(token, "person")
        if kind == "group":
            return lemma in parties.groups or entity in {"NORP", "ORG"}
        if kind in {"org", "company"}:
            known = tree.pos[token] == "PROPN" and not entity if kind == "org" else lemma in parties.companies
            return known or entity in _ORG_ENT
        if kind == "country":
            return entity in _STATE_ENT or lemma in {"country", "state", "republic", "nation"}
        if kind == "place":
            return entity in _PLACE_ENT or lemma in parties.places
        if kind == "money":
            return entity == "MONEY" or tree.tag[token] == "$"
        return False

    def party(self, token: int) -> bool:
        """Somebody who can act or be acted upon: a name, a person or group noun, a personal pronoun."""
        tree, parties = self.tree, self.lexicon.parties
        entity = self.entity(token)
        if entity:
            return entity not in _NO_PARTY and tree.word[token] not in parties.times
        if tree.pos[token] == "PRON":
            return tree.word[token] in parties.pronouns
        lemma = tree.lemma[token]
        if lemma in parties.people or lemma in parties.groups:
            return self._qualified(token)
        if lemma == "old" and token > 1 and tree.lemma[token - 2] == "year" and tree.dep[token] in _ARGUMENTS:
            return True  # "a 17-year-old was charged"
        if tree.pos[token] == "PROPN":
            return tree.word[token] not in parties.times
        if tree.pos[token] == "NOUN" and any(
            tree.dep[k] in {"flat", "appos"} and k == token + 1 and tree.ent[k] in _PERSON_ENT for k in tree.kids[token]
        ):
            return True  # "the songwriter Berg"
        return tree.pos[token] == "NUM" and tree.dep[token] in {"nsubj", "obj"} and not tree.ent[token]

    def _qualified(self, token: int) -> bool:
        """A noun that names a party only beside certain words has one of them: "security services"."""
        words = self.lexicon.parties.qualified.get(self.tree.lemma[token])
        return words is None or any(self.tree.word[k] in words or self.tree.ent[k] for k in self.tree.kids[token])

    def abstract(self, token: int) -> bool:
        """A phrase whose head names no party."""
        return not self.party(token)
