"""Who takes part in an event, as token indices: the slots that the pattern or its frame names, searched for parties.

A phrase that is no party itself ("a US request", "positions of the army") gives the party inside it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from timeline.extract.clauses import REPORTING
from timeline.extract.hits import ACTS, Hit
from timeline.extract.kinds import Kinds
from timeline.extract.lexicon import Lexicon
from timeline.extract.slots import Arguments
from timeline.extract.tree import Tree
from timeline.model.ontology import Ontology, Roles

_PLACE_SLOTS = (
    "in",
    "at",
    "near",
    "outside",
    "inside",
    "on",
    "around",
    "across",
    "off",
    "into",
    "along",
    "over",
    "through",
    "from",
    "to",
)
_INNER = ("poss", "by", "of", "from", "mod", "between", "with", "against", "on", "in", "to", "for", "into")

_LEAVING = frozenset({"COERCE.deport", "SANCTION.expel"})
_GIVEN = frozenset({"AGREE", "AID", "COOPERATE", "PROPOSE"})
_DONE_THERE = frozenset({"ASSAULT", "COERCE"})
_WHERE_THEY_ARE = frozenset({"PROTEST", "LEGAL"})
_SENDING = frozenset({"send", "dispatch", "deploy", "provide", "supply", "deliver", "contribute", "dismantle"})
_ONE_SIDED = frozenset({"offer", "promise", "pledge", "commit", "vow", "undertake", "decide", "accept"})
_PRESENT = frozenset({"for", "in", "during", "at", "on"})
_OTHER: Roles = {
    "actor": (("subj",), ("by",), ("poss",)),
    "recipient": (("obj",), ("iobj",), ("to",), ("of",), ("with",)),
}


@dataclass(slots=True)
class Cast:
    """Heads of the phrases that take part."""

    actors: list[int] = field(default_factory=list)
    recipients: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    fallback: list[int] = field(default_factory=list)  # actors where those named turn out to be places
    object: int | None = None


class Roleplay:
    """Roles in one paragraph."""

    def __init__(self, ontology: Ontology, tree: Tree, arguments: Arguments, kinds: Kinds, lexicon: Lexicon) -> None:
        self.ontology = ontology
        self.tree = tree
        self.arguments = arguments
        self.kinds = kinds
        self.lexicon = lexicon
        self.violent: set[int] = set()
        """Verbs of the paragraph that tell of violence."""

    def cast(self, hit: Hit) -> Cast:
        """Who takes part in the event of a trigger."""
        roles = self._roles(hit)
        actors = self._parties(hit.token, roles.get("actor", ()))
        fallback: list[int] = []
        if hit.kind != "verb" and roles.get("actor"):
            fallback = self._within(hit.token, self._lent(hit.token, hit))
            actors = actors or fallback
            fallback = fallback or self._parties(hit.token, (("subj",),))
        told = self._teller(hit)
        if told:
            actors = told
        if not actors and hit.kind == "verb":
            actors = self._before(hit.token)
        if not actors and hit.leaf is None:
            actors = list(self.arguments.get(hit.token, ("subj",)))
        of = self.arguments.slots(hit.token).get("of", ()) if hit.kind == "noun" and not actors else ()
        if len(of) == 2 and ("of",) in roles.get("recipient", ()):
            # "the invasion of A of B": the first did it.
            actors, roles = self.inside(of[0]), {**roles, "recipient": ()}
            taken = set(actors)
            recipients = self.inside(of[1])
            return Cast(actors, [t for t in recipients if t not in taken], self._places(hit, roles))
        taken, tree, arms = set(actors), self.tree, self.lexicon.parties.arms
        recipients = [t for t in self._parties(hit.token, roles.get("recipient", ()), taken) if t not in taken]
        if not recipients and roles.get("recipient"):
            recipients = [t for t in self._within(hit.token, self._also(hit)) if t not in taken]
        if hit.leaf is not None and hit.leaf.root in _GIVEN and len(recipients) == 1:  # "offered a helicopter"
            recipients = [t for t in recipients if tree.lemma[t] not in arms or tree.dep[t] != "obj"]
        if hit.leaf is None:  # of a word that nobody knows, whose graphics it was added to takes no part
            recipients = [t for t in recipients if self.tree.full[t] != "nmod:poss"]
        beside = hit.type == "CONSULT.visit" and all(tree.case(t) == "with" for t in recipients)
        if beside and self.arguments.slots(hit.token).get("obj"):  # "visited the school with the mayor": both did
            actors, recipients = [*actors, *recipients], []
        both = hit.leaf is not None and hit.leaf.row.reciprocal and hit.lemma not in _ONE_SIDED
        if both and not recipients and len(actors) > 1:
            recipients = list(actors)
        cast = Cast(actors, recipients, self._places(hit, roles), fallback)
        cast.object = self._object(hit, roles, {*taken, *recipients})
        return cast

    def _also(self, hit: Hit) -> list[int]:
        """The other object in "fined the club 500 pounds", and the firm that is "under investigation"."""
        if hit.kind == "verb":
            return self.arguments.slots(hit.token).get("iobj", [])
        under = hit.kind == "noun" and self.tree.case(hit.token) == "under"
        return self.arguments.slots(hit.token).get("isa", []) if under else []

    def _lent(self, token: int, hit: Hit) -> list[int]:
        """The doer that the verb above a noun lends it: who orders an airstrike, who is present at talks."""
        tree, top = self.tree, self.arguments.outer(token)
        verb, dep = tree.head[top], tree.dep[top]
        if verb == top or hit.leaf is None or not self.arguments.clausal(verb):
            return []
        passive = tree.passive(verb)
        if dep == "obj" or (dep == "nsubj" and passive):
            if tree.lemma[verb] not in self.lexicon.cues.doers:
                return []
            agent = self.arguments.slots(verb).get("subj", []) if passive else self.arguments.surface_subject(verb)
            return [] if agent == [top] else agent
        if dep != "obl" or passive or tree.case(top) not in _PRESENT:
            return []
        # Whoever strikes in a raid raids, but police who arrest people "at a rally" do not demonstrate.
        shared = hit.leaf.root == "CONSULT" or (hit.leaf.root == "ASSAULT" and verb in self.violent)
        return self.arguments.surface_subject(verb) if shared else []

    def _teller(self, hit: Hit) -> list[int]:
        """Who added it in "A said X would follow if B refused but added: …": not B, whatever the parser joins."""
        tree = self.tree
        if hit.leaf is None or hit.leaf.root not in ACTS:
            return []
        if hit.leaf.root != "STATEMENT" and self._parties(hit.token, (("subj",),)):
            return []  # "said the mayor had come and urged calm": the mayor may have, but "said it grew and urged calm"
        if tree.tag[hit.token] == "VBG":
            return self._still_telling(hit.token)
        if tree.dep[hit.token] != "conj" or tree.tag[hit.token] != "VBD":
            return []
        if tree.children(hit.token, "nsubj"):
            return []
        anchor = tree.first_conjunct(hit.token)
        if tree.dep[anchor] not in {"advcl", "ccomp"}:
            return []
        while tree.dep[anchor] in {"advcl", "ccomp", "xcomp"} and tree.head[anchor] != anchor:
            anchor = tree.head[anchor]
        return [m for t in self.arguments.surface_subject(anchor) for c in tree.conjuncts(t) for m in self.inside(c)]

    def _still_telling(self, token: int) -> list[int]:
        """Who adds it in "A said that B was afraid, adding …": A, although the parser hangs it on what B was."""
        tree = self.tree
        if tree.dep[token] != "advcl" or tree.word[token - 1] != ",":
            return []
        told = tree.head[token]
        for _ in range(6):
            head = tree.head[told]
            if head == told or tree.lemma[told] in REPORTING:
                return []
            if tree.dep[told] == "ccomp" and tree.lemma[head] in REPORTING:
                return [
                    m for t in self.arguments.surface_subject(head) for c in tree.conjuncts(t) for m in self.inside(c)
                ]
            told = head
        return []

    def _before(self, token: int) -> list[int]:
        """The parser lost the subject of a finite verb: the nearest party before it that nothing else governs."""
        tree = self.tree
        finite = tree.tag[token] in {"VBD", "VBZ", "VBP", "NNS"}
        if not finite or tree.passive(token) or self.arguments.slots(token).get("subj"):
            return []
        first, _ = tree.sents[tree.sent[token]]
        for node in range(token - 1, first - 1, -1):
            if tree.pos[node] not in {"NOUN", "PROPN", "PRON"} or tree.case(node):
                continue
            free = tree.dep[node] in {"nsubj", "ROOT", "appos", "dep", "parataxis", "list"}
            person = tree.dep[node] in {"conj", "obl"} and self.kinds.entity(node) == "PERSON"
            if not free and not person:
                continue
            governor = tree.head[node]
            if tree.dep[node] == "nsubj" and self.arguments.clausal(governor) and governor < token:
                return []
            if self.kinds.party(node):
                return [node]
        return []

    def _roles(self, hit: Hit) -> Roles:
        if hit.leaf is None:
            return _OTHER
        frame = self.ontology.frames[hit.leaf.row.frame]
        base = frame.noun if hit.kind == "noun" else frame.verb
        return {**base, **(hit.pattern.roles if hit.pattern else {})}

    def _within(self, token: int, heads: list[int]) -> list[int]:
        """The parties in phrases, each once."""
        found = [t for head in heads for member in self._together(head) for t in self.inside(member)]
        return [t for t in dict.fromkeys(found) if t != token]

    def _parties(self, token: int, paths: tuple[tuple[str, ...], ...], taken: set[int] | None = None) -> list[int]:
        for path in paths:
            heads = self.arguments.get(token, path)
            if path[-2:] == ("xcomp", "obj"):  # "offered to send rescue teams": they get nothing
                heads = [h for h in heads if self.tree.lemma[self.tree.head[h]] not in _SENDING]
            found = [t for h in heads for t in self._adjectives(h)] if path[-1] == "mod" else self._within(token, heads)
            found = [t for t in dict.fromkeys(found) if t != token and not (taken and t in taken)]
            if len(found) > 1 and path[-1] == "mod":  # "an Israeli drone strike" is Israel's
                found = [t for t in found if self.tree.ent[t]] or found
            if len(found) > 1:  # "was taken prisoner"
                found = [t for t in found if self.tree.word[t] not in {"prisoner", "hostage"}] or found
            if found:
                return found
        return []

    def _together(self, head: int) -> list[int]:
        """Those whom "and" joins, without offices that a parser adds to a name: "Berg, director of the port and …"."""
        tree = self.tree
        alone, person = not tree.case(head), self.kinds.entity(head) == "PERSON"
        people = self.lexicon.parties.people
        members = []
        for member in tree.conjuncts(head):
            office = person and tree.lemma[member] in people and not self.kinds.entity(member)
            bare = not tree.children(member, "det", "nummod") and tree.tag[member] in {"NN", "NNP"}
            if member == head or not ((alone and tree.case(member)) or (office and bare and not self._owned(member))):
                members.append(member)
        return members

    def _owned(self, token: int) -> bool:
        return any(self.tree.full[k] == "nmod:poss" for k in self.tree.kids[token])

    def _adjectives(self, token: int) -> list[int]:
        """The parties before a noun: "Russian shelling", "U.S.-Ukrainian talks"."""
        kinds, tree = self.kinds, self.tree
        own = [token] if kinds.entity(token) and kinds.party(token) else []
        own += [
            kid
            for kid in tree.children(token, "compound", "amod", "conj", "nmod")
            if kinds.entity(kid) and kinds.party(kid)
        ]
        if (
            not own
            and tree.pos[token] == "NOUN"
            and kinds.party(token)
            and tree.lemma[token] in self.lexicon.parties.groups
        ):
            own = [token]
        if own and tree.ent[own[0]] and len(own) > 1:
            own = [t for n, t in enumerate(own) if n == 0 or tree.ent_iob[t] == "B"]
        return sorted(own)

    def inside(self, token: int, depth: int = 0) -> list[int]:
        """The token when it is a party, else the parties inside its phrase."""
        tree, kinds = self.tree, self.kinds
        lemma = tree.lemma[token]
        if lemma in {"hostage", "prisoner", "captive"} and tree.tag[token] == "NN":  # "took guests hostage"
            taken = [k for k in tree.children(token, "compound") if tree.tag[k] in {"NNS", "NN"}]
            if taken:
                return taken[-1:]
        if lemma in self.lexicon.parties.transparent and not tree.ent[token]:
            deeper = [k for k in tree.kids[token] if tree.dep[k] == "nmod" and tree.case(k) == "of"]
            found = (
                [m for k in deeper for c in tree.conjuncts(k) for m in self.inside(c, depth + 1)] if depth < 3 else []
            )
            if found:
                return found
        if kinds.party(token):
            return self._members(token) or [token]
        if depth >= 2:
            return []
        slots = self.arguments.slots(token) if not tree.is_verb(token) else {}
        for name in _INNER:
            found = []
            for kid in slots.get(name, ()):
                if name == "mod":
                    found += self._adjectives(kid) if kinds.entity(kid) else []
                elif tree.under(kid, token):
                    found += [m for c in tree.conjuncts(kid) for m in self.inside(c, depth + 1)]
            if found:
                return found
        return []

    def _members(self, token: int) -> list[int]:
        """Two or more parties that a group noun joins: "delegations from A and B", "Turkish and Greek officials"."""
        tree, kinds = self.tree, self.kinds
        if tree.tag[token] != "NNS" or tree.ent[token]:
            return []
        for kid in tree.kids[token]:
            of = tree.dep[kid] == "nmod" and tree.case(kid) in {"of", "from"}
            if of or tree.dep[kid] == "appos":  # "the two ministers, Berg and Roth"
                joined = [t for t in tree.conjuncts(kid) if kinds.entity(t) and kinds.party(t)]
            elif tree.dep[kid] in {"amod", "compound"} and kinds.entity(kid):
                joined = [t for t in tree.conjuncts(kid) if kinds.entity(t) in {"NORP", "GPE", "LOC"}]
            else:
                continue
            if len(joined) > 1:
                return joined
        return []

    def _places(self, hit: Hit, roles: Roles) -> list[int]:
        """Phrases that may say where, best first."""
        token = hit.token
        leaving = hit.leaf is None or hit.leaf.root == "RETREAT" or hit.leaf.id in _LEAVING
        found: list[int] = []
        for path in roles.get("place", ()):
            found += self.arguments.get(token, path)
        slots = self.arguments.slots(token)
        nodes = [token, *slots.get("light", ()), *slots.get("head", ()), *slots.get("obj", ())]
        if hit.kind == "noun" and self.tree.dep[token] == "nsubj":  # "the flood hit a village in the hills of Chad"
            nodes += [t for head in slots.get("head", ()) for t in self.arguments.slots(head).get("obj", ())]
        attacked = hit.leaf is not None and hit.leaf.root in _DONE_THERE and self.tree.passive(token)
        if attacked or (hit.leaf is not None and hit.leaf.root in _WHERE_THEY_ARE):
            nodes += slots.get("subj", ())  # "workers at the Oslo plant walked out", "held by police in Oslo"
        for node in nodes:
            inner = self.arguments.slots(node)
            for name in _PLACE_SLOTS:
                if name == "from" and node != token and not leaving:
                    continue  # "a man from Oslo was held": nobody says where
                found += inner.get(name, ())
            if node != token and node in slots.get("obj", ()):
                found += inner.get("of", ())
        for partner in (t for name in ("with", "between") for t in slots.get(name, ())):
            inner = self.arguments.slots(partner)
            found += [t for name in ("in", "at", "off", "near") for t in inner.get(name, ())]
        deeper: list[int] = []
        for node in found:
            if self.arguments.clausal(node):
                continue
            inner = self.arguments.slots(node)
            for name in ("in", "of", "near", "on"):
                deeper += inner.get(name, ())
        ordered = dict.fromkeys(t for t in (*found, *deeper) if not self._craft(t))
        # In "the Kursk region of Russia" the name before the noun is the nearer one.
        names = [n for t in ordered for n in (self._name_before(t), t) if n is not None]
        named = [t for t in names if self.kinds.entity(t)]
        return list(dict.fromkeys([*named, *ordered]))

    def _craft(self, token: int) -> bool:
        """Is it the name of a ship or an aircraft: "on the ferry Saint Clara near Oslo"?"""
        words = self.ontology.words
        before = (k for k in self.tree.children(token, "compound", "nmod") if k < token)
        return any(self.tree.lemma[k] in words["vessel"] or self.tree.lemma[k] in words["aircraft"] for k in before)

    def _name_before(self, token: int) -> int | None:
        kids = self.tree.children(token, "compound", "amod")
        return next((k for k in kids if self.kinds.entity(k) in {"LOC", "GPE"}), None)

    def _object(self, hit: Hit, roles: Roles, taken: set[int]) -> int | None:
        """What the event is about, when it is no party."""
        if hit.kind == "verb" or hit.leaf is None:
            for token in self.arguments.get(hit.token, ("obj",)):
                thing = token not in taken or self.tree.lemma[token] in self.lexicon.parties.arms
                if thing and self.tree.word[token] not in self.lexicon.parties.pronouns:
                    return token
        if hit.kind == "noun":
            for path in roles.get("recipient", ()):
                for token in self.arguments.get(hit.token, path):
                    if token not in taken and not self.kinds.party(token) and path != ("head", "obj"):
                        return token
        return None
