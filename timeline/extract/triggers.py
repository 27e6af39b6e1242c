"""Finding the words that name events: one look-up per token, then the patterns that this word can be.

Of the patterns that hold the most specific wins, then the one that the ontology lists first; where an everyday
sense holds ("struck a balance") there is no event. Two words for one event are made one by `overlaps`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from timeline.extract.hits import Hit
from timeline.extract.kinds import Kinds
from timeline.extract.lexicon import Lexicon
from timeline.extract.morphology import noun_forms, verb_forms
from timeline.extract.overlaps import one_an_event
from timeline.extract.slots import Arguments
from timeline.extract.tree import Tree
from timeline.model.ontology import Leaf, Ontology
from timeline.model.pattern import Condition, Pattern

_HYPHENS = frozenset({"-", "\u2010", "\u2011"})
_PREFIXES = frozenset({"re", "co", "counter", "over", "pre"})
_EVERYDAY = 1000  # an everyday sense goes before every pattern of a leaf
_WORDS = {"verbs": "verb", "nouns": "noun", "adjectives": "adjective"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A pattern in the index; `order` is its place in the ontology; without a leaf it is a sense that is no event."""

    leaf: Leaf | None
    kind: str
    pattern: Pattern
    order: int
    weight: int


class Index:
    """Patterns by the form of their first word."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology
        self.verbs: dict[str, list[Entry]] = {}
        self.nouns: dict[str, list[Entry]] = {}
        self.adjectives: dict[str, list[Entry]] = {}
        self.words: frozenset[str] = frozenset()
        order = 0
        for leaf in ontology.leaves.values():
            for kind, patterns in leaf.triggers.items():
                for pattern in patterns:
                    self._add(Entry(leaf, _WORDS[kind], pattern, order, pattern.weight))
                    order += 1
        for kind, patterns in ontology.everyday.items():
            for pattern in patterns:
                self._add(Entry(None, _WORDS[kind], pattern, order, _EVERYDAY))
        for table in (self.verbs, self.nouns, self.adjectives):
            for entries in table.values():
                entries.sort(key=lambda entry: -entry.weight)  # the first that holds is the best
        self.words = frozenset({*self.verbs, *self.nouns, *self.adjectives})

    def _add(self, entry: Entry) -> None:
        table = {"verb": self.verbs, "noun": self.nouns, "adjective": self.adjectives}[entry.kind]
        first, alone = entry.pattern.words[0], len(entry.pattern.words) == 1
        forms: tuple[str, ...] = (first,)
        if entry.kind == "verb" and alone:
            forms = verb_forms(first)
        elif entry.kind == "noun" and alone:
            forms = noun_forms(first)
        for form in forms:
            table.setdefault(form, []).append(entry)


@lru_cache(maxsize=4)
def index(ontology_digest: str, ontology: Ontology | None = None) -> Index:
    """The index of an ontology, kept by its digest."""
    if ontology is None:
        raise LookupError(ontology_digest)
    return Index(ontology)


class Finder:
    """Triggers of one paragraph."""

    def __init__(self, index: Index, tree: Tree, arguments: Arguments, kinds: Kinds, lexicon: Lexicon) -> None:
        self.index = index
        self.tree = tree
        self.arguments = arguments
        self.kinds = kinds
        self.lexicon = lexicon
        self.words = index.ontology.words

    def find(self) -> list[Hit]:
        """All triggers, in text order, one a token."""
        hits: dict[int, Hit] = {}
        known, tree = self.index.words, self.tree
        for token, word in enumerate(tree.word):
            if word in known:
                hit = self.at(token)
                if hit is not None and (hit.token not in hits or hits[hit.token].weight < hit.weight):
                    hits[hit.token] = hit
        one_an_event(hits, tree, self.arguments, self.lexicon.cues.ending, self._accepts)
        return [hits[token] for token in sorted(hits)]

    def at(self, token: int, *, lenient: bool = False) -> Hit | None:
        """The best trigger that starts at a token; `lenient` takes words that a caller chose, whatever their tag."""
        best: tuple[int, int, Entry, int, int] | None = None
        for entry in self._entries(token, lenient=lenient):
            if (best is not None and entry.weight <= best[0]) or (lenient and entry.leaf is None):
                continue
            found = self._matches(entry, token)
            if found is not None:
                best = (entry.weight, -entry.order, entry, *found)
        if best is None:
            return None
        _, _, entry, head, end = best
        if entry.leaf is None:
            return None
        lemma = " ".join((*entry.pattern.words, *entry.pattern.particles))
        return Hit(head, token, end, entry.leaf.id, entry.leaf, entry.pattern, entry.kind, lemma, weight=entry.weight)

    def event_noun(self, token: int) -> bool:
        """Could this noun name an event?"""
        return self.tree.pos[token] in {"NOUN", "PROPN"} and self.tree.word[token] in self.index.nouns

    def _entries(self, token: int, *, lenient: bool) -> list[Entry]:
        tree, word = self.tree, self.tree.word[token]
        tag, pos = tree.tag[token], tree.pos[token]
        verbs: list[Entry] = []
        nouns: list[Entry] = []
        adjectives: list[Entry] = []
        verb = tree.is_verb(token) or (pos in {"NOUN", "PROPN"} and self.arguments.clausal(token))
        if verb or (lenient and tag.startswith("VB")):
            verbs = self.index.verbs.get(word, [])
        if self._nounlike(token, verb=verb) or lenient:
            nouns = self.index.nouns.get(word, [])
        if pos == "ADJ" or tag in {"JJ", "VBN"}:
            adjectives = self.index.adjectives.get(word, [])
        if lenient and not (verbs or nouns or adjectives):
            verbs = self.index.verbs.get(word, [])
        if (verbs or adjectives) and (self._named_by(token) or self._joined(token)):
            verbs, adjectives = _longer(verbs), _longer(adjectives)
        if nouns and (self._describes(token) or self._called(token)):
            nouns = _longer(nouns)
        return [*verbs, *nouns, *adjectives]

    def _nounlike(self, token: int, *, verb: bool) -> bool:
        tree = self.tree
        pos = tree.pos[token]
        if pos == "NOUN":
            return True
        if pos == "PROPN":
            return tree.ent[token] in {"", "EVENT", "MISC"}
        if tree.tag[token] == "VBG":
            return not verb or tree.dep[token] in {"obj", "nsubj", "obl", "nmod"}
        # The first words of a longer noun may have any tag: "cease - fire".
        return pos in {"VERB", "ADJ", "ADV"} and tree.dep[token] in {"compound", "amod"}

    def _matches(self, entry: Entry, token: int) -> tuple[int, int] | None:
        """(head token, end) of the words, when the pattern holds there."""
        pattern = entry.pattern
        head, end = token, token + 1
        if len(pattern.words) > 1:
            last = self._rest(entry, token)
            if last is None:
                return None
            head, end = last, last + 1
        if pattern.particles:
            last_particle = self._particles(pattern, head)
            if last_particle is None:
                return None
            if last_particle == head + len(pattern.particles):
                end = last_particle + 1
        if not self._flags(pattern, head):
            return None
        if all(self._holds(condition, head) for condition in pattern.conditions):
            return head, end
        return None

    def _describes(self, token: int) -> bool:
        """As in "attack helicopter": the word only describes another."""
        tree, above = self.tree, self.tree.head[token]
        if tree.dep[token] not in {"compound", "amod"} or above < token:
            return False
        return tree.lemma[above] not in self.lexicon.parties.transparent

    def _called(self, token: int) -> bool:
        """As in "condemned it as an assault on the state": what something is called, or is used as, is told already."""
        tree = self.tree
        return tree.case(token) == "as" and any(tree.word[k] in {"a", "an"} for k in tree.children(token, "det"))

    def _named_by(self, token: int) -> bool:
        """As in "the injured were flown out": people named by what happened to them."""
        tree = self.tree
        if tree.tag[token] not in {"VBN", "VBD", "JJ"}:
            return False
        alone = token > 0 and tree.word[token - 1] == "the" and tree.pos[min(token + 1, tree.n - 1)] == "PUNCT"
        return alone or any(tree.word[k] == "the" and tree.dep[k] == "det" for k in tree.kids[token])

    def _joined(self, token: int) -> bool:
        """As in "state-funded", "truth-telling": the second half of a word that describes."""
        tree = self.tree
        if token < 2 or tree.word[token - 1] not in _HYPHENS or tree.word[token - 2] in _PREFIXES:
            return False
        glued = not tree.spaced[token - 1] and not tree.spaced[token - 2]
        return glued and tree.tag[token] in {"VBN", "VBD", "VBG"}

    def _rest(self, entry: Entry, token: int) -> int | None:
        tree, at = self.tree, token
        words = entry.pattern.words
        for number, expected in enumerate(words[1:], start=2):
            at += 1
            if at < tree.n and tree.word[at] in {"-", "–"}:
                at += 1
            if at >= tree.n:
                return None
            forms: tuple[str, ...] = (expected,)
            if number == len(words):
                forms = noun_forms(expected) if entry.kind == "noun" else verb_forms(expected)
            if tree.word[at] not in forms:
                return None
        return at

    def _particles(self, pattern: Pattern, head: int) -> int | None:
        tree, at = self.tree, head
        for particle in pattern.particles:
            kids = [
                k for k in tree.children(head, "compound", "advmod", "obl") if k > head and tree.word[k] == particle
            ]
            if kids:
                at = kids[0]
            elif self._beside(head + 1, particle):
                at = head + 1
            elif self._beside(at + 1, particle):
                at += 1
            else:
                return None
        return at

    def _beside(self, token: int, particle: str) -> bool:
        """Does the particle stand there, and not before a day ("agreed on Monday to join")?"""
        tree = self.tree
        if token >= tree.n or tree.word[token] != particle:
            return False
        return tree.dep[token] != "case" or tree.word[tree.head[token]] not in self.lexicon.parties.times

    def _flags(self, pattern: Pattern, head: int) -> bool:
        tree = self.tree
        for flag in pattern.flags:
            if flag == "passive":
                holds = tree.passive(head)
            elif flag == "active":
                holds = not tree.passive(head)
            elif flag == "intransitive":
                holds = not self.arguments.slots(head).get("obj")
            elif flag == "plural":
                holds = tree.tag[head] in {"NNS", "NNPS"}
            else:
                holds = tree.tag[head] == "VBG"
            if not holds:
                return False
        return True

    def _holds(self, condition: Condition, head: int) -> bool:
        tokens = self.arguments.get(head, condition.slot)
        met = bool(tokens) and any(self._accepts(condition, t) for token in tokens for t in self.tree.conjuncts(token))
        return met != condition.negated

    def _accepts(self, condition: Condition, token: int) -> bool:
        for accepted in condition.accepts:
            if accepted == "*":
                return True
            if accepted[0] == "?":
                holds = self.event_noun(token) if accepted == "?event" else self.kinds.is_kind(token, accepted[1:])
            elif accepted[0] == "@":
                holds = self._heads(token, self.words[accepted[1:]])
            else:
                holds = self._heads(token, (accepted,))
            if holds:
                return True
        return False

    def _heads(self, token: int, words: frozenset[str] | tuple[str, ...]) -> bool:
        """Is the phrase one of the words? "A round of talks" counts as talks."""
        tree, parties = self.tree, self.lexicon.parties
        if tree.lemma[token] in words or tree.word[token] in words:
            return True
        if tree.tag[token] == "NNPS" and tree.word[token].removesuffix("s") in words:
            return True  # "Rivers" that opens a sentence is taken for a name
        several = tree.lemma[token] in parties.transparent or tree.lemma[token] in parties.groups
        if not several and tree.pos[token] != "NUM":  # "three of the hostages"
            return False
        return any(tree.lemma[k] in words for k in tree.children(token, "nmod", "compound"))


def _longer(entries: list[Entry]) -> list[Entry]:
    """Those of more than one word."""
    return [entry for entry in entries if len(entry.pattern.words) > 1]
