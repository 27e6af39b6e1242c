"""Who says what, and when it was said."""

from __future__ import annotations

from timeline.extract.mending.parse import FINITE, STOPS, Parse, before, hang, kids, phrase_start
from timeline.extract.mending.words import WORDS


def give_speakers(tree: Parse) -> None:
    """In "it killed seven, residents and police said" the last two speak; a parser may join them to the first."""
    for verb, lemma in enumerate(tree.lemma):
        if lemma not in WORDS.reporting or verb < 2 or tree.tag[verb] not in FINITE:
            continue
        last = verb - 1
        subjects = [k for k in range(verb) if tree.head[k] == verb and tree.dep[k] == "nsubj"]
        if subjects and not (subjects == [last] and any(tree.dep[k] == "cc" for k in before(tree, last))):
            continue
        first = last if not subjects else min(k for k in before(tree, last) if tree.dep[k] == "cc") - 1
        while tree.dep[first] == "conj" and tree.pos[first] in {"NOUN", "PROPN"}:
            start = min((*before(tree, first), first))
            if tree.word[start] == "," or tree.word[start - 1] == ",":
                hang(tree, first, verb, "nsubj")
                if subjects:
                    hang(tree, last, first, "conj")
                break
            first = tree.head[first]


def day_of_the_speech(tree: Parse) -> None:
    """In "the bank said on Monday it stood ready" it was said on Monday, whatever happens when."""
    for said in range(tree.n - 2):
        if tree.lemma[said] not in WORDS.saying or tree.tag[said] not in FINITE:
            continue
        day = said + 1 + (tree.word[said + 1] == "on")
        if day + 1 < tree.n and tree.lemma[day] in WORDS.weekdays and tree.word[day + 1] != ",":
            told = tree.head[day]
            if told > day and tree.dep[told] in {"ccomp", "parataxis"} and tree.head[told] == said:
                hang(tree, day, said, "obl")


def said_on_a_day(tree: Parse, token: int) -> None:
    """In "warned this week that famine spread" the clause is what was said; it describes no week."""
    day = tree.head[token]
    verb = tree.head[day]
    if tree.lemma[day] not in WORDS.days or not day < token or tree.pos[verb] != "VERB" or tree.word[day + 1] != "that":
        return
    if tree.dep[day] in {"obl", "nmod", "obj"} and verb < day:
        hang(tree, token, verb, "ccomp")
        if tree.head[day + 1] == token:
            hang(tree, day + 1, token, "mark")


def closing_speaker(tree: Parse, verb: int) -> None:
    """In "it fell after talks with the king, the army said." the army speaks; "said" describes no king."""
    if tree.lemma[verb] not in WORDS.saying or tree.tag[verb] not in FINITE or not _closes(tree, verb):
        return
    subject = [k for k in range(max(0, verb - 8), verb) if tree.head[k] == verb and tree.dep[k] == "nsubj"]
    if len(subject) != 1:
        return
    first = phrase_start(tree, subject[0])
    if first == 0 or tree.word[first - 1] != ",":
        return
    top = tree.head[verb]
    while tree.head[top] != top:
        top = tree.head[top]
    hang(tree, verb, top, "parataxis")


def _closes(tree: Parse, verb: int) -> bool:
    """Does nothing but a day or a place follow until the full stop: "…, the army said on Tuesday."?"""
    for after in range(verb + 1, min(tree.n, verb + 9)):
        if tree.word[after] in STOPS:
            return True
        if tree.tag[after].startswith("VB") or tree.word[after] in {",", "that", ":"}:
            return False
    return verb + 1 == tree.n


def participle_after_that(tree: Parse, token: int) -> None:
    """In "said that jailed leader Roth may stand" nothing jailed anybody: the word describes him."""
    mark, said = token - 1, tree.head[token]
    if token == 0 or tree.word[mark] != "that" or tree.head[mark] != token or tree.tag[token] not in {"VBD", "VBN"}:
        return
    for verb in kids(tree, token, "ccomp", token, token + 12):
        subject = next(iter(kids(tree, verb, "nsubj", token, verb)), None)
        if subject is not None and not any(tree.pos[k] in {"DET", "ADP"} for k in range(token + 1, subject)):
            tree.tag[token] = "VBN"
            hang(tree, verb, said, "ccomp")
            hang(tree, mark, verb, "mark")
            hang(tree, token, subject, "amod")
            for kid in range(token + 1, tree.n):
                if tree.head[kid] == token:
                    tree.head[kid] = verb


def what_it_is_that(tree: Parse, mark: int) -> None:
    """In "his view was that it had failed" the view does not fail."""
    verb = tree.head[mark]
    if (
        mark == 0
        or tree.word[mark] != "that"
        or tree.lemma[mark - 1] != "be"
        or not kids(tree, verb, "nsubj", mark, verb)
    ):
        return
    for view in kids(tree, verb, "nsubj", mark - 12, mark):
        hang(tree, view, verb, "dislocated")


def demand_of_the_speaker(tree: Parse, verb: int) -> None:
    """In "said it had fallen and demanded help", "held men who had fled and freed one" the tenses tell who does it."""
    told = tree.head[verb]
    described = tree.full[told] == "acl:relcl"
    said = tree.head[tree.head[told]] if described else tree.head[told]
    if tree.tag[verb] != "VBD" or tree.tag[told] != "VBN" or not said < told < verb or tree.tag[said] != "VBD":
        return
    if not described and (tree.dep[told] != "ccomp" or tree.lemma[said] not in WORDS.saying | WORDS.holding):
        return
    helped = any(tree.word[k] in {"had", "has", "have"} for k in kids(tree, told, "aux", said, told))
    if helped and not kids(tree, verb, "nsubj", told, verb) and not kids(tree, verb, "aux", told, verb):
        tree.head[verb] = said
