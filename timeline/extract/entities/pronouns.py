"""Pronouns, relative pronouns, speakers and "both sides" of one article; what is in doubt is None."""

from __future__ import annotations

import dataclasses

from spacy.tokens import Token

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
from timeline.extract.entities.phrases import NOMINAL, noun_phrase, relation
from timeline.extract.entities.roles import demonym
from timeline.extract.entities.scene import OPENING, Scene
from timeline.extract.entities.sites import scene_preposition
from timeline.model.records import Participant

_NEAREST = 80  # antecedents looked at
_SUBJECT_PRONOUNS = frozenset({"he", "she", "it"})
_ANIMATE = frozenset({"person", "role", "group"})
_PARTIES = frozenset({"person", "country", "organisation", "group", "role"})


class Pronouns:
    """Resolves pronouns with the help of the nominals of the article."""

    def __init__(self, scene: Scene, nominals: Nominals) -> None:
        self._scene = scene
        self._nominals = nominals
        self._offers: list[list[Antecedent]] = []
        self._saying: dict[int, list[Token]] = {}
        self._busy = False

    def resolve(self, paragraph: int, token: Token) -> Participant | None:
        """What a pronoun stands for; None for other words and in doubt."""
        low = token.lower_
        if low in RELATIVE and token.pos_ in {"PRON", "DET", "SCONJ"}:
            return self._relative(paragraph, token)
        if low in FIRST and token.text not in {"US", "U.S."}:
            return self._speaker(paragraph, token)
        if low not in PERSONAL or self._busy or (low == "it" and _expletive(token)):
            return None
        before = [a for i in range(max(0, paragraph - WINDOW), paragraph + 1) for a in self._before(i)]
        others = self._clause_mates(paragraph, token)
        before = [a for a in before if (a.paragraph < paragraph or a.token < token.i) and a.entity not in others]
        best = self._best(paragraph, token, before)
        if best is None:
            return None
        return self._scene.copied(paragraph, (token.i, token.i + 1), self._scene.known[best.entity])

    def _clause_mates(self, paragraph: int, token: Token) -> set[str]:
        """Entities that an object pronoun cannot mean: the subject of its own clause ("she met her": two people)."""
        if relation(token) in {"nsubj", "nmod"} or token.lower_.endswith(("self", "selves")):
            return set()
        found: set[str] = set()
        for child in token.head.children:
            if relation(child) != "nsubj" or child.i == token.i:
                continue
            if child.lower_ in RELATIVE:
                subject = self._relative(paragraph, child)
            elif child.lower_ in PERSONAL:
                subject = self.resolve(paragraph, child)
            else:
                subject = self._nominals.resolve(paragraph, child)
            if subject is not None:
                found.add(subject.entity)
        return found

    def _relative(self, paragraph: int, token: Token) -> Participant | None:
        verb = token.head
        for _ in range(3):
            if relation(verb) == "acl":
                break
            verb = verb.head
        else:
            return None
        antecedent = verb.head
        if antecedent.i >= token.i or antecedent.pos_ not in NOMINAL or antecedent.lower_ in RELATIVE:
            return None
        if antecedent.lower_ in PERSONAL:
            return self.resolve(paragraph, antecedent)
        found = self._nominals.resolve(paragraph, antecedent)
        for _ in range(3):
            # people are "who"; a place or a thing in between is a slip of the parser
            above = antecedent.head
            if token.lower_ not in {"who", "whom"} or found.kind in _ANIMATE:
                break
            if above.i >= antecedent.i or above.pos_ not in {"NOUN", "PROPN"}:
                break
            higher = self._nominals.resolve(paragraph, above)
            if higher.kind == "unknown":
                break
            antecedent, found = above, higher
        return found

    def _speaker(self, paragraph: int, token: Token) -> Participant | None:
        """Who says "I" or "we" in a quotation: the subject of the verb of saying beside it."""
        if not self._scene.quoted(paragraph, token.i):
            return None
        speakers = self._speakers(paragraph)
        where = paragraph
        while not speakers and where > 0 and paragraph - where < WINDOW and self._runs_on(where):
            where -= 1
            speakers = self._speakers(where)[-1:]
        if not speakers:
            return None
        nearest = speakers[-1] if where < paragraph else min(speakers, key=lambda t: abs(t.i - token.i))
        found = self.resolve(where, nearest) if nearest.lower_ in PERSONAL else self._nominals.resolve(where, nearest)
        return self._scene.copied(paragraph, (token.i, token.i + 1), found) if found else None

    def _runs_on(self, paragraph: int) -> bool:
        """Does the quotation of the paragraph before run on: not closed there, and opened again here?"""
        doc, before = (self._scene.document.paragraphs[i].doc for i in (paragraph, paragraph - 1))
        opened = len(doc) > 0 and doc[0].text in OPENING
        return opened and len(before) > 0 and self._scene.quoted(paragraph - 1, len(before) - 1)

    def _speakers(self, paragraph: int) -> list[Token]:
        """Subjects of verbs of saying outside quotations, in text order; "he wrote a letter, stating …" has one too."""
        if paragraph in self._saying:
            return self._saying[paragraph]
        found: dict[int, Token] = {}
        part = self._scene.document.paragraphs[paragraph]
        for i, lemma in enumerate(part.tree.lemma):
            if lemma not in SAY or self._scene.quoted(paragraph, i):
                continue
            governor = part.doc[i]
            for _ in range(4):
                subject = next((c for c in governor.children if relation(c) == "nsubj"), None)
                if subject is not None or governor.head.i == governor.i:
                    break
                governor = governor.head
            if subject is None or subject.lower_ in FIRST | RELATIVE or self._scene.quoted(paragraph, subject.i):
                continue
            found[subject.i] = subject
        self._saying[paragraph] = [found[i] for i in sorted(found)]
        return self._saying[paragraph]

    def _before(self, paragraph: int) -> list[Antecedent]:
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
        at, words = self._scene.at[paragraph], nominal_words()
        part = self._scene.document.paragraphs[paragraph]
        doc, tree = part.doc, part.tree
        for i, (low, pos) in enumerate(zip(tree.word, tree.pos, strict=True)):
            noun = pos in {"NOUN", "PROPN"}
            if not noun and low not in _SUBJECT_PRONOUNS:
                continue
            token = doc[i]
            name = relation(token)
            if name in {"flat", "compound", "goeswith", "amod"}:
                continue
            if low in _SUBJECT_PRONOUNS and name == "nsubj" and not (low == "it" and _expletive(token)):
                before = [a for i in range(max(0, paragraph - WINDOW), paragraph) for a in self._offers[i]]
                best = self._best(paragraph, token, [*before, *found])
                if best is not None:
                    number = self._scene.sentence(paragraph, token.i)
                    quoted = self._scene.quoted(paragraph, token.i)
                    found.append(
                        dataclasses.replace(
                            best,
                            paragraph=paragraph,
                            token=token.i,
                            sentence=number,
                            subject=True,
                            quoted=quoted,
                            located=False,
                            speaks=speaks(token),
                        )
                    )
                continue
            if not noun:
                continue
            if not (i in at or low in words or tree.orth[i][0].isupper()):
                found.append(self._thing(paragraph, token))
                continue
            participant = self._nominals.resolve(paragraph, token)
            if participant.kind != "unknown" or i in at:
                found.append(self._antecedent(paragraph, token, participant))

    def _thing(self, paragraph: int, token: Token) -> Antecedent:
        return Antecedent(
            paragraph=paragraph,
            token=token.i,
            sentence=self._scene.sentence(paragraph, token.i),
            subject=is_subject(token),
            kind="unknown",
            plural="Plur" in token.morph.get("Number", []),
            gender=None,
            entity=f"{THING}{paragraph}:{token.i}",
            quoted=self._scene.quoted(paragraph, token.i),
            located=scene_preposition(token),
        )

    def _antecedent(self, paragraph: int, token: Token, participant: Participant) -> Antecedent:
        single = participant.kind in {"country", "person"}
        return Antecedent(
            paragraph=paragraph,
            token=token.i,
            sentence=self._scene.sentence(paragraph, token.i),
            subject=is_subject(token),
            kind=participant.kind,
            plural="Plur" in token.morph.get("Number", []) and not single,
            gender=self._scene.people.gender(participant.entity) if participant.kind == "person" else None,
            entity=participant.entity,
            quoted=self._scene.quoted(paragraph, token.i),
            located=scene_preposition(token),
            speaks=speaks(token),
        )

    def _best(self, paragraph: int, token: Token, before: list[Antecedent]) -> Antecedent | None:
        return choose(
            PERSONAL[token.lower_],
            paragraph,
            token,
            self._scene.sentence(paragraph, token.i),
            before[-_NEAREST:],
            quoted=self._scene.quoted(paragraph, token.i),
        )

    def they(self, paragraph: int, token: Token) -> list[Participant]:
        """As in "Rubio and Waltz said they …": the members of a coordinated subject before it, else nothing."""
        if PERSONAL.get(token.lower_) != "they" or self._busy:
            return []
        number = self._scene.sentence(paragraph, token.i)
        subject = None
        for i in range(token.i - 1, -1, -1):
            if number - self._scene.sentence(paragraph, i) > 1:
                break
            if is_subject(token.doc[i]) and token.doc[i].pos_ in {"NOUN", "PROPN"}:
                subject = token.doc[i].head if relation(token.doc[i]) == "conj" else token.doc[i]
                break
        if subject is None:
            return []
        members = [subject, *(c for c in subject.children if relation(c) == "conj" and c.i < token.i)]
        if len(members) < 2:
            return []
        found = [self._nominals.resolve(paragraph, m) for m in members]
        if any(p.kind not in _PARTIES for p in found):
            return []
        return [self._scene.copied(paragraph, (token.i, token.i + 1), p) for p in found]

    def pair(self, paragraph: int, token: Token) -> list[Participant]:
        """As in "Both sides", "the two leaders": the two that the text before has named, if they are exactly two."""
        lexicon, doc = self._scene.lexicon, token.doc
        low = token.lower_
        if low != "both" and low not in lexicon.pair_heads:
            return []
        start, end = noun_phrase(doc, token)
        words = {t.lower_ for t in doc[start:end]}
        if low == "both":
            if end - start > 1 or token.pos_ not in {"PRON", "NOUN"}:
                return []
        elif not words & lexicon.pair_words:
            return []
        if any(demonym(t, self._scene.tables) for t in doc[start:end]):
            return []
        people = low in lexicon.pair_people and words.isdisjoint({"countries", "nations", "sides", "states"})
        for back in range(3):
            offers = [a for i in range(max(0, paragraph - back), paragraph + 1) for a in self._before(i)]
            offers = [a for a in offers if a.paragraph < paragraph or a.token < start]
            wanted = self._two(offers, people=people)
            if len(wanted) > 2:
                return []
            if len(wanted) == 2:
                return [self._member(paragraph, (start, end), entity) for entity in wanted]
        return []

    def _two(self, offers: list[Antecedent], *, people: bool) -> list[str]:
        if people:
            return list(dict.fromkeys(a.entity for a in offers if a.kind == "person"))
        found = list(dict.fromkeys(a.entity for a in offers if a.kind == "country" and not a.located))
        if len(found) < 2:
            countries = [self._scene.known[a.entity].country for a in offers if a.kind in _ANIMATE | {"organisation"}]
            found = list(dict.fromkeys([*found, *(f"cty:{c}" for c in countries if c)]))
        return found

    def _member(self, paragraph: int, span: tuple[int, int], entity: str) -> Participant:
        known = self._scene.known.get(entity)
        if known is not None:
            return self._scene.copied(paragraph, span, known)
        country = self._scene.tables.countries[entity.removeprefix("cty:")]
        return self._scene.participant(paragraph, span, country.name, entity, "country", country.iso3)


def _expletive(token: Token) -> bool:
    """As in "It was then …", "made it clear that …", "it is necessary": an "it" that stands for nothing."""
    name = relation(token)
    if name == "expl":
        return True
    head = token.head
    if name == "nsubj":
        copula = any(relation(c) == "cop" for c in head.children)
        empty = head.pos_ == "ADJ" and any(relation(c) in {"csubj", "ccomp", "advcl"} for c in head.children)
        return copula and (empty or head.lower_ in {"time", "turn", "moment", "day", "clear", "unclear", "necessary"})
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return name in {"obj", "expl"} and following is not None and following.pos_ == "ADJ"
