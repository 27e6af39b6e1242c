"""Names and the nouns beside them."""

from __future__ import annotations

from timeline.extract.mending.parse import FINITE, Parse, hang, kids
from timeline.extract.mending.words import WORDS

_DETERMINED = frozenset({"the", "a", "an", "its", "his", "her", "their"})


def capital_adverb(tree: Parse, token: int) -> None:
    """In "The Swedish retailer Mendex" the name is one: no adverb is written with a capital there."""
    head = tree.head[token]
    name = tree.orth[token][:1].isupper() and token == head + 1 and tree.tag[head] == "NN"
    if name and (tree.pos[token] == "ADV" or tree.tag[token] == "RB"):
        tree.tag[token], tree.pos[token] = "NNP", "PROPN"
        hang(tree, token, head, "flat")


def verb_after_a_name(tree: Parse, token: int) -> None:
    """In "if the mayor attacks again, …" the word after the name is a verb, not a plural."""
    if tree.tag[token] != "NNS":
        return
    before = token - 1
    if before < 1 or tree.head[before] != token or tree.dep[before] not in {"compound", "nmod"}:
        return
    marked = any(
        tree.head[k] == token and tree.word[k] in WORDS.opens_a_clause for k in range(max(0, token - 6), before)
    )
    if marked and tree.pos[before] in {"PROPN", "NOUN"}:
        tree.tag[token], tree.pos[token] = "VBZ", "VERB"
        hang(tree, before, token, "nsubj")


def addressed(tree: Parse, token: int) -> None:
    """In "Roth, in her first speech, denied it" nobody calls to her: news addresses nobody, she denied it."""
    verb = tree.head[token]
    if token < verb and tree.tag[verb] in FINITE and not kids(tree, verb, "nsubj", token, verb):
        hang(tree, token, verb, "nsubj")


def name_of_a_player(tree: Parse, name: int) -> None:
    """In "Italy forward Nic Gatti was banned" he was, whatever "forward" is taken for."""
    noun = tree.head[name]
    owner = tree.head[noun]
    if tree.pos[noun] != "ADV" or owner != noun - 1 or tree.pos[owner] != "PROPN" or name < noun:
        return
    hang(tree, name, tree.head[owner] if tree.head[owner] != owner else name, tree.full[owner])
    tree.dep[name] = tree.full[name].partition(":")[0]
    hang(tree, owner, name, "compound")
    hang(tree, noun, name, "compound")
    tree.pos[noun] = "NOUN"
    for kid in range(name):
        if tree.head[kid] in {owner, noun} and kid not in {owner, noun}:
            tree.head[kid] = name


def named_after_a_comma(tree: Parse, token: int) -> None:
    """In "talks with the handling company, Mendex, collapsed" the name is the company's, nobody joined to it."""
    noun = tree.head[token]
    comma = token - 2 if tree.word[token - 1] == "the" else token - 1
    if tree.pos[token] != "PROPN" or tree.tag[noun] != "NN" or token < noun or tree.word[comma] != ",":
        return
    definite = any(tree.word[k] in _DETERMINED for k in range(max(0, noun - 4), noun))
    others = [k for k in range(noun, tree.n) if tree.head[k] in {noun, token} and k != token]
    joined = any(tree.dep[k] in {"cc", "conj"} for k in others)
    last = token
    while last + 1 < tree.n and tree.head[last + 1] in range(token, last + 1) and tree.pos[last + 1] == "PROPN":
        last += 1
    if definite and not joined and last + 1 < tree.n and tree.word[last + 1] in {",", "."}:
        hang(tree, token, noun, "appos")


def name_behind_its_noun(tree: Parse, verb: int) -> None:
    """In "Owners of chemical group Valtar voted" the owners voted, and the name is the group's."""
    top = tree.head[verb]
    while tree.dep[top] == "nmod" and tree.head[top] < top:
        top = tree.head[top]
    if tree.head[top] != top or tree.pos[top] not in {"NOUN", "PROPN"} or tree.tag[verb] not in FINITE:
        return
    subjects = kids(tree, verb, "nsubj", top, verb)
    if len(subjects) != 1 or tree.pos[subjects[0]] != "PROPN":
        return
    name = subjects[0]
    first = min([name, *(k for k in range(top, name) if tree.head[k] == name)])
    noun = first - 1
    if noun <= top or tree.tag[noun] != "NN" or tree.head[noun] != top or tree.dep[noun] != "nmod":
        return
    root = tree.full[top]
    hang(tree, name, noun, "flat")
    for kid in range(verb + 1, tree.n):
        if tree.head[kid] == top:
            tree.head[kid] = verb
    hang(tree, top, verb, "nsubj")
    hang(tree, verb, verb, root)


def name_set_off(tree: Parse, name: int) -> None:
    """In "was backed by a historian, Luca Ferri, who …" the name is the historian's."""
    noun = name - 2
    if noun < 0 or tree.pos[name] != "PROPN" or tree.word[name - 1] != "," or tree.tag[noun] != "NN":
        return
    if tree.ent[name] == "PERSON" and tree.head[noun] == tree.head[name] and tree.dep[noun] in {"obl", "obj", "nsubj"}:
        hang(tree, name, noun, "appos")
