"""Named mentions of a parsed paragraph: alias table, gazetteer and NER brought together.

The alias table wins over NER where both see the same words; the longer span wins where one lies in the other.
Every span is in tokens, half open, without titles, articles and possessive endings.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from timeline.extract.entities.gazetteer import REGION_WORDS, TOWN_WORDS, is_place
from timeline.extract.entities.lexicon import load_lexicon
from timeline.extract.entities.tables import WORD, Entry, Tables, word_key
from timeline.extract.tree import Tree

NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "PRODUCT", "MISC", "EVENT", "WORK_OF_ART"})
PLACES = frozenset({"GPE", "LOC", "FAC"})
_CLASS_WORDS = REGION_WORDS | TOWN_WORDS
_AMBIGUOUS = frozenset({"us", "it", "who", "is", "car", "ice", "sec", "pa", "au", "abc", "ms", "mod", "ap", "ec"})
_BODY_WORDS = frozenset(
    [
        *("Inc", "Corp", "Ltd", "LLC", "Plc", "GmbH", "Holdings", "Group", "University", "Institute", "Foundation"),
        *("Association", "Corporation", "Company", "Bank", "Airlines", "Party", "Agency", "Commission", "Committee"),
        *("Council", "Court", "Ministry", "Department", "Union", "Federation", "Authority", "Organisation"),
        *("Organization", "Assembly", "Senate", "Parliament", "Congress", "Times", "Post", "News", "Network", "Army"),
        *("Movement", "Front", "Alliance", "Coalition", "Society", "College", "Academy", "Bureau", "Board", "Tribunal"),
        *("Police", "Chamber", "Charity", "Partners", "Motors", "Office", "Fund", "Trust", "Club", "League", "Service"),
    ]
)
_SITE_WORDS = frozenset(
    [
        *("Road", "Street", "Avenue", "Bridge", "Station", "Hospital", "Airport", "Mosque", "Church", "Cathedral"),
        *("Park", "Square", "Gardens", "Memorial", "Stadium", "Hotel", "Island", "Islands", "River", "Lake", "Highway"),
        *("Expressway", "Bay", "Valley", "Mountains", "Peninsula", "Desert", "Canal", "Dam", "Harbour", "Harbor"),
        *("Palace", "Prison", "Museum", "Theatre", "Mountain", "Strait", "Beach", "Forest", "Square", "Railway"),
    ]
)
_HEADS = _BODY_WORDS | _SITE_WORDS
_NO_TITLE_END = frozenset({"general", "state", "justice", "house", "prince"})
_NOT_FIRST = frozenset(
    {"the", "a", "an", "in", "at", "on", "for", "by", "this", "that", "but", "and", "however", "when", "as", "after"}
)
_NOT_A_BODY = frozenset(
    [
        *("eastern", "western", "northern", "southern", "central", "mainland", "greater", "inner", "upper", "lower"),
        *("modern", "soviet", "nazi", "imperial", "ancient", "neighbouring", "neighboring", "east", "west", "north"),
        *("south", "old"),
    ]
)
_DAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday"])
_LOCATIVE = frozenset({"in", "near", "outside", "around", "inside", "across"})
_JOINTS = frozenset(".'\u2019\u02bc")
_SUFFIXES = frozenset({"'s", "\u2019s", "'", "\u2019"})
_QUOTES = frozenset("\"'\u2018\u2019\u201c\u201d()[],;:")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a paragraph. `entries` are the alias table's candidates; `label` is NER's or the table's kind."""

    paragraph: int
    start: int
    end: int
    label: str
    text: str
    entries: tuple[Entry, ...] = ()

    @property
    def kind(self) -> str:
        """`person`, `organisation`, `country`, `place`, `group` or `unknown`."""
        if self.entries:
            return self.entries[0].kind
        return {"PERSON": "person", "ORG": "organisation", "NORP": "group"}.get(
            self.label, "place" if self.label in PLACES else "unknown"
        )


def find_mentions(tree: Tree, paragraph: int, tables: Tables) -> list[Mention]:
    """All named mentions of a paragraph in text order; they do not overlap."""
    found = [*_aliases(tree, paragraph, tables), *_bodies(tree, paragraph), *_entities(tree, paragraph, tables)]
    found.sort(key=_rank)
    taken = [False] * tree.n
    kept: list[Mention] = []
    for mention in found:
        if not any(taken[mention.start : mention.end]):
            taken[mention.start : mention.end] = [True] * (mention.end - mention.start)
            kept.append(mention)
    kept.sort(key=lambda m: m.start)
    return [_widen(tree, m, taken, tables) for m in kept]


