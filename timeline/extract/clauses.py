"""Clauses of a parsed sentence: which verb governs a token, and how clauses hang together."""

from __future__ import annotations

from spacy.tokens import Token

_CLAUSAL = frozenset(
    (
        "ROOT",
        "root",
        "ccomp",
        "csubj",
        "advcl",
        "acl",
        "parataxis",
        "acl:relcl",
        "advcl:relcl",
        "xcomp",
        "csubj:pass",
        "csubj:outer",
    )
)
_AUX = frozenset(("aux", "aux:pass", "cop"))
_BEFORE_NOUN = frozenset(("nmod:poss", "nmod:unmarked", "nmod", "compound", "nummod", "amod"))
REPORTING = frozenset(
    (
        *(
            "accord",
            "acknowledge",
            "add",
            "admit",
            "allege",
            "announce",
            "argue",
            "believe",
            "cite",
            "claim",
            "comment",
        ),
        *(
            "confirm",
            "declare",
            "deny",
            "describe",
            "disclose",
            "estimate",
            "expect",
            "explain",
            "emphasize",
            "emphasise",
        ),
        *("indicate", "insist", "reiterate", "underline", "underscore"),
        *("know", "note", "post", "quote", "report", "reveal", "say", "state", "stress", "suggest", "tell", "testify"),
        *("think", "tweet", "warn", "write"),
    )
)
APART = frozenset(("after", "before", "since", "until", "following", "ahead", "despite"))
REACTING = frozenset(
    (
        *("accuse", "apologise", "apologize", "appeal", "applaud", "ask", "blame", "complain", "condemn"),
        *("congratulate", "criticise", "criticize", "decline", "decry", "defend", "demand", "denounce", "deplore"),
        *("dismiss", "express", "hail", "mourn", "plead", "praise", "promise", "react", "refuse", "regret"),
        *("reject", "reply", "respond", "slam", "thank", "threaten", "urge", "vow", "welcome", "wonder"),
    )
)
LIGHT = frozenset(
    ("be", "have", "do", "take", "make", "get", "go", "come", "give", "begin", "start", "continue", "use")
)


def clause_head(token: Token) -> Token:
    """The token that heads the clause around this one; conjoined verbs head clauses of their own."""
    while True:
        if token.dep_ in _CLAUSAL or (token.dep_ == "conj" and token.pos_ in ("VERB", "AUX")) or token.head is token:
            return token
        token = token.head


def same_event_head(token: Token) -> Token:
    """`clause_head`, seen through control: "agreed to meet", "began shelling" are one clause for a date."""
    head = clause_head(token)
    while head.dep_ == "xcomp" and head.head is not head:
        head = clause_head(head.head)
    return head


def depth(token: Token, ancestor: Token, limit: int = 12) -> int | None:
    """Edges from a token up to an ancestor; None when it is no ancestor within the limit."""
    for steps in range(limit):
        if token is ancestor or token == ancestor:
            return steps
        if token.head is token or token.head == token:
            return None
        token = token.head
    return None


def reported(token: Token, ancestor: Token) -> bool:
    """Is the clause of `token` what the clause of `ancestor` says or thinks?"""
    for _ in range(12):
        if token in (ancestor, token.head):
            return False
        if token.dep_ == "ccomp" or (token.dep_ == "acl" and marker(token) == "that"):
            return True
        token = token.head
    return False


def apart(token: Token, ancestor: Token) -> bool:
    """Does the expression hang on a noun that lies before or after ("after talks on Tuesday, he announced")?"""
    for _ in range(12):
        if token in (ancestor, token.head):
            return False
        above = token.head
        words = {above.lower_, *(c.lower_ for c in above.children if c.dep_ == "case")}
        if above != ancestor and not APART.isdisjoint(words):
            return True
        token = above
    return False


def modified(token: Token, ancestor: Token) -> Token | None:
    """The noun between them that the token stands before and belongs to: the attack in "condemned Monday's attack"."""
    for _ in range(12):
        above = token.head
        if above in (ancestor, token):
            return None
        if token.i < above.i and token.dep_ in _BEFORE_NOUN:
            return above
        token = above
    return None


def marker(head: Token) -> str:
    """The word that opens a subordinate clause: "after", "when", "who"; empty without one."""
    for child in head.children:
        if child.dep_ in ("mark", "case") or (child.dep_ == "advmod" and child.lower_ in ("when", "while", "where")):
            return str(child.lower_)
    return ""


def tense(head: Token) -> str:
    """Tense and aspect of a clause from its verb and auxiliaries."""
    words = {c.lower_ for c in head.children if c.dep_ in _AUX}
    if words & {"will", "'ll", "shall", "wo", "would"}:
        return "future"
    if "had" in words and head.tag_ in ("VBN", "VBD"):
        return "pluperfect"
    if words & {"has", "have", "'ve", "'s"} and head.tag_ in ("VBN", "VBD"):
        return "perfect"
    if words & {"was", "were"} or head.tag_ == "VBD":
        return "past"
    if head.tag_ in ("VBZ", "VBP") or words & {"is", "are", "'re"}:
        return "present"
    return "past" if head.tag_ == "VBN" else "none"
