"""Did it happen? What the event's own clause says, seen from everything that governs it, each cue kept as evidence."""

from __future__ import annotations

from timeline.extract.hits import ACTS, Hit
from timeline.extract.lexicon import Lexicon
from timeline.extract.modality import FACTIVE, Modality, Status
from timeline.extract.nouns import Nouns
from timeline.extract.slots import Arguments
from timeline.extract.tree import Tree

_DEPTH = 12
_LISTED = 2  # more bare nouns than these are a list of kinds
_STRONG = frozenset(
    [
        "denied",
        "did_not_happen",
        "refused",
        "alleged",
        "hypothetical",
        "conditional",
        "threatened",
        "requested",
        "proposed",
        "scheduled",
    ]
)
# What a negated governor leaves of its effect: "did not threaten to leave", "did not deny that", "did not fail to".
_UNSAID = {
    "scheduled": "refused",
    "proposed": "hypothetical",
    "requested": "hypothetical",
    "threatened": "hypothetical",
    "refused": "hypothetical",
    "alleged": "hypothetical",
    "denied": "alleged",
    "attempted": "did_not_happen",
    "did_not_happen": "happened",
}
_IRREALIS = frozenset({"expect", "hope", "anticipate", "plan", "wish"})
_PREPOSITIONS = frozenset(
    ["to", "for", "of", "on", "with", "against", "about", "over", "into", "in", "from", "at", "towards", "toward"]
)
_GATHERINGS = frozenset({"CONSULT", "PROTEST", "MOBILIZE"})
_NOT_SO = frozenset({"mean", "imply", "suggest", "believe", "think", "prove", "show", "find", "see", "say", "claim"})
_OTHER_SENSES = frozenset({"set_off"})  # "set off a fire": nobody set a day for it
_HEARSAY = frozenset({"say", "report", "know", "think", "believe"})


