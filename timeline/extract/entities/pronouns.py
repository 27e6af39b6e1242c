"""Pronouns, relative pronouns, speakers and "both sides" of one article; what is in doubt is None."""

from __future__ import annotations

import dataclasses

from timeline.extract.entities.coref import (
    FIRST,
    PERSONAL,
    RELATIVE,
    SAY,
    THING,
    WINDOW,
    Antecedent,
    choose,
    is_subject,
    speaks,
)
from timeline.extract.entities.lexicon import nominal_words
from timeline.extract.entities.nominals import Nominals
from timeline.extract.entities.phrases import NOMINAL
from timeline.extract.entities.scene import OPENING, Scene
from timeline.extract.entities.sites import scene_preposition
from timeline.extract.lexicon import lexicon
from timeline.extract.tree import Tree
from timeline.model.records import EntityKind, Participant

_GROUPS = frozenset({"group", "firm", "company", "union", "club", "charity", "organisation", "organization", "crowd"})
_NEAREST = 80  # antecedents looked at
_POSSESSIVES = frozenset({"his", "her"})
_SUBJECT_PRONOUNS = frozenset({"he", "she", "it"})
_EMPTY = frozenset({"time", "turn", "moment", "day", "clear", "unclear", "necessary"})
_ANIMATE = frozenset({"person", "role", "group"})
_PARTIES = frozenset({"person", "country", "organisation", "group", "role"})


