"""What the parser gets wrong about the parties of a verb: counted objects, two objects, predicates, whose-clauses.

Part of `mending`: facts of English grammar, worked on the tree's lists while children are not yet known.
"""

from __future__ import annotations

from timeline.extract.headlines import Parse, hang, kids

_COUNTED = frozenset(
    {"injure", "wound", "hurt", "kill", "arrest", "detain", "displace", "evacuate", "rescue", "infect", "capture"}
)
_BEFORE_A_COUNT = frozenset({"between", "up", "over", "around", "about", "under", "nearly", "almost"})
_PREDICATES = frozenset({"elect", "name", "appoint", "declare", "make", "crown", "proclaim"})
_NAMING = _PREDICATES | {"call", "consider", "dub", "label", "brand", "deem", "vote", "find"}
_GIVING = frozenset({"offer", "give", "send", "grant", "lend", "promise", "deny", "owe", "pay", "hand", "sell"})
_GIVEN = frozenset(
    {"money", "aid", "help", "support", "compensation", "cash", "access", "asylum", "permission", "weapons"}
)
_DETERMINED = frozenset({"the", "a", "an", "its", "his", "her", "their"})
_INFORMED = frozenset({"warn", "tell", "inform", "notify", "advise", "remind"})
_KNOWN = frozenset(
    {"danger", "risk", "news", "result", "outcome", "problem", "consequence", "decision", "change", "threat"}
)
_ASIDE = frozenset({"on", "in", "at", "by", "with", "after", "during", "for"})
_REACH = 12


def mend_object(tree: Parse, token: int) -> None:
    """Mend what stands as an object, or should."""
    dep = tree.dep[token]
    if dep == "obj":
        _blamed_on(tree, token)
        _first_of_two_objects(tree, token)
        _receiver_before_a_thing(tree, token)
    elif dep == "obl":
        _counted_object(tree, token)
    else:
        _shot_dead(tree, token)
        if tree.tag[token] == "VBN":
            _elected_to_office(tree, token)


def _counted_object(tree: Parse, token: int) -> None:
    """In "wounding between 12 and 15 others", "injuring up to 140" the others were wounded."""
    verb = tree.head[token]
    if tree.lemma[verb] not in _COUNTED or not verb < token <= verb + _REACH:
        return
    least = tree.word[verb + 1] == "at" and tree.word[verb + 2] in {"least", "most"}
    if not least and tree.word[verb + 1] not in _BEFORE_A_COUNT:
        return
    counted = tree.pos[token] == "NUM" or kids(tree, token, "nummod", verb, token)
    between = all(tree.head[k] in {token, verb} or verb < tree.head[k] <= token for k in range(verb + 1, token))
    if not counted or not between or kids(tree, verb, "obj", verb, verb + _REACH):
        return
    hang(tree, token, verb, "obj")
    for kid in range(verb + 1, token):
        if tree.dep[kid] == "compound" and tree.head[kid] == verb:  # "injuring up | to 140"
            hang(tree, kid, token, "advmod")


def _first_of_two_objects(tree: Parse, token: int) -> None:
    """In "handed the envoy a note" the envoy got it."""
    verb = tree.head[token]
    if token < verb or tree.pos[verb] != "VERB" or tree.lemma[verb] in _NAMING or tree.pos[token] == "PROPN":
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
    if tree.lemma[verb] not in _GIVING or not first < token or tree.pos[token] != "NOUN":
        return
    for receiver in kids(tree, token, "nsubj", verb, token):  # "offered the unions talks"
        hang(tree, receiver, verb, "iobj")
    named = tree.tag[first] == "NNP" and tree.ent[first] != ""
    if not named and tree.tag[first] == "DT" and tree.tag[first + 1] in {"NN", "NNS"} and tree.lemma[token] in _GIVEN:
        hang(tree, first, first + 1, "det")
        first, named = first + 1, first + 1 < token
    if named and tree.head[first] == token and tree.dep[first] == "compound":
        hang(tree, first, verb, "iobj")


def _elected_to_office(tree: Parse, verb: int) -> None:
    """In "she was elected president of the club" the sentence tells of the election, and of no elected president."""
    noun = tree.head[verb]
    helpers = [
        k
        for k in range(max(0, verb - 4), verb)
        if tree.lemma[k] == "be" and (tree.full[k], tree.head[k]) in {("aux:pass", verb), ("cop", noun)}
    ]
    if (
        not helpers
        or noun < verb
        or any(tree.tag[k] == "DT" for k in range(helpers[0], noun))
        or tree.lemma[verb] not in _PREDICATES
    ):
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


def mend_given(tree: Parse, token: int) -> None:
    """In "promised the workers help and urged the firm to wait" help is promised; the workers neither help nor urge."""
    verb = tree.head[token]
    if tree.lemma[verb] not in _GIVING or tree.lemma[token] not in _GIVEN or tree.tag[token] not in {"VBP", "VB"}:
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


def mend_joined(tree: Parse, token: int) -> None:
    """Mend what is taken for one of several."""
    _subject_after_a_preposition(tree, token)
    _others_wounded(tree, token)
    _clause_of_whose_after_a_name(tree, token)
    _suspects_one_by_one(tree, token)
    _named_after_a_comma(tree, token)


def mend_word(tree: Parse, token: int) -> None:
    """Mend a word that its class betrays."""
    dep, head = tree.dep[token], tree.head[token]
    if dep == "advmod":
        # "The Swedish retailer Mendex": no adverb is written with a capital there
        name = tree.orth[token][:1].isupper() and token == head + 1 and tree.tag[head] == "NN"
        if name and (tree.pos[token] == "ADV" or tree.tag[token] == "RB"):
            tree.tag[token], tree.pos[token] = "NNP", "PROPN"
            hang(tree, token, head, "flat")
    elif dep == "flat":
        _name_of_a_player(tree, token)
    elif tree.tag[token] == "VBD" and token - 1 in kids(tree, head, "obj", head, token):
        tree.tag[token] = "VBN"  # "breaking the truce agreed in May"
        hang(tree, token, token - 1, "acl")