def _rank(mention: Mention) -> tuple[int, int, int]:
    """Longer first; among equals the table's. A NER span much longer than any name is a parse of a headline."""
    length = mention.end - mention.start
    return (-length if length <= 10 else 0, 0 if mention.entries else 1, mention.start)


def _aliases(tree: Tree, paragraph: int, tables: Tables) -> Iterator[Mention]:
    """Names of the alias table, from left to right, the longest first."""
    text, starts = tree.text, tree.idx
    shouting: bool | None = None
    end_of_last = 0
    for first, (start, written) in enumerate(zip(starts, tree.orth, strict=True)):
        if start < end_of_last or (written[0].islower() and tree.word[first] not in tables.small):
            continue
        longest = tables.longest.get(word_key(written)) if written.isalpha() else 1
        if not longest or _inside_word(text, start) or (match := WORD.match(text, start)) is None:
            continue
        longest = tables.longest.get(word_key(match.group()))
        if not longest:
            continue
        words = _following(text, start, longest)
        for taken in _runs(words, longest):
            entries = tables.aliases.get(" ".join(word_key(words[k].group()) for k in taken))
            if not entries:
                continue
            end = words[taken[-1]].end()
            surface = text[start:end]
            initials = taken[-1] + 1 > len(taken)
            if shouting is None:
                shouting = _shouting(text)
            fitting = tuple(e for e in entries if _fits(e, surface, shouting) and (e.kind == "person" or not initials))
            fitting = tuple(sorted(fitting, key=lambda e: e.weak))
            if not fitting or (_broken(surface) and not initials):
                continue
            last = bisect_right(starts, _trimmed_end(surface, start, end) - 1) - 1
            yield Mention(paragraph, first, last + 1, "", surface, fitting)
            end_of_last = end
            break


def _inside_word(text: str, start: int) -> bool:
    """Does a token begin inside a word, as after the full stop of "ended.The"?"""
    before = text[start - 1 : start]
    return before.isalnum() or (before in _JOINTS and text[max(0, start - 2) : start - 1].isalnum())


def _following(text: str, start: int, longest: int) -> list[re.Match[str]]:
    """The words from a place on that an alias of so many words may hold, initials among them."""
    found: list[re.Match[str]] = []
    counted = 0
    for match in WORD.finditer(text, start):
        found.append(match)
        counted += len(found) == 1 or not _initial(match.group())
        if counted == longest:
            break
    return found


def _initial(word: str) -> bool:
    return len(word) == 1 and word.isupper()


def _runs(words: list[re.Match[str]], longest: int) -> Iterator[list[int]]:
    """Runs of word numbers that may be an alias, longest first; middle initials do not count."""
    taken = [k for k, word in enumerate(words) if k == 0 or not _initial(word.group())]
    for length in range(min(longest, len(taken)), 0, -1):
        yield taken[:length]


def _shouting(text: str) -> bool:
    """Is it written in capitals?"""
    words = WORD.findall(text)
    return len(words) > 2 and sum(map(str.isupper, words)) > 0.6 * len(words)


def _trimmed_end(surface: str, start: int, end: int) -> int:
    for suffix in ("'s", "\u2019s", "'S", "\u2019S"):
        if surface.endswith(suffix) and len(surface) > len(suffix):
            return end - len(suffix)
    return max(end, start + 1)


def _broken(surface: str) -> bool:
    """Do a comma, a bracket or a full stop part the words?"""
    return any(c in surface for c in ',;:()[]"\u201c\u201d/!?') or ". " in surface.replace("St. ", "St ").replace(
        "J. ", "J "
    )


def _fits(entry: Entry, surface: str, shouting: bool) -> bool:
    form = entry.form
    if entry.exact:
        if shouting and surface.replace(".", "").lower() in _AMBIGUOUS:
            return False
        letters = surface.replace(".", "").removesuffix("'s").removesuffix("\u2019s")
        return letters == form.removeprefix("the ").replace(".", "")
    if form.islower():
        return True
    if surface.isupper() and len(surface) < 4 and not shouting and not form.isupper():
        return False  # "XI" is a number
    first = surface[:1]
    if not (first.isupper() or first.isdigit()):
        # "al-Sharaa" inside a sentence is written small
        return form[:1].islower() and surface[:2] == form[:2]
    if " " not in form:
        return True
    words, given = form.removeprefix("the ").split(), surface.split()
    if shouting or len(words) != len(given):
        return True
    return all(g[:1].isupper() or not w[:1].isupper() for w, g in zip(words, given, strict=True))  # not "Russia today"


