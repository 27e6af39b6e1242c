"""Pronouns and "both sides", inside one article and only where safe: what is in doubt stays unresolved.

Candidates are the named and nominal mentions before the pronoun. A subject in the same or the preceding sentence is the
natural antecedent; two equally good ones of different entities are none.
"""

from __future__ import annotations

from dataclasses import dataclass

from timeline.extract.tree import Tree
from timeline.model.records import EntityKind

PERSONAL = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
    "it": "it", "its": "it", "itself": "it",
    "they": "they", "them": "they", "their": "they", "theirs": "they", "themselves": "they",
}  # fmt: skip
FIRST = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
SAY = frozenset(
    [
        *("say", "tell", "add", "warn", "claim", "announce", "write", "note", "stress", "insist", "argue", "declare"),
        *("state", "explain", "reply", "ask", "continue", "conclude", "tweet", "post", "comment", "acknowledge"),
    ]
)
"""Verbs of saying."""
_WILL = frozenset(
    [
        *("describe", "accuse", "praise", "condemn", "vow", "urge", "reject", "deny", "call", "demand", "threaten"),
        *(
            "agree",
            "refuse",
            "plan",
            "want",
            "hope",
            "seek",
            "intend",
            "decide",
            "promise",
            "pledge",
            "propose",
            "offer",
        ),
    ]
)
_SUBJECTS = frozenset({"nsubj", "csubj"})
THING = "?"
"""First letter of the entity of a nameless thing."""
WINDOW = 3
"""Paragraphs back in which an antecedent may stand."""


@dataclass(frozen=True, slots=True)
class Antecedent:
    """Something that a pronoun may stand for. A nameless thing only keeps "it" and "they" from others."""

    paragraph: int
    token: int
    sentence: int
    subject: bool
    kind: EntityKind
    plural: bool
    gender: str | None
    entity: str
    quoted: bool
    located: bool = False
    """Is it only the scene ("in Saudi Arabia")?"""
    speaks: bool = False
    """Is it the subject of a verb of saying?"""


def fits(pronoun: str, other: Antecedent) -> bool:
    """Do number, gender and animacy allow it?"""
    if pronoun in {"m", "f"}:
        return other.kind in {"person", "role"} and not other.plural and other.gender in {None, pronoun}
    if other.located:
        return False
    if pronoun == "it":
        return other.kind in {"country", "organisation", "group", "unknown"} and not other.plural
    return other.kind in {"group", "organisation"} or other.plural


def choose(
    pronoun: str, paragraph: int, tree: Tree, token: int, sentence: int, before: list[Antecedent], *, quoted: bool
) -> Antecedent | None:
    """The antecedent, or None where none or two are equally near.

    `before` is in text order; `sentence` counts sentences over the whole article.
    """
    fitting = [a for a in before if fits(pronoun, a) and paragraph - a.paragraph <= WINDOW]
    if quoted:
        # in a quotation "he" is somebody named in it or before it; "it" may be anything, so only what it names itself
        fitting = [a for a in fitting if a.quoted or (a.sentence < sentence and pronoun in {"m", "f"})]
    if tree.dep[token] in _SUBJECTS and tree.lemma[tree.head[token]] in SAY | _WILL:
        fitting = [a for a in fitting if a.kind != "unknown"]  # things and products do not speak
    elif pronoun == "it" and tree.dep[token] == "nmod":
        fitting = [a for a in fitting if a.subject or not a.entity.startswith(THING)]  # "its" leans on subjects
    if not fitting:
        return None
    scored: dict[str, tuple[float, Antecedent]] = {}
    for other in fitting:
        score = _score(pronoun, sentence, tree, token, paragraph, other)
        if other.entity not in scored or score >= scored[other.entity][0]:
            scored[other.entity] = (score, other)
    ranked = sorted(scored.values(), key=lambda pair: (-pair[0], -pair[1].paragraph, -pair[1].token))
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 0.5:
        return None
    best = ranked[0][1]
    return best if ranked[0][0] > -4 and not best.entity.startswith(THING) else None


def _score(pronoun: str, sentence: int, tree: Tree, token: int, paragraph: int, other: Antecedent) -> float:
    distance = sentence - other.sentence
    score = -1.0 * distance
    if other.speaks and distance and speaks(tree, token):
        score += 0.4 if pronoun in {"m", "f"} else 1.5  # "…, the agency said. Prices fell, it added."
    if pronoun in {"m", "f"} and other.gender == pronoun:
        score += 0.6  # somebody known to be a woman is "she" before somebody of whom nothing is known
    if other.subject:
        score += 1.5 if pronoun != "they" or distance == 0 or tree.dep[token] in _SUBJECTS else 0.5
    elif distance == 0 and pronoun in {"m", "f"} and tree.dep[token] == "nmod":
        score += 0.7  # "Trump's efforts … his criticism"
    if other.kind in {"group", "role"} and pronoun == "they" and other.plural:
        score += 1.0 if tree.dep[token] in _SUBJECTS or tree.dep[token] == "nmod" else 0.4  # "them" may be things
    if pronoun in {"m", "f"} and other.kind == "role":
        score -= 0.6
    if pronoun == "they" and not other.plural:
        score -= 1.0 if other.kind == "organisation" else 0.2
    if distance == 0 and other.paragraph == paragraph and tree.dep[token] in _SUBJECTS and not other.subject:
        score -= 0.5
    return score


def speaks(tree: Tree, token: int) -> bool:
    """Is this nominal the subject of a verb of saying?"""
    return tree.dep[token] == "nsubj" and tree.lemma[tree.head[token]] in SAY


def is_subject(tree: Tree, token: int) -> bool:
    """Is this nominal the subject of its clause, alone or as one of several?"""
    if tree.dep[token] == "conj":
        token = tree.head[token]
    if tree.head[token] == token:  # a headline's "France to lift its ban"
        planned = [kid for kid in tree.children(token, "acl") if tree.tag[kid] == "VB"]
        return any(tree.word[k] == "to" for kid in planned for k in tree.children(kid, "mark"))
    return tree.dep[token] in _SUBJECTS