def _name_of_a_player(tree: Parse, name: int) -> None:
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


def _shot_dead(tree: Parse, token: int) -> None:
    """In "shot dead nine passengers" the passengers were alive before."""
    verb = token - 1
    if tree.word[token] != "dead" or verb < 0 or tree.lemma[verb] not in {"shoot", "gun", "find", "strike"}:
        return
    if tree.head[token] > token and tree.head[tree.head[token]] == verb:
        hang(tree, token, verb, "xcomp")


def _named_after_a_comma(tree: Parse, token: int) -> None:
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
    if tree.head[top] != top or tree.pos[top] not in {"NOUN", "PROPN"} or tree.tag[verb] not in {"VBD", "VBZ", "VBP"}:
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


def main_clause_after_whose(tree: Parse, subject: int) -> None:
    """In "Chile, whose envoy, Ann Lee, met them, is sending tents" the envoy met them and Chile sends."""
    verb = tree.head[subject]
    nouns = [n for n in kids(tree, subject, "appos", subject, verb) if kids(tree, n, "nmod", n - 4, n)]
    noun = next((n for n in nouns if tree.word[kids(tree, n, "nmod", n - 4, n)[0]] == "whose"), None)
    if noun is None or tree.head[verb] != verb:
        return
    for later in kids(tree, verb, "advcl", verb) + kids(tree, verb, "conj", verb):
        first = min([later, *(k for k in range(verb, later) if tree.head[k] == later and tree.word[k] != ",")])
        finite = tree.tag[later] in {"VBD", "VBZ", "VBP"} or kids(tree, later, "aux", verb, later)
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


def _clause_of_whose_after_a_name(tree: Parse, verb: int) -> None:
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


def name_set_off(tree: Parse, name: int) -> None:
    """In "was backed by a historian, Luca Ferri, who …" the name is the historian's."""
    noun = name - 2
    if noun < 0 or tree.pos[name] != "PROPN" or tree.word[name - 1] != "," or tree.tag[noun] != "NN":
        return
    if tree.ent[name] == "PERSON" and tree.head[noun] == tree.head[name] and tree.dep[noun] in {"obl", "obj", "nsubj"}:
        hang(tree, name, noun, "appos")


def _others_wounded(tree: Parse, count: int) -> None:
    """In "eight were killed and 20 wounded by shells" the twenty were wounded."""
    verb, killed = count + 1, tree.head[count]
    if tree.tag[count] != "CD" or verb >= tree.n or tree.tag[verb] != "VBN" or tree.lemma[verb] not in _COUNTED:
        return
    if tree.tag[killed] == "VBN" and killed < count and tree.head[verb] in {killed, count}:
        hang(tree, verb, killed, "conj")
        hang(tree, count, verb, "nsubj:pass")
        tree.dep[count], tree.pos[verb] = "nsubj", "VERB"


def _subject_after_a_preposition(tree: Parse, verb: int) -> None:
    """In "it ended after their union, the FNV, signed a deal" the union signed it."""
    if tree.tag[verb] not in {"VBD", "VBZ"} or tree.word[verb - 1] != "," or kids(tree, verb, "cc", verb - 4, verb):
        return
    head = tree.head[verb]
    for noun in reversed(kids(tree, head, "obl", head, verb)):
        case = kids(tree, noun, "case", head, noun)
        last = max([noun, *(k for k in range(noun, verb - 1) if _under(tree, k, noun))])
        if not case or tree.word[case[0]] not in {"after", "before", "since", "until", "as"} or last != verb - 2:
            continue
        if kids(tree, noun, "appos", noun, verb):
            hang(tree, verb, head, "advcl")
            hang(tree, noun, verb, "nsubj")
            hang(tree, case[0], verb, "mark")
        return


def _under(tree: Parse, token: int, top: int) -> bool:
    for _ in range(_REACH):
        if token == top:
            return True
        token = tree.head[token]
    return False


def _suspects_one_by_one(tree: Parse, token: int) -> None:
    """In "the suspects, two men and a woman, were held" they are named again, and nobody is joined to them."""
    noun = tree.head[token]
    if tree.tag[noun] != "NNS" or tree.dep[noun] != "nsubj" or not noun < token < tree.head[noun]:
        return
    first = min([token, *(k for k in range(noun, token) if tree.head[k] == token and tree.word[k] != ",")])
    definite = any(tree.word[k] in {"the", "these"} for k in kids(tree, noun, "det", noun - 6, noun))
    counted = tree.tag[first] in {"CD", "DT"} and tree.word[first] != "the"
    if not definite or not counted or tree.word[first - 1] != ",":
        return
    last = max(k for k in range(token, tree.head[noun]) if _under(tree, k, token))
    if tree.word[last + 1] == ",":
        hang(tree, token, noun, "appos")


def agent_behind_an_office(tree: Parse, token: int) -> None:
    """In "will be named as minister by the king" the king names her."""
    office = tree.head[token]
    verb = tree.head[office]
    by = any(tree.word[k] == "by" for k in kids(tree, token, "case", office, token))
    passive = any(tree.full[k] == "aux:pass" for k in kids(tree, verb, "aux", verb - 4, verb))
    if (
        by
        and passive
        and tree.dep[office] in {"obl", "xcomp", "obj"}
        and tree.lemma[verb] in _PREDICATES | {"nominate"}
    ):
        hang(tree, token, verb, "obl:agent")
        tree.dep[token] = "obl"
