"""Clauses that open with "whose"."""

from __future__ import annotations

from timeline.extract.mending.parse import FINITE, Parse, hang, kids, opening


def joined_before_whose(tree: Parse, whose: int) -> None:
    """In "condemned by A and by B, whose leader called it a shame" B condemned it, too, and its leader called."""
    noun, subject = whose - 2, tree.head[whose]
    if tree.word[whose] != "whose" or noun < 1 or tree.word[whose - 1] != ",":
        return
    verb = tree.head[noun]
    if tree.dep[noun] != "obl" or not whose < verb or not kids(tree, noun, "cc", noun - 6, noun):
        return
    first = tree.head[verb]
    case = next((tree.word[k] for k in kids(tree, noun, "case", noun - 6, noun)), "")
    for other in reversed(kids(tree, first, "obl", first, noun)):
        if case and any(tree.word[k] == case for k in kids(tree, other, "case", first, other)):
            hang(tree, noun, other, "conj")
            hang(tree, verb, noun, "acl:relcl")
            tree.dep[verb] = "acl"
            if tree.dep[subject] == "nmod" and not kids(tree, verb, "nsubj", whose, verb):
                hang(tree, subject, verb, "nsubj")
            return


def clause_of_whose(tree: Parse, verb: int) -> None:
    """In "the council, whose envoy, Ann Lee, called on them" the envoy called; "called" describes no envoy."""
    noun = tree.head[verb]
    if tree.tag[verb] not in {"VBD", "VBN"} or not noun < verb or tree.word[verb - 1] != ",":
        return
    whose = [k for k in range(max(0, noun - 4), noun) if tree.head[k] == noun and tree.word[k] == "whose"]
    owner = tree.head[noun]
    if not whose or owner >= noun or tree.dep[noun] not in {"appos", "conj", "nmod"}:
        return
    hang(tree, verb, owner, "acl:relcl")
    tree.dep[verb], tree.tag[verb], tree.pos[verb] = "acl", "VBD", "VERB"
    hang(tree, noun, verb, "nsubj")


def main_clause_after_whose(tree: Parse, subject: int) -> None:
    """In "Chile, whose envoy, Ann Lee, met them, is sending tents" the envoy met them and Chile sends."""
    verb = tree.head[subject]
    nouns = [n for n in kids(tree, subject, "appos", subject, verb) if kids(tree, n, "nmod", n - 4, n)]
    noun = next((n for n in nouns if tree.word[kids(tree, n, "nmod", n - 4, n)[0]] == "whose"), None)
    if noun is None or tree.head[verb] != verb:
        return
    for later in kids(tree, verb, "advcl", verb) + kids(tree, verb, "conj", verb):
        first = opening(tree, later, verb)
        finite = tree.tag[later] in FINITE or kids(tree, later, "aux", verb, later)
        if finite and tree.word[first - 1] == "," and not kids(tree, later, "nsubj", verb, later):
            root = tree.full[verb]
            hang(tree, later, later, root)
            hang(tree, subject, later, "nsubj")
            hang(tree, verb, subject, "acl:relcl")
            tree.dep[verb] = "acl"
            hang(tree, noun, verb, "nsubj")
            for name in kids(tree, subject, "appos", noun, verb):
                hang(tree, name, noun, "appos")
            return


def clause_of_whose_after_a_name(tree: Parse, verb: int) -> None:
    """In "sent observers, whose head, Ann Lee, was received" the head was received, and she is the head."""
    first = tree.head[verb]
    own = kids(tree, verb, "aux", first, verb)
    start = min([verb, *own])
    if kids(tree, verb, "cc", first, verb) or kids(tree, verb, "nsubj", first, verb) or tree.word[start - 1] != ",":
        return
    whose = next((k for k in range(start - 2, first, -1) if tree.word[k] == "whose"), None)
    noun = tree.head[whose] if whose is not None else first
    if not first < noun < start or tree.dep[noun] != "appos":
        return
    hang(tree, verb, tree.head[noun], "acl:relcl")
    tree.dep[verb] = "acl"
    passive = any(tree.full[k] == "aux:pass" for k in own)
    hang(tree, noun, verb, "nsubj:pass" if passive else "nsubj")
    tree.dep[noun] = "nsubj"
    for name in range(noun + 2, start):
        if tree.pos[name] == "PROPN" and not noun <= tree.head[name] < start:
            hang(tree, name, noun, "appos")