def _entities(tree: Tree, paragraph: int, tables: Tables) -> Iterator[Mention]:
    for first, stop, given in tree.names():
        if given not in NAMES:
            continue
        start, end, label = _cut(tree, first, stop, given, tables)
        if start >= end or (label == "ORG" and tree.word[end - 1] in load_lexicon().titles):
            continue  # "High Commissioner" is an office
        if label != "PERSON" and end - start > 2 and (name := _titled_tail(tree, start, end)) is not None:
            yield Mention(paragraph, name, end, "PERSON", tree.between(name, end))
            end = name
            continue
        label = _settle(tree, start, end, label, tables)
        yield Mention(paragraph, start, end, label, tree.between(start, end))


def _bodies(tree: Tree, paragraph: int) -> Iterator[Mention]:
    """Capitalised words around a word that names bodies: "Brightwater Holdings", "Ministry of Trade and Mines"."""
    words = tree.orth
    for at in tree.capitals:
        word = words[at].removesuffix(".")
        if word not in _HEADS:
            continue
        start = at
        while start > 0 and at - start < 6 and _part_of_name(words[start - 1]):
            start -= 1
        while start < at and (words[start].lower() in _NOT_FIRST or words[start] in {"&", "and", "-"}):
            start += 1
        site = word in _SITE_WORDS
        end = at + 1 if site else _of_what(tree, at + 1)
        if end - start > 1:
            yield Mention(paragraph, start, end, "FAC" if site else "ORG", tree.between(start, end))


def _of_what(tree: Tree, start: int) -> int:
    """The end of "of Commerce and Industry" after a body's word; `start` where nothing of the kind follows."""
    end = i = start
    if i >= tree.n or tree.word[i] not in {"of", "for", "on"}:
        return start
    while i < min(tree.n, start + 9):
        word = tree.word[i]
        if tree.orth[i][0].isupper() and word.isalpha() and word not in _NOT_FIRST and word not in _DAYS:
            end = i + 1
        elif word not in {"of", "for", "on", "and", "the", "&"} or (i > end and i > start + 1):
            break
        i += 1
    return end


def _part_of_name(word: str) -> bool:
    if word in {"&", "-"}:
        return True
    return word[:1].isupper() and word.replace(".", "").isalnum() and not word.isupper()


def _cut(tree: Tree, start: int, end: int, label: str, tables: Tables) -> tuple[int, int, str]:
    """Take articles, titles, quotes and possessive endings off a NER span, and what a headline ran into it."""
    titles = load_lexicon().titles
    while start < end and (
        tree.word[start] in {"the", "a", "an"}
        or tree.orth[start] in _QUOTES
        or (label == "PERSON" and end - start > 1 and tree.word[start] in titles)
        or (label == "PERSON" and end - start > 2 and start > 0 and tree.word[start - 1] == "of")  # "of State Ann Lee"
    ):
        start += 1
    while end > start and (
        tree.orth[end - 1] in _SUFFIXES
        or tree.orth[end - 1] in _QUOTES
        or tree.orth[end - 1].isspace()
        or (tree.word[end - 1] in _DAYS and end - start > 1 and tree.word[start] != "black")
    ):
        end -= 1
    if label == "PERSON":
        end = _with_hyphen(tree, end)
    if label in {"PERSON", "ORG"} and end - start > 1:
        first = tables.aliases.get(word_key(tree.orth[start]), [])
        known = bool(first) and first[0].kind == "person" and not first[0].weak
        if known and tree.orth[start + 1][:1] != "-" and _sentence_like(tree, start + 1, end, tables):
            return start, start + 1, "PERSON"  # "Putin Visits Kursk"
        for i in range(start + 1, end):
            if tree.pos[i] in {"VERB", "AUX"} and tree.full[i] not in {"compound", "flat", "amod"}:
                return start, i, label
    return start, end, label


def _with_hyphen(tree: Tree, end: int) -> int:
    """The end of a name that was cut at its hyphen: "Chen Shih-" before "chung"."""
    if tree.orth[end - 1] != "-" and end + 1 < tree.n and tree.orth[end] == "-" and not tree.spaced[end - 1]:
        end += 1
    whole = tree.orth[end - 1] == "-" and end < tree.n and not tree.spaced[end - 1]
    return end + 1 if whole and tree.orth[end].isalpha() else end


