"""Who took part and where, resolved: token indices become participants and places, what tells of nobody is left out."""

from __future__ import annotations

from dataclasses import dataclass, field

from timeline.extract.document import Paragraph
from timeline.extract.entities import Resolver
from timeline.extract.entities.coref import FIRST, PERSONAL, RELATIVE
from timeline.extract.hits import ACTS, CAUSES, Hit
from timeline.extract.numbers import number as number_of
from timeline.extract.passage import Draft, Passage
from timeline.model.ontology import Leaf
from timeline.model.records import Participant, Place

_STANDALONE = frozenset({"DISASTER", "CASUALTY", "ECONOMY"})
_BLASTS = frozenset({"ASSAULT.bomb", "ASSAULT.suicide"})  # a bomb goes off without anybody named
_PUBLISHED = frozenset({"announce", "declare", "disclose", "reveal", "confirm"})  # news even where nobody is named
_SOMEWHERE = frozenset({"ASSAULT", "DISASTER", "PROTEST", "CASUALTY"})  # "the Boston bombing" was in Boston
_AT_A_PLACE = frozenset({"CONSULT.visit", "CONSULT.talks", "CONSULT.meet", "CONSULT.summit"})

_HUMAN = ACTS - {"STATEMENT"} | {"CONCEDE", "COOPERATE", "AID", "CONSULT", "PROTEST", "MOBILIZE", "OFFICE", "ASSAULT"}
_ARMED = ("weapon", "projectile", "bomb", "aircraft", "vessel", "vehicle", "troops", "attack", "fighters")
_CRAFT = ("aircraft", "vessel", "vehicle")  # they stand for their crews
_ARMS = frozenset({"fire", "blast", "explosion", "strike", "gunfire", "war", "fighting", "conflict", "blaze", "device"})

_NOBODY = frozenset(
    f"name:{word}"
    for word in (
        *PERSONAL,
        *FIRST,
        *RELATIVE,
        "you",
        "your",
        "this",
        "these",
        "those",
        "one",
        "each other",
        "one another",
    )
    if word != "us"
)


@dataclass(slots=True)
class Found:
    """A draft with its parts resolved; `act` is the number, among all of the article, of what it is content of."""

    paragraph: int
    draft: Draft
    actors: list[Participant]
    recipients: list[Participant]
    place: Place | None
    act: int | None
    according: Participant | None = None
    cited: Participant | None = None
    casualties: list[Draft] = field(default_factory=list)  # drafts of whom it killed, injured or left missing
    published: bool = False  # news although nobody is named: "the result was announced"

    @property
    def states(self) -> bool:
        """Is it a statement, and no finer act?"""
        return self.draft.hit.leaf is not None and self.draft.hit.type.startswith("STATEMENT.")

    @property
    def silent(self) -> bool:
        """Words of nobody to nobody ("the statement adds"): they hand over what is said, but are no event."""
        hit = self.draft.hit
        return self.states and hit.given is None and not (self.actors or self.recipients or self.published)


def resolve(
    passage: Passage, number: int, hits: list[Hit], resolver: Resolver, base: tuple[Paragraph, int]
) -> list[Found]:
    """What a paragraph tells, resolved; `base` is the paragraph and the count of what was found before."""
    found = []
    for draft in passage.drafts(hits):
        cast = draft.cast
        place = passage.tree.idx[draft.hit.token]
        at, _ = base[0].written(place, place + 1)
        item = Found(
            number,
            draft,
            _people(resolver, number, cast.actors, at),
            _people(resolver, number, cast.recipients, at),
            _place(resolver, number, _place_tokens(draft, passage)),
            draft.act,
            published=passage.tree.passive(draft.hit.token) and draft.hit.lemma in _PUBLISHED,
        )
        named_after = draft.hit.kind == "noun" and all(
            passage.tree.dep[t] in {"compound", "amod", "nmod"} and passage.tree.full[t] != "nmod:poss"
            for t in cast.actors
        )
        where = item.place is None or any(p.start == item.place.start for p in item.actors)
        if named_after and where and item.actors:
            _settle_scene(item, resolver)
        _settle_places(item, passage.lexicon.parties.places, named_after=named_after)
        if draft.hit.given is None:
            item.actors, item.recipients = _known(item.actors), _known(item.recipients)
        if not item.actors and cast.fallback:
            item.actors = _people(resolver, number, cast.fallback, at)
            _settle_places(item, passage.lexicon.parties.places, named_after=False)
        item.recipients = _others(_targets(item, passage), item.actors)
        if draft.cited is not None:
            item.cited = next(iter(_people(resolver, number, [draft.cited], at)), None)
        if draft.according is not None:
            item.according = next(iter(_people(resolver, number, [draft.according], at)), None)
        found.append(item)
    return _worth_keeping(found, passage, base[1])


