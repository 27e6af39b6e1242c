"""What an event's own clause says about it: auxiliaries, negation, conditions, questions and tense.

The cue words are data (`data/cues.toml`); this module knows only where in a clause a cue may stand.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from timeline.extract.lexicon import Cues
from timeline.extract.noun_slots import RELATIVE
from timeline.extract.tree import Tree

NEGATED = {
    "happened": "did_not_happen",
    "ongoing": "did_not_happen",
    "possible": "did_not_happen",
    "attempted": "did_not_happen",
    "scheduled": "refused",
    "proposed": "refused",
    "alleged": "denied",
    "threatened": "happened",
    "denied": "happened",
    "refused": "happened",
    "did_not_happen": "happened",
}
WEEKDAYS = frozenset(f"{day}day" for day in ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun"))
PERIODS = frozenset(
    {"day", "night", "morning", "evening", "week", "weekend", "month", "summer", "winter", "year", "hour"}
)
FACTIVE = frozenset({"happened", "ongoing", "generic", "possible"})
_BE = frozenset({"is", "are", "was", "were", "'s", "'re", "am", "been", "be", "’s", "’re", "’m", "'m"})
_HAVE = frozenset({"have", "has", "had", "having", "'ve", "’ve"})
_FINITE = frozenset({"MD", "VBD", "VBZ", "VBP"})
_PRESENT = frozenset({"VBZ", "VBP"})
_NEGATOR = frozenset({"advmod", "det", "mark", "cc", "case", "neg"})
_OPENING = frozenset({":", '"', "\u201c", "``", "please"})
_ASKING = frozenset({"why", "how", "when", "where", "what", "whom", "and", "or", "but"})
_UNCHANGED = frozenset(
    {"set", "hit", "cut", "put", "shut", "let", "burst", "quit", "beat", "cast", "hurt", "spread", "shed"}
)
_QUOTES = frozenset({'"', "\u201c", "\u2018", "``", "'", ":"})
_CUE_NAMES = {"scheduled": "future", "conditional": "modal", "possible": "modal"}


@dataclass(slots=True)
class Status:
    """A value with the cue tokens behind it, and the word whose claim it is (a governor), if any."""

    value: str = "happened"
    cues: list[tuple[int, str]] = field(default_factory=list)
    governor: int | None = None


@dataclass(slots=True)
class _Reading:
    """What has been found of one clause so far."""

    value: str = "happened"
    cues: list[tuple[int, str]] = field(default_factory=list)
    aspects: set[str] = field(default_factory=set)

    def note(self, token: int, cue: str, aspect: str | None = None) -> None:
        self.cues.append((token, cue))
        if aspect is not None:
            self.aspects.add(aspect)


class Modality:
    """Clauses of one paragraph. `unknown`, `speech` and `deeds`: the triggers without a row, that speak, that do."""

    def __init__(self, tree: Tree, cues: Cues, *, headline: bool) -> None:
        self.tree = tree
        self.cues = cues
        self.headline = headline
        self.unknown: set[int] = set()
        self.speech: set[int] = set()
        self.deeds: set[int] = set()

    def own(self, token: int, *, joined: bool = False) -> Status:
        """The clause's status by itself; `joined` reads it for a clause that borrows its auxiliaries."""
        tree, reading = self.tree, _Reading()
        for kid in tree.kids[token]:
            self._dependent(token, kid, reading, joined=joined)
        if "question" not in reading.aspects and (asked := self._asked(token)) is not None:
            reading.note(asked, "question", "question")
        reading.value = self._tense(token, reading)
        if reading.value == "happened" and tree.tag[token] == "VB" and not self._supported(token):
            reading.value = self._bare(token, reading)
        return Status(self._combine(reading), reading.cues)

    def _supported(self, token: int) -> bool:
        return any(self.tree.lemma[k] == "do" for k in self.tree.children(token, "aux"))

    def _combine(self, reading: _Reading) -> str:
        value, aspects = reading.value, reading.aspects
        if "condition" in aspects:
            return "conditional"
        if "question" in aspects and value in {"happened", "ongoing", "scheduled", "generic"}:
            value = "hypothetical"
        if "negated" in aspects:
            unable = any(self.tree.word[k] in {"could", "can", "ca"} for k, _ in reading.cues)
            value = "did_not_happen" if unable else NEGATED.get(value, value)
        return value

    def _dependent(self, token: int, kid: int, reading: _Reading, *, joined: bool) -> None:
        tree, word, dep = self.tree, self.tree.word[kid], self.tree.dep[kid]
        if dep in {"aux", "cop"}:
            self._auxiliary(token, kid, reading)
        elif self.negates(kid):
            reading.note(kid, "negated", "negated")
        elif dep == "nsubj" or (dep == "obj" and tree.is_verb(token) and self._nothing(kid)):
            cue = self._negative_phrase(kid)
            if cue is not None:
                reading.note(cue, "negated", "negated")
        elif dep == "advmod" and word in self.cues.beside:
            effect = self.cues.beside[word]
            reading.value = effect if reading.value in {"happened", "possible"} else reading.value
            reading.note(kid, effect)
        elif dep == "mark" and (word in self.cues.conditions or (word == "as" and tree.word[kid - 1] == "long")):
            reading.note(kid, "condition", "condition")
        elif dep == "punct" and word == "?":
            reading.note(kid, "question", "question")
        elif dep == "advcl" and not joined and reading.value in {"scheduled", "possible", "conditional"}:
            mark = next((m for m in tree.children(kid, "mark") if tree.word[m] in {"if", "unless"}), None)
            if mark is not None:
                reading.value = "conditional"
                reading.note(mark, "condition")

    def _auxiliary(self, token: int, kid: int, reading: _Reading) -> None:
        tree, word = self.tree, self.tree.word[kid]
        effect = self.cues.aux.get(word) or self.cues.aux.get(tree.lemma[kid])
        if effect and tree.dep[kid] == "aux":
            reading.value = effect
            reading.note(kid, _CUE_NAMES.get(effect, effect))
        elif word in _HAVE:
            reading.aspects.add("perfect")
        elif word in _BE and tree.tag[token] == "VBG":
            reading.note(kid, "progressive", "progressive")
        elif word in _BE and tree.tag[token] == "VB" and self.infinitive(token):
            reading.value = "scheduled"  # "is to visit"
            reading.note(kid, "future")

    def _asked(self, token: int) -> int | None:
        """The helper that stands before its subject, as in "do you support it": a question, even without its mark."""
        tree = self.tree
        subjects = tree.children(token, "nsubj")
        helper = next(iter(tree.children(token, "aux", "cop")), None)
        if helper is None or not subjects or not helper < subjects[0] < token:
            return None
        opens = helper - 1 if helper > 0 and tree.word[helper - 1] in _ASKING else helper
        start, _ = tree.sents[tree.sent[token]]
        return helper if opens == start or tree.word[opens - 1] in _QUOTES else None

    def negates(self, kid: int) -> bool:
        """Is the word a negation of its head? "Not only" is none."""
        tree = self.tree
        if tree.word[kid] not in self.cues.negation or tree.dep[kid] not in _NEGATOR:
            return False
        return not (kid + 1 < tree.n and tree.word[kid + 1] in {"only", "just", "merely", "least"})

    def negated(self, token: int) -> bool:
        """Has the word a negation of its own?"""
        return any(self.negates(kid) for kid in self.tree.kids[token])

    def _nothing(self, kid: int) -> bool:
        """As in "held no meeting": "no" right before what would have been done."""
        return any(self.tree.word[k] == "no" for k in self.tree.children(kid, "det"))

    def _negative_phrase(self, kid: int) -> int | None:
        tree = self.tree
        if tree.word[kid] in {"nobody", "none", "nothing", "neither"}:
            return kid
        inner = [
            k
            for k in tree.children(kid, "det", "cc", "advmod")
            if tree.word[k] in {"no", "neither"}
            or (tree.word[k] == "not" and tree.word[k + 1] in {"a", "one", "single"})
        ]
        return inner[0] if inner else None

    def _first(self, token: int) -> int:
        first, _ = self.tree.sents[self.tree.sent[token]]
        while first < token and not self.tree.word[first].isalpha():
            first += 1
        return first

    def infinitive(self, token: int) -> bool:
        """Has the verb a "to"?"""
        return any(self.tree.word[k] == "to" for k in self.tree.children(token, "mark", "aux"))

    def base_form(self, token: int) -> bool:
        """Subjunctive or bare: "that it leave", "that they be freed"."""
        tree = self.tree
        if tree.tag[token] == "VB" and not any(tree.tag[k] in _FINITE for k in tree.children(token, "aux")):
            return True
        helpers = tree.children(token, "aux", "cop")
        return bool(helpers) and tree.word[helpers[0]] == "be"

    def _tense(self, token: int, reading: _Reading) -> str:
        tree, value = self.tree, reading.value
        auxiliaries = {tree.word[k] for k, _ in reading.cues if tree.dep[k] == "aux"}
        if "perfect" in reading.aspects and value in {"scheduled", "conditional", "requested", "possible"}:
            if auxiliaries & {"would", "could", "should", "might"}:
                return "hypothetical"
            return "alleged" if auxiliaries & {"may", "must"} else value
        if value == "generic" and "perfect" in reading.aspects:
            return "happened"  # "has always said"
        if value == "ongoing" and not self._now(token):
            return "happened"  # "was now surrounded"
        if value != "happened":
            return value
        if "progressive" in reading.aspects and not auxiliaries & {"was", "were"} and self._on_a_day(token):
            return "scheduled"  # "is flying to Oslo on Wednesday"
        if "progressive" in reading.aspects:
            return "happened" if auxiliaries & {"was", "were"} else "ongoing"
        if tree.tag[token] == "VBG" and self.headline and tree.head[token] == token:
            return "ongoing"
        if token in self.deeds and self._again_and_again(token):
            return "generic"
        return self._present(token, reading)

    def _now(self, token: int) -> bool:
        tree = self.tree
        return not any(tree.tag[k] == "VBD" for k in (token, *tree.children(token, "aux", "cop")))

    def _present(self, token: int, reading: _Reading) -> str:
        """The simple present tells news in headlines and in speech; elsewhere it tells what is always so."""
        tree = self.tree
        helpers = (k for k in tree.kids[token] if tree.full[k] in {"cop", "aux:pass"})
        finite = tree.tag[token] in _PRESENT or any(tree.tag[k] in _PRESENT for k in helpers)
        if self.headline or not finite or "perfect" in reading.aspects:
            state = tree.tag[token] == "VBN" and tree.dep[token] == "acl" and tree.lemma[token] in self.cues.state
            return "generic" if state and token in self.unknown else "happened"
        if tree.children(token, "cop") and tree.case(token):
            return "ongoing"  # "are in negotiations", "is under attack"
        if tree.lemma[token] in self.cues.rules and not tree.passive(token):
            return "generic"
        background = tree.full[tree.first_conjunct(token)] == "acl:relcl" and token not in self.speech
        describes = background and all(tree.word[k] in RELATIVE for k in tree.children(token, "nsubj"))
        if tree.children(token, "xcomp", "ccomp") and not describes:
            return "happened"  # a stance that is taken now: "it is expected", "he wants to leave"
        if token in self.deeds and not self._named_subject(token):
            return "generic"  # "farmers sell their crop to the mill"
        return "generic" if token in self.unknown or background else "happened"

    def _on_a_day(self, token: int) -> bool:
        """Does the clause name a weekday, or one to come?"""
        tree = self.tree
        times = (k for kid in tree.children(token, "obl", "nmod", "advmod") for k in (kid, *tree.kids[kid]))
        return any(tree.word[k] in WEEKDAYS or tree.word[k] in {"tomorrow", "next"} for k in times)

    def _again_and_again(self, token: int) -> bool:
        """Does it come back: "every day", "each year", "twice a week", "several times a year"?"""
        tree = self.tree
        for kid in tree.children(token, "obl", "advmod", "nmod"):
            near = (kid, *tree.kids[kid])
            if tree.case(kid) == "for":
                continue
            if any(tree.word[k] in {"each", "every"} for k in near) and any(tree.lemma[k] in PERIODS for k in near):
                return True
            often = tree.lemma[kid] in {"time", "once", "twice"}
            if often and any(  # not "for the first time in a year"
                tree.lemma[k] in PERIODS and tree.children(k, "det") and not tree.case(k) for k in tree.kids[kid]
            ):
                return True
        return False

    def _named_subject(self, token: int) -> bool:
        """Does a name do it? What named parties do in the present tense is told as news."""
        tree = self.tree
        subjects = tree.children(token, "nsubj") or tree.children(tree.first_conjunct(token), "nsubj")
        return any(tree.ent[k] or tree.pos[k] == "PROPN" for s in subjects for k in (s, *tree.kids[s]))

    def _bare(self, token: int, reading: _Reading) -> str:
        """An infinitive without auxiliary: "to visit" in a headline; others wait for their governor."""
        tree = self.tree
        marks = [k for k in tree.children(token, "mark", "aux") if tree.word[k] == "to"]
        head = tree.head[token]
        opens = token == self._first(token) or tree.word[token - 1] in _OPENING
        if not marks and head == token and not tree.children(token, "nsubj", "aux") and opens:
            return "requested"  # an order: "Leave the building"
        if tree.word[token] in _UNCHANGED and tree.dep[token] == "conj" and tree.tag[head] == "VBD":
            return "happened"  # "stormed the house and set it on fire"
        if not marks and tree.dep[token] == "conj" and tree.tag[tree.first_conjunct(token)] not in {"VB", "VBP"}:
            return "proposed"  # joined to an infinitive that the parser lost
        free = head == token or tree.dep[token] in {"ccomp", "parataxis", "csubj"} or tree.lemma[head] == "be"
        if marks and free:
            reading.note(marks[0], "future")
            return "scheduled"
        return "happened"
