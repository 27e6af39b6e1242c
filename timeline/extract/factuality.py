"""Did it happen? Cues of the event's own clause first, then what governs it, each kept as evidence.

The table of cue words is data (`data/cues.toml`); this module knows only where in the tree a cue may stand.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from timeline.extract.lexicon import Lexicon
from timeline.extract.slots import Arguments
from timeline.extract.tree import Tree
from timeline.extract.triggers import ACTS, Hit

_DEPTH = 12
_NEGATED = {
    "happened": "did_not_happen", "ongoing": "did_not_happen", "scheduled": "refused", "requested": "requested",
    "possible": "did_not_happen", "conditional": "conditional", "proposed": "refused", "threatened": "happened",
    "denied": "happened", "refused": "happened", "alleged": "denied", "did_not_happen": "happened", "attempted": "did_not_happen",
}  # fmt: skip
_STRONG = frozenset(
    {
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
    }
)
_FACTIVE = frozenset({"happened", "ongoing", "generic", "possible"})
_IRREALIS = frozenset({"expect", "hope", "anticipate", "plan", "wish"})
_BE = frozenset({"is", "are", "was", "were", "'s", "'re", "am", "been", "be", "’s", "’re", "’m", "'m"})
_PREPOSITIONS = frozenset(
    {"to", "for", "of", "on", "with", "against", "about", "over", "into", "in", "from", "at", "towards", "toward"}
)


@dataclass(slots=True)
class Status:
    """A value with the cue tokens behind it, and the word whose claim it is (a governor), if any."""

    value: str = "happened"
    cues: list[tuple[int, str]] = field(default_factory=list)
    governor: int | None = None


class Judge:
    """Factuality in one paragraph."""

    def __init__(self, tree: Tree, arguments: Arguments, lexicon: Lexicon, *, headline: bool) -> None:
        self.unknown: set[int] = set()
        self.speech: set[int] = set()
        self.tree = tree
        self.arguments = arguments
        self.cues = lexicon.cues
        self.headline = headline
        self._known: dict[int, Status] = {}

    def expect(self, hits: list[Hit]) -> None:
        """Tells which words are speech and which no ontology row knows."""
        self.unknown = {hit.token for hit in hits if hit.leaf is None}
        self.speech = {hit.token for hit in hits if hit.leaf is not None and hit.leaf.root in ACTS}

    def judge(self, hit: Hit) -> Status:
        """The status of a trigger's event; `possible` never leaves."""
        status = self._status(hit.token, 0)
        if (
            status.value in {"happened", "ongoing"}
            and hit.kind == "noun"
            and hit.leaf is not None
            and hit.leaf.row.potential
        ):
            status = self._came_about(hit.token, status)
        if status.value == "possible":
            passive = self.tree.passive(hit.token)
            return Status("conditional" if passive or self._animate(hit) else "generic", status.cues, status.governor)
        return status

    def _came_about(self, token: int, status: Status) -> Status:
        """ "A truce" alone is an idea; it came about where something says so: it held, was signed, stood at a time."""
        tree = self.tree
        top = self.arguments.outer(token)
        head, dep, case = tree.head[top], tree.dep[top], tree.case(top)
        kids = {tree.word[k] for k in tree.kids[top]} | {tree.word[k] for k in tree.kids[token]}
        supported = (
            head == top
            or case in {"after", "since", "during", "despite", "following", "under", "before", "in"}
            or (dep in {"nsubj", "obj"} and self.arguments.clausal(head) and tree.lemma[head] in self.cues.phase)
            or (dep == "nsubj" and self.arguments.clausal(head) and tree.tag[head] in {"VBD", "VBN"})
            or bool(kids & {"this", "that", "yesterday"})
            or any(tree.full[k] == "acl:relcl" or tree.tag[k] == "VBN" for k in tree.children(top, "acl"))
            or any(tree.full[k] == "nmod:poss" for k in (*tree.kids[top], *tree.kids[token]))
        )
        return status if supported else Status("hypothetical", status.cues, status.governor)

    def _animate(self, hit: Hit) -> bool:
        return bool(hit.leaf)

    def _status(self, token: int, depth: int) -> Status:
        known = self._known.get(token)
        if known is not None:
            return known
        self._known[token] = Status()  # a loop ends here
        if depth > _DEPTH:
            return self._known[token]
        verbal = self.arguments.clausal(token) and not (
            self.tree.pos[token] in {"NOUN", "PROPN"} and self.tree.dep[token] == "obj"
        )
        status = self._clause(token, depth) if verbal else self._noun(token, depth)
        self._known[token] = status
        return status

    # --- clauses ------------------------------------------------------------------------------------------------

    def _clause(self, token: int, depth: int) -> Status:
        own = self._own(token)
        anchor = token
        if self.tree.dep[token] == "conj":
            first = self.tree.first_conjunct(token)
            if self.arguments.clausal(first) and first != token:
                anchor = first
                if own.value == "happened" and not own.cues and not self._has_own_subject(token):
                    inherited = self._own(first, joined=True)
                    tells = token in self.speech and self.tree.tag[token] == "VBD"
                    if self._same_form(token, first) and not tells and inherited.value not in {"did_not_happen"}:
                        own = inherited
        return self._outer(anchor, own, depth)

    def _has_own_subject(self, token: int) -> bool:
        return any(self.tree.dep[k] == "nsubj" for k in self.tree.kids[token])

    def _same_form(self, token: int, first: int) -> bool:
        one, other = self.tree.tag[token], self.tree.tag[first]
        return one == other or {one, other} <= {"VB", "VBP"} or {one, other} <= {"VBD", "VBN"}

    def _own(self, token: int, *, joined: bool = False) -> Status:
        """Auxiliaries, negation, conditions and tense of the clause itself."""
        tree = self.tree
        value = "happened"
        found: list[tuple[int, str]] = []
        aspects: set[str] = set()
        for kid in tree.kids[token]:
            dep = tree.dep[kid]
            if dep in {"aux", "cop"}:
                value = self._auxiliary(token, kid, value, found, aspects)
            elif self._negates(kid):
                aspects.add("negated")
                found.append((kid, "negated"))
            elif dep == "nsubj":
                self._negative_subject(kid, found, aspects)
            elif dep == "advmod" and tree.word[kid] in self.cues.beside:
                effect = self.cues.beside[tree.word[kid]]
                value = effect if value in {"happened", "possible"} else value
                found.append((kid, effect))
            elif dep == "mark" and tree.word[kid] in self.cues.conditions:
                aspects.add("condition")
                found.append((kid, "condition"))
            elif dep == "punct" and tree.word[kid] == "?":
                aspects.add("question")
                found.append((kid, "question"))
            elif dep == "advcl" and not joined and value in {"scheduled", "possible", "conditional"}:
                mark = next((m for m in tree.children(kid, "mark") if tree.word[m] in {"if", "unless"}), None)
                if mark is not None:
                    value = "conditional"
                    found.append((mark, "condition"))
        value = self._tense(token, value, found, aspects)
        if (
            value == "happened"
            and tree.tag[token] == "VB"
            and not any(tree.lemma[k] == "do" for k in tree.children(token, "aux"))
        ):
            value = self._bare(token, found)
        if "condition" in aspects:
            return Status("conditional", found)
        if "question" in aspects and value in {"happened", "ongoing", "scheduled", "generic"}:
            value = "hypothetical"
        if "negated" in aspects:
            could = any(tree.word[k] in {"could", "can", "ca"} for k, _ in found if tree.dep[k] == "aux")
            value = "did_not_happen" if could else _NEGATED.get(value, value)
        return Status(value, found)

    def _auxiliary(self, token: int, kid: int, value: str, found: list[tuple[int, str]], aspects: set[str]) -> str:
        tree, word = self.tree, self.tree.word[kid]
        effect = self.cues.aux.get(word) or self.cues.aux.get(tree.lemma[kid])
        if effect and tree.dep[kid] == "aux":
            found.append(
                (kid, {"scheduled": "future", "conditional": "modal", "possible": "modal"}.get(effect, effect))
            )
            return effect
        if word in {"have", "has", "had", "having", "'ve", "’ve"}:
            aspects.add("perfect")
        elif word in _BE:
            if tree.tag[token] == "VBG":
                aspects.add("progressive")
                found.append((kid, "progressive"))
            elif tree.tag[token] == "VB" and any(tree.word[k] == "to" for k in tree.children(token, "mark", "aux")):
                found.append((kid, "future"))
                return "scheduled"
        return value

    def _negates(self, kid: int) -> bool:
        tree = self.tree
        if tree.word[kid] not in self.cues.negation or tree.dep[kid] not in {
            "advmod",
            "det",
            "mark",
            "cc",
            "case",
            "neg",
        }:
            return False
        return not (kid + 1 < tree.n and tree.word[kid + 1] in {"only", "just", "merely", "least"})

    def _negative_subject(self, kid: int, found: list[tuple[int, str]], aspects: set[str]) -> None:
        tree = self.tree
        cue = kid if tree.word[kid] in {"nobody", "none", "nothing", "neither"} else None
        for inner in tree.kids[kid]:
            if tree.word[inner] in {"no", "neither"} and tree.dep[inner] in {"det", "cc"}:
                cue = inner
        if cue is not None:
            aspects.add("negated")
            found.append((cue, "negated"))

    def _tense(self, token: int, value: str, found: list[tuple[int, str]], aspects: set[str]) -> str:
        tree = self.tree
        if "perfect" in aspects and value in {"scheduled", "conditional", "requested", "possible"}:
            modal = next((tree.word[k] for k, _ in found if tree.dep[k] == "aux"), "")
            if modal in {"would", "could", "should", "might"}:
                return "hypothetical"
            return "alleged" if modal in {"may", "must"} else value
        if value != "happened":
            return value
        if "progressive" in aspects:
            past = any(tree.word[k] in {"was", "were"} for k, _ in found if tree.dep[k] == "aux")
            return "happened" if past or tree.lemma[token] in {"plan", "go_to"} else "ongoing"
        if tree.tag[token] == "VBG" and self.headline and tree.head[token] == token:
            return "ongoing"
        return self._present(token, aspects)

    def _present(self, token: int, aspects: set[str]) -> str:
        """The simple present tells news in headlines and in speech; elsewhere it tells what is always so."""
        tree = self.tree
        finite = tree.tag[token] in {"VBZ", "VBP"}
        finite = finite or any(
            tree.tag[k] in {"VBZ", "VBP"} for k in tree.kids[token] if tree.full[k] in {"cop", "aux:pass"}
        )
        if self.headline or not finite or "perfect" in aspects:
            return "happened"
        anchor = tree.first_conjunct(token)
        if token in self.unknown or (tree.full[anchor] == "acl:relcl" and token not in self.speech):
            return "generic"
        return "happened"

    def _bare(self, token: int, found: list[tuple[int, str]]) -> str:
        """An infinitive without auxiliary: "is to visit", "to visit" in a headline; others wait for their governor."""
        tree = self.tree
        marks = [k for k in tree.kids[token] if tree.word[k] == "to" and tree.dep[k] in {"mark", "aux"}]
        head, dep = tree.head[token], tree.dep[token]
        if marks and (
            head == token or dep in {"ROOT", "root", "ccomp", "parataxis", "csubj"} or tree.lemma[head] == "be"
        ):
            found.append((marks[0], "future"))
            return "scheduled"
        return "happened"

    # --- governors -----------------------------------------------------------------------------------------------

    def _outer(self, token: int, own: Status, depth: int) -> Status:
        """The clause's status seen from what governs it."""
        tree = self.tree
        head, dep = tree.head[token], tree.dep[token]
        if head == token or dep in {"ROOT", "root"}:
            return own
        if tree.full[token] == "acl:relcl" or dep == "appos":
            return own
        kind = self._class(head)
        infinitive = any(tree.word[k] == "to" and tree.dep[k] in {"mark", "aux"} for k in tree.kids[token])
        if dep in {"xcomp", "ccomp", "csubj"} or (dep == "advcl" and infinitive):
            return self._complement(token, own, head, dep, depth, infinitive=infinitive)
        if dep == "acl":
            purpose = any(tree.word[k] == "for" and tree.dep[k] in {"mark", "case"} for k in tree.kids[token])
            gerund = tree.tag[token] == "VBG" and any(
                tree.word[k] == "of" for k in tree.children(token, "mark", "case")
            )
            effect = None
            if infinitive or purpose or gerund or (dep == "acl" and tree.tag[token] == "VB"):
                effect = self.cues.govern.get((kind, "any", tree.lemma[head])) or (None if gerund else "proposed")
            return self._apply(token, own, effect, head, depth, follow=False)
        if dep == "advcl":
            return self._adverbial(token, own, head, depth)
        if dep == "nsubj" and tree.pos[token] in {"NOUN", "PROPN"}:
            return own  # a headline's first clause, read as a subject
        if dep in {"obj", "obl", "nmod", "nsubj"}:  # a gerund in a noun's place: "accused of attacking"
            return self._governed(token, own, depth)
        return own

    def _complement(self, token: int, own: Status, head: int, dep: str, depth: int, *, infinitive: bool) -> Status:
        tree = self.tree
        kind, lemma = self._class(head), tree.lemma[head]
        effect = self.cues.govern.get((kind, "comp" if kind == "verb" else "any", lemma))
        finite = dep == "ccomp" and not infinitive and tree.tag[token] != "VB"
        if finite and effect in {"scheduled", "requested", "proposed", "attempted"} and lemma not in _IRREALIS:
            effect = None  # "told reporters that it had landed"
        if tree.tag[token] == "VBG" and effect in {"requested", "scheduled"}:
            effect = None
        if effect is None and infinitive:
            if lemma == "be" or (tree.passive(head) and lemma in {"say", "report", "know", "think"} and dep == "xcomp"):
                effect = "scheduled" if lemma == "be" else "alleged"
            elif dep == "advcl" or lemma not in self.cues.implicative:
                effect = "proposed"
        follow = dep == "xcomp" or (dep == "ccomp" and kind != "verb") or effect is not None
        return self._apply(token, own, effect, head, depth, follow=follow)

    def _adverbial(self, token: int, own: Status, head: int, depth: int) -> Status:
        tree = self.tree
        marks = [tree.word[k] for k in tree.kids[token] if tree.dep[k] in {"mark", "case"}]
        if any(mark in _PREPOSITIONS for mark in marks):
            effect = self.cues.govern.get(
                (self._class(head), "comp" if self._class(head) == "verb" else "any", tree.lemma[head])
            )
            if effect is not None:
                return self._apply(token, own, effect, head, depth, follow=True)
        if "before" in marks or "until" in marks:
            outer = self._status(head, depth + 1)
            if outer.value not in _FACTIVE and own.value == "happened":
                return Status(outer.value, [*own.cues, *outer.cues])
        bare = not marks and not tree.children(token, "nsubj", "aux")
        if bare and tree.tag[token] in {"VBG", "VBN"} and own.value == "happened":
            outer = self._status(head, depth + 1)
            if outer.value not in _FACTIVE:
                return Status(outer.value, [*own.cues, *outer.cues], outer.governor)
        return own

    def _class(self, token: int) -> str:
        pos = self.tree.pos[token]
        if pos in {"VERB", "AUX"}:
            return "verb"
        return "adjective" if pos == "ADJ" else "noun"

    def _apply(self, token: int, own: Status, effect: str | None, head: int, depth: int, *, follow: bool) -> Status:
        """Puts a governor's effect, and where the governor itself did not happen, its own status, over the event's."""
        if not follow and effect is None:
            return own
        outer = self._status(head, depth + 1)
        cues = [*own.cues]
        if effect is None:
            if outer.value in {"happened", "possible"} or own.value in _STRONG:
                return Status(own.value, cues, own.governor)
            return Status(outer.value, [*cues, *outer.cues], outer.governor)
        cues.append((head, effect))
        if own.value in {"did_not_happen", "refused"} and effect in {"scheduled", "requested", "proposed"}:
            return Status(own.value if effect != "scheduled" else "refused", cues, head)
        if own.value in {"conditional", "hypothetical"}:
            return Status(own.value, cues, head)
        if outer.value in {"did_not_happen", "refused", "denied"} and self._negated(head):
            flipped = _NEGATED.get(effect, effect)
            if effect in {"proposed", "requested", "scheduled"}:
                flipped = "refused" if effect == "scheduled" else "hypothetical"
            return Status(flipped, [*cues, *outer.cues], head)
        return Status(effect, cues, head)

    def _negated(self, token: int) -> bool:
        tree = self.tree
        return any(
            tree.word[k] in self.cues.negation and tree.dep[k] in {"advmod", "det", "neg"} for k in tree.kids[token]
        )

    # --- nouns ---------------------------------------------------------------------------------------------------

    def _noun(self, token: int, depth: int) -> Status:
        tree, cues = self.tree, self.cues
        value, found, negated = "happened", [], False
        for kid in tree.kids[token]:
            word, dep = tree.word[kid], tree.dep[kid]
            if (
                word in {"no", "neither", "without", "not"}
                and dep in {"det", "case", "cc", "advmod"}
                and self._negates(kid)
            ):
                negated = True
                found.append((kid, "negated"))
            elif dep in {"amod", "det", "advmod", "compound"} and word in cues.beside and value == "happened":
                value = cues.beside[word]
                found.append((kid, value))
            elif (
                dep == "nmod" and any(tree.word[k] == "any" for k in tree.children(kid, "det")) and value == "happened"
            ):
                value = "hypothetical"
                found.append((next(k for k in tree.children(kid, "det") if tree.word[k] == "any"), value))
        if negated:
            return self._governed(token, Status("did_not_happen", found), depth)
        return self._governed(token, Status(value, found), depth)

    def _governed(self, token: int, own: Status, depth: int) -> Status:
        """A noun (or gerund) seen from the verb, noun or adjective that it depends on."""
        tree = self.tree
        top = self.arguments.outer(token) if not self.arguments.clausal(token) else token
        head, dep = tree.head[top], tree.dep[top]
        if head == top:
            return own
        if own.value in _STRONG and own.value != "alleged":
            return own
        case = tree.case(top)
        kind = self._class(head)
        lemma = tree.lemma[head]
        if kind == "verb":
            return self._under_verb(top, own, head, dep, case, depth)
        if dep in {"nmod", "obl"} and case in _PREPOSITIONS:
            effect = self.cues.govern.get((kind, "any", lemma))
            if effect is not None and not (case in {"in", "from", "at", "with", "into"} and kind == "noun"):
                return self._apply(top, own, effect, head, depth, follow=True)
            if kind == "noun" and case == "of":
                outer = self._status(head, depth + 1)
                if outer.value not in _FACTIVE:
                    return Status(outer.value, [*own.cues, *outer.cues], outer.governor)
        if dep == "compound" and kind == "noun":
            effect = self.cues.govern.get((kind, "any", lemma))
            if effect is not None:
                return self._apply(top, own, effect, head, depth, follow=True)
        if dep == "nsubj" and kind == "adjective":
            effect = self.cues.govern.get((kind, "any", lemma)) or self.cues.beside.get(lemma)
            if self._negated(head) or any(tree.word[k] in self.cues.negation for k in tree.kids[head]):
                return Status("hypothetical", [*own.cues, (head, "negated")])
            if effect in {"conditional", "proposed", "scheduled", "refused"}:
                return Status("conditional" if effect == "proposed" else effect, [*own.cues, (head, effect)], head)
            outer = self._own(head)
            if outer.value not in _FACTIVE:
                return Status(outer.value, [*own.cues, *outer.cues])
            if lemma in {"underway", "under"}:
                return Status("ongoing", [*own.cues, (head, "ongoing")])
        return own

    def _under_verb(self, top: int, own: Status, head: int, dep: str, case: str, depth: int) -> Status:
        tree, cues = self.tree, self.cues
        lemma = tree.lemma[head]
        passive = tree.passive(head)
        as_object = (
            dep == "obj"
            or (dep == "nsubj" and passive)
            or (dep == "obl" and case in {"for", "of", "with", "to", "on", "against", "about", "out"})
        )
        if as_object:
            effect = cues.govern.get(("verb", "obj", lemma))
            if effect is not None and not (dep == "obl" and effect in {"scheduled"} and case not in {"for", "to"}):
                return self._apply(top, own, effect, head, depth, follow=True)
        outer = self._status(head, depth + 1)
        if (dep == "nsubj" and not passive) or dep == "nsubj":
            inner = next((k for k in tree.children(head, "xcomp") if tree.tag[k] == "VB"), None)
            if inner is not None:
                later = self._status(inner, depth + 1)
                if later.value in {"scheduled", "conditional", "requested"}:
                    return Status(later.value, [*own.cues, *later.cues], later.governor)
        phase = lemma in cues.phase and not (lemma == "be" and dep == "obl")
        negated_need = not phase and outer.value in {"did_not_happen", "refused"} and dep in {"obj", "obl"}
        direct = dep in {"obj", "nsubj"} or (dep == "obl" and phase and case in {"in", "on", "with", "for", "to"})
        if phase and direct:
            if lemma in cues.phase_ongoing and outer.value == "happened" and tree.tag[head] in {"VBZ", "VBP"}:
                return Status("ongoing", [*own.cues, (head, "ongoing")])
            if outer.value != "happened":
                return Status(
                    outer.value if outer.value != "possible" else "conditional",
                    [*own.cues, *outer.cues],
                    outer.governor,
                )
            return own
        if (
            direct
            and outer.value in {"scheduled", "conditional", "proposed", "requested", "threatened", "hypothetical"}
            and not self._definite(top)
        ):
            return Status(outer.value, [*own.cues, *outer.cues], outer.governor)
        return own

    def _definite(self, token: int) -> bool:
        tree = self.tree
        if tree.pos[token] == "PROPN":
            return True
        return any(
            (tree.dep[k] in {"det"} and tree.word[k] in {"the", "this", "that", "these", "those"})
            or tree.full[k] == "nmod:poss"
            for k in tree.kids[token]
        )