def _settle_scene(item: Found, resolver: Resolver) -> None:
    """Reads "the Alaska meeting", "the Stockholm attack": it was there, and even a capital is no state."""
    tokens, leaf = item.draft.cast.actors, item.draft.hit.leaf
    places = [resolver.place(item.paragraph, t) for t in tokens]
    towns = all(place is not None and place.entity.startswith("plc:geonames:") for place in places)
    if all(p.kind == "place" for p in item.actors) or (towns and leaf is not None and leaf.root in _SOMEWHERE):
        item.place = _place(resolver, item.paragraph, tokens)
        if towns:
            item.actors = [p for p in item.actors if p.kind not in {"place", "country"}]


def _place_tokens(draft: Draft, passage: Passage) -> list[int]:
    """A statement is made where its own clause says, not where what it tells of took place."""
    token, tokens = draft.hit.token, draft.cast.places
    if draft.hit.leaf is not None and draft.hit.leaf.root == "STATEMENT" and passage.arguments.reports(token):
        return [t for t in tokens if token < t <= token + 3]
    if draft.hit.leaf is not None and draft.hit.leaf.root in ACTS:
        return [t for t in tokens if t < token or t <= token + 3]
    return tokens


def _settle_places(item: Found, sites: frozenset[str], *, named_after: bool) -> None:
    """A place is no party: a named place among the parties says where; `sites` are words for places without a name."""
    leaf = item.draft.hit.leaf
    if leaf is None:
        return
    if item.draft.hit.kind == "noun" or leaf.root == "CONSULT":
        somebody = [p for p in item.actors if p.kind != "place"]
        nobody = leaf.root == "CONSULT" or (named_after and leaf.root in _SOMEWHERE)
        item.actors = somebody if somebody or nobody else item.actors
    if leaf.root in ACTS:
        item.recipients = [p for p in item.recipients if p.kind != "place" or leaf.root == "THREATEN"]
    elif leaf.id == "OFFICE.elect":
        item.recipients = [p for p in item.recipients if p.kind not in {"place", "country"}]
    elif leaf.id in _AT_A_PLACE and item.place is not None:
        item.recipients = [p for p in item.recipients if p.kind != "place"]
    elif leaf.root == "MOBILIZE":  # "deployed troops in the capital" is against nobody
        item.recipients = [p for p in item.recipients if p.name not in sites]


def _worth_keeping(found: list[Found], passage: Passage, offset: int) -> list[Found]:
    """Leaves out nouns that tell of nobody and nowhere ("in negotiations"), and statements that nobody makes."""
    acts = {item.act for item in found}
    casualties = {item.draft.hit.token for item in found if item.draft.hit.type.startswith("CASUALTY.")}
    kept: dict[int, int] = {}
    for number, item in enumerate(found):
        hit = item.draft.hit
        empty = not item.actors and not item.recipients
        governed = item.act is not None and item.draft.direct and not found[item.act].states
        if hit.given is None and not item.actors and _done_by_a_thing(hit, passage):
            continue
        if hit.given is None and number not in acts and hit.leaf is not None and empty and not governed:
            tree = passage.tree
            top = passage.arguments.outer(hit.token)
            told = (
                tree.dep[top] in {"nsubj", "obj", "ROOT"} and tree.lemma[tree.head[top]] in passage.lexicon.cues.phase
            ) or (tree.head[top] in casualties and hit.leaf.root in CAUSES)  # "nine were killed in the attack"
            if hit.kind == "noun" and item.place is None and not told and _needs_party(hit.leaf):
                continue
            if hit.leaf.root == "STATEMENT" and not item.published:
                continue
            alone = item.place is None and item.draft.cast.object is None
            said = passage.arguments.slots(hit.token).keys() & {"ccomp", "xcomp", "for"}
            counted = any(tree.pos[t] == "NUM" for t in item.draft.cast.recipients)  # "three were arrested"
            if hit.kind == "verb" and alone and not said and not counted and _needs_party(hit.leaf):
                continue
        kept[number] = len(kept) + offset
    for item in found:
        item.act = kept.get(item.act) if item.act is not None else None
    return [item for number, item in enumerate(found) if number in kept]


