"""What is one of several, and what is not."""

from __future__ import annotations

from timeline.extract.mending.parse import Parse, hang, kids, opening, passive, under
from timeline.extract.mending.words import WORDS

_COMPLEMENTS = frozenset({"obj", "ccomp", "xcomp"})


def give_subjects(tree: Parse) -> None:
    """In "it won, and a meeting is to follow" a parser may join noun and first verb: each gets its own."""
    for noun, dep in enumerate(tree.dep):
        if dep != "conj" or tree.pos[noun] != "NOUN" or tree.pos[tree.head[noun]] != "VERB":
            continue
        head = tree.head[noun]
        later = [v for v in range(noun + 1, tree.n) if tree.head[v] == head and tree.dep[v] == "conj"]
        if later and tree.pos[later[0]] == "VERB":
            verb = later[0]
            owned = any(tree.head[k] == verb and tree.dep[k] == "nsubj" for k in range(noun, tree.n))
            if not owned:
                hang(tree, noun, verb, "nsubj")


def joined_participle(tree: Parse, token: int) -> None:
    """In "killing one and wounding two, officials said" both participles tell what happened.

    A verb that has a subject of its own has no participle for one: "fired, killing one before a guard stopped him".
    """
    verb = tree.head[token]
    if tree.tag[token] != "VBG":
        return
    first = tree.head[verb]
    if tree.dep[verb] == "conj" and first < token < verb and not kids(tree, verb, "cc", first, token):
        hang(tree, token, first, "advcl")
        noun = verb - 1
        if tree.head[noun] == token and tree.dep[noun] == "obl":
            hang(tree, noun, verb, "nsubj")
            for mark in kids(tree, noun, "case", token, noun):
                hang(tree, mark, verb, "mark")
            hang(tree, verb, first, "advcl")
        return
    if token == 0 or tree.word[token - 1] != "and":
        return
    for earlier in range(token - 2, max(-1, token - 15), -1):
        if tree.tag[earlier] == "VBG" and tree.dep[earlier] in {"advcl", "acl"}:
            hang(tree, token, earlier, "conj")
            return


def joined_name(tree: Parse, token: int) -> None:
    """In "Berg, head of trade and director of the port" the second office belongs to the first, not to the name."""
    name = tree.head[token]
    if tree.pos[name] != "PROPN" or tree.pos[token] not in {"NOUN", "PROPN"} or name > token:
        return
    links, offices = kids(tree, token, "cc", name, token), kids(tree, name, "appos", name, token)
    if links and offices and tree.word[links[-1] - 1] != ",":
        tree.head[token] = offices[-1]


def named_one_by_one(tree: Parse, token: int) -> None:
    """In "the two ministers, Berg and Roth," the second name belongs to the first, not to the ministers."""
    noun = tree.head[token]
    if tree.pos[token] != "PROPN" or tree.tag[noun] != "NNS" or noun > token:
        return
    names = [k for k in kids(tree, noun, "appos", noun, token) if tree.pos[k] == "PROPN"]
    if names:
        tree.head[token] = names[0]


def told_one_by_one(tree: Parse, token: int) -> None:
    """In "the two attackers, a man and a woman," two people attacked, not four."""
    group = tree.head[token]
    if group > token or tree.tag[group] != "NNS" or tree.tag[token] != "NN" or tree.word[token - 1] not in {"a", "an"}:
        return
    counts = [tree.word[k] for k in kids(tree, group, "nummod", max(0, group - 4), group)]
    others = kids(tree, token, "conj", token, token + 12)
    if tree.word[token - 2] == "," and counts == [{1: "two", 2: "three"}.get(len(others))]:
        hang(tree, token, group, "appos")


def suspects_one_by_one(tree: Parse, token: int) -> None:
    """In "the suspects, two men and a woman, were held" they are named again, and nobody is joined to them."""
    noun = tree.head[token]
    if tree.tag[noun] != "NNS" or tree.dep[noun] != "nsubj" or not noun < token < tree.head[noun]:
        return
    first = opening(tree, token, noun)
    definite = any(tree.word[k] in {"the", "these"} for k in kids(tree, noun, "det", noun - 6, noun))
    counted = tree.tag[first] in {"CD", "DT"} and tree.word[first] != "the"
    if not definite or not counted or tree.word[first - 1] != ",":
        return
    last = max(k for k in range(token, tree.head[noun]) if under(tree, k, token))
    if tree.word[last + 1] == ",":
        hang(tree, token, noun, "appos")


def joined_count(tree: Parse, verb: int) -> None:
    """In "19 were killed and 300 injured when …" the two counts stand side by side."""
    first = tree.head[verb]
    if tree.tag[verb] != "VBN" or tree.lemma[verb] not in WORDS.suffered or not first < verb:
        return
    numbers = kids(tree, verb, "nummod", first, verb)
    joined = numbers and any(tree.word[k] == "and" for k in range(first + 1, numbers[0]))
    if joined and tree.lemma[first] in WORDS.suffered | {"die"} and not kids(tree, verb, "mark", first, verb):
        hang(tree, verb, first, "conj")


def joined_passive(tree: Parse, verb: int) -> None:
    """In "nine were killed and 22 others injured" nobody was injured by the 22."""
    first = tree.head[verb]
    if tree.lemma[verb] not in WORDS.suffered or first > verb:
        return
    if not passive(tree, first):
        return
    own = kids(tree, verb, "nsubj", first, verb)
    after = any(tree.head[k] == verb and tree.dep[k] in _COMPLEMENTS for k in range(verb, min(tree.n, verb + 9)))
    if len(own) == 1 and not after and not kids(tree, verb, "aux", first, verb):
        tree.tag[verb] = "VBN"
        tree.full[own[0]] = "nsubj:pass"


def others_wounded(tree: Parse, count: int) -> None:
    """In "eight were killed and 20 wounded by shells" the twenty were wounded."""
    verb, killed = count + 1, tree.head[count]
    if tree.tag[count] != "CD" or verb >= tree.n or tree.tag[verb] != "VBN" or tree.lemma[verb] not in WORDS.counted:
        return
    if tree.tag[killed] == "VBN" and killed < count and tree.head[verb] in {killed, count}:
        hang(tree, verb, killed, "conj")
        hang(tree, count, verb, "nsubj:pass")
        tree.dep[count], tree.pos[verb] = "nsubj", "VERB"
