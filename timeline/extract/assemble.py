"""Drafts of all paragraphs to assertions: people and places resolved, dates chosen, speakers and doubts settled.

A reporting source is attribution, never an actor of what it reports. A caller's own spans are described exactly as
given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from timeline.extract.content import content
from timeline.extract.dating import Site, date_events
from timeline.extract.document import Document
from timeline.extract.entities import Resolver
from timeline.extract.given import given_hits
from timeline.extract.lexicon import Lexicon
from timeline.extract.passage import Draft, Passage
from timeline.extract.timex import tag
from timeline.extract.tolls import toll
from timeline.extract.tree import Tree
from timeline.extract.triggers import ACTS, Hit, Index
from timeline.model.ids import anchor_id, assertion_id, text_sha256
from timeline.model.ontology import OTHER
from timeline.model.records import (
    Annotated,
    Assertion,
    Attribution,
    Cue,
    DateRef,
    Extractor,
    Factuality,
    GivenEvent,
    Participant,
    Place,
    Span,
    Trigger,
)

_HOSTILE = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "SANCTION"})
_STANDALONE = frozenset({"DISASTER", "CASUALTY", "ECONOMY"})
_DOUBTED = frozenset({"STATEMENT.claim"})
_PLAIN = frozenset({"happened", "ongoing", "generic", "did_not_happen"})
_SPEECH_PRONOUN = frozenset({"he", "she", "it", "they"})
_QUOTE_PRONOUN = frozenset({"i", "we", "us", "our"})


@dataclass(slots=True)
class Found:
    """A draft with its parts resolved."""

    paragraph: int
    draft: Draft
    actors: list[Participant]
    recipients: list[Participant]
    place: Place | None
    act: int | None  # number among all of the article


def _foreign(document: Document) -> list[str]:
    if not document.foreign:
        return []
    return [f"{document.foreign} paragraphs are not in English and were not analysed"]


def _states(item: Found) -> bool:
    leaf = item.draft.hit.leaf
    return leaf is not None and leaf.root == "STATEMENT" and item.draft.hit.type.startswith("STATEMENT")


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
        passages = [
            Passage(Tree(p.doc), self.index, self.lexicon, headline=p.section in {"headline", "caption"})
            for p in document.paragraphs
        ]
        hits, orphans = self._hits(document, passages)
        resolver = Resolver(document, self.aliases) if any(hits) else None
        found: list[Found] = []
        for number, (passage, mine) in enumerate(zip(passages, hits, strict=True)):
            if mine and resolver is not None:
                found += self._resolve(passage, number, mine, resolver, (document.paragraphs[number].start, len(found)))
        self._speakers(found, passages)
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
            return [passage.finder.find() for passage in passages], []
        return given_hits(document, passages)

    # --- participants --------------------------------------------------------------------------------------------

    def _resolve(
        self, passage: Passage, number: int, hits: list[Hit], resolver: Resolver, base: tuple[int, int]
    ) -> list[Found]:
        found = []
        for draft in passage.drafts(hits):
            cast = draft.cast
            at = base[0] + passage.tree.doc[draft.hit.token].idx
            item = Found(
                number,
                draft,
                self._people(resolver, number, cast.actors, at),
                self._people(resolver, number, cast.recipients, at),
                self._place(resolver, number, self._place_tokens(draft)),
                draft.act,
            )
            self._settle_places(item)
            if not item.actors and cast.fallback:
                item.actors = self._people(resolver, number, cast.fallback, at)
            found.append(item)
        return self._worth_keeping(found, passage, base[1])

    @staticmethod
    def _place_tokens(draft: Draft) -> list[int]:
        """A statement is made where its own clause says, not where what it tells of took place."""
        token, tokens = draft.hit.token, draft.cast.places
        if draft.hit.leaf is not None and draft.hit.leaf.root in ACTS:
            return [t for t in tokens if t < token or t <= token + 3]
        return tokens

    @staticmethod
    def _settle_places(item: Found) -> None:
        """A place is no party: a named place among the parties says where."""
        leaf = item.draft.hit.leaf
        if leaf is None:
            return
        if item.draft.hit.kind == "noun":
            item.actors = [p for p in item.actors if p.kind != "place"] or [
                p for p in item.actors if leaf.root != "CONSULT"
            ]
        if leaf.root in ACTS:
            item.recipients = [p for p in item.recipients if p.kind != "place" or leaf.root == "THREATEN"]
        elif leaf.id in {"CONSULT.visit", "CONSULT.talks", "CONSULT.meet", "CONSULT.summit"} and item.place is not None:
            item.recipients = [p for p in item.recipients if p.kind != "place"]

    @staticmethod
    def _worth_keeping(found: list[Found], passage: Passage, offset: int) -> list[Found]:
        """Leaves out nouns that tell of nobody and nowhere ("in negotiations"), and statements that nobody makes."""
        acts = {item.act for item in found}
        kept: dict[int, int] = {}
        for number, item in enumerate(found):
            hit = item.draft.hit
            empty = not item.actors and not item.recipients
            governed = item.act is not None and item.draft.direct and not _states(found[item.act])
            if hit.given is None and number not in acts and hit.leaf is not None and empty and not governed:
                tree = passage.tree
                top = passage.arguments.outer(hit.token)
                told = (
                    tree.dep[top] in {"nsubj", "obj", "ROOT"}
                    and tree.lemma[tree.head[top]] in passage.lexicon.cues.phase
                )
                if hit.kind == "noun" and item.place is None and not told and hit.leaf.root not in _STANDALONE:
                    continue
                if hit.leaf.root == "STATEMENT" and not tree.passive(hit.token):
                    continue
            kept[number] = len(kept) + offset
        for item in found:
            item.act = kept.get(item.act) if item.act is not None else None
        return [item for number, item in enumerate(found) if number in kept]

    @staticmethod
    def _people(resolver: Resolver, paragraph: int, tokens: list[int], trigger: int) -> list[Participant]:
        people: dict[tuple[int, int], Participant] = {}
        for token in tokens:
            for participant in resolver.participants(paragraph, token):
                if not participant.text.strip() or participant.start <= trigger < participant.end:
                    continue  # a name that the trigger is part of says nothing of who took part
                people.setdefault((participant.start, participant.end), participant)
        return list(people.values())

    @staticmethod
    def _place(resolver: Resolver, paragraph: int, tokens: list[int]) -> Place | None:
        for token in tokens:
            place = resolver.place(paragraph, token)
            if place is not None:
                return place
        return None

    # --- speakers, doubts ----------------------------------------------------------------------------------------

    def _speakers(self, found: list[Found], passages: list[Passage]) -> None:
        for item in found:
            if item.act is None:
                continue
            act = found[item.act]
            self._pronoun(item, act, passages[item.paragraph])
            self._threat(item, act)
            self._doubt(item, act)

    @staticmethod
    def _pronoun(item: Found, act: Found, passage: Passage) -> None:
        """Reads "They said they would …": the subject of what is said is the speaker."""
        tokens = item.draft.cast.actors
        if (
            len(tokens) != 1
            or len(act.actors) != 1
            or not act.draft.hit.type.startswith(("STATEMENT", "THREATEN", "AGREE", "PROPOSE"))
        ):
            return
        word = passage.tree.word[tokens[0]]
        quoted = item.draft.quoted
        speaker = act.actors[0]
        if word in (_QUOTE_PRONOUN if quoted else _SPEECH_PRONOUN):
            person = speaker.kind in {"person", "role"}
            if quoted or (word in {"he", "she"} and person) or (word == "it" and not person) or word == "they":
                item.actors = [speaker]

    @staticmethod
    def _threat(item: Found, act: Found) -> None:
        """Saying that one's own side would strike, or impose sanctions, if the other does not yield is a threat."""
        status, leaf = item.draft.status, item.draft.hit.leaf
        if leaf is None or act.draft.hit.type not in {"STATEMENT.say", "STATEMENT.warn"} or not item.draft.direct:
            return
        conditional = status.value == "conditional" and any(effect == "condition" for _, effect in status.cues)
        if not conditional or leaf.root not in {"SANCTION", "ASSAULT", "MOBILIZE", "COERCE"}:
            return
        mine = {p.country for p in act.actors} | {p.entity for p in act.actors}
        theirs = {p.country for p in item.actors} | {p.entity for p in item.actors}
        if not item.actors or (mine & theirs) - {None}:
            act.draft.hit.type = "THREATEN.sanction" if leaf.root == "SANCTION" else "THREATEN.force"
            act.recipients = act.recipients or item.recipients

    @staticmethod
    def _doubt(item: Found, act: Found) -> None:
        """A third party's claim is alleged: a doubtful verb, or one side telling of the other side's violence."""
        status, kind = item.draft.status, act.draft.hit.type
        if (
            status.value not in {"happened", "ongoing"}
            or not item.draft.direct
            or act.draft.status.value not in {"happened", "ongoing", "generic"}
        ):
            return
        hostile = item.draft.hit.type.partition(".")[0] in _HOSTILE
        if kind in _DOUBTED:
            doubted = hostile
        elif kind.startswith("STATEMENT."):
            theirs = {p.country for p in item.actors}
            mine = {p.country for p in act.actors}
            doubted = hostile and bool(theirs) and bool(mine) and None not in theirs | mine and not theirs & mine
        else:
            doubted = kind == "ACCUSE.allege"
        if doubted:
            status.value = "alleged"
            status.cues.append((act.draft.hit.token, "reported"))

    # --- records -------------------------------------------------------------------------------------------------

    def _assertions(
        self, document: Document, passages: list[Passage], found: list[Found], dates: Sequence[DateRef]
    ) -> list[Assertion]:
        ids = [self._ids(document, item) for item in found]
        made = []
        for number, (item, date) in enumerate(zip(found, dates, strict=True)):
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
                    trigger=Trigger(start=trigger.start, end=trigger.end, text=trigger.text, lemma=hit.lemma),
                    event=hit.given,
                    actors=item.actors,
                    recipients=item.recipients,
                    place=item.place,
                    object=self._object(document, item, tree),
                    content=self._content(document, item, passage),
                    toll=toll(tree, passage.arguments, hit, draft.cast.recipients, sentence.text),
                    date=date,
                    factuality=cast("Factuality", draft.status.value),
                    evidence=self._evidence(document, item),
                    holder=act.actors[0]
                    if act is not None and act.actors and draft.status.value not in _PLAIN
                    else None,
                    content_of=ids[item.act][1] if item.act is not None and draft.direct else None,
                    attribution=self._attribution(found, number, passage),
                    sentence=sentence,
                    section=paragraph.section,
                    confidence=self._confidence(item),
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
            if kid > head and (tree.dep[kid] in {"acl", "conj", "appos", "punct", "parataxis", "advcl", "cc"}):
                last = min(last, kid)
        return document.span(
            item.paragraph, max(first, min(head, first if head - first <= 8 else head)), max(last, head + 1)
        )

    @staticmethod
    def _content(document: Document, item: Found, passage: Passage) -> Span | None:
        said = content(passage.tree, item.draft.hit, passage.quoted)
        return document.span(item.paragraph, *said) if said else None

    @staticmethod
    def _evidence(document: Document, item: Found) -> list[Cue]:
        cues = []
        for token, effect in dict.fromkeys(item.draft.status.cues):
            span = document.span(item.paragraph, token, token + 1)
            cues.append(Cue(start=span.start, end=span.end, text=span.text, effect=effect))
        return sorted(cues, key=lambda cue: cue.start)

    def _attribution(self, found: list[Found], number: int, passage: Passage) -> Attribution | None:
        item = found[number]
        draft = item.draft
        act = found[item.act] if item.act is not None else None
        while act is not None and not act.draft.hit.type.startswith("STATEMENT"):
            act = found[act.act] if act.act is not None else None
        if act is not None:
            kind = "direct_quote" if draft.quoted else "indirect_quote" if act.actors else "unnamed"
            return Attribution(source=act.actors[0] if act.actors else None, kind=kind)  # type: ignore[arg-type]
        if draft.according is not None:
            return Attribution(source=None, kind="report")
        if draft.quoted and not draft.hit.type.startswith("STATEMENT"):
            near = [
                f
                for f in found
                if f.paragraph == item.paragraph and f.draft.hit.type.startswith("STATEMENT") and f.actors
            ]
            source = min(near, key=lambda f: abs(f.draft.hit.token - draft.hit.token)).actors[0] if near else None
            return Attribution(source=source, kind="direct_quote")
        if any(passage.tree.word[token] in self.lexicon.cues.unnamed for token, _ in draft.status.cues):
            return Attribution(source=None, kind="unnamed")
        return None

    @staticmethod
    def _confidence(item: Found) -> float:
        hit = item.draft.hit
        if hit.leaf is None:
            return 0.4
        score = 0.7 + 0.05 * min(3, hit.weight - 1)
        score += 0.1 if item.actors else -0.1
        if hit.leaf.row.recipient_required and not item.recipients:
            score -= 0.2
        return round(min(0.95, max(0.1, score)), 2)

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
