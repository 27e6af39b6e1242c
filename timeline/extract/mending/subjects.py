"""Who does it: subjects and the verbs that they belong to."""

from __future__ import annotations

from timeline.extract.mending.parse import HEADS_A_CLAUSE, STOPS, Parse, hang, kids, under
from timeline.extract.mending.words import WORDS


def who_carries(tree: Parse, carrying: int) -> None:
    """In "a truck carrying refugees overturned" the truck did, not the refugees: "a" stands before no plural."""
    many, one = tree.head[carrying], carrying - 1
    if tree.tag[carrying] != "VBG" or tree.tag[many] != "NNS" or one < 1 or tree.tag[one] not in {"NN", "NNP"}:
        return
    articles = [k for k in range(max(0, one - 4), one) if tree.word[k] in {"a", "an"} and tree.head[k] in {one, many}]
    if tree.head[one] not in {many, carrying} or not articles or not carrying < many:
        return
    label, above = tree.full[many], tree.head[many]
    for kid in range(tree.n):
        if tree.head[kid] == many and (kid < one or (kid > many and tree.dep[kid] not in {"nmod", "case"})):
            tree.head[kid] = one
    hang(tree, one, one if above == many else above, label)
    hang(tree, carrying, one, "acl")
    hang(tree, many, carrying, "obj")
    past_tense(tree, one)


def past_tense(tree: Parse, subject: int) -> None:
    """In "a truck overturned outside the town." nobody overturned it: without "was" a participle is a past tense."""
    verb = tree.head[subject]
    if tree.tag[verb] != "VBN" or tree.full[subject] != "nsubj" or not subject < verb:
        return
    if tree.word[-1] not in STOPS and not any(tree.word[k] == "when" for k in kids(tree, verb, "advmod", 0, subject)):
        return  # a headline leaves "was" out
    if tree.dep[verb] not in HEADS_A_CLAUSE or (verb + 1 < tree.n and tree.word[verb + 1] == "by"):
        return
    if not any(tree.head[k] == verb and tree.dep[k] in {"aux", "cop"} for k in range(max(0, verb - 12), verb)):
        tree.tag[verb] = "VBD"


def second_subject(tree: Parse, token: int) -> None:
    """A verb has one subject: "PM Berg", and "says the clerk from Oslo, a town in Norway", are each one."""
    verb, before = tree.head[token], token - 1
    if token > verb and tree.word[before] != "and":
        first = next(iter(kids(tree, verb, "nsubj", verb + 1, token)), None)
        if first is not None:
            hang(tree, token, first, "appos")
        return
    title = tree.tag[token] == "NNP" and before in kids(tree, verb, "nsubj", before, token)
    if title and tree.tag[before] in {"NN", "NNP"}:
        hang(tree, before, token, "compound")


def subject_after_a_preposition(tree: Parse, verb: int) -> None:
    """In "it ended after their union, the FNV, signed a deal" the union signed it."""
    if tree.tag[verb] not in {"VBD", "VBZ"} or tree.word[verb - 1] != "," or kids(tree, verb, "cc", verb - 4, verb):
        return
    head = tree.head[verb]
    for noun in reversed(kids(tree, head, "obl", head, verb)):
        case = kids(tree, noun, "case", head, noun)
        last = max([noun, *(k for k in range(noun, verb - 1) if under(tree, k, noun))])
        if not case or tree.word[case[0]] not in {"after", "before", "since", "until", "as"} or last != verb - 2:
            continue
        if kids(tree, noun, "appos", noun, verb):
            hang(tree, verb, head, "advcl")
            hang(tree, noun, verb, "nsubj")
            hang(tree, case[0], verb, "mark")
        return


def main_verb(tree: Parse, verb: int) -> None:
    """In "the truce held for a night" the sentence tells of the truce; "held" does not describe it."""
    noun = tree.head[verb]
    if tree.head[noun] != noun or noun > verb or tree.tag[verb] not in {"VBD", "VBN"} or tree.word[verb - 1] == ",":
        return
    if tree.pos[noun] not in {"NOUN", "PROPN"} or any(
        tree.dep[k] in {"nsubj", "aux", "cop", "mark"} and tree.head[k] in {noun, verb} for k in range(verb)
    ):
        return
    asked = tree.lemma[verb] == "call" and verb + 1 < tree.n and tree.word[verb + 1] in {"on", "for"}
    if tree.tag[verb] == "VBD" or asked or kids(tree, verb, "obj", verb, verb + 12):
        root = tree.full[noun]
        for kid in range(verb, tree.n):
            if tree.head[kid] == noun and kid != verb:
                tree.head[kid] = verb
        hang(tree, noun, verb, "nsubj")
        tree.pos[verb] = "VERB"
        tree.tag[verb] = "VBD"
        hang(tree, verb, verb, root)


def what_killed(tree: Parse, verb: int) -> None:
    """In "the attack on a firm near Roth which killed five" it was the attack that killed."""
    noun = tree.head[verb]
    if tree.full[verb] != "acl:relcl" or tree.lemma[verb] not in WORDS.harming or tree.lemma[noun] in WORDS.harm:
        return
    if not any(tree.word[k] in {"which", "that"} for k in kids(tree, verb, "nsubj", noun, verb)):
        return
    while tree.dep[noun] == "nmod" and tree.head[noun] < noun:
        noun = tree.head[noun]
        if tree.lemma[noun] in WORDS.harm:
            tree.head[verb] = noun
            return


def unverb(tree: Parse) -> None:
    """In "an Israeli drone strike killed two" nobody drones: article and adjective ask for a noun."""
    for verb in range(2, tree.n - 1):
        adjective, noun = verb - 1, verb + 1
        if tree.tag[verb] not in {"VB", "VBP"} or tree.dep[adjective] != "nsubj" or tree.head[adjective] != verb:
            continue
        if tree.tag[adjective] not in {"JJ", "NNP"} or tree.tag[verb - 2] != "DT" or tree.head[verb - 2] != adjective:
            continue
        if tree.tag[noun] not in {"NN", "NNS"} or tree.head[noun] != verb:
            continue
        _make_compound(tree, verb, adjective, noun)


def _make_compound(tree: Parse, verb: int, adjective: int, noun: int) -> None:
    told = next(
        (v for v in range(noun + 1, tree.n) if tree.tag[v] == "VBD" and not kids(tree, v, "nsubj", noun, v)), None
    )
    above, label = tree.head[verb], tree.full[verb]
    for kid in range(tree.n):
        if tree.head[kid] == verb and kid not in {verb, noun}:
            tree.head[kid] = noun
            if tree.dep[kid] == "obl":
                hang(tree, kid, noun, "nmod")
    tree.tag[verb], tree.pos[verb] = "NN", "NOUN"
    hang(tree, verb, noun, "compound")
    hang(tree, adjective, noun, "amod")
    hang(tree, verb - 2, noun, "det")
    if told is not None and tree.dep[told] in {"ccomp", "ROOT", "conj", "parataxis", "acl"}:
        hang(tree, noun, told, "nsubj")
        if tree.head[told] == verb or tree.head[told] == noun:
            hang(tree, told, above if above != verb else told, label)
    else:
        hang(tree, noun, above if above != verb else noun, label)
