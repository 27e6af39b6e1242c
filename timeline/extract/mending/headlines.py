"""Headlines have a grammar of their own: no auxiliaries, commas for "and", verbs that look like nouns.

"Police arrest three", "A, B sign deal", "Ex-mayor arrested in port": a parser that learnt from sentences reads a noun
phrase, one of two parties, or that the ex-mayor arrested somebody. It is mended on the tree's lists, as all the mends.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files

from timeline.extract.mending.parse import Parse, hang, kids
from timeline.extract.morphology import verb_forms

_ENDS = frozenset({".", "!", "?", "…", "”", '"', ":", ";"})
_LONGEST = 25
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOUNS = frozenset({"NN", "NNS"})
_BEFORE = frozenset({"compound", "amod", "nummod", "det", "nmod", "flat"})
_OPENS_AN_OBJECT = frozenset({"DT", "CD", "JJ", "NN", "NNS", "NNP", "NNPS", "PRP$"})
_WORDS = tomllib.loads(files("timeline.extract").joinpath("data", "headlines.toml").read_text(encoding="utf-8"))
_VERB_OR_NOUN = frozenset(_WORDS["verb_or_noun"])
_DONE_TO = frozenset(_WORDS["done_to"])
_DONE_FORMS = frozenset(form for lemma in _DONE_TO for form in verb_forms(lemma) if form.endswith("ed"))
_NEVER_NOUNS = frozenset(_WORDS["never_nouns"])
_FOUND = frozenset({"find", "leave"})
_SHOT = {form: lemma for lemma in _WORDS["done_dead"] for form in verb_forms(lemma)}


def mend_headline(tree: Parse) -> None:
    """Mend a line that reads like a headline: short, and without a full stop."""
    if not 2 <= tree.n <= _LONGEST or tree.word[-1] in _ENDS:
        return
    _participle_like_a_noun(tree)
    _verb_like_a_noun(tree)
    for token, dep in enumerate(tree.dep):
        if dep == "nsubj":
            _joined_by_a_comma(tree, token)
            _done_to(tree, token)
        elif dep == "parataxis":
            _told_of_the_first(tree, token)


def _verb_like_a_noun(tree: Parse) -> None:
    """In "Police arrest three", "Court jails editor": subject and verb agree, and nothing else is a finite verb."""
    if not _FINITE.isdisjoint(tree.tag):
        return
    for verb in range(1, tree.n - 1):
        subject = verb - 1
        if tree.tag[verb] not in _NOUNS or tree.lemma[verb] not in _VERB_OR_NOUN:
            continue
        several = tree.tag[subject] in {"NNS", "NNPS"} or len(kids(tree, verb, "nsubj") + kids(tree, verb, "conj")) > 1
        third = tree.tag[verb] == "NNS"
        after = tree.tag[verb + 1]
        alone = tree.lemma[verb] in _NEVER_NOUNS
        follows = after in _OPENS_AN_OBJECT or ((not third or alone) and after in {"IN", "TO"})
        named = tree.pos[subject] in {"NOUN", "PROPN"} or (alone and subject == 0)  # "Train derails", read as an order
        if named and several != third and follows:
            if tree.tag[subject] == "VB":
                tree.tag[subject], tree.pos[subject] = "NN", "NOUN"
            _make_verb(tree, verb, subject, third=third)
            return


def _make_verb(tree: Parse, verb: int, subject: int, *, third: bool) -> None:
    governor = tree.head[verb]
    tree.tag[verb], tree.pos[verb] = "VBZ" if third else "VBP", "VERB"
    for kid in range(tree.n):
        if tree.head[kid] != verb or kid in {verb, subject}:
            continue
        if kid < subject and tree.dep[kid] in _BEFORE:
            tree.head[kid] = subject
        elif kid > verb:
            placed = any(tree.head[k] == kid and tree.dep[k] == "case" for k in range(verb + 1, kid))
            if placed or tree.dep[kid] in {"nmod", "flat", "compound", "appos", "dep"}:
                hang(tree, kid, verb, "obl" if placed else "obj")
    hang(tree, subject, verb, "nsubj")
    if governor > verb:  # "jails journalist", read as a kind of journalist
        hang(tree, verb, tree.head[governor] if tree.head[governor] != governor else verb, tree.dep[governor])
        hang(tree, governor, verb, "obj")
    elif governor != verb:
        hang(tree, verb, verb, "ROOT")
    _give_back_subjects(tree, verb, subject)


def _give_back_subjects(tree: Parse, verb: int, subject: int) -> None:
    """In "King on front as army reports enemy beaten" the enemy is beaten, and nobody says so of the king."""
    for later in range(verb + 1, tree.n):
        first = next(iter(kids(tree, later, "nsubj", 0, subject)), None)
        if first is None or tree.head[later] != later or not kids(tree, later, "nsubj", verb, later):
            continue
        root = tree.full[later]
        hang(tree, later, verb, "ccomp")
        hang(tree, verb, first, "advcl")
        hang(tree, first, first, root)


def _participle_like_a_noun(tree: Parse) -> None:
    """In "Teenager knifed outside club" no noun ends so: it is what was done to the teenager."""
    for verb in range(1, tree.n):
        subject = verb - 1
        if tree.pos[verb] not in {"NOUN", "PROPN"} or tree.word[verb] not in _DONE_FORMS or tree.head[subject] != verb:
            continue
        if tree.pos[subject] in {"NOUN", "PROPN"} and _FINITE.isdisjoint(tree.tag):
            _make_verb(tree, verb, subject, third=False)
            tree.tag[verb] = "VBN"
            tree.full[subject] = "nsubj:pass"


def _told_of_the_first(tree: Parse, verb: int) -> None:
    """In "Boy, 9, hit by bus" the age stands between the boy and what was done to him."""
    subject = tree.head[verb]
    aged = [k for k in range(subject + 1, verb) if tree.head[k] == subject and tree.tag[k] == "CD"]
    if tree.tag[verb] != "VBN" or tree.head[subject] != subject or tree.pos[subject] not in {"NOUN", "PROPN"}:
        return
    if len(aged) != 1 or verb - subject != 4 or tree.word[subject + 1] != "," or tree.word[verb - 1] != ",":
        return
    hang(tree, verb, verb, tree.full[subject])
    hang(tree, subject, verb, "nsubj")
    tree.full[subject] = "nsubj:pass"
    hang(tree, aged[0], subject, "appos")


def mend_found_dead(tree: Parse, word: int) -> None:
    """In "was found shot dead", "Woman found stabbed to death" the one found was shot, whatever "shot" is taken for."""
    verb = tree.head[word]
    if tree.lemma[verb] not in _FOUND or word != verb + 1 or tree.word[word] not in _SHOT:
        return
    if word + 1 >= tree.n or tree.word[word + 1] not in {"dead", "to"}:
        return
    tree.tag[word], tree.pos[word], tree.lemma[word] = "VBN", "VERB", _SHOT[tree.word[word]]
    for subject in kids(tree, verb, "nsubj", 0, verb):
        if not kids(tree, verb, "obj"):
            tree.tag[verb], tree.full[subject] = "VBN", "nsubj:pass"


def _joined_by_a_comma(tree: Parse, second: int) -> None:
    """In "Norway, Chad sign deal" both sign."""
    verb = tree.head[second]
    start = second
    while start > 0 and tree.head[start - 1] == second and tree.dep[start - 1] in _BEFORE:
        start -= 1
    if start < 2 or tree.word[start - 1] != "," or tree.pos[second] != "PROPN":
        return
    first = start - 2
    while tree.dep[first] in {"flat", "compound"} and tree.head[first] < start - 1:
        if tree.head[first] == first:
            break
        first = tree.head[first]
    alone = all(k == first or tree.head[k] == first for k in range(start - 1))
    if not alone or tree.pos[first] != "PROPN" or tree.dep[first] not in {"vocative", "ROOT", "nsubj", "dep"}:
        return
    if tree.head[verb] == first:  # "Norway" was taken for the sentence
        hang(tree, verb, verb, "ROOT")
    hang(tree, first, verb, "nsubj")
    hang(tree, second, first, "conj")


def _done_to(tree: Parse, subject: int) -> None:
    """In "Ex-mayor arrested in port" he was arrested: headlines tell in the present tense what somebody does."""
    verb = tree.head[subject]
    if tree.tag[verb] != "VBD" or tree.lemma[verb] not in _DONE_TO or subject > verb:
        return
    dead = verb + 1 < tree.n and tree.word[verb + 1] == "dead"
    labels = ("obj", "iobj", "aux") if dead else ("obj", "iobj", "ccomp", "xcomp", "aux")
    if not any(kids(tree, verb, label) for label in labels):
        tree.tag[verb] = "VBN"
        tree.full[subject] = "nsubj:pass"