class Judge:
    """Factuality in one paragraph."""

    def __init__(self, tree: Tree, arguments: Arguments, lexicon: Lexicon, *, headline: bool) -> None:
        self.tree = tree
        self.arguments = arguments
        self.cues = lexicon.cues
        self.days = lexicon.parties.times
        self.modality = Modality(tree, lexicon.cues, headline=headline)
        self.nouns = Nouns(tree, arguments, lexicon.cues, self.modality, self)
        self._known: dict[int, Status] = {}

    def expect(self, hits: list[Hit]) -> None:
        """Tells which words are speech and which no ontology row knows."""
        unknown = [hit.token for hit in hits if hit.leaf is None]
        helped = [self.tree.head[token] for token in unknown if self.tree.dep[token] == "cop"]
        self.modality.unknown = {*unknown, *helped}
        self.modality.speech = {hit.token for hit in hits if hit.leaf is not None and hit.leaf.root == "STATEMENT"}
        self.modality.deeds = {hit.token for hit in hits if hit.leaf is not None and hit.leaf.root not in ACTS}

    def judge(self, hit: Hit) -> Status:
        """The status of a trigger's event; `possible` never leaves."""
        helper = self.tree.dep[hit.token] in {"cop", "aux"} and hit.leaf is None
        status = self.status(self.tree.head[hit.token] if helper else hit.token, 0)
        if status.value == "possible":
            known = hit.leaf is not None or self.tree.passive(hit.token)
            return Status("conditional" if known else "generic", status.cues, status.governor)
        if status.value == "proposed" and self._shown_by(hit):
            return self.status(self.tree.head[hit.token], 0)
        act = hit.leaf is not None and hit.leaf.root in ACTS
        if status.value == "happened" and not act and (day := self._set_for(hit.token)) is not None:
            return Status("scheduled", [*status.cues, (day, "future")], status.governor)
        if status.value == "happened" and self._announced(hit):
            return Status("scheduled", [*status.cues, (self.tree.head[hit.token], "future")], self.tree.head[hit.token])
        if status.value == "happened" and self._in_general(hit):
            return Status("generic", status.cues)
        if status.value in FACTIVE and hit.kind == "noun" and hit.leaf is not None and hit.leaf.row.potential:
            return self.nouns.came_about(hit.token, status)
        return status

    def _shown_by(self, hit: Hit) -> bool:
        """Whoever "dumped milk in the square to protest" has protested by it."""
        tree, token = self.tree, hit.token
        if hit.leaf is None or hit.leaf.root != "PROTEST" or hit.kind != "verb" or tree.dep[token] != "advcl":
            return False
        return self.modality.infinitive(token) and self.effect(tree.head[token], "comp") is None

    def _set_for(self, token: int) -> int | None:
        """The day of "called a strike for Friday": what is called for a day has not taken place when it is called."""
        tree = self.tree
        verb = tree.head[token] if tree.dep[token] == "obj" else token
        if tree.lemma[verb] not in self.cues.setting or tree.passive(verb):
            return None
        for node in (verb, *tree.children(verb, "obj")):
            for kid in tree.children(node, "obl", "nmod"):
                around = (kid, *tree.kids[kid])
                counted = any(tree.dep[k] == "nummod" for k in tree.kids[kid]) and tree.tag[kid] != "NNP"
                if tree.case(kid) == "for" and not counted and any(tree.word[k] in self.days for k in around):
                    return kid
        return None

    def _in_general(self, hit: Hit) -> bool:
        """Reads "the number of road accidents", "riots are common": a bare plural tells of none in particular."""
        tree, token = self.tree, hit.token
        if hit.kind == "noun" and self._listed(token):
            return True
        if hit.kind != "noun" or tree.tag[token] != "NNS":
            return False
        head = tree.head[token]
        if tree.dep[token] == "nsubj" and tree.lemma[head] in self.cues.common and not tree.children(token, "det"):
            return True
        if tree.lemma[token] not in self.cues.statistics:
            return False
        return tree.dep[token] != "nsubj" and not tree.children(token, "det", "nummod")

    def _listed(self, token: int) -> bool:
        """One of several bare nouns ("robbery, kidnapping and murder"): kinds of deeds, not deeds."""
        tree = self.tree
        others = tree.conjuncts(tree.first_conjunct(token))
        bare = [k for k in others if tree.tag[k] == "NN" and not tree.children(k, "det", "nummod", "nmod", "acl")]
        return len(others) > _LISTED and len(bare) == len(others)

    def _announced(self, hit: Hit) -> bool:
        """A meeting, a march or an exercise that is announced is still to come."""
        tree, token = self.tree, hit.token
        if hit.kind != "noun" or hit.leaf is None or hit.leaf.root not in _GATHERINGS:
            return False
        as_object = tree.dep[token] == "obj" or (tree.dep[token] == "nsubj" and tree.passive(tree.head[token]))
        return as_object and tree.lemma[tree.head[token]] == "announce"

    def status(self, token: int, depth: int) -> Status:
        """The status of any word that may name an event."""
        known = self._known.get(token)
        if known is not None:
            return known
        self._known[token] = Status()  # a loop ends here
        if depth > _DEPTH:
            return self._known[token]
        tree = self.tree
        noun_object = tree.pos[token] in {"NOUN", "PROPN"} and tree.dep[token] == "obj"
        predicate = bool(tree.children(token, "cop")) and (token in self.modality.unknown or bool(tree.case(token)))
        if (self.arguments.clausal(token) or predicate) and not noun_object:
            status = self._clause(token, depth)
        else:
            status = self.nouns.status(token, depth)
        self._known[token] = status
        return status

    def _clause(self, token: int, depth: int) -> Status:
        own, anchor, tree = self.modality.own(token), token, self.tree
        if tree.dep[token] == "conj":
            first = tree.first_conjunct(token)
            if self._told_apart(token, first):
                return self._beside_the_clause_above(token, own, depth)
            if self.arguments.clausal(first) and first != token:
                anchor = first
                if own.value == "happened" and not own.cues and not tree.children(token, "nsubj"):
                    own = self._joined(token, first, own)
        return self._outer(anchor, own, depth)

    def _told_apart(self, token: int, first: int) -> bool:
        """A past tense joined to an infinitive or a gerund belongs to the clause above: "urged her to go, and left"."""
        tree = self.tree
        return (
            tree.tag[token] == "VBD"
            and not tree.children(token, "nsubj")
            and (self.modality.infinitive(first) or tree.tag[first] == "VBG")
        )

    def _beside_the_clause_above(self, token: int, own: Status, depth: int) -> Status:
        above = self.tree.head[token]
        for _ in range(_DEPTH):
            if self.tree.tag[above] == "VBD" or self.tree.head[above] == above:
                break
            above = self.tree.head[above]
        outer = self.status(above, depth + 1)
        return own if outer.value in FACTIVE or own.value != "happened" else outer

    def _joined(self, token: int, first: int, own: Status) -> Status:
        """Reads "will visit Oslo and meet the king": the second verb shares what stands before the first."""
        tags = {self.tree.tag[token], self.tree.tag[first]}
        same = len(tags) == 1 or tags <= {"VB", "VBP"} or tags <= {"VBD", "VBN"}
        tells = token in self.modality.speech and self.tree.tag[token] == "VBD"
        shared = self.modality.own(first, joined=True)
        return shared if same and not tells and shared.value != "did_not_happen" else own

    def _outer(self, token: int, own: Status, depth: int) -> Status:
        """The clause's status seen from what governs it."""
        tree = self.tree
        head, dep = tree.head[token], tree.dep[token]
        if head == token or tree.full[token] == "acl:relcl" or dep == "appos":
            return own
        infinitive = self.modality.infinitive(token)
        if dep in {"xcomp", "ccomp", "csubj"} or (dep == "advcl" and infinitive):
            status = self._complement(token, own, depth, infinitive=infinitive)
            if dep == "csubj" and tree.tag[token] == "VBG" and status.value == "happened":
                return Status("generic", status.cues)  # "investing in coins is risky"
            return status
        if dep == "acl" and tree.tag[token] == "VBN" and self._dated(token):
            return own  # "called on them to respect a truce signed in July": it was signed
        if dep == "acl":
            return self._of_noun(token, own, depth, infinitive=infinitive)
        if dep == "advcl":
            return self._adverbial(token, own, depth)
        if dep in {"obj", "obl", "nmod"} or (
            dep == "nsubj" and tree.tag[token] == "VBG"
        ):  # a gerund in a noun's place: "accused of attacking"
            return self.nouns.governed(token, own, depth)
        return own

    def _complement(self, token: int, own: Status, depth: int, *, infinitive: bool) -> Status:
        tree = self.tree
        head, dep = tree.head[token], tree.dep[token]
        kind, lemma = self.word_class(head), tree.lemma[head]
        effect = self.effect(head, "comp")
        finite = dep == "ccomp" and not infinitive and not self.modality.base_form(token)
        if finite and effect in {"scheduled", "requested", "proposed", "attempted"} and lemma not in _IRREALIS:
            effect = None  # "told reporters that it had landed"
        if tree.tag[token] == "VBG" and effect in {"requested", "scheduled"}:
            effect = None
        if effect is None and infinitive:
            if lemma == "be" or (lemma == "go" and tree.tag[head] == "VBG"):
                effect = "scheduled"  # "is to leave", "is going to leave"
            elif dep == "xcomp" and lemma in _HEARSAY and tree.passive(head):
                effect = "alleged"
            elif dep == "advcl" or lemma not in self.cues.implicative:
                effect = "proposed"
        if finite and effect is None and own.value in FACTIVE and lemma in _NOT_SO and self.modality.negated(head):
            return Status("hypothetical", [*own.cues, (head, "negated")], head)
        follow = dep == "xcomp" or (dep == "ccomp" and kind != "verb") or effect is not None
        return self.apply(own, effect, head, depth, follow=follow)

    def _dated(self, token: int) -> bool:
        """Does a participle after a noun say when it was done?"""
        tree = self.tree
        for kid in tree.children(token, "obl"):
            word = tree.word[kid]
            before = any(tree.word[k] == "last" for k in tree.kids[kid])
            if before or (tree.case(kid) == "in" and (tree.tag[kid] == "CD" or word in self.days)):
                return True
        return False

    def _of_noun(self, token: int, own: Status, depth: int, *, infinitive: bool) -> Status:
        """As in "plans to leave", "the risk of losing": participles only describe."""
        tree = self.tree
        marks = {tree.word[k] for k in tree.children(token, "mark", "case")}
        gerund = tree.tag[token] == "VBG" and not marks.isdisjoint({"of", "on", "about", "over"})
        effect = None
        if infinitive or gerund or "for" in marks or tree.tag[token] == "VB":
            effect = self.effect(tree.head[token], "comp") or (None if gerund else "proposed")
        elif own.value == "happened" and any(
            tree.word[k] in {"a", "an"} for k in tree.children(tree.head[token], "det")
        ):
            outer = self.nouns.governed(tree.head[token], Status(), depth + 1)
            if outer.value not in FACTIVE:  # "demands a deal backed by the court": neither is there yet
                return Status(outer.value, [*own.cues, *outer.cues], outer.governor)
        return self.apply(own, effect, tree.head[token], depth, follow=gerund)

    def _adverbial(self, token: int, own: Status, depth: int) -> Status:
        tree, head = self.tree, self.tree.head[token]
        marks = {tree.word[k] for k in tree.children(token, "mark", "case")}
        if marks & _PREPOSITIONS:
            effect = self.effect(head, "comp")
            if effect is not None:
                return self.apply(own, effect, head, depth, follow=True)
        noun = self._taken_for(token, head)
        if noun is not None:
            return self.apply(own, self.effect(noun, "comp"), noun, depth, follow=False)
        later = bool(marks & {"before", "until"}) or ("by" in marks and tree.tag[token] == "VBG")
        if marks & {"when", "once"} and own.value == "generic":
            later = True  # "will end when a treaty is signed"
        bare = not marks and not tree.children(token, "nsubj", "aux") and tree.tag[token] in {"VBG", "VBN"}
        if (later or bare) and own.value in {"happened", "generic"}:
            over = tree.head[head] if tree.pos[head] == "ADJ" and tree.dep[head] == "xcomp" else head
            outer = self.status(over, depth + 1)  # "would stay shut until they were freed"
            if outer.value not in FACTIVE or outer.value == "generic":
                return Status(outer.value, [*own.cues, *outer.cues], outer.governor)
        return own

    def _taken_for(self, token: int, head: int) -> int | None:
        """The noun right before "for" that the clause belongs to: "set conditions for opening talks"."""
        tree = self.tree
        for mark in tree.children(token, "mark", "case"):
            noun = mark - 1
            if tree.word[mark] == "for" and noun >= 0 and tree.head[noun] == head and tree.dep[noun] == "obj":
                return noun if self.effect(noun, "comp") is not None else None
        return None

    def word_class(self, token: int) -> str:
        """Class of a governor in the cue table."""
        pos = self.tree.pos[token]
        if pos in {"VERB", "AUX"}:
            return "verb"
        return "adjective" if pos == "ADJ" else "noun"

    def effect(self, head: int, relation: str) -> str | None:
        """What a governor does to what it governs; `relation` matters for verbs only."""
        kind = self.word_class(head)
        word = self.tree.lemma[head]
        if kind == "verb":
            particle = next((self.tree.word[k] for k in self.tree.children(head, "compound")), None)
            if particle and (found := self.cues.govern.get((kind, relation, f"{word}_{particle}"))):
                return found  # "put off the vote"
            if f"{word}_{particle}" in _OTHER_SENSES:
                return None
        return self.cues.govern.get((kind, relation if kind == "verb" else "any", word))

    def apply(self, own: Status, effect: str | None, head: int, depth: int, *, follow: bool) -> Status:
        """Puts a governor's effect over the event's status; with `follow` also the status of the governor itself."""
        if not follow and effect is None:
            return own
        outer = self.status(head, depth + 1)
        if effect is None:
            if outer.value in {"happened", "possible"} or own.value in _STRONG:
                return own
            return Status(outer.value, [*own.cues, *outer.cues], outer.governor)
        cues = [*own.cues, (head, effect)]
        if own.value in {"did_not_happen", "refused"} and effect in {"scheduled", "requested", "proposed"}:
            return Status("refused" if effect == "scheduled" else own.value, cues, head)
        if own.value in {"conditional", "hypothetical"} or (
            own.value == "requested" and effect in {"refused", "denied"}
        ):
            return Status(own.value, cues, head)
        if outer.value in {"did_not_happen", "refused", "denied"} and self.modality.negated(head):
            return Status(_UNSAID.get(effect, effect), [*cues, *outer.cues], head)
        return Status(effect, cues, head)
