"""Which name a head token carries: over it, in its flat name, after a title, or beside a role."""

from __future__ import annotations

from spacy.tokens import Token

from timeline.extract.entities.mentions import Mention
from timeline.extract.entities.phrases import nominal_head, relation
from timeline.extract.entities.scene import Scene
from timeline.extract.entities.tables import words_key


def carried(scene: Scene, paragraph: int, token: Token) -> Mention | None:
    """The name that a head token carries: over it, in its flat name, after a title, or beside a role."""
    at = scene.at[paragraph]
    found = at.get(token.i)
    if found is not None:
        inside = relation(token) == "nmod" and found.start <= token.head.i < found.end and token.i < found.end - 1
        return possessor(scene, paragraph, token) if inside else found
    found = at.get(nominal_head(token).i)
    if found is not None:
        return found
    for child in token.children:
        found = at.get(child.i) if relation(child) in {"flat", "compound", "appos"} else None
        adjacent = found is not None and (relation(child) == "flat" or found.start == token.i + 1)
        if found is not None and found.kind == "person" and adjacent:
            return found
    return _after_title(scene, paragraph, token) or _beside(scene, paragraph, token)


def _after_title(scene: Scene, paragraph: int, token: Token) -> Mention | None:
    """The person right after a title: "Secretary of State Marco Rubio", whichever word the parser made the head."""
    lexicon = scene.lexicon
    if token.lower_ not in lexicon.titles and token.lemma_.lower() not in lexicon.roles:
        return None
    for i in range(token.i + 1, min(token.i + 7, len(token.doc))):
        found = scene.at[paragraph].get(i)
        if found is not None and found.kind == "person":
            between = scene.title_between(token.doc, token.i + 1, found.start)
            return found if between and token.doc[found.end - 1].head.i >= token.i else None
    return None


def possessor(scene: Scene, paragraph: int, token: Token) -> Mention | None:
    """The country that is only the possessor inside a longer name ("Russia" in "Russia's General Staff")."""
    entries = tuple(e for e in scene.tables.aliases.get(words_key(token.text), []) if e.kind == "country")
    return Mention(paragraph, token.i, token.i + 1, "LOC", token.text, entries) if entries else None


def _beside(scene: Scene, paragraph: int, token: Token) -> Mention | None:
    """The person beside a role: "the top commander, General Lee" and "Lee, the top commander"."""
    lexicon = scene.lexicon
    if token.lower_ not in lexicon.roles and token.lower_ not in lexicon.titles:
        return None
    beside = [c for c in token.children if relation(c) == "appos"]
    beside += [g for c in beside for g in c.children if relation(g) in {"flat", "nmod"}]
    if relation(token) == "appos":
        beside.append(token.head)
    for other in beside:
        found = scene.at[paragraph].get(other.i)
        if found is not None and found.kind == "person":
            return found
    return _set_off(scene, paragraph, token)


def _set_off(scene: Scene, paragraph: int, token: Token) -> Mention | None:
    """The person between commas right after a definite role, however the parser hung the name."""
    doc, name = token.doc, token.i + 2
    definite = any(c.lower_ == "the" or relation(c) == "nmod:poss" for c in token.children)
    if not definite or token.tag_ != "NN" or name >= len(doc) or doc[token.i + 1].text != ",":
        return None
    found = scene.at[paragraph].get(name)
    if found is None or found.kind != "person" or found.start != name:
        return None
    closed = found.end == len(doc) or doc[found.end].is_punct
    return found if closed else None
