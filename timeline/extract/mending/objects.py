"""To whom and by whom it is done: objects, receivers, offices and agents."""

from __future__ import annotations

from timeline.extract.mending.parse import REACH, Parse, hang, kids, passive, phrase_start
from timeline.extract.mending.words import WORDS

_ASIDE = frozenset({"on", "in", "at", "by", "with", "after", "during", "for"})


def object_of_a_verb(tree: Parse, token: int) -> None:
    """Mend an object, where it is one after all."""
    _second_object(tree, token)
    if tree.dep[token] == "obj":
        _blamed_on(tree, token)
        _first_of_two_objects(tree, token)
        _receiver_before_a_thing(tree, token)


def _second_object(tree: Parse, token: int) -> None:
    """In "met the king in May, the first visit by a pope" the visit was not met: it says again what was told."""
    verb = tree.head[token]
    first = kids(tree, verb, "obj", verb, token)
    start = phrase_start(tree, token)
    if (
        first
        and start > 0
        and tree.word[start - 1] == ","
        and tree.word[start] in {"the", "a", "an", "his", "her", "its"}
    ):
        hang(tree, token, verb, "parataxis")


def _first_of_two_objects(tree: Parse, token: int) -> None:
    """In "handed the envoy a note" the envoy got it."""
    verb = tree.head[token]
    if token < verb or tree.pos[verb] != "VERB" or tree.lemma[verb] in WORDS.naming or tree.pos[token] == "PROPN":
        return
    others = kids(tree, verb, "obj", verb + 1, token)
    if len(others) != 1 or tree.tag[others[0]] in {"CD", "$"}:
        return
    first = others[0]
    between = range(first + 1, token)
    joined = all(tree.head[k] in {first, token} or first < tree.head[k] < token for k in between)
    parted = any(tree.pos[k] in {"PUNCT", "CCONJ", "ADP"} for k in between)
    if joined and not parted:
        hang(tree, first, verb, "iobj")


def _blamed_on(tree: Parse, token: int) -> None:
    """In "blamed the attack on rebels" nobody attacked them."""
    verb = tree.head[token]
    if tree.lemma[verb] != "blame":
        return
    for kid in kids(tree, token, "nmod", token):
        if any(tree.word[k] == "on" for k in kids(tree, kid, "case", token, kid)):
            hang(tree, kid, verb, "obl")


def _receiver_before_a_thing(tree: Parse, token: int) -> None:
    """In "offered Norway emergency aid", "promised the club money" they get it; there is no Norway aid."""
    verb = tree.head[token]
    first = verb + 1
    if tree.lemma[verb] not in WORDS.giving or not first < token or tree.pos[token] != "NOUN":
        return
    for receiver in kids(tree, token, "nsubj", verb, token):  # "offered the unions talks"
        hang(tree, receiver, verb, "iobj")
    named = tree.tag[first] == "NNP" and tree.ent[first] != ""
    if (
        not named
        and tree.tag[first] == "DT"
        and tree.tag[first + 1] in {"NN", "NNS"}
        and tree.lemma[token] in WORDS.given
    ):
        hang(tree, first, first + 1, "det")
        first, named = first + 1, first + 1 < token
    if named and tree.head[first] == token and tree.dep[first] == "compound":
        hang(tree, first, verb, "iobj")


def counted_object(tree: Parse, token: int) -> None:
    """In "wounding between 12 and 15 others", "injuring up to 140" the others were wounded."""
    verb = tree.head[token]
    if tree.lemma[verb] not in WORDS.counted or not verb < token <= verb + REACH:
        return
    least = tree.word[verb + 1] == "at" and tree.word[verb + 2] in {"least", "most"}
    if not least and tree.word[verb + 1] not in WORDS.before_a_count:
        return
    counted = tree.pos[token] == "NUM" or kids(tree, token, "nummod", verb, token)
    between = all(tree.head[k] in {token, verb} or verb < tree.head[k] <= token for k in range(verb + 1, token))
    if not counted or not between or kids(tree, verb, "obj", verb, verb + REACH):
        return
    hang(tree, token, verb, "obj")
    for kid in range(verb + 1, token):
        if tree.dep[kid] == "compound" and tree.head[kid] == verb:  # "injuring up | to 140"
            hang(tree, kid, token, "advmod")


def object_behind_a_preposition(tree: Parse, case: int) -> None:
    """In "met in Novi Sad" the town is no object."""
    head = tree.head[case]
    if tree.tag[case] not in {"IN", "TO"}:
        return
    if tree.dep[head] == "compound" and case < head < tree.head[head]:
        tree.head[case] = head = tree.head[head]
    if case < head and tree.dep[head] == "obj":
        tree.dep[head] = tree.full[head] = "obl"


def shot_dead(tree: Parse, token: int) -> None:
    """In "shot dead nine passengers" the passengers were alive before."""
    verb = token - 1
    if tree.word[token] != "dead" or verb < 0 or tree.lemma[verb] not in {"shoot", "gun", "find", "strike"}:
        return
    if tree.head[token] > token and tree.head[tree.head[token]] == verb:
        hang(tree, token, verb, "xcomp")


def participle_of_an_object(tree: Parse, token: int) -> None:
    """In "breaking the truce agreed in May" the truce agrees to nothing."""
    head = tree.head[token]
    if tree.tag[token] == "VBD" and token - 1 in kids(tree, head, "obj", head, token):
        tree.tag[token] = "VBN"
        hang(tree, token, token - 1, "acl")


