"""Factuality of events that are nouns: "the planned visit", "sanctions were possible", "called for a truce".

A noun has its status from the words beside it, then from the verb, noun or adjective that it depends on.
"""

from __future__ import annotations

from typing import Protocol

from timeline.extract.lexicon import Cues
from timeline.extract.modality import FACTIVE, Modality, Status
from timeline.extract.slots import Arguments
from timeline.extract.tree import Tree

_PREPOSITIONS = frozenset(
    ["to", "for", "of", "on", "with", "against", "about", "over", "into", "in", "from", "at", "towards", "toward"]
)
_OBJECT_CASES = frozenset({"for", "of", "with", "to", "on", "against", "about", "out"})
_AT_A_TIME = frozenset({"after", "since", "during", "despite", "following", "under"})
_WITHIN = frozenset({"in", "during", "at", "with", "by", "to", "against"})
_IRREAL = frozenset({"scheduled", "conditional", "proposed", "requested", "threatened", "hypothetical"})
_WEAK = frozenset({*FACTIVE, "alleged"})


class Governors(Protocol):
    """What nouns ask of the judge of clauses."""

    def status(self, token: int, depth: int) -> Status: ...  # noqa: D102
    def word_class(self, token: int) -> str: ...  # noqa: D102
    def effect(self, head: int, relation: str) -> str | None: ...  # noqa: D102
    def apply(self, own: Status, effect: str | None, head: int, depth: int, *, follow: bool) -> Status: ...  # noqa: D102


