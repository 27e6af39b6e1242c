"""A paragraph's parse as plain lists: rules look at triggers from many sides, and spaCy's tokens are slow to ask.

Dependency labels are reduced to their base (`nsubj:pass` → `nsubj`); the full label stays in `full`.
"""

from __future__ import annotations

from functools import lru_cache
from operator import add
from typing import Any, cast

import numpy as np
from spacy.lang.lex_attrs import is_punct
from spacy.tokens import Doc

from timeline.extract.mending import mend

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})
_COLUMNS: list[int | str] = [
    *("LOWER", "LEMMA", "TAG", "POS", "DEP", "ENT_TYPE", "ENT_IOB", "SENT_START", "ORTH", "IDX", "SPACY", "HEAD")
]
_MENDED: list[int | str] = ["HEAD", "DEP", "TAG", "POS"]  # what mends change
_IOB = ("", "I", "O", "B")
_CASES = frozenset({"ADP", "SCONJ", "ADV", "VERB"})
_KEPT = 200_000  # words remembered between paragraphs
_words: dict[int, str] = {0: ""}
_labels: dict[int, str] = {0: ""}


_lower = lru_cache(maxsize=65536)(str.lower)
_is_punct = lru_cache(maxsize=65536)(is_punct)


@lru_cache(maxsize=512)
def _base(label: str) -> str:
    return label.partition(":")[0]


def _strings(hashes: list[int], known: dict[int, str], store: Any) -> list[str]:
    """Strings by their hash, remembered: hashes are the same everywhere, so a stale entry cannot be wrong."""
    found = list(map(known.get, hashes))
    if None in found:
        if len(known) > _KEPT:
            known.clear()
            known[0] = ""
        for value in hashes:
            if value not in known:
                known[value] = store[value]
        return [known[value] for value in hashes]
    return cast("list[str]", found)