def elected_to_office(tree: Parse, verb: int) -> None:
    """In "she was elected president of the club" the sentence tells of the election, and of no elected president."""
    noun = tree.head[verb]
    helpers = [
        k
        for k in range(max(0, verb - 4), verb)
        if tree.lemma[k] == "be" and (tree.full[k], tree.head[k]) in {("aux:pass", verb), ("cop", noun)}
    ]
    if tree.tag[verb] != "VBN" or tree.lemma[verb] not in WORDS.making or not helpers or noun < verb:
        return
    if any(tree.tag[k] == "DT" for k in range(helpers[0], noun)):
        return
    hang(tree, helpers[-1], verb, "aux:pass")
    tree.dep[helpers[-1]] = "aux"
    label, above = tree.full[noun], tree.head[noun]
    for kid in range(tree.n):
        if tree.head[kid] != noun or kid in {verb, noun}:
            continue
        if tree.dep[kid] in {"nsubj", "csubj"}:
            hang(tree, kid, verb, "nsubj:pass")
            tree.dep[kid] = "nsubj"
        elif tree.dep[kid] in {"aux", "advmod", "mark", "punct", "cc", "advcl", "parataxis", "obl", "conj"}:
            tree.head[kid] = verb
        elif tree.dep[kid] == "nmod" and any(
            tree.head[k] == kid and tree.dep[k] == "case" and tree.word[k] in _ASIDE for k in range(noun, kid)
        ):
            hang(tree, kid, verb, "obl")
    hang(tree, verb, verb if above == noun else above, label)
    tree.dep[verb] = label.partition(":")[0]
    tree.pos[verb] = "VERB"
    hang(tree, noun, verb, "xcomp")


def given_to_whom(tree: Parse, token: int) -> None:
    """In "promised the workers help and urged the firm to wait" help is promised; the workers neither help nor urge."""
    verb = tree.head[token]
    if (
        tree.lemma[verb] not in WORDS.giving
        or tree.lemma[token] not in WORDS.given
        or tree.tag[token] not in {"VBP", "VB"}
    ):
        return
    receivers = kids(tree, token, "nsubj", verb, token)
    if receivers != [token - 1]:
        return
    tree.tag[token], tree.pos[token] = "NN", "NOUN"
    hang(tree, token, verb, "obj")
    hang(tree, token - 1, verb, "iobj")
    for kid in kids(tree, token, "conj", token) + kids(tree, token, "advcl", token):
        if tree.tag[kid] == tree.tag[verb]:
            tree.head[kid] = verb
        elif tree.dep[kid] == "advcl":
            hang(tree, kid, token, "acl")


def deed_behind_over(tree: Parse, gerund: int) -> None:
    """In "Man held over stabbing" nobody says who stabbed: the word is a noun."""
    if tree.tag[gerund] != "VBG" or kids(tree, gerund, "obj") or kids(tree, gerund, "obl"):
        return
    if gerund > 0 and tree.word[gerund - 1] == "over" and tree.head[gerund - 1] == gerund:
        tree.tag[gerund], tree.pos[gerund] = "NN", "NOUN"
        hang(tree, gerund, tree.head[gerund], "obl")
        hang(tree, gerund - 1, gerund, "case")


def participle_behind_to(tree: Parse, participle: int) -> None:
    """In "tributes to murdered nurse" no infinitive ends so: the word describes whom they are paid to."""
    marks = kids(tree, participle, "mark", participle - 1, participle)
    nouns = kids(tree, participle, "obj", participle + 1)
    if tree.tag[participle] != "VBN" or not marks or tree.word[marks[0]] != "to" or len(nouns) != 1:
        return
    noun, head = nouns[0], tree.head[participle]
    if any(tree.pos[k] != "ADJ" and tree.head[k] != noun for k in range(participle + 1, noun)):
        return
    hang(tree, noun, head, "nmod")
    hang(tree, marks[0], noun, "case")
    hang(tree, participle, noun, "amod")


def both_behind_a_preposition(tree: Parse, both: int) -> None:
    """In "appealed to both to wait" both are asked."""
    infinitive = tree.head[both]
    case = both - 1
    if (
        tree.word[both] != "both"
        or tree.tag[case] not in {"IN", "TO"}
        or both + 1 >= tree.n
        or tree.word[both + 1] != "to"
    ):
        return
    tree.tag[both], tree.pos[both] = "DT", "PRON"
    hang(tree, both, tree.head[infinitive], "obl")
    hang(tree, case, both, "case")


def complement_of_an_agent(tree: Parse, token: int) -> None:
    """In "was accused by many of hiding it", "asked by the king to go" the many hide nothing, and he does not go."""
    agent = tree.head[token]
    if tree.full[agent] != "obl:agent":
        return
    if tree.tag[token] == "VBG" and tree.word[token - 1] in {"of", "for"}:
        hang(tree, token, tree.head[agent], "advcl")
    elif tree.tag[token] == "VB" and tree.word[token - 1] == "to":
        hang(tree, token, tree.head[agent], "xcomp")


def agent_without_by(tree: Parse, token: int) -> None:
    """In "was sworn in after talks between the army, Berg and others" Berg did not swear her in."""
    first = phrase_start(tree, token)
    if tree.full[token] == "obl:agent" and not any(tree.word[k] == "by" for k in range(max(0, first - 2), token)):
        tree.full[token] = "obl"


def agent_behind_an_office(tree: Parse, token: int) -> None:
    """In "will be named as minister by the king" the king names her."""
    office = tree.head[token]
    verb = tree.head[office]
    by = any(tree.word[k] == "by" for k in kids(tree, token, "case", office, token))
    if (
        by
        and passive(tree, verb)
        and tree.dep[office] in {"obl", "xcomp", "obj"}
        and tree.lemma[verb] in WORDS.making | {"nominate"}
    ):
        hang(tree, token, verb, "obl:agent")
        tree.dep[token] = "obl"
