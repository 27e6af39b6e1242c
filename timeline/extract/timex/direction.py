"""Past or future: which Wednesday, which June. The nearest cue in the sentence decides; news looks back without one."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

from spacy.tokens import Token

from timeline.extract.clauses import REACTING, REPORTING, apart, clause_head, tense
from timeline.extract.document import Document
from timeline.extract.timex.expression import Expression
from timeline.extract.timex.lexicon import load_toml
from timeline.extract.timex.tokens import Tokens
from timeline.model.symbol import Direction

_LINKING = frozenset(
    ("on", "for", "in", "at", "the", "this", "early", "late", "to", "next", "of", ",", "from", "mid", "-")
)
_TOLD = frozenset(("summary", "lead", "body"))  # headlines and captions tell the past in the present
_STATIVE = frozenset(("be", "have", "do", "mark", "come", "follow", "remain", "need", "want", "see", "mean", "seem"))
_REACH = 14  # tokens to either side that a cue may stand away


@cache
def _cues() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load_toml("cues.toml").items()}


def lexical_direction(tokens: Tokens, start: int, end: int) -> Direction | None:
    """Past, future or None, from the words around tokens `start:end`."""
    cues = _cues()
    beside = plain(tokens, start, end)
    if beside is not None:
        return beside
    first, last = tokens.sentence(start)
    if _held_until(tokens, start, first):
        return "future"
    for i in range(start - 1, max(first, start - _REACH) - 1, -1):
        found = _cue(tokens, i, cues)
        if found is not None:
            return found
    for i in range(end, min(last, end + _REACH)):
        found = _cue(tokens, i, cues)
        if found is not None:
            return found
    before = tokens.form(start - 1)
    agent = before == "by" and tokens.form(end) in ("'", "’")  # "prompted by Sunday's defeat"
    return "future" if before in cues["weak_future"] and not agent else None


def plain(tokens: Tokens, start: int, end: int) -> Direction | None:
    """What the words right beside the expression say: "due on", "set for", "since"."""
    cues = _cues()
    at = start - 1
    while at >= 0 and tokens.forms[at] in _LINKING and start - at < 4:
        at -= 1
    if at >= 0:
        word = tokens.forms[at]
        if tokens.form(at + 1) == "of" and word in cues["of_future"]:
            return "future"
        if "for" in tokens.forms[at + 1 : at + 3] and word in cues["for_future"]:
            return "future"
        if tokens.form(at + 1) == "to" and word in cues["to_moved"]:
            return "future"
        if tokens.form(end) in cues["after_future"] and tokens.form(start - 1) != "on":
            return "future"
        if word in cues["before_future"] and not (word == "set" and tokens.form(at + 1) not in ("for", "to")):
            return "future"
        if word in cues["before_past"]:
            return "past"
    return None


def nearest(expression: Expression, tokens: Tokens) -> bool:
    """Is it the nearest, whatever the verb: “held until May 22”, “since the elections in May”?"""
    symbol, at = expression.symbol, expression.start - 1
    if symbol is None or symbol.month is None:
        return False
    if symbol.day is not None and tokens.form(at) in _cues()["nearest_day"]:
        return True
    return tokens.form(at) in ("in", "on") and tokens.form(at - 1) in _cues()["appointments"]


def _held_until(tokens: Tokens, start: int, first: int) -> bool:
    """“Cancelled flights through Friday”, “remanded until Monday”: what is put off or kept up ends later."""
    cues = _cues()
    at = start - 1 - 2 * (tokens.form(start - 1) == "least")
    if tokens.form(at) not in cues["up_to"] or "WEEKDAY" not in tokens.keys[start]:
        return False
    for i in range(at - 1, max(first, at - _REACH) - 1, -1):
        if tokens.forms[i] in cues["kept"]:
            return True
        if _cue(tokens, i, cues) is not None:
            return False
    return False


def _cue(tokens: Tokens, i: int, cues: dict[str, frozenset[str]]) -> Direction | None:
    word = tokens.forms[i]
    if word in ("may", "march"):
        word = word if tokens.raw(i).islower() else ""
    if word == "won":
        return _won(tokens, i)
    if word == "to":  # "is to visit", "set to begin", "agreed to meet"
        before = tokens.form(i - 1)
        return "future" if before in cues["to_future"] and tokens.form(i + 1).isalpha() else None
    if word == "be" and tokens.form(i - 1) == "to":
        return "future"
    if tokens.form(i - 1) == "be" or (tokens.form(i - 2) == "be" and tokens.form(i - 1).endswith("ly")):
        return None  # "will be held", "to be sentenced": what stands before "be" tells
    if tokens.form(i - 1) == "to" and word not in ("be", "have"):
        return None  # "to hit", "to set": "to" tells
    if tokens.form(i - 1) in cues["modal"]:
        return None  # "will hit", "would set": the modal verb tells
    if word in cues["future"]:
        return "future"
    if word in cues["past"]:
        return "past"
    if len(word) > 3 and word.endswith("ed") and word not in cues["not_past"]:
        return "past"
    return None


def _won(tokens: Tokens, i: int) -> Direction | None:
    """“Won't”, “won the cup”, “nine billion won”."""
    if tokens.form(i + 1) in ("'", "’"):
        return "future"
    money = i > 0 and not {"NUM", "SCALE"}.isdisjoint(tokens.keys[i - 1])
    return None if money else "past"