class Nouns:
    """Nouns of one paragraph."""

    def __init__(self, tree: Tree, arguments: Arguments, cues: Cues, modality: Modality, judge: Governors) -> None:
        self.tree = tree
        self.arguments = arguments
        self.cues = cues
        self.modality = modality
        self.judge = judge

    def status(self, token: int, depth: int) -> Status:
        """The status of a noun's event."""
        tree, own = self.tree, Status()
        for kid in tree.kids[token]:
            word, dep = tree.word[kid], tree.dep[kid]
            if word in {"no", "neither", "without", "not"} and self.modality.negates(kid):
                own.value = "did_not_happen"
                own.cues.append((kid, "negated"))
            elif own.value != "happened":
                continue
            elif (word in self.cues.habitual or word == "such") and tree.tag[token] == "NNS":
                return Status("generic", [(kid, "habitual")])
            elif dep in {"amod", "det", "advmod", "compound"} and word in self.cues.beside:
                own.value = self.cues.beside[word]
                own.cues.append((kid, own.value))
            elif dep == "acl" and tree.lemma[kid] in self.cues.phase and self.modality.infinitive(kid):
                own = Status("scheduled", [(kid, "future")])  # "an event to be held in May"
            elif dep == "nmod":
                loose = [k for k in tree.children(kid, "det") if tree.word[k] == "any"]
                if loose:
                    own = Status("hypothetical", [(loose[0], "hypothetical")])
        return self.governed(token, own, depth)

    def governed(self, token: int, own: Status, depth: int) -> Status:
        """A noun (or gerund) seen from the word that it depends on."""
        tree = self.tree
        top = self.arguments.outer(token) if not self.arguments.clausal(token) else token
        head = tree.head[top]
        if head == top or own.value not in _WEAK:
            return own
        kind = self.judge.word_class(head)
        if kind == "verb":
            return self._under_verb(top, own, depth)
        if kind == "adjective" and tree.dep[top] == "nsubj":
            return self._of_adjective(own, head)
        return self._under_noun(top, own, depth, kind)

    def _under_noun(self, top: int, own: Status, depth: int, kind: str) -> Status:
        tree = self.tree
        head, dep, case = tree.head[top], tree.dep[top], tree.case(top)
        joined = dep in {"nmod", "obl"} and case in _PREPOSITIONS
        if joined and kind == "adjective" and self.modality.negated(head):
            return Status("hypothetical", [*own.cues, (head, "negated")])
        if joined and kind == "noun" and case in {"in", "from", "at", "with", "into"}:
            return own
        if joined or (dep == "compound" and kind == "noun"):
            effect = self.judge.effect(head, "obj")
            if effect is not None:
                return self.judge.apply(own, effect, head, depth, follow=True)
        if dep == "nmod" and kind == "noun" and case == "of":
            outer = self.judge.status(head, depth + 1)
            if outer.value not in FACTIVE:
                return Status(outer.value, [*own.cues, *outer.cues], outer.governor)
        return own

    def _of_adjective(self, own: Status, head: int) -> Status:
        """As in "Sanctions are possible", "the talks are under way"."""
        lemma = self.tree.lemma[head]
        if self.modality.negated(head):
            return Status("hypothetical", [*own.cues, (head, "negated")])
        effect = self.judge.effect(head, "obj") or self.cues.beside.get(lemma)
        if effect in {"conditional", "proposed", "scheduled", "refused"}:
            return Status("conditional" if effect == "proposed" else effect, [*own.cues, (head, effect)], head)
        outer = self.modality.own(head)
        if outer.value not in FACTIVE:
            return Status(outer.value, [*own.cues, *outer.cues])
        if lemma in {"underway", "ongoing"}:
            return Status("ongoing", [*own.cues, (head, "ongoing")])
        return own

    def _under_verb(self, top: int, own: Status, depth: int) -> Status:
        tree = self.tree
        head, dep, case = tree.head[top], tree.dep[top], tree.case(top)
        lemma, passive = tree.lemma[head], tree.passive(head)
        as_object = dep == "obj" or (dep == "nsubj" and passive) or (dep == "obl" and case in _OBJECT_CASES)
        effect = self.judge.effect(head, "obj") if as_object else None
        if effect is not None and not (dep == "obl" and effect == "scheduled" and case not in {"for", "to"}):
            return self.judge.apply(own, effect, head, depth, follow=True)
        if dep in {"nsubj", "obj"}:
            later = self._through_infinitive(head, depth, subject=dep == "nsubj")
            if later is not None:
                return Status(later.value, [*own.cues, *later.cues], later.governor)
        if lemma in self.cues.phase_weak and as_object and self._definite(top):
            return own
        outer = self.judge.status(head, depth + 1)
        phase = lemma in self.cues.phase and not (lemma == "be" and dep == "obl")
        if phase and (dep in {"obj", "nsubj"} or (dep == "obl" and case in {"in", "on", "with", "for", "to"})):
            return self._phase(own, outer, head)
        indefinite = not self._definite(top)
        if not phase and indefinite and as_object and outer.value in {"did_not_happen", "refused"}:
            return Status(
                "hypothetical", [*own.cues, *(c for c in outer.cues if c[1] == "negated")]
            )  # "needs no truce"
        inside = dep == "obl" and own.value == "happened"
        inside &= case in _WITHIN or (case == "for" and outer.value == "scheduled")  # "will fly to Oslo for talks"
        if (dep in {"obj", "nsubj"} or inside) and indefinite and outer.value in _IRREAL:
            return Status(outer.value, [*own.cues, *outer.cues], outer.governor)
        return own

    def _through_infinitive(self, head: int, depth: int, *, subject: bool) -> Status | None:
        """Reads "The talks are set to begin": the status of the infinitive is the event's."""
        inner = next((k for k in self.tree.children(head, "xcomp") if self.tree.tag[k] == "VB"), None)
        if inner is None:
            return None
        if not subject and self.tree.lemma[inner] not in self.cues.phase:
            return None
        later = self.judge.status(inner, depth + 1)
        certain = {"scheduled", "conditional", "requested"} if subject else {*_IRREAL}
        return later if later.value in certain else None

    def _phase(self, own: Status, outer: Status, head: int) -> Status:
        """As in "Talks will begin", "held no talks", "fighting continues": the verb's status is the event's."""
        tree = self.tree
        present = tree.tag[head] in {"VBZ", "VBP"}
        if tree.lemma[head] in self.cues.phase_ongoing and outer.value == "happened" and present:
            return Status("ongoing", [*own.cues, (head, "ongoing")])
        if outer.value == "happened":
            return own
        value = "conditional" if outer.value == "possible" else outer.value
        return Status(value, [*own.cues, *outer.cues], outer.governor)

    def came_about(self, token: int, status: Status) -> Status:
        """A truce alone is an idea; it came about where something says so: it held, was signed, stood at a time."""
        tree = self.tree
        top = self.arguments.outer(token)
        head, dep = tree.head[top], tree.dep[top]
        clause = self.arguments.clausal(head)
        kids = (*tree.kids[top], *tree.kids[token])
        supported = (
            head == top
            or tree.case(top) in _AT_A_TIME
            or (dep == "obj" and clause and tree.lemma[head] in self.cues.phase)
            or (dep == "nsubj" and clause and tree.lemma[head] in self.cues.phase and not tree.children(head, "obj"))
            or (dep == "nsubj" and clause and tree.tag[head] in {"VBD", "VBN"})
            or any(tree.full[k] in {"acl:relcl", "nmod:poss"} or tree.word[k] in {"this", "that"} for k in kids)
            or any(tree.tag[k] == "VBN" for k in tree.children(top, "acl"))
            or any(tree.tag[k] == "CD" for k in kids)
            or (dep == "nsubj" and any(tree.tag[k] == "VBD" for k in tree.children(head, "cop")))
        )
        return status if supported else Status("hypothetical", status.cues, status.governor)

    def _definite(self, token: int) -> bool:
        tree = self.tree
        if tree.pos[token] == "PROPN":
            return True
        for kid in tree.kids[token]:
            if tree.full[kid] == "nmod:poss" or tree.word[kid] in {"the", "this", "that", "these", "those"}:
                return True
        return False