class Pronouns:
    """Resolves pronouns with the help of the nominals of the article."""

    def __init__(self, scene: Scene, nominals: Nominals) -> None:
        self._scene = scene
        self._nominals = nominals
        self._offers: list[list[Antecedent]] = []
        self._saying: dict[int, list[int]] = {}
        self._genders: dict[str, str] = {}  # of those whom a pronoun has meant: "the dealer … his lawyer"
        self._busy = False

    def resolve(self, paragraph: int, token: int) -> Participant | None:
        """What a pronoun stands for; None for other words and in doubt."""
        tree = self._scene.trees[paragraph]
        low = tree.word[token]
        if low in RELATIVE and tree.pos[token] in {"PRON", "DET", "SCONJ"}:
            return self._relative(paragraph, token)
        if low in FIRST and tree.orth[token] not in {"US", "U.S."}:
            return self._speaker(paragraph, token)
        if low not in PERSONAL or self._busy or (low == "it" and _expletive(tree, token)):
            return None
        before = [a for i in range(max(0, paragraph - WINDOW), paragraph + 1) for a in self.before(i)]
        others = self._clause_mates(paragraph, token)
        before = [a for a in before if (a.paragraph < paragraph or a.token < token) and a.entity not in others]
        best = self._best(paragraph, token, before)
        if best is None:
            return None
        return self._scene.copied(paragraph, (token, token + 1), self._scene.known[best.entity])

    def _clause_mates(self, paragraph: int, token: int) -> set[str]:
        """Entities that an object pronoun cannot mean: the subject of its own clause ("she met her": two people)."""
        tree = self._scene.trees[paragraph]
        if tree.dep[token] in {"nsubj", "nmod"} or tree.word[token].endswith(("self", "selves")):
            return set()
        found: set[str] = set()
        verb = tree.head[token]
        while tree.dep[verb] == "conj" and not tree.children(verb, "nsubj"):
            verb = tree.head[verb]  # "she came and met her"
        for child in tree.children(verb, "nsubj"):
            if child == token:
                continue
            if tree.word[child] in RELATIVE:
                subject = self._relative(paragraph, child)
            elif tree.word[child] in PERSONAL:
                subject = self.resolve(paragraph, child)
            else:
                subject = self._nominals.resolve(paragraph, child)
            if subject is not None:
                found.add(subject.entity)
        return found

    def _relative(self, paragraph: int, token: int) -> Participant | None:
        tree = self._scene.trees[paragraph]
        verb = tree.head[token]
        for _ in range(3):
            if tree.dep[verb] == "acl":
                break
            verb = tree.head[verb]
        else:
            return None
        antecedent = tree.head[verb]
        if antecedent >= token or tree.pos[antecedent] not in NOMINAL or tree.word[antecedent] in RELATIVE:
            return None
        if tree.word[antecedent] in PERSONAL:
            return self.resolve(paragraph, antecedent)
        found = self._nominals.resolve(paragraph, antecedent)
        for _ in range(3):
            # people are "who"; a place or a thing in between is a slip of the parser
            above = tree.head[antecedent]
            if tree.word[token] not in {"who", "whom"} or found.kind in _ANIMATE:
                break
            if above >= antecedent or tree.pos[above] not in {"NOUN", "PROPN"}:
                break
            higher = self._nominals.resolve(paragraph, above)
            if higher.kind == "unknown":
                break
            antecedent, found = above, higher
        return found

    def _speaker(self, paragraph: int, token: int) -> Participant | None:
        """Who says "I" or "we" in a quotation: the subject of the verb of saying beside it."""
        if not self._scene.quoted(paragraph, token):
            return None
        speakers = self._speakers(paragraph)
        where = paragraph
        while not speakers and where > 0 and paragraph - where < WINDOW and self._runs_on(where):
            where -= 1
            speakers = self._speakers(where)[-1:]
        if not speakers:
            return None
        nearest = speakers[-1] if where < paragraph else min(speakers, key=lambda t: abs(t - token))
        personal = self._scene.trees[where].word[nearest] in PERSONAL
        found = self.resolve(where, nearest) if personal else self._nominals.resolve(where, nearest)
        return self._scene.copied(paragraph, (token, token + 1), found) if found else None

    def _runs_on(self, paragraph: int) -> bool:
        """Does the quotation of the paragraph before run on: not closed there, and opened again here?"""
        tree, before = self._scene.trees[paragraph], self._scene.trees[paragraph - 1]
        opened = tree.n > 0 and tree.orth[0] in OPENING
        return opened and before.n > 0 and self._scene.quoted(paragraph - 1, before.n - 1)

    def _speakers(self, paragraph: int) -> list[int]:
        """Subjects of verbs of saying outside quotations, in text order; "he wrote a letter, stating …" has one too."""
        if paragraph in self._saying:
            return self._saying[paragraph]
        found: set[int] = set()
        tree = self._scene.trees[paragraph]
        for i, lemma in enumerate(tree.lemma):
            if lemma not in SAY or self._scene.quoted(paragraph, i):
                continue
            governor = i
            for _ in range(4):
                subject = next((c for c in tree.kids[governor] if tree.dep[c] == "nsubj"), None)
                if subject is not None or tree.head[governor] == governor:
                    break
                governor = tree.head[governor]
            if subject is None or tree.word[subject] in FIRST | RELATIVE or self._scene.quoted(paragraph, subject):
                continue
            found.add(subject)
        self._saying[paragraph] = sorted(found)
        return self._saying[paragraph]

    def before(self, paragraph: int) -> list[Antecedent]:
        """What a paragraph offers as antecedents, in text order: names, descriptions, resolved subject pronouns."""
        if self._busy:
            return self._offers[paragraph] if paragraph < len(self._offers) else []
        self._busy = True
        try:
            while len(self._offers) <= paragraph:
                self._offers.append([])
                self._offer(len(self._offers) - 1)
        finally:
            self._busy = False
        return self._offers[paragraph]

    def _offer(self, paragraph: int) -> None:
        """Fill a paragraph's antecedents; those before it are there."""
        found = self._offers[paragraph]
        if self._scene.document.paragraphs[paragraph].section in {"dateline", "byline"}:
            return
        at, words, people = self._scene.at[paragraph], nominal_words(), lexicon().parties.people | _GROUPS
        tree = self._scene.trees[paragraph]
        for token, (low, pos) in enumerate(zip(tree.word, tree.pos, strict=True)):
            noun = pos in {"NOUN", "PROPN"}
            if low in _POSSESSIVES:
                self._best(paragraph, token, [*self._earlier(paragraph), *found])  # tells he or she of a nameless one
            if not noun and low not in _SUBJECT_PRONOUNS:
                continue
            name = tree.dep[token]
            if name in {"flat", "compound", "goeswith", "amod"}:
                continue
            if low in _SUBJECT_PRONOUNS and name == "nsubj" and not (low == "it" and _expletive(tree, token)):
                best = self._best(paragraph, token, [*self._earlier(paragraph), *found])
                if best is not None:
                    number = self._scene.sentence(paragraph, token)
                    quoted = self._scene.quoted(paragraph, token)
                    found.append(
                        dataclasses.replace(
                            best,
                            paragraph=paragraph,
                            token=token,
                            sentence=number,
                            subject=True,
                            quoted=quoted,
                            located=False,
                            speaks=speaks(tree, token),
                        )
                    )
                continue
            if not noun:
                continue
            if not (token in at or low in words or tree.lemma[token] in people or tree.orth[token][0].isupper()):
                found.append(self._thing(paragraph, token))
                continue
            participant = self._nominals.resolve(paragraph, token)
            if participant.kind != "unknown" or token in at:
                found.append(self._antecedent(paragraph, token, participant))
            elif tree.lemma[token] in people:
                somebody = self._antecedent(paragraph, token, participant)
                found.append(dataclasses.replace(somebody, kind=_nameless(tree, token)))

    def _earlier(self, paragraph: int) -> list[Antecedent]:
        """What the paragraphs before offer, as far as a pronoun reaches."""
        return [a for i in range(max(0, paragraph - WINDOW), paragraph) for a in self._offers[i]]

    def _thing(self, paragraph: int, token: int) -> Antecedent:
        tree = self._scene.trees[paragraph]
        return Antecedent(
            paragraph=paragraph,
            token=token,
            sentence=self._scene.sentence(paragraph, token),
            subject=is_subject(tree, token),
            kind="unknown",
            plural=tree.plural(token),
            gender=None,
            entity=f"{THING}{paragraph}:{token}",
            quoted=self._scene.quoted(paragraph, token),
            located=scene_preposition(tree, token),
        )

    def _antecedent(self, paragraph: int, token: int, participant: Participant) -> Antecedent:
        tree = self._scene.trees[paragraph]
        single = participant.kind in {"country", "person"}
        return Antecedent(
            paragraph=paragraph,
            token=token,
            sentence=self._scene.sentence(paragraph, token),
            subject=is_subject(tree, token),
            kind=participant.kind,
            plural=tree.plural(token) and not single,
            gender=self._gender(tree, token, participant),
            entity=participant.entity,
            quoted=self._scene.quoted(paragraph, token),
            located=scene_preposition(tree, token),
            speaks=speaks(tree, token),
        )

    def _gender(self, tree: Tree, token: int, participant: Participant) -> str | None:
        """By name or title, or by the noun itself: "a father of three" is no "she"."""
        if participant.kind == "person":
            return self._scene.people.gender(participant.entity)
        lexicon, lemma = self._scene.lexicon, tree.lemma[token]
        return "m" if lemma in lexicon.men else "f" if lemma in lexicon.women else None

    def _best(self, paragraph: int, token: int, before: list[Antecedent]) -> Antecedent | None:
        tree = self._scene.trees[paragraph]
        gender = PERSONAL[tree.word[token]]
        told = gender in {"m", "f"}
        best = choose(
            gender,
            paragraph,
            tree,
            token,
            self._scene.sentence(paragraph, token),
            [a for a in before[-_NEAREST:] if not told or self._genders.get(a.entity, gender) == gender],
            quoted=self._scene.quoted(paragraph, token),
        )
        if told and best is not None and best.kind == "role":
            self._genders.setdefault(best.entity, gender)
        return best

    def they(self, paragraph: int, token: int) -> list[Participant]:
        """As in "Rubio and Waltz said they …": the members of a coordinated subject before it, else nothing."""
        tree = self._scene.trees[paragraph]
        if PERSONAL.get(tree.word[token]) != "they" or self._busy:
            return []
        number = self._scene.sentence(paragraph, token)
        subject = None
        for i in range(token - 1, -1, -1):
            if number - self._scene.sentence(paragraph, i) > 1:
                break
            if is_subject(tree, i) and tree.pos[i] in {"NOUN", "PROPN"}:
                subject = tree.head[i] if tree.dep[i] == "conj" else i
                break
        if subject is None:
            return []
        members = [subject, *(c for c in tree.kids[subject] if tree.dep[c] == "conj" and c < token)]
        if len(members) < 2:
            return []
        found = [self._nominals.resolve(paragraph, m) for m in members]
        if any(p.kind not in _PARTIES for p in found):
            return []
        return [self._scene.copied(paragraph, (token, token + 1), p) for p in found]


def _nameless(tree: Tree, token: int) -> EntityKind:
    """What kind of party a bare noun names."""
    if tree.plural(token):
        return "group"
    return "organisation" if tree.lemma[token] in _GROUPS else "role"


def _expletive(tree: Tree, token: int) -> bool:
    """As in "It was then …", "made it clear that …", "it is necessary": an "it" that stands for nothing."""
    name = tree.dep[token]
    if name == "expl":
        return True
    head = tree.head[token]
    if name == "nsubj":
        copula = any(tree.dep[c] == "cop" for c in tree.kids[head])
        empty = tree.pos[head] == "ADJ" and any(tree.dep[c] in {"csubj", "ccomp", "advcl"} for c in tree.kids[head])
        return copula and (empty or tree.word[head] in _EMPTY)
    return name == "obj" and token + 1 < tree.n and tree.pos[token + 1] == "ADJ"
