"""Words of time and numbers that the parser takes for clauses, subjects or names."""

from __future__ import annotations

from timeline.extract.mending.parse import Parse, hang, kids
from timeline.extract.mending.words import WORDS
from timeline.extract.numbers import VALUES

_WHERE = frozenset({"in", "at", "on", "near", "outside", "inside"})
_COUNTS_FROM = frozenset({"after", "before"})


def day_taken_for_a_clause(tree: Parse, token: int) -> None:
    """In "offered him a job that day" the day says when, and is no clause about the job."""
    if tree.tag[token] != "NN" or tree.lemma[token] not in WORDS.times or not kids(tree, token, "det"):
        return
    verb = tree.head[token]
    for _ in range(8):
        if tree.pos[verb] == "VERB":
            hang(tree, token, verb, "obl")
            return
        verb = tree.head[verb]


def count_taken_for_a_subject(tree: Parse, token: int) -> None:
    """In "rehired him, five days after its board had fired him" the board is who fired him, and the days count."""
    verb = tree.head[token]
    if tree.lemma[token] not in WORDS.spans or tree.tag[token] not in {"NN", "NNS"} or not token < verb:
        return
    for noun in kids(tree, token, "nmod", token + 1, verb):
        for case in kids(tree, noun, "case", token + 1, noun):
            if tree.word[case] in _COUNTS_FROM:
                hang(tree, noun, verb, "nsubj")
                hang(tree, case, verb, "mark")
                hang(tree, token, verb, "obl")
                if tree.dep[verb] == "parataxis":
                    hang(tree, verb, tree.head[verb], "advcl")
                return


def clause_of_when(tree: Parse, when: int) -> None:
    """In "died when a coach carrying pilgrims overturned" a coach is no time: the last participle is its verb."""
    noun = tree.head[when]
    if tree.word[when] != "when" or tree.pos[noun] != "NOUN" or not when < noun or kids(tree, noun, "case"):
        return
    if tree.dep[noun] != "obl" or kids(tree, noun, "nsubj") + kids(tree, noun, "cop"):
        return
    verb, phrase = noun, {noun}
    for token in range(noun + 1, tree.n):
        if tree.head[token] in phrase and tree.dep[token] in {"acl", "obj"} and tree.full[token] != "acl:relcl":
            phrase.add(token)
            if tree.tag[token] in {"VBN", "VBD"} and not any(
                tree.word[k] == "by" for k in range(token, min(token + 2, tree.n))
            ):
                verb = token
    if verb != noun:
        tree.tag[verb], tree.pos[verb] = "VBD", "VERB"
        hang(tree, verb, tree.head[noun], "advcl")
        hang(tree, noun, verb, "nsubj")
        hang(tree, when, verb, "advmod")


def place_beside_hours(tree: Parse, token: int) -> None:
    """In "met for three hours at a hotel" they met at the hotel."""
    hours = tree.head[token]
    if tree.lemma[hours] not in WORDS.hours:
        return
    placed = any(tree.word[k] in _WHERE for k in kids(tree, token, "case", hours + 1, token))
    if placed and tree.dep[hours] == "obl" and tree.pos[tree.head[hours]] == "VERB":
        hang(tree, token, tree.head[hours], "obl")


def count_at_the_start(tree: Parse) -> None:
    """In "Twelve people died", "Twenty-two miners died" a capital letter makes no name of a number."""
    for start, end in tree.sents:
        if start >= end or tree.word[start] not in VALUES or tree.pos[start] == "NUM":
            continue
        last = (
            start + 2 if start + 2 < end and tree.word[start + 1] == "-" and tree.word[start + 2] in VALUES else start
        )
        for token in {start, last}:
            tree.tag[token], tree.pos[token] = "CD", "NUM"
        if tree.dep[last] in {"compound", "amod", "nmod", "flat"}:
            tree.dep[last] = tree.full[last] = "nummod"
