"""Drafts of all paragraphs to assertions: people and places resolved, dates chosen, speakers and doubts settled.

A reporting source is attribution, never an actor of what it reports. A caller's own spans are described exactly as
given.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from pathlib import Path
from typing import Literal, cast

from timeline.extract.casualties import attach
from timeline.extract.confidence import confidence
from timeline.extract.content import content
from timeline.extract.dating import Site, date_events
from timeline.extract.document import Document
from timeline.extract.entities import Resolver
from timeline.extract.expected import settle_expected
from timeline.extract.given import given_hits
from timeline.extract.hits import Hit
from timeline.extract.known_names import settle_names
from timeline.extract.lexicon import Lexicon
from timeline.extract.parties import Found, resolve
from timeline.extract.passage import Passage
from timeline.extract.speech import attribution, settle_headlines, settle_speakers
from timeline.extract.sport import reports_a_game, without_moves
from timeline.extract.timex import tag
from timeline.extract.tolls import together, toll
from timeline.extract.tree import Tree
from timeline.extract.triggers import Index
from timeline.model.ids import anchor_id, assertion_id, text_sha256
from timeline.model.ontology import OTHER
from timeline.model.records import (
    Annotated,
    Assertion,
    Cue,
    DateRef,
    Extractor,
    Factuality,
    GivenEvent,
    Span,
    Toll,
    Trigger,
)

Word = Literal["verb", "noun", "adjective"]
_PLAIN = frozenset({"happened", "ongoing", "generic", "did_not_happen"})


def _foreign(document: Document) -> list[str]:
    if not document.foreign:
        return []
    if document.foreign == 1:
        return ["1 paragraph is not in English and was not analysed"]
    return [f"{document.foreign} paragraphs are not in English and were not analysed"]


class Assembler:
    """Describes one article after the other with the same tables."""

    def __init__(
        self,
        index: Index,
        lexicon: Lexicon,
        extractor: Extractor,
        aliases: tuple[Path, ...] = (),
        date_order: str | None = None,
    ) -> None:
        self.index = index
        self.lexicon = lexicon
        self.extractor = extractor
        self.aliases = aliases
        self.date_order = date_order

    def annotate(self, document: Document) -> Annotated:
        """The article with everything found in it."""
        article = document.article
        timexes = tag(article.text, article.published, article.sections, document, self.date_order)
        settle_names([p.tree for p in document.paragraphs], self.lexicon.parties.companies)
        passages = [
            Passage(p.tree, self.index, self.lexicon, headline=p.section in {"headline", "caption"})
            for p in document.paragraphs
        ]
        hits, orphans = self._hits(document, passages)
        resolver = Resolver(document, self.aliases) if any(hits) else None
        found: list[Found] = []
        for number, (passage, mine) in enumerate(zip(passages, hits, strict=True)):
            if mine and resolver is not None:
                told = resolve(passage, number, mine, resolver, (document.paragraphs[number], len(found)))
                found += attach(told, passage, len(found))
        settle_speakers(found, passages)
        settle_headlines(document, found)
        settle_expected(found, passages)
        dates = date_events(
            document,
            timexes,
            [
                Site(
                    f.paragraph,
                    f.draft.hit.token,
                    f.draft.hit.type,
                    cast("Factuality", f.draft.status.value),
                    f.draft.hit.lemma,
                )
                for f in found
            ],
        )
        assertions = self._assertions(document, passages, found, dates)
        assertions += [self._orphan(document, event) for event in orphans]
        assertions.sort(key=lambda a: (a.trigger.start, a.trigger.end, a.event or ""))
        return Annotated(
            id=article.id, origin=article.origin, url=article.url, source=article.source, title=article.title,
            language=article.language, key=article.key, version=article.version, text=article.text,
            text_sha256=text_sha256(article.text), extractor=self.extractor, sections=article.sections,
            published=article.published, timexes=timexes, assertions=assertions, agency=article.agency,
            notes=[*article.notes, *_foreign(document)],
        )  # fmt: skip

    def _hits(self, document: Document, passages: list[Passage]) -> tuple[list[list[Hit]], list[GivenEvent]]:
        if document.article.events is None:
            found = [passage.finder.find() for passage in passages]
            if any(found) and reports_a_game([passage.tree for passage in passages]):
                found = [without_moves(hits, p.tree) for hits, p in zip(found, passages, strict=True)]
            return found, []
        return given_hits(document, passages)

    # --- records -------------------------------------------------------------------------------------------------

    def _assertions(
        self, document: Document, passages: list[Passage], found: list[Found], dates: Sequence[DateRef]
    ) -> list[Assertion]:
        ids = [self._ids(document, item) for item in found]
        made = []
        silent = {number for number, item in enumerate(found) if item.silent}
        for number, (item, date) in enumerate(zip(found, dates, strict=True)):
            if number in silent:
                continue
            passage, draft = passages[item.paragraph], item.draft
            paragraph = document.paragraphs[item.paragraph]
            hit, tree = draft.hit, passage.tree
            act = found[item.act] if item.act is not None else None
            trigger = document.span(item.paragraph, hit.start, hit.end)
            first, last = tree.sents[tree.sent[hit.token]]
            sentence = self._sentence(document, item.paragraph, tree, first, last)
            anchor, own = ids[number]
            made.append(
                Assertion(
                    id=own,
                    anchor=anchor,
                    type=hit.type,
                    trigger=Trigger(
                        start=trigger.start,
                        end=trigger.end,
                        text=trigger.text,
                        lemma=hit.lemma,
                        word=cast("Word | None", hit.kind if hit.leaf is not None else None),
                    ),
                    event=hit.given,
                    actors=item.actors,
                    recipients=item.recipients,
                    place=item.place,
                    object=self._object(document, item, tree),
                    content=self._content(document, item, passage),
                    toll=self._toll(item, passage, sentence.text),
                    date=date,
                    factuality=cast("Factuality", draft.status.value),
                    evidence=self._evidence(document, item),
                    holder=act.actors[0]
                    if act is not None and act.actors and draft.status.value not in _PLAIN
                    else None,
                    content_of=ids[item.act][1]
                    if item.act is not None and draft.direct and item.act not in silent
                    else None,
                    attribution=attribution(found, number, passage),
                    sentence=sentence,
                    section=paragraph.section,
                    confidence=confidence(item),
                )
            )
        return made

    def _ids(self, document: Document, item: Found) -> tuple[str, str]:
        span = document.span(item.paragraph, item.draft.hit.start, item.draft.hit.end)
        anchor = anchor_id(document.article.version, span.start, span.end, item.draft.hit.type)
        return anchor, assertion_id(anchor, self.extractor.version)

    @staticmethod
    def _sentence(document: Document, paragraph: int, tree: Tree, first: int, last: int) -> Span:
        while last - first > 1 and not tree.word[first].strip():
            first += 1
        while last - first > 1 and not tree.word[last - 1].strip():
            last -= 1
        return document.span(paragraph, first, last)

    @staticmethod
    def _object(document: Document, item: Found, tree: Tree) -> Span | None:
        head = item.draft.cast.object
        if head is None:
            return None
        first, last = tree.subtree(head)
        for kid in tree.kids[head]:
            # Clauses and joined phrases after the head belong to it in grammar, not in what a reader would mark.
            if kid > head and tree.dep[kid] in {"acl", "conj", "appos", "punct", "parataxis", "advcl", "cc"}:
                last = min(last, max(tree.subtree(kid)[0], head + 1))
        while first < head and tree.dep[first] in {"cc", "punct", "case", "mark", "aux", "advmod"}:
            first += 1
        return document.span(item.paragraph, first if head - first <= 8 else head, max(last, head + 1))

    @staticmethod
    def _content(document: Document, item: Found, passage: Passage) -> Span | None:
        said = content(passage.tree, item.draft.hit, passage.quoted)
        return document.span(item.paragraph, *said) if said else None

    @staticmethod
    def _toll(item: Found, passage: Passage, sentence: str) -> Toll | None:
        """Its own numbers and those of its casualties; of two for one thing the first stands."""
        tree, arguments = passage.tree, passage.arguments
        drafts = (item.draft, *item.casualties)
        given = [t for d in drafts if (t := toll(tree, arguments, d.hit, d.cast.recipients, sentence)) is not None]
        return reduce(together, given) if given else None

    @staticmethod
    def _evidence(document: Document, item: Found) -> list[Cue]:
        cues = []
        for token, effect in dict.fromkeys(item.draft.status.cues):
            span = document.span(item.paragraph, token, token + 1)
            cues.append(Cue(start=span.start, end=span.end, text=span.text, effect=effect))
        return sorted(cues, key=lambda cue: cue.start)

    def _orphan(self, document: Document, event: GivenEvent) -> Assertion:
        """A caller's span that stands in no parsed paragraph: described by its words alone."""
        text = document.article.text[event.start : event.end]
        anchor = anchor_id(document.article.version, event.start, event.end, OTHER)
        return Assertion(
            id=assertion_id(anchor, self.extractor.version),
            anchor=anchor,
            type=OTHER,
            trigger=Trigger(start=event.start, end=event.end, text=text, lemma=text.lower()),
            event=event.id,
            sentence=Span(start=event.start, end=event.end, text=text),
            section="boilerplate",
            confidence=0.1,
        )