def _sentence_like(tree: Tree, start: int, end: int, tables: Tables) -> bool:
    """Is the rest of a span no name: with a verb, or a country, people or place known by name?"""
    for token in range(start, end):
        key = word_key(tree.orth[token])
        known = key in tables.demonyms or (key in tables.aliases and is_place(tree.orth[token]))
        if known or tree.pos[token] in {"VERB", "AUX"}:
            return True
    return is_place(tree.orth[end - 1]) and end - start > 1


def _titled_tail(tree: Tree, start: int, end: int) -> int | None:
    """Where a person's name starts in "Russian General Staff Chief Valery Gerasimov", which NER took as one."""
    titles = load_lexicon().titles
    for i in range(end - 2, start, -1):
        of_state = i - start > 2 and tree.word[i - 2] == "of" and tree.word[i - 3] in titles
        titled = tree.word[i - 1] in titles and tree.word[i - 1] not in _NO_TITLE_END
        if titled or of_state:
            tail = tree.orth[i:end]
            if len(tail) >= 2 and all(word[:1].isupper() and word.replace("-", "").isalpha() for word in tail):
                return next((k for k in range(i, end - 1) if tree.word[k] not in titles), i)
    return None


def _settle(tree: Tree, start: int, end: int, label: str, tables: Tables) -> str:
    """What a name is where NER took a known place for a person, people or organisation: syntax decides."""
    if label in PLACES or end - start > 2:
        return label
    if end < tree.n and tree.word[end] in _CLASS_WORDS and tree.orth[end].islower():
        return "LOC" if is_place(tree.between(start, end)) else label
    if label not in {"PERSON", "MISC", "PRODUCT", "NORP"}:
        return label
    if label == "NORP" and word_key(tree.orth[end - 1]) in tables.demonyms:
        return label
    before = tree.word[start - 1] if start else ""
    if before in _LOCATIVE and is_place(tree.between(start, end)):
        return "LOC"
    return label


def _named_after_a_country(tree: Tree, mention: Mention, taken: list[bool], tables: Tables) -> bool:
    """As in "Athletics Kenya", "Air France": a body that bears a country's name, not "Eastern Kenya"."""
    before = mention.start - 1
    if mention.kind != "country" or before < 0 or taken[before] or tree.pos[before] != "PROPN":
        return False
    text = tree.orth[before]
    if not text[:1].isupper() or not text.isalpha() or text.isupper() or tree.word[before] in _NOT_A_BODY:
        return False
    known = word_key(text) in tables.demonyms or word_key(text) in tables.aliases
    hung = tree.dep[before] in {"compound", "flat"} and mention.start <= tree.head[before] < mention.end
    return hung and not known and tree.word[before] not in load_lexicon().titles and tree.tag[before] in {"NNP", "NNPS"}


def _widen(tree: Tree, mention: Mention, taken: list[bool], tables: Tables) -> Mention:
    """Take in the given name before a surname, the class word after or before a place ("Kursk region")."""
    start, end = mention.start, mention.end
    if _named_after_a_country(tree, mention, taken, tables):
        taken[start - 1] = True
        return Mention(mention.paragraph, start - 1, end, "ORG", tree.between(start - 1, end))
    if mention.kind == "person":
        while start > 0 and not taken[start - 1] and _is_given_name(tree, start - 1, start, tables):
            start -= 1
            taken[start] = True
    elif end < tree.n and tree.word[end] in _CLASS_WORDS and not taken[end] and _may_be_place(mention):
        taken[end] = True
        end += 1
    if (start, end) == (mention.start, mention.end):
        return mention
    widened = end > mention.end
    label = "LOC" if widened else mention.label or "PERSON"
    entries = () if widened and mention.kind != "place" else mention.entries
    return Mention(mention.paragraph, start, end, label, tree.between(start, end), entries)


def _may_be_place(mention: Mention) -> bool:
    return mention.kind == "place" or (mention.kind == "country" and mention.entries[0].reading == "actor")


def _is_given_name(tree: Tree, token: int, following: int, tables: Tables) -> bool:
    text = tree.orth[token]
    if not (text[:1].isupper() and text.isalpha() and len(text) > 1 and not text.isupper()):
        return False
    if tree.pos[token] != "PROPN" or (tree.opens(token) and tree.dep[following] not in {"flat", "compound"}):
        return False
    if token > 0 and tree.word[token - 1] == "of":
        return False  # "Secretary of State Ann Lee"
    lower = tree.word[token]
    key = word_key(text)
    if lower in load_lexicon().titles or key in tables.demonyms or key in tables.aliases:
        return False
    return (
        tree.head[token] == following
        or tree.head[following] == token
        or (tree.head[token] == tree.head[following] and tree.full[token] == "compound")
    )
