"""What the parser gets wrong in news again and again, mended once before anybody reads the tree.

Each mend says a fact of English grammar that holds whatever the sentence is about; it works on the tree's lists of
words, tags, labels and heads, while children are not yet known.
"""

from __future__ import annotations

from collections.abc import Callable

from timeline.extract.headlines import Parse, hang, kids, mend_found_dead, mend_headline
from timeline.extract.mending_objects import (
    agent_behind_an_office,
    both_behind_a_preposition,
    clause_of_whose,
    joined_before_whose,
    main_clause_after_whose,
    mend_given,
    mend_joined,
    mend_object,
    mend_word,
    name_behind_its_noun,
    name_set_off,
    unverb,
)
from timeline.extract.mending_times import mend_count, mend_time, mend_when
from timeline.extract.numbers import VALUES

_SAYING = frozenset({"say", "report", "announce", "confirm", "add", "tell", "note", "explain"})
_HOLDING = frozenset(
    {"deny", "claim", "insist", "admit", "acknowledge", "complain", "argue", "allege", "warn", "believe"}
)
_REPORTING = frozenset({"say", "report", "announce", "confirm", "add"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_OPENS_A_CLAUSE = frozenset({"if", "when", "unless", "because", "while", "whether", "once", "although", "though"})
_HOURS = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})
_WEEKDAYS = frozenset(f"{day}day" for day in ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun"))
_DAYS = frozenset({*_HOURS, "today", "yesterday", "morning", "afternoon", "evening", "night"}) | _WEEKDAYS
_HEADS_A_CLAUSE = frozenset({"ROOT", "ccomp", "advcl", "parataxis", "acl"})
_SUFFERED = frozenset(
    {"injure", "wound", "hurt", "kill", "arrest", "detain", "displace", "damage", "destroy", "evacuate"}
)
_HARMING = frozenset({"kill", "injure", "wound", "maim", "hurt", "displace", "claim", "destroy", "damage"})
# fmt: off
_HARM = frozenset({
    "accident", "airstrike", "ambush", "assault", "attack", "avalanche", "blast", "blaze", "bombing", "bombardment",
    "clash", "collapse", "collision", "crash", "cyclone", "disaster", "drought", "earthquake", "eruption",
    "explosion", "fire", "flood", "hurricane", "incident", "landslide", "massacre", "mudslide", "offensive",
    "outbreak", "quake", "raid", "riot", "rampage", "shelling", "shooting", "stampede", "stabbing", "storm",
    "strike", "tornado", "tsunami", "typhoon", "war", "wildfire",
})
# fmt: on
_STOPS = frozenset({".", "”", '"'})
_COMPLEMENTS = frozenset({"obj", "ccomp", "xcomp"})
_WHERE = frozenset({"in", "at", "on", "near", "outside", "inside"})


def mend(tree: Parse) -> None:
    """Mend all that is known; labels and heads change in place."""
    _count_at_the_start(tree)
    _day_of_the_speech(tree)
    unverb(tree)
    _give_subjects(tree)
    _give_speakers(tree)
    for token, dep in enumerate(tree.dep):
        for one in _MENDS.get(dep, ()):
            one(tree, token)
        if tree.tag[token] in _FINITE and tree.pos[token] in {"ADJ", "NOUN"} and tree.dep[token] in _HEADS_A_CLAUSE:
            tree.pos[token] = "VERB"  # "troops clashed": two parts of the pipeline disagree, the ending decides
    mend_headline(tree)


def _deed_behind_over(tree: Parse, gerund: int) -> None:
    """In "Man held over stabbing" nobody says who stabbed: the word is a noun."""
    if tree.tag[gerund] != "VBG" or kids(tree, gerund, "obj") or kids(tree, gerund, "obl"):
        return
    if gerund > 0 and tree.word[gerund - 1] == "over" and tree.head[gerund - 1] == gerund:
        tree.tag[gerund], tree.pos[gerund] = "NN", "NOUN"
        hang(tree, gerund, tree.head[gerund], "obl")
        hang(tree, gerund - 1, gerund, "case")


def _participle_behind_to(tree: Parse, participle: int) -> None:
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


def _count_at_the_start(tree: Parse) -> None:
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


def _give_subjects(tree: Parse) -> None:
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


def _give_speakers(tree: Parse) -> None:
    """In "it killed seven, residents and police said" the last two speak; a parser may join them to the first."""
    for verb, lemma in enumerate(tree.lemma):
        if lemma not in _REPORTING or verb < 2 or tree.tag[verb] not in {"VBD", "VBZ", "VBP"}:
            continue
        last = verb - 1
        subjects = [k for k in range(verb) if tree.head[k] == verb and tree.dep[k] == "nsubj"]
        if subjects and not (subjects == [last] and any(tree.dep[k] == "cc" for k in _own(tree, last))):
            continue
        first = last if not subjects else min(k for k in _own(tree, last) if tree.dep[k] == "cc") - 1
        while tree.dep[first] == "conj" and tree.pos[first] in {"NOUN", "PROPN"}:
            start = min((*_own(tree, first), first))
            if tree.word[start] == "," or tree.word[start - 1] == ",":
                hang(tree, first, verb, "nsubj")
                if subjects:
                    hang(tree, last, first, "conj")
                break
            first = tree.head[first]


def _own(tree: Parse, token: int) -> list[int]:
    """What hangs on a word from before it, while children are not yet known."""
    return [k for k in range(max(0, token - 6), token) if tree.head[k] == token]


def _who_carries(tree: Parse, carrying: int) -> None:
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
    _past_tense(tree, one)


def _past_tense(tree: Parse, subject: int) -> None:
    """In "a truck overturned outside the town." nobody overturned it: without "was" a participle is a past tense."""
    verb = tree.head[subject]
    if tree.tag[verb] != "VBN" or tree.full[subject] != "nsubj" or not subject < verb:
        return
    if tree.word[-1] not in _STOPS and not any(tree.word[k] == "when" for k in kids(tree, verb, "advmod", 0, subject)):
        return  # a headline leaves "was" out
    if tree.dep[verb] not in _HEADS_A_CLAUSE or (verb + 1 < tree.n and tree.word[verb + 1] == "by"):
        return
    if not any(tree.head[k] == verb and tree.dep[k] in {"aux", "cop"} for k in range(max(0, verb - 12), verb)):
        tree.tag[verb] = "VBD"


def _phrase_start(tree: Parse, noun: int) -> int:
    """Where the words before a noun that belong to it begin."""
    return min((k for k in _own(tree, noun) if tree.dep[k] != "punct"), default=noun)


def _said_on_a_day(tree: Parse, token: int) -> None:
    """In "warned this week that famine spread" the clause is what was said; it describes no week."""
    day = tree.head[token]
    verb = tree.head[day]
    if tree.lemma[day] not in _DAYS or not day < token or tree.pos[verb] != "VERB" or tree.word[day + 1] != "that":
        return
    if tree.dep[day] in {"obl", "nmod", "obj"} and verb < day:
        hang(tree, token, verb, "ccomp")
        if tree.head[day + 1] == token:
            hang(tree, day + 1, token, "mark")


def _day_of_the_speech(tree: Parse) -> None:
    """In "the bank said on Monday it stood ready" it was said on Monday, whatever happens when."""
    for said in range(tree.n - 2):
        if tree.lemma[said] not in _SAYING or tree.tag[said] not in _FINITE:
            continue
        day = said + 1 + (tree.word[said + 1] == "on")
        if day + 1 < tree.n and tree.lemma[day] in _WEEKDAYS and tree.word[day + 1] != ",":
            told = tree.head[day]
            if told > day and tree.dep[told] in {"ccomp", "parataxis"} and tree.head[told] == said:
                hang(tree, day, said, "obl")


def _addressed(tree: Parse, token: int) -> None:
    """In "Roth, in her first speech, denied it" nobody calls to her: news addresses nobody, she denied it."""
    verb = tree.head[token]
    if token < verb and tree.tag[verb] in _FINITE and not kids(tree, verb, "nsubj", token, verb):
        hang(tree, token, verb, "nsubj")


def _agent_without_by(tree: Parse, token: int) -> None:
    """In "was sworn in after talks between the army, Berg and others" Berg did not swear her in."""
    first = _phrase_start(tree, token)
    if tree.full[token] == "obl:agent" and not any(tree.word[k] == "by" for k in range(max(0, first - 2), token)):
        tree.full[token] = "obl"


def _closing_speaker(tree: Parse, verb: int) -> None:
    """In "it fell after talks with the king, the army said." the army speaks; "said" describes no king."""
    if tree.lemma[verb] not in _SAYING or tree.tag[verb] not in _FINITE or not _closes(tree, verb):
        return
    subject = [k for k in range(max(0, verb - 8), verb) if tree.head[k] == verb and tree.dep[k] == "nsubj"]
    if len(subject) != 1:
        return
    first = _phrase_start(tree, subject[0])
    if first == 0 or tree.word[first - 1] != ",":
        return
    top = tree.head[verb]
    while tree.head[top] != top:
        top = tree.head[top]
    hang(tree, verb, top, "parataxis")


def _closes(tree: Parse, verb: int) -> bool:
    """Does nothing but a day or a place follow until the full stop: "…, the army said on Tuesday."?"""
    for after in range(verb + 1, min(tree.n, verb + 9)):
        if tree.word[after] in {".", "”", '"'}:
            return True
        if tree.tag[after].startswith("VB") or tree.word[after] in {",", "that", ":"}:
            return False
    return verb + 1 == tree.n


def _participle_after_that(tree: Parse, token: int) -> None:
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


def _second_object(tree: Parse, token: int) -> None:
    """In "met the king in May, the first visit by a pope" the visit was not met: it says again what was told."""
    verb = tree.head[token]
    first = kids(tree, verb, "obj", verb, token)
    start = _phrase_start(tree, token)
    if (
        first
        and start > 0
        and tree.word[start - 1] == ","
        and tree.word[start] in {"the", "a", "an", "his", "her", "its"}
    ):
        hang(tree, token, verb, "parataxis")


def _what_killed(tree: Parse, verb: int) -> None:
    """In "the attack on a firm near Roth which killed five" it was the attack that killed."""
    noun = tree.head[verb]
    if tree.full[verb] != "acl:relcl" or tree.lemma[verb] not in _HARMING or tree.lemma[noun] in _HARM:
        return
    if not any(tree.word[k] in {"which", "that"} for k in kids(tree, verb, "nsubj", noun, verb)):
        return
    while tree.dep[noun] == "nmod" and tree.head[noun] < noun:
        noun = tree.head[noun]
        if tree.lemma[noun] in _HARM:
            tree.head[verb] = noun
            return


def _verb_after_a_name(tree: Parse, token: int) -> None:
    """In "if the mayor attacks again, …" the word after the name is a verb, not a plural."""
    if tree.tag[token] != "NNS":
        return
    before = token - 1
    if before < 1 or tree.head[before] != token or tree.dep[before] not in {"compound", "nmod"}:
        return
    marked = any(tree.head[k] == token and tree.word[k] in _OPENS_A_CLAUSE for k in range(max(0, token - 6), before))
    if marked and tree.pos[before] in {"PROPN", "NOUN"}:
        tree.tag[token], tree.pos[token] = "VBZ", "VERB"
        hang(tree, before, token, "nsubj")


def _joined_participle(tree: Parse, token: int) -> None:
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


def _place_beside_hours(tree: Parse, token: int) -> None:
    """In "met for three hours at a hotel" they met at the hotel."""
    hours = tree.head[token]
    if tree.lemma[hours] not in _HOURS:
        return
    placed = any(
        tree.head[k] == token and tree.dep[k] == "case" and tree.word[k] in _WHERE for k in range(hours + 1, token)
    )
    if placed and tree.dep[hours] == "obl" and tree.pos[tree.head[hours]] == "VERB":
        hang(tree, token, tree.head[hours], "obl")


def _object_behind_a_preposition(tree: Parse, case: int) -> None:
    """In "met in Novi Sad" the town is no object."""
    head = tree.head[case]
    if tree.tag[case] not in {"IN", "TO"}:
        return
    if tree.dep[head] == "compound" and case < head < tree.head[head]:
        tree.head[case] = head = tree.head[head]
    if case < head and tree.dep[head] == "obj":
        tree.dep[head] = tree.full[head] = "obl"


def _second_subject(tree: Parse, token: int) -> None:
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


def _what_it_is_that(tree: Parse, mark: int) -> None:
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


def _main_verb(tree: Parse, verb: int) -> None:
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


def _complement_of_an_agent(tree: Parse, token: int) -> None:
    """In "was accused by many of hiding it", "asked by the king to go" the many hide nothing, and he does not go."""
    agent = tree.head[token]
    if tree.full[agent] != "obl:agent":
        return
    if tree.tag[token] == "VBG" and tree.word[token - 1] in {"of", "for"}:
        hang(tree, token, tree.head[agent], "advcl")
    elif tree.tag[token] == "VB" and tree.word[token - 1] == "to":
        hang(tree, token, tree.head[agent], "xcomp")


def _joined_name(tree: Parse, token: int) -> None:
    """In "Berg, head of trade and director of the port" the second office belongs to the first, not to the name."""
    name = tree.head[token]
    if tree.pos[name] != "PROPN" or tree.pos[token] not in {"NOUN", "PROPN"} or name > token:
        return
    links, offices = kids(tree, token, "cc", name, token), kids(tree, name, "appos", name, token)
    if links and offices and tree.word[links[-1] - 1] != ",":
        tree.head[token] = offices[-1]


def _named_one_by_one(tree: Parse, token: int) -> None:
    """In "the two ministers, Berg and Roth," the second name belongs to the first, not to the ministers."""
    noun = tree.head[token]
    if tree.pos[token] != "PROPN" or tree.tag[noun] != "NNS" or noun > token:
        return
    names = [k for k in kids(tree, noun, "appos", noun, token) if tree.pos[k] == "PROPN"]
    if names:
        tree.head[token] = names[0]


def _told_one_by_one(tree: Parse, token: int) -> None:
    """In "the two attackers, a man and a woman," two people attacked, not four."""
    group = tree.head[token]
    if group > token or tree.tag[group] != "NNS" or tree.tag[token] != "NN" or tree.word[token - 1] not in {"a", "an"}:
        return
    counts = [tree.word[k] for k in kids(tree, group, "nummod", max(0, group - 4), group)]
    others = kids(tree, token, "conj", token, token + 12)
    if tree.word[token - 2] == "," and counts == [{1: "two", 2: "three"}.get(len(others))]:
        hang(tree, token, group, "appos")


def _demand_of_the_speaker(tree: Parse, verb: int) -> None:
    """In "said it had fallen and demanded help", "held men who had fled and freed one" the tenses tell who does it."""
    told = tree.head[verb]
    described = tree.full[told] == "acl:relcl"
    said = tree.head[tree.head[told]] if described else tree.head[told]
    if tree.tag[verb] != "VBD" or tree.tag[told] != "VBN" or not said < told < verb or tree.tag[said] != "VBD":
        return
    if not described and (tree.dep[told] != "ccomp" or tree.lemma[said] not in _SAYING | _HOLDING):
        return
    helped = any(tree.word[k] in {"had", "has", "have"} for k in kids(tree, told, "aux", said, told))
    if helped and not kids(tree, verb, "nsubj", told, verb) and not kids(tree, verb, "aux", told, verb):
        tree.head[verb] = said


def _joined_count(tree: Parse, verb: int) -> None:
    """In "19 were killed and 300 injured when …" the two counts stand side by side."""
    first = tree.head[verb]
    if tree.tag[verb] != "VBN" or tree.lemma[verb] not in _SUFFERED or not first < verb:
        return
    numbers = kids(tree, verb, "nummod", first, verb)
    joined = numbers and any(tree.word[k] == "and" for k in range(first + 1, numbers[0]))
    if joined and tree.lemma[first] in _SUFFERED | {"die"} and not kids(tree, verb, "mark", first, verb):
        hang(tree, verb, first, "conj")


def _joined_passive(tree: Parse, verb: int) -> None:
    """In "nine were killed and 22 others injured" nobody was injured by the 22."""
    first = tree.head[verb]
    if tree.lemma[verb] not in _SUFFERED or first > verb:
        return
    if not any(tree.full[k] == "aux:pass" for k in range(max(0, first - 4), first) if tree.head[k] == first):
        return
    own = kids(tree, verb, "nsubj", first, verb)
    after = any(tree.head[k] == verb and tree.dep[k] in _COMPLEMENTS for k in range(verb, min(tree.n, verb + 9)))
    if len(own) == 1 and not after and not kids(tree, verb, "aux", first, verb):
        tree.tag[verb] = "VBN"
        tree.full[own[0]] = "nsubj:pass"


_MENDS: dict[str, tuple[Callable[[Parse, int], None], ...]] = {
    "acl": (
        *(_said_on_a_day, _closing_speaker, _main_verb, _complement_of_an_agent, _what_killed),
        *(clause_of_whose, name_behind_its_noun, mend_time, _participle_behind_to),
    ),
    "advcl": (_verb_after_a_name, _closing_speaker, _joined_count, _deed_behind_over),
    "advmod": (mend_word, mend_when),
    "amod": (_who_carries, mend_object),
    "cc": (both_behind_a_preposition,),
    "case": (_object_behind_a_preposition,),
    "ccomp": (_participle_after_that, mend_given),
    "compound": (_who_carries,),
    "conj": (
        _closing_speaker,
        *(mend_joined, _joined_name, _named_one_by_one, _told_one_by_one, _demand_of_the_speaker, _joined_passive),
    ),
    "csubj": (_joined_participle,),
    "flat": (mend_word,),
    "mark": (_what_it_is_that,),
    "nmod": (agent_behind_an_office, joined_before_whose, _place_beside_hours),
    "nsubj": (mend_count, _past_tense, _second_subject, main_clause_after_whose),
    "obj": (_second_object, mend_object),
    "obl": (_agent_without_by, mend_object),
    "parataxis": (name_set_off,),
    "vocative": (_addressed,),
    "xcomp": (mend_found_dead, mend_word),
}
"""The mends of a word by its label, in their order."""