class Tree:
    """Words, tags, heads and children by token index."""

    __slots__ = (
        "_capitals",
        "_cases",
        "_edges",
        "_passive",
        "_plurals",
        "_text",
        "dep",
        "doc",
        "ent",
        "ent_iob",
        "full",
        "head",
        "idx",
        "kids",
        "lemma",
        "mended",
        "n",
        "orth",
        "pos",
        "sent",
        "sents",
        "spaced",
        "tag",
        "word",
    )

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.n = len(doc)
        self._text: str | None = None
        self._capitals: list[int] | None = None
        self._cases: dict[int, str] | None = None
        self._passive: dict[int, bool] = {}
        self._plurals: list[bool] | None = None
        self._edges: tuple[list[int], list[int]] | None = None
        store = doc.vocab.strings
        table = doc.to_array(_COLUMNS).reshape(self.n, len(_COLUMNS))
        columns = cast("list[list[int]]", table.T.tolist())
        word, lemma, tag, pos, dep, ent, iob, opening, orth, self.idx, self.spaced, _ = columns
        self.word = _strings(word, _words, store)
        self.orth = _strings(orth, _words, store)
        self.lemma = list(map(_lower, _strings(lemma, _words, store)))
        if "" in self.lemma:
            self.lemma = [lemma or word for lemma, word in zip(self.lemma, self.word, strict=True)]
        self.tag = _strings(tag, _labels, store)
        self.pos = _strings(pos, _labels, store)
        self.full = _strings(dep, _labels, store)
        self.dep = list(map(_base, self.full))
        self.head = list(map(add, range(self.n), table[:, -1].astype("int64").tolist()))
        self.ent = _strings(ent, _labels, store)
        self.ent_iob = [_IOB[code] for code in iob]
        starts = [i for i, flag in enumerate(opening) if flag == 1 or i == 0]
        self.sents: list[tuple[int, int]] = list(zip(starts, [*starts[1:], self.n], strict=True))
        parsed = [list(column) for column in (self.head, self.full, self.tag, self.pos)]
        mend(self)
        self.mended = parsed != [self.head, self.full, self.tag, self.pos]
        self.kids: list[list[int]] = [[] for _ in range(self.n)]
        for i, head in enumerate(self.head):
            if head != i:
                self.kids[head].append(i)
        self.sent: list[int] = [number for number, (start, end) in enumerate(self.sents) for _ in range(start, end)]

    def give_back(self) -> None:
        """Write what was mended into the doc."""
        if not self.mended:
            return
        add_ = self.doc.vocab.strings.add
        heads = np.array([head - i for i, head in enumerate(self.head)], dtype="int64").astype("uint64")
        named = [[add_(name) for name in names] for names in (self.full, self.tag, self.pos)]
        mended = np.vstack([heads, np.array(named, dtype="uint64")]).T
        self.doc.from_array(_MENDED, cast("Any", mended))

    @property
    def text(self) -> str:
        """The paragraph as written."""
        if self._text is None:
            self._text = self.doc.text
        return self._text

    def between(self, start: int, end: int) -> str:
        """The text of tokens `start:end`, without what follows the last; empty for none."""
        return self.text[self.idx[start] : self.idx[end - 1] + len(self.orth[end - 1])] if start < end else ""

    def names(self) -> list[tuple[int, int, str]]:
        """(start, end, label) of the names that the pipeline found, in text order."""
        found: list[tuple[int, int, str]] = []
        if not any(self.ent):
            return found
        for token, label in enumerate(self.ent):
            if label and self.ent_iob[token] != "I":
                end = token + 1
                while end < self.n and self.ent_iob[end] == "I":
                    end += 1
                found.append((token, end, label))
        return found

    def punct(self, token: int) -> bool:
        """Is it a punctuation mark?"""
        return _is_punct(self.orth[token])

    @property
    def capitals(self) -> list[int]:
        """Tokens that begin with a capital letter."""
        if self._capitals is None:
            self._capitals = [token for token, word in enumerate(self.orth) if word[0].isupper()]
        return self._capitals

    def plural(self, token: int) -> bool:
        """Is it plural by its form?"""
        if self._plurals is None:
            forms = _strings(self.doc.to_array(["MORPH"]).tolist(), _labels, self.doc.vocab.strings)
            self._plurals = ["Number=Plur" in form for form in forms]
        return self._plurals[token]

    def opens(self, token: int) -> bool:
        """Is it the first of its sentence?"""
        return self.sents[self.sent[token]][0] == token

    def lefts(self, token: int) -> list[int]:
        """Children before the token."""
        return [kid for kid in self.kids[token] if kid < token]

    def rights(self, token: int) -> list[int]:
        """Children after the token."""
        return [kid for kid in self.kids[token] if kid > token]

    def subtree(self, token: int) -> tuple[int, int]:
        """First and last + 1 token under `token` (cycles cannot occur in a parse)."""
        if self._edges is None:
            self._edges = _edges(self.head)
        low, high = self._edges
        return low[token], high[token]

    def under(self, token: int, top: int) -> bool:
        """Is `top` the token or one of its heads?"""
        for _ in range(self.n):
            if token == top:
                return True
            if self.head[token] == token:
                return False
            token = self.head[token]
        return False

    def case(self, token: int) -> str:
        """The preposition of a nominal, lower case; "" without one."""
        if self._cases is None:
            self._cases = {}
            for kid, dep in enumerate(self.dep):
                if dep == "case" and self.pos[kid] in _CASES and kid < self.head[kid]:
                    outward = self.word[kid] in {"out", "off", "inside", "outside"} and self.word[kid + 1] == "of"
                    self._cases.setdefault(self.head[kid], "of" if outward else self.word[kid])
        return self._cases.get(token, "")

    def children(self, token: int, *deps: str) -> list[int]:
        """Children with one of the base labels, in text order."""
        kids, dep = self.kids[token], self.dep
        return [kid for kid in kids if dep[kid] in deps] if kids else kids

    def conjuncts(self, token: int) -> list[int]:
        """The token and what is joined to it: "A, B and C"; clauses are not followed."""
        found, stack = [], [token]
        while stack:
            node = stack.pop(0)
            found.append(node)
            stack += [kid for kid in self.kids[node] if self.dep[kid] == "conj" and self.pos[kid] in NOMINAL]
        return sorted(found)

    def first_conjunct(self, token: int) -> int:
        """The head of a coordination that the token stands in."""
        for _ in range(self.n):
            if self.dep[token] != "conj" or self.head[token] == token:
                return token
            token = self.head[token]
        return token

    def is_verb(self, token: int) -> bool:
        """A verb form that heads a clause, not a participle before a noun."""
        if self.dep[token] == "aux" and self.tag[token] == "VBG" and self.lemma[token] not in {"be", "have"}:
            return False  # "fighting continued", read as if it were "having continued"
        if self.tag[token] == "VBG" and self.dep[token] in {"nsubj", "obj", "obl", "nmod"}:
            # "The shelling of the village": with an article or an "of" it is a noun, whatever its tag.
            return not self.children(token, "det", "nmod") and self.pos[token] in {"VERB", "AUX"}
        return self.pos[token] in {"VERB", "AUX"} and self.dep[token] not in {"amod", "compound", "case"}

    def _told(self, token: int) -> bool:
        """Is a verb in "-ed" the main verb of a full sentence? Then it is a past tense, whatever its tag."""
        _, end = self.sents[self.sent[token]]
        whole = self.head[token] == token and any(word == "." for word in self.word[max(token, end - 3) : end])
        return whole and self.word[token].endswith("ed")

    def _gapped(self, token: int) -> bool:
        """Has a relative clause a subject of its own ("the vote that rebels boycotted")? Its noun is the object."""
        subjects = self.children(token, "nsubj")
        return self.full[token] == "acl:relcl" and not any(self.tag[s] in {"WDT", "WP"} for s in subjects)

    def passive(self, token: int) -> bool:
        """Passive clause: an auxiliary or subject that says so, or a participle without either."""
        found = self._passive.get(token)
        if found is None:
            found = self._passive[token] = self._is_passive(token)
        return found

    def _is_passive(self, token: int) -> bool:
        if any(self.full[k] in {"nsubj:pass", "aux:pass", "csubj:pass"} for k in self.kids[token]):
            return True
        if self.tag[token] != "VBN" or self.children(token, "aux"):
            return False
        if self.children(token, "nsubj"):
            if self._told(token) or self._gapped(token):
                return False
            particle = any(self.tag[k] == "RP" for o in self.children(token, "obl") for k in self.kids[o])
            return not particle and not self.children(token, "obj")  # headlines and "left two people wounded"
        if self.dep[token] == "conj":
            head = self.head[token]
            return self.passive(head) or self.pos[head] == "ADJ"  # "two dead and five injured"
        return self.dep[token] in {"acl", "advcl", "ccomp", "xcomp", "ROOT", "root", "parataxis"}


def _edges(heads: list[int]) -> tuple[list[int], list[int]]:
    """First and last + 1 token under every token: each walks up until a head already reaches as far."""
    low, high = list(range(len(heads))), list(range(1, len(heads) + 1))
    for token in low[:]:
        above = heads[token]
        while low[above] > token:
            low[above] = token
            above = heads[above]
    for token in range(len(heads) - 1, -1, -1):
        above = heads[token]
        while high[above] <= token:
            high[above] = token + 1
            above = heads[above]
    return low, high
