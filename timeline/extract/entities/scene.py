"""What the resolvers of one article share: its mentions, persons, countries, and how spans become participants."""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from timeline.extract.document import Document
from timeline.extract.entities.gazetteer import find
from timeline.extract.entities.lexicon import load_lexicon
from timeline.extract.entities.mentions import Mention, find_mentions
from timeline.extract.entities.people import People, Person
from timeline.extract.entities.phrases import nominal_head
from timeline.extract.entities.roles import demonym
from timeline.extract.entities.tables import load_tables, word_key
from timeline.extract.tree import Tree
from timeline.model.records import EntityKind, Participant

_CITY = 200_000
_PAGE = 60
_WAVERING = frozenset({"PERSON", "ORG", "LOC", "GPE", "FAC"})
OPENING, _CLOSING = frozenset({"\u201c", "``"}), frozenset({"\u201d", "''"})
_MARKS = OPENING | _CLOSING | {'"'}
_TITLE_PARTS = frozenset(
    [
        *("of", "state", "foreign", "defence", "defense", "interior", "finance", "security", "national", "adviser"),
        *("advisor", "staff", "house", "the", "general", "treasury", "home", "energy", "trade", "army", "executive"),
    ]
)


class Scene:
    """One article, looked at once: names found, persons registered, countries and sentences counted."""

    def __init__(self, document: Document, aliases: Sequence[Path] = ()) -> None:
        self.document = document
        self.trees = [paragraph.tree for paragraph in document.paragraphs]
        self.tables = load_tables(tuple(aliases))
        self.lexicon = load_lexicon()
        self.people = People(self.tables, _day(document))
        self.mentions = [find_mentions(tree, i, self.tables) for i, tree in enumerate(self.trees)]
        self.at: list[dict[int, Mention]] = [
            {token: mention for mention in mentions for token in range(mention.start, mention.end)}
            for mentions in self.mentions
        ]
        self.known: dict[str, Participant] = {}
        """The last participant made of each entity."""
        self._quotes = [_quotes(tree.orth) for tree in self.trees]
        self._sentences = self._count_sentences()
        self.countries = self._count_countries()
        self._register_people()

    def _count_sentences(self) -> list[list[int]]:
        numbers, total = [], 0
        for tree in self.trees:
            numbers.append([total + 1 + number for number in tree.sent])
            total += len(tree.sents)
        return numbers

    def _count_countries(self) -> Counter[str]:
        found: Counter[str] = Counter()
        for tree, mentions in zip(self.trees, self.mentions, strict=True):
            for mention in mentions:
                entry = mention.entries[0] if mention.entries else None
                firm = entry is not None and entry.kind == "organisation" and entry.entity.count(":") == 1
                if entry is not None and entry.country and entry.kind != "person" and not firm:
                    found[entry.country] += 1
            for token in tree.capitals:
                if iso3 := demonym(tree, token, self.tables):
                    found[iso3] += 1
        return found

    def _register_people(self) -> None:
        people = [m for mentions in self.mentions for m in mentions if m.kind == "person"]
        for mention in sorted(people, key=lambda m: m.end - m.start > 2):  # what is longer may be a name and more
            titles = self.titles(self.trees[mention.paragraph], mention.start)
            self.people.register(mention.text, mention.entries, titles)
        for mention in people:
            if not mention.entries and mention.end - mention.start == 1 and self._is_town(mention):
                place = dataclasses.replace(mention, label="LOC")
                self.at[mention.paragraph][mention.start] = place
                at = self.mentions[mention.paragraph].index(mention)
                self.mentions[mention.paragraph][at] = place

        self._vote()
        self._add_surnames()

    def _add_surnames(self) -> None:
        """Surnames that NER missed, of persons whom the article names in full: "King" after "Billy King"."""
        known = self.people.surnames()
        if not known:
            return
        for number, tree in enumerate(self.trees):
            at, added = self.at[number], []
            for i in tree.capitals:
                text = tree.orth[i]
                if tree.pos[i] != "PROPN" or i in at or word_key(text) not in known:
                    continue
                before = tree.word[i - 1] if i else ""
                if len(text) < 3 or text.isupper() or before in {"the", "a", "an"}:
                    continue
                mention = Mention(number, i, i + 1, "PERSON", text)
                at[i] = mention
                added.append(mention)
            if added:
                self.mentions[number] = sorted([*self.mentions[number], *added], key=lambda m: m.start)

    def _vote(self) -> None:
        """One name, one class: where NER wavers between classes, the article's majority or its full name decides."""
        labels: dict[str, Counter[str]] = {}
        for mention in (m for mentions in self.mentions for m in mentions if not m.entries):
            labels.setdefault(mention.text, Counter())[mention.label] += 1
        for mentions in self.mentions:
            for number, mention in enumerate(mentions):
                if mention.entries or mention.label not in _WAVERING:
                    continue
                ranked = labels[mention.text].most_common(2)
                best = ranked[0][0] if len(ranked) > 1 and ranked[0][1] > ranked[1][1] else mention.label
                if best not in _WAVERING or best == mention.label:
                    continue
                changed = dataclasses.replace(mention, label=best)
                mentions[number] = changed
                for token in range(mention.start, mention.end):
                    self.at[mention.paragraph][token] = changed

    def _is_town(self, mention: Mention) -> bool:
        """Did NER take a city of some size for a person, where the article names nobody so?"""
        if self.people.has_surname(mention.text) or len(mention.text) < 4:
            return False
        if self.titles(self.trees[mention.paragraph], mention.start):
            return False
        site = find(mention.text, list(self.countries))
        return site is not None and (site.kind == "region" or site.population >= _CITY)

    def titles(self, tree: Tree, start: int) -> list[str]:
        """Title words right before a name, lower case, in text order."""
        found: list[str] = []
        i = start - 1
        while i >= 0 and len(found) < 5 and (tree.word[i] in self.lexicon.titles or tree.word[i] in _TITLE_PARTS):
            found.insert(0, tree.word[i])
            i -= 1
        return found

    def before(self, paragraph: int, token: int | None) -> list[Mention]:
        """The last mentions of a paragraph, nearest first: before a token, or all; never more than a page's worth."""
        mentions = self.mentions[paragraph]
        stop = len(mentions) if token is None else bisect_left(mentions, token, key=lambda m: m.start)
        return mentions[max(0, stop - _PAGE) : stop][::-1]

    def person(self, mention: Mention) -> Person:
        """Who a personal name means."""
        titles = self.titles(self.trees[mention.paragraph], mention.start)
        return self.people.resolve(mention.text, mention.entries, titles)

    def title_between(self, tree: Tree, start: int, end: int) -> bool:
        """Are all words of a span part of a title ("Secretary of State", "Chief of General Staff Gen.")?"""
        titles = self.lexicon.titles
        return all(tree.word[t] in titles or tree.word[t] in _TITLE_PARTS or tree.punct(t) for t in range(start, end))

    def sentence(self, paragraph: int, token: int) -> int:
        """Number of a token's sentence, counted over the whole article."""
        return self._sentences[paragraph][token]

    def quoted(self, paragraph: int, token: int) -> bool:
        """Is the token inside quotation marks of its paragraph?"""
        return self._quotes[paragraph][token]

    def mention_at(self, paragraph: int, token: int) -> Mention | None:
        """The name over a token, or over the head of the name that it is part of."""
        at = self.at[paragraph]
        return at.get(token) or at.get(nominal_head(self.trees[paragraph], token))

    def participant(
        self, paragraph: int, span: tuple[int, int], name: str, entity: str, kind: EntityKind, country: str | None
    ) -> Participant:
        """The record of a token span (half open), remembered for pronouns."""
        where = self.document.span(paragraph, *span)
        found = Participant(
            start=where.start, end=where.end, text=where.text, name=name, entity=entity, kind=kind, country=country
        )
        self.known[entity] = found
        return found

    def copied(self, paragraph: int, span: tuple[int, int], source: Participant) -> Participant:
        """Another participant's entity at this span."""
        return self.participant(paragraph, span, source.name, source.entity, source.kind, source.country)


def _day(document: Document) -> date | None:
    """The article's publication day, for offices; None where it is not known."""
    value = document.article.published.earliest or document.article.published.value or ""
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def _quotes(words: list[str]) -> list[bool]:
    inside, marks = False, []
    if _MARKS.isdisjoint(words):
        return [False] * len(words)
    for word in words:
        if word in OPENING or (word == '"' and not inside):
            inside = True
        elif word in _CLOSING or word == '"':
            inside = False
        marks.append(inside)
    return marks
