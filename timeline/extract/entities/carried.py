"""Which name a head token carries: over it, in its flat name, after a title, or beside a role."""

from __future__ import annotations

from timeline.extract.entities.mentions import Mention
from timeline.extract.entities.phrases import nominal_head
from timeline.extract.entities.scene import Scene
from timeline.extract.entities.tables import words_key
from timeline.extract.lexicon import lexicon as word_lists
from timeline.extract.tree import Tree

_BODIES = frozenset(
    {"union", "party", "federation", "association", "charity", "agency", "newspaper", "club", "ministry"}
)
_PERSON_OR_FIRM = frozenset(
    {"operator", "owner", "supplier", "contractor", "buyer", "employer", "distributor", "rival"}
)


def carried(scene: Scene, paragraph: int, token: int) -> Mention | None:
    """The name that a head token carries: over it, in its flat name, after a title, or beside a role."""
    at, tree = scene.at[paragraph], scene.trees[paragraph]
    found = at.get(token)
    if found is not None:
        inside = tree.dep[token] == "nmod" and found.start <= tree.head[token] < found.end and token < found.end - 1
        return possessor(scene, paragraph, token) if inside else found
    found = at.get(nominal_head(tree, token))
    if found is not None:
        return found
    for child in tree.kids[token]:
        found = at.get(child) if tree.dep[child] in {"flat", "compound", "appos"} else None
        adjacent = found is not None and (tree.dep[child] == "flat" or found.start == token + 1)
        if found is not None and adjacent and (found.kind == "person" or _called(tree, token, found)):
            return found
    return _after_title(scene, paragraph, token) or _beside(scene, paragraph, token)


def _named_as(word: str, *, firm: bool) -> tuple[str, ...]:
    """Kinds of names beside a noun: a firm is an organisation, an owner may be one."""
    return ("organisation",) if firm else ("person", "organisation") if word in _PERSON_OR_FIRM else ("person",)


def _called(tree: Tree, token: int, name: Mention) -> bool:
    """As in "the retailer Mendex": the firm is its name."""
    return tree.word[token] in word_lists().parties.companies and name.kind in {"organisation", "unknown"}


def _after_title(scene: Scene, paragraph: int, token: int) -> Mention | None:
    """The person right after a title: "Secretary of State Marco Rubio", whichever word the parser made the head."""
    lexicon, tree = scene.lexicon, scene.trees[paragraph]
    if tree.word[token] not in lexicon.titles and tree.lemma[token] not in lexicon.roles:
        return None
    for i in range(token + 1, min(token + 7, tree.n)):
        found = scene.at[paragraph].get(i)
        if found is not None and found.kind == "person":
            between = scene.title_between(tree, token + 1, found.start)
            return found if between and tree.head[found.end - 1] >= token else None
    return None


def possessor(scene: Scene, paragraph: int, token: int) -> Mention | None:
    """The country that is only the possessor inside a longer name ("Russia" in "Russia's General Staff")."""
    tree = scene.trees[paragraph]
    entries = tuple(e for e in scene.tables.aliases.get(words_key(tree.orth[token]), []) if e.kind == "country")
    return Mention(paragraph, token, token + 1, "LOC", tree.orth[token], entries) if entries else None


def _beside(scene: Scene, paragraph: int, token: int) -> Mention | None:
    """The person beside a role: "the top commander, General Lee" and "Lee, the top commander"."""
    lexicon, tree = scene.lexicon, scene.trees[paragraph]
    word = tree.word[token]
    known, nouns = word in lexicon.roles or word in lexicon.titles, word_lists().parties
    firm = word in nouns.companies or word in _BODIES
    if not known and word != "one" and (tree.tag[token] != "NN" or not (firm or word in nouns.people)):
        return None
    beside = [c for c in tree.kids[token] if tree.dep[c] == "appos"]
    beside += [g for c in beside for g in tree.kids[c] if tree.dep[g] in {"flat", "nmod"}]
    if tree.dep[token] == "appos":
        beside.append(tree.head[token])
    for other in beside:
        found = scene.at[paragraph].get(other)
        if found is not None and found.kind in _named_as(word, firm=firm):
            return found
    return _set_off(scene, paragraph, token)


def _set_off(scene: Scene, paragraph: int, token: int) -> Mention | None:
    """The person between commas right after a definite role, however the parser hung the name."""
    tree, name = scene.trees[paragraph], token + 2
    definite = any(tree.word[c] == "the" for c in tree.kids[token])
    if not definite or tree.tag[token] != "NN" or name >= tree.n or tree.orth[token + 1] != ",":
        return None
    found = scene.at[paragraph].get(name)
    if found is None or found.kind != "person" or found.start != name:
        return None
    closed = found.end == tree.n or tree.punct(found.end)
    return found if closed else None