def _done_by_a_thing(hit: Hit, passage: Passage) -> bool:
    """Has a deed that only people do a thing as its subject ("visiting the dentist demands courage")?"""
    tree = passage.tree
    if hit.kind != "verb" or hit.leaf is None or hit.leaf.root not in _HUMAN or tree.passive(hit.token):
        return False
    subjects = tree.children(hit.token, "nsubj", "csubj")
    things = [
        k
        for k in subjects
        if tree.pos[k] in {"NOUN", "VERB"}
        and not passage.kinds.party(k)
        and tree.lemma[k] not in passage.lexicon.parties.places
    ]
    if not subjects or things != subjects or any(tree.orth[k].isupper() for k in subjects):
        return False  # "the PRC" is no thing, whatever its tag
    if hit.leaf.root == "AID" and any(_named(k, passage, _CRAFT) for k in subjects):
        return False  # "two ships rescued the crew"
    armed = hit.leaf.root == "ASSAULT" and any(
        tree.lemma[k] in _ARMS or _named(k, passage, _ARMED) or passage.finder.event_noun(k) for k in subjects
    )
    return not armed


def _named(token: int, passage: Passage, lists: tuple[str, ...]) -> bool:
    """Does the word stand in one of the ontology's lists?"""
    return any(passage.tree.lemma[token] in passage.ontology.words[name] for name in lists)


def _needs_party(leaf: Leaf) -> bool:
    return leaf.root not in _STANDALONE and leaf.id not in _BLASTS


def _known(people: list[Participant]) -> list[Participant]:
    """Without pronouns of which nobody knows whom they mean: "it" of one article is not "it" of another."""
    return [p for p in people if p.entity not in _NOBODY]


def _others(recipients: list[Participant], actors: list[Participant]) -> list[Participant]:
    """Whom it was done to: nobody does it to himself, but parties that meet are both on both sides."""
    doers, others = {p.entity for p in actors}, {p.entity for p in recipients}
    return recipients if doers == others and len(doers) > 1 else [p for p in recipients if p.entity not in doers]


def _targets(item: Found, passage: Passage) -> list[Participant]:
    """Recipients without the country in which their own people did it: "gunmen attacked a bus in Chad"."""
    tokens, hit = item.draft.cast.recipients, item.draft.hit
    attack = hit.leaf is not None and hit.leaf.root == "ASSAULT" and hit.given is None
    if not attack or not tokens or any(passage.tree.case(passage.tree.first_conjunct(t)) != "in" for t in tokens):
        return item.recipients
    foreign = {p.country for p in item.actors} - {None}
    return [
        p
        for p in item.recipients
        if p.kind not in {"country", "place"} or (foreign - {p.country} and (p.kind == "country" or item.place is None))
    ]


def _people(resolver: Resolver, paragraph: int, tokens: list[int], trigger: int) -> list[Participant]:
    people: dict[tuple[int, int, str], Participant] = {}  # one span may stand for two: "both sides"
    for token in tokens:
        for participant in resolver.participants(paragraph, token):
            if not any(map(str.isalnum, participant.text)) or participant.start <= trigger < participant.end:
                continue  # a name that the trigger is part of says nothing of who took part
            words = participant.text.lower().split()
            if number_of(words) is not None and not words[-1].endswith("s"):
                continue  # "and 20 wounded": a count is nobody, but "thousands" are a crowd
            people.setdefault((participant.start, participant.end, participant.entity), participant)
    return list(people.values())


def _place(resolver: Resolver, paragraph: int, tokens: list[int]) -> Place | None:
    """The best place; of a country and a place in it ("a U.S. base in Alaska") the place in it."""
    country = None
    for token in tokens:
        place = resolver.place(paragraph, token)
        if place is None:
            continue
        if country is None:
            if place.kind != "country":
                return place
            country = place
        elif place.within == country.entity:
            return place
    return country
