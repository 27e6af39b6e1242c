"""The logical arguments of a word: who does it, to whom, with, against, where, whatever the syntax of the sentence.

A slot holds token indices of phrase heads (first conjuncts only). The subject of a passive stands in `obj`, its agent
in `subj`; relative pronouns give way to their nouns; controlled, joined and adverbial clauses borrow their subject.
"""

from __future__ import annotations

from timeline.extract.clauses import REPORTING
from timeline.extract.control import WRITTEN, controller, intending, issuer, suffering
from timeline.extract.lexicon import Lexicon
from timeline.extract.noun_slots import RELATIVE, Slots, amount, noun_slots, outer
from timeline.extract.tree import Tree

_PAUSES = frozenset({",", '"', "\u201d", "''", "\u2019"})
_MEANS = ("by", "over", "in", "on", "during")
_CALLING = frozenset({"phone", "telephone", "call", "conversation", "meeting", "video", "letter", "talk"})
_GIVEN = frozenset({"deny", "give", "offer", "promise", "grant", "refuse", "award", "hand", "send", "pay"})
_DEPTH = 6  # how far a subject may be borrowed


class Arguments:
    """Slots of the words of one paragraph, found when asked for and kept."""

    def __init__(self, tree: Tree, lexicon: Lexicon) -> None:
        self.tree = tree
        self.lexicon = lexicon
        self._slots: dict[int, Slots] = {}

    def slots(self, token: int) -> Slots:
        """All slots of a word."""
        found = self._slots.get(token)
        if found is None:
            self._slots[token] = found = {}
            found.update(self._verb(token) if self.clausal(token) else noun_slots(self, token))
        return found

    def outer(self, token: int) -> int:
        """From "talks" to "round" in "a round of talks", and from a conjunct to the first."""
        return outer(self.tree, self.lexicon, token)

    def get(self, token: int, path: tuple[str, ...]) -> list[int]:
        """The words in a slot, or in a slot of the words in a slot."""
        tokens = [token]
        for number, name in enumerate(path):
            found: list[int] = []
            for node in tokens:
                found += self._one(node, name, outer=number == 0)
            tokens = found
            if not tokens:
                break
        return tokens

    def clausal(self, token: int) -> bool:
        """Does the word head a clause? Headlines' verbs are often tagged as nouns: an object gives them away."""
        tree = self.tree
        if tree.is_verb(token):
            return True
        if tree.pos[token] == "ADJ" and any(tree.dep[k] in {"cop", "nsubj"} for k in tree.kids[token]):
            return True
        return tree.pos[token] in {"NOUN", "PROPN"} and any(tree.dep[k] == "obj" for k in tree.kids[token])

    def _one(self, token: int, name: str, *, outer: bool) -> list[int]:
        slots = self.slots(token)
        found = slots.get(name)
        if found:
            return found
        if not outer or name not in _PREPOSITIONS:
            return []
        # A phrase may hang on the verb or on its object ("launched attacks against"): both are looked at.
        for other in ("light", "obj") if "light" in slots else ("obj",):
            nodes = slots.get(other, ())
            if other == "obj" and nodes and amount(self.tree, nodes[0]):
                nodes = [*nodes, *slots.get("in", ())]  # "pledged $3 million in aid to the island"
            if other == "obj" and name == "with":
                nodes = [*nodes, *(t for n in _MEANS for t in slots.get(n, ()) if self.tree.lemma[t] in _CALLING)]
            for node in nodes:
                if name == "on" and other == "light" and self.tree.lemma[node] == "blame":
                    continue  # an attack blamed on somebody was not on him
                if name == "by" and other == "light" and not self._lends_agent(node):
                    continue  # whoever issues a warrant does so himself, and whoever reports it has not done it
                if node != token and (found := self.slots(node).get(name)):
                    return found
        return []

    def _lends_agent(self, verb: int) -> bool:
        return self.tree.passive(verb) and self.tree.lemma[verb] in self.lexicon.cues.phase

    def _verb(self, token: int) -> Slots:
        tree = self.tree
        slots: Slots = {}
        passive = tree.passive(token)
        for kid in tree.kids[token]:
            self._place(kid, passive=passive, slots=slots)
        if passive and tree.lemma[token] in _GIVEN and (things := tree.children(token, "obj")):
            slots["obj"], slots["iobj"] = things, [k for k in slots["obj"] if k not in things]  # "was denied access"
        self._one_subject(token, passive=passive, slots=slots)
        if "subj" not in slots and not passive:
            # Headlines: the name before the verb is often taken for a part of it.
            names = [
                k
                for k in tree.children(token, "compound", "amod", "nmod")
                if k < token and tree.tag[k] in {"NNP", "NNPS"}
            ]
            if names and not tree.case(names[-1]):
                slots["subj"] = names[-1:]
        if passive and "subj" not in slots and (agents := self._agent_beyond(token)):
            slots["subj"] = agents
        if "ccomp" not in slots and self.reports(token):
            slots["ccomp"] = [tree.head[token]]  # "It fell, he said": the sentence is what was said
        self._gap(token, passive=passive, slots=slots)
        self._settle_subject(token, slots)
        if "subj" not in slots and not passive:
            # The parser gave the subject to a participle before the verb: "The king, dressed in black, spoke".
            for kid in tree.children(token, "advcl", "acl"):
                if kid < token and (subject := tree.children(kid, "nsubj")) and not tree.children(kid, "mark"):
                    slots["subj"] = subject
        if ("subj" not in slots and not passive) or ("obj" not in slots and passive):
            borrowed = self._borrowed(token, 0)
            if borrowed:
                slots.setdefault("obj" if passive else "subj", borrowed)
        if "obj" not in slots and not passive:
            self._shared_object(token, slots)
        return slots

    def _agent_beyond(self, token: int) -> list[int]:
        """The agent hung too low, in "shot dead by soldiers", "kept from entering the hall by guards"."""
        tree = self.tree
        for kid in tree.children(token, "xcomp", "advmod", "advcl"):
            if tree.dep[kid] == "advcl" and (tree.tag[kid] != "VBG" or tree.word[kid - 1] != "from"):
                continue
            agents = [k for k in tree.children(kid, "obl") if tree.case(k) == "by"]
            if agents:
                return agents
        return []

    def _one_subject(self, token: int, *, passive: bool, slots: Slots) -> None:
        """Of two subjects the one after the comma reports: "It may fall, they said"; so does "…, said the king"."""
        tree = self.tree
        if passive or token == 0 or tree.lemma[token] not in REPORTING:
            return
        subjects = [k for k in slots.get("subj", ()) if tree.dep[k] == "nsubj"]
        if len(subjects) > 1:
            start, _ = tree.subtree(subjects[-1])
            paused = start > 0 and tree.word[start - 1] in _PAUSES and subjects[-1] < token
            if paused or (subjects[-1] > token and tree.word[token - 1] in _PAUSES):
                slots["subj"] = subjects[-1:]
        elif not subjects and tree.tag[token] in {"VBD", "VBZ", "VBP"}:
            objects = slots.get("obj", [])
            if (
                tree.word[token - 1] in _PAUSES
                and objects
                and objects[0] > token
                and not {"ccomp", "xcomp"} & slots.keys()
            ):
                start, _ = tree.subtree(objects[0])
                if start == token + 1:
                    slots["subj"] = slots.pop("obj")

    def reports(self, token: int) -> bool:
        """Does the verb hand over the word after what was said ("It fell, officials said")?"""
        tree = self.tree
        head, dep = tree.head[token], tree.dep[token]
        if dep == "parataxis" and head < token:
            return True
        if head >= token or dep not in {"dep", "ccomp", "conj", "appos", "acl", "advcl", "xcomp", "list"}:
            return False
        subjects = tree.children(token, "nsubj")
        if tree.tag[token] not in {"VBD", "VBZ", "VBP", "VBN"}:
            return False
        if subjects and tree.full[token] == "acl:relcl" and tree.word[subjects[-1]] in RELATIVE:
            return False  # "criticised by the firm, which said it would appeal"
        if not subjects or tree.children(token, "cc") or (len(subjects) == 1 and tree.children(token, "mark")):
            return False
        start, _ = tree.subtree(subjects[-1])
        first = min(start, token)  # "…, said the minister"
        return first > 0 and bool({tree.word[first - 1], tree.word[first]} & {",", "”", '"', "''"})

    def _place(self, kid: int, *, passive: bool, slots: Slots) -> None:
        """Puts a dependent of a clause into its slots."""
        tree = self.tree
        dep, full = tree.dep[kid], tree.full[kid]
        if dep in {"nsubj", "csubj"}:
            owner = dep == "nsubj" and any(tree.tag[k] == "POS" for k in tree.kids[kid])
            # "Ukraine's commander said": Ukraine says nothing.
            slots.setdefault("poss" if owner else "obj" if passive else "subj", []).append(kid)
        elif dep in {"obj", "iobj", "xcomp", "ccomp", "mark", "aux", "cop", "parataxis"}:
            slots.setdefault(dep, []).append(kid)
        elif dep in {"obl", "nmod"}:
            self._oblique(kid, passive=passive, slots=slots)
        elif dep == "advcl":
            slots.setdefault("advcl", []).append(kid)
        elif dep == "expl" and tree.word[kid] == "it" and tree.pos[tree.head[kid]] == "ADJ":
            slots.setdefault("subj", []).append(kid)
        elif full == "compound:prt":
            slots.setdefault("prt", []).append(kid)
        elif dep == "advmod":
            slots.setdefault("adv", []).append(kid)
        if dep in {"xcomp", "ccomp", "advcl"}:
            self._marks(kid, slots)

    def _oblique(self, kid: int, *, passive: bool, slots: Slots) -> None:
        tree, full = self.tree, self.tree.full[kid]
        case = tree.case(kid)
        particle = next((k for k in tree.children(kid, "case") if tree.tag[k] == "RP"), None)
        if particle is not None and "obj" not in slots:
            slots.setdefault("prt", []).append(particle)
            slots["obj"] = [kid]  # "called off the strike", read as "off the strike"
        elif full == "obl:agent" or (case == "by" and passive):
            slots.setdefault("subj", []).append(kid)
            slots.setdefault("by", []).append(kid)
        elif case == "at" and tree.word[kid] == "hands" and (doers := tree.children(kid, "nmod")):
            slots.setdefault("subj" if passive else "by", []).extend(doers)  # "died at the hands of the guards"
        elif case:
            slots.setdefault(case, []).append(kid)
        elif "poss" in full:
            slots.setdefault("poss", []).append(kid)

    def _marks(self, kid: int, slots: Slots) -> None:
        """A clause also stands under its subordinator: "if", "of", "by"; a purpose counts as a complement."""
        tree = self.tree
        clause = tree.dep[kid] == "advcl"
        for mark in tree.children(kid, "mark", "case"):
            word = tree.word[mark]
            if word == "to" and clause:
                slots.setdefault("xcomp", []).append(kid)
            elif word not in {"to", "that"} or clause:
                slots.setdefault(word, []).append(kid)

    def _gap(self, token: int, *, passive: bool, slots: Slots) -> None:
        """Relative and participle clauses: the noun that they describe fills the gap."""
        tree = self.tree
        anchor = tree.first_conjunct(token) if tree.dep[token] == "conj" else token
        if tree.dep[anchor] != "acl":
            return
        noun = self._person_above(token, self._antecedent(token, tree.head[anchor]))
        if tree.dep[noun] == "appos" and tree.pos[noun] != "PROPN" and tree.pos[tree.head[noun]] == "PROPN":
            noun = tree.head[noun]  # "Gerasimov, the chief of staff, who told him": the name, not the description
        for tokens in slots.values():
            for at, node in enumerate(tokens):
                if tree.word[node] in RELATIVE and tree.pos[node] in {"PRON", "DET", "SCONJ"} and noun < node <= token:
                    tokens[at : at + 1] = issuer(self, noun) if tree.lemma[noun] in WRITTEN else [noun]
                    return
        subject = "obj" if passive else "subj"
        if any(tree.word[k] == "whose" for name in ("subj", "obj") for t in slots.get(name, ()) for k in tree.kids[t]):
            return
        if tree.full[anchor] == "acl:relcl":
            if "subj" in slots and "obj" not in slots and not passive:
                slots["obj"] = [noun]
            elif subject not in slots:
                slots[subject] = [noun]
        elif tree.tag[token] == "VBN" and passive:
            slots.setdefault("obj", [noun])
        elif tree.tag[token] == "VBG":
            slots.setdefault("subj", issuer(self, noun))
        elif anchor == token and subject not in slots and (found := intending(self, noun)):
            slots[subject] = found

    def _settle_subject(self, token: int, slots: Slots) -> None:
        """Subjects that are no phrase of their own: a stray "who", and a headline's clause ("A visits B, tells C")."""
        tree = self.tree
        for name in ("subj", "obj"):
            for at, node in enumerate(slots.get(name, ())):
                if tree.word[node] == "who" and 0 < node < token:
                    before = node - 1
                    while before > 0 and tree.word[before] in {",", "“", '"', "(", ")", "-"}:
                        before -= 1
                    if tree.pos[before] in {"NOUN", "PROPN"}:
                        slots[name][at] = before
                elif (
                    name == "subj"
                    and node < token
                    and tree.pos[node] in {"NOUN", "PROPN"}
                    and tree.children(node, "obj")
                ):
                    inner = self.slots(node).get("subj")
                    if inner:
                        slots[name] = inner
                        return

    def _person_above(self, token: int, noun: int) -> int:
        """As in "the chief of the staff, who told him": the chief told, not the staff."""
        tree, people = self.tree, self.lexicon.parties.people
        human = tree.lemma[noun] in people and tree.pos[noun] != "PROPN"
        if human or not any(tree.word[k] in {"who", "whom"} for k in tree.kids[token]):
            return noun
        head = tree.head[noun]
        if (
            tree.dep[noun] == "nmod"
            and tree.case(noun) == "of"
            and tree.lemma[head] in people
            and tree.ent[noun] != "PERSON"
        ):
            return int(head)
        return noun

    def _antecedent(self, token: int, noun: int) -> int:
        """Who "who" is: the parser's noun, or the word right before where that noun cannot be a person."""
        tree, parties = self.tree, self.lexicon.parties
        who = next((k for k in tree.kids[token] if tree.word[k] in {"who", "whom"}), None)
        if (
            who is None
            or tree.pos[noun] == "PROPN"
            or tree.lemma[noun] in parties.people
            or tree.lemma[noun] in parties.groups
        ):
            return noun
        before = who - 1
        while before > noun and tree.word[before] == ",":
            before -= 1
        return before if before > noun and tree.pos[before] in {"NOUN", "PROPN"} else noun

    def surface_subject(self, token: int, depth: int = 0) -> list[int]:
        """The grammatical subject of a clause, borrowed where it has none of its own."""
        slots = self.slots(token)
        found = slots.get("obj" if self.tree.passive(token) else "subj")
        return found if found is not None else self._borrowed(token, depth + 1)

    def _borrowed(self, token: int, depth: int) -> list[int]:
        tree = self.tree
        head, dep = tree.head[token], tree.dep[token]
        if depth > _DEPTH or head == token or not self.clausal(head):
            return []
        if dep == "conj":
            return self.surface_subject(head, depth)
        if dep in {"xcomp", "advcl", "ccomp", "parataxis"}:
            infinitive = tree.tag[token] in {"VB", "VBG", "VBN"} or tree.pos[token] in {"ADJ", "NOUN"}
            if dep in {"ccomp", "parataxis"} and not any(tree.word[k] == "to" for k in tree.kids[token]):
                return []
            if dep == "advcl" and not infinitive and tree.children(token, "mark", "nsubj", "expl"):
                return []
            found = controller(self, token)
            if found is not None:
                return found
            if tree.pos[head] == "ADJ" or not tree.passive(head):
                return self.slots(head).get("subj") or self._borrowed(head, depth + 1)
            return suffering(self, token)
        return []

    def _shared_object(self, token: int, slots: Slots) -> None:
        """Right-node raising: "killed or wounded fifty"."""
        tree = self.tree
        for kid in tree.children(token, "conj"):
            if kid - token <= 4 and tree.is_verb(kid) and not any(k for k in slots if k in {"ccomp", "xcomp"}):
                objects = tree.children(kid, "obj")
                if objects and tree.tag[kid] == tree.tag[token] and not tree.children(kid, "nsubj"):
                    slots["obj"] = objects


_PREPOSITIONS = frozenset(
    [
        "to",
        "with",
        "against",
        "on",
        "upon",
        "over",
        "in",
        "at",
        "from",
        "of",
        "for",
        "by",
        "between",
        "among",
        "into",
        "about",
        "near",
        "toward",
        "towards",
        "behind",
        "after",
        "with",
        "across",
        "around",
        "alongside",
        "without",
        "within",
        "via",
        "through",
        "under",
    ]
)
