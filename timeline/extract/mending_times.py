"""Words of time that the parser takes for clauses or subjects."""

from __future__ import annotations

from timeline.extract.headlines import Parse, hang, kids

_SPANS = frozenset({"minute", "hour", "day", "night", "week", "month", "year"})
_TIMES = _SPANS | {"morning", "afternoon", "evening"}
_COUNTS_FROM = frozenset({"after", "before"})


def mend_time(tree: Parse, token: int) -> None:
    """In "offered him a job that day" the day says when, and is no clause about the job."""
    if tree.tag[token] != "NN" or tree.lemma[token] not in _TIMES or not kids(tree, token, "det"):
        return
    verb = tree.head[token]
    for _ in range(8):
        if tree.pos[verb] == "VERB":
            hang(tree, token, verb, "obl")
            return
        verb = tree.head[verb]


def mend_count(tree: Parse, token: int) -> None:
    """In "rehired him, five days after its board had fired him" the board is who fired him, and the days count."""
    verb = tree.head[token]
    if tree.lemma[token] not in _SPANS or tree.tag[token] not in {"NN", "NNS"} or not token < verb:
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


def mend_when(tree: Parse, when: int) -> None:
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