class Verbs:
    """Tense around an expression, from the parse; None where the parse does not tell."""

    def __init__(self, document: Document) -> None:
        self.paragraphs = document.paragraphs
        self.starts = [p.start for p in document.paragraphs]

    def direction(self, start: int, end: int) -> Direction | None:
        """Past or future by the verb that governs the article's characters `start:end`."""
        index = bisect_right(self.starts, start) - 1
        if index < 0:
            return None
        paragraph = self.paragraphs[index]
        if start - paragraph.start >= paragraph.size or not paragraph.doc.has_annotation("DEP"):
            return None
        span = paragraph.char_span(start, end)
        if span is None or not len(span):
            return None
        verb = clause_head(span.root)
        if span.root.dep_ == "nsubj" and "VBZ" in (verb.tag_, *(c.tag_ for c in verb.children if c.dep_ == "cop")):
            return "future"  # "Sunday marks the anniversary", "Sunday is a holiday"
        planned = paragraph.section in _TOLD and not apart(span.root, verb) and _appointed(verb, span.root)
        return _governed(verb) or ("future" if planned else None)


def _appointed(verb: Token, time: Token) -> bool:
    """“Voters choose a parliament on Sunday”, “the hearing is on Sunday”: the plain present beside a day is a plan."""
    if time in (verb, verb.head) and any(c.dep_ == "cop" and c.tag_ in ("VBZ", "VBP") for c in time.children):
        return True
    lemma = verb.lemma_.lower()
    if verb.tag_ not in ("VBZ", "VBP", "VB") or lemma in _STATIVE or lemma in REPORTING or lemma in REACTING:
        return False
    return not any(c.dep_ in ("aux", "aux:pass", "cop") or c.lower_ == "to" for c in verb.children)


def _governed(verb: Token) -> Direction | None:
    for _ in range(4):
        name = tense(verb)
        if name == "future":
            return "future"
        if name == "past" and verb.tag_ == "VBN":
            auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "aux:pass", "cop")]
            if any(c.tag_ == "MD" for c in auxiliaries):
                return None  # "could be plugged": the words beside it tell
            shared = verb.dep_ == "conj" and any(c.dep_ == "aux:pass" for c in verb.head.children)
            if (verb.dep_ == "xcomp" or shared) and not auxiliaries:
                verb = verb.head  # "will stay closed", "will be flown home and buried"
                continue
        infinitive = any(c.lower_ == "to" and c.dep_ in ("mark", "aux") for c in verb.children)
        if infinitive:
            above = verb.head
            if above.lemma_.lower() in _cues()["to_lemma"] or above.dep_ == "cop":
                return "future"
            if above is verb or verb.dep_ not in ("xcomp", "ccomp", "advcl", "acl"):
                return None
            verb = above if verb.dep_ == "xcomp" else verb
            if verb is not above:
                return None
            continue
        if name in ("past", "pluperfect", "perfect"):
            return "past"
        return None
    return None


def set_direction(expression: Expression, tokens: Tokens, verbs: Verbs | None) -> Direction | None:
    """The cue for an expression that leans on its context: plain words beside it, then the verb that governs it."""
    lexical = lexical_direction(tokens, expression.start, expression.end)
    if verbs is None:
        return lexical
    start, end = tokens.starts[expression.start], tokens.ends[expression.end - 1]
    if plain(tokens, expression.start, expression.end) is not None:
        return lexical
    if lexical == "future" and _held_until(tokens, expression.start, tokens.sentence(expression.start)[0]):
        return lexical
    return verbs.direction(start, end) or lexical
