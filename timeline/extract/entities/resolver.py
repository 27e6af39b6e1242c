"""Who takes part, and where: resolves the noun phrases of one article to entities.

Order: exact alias table, full name in the article, transliteration folding, careful fuzzy match for people of the
article; never fuzzy for places and organisations. What is not known stays `name:` + folded name. Nothing here raises on
odd text, and every span is exact.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

from spacy.tokens import Doc, Token

from timeline.extract.document import Document
from timeline.extract.entities import gazetteer, roles
from timeline.extract.entities.coref import FIRST, PERSONAL, RELATIVE, Antecedent, choose, is_subject
from timeline.extract.entities.lexicon import load_lexicon
from timeline.extract.entities.mentions import PLACES, Mention, find_mentions
from timeline.extract.entities.people import People, Person
from timeline.extract.entities.phrases import (
    NOMINAL,
    nominal_head,
    noun_phrase,
    prepositions,
    relation,
    without_article,
)
from timeline.extract.entities.roles import Owner
from timeline.extract.entities.tables import Entry, load_tables, words_key
from timeline.model.names import fold_name
from timeline.model.records import EntityKind, Participant, Place

_PLACE_CASES = frozenset({"in", "at", "near", "to", "into", "from", "around", "outside", "inside", "across", "over", "towards",
    "toward", "through", "throughout", "off", "along", "on", "of", "within", "between", "via", "above", "beyond", "for"})  # fmt: skip
_NESTED = frozenset(
    {"in", "of", "at", "near", "outside", "from", "around", "within", "across", "along", "on", "inside"}
)
_LOCAL = frozenset({"here", "there", "home", "abroad"})
_SPEECH_OR_MOTION = frozenset(
    "say tell add warn claim deny announce call ask urge visit arrive meet speak accuse demand vow threaten reject note "
    "stress insist write go travel fly return leave order sign agree refuse criticise criticize praise condemn".split()
)


class Resolver:
    """Resolves the phrases of one parsed article.

    Args:
        document: the parsed article.
        aliases: the user's own alias files, read on top of the shipped tables.
    """

    def __init__(self, document: Document, aliases: tuple[Path, ...] = ()) -> None:
        self._document = document
        self._tables = load_tables(aliases)
        self._lexicon = load_lexicon()
        self._people = People(self._tables, _day(document))
        self._mentions = [find_mentions(p.doc, i, self._tables) for i, p in enumerate(document.paragraphs)]
        self._at: list[dict[int, Mention]] = [
            {token: mention for mention in mentions for token in range(mention.start, mention.end)}
            for mentions in self._mentions
        ]
        self._first_sentence = self._count_sentences()
        self._countries = self._count_countries()
        self._register_people()
        self._antecedents: list[list[Antecedent]] | None = None
        self._participants: dict[str, Participant] = {}
        self._bodies: list[tuple[int, int, Participant]] = []
        self._busy = False

    # ------------------------------------------------------------------ set-up

    def _count_sentences(self) -> list[int]:
        first, total = [], 0
        for paragraph in self._document.paragraphs:
            first.append(total)
            total += max(1, sum(1 for t in paragraph.doc if t.is_sent_start))
        return first

    def _count_countries(self) -> Counter[str]:
        found: Counter[str] = Counter()
        for i, mentions in enumerate(self._mentions):
            doc = self._document.paragraphs[i].doc
            for mention in mentions:
                for entry in mention.entries[:1]:
                    if entry.country and entry.kind != "person":
                        found[entry.country] += 1
            for token in doc:
                if token.text[:1].isupper() and (iso3 := roles.demonym(token, self._tables)):
                    found[iso3] += 1
        return found

    def _register_people(self) -> None:
        for i, mentions in enumerate(self._mentions):
            doc = self._document.paragraphs[i].doc
            for mention in mentions:
                if mention.kind == "person":
                    self._people.register(mention.text, mention.entries, self._titles(doc, mention.start))

    def _titles(self, doc: Doc, start: int) -> list[str]:
        """Title words right before a name, in text order."""
        found: list[str] = []
        i = start - 1
        while i >= 0 and len(found) < 5 and (doc[i].lower_ in self._lexicon.titles or doc[i].lower_ in _TITLE_PARTS):
            found.insert(0, doc[i].lower_)
            i -= 1
        return found

    def _sentence(self, paragraph: int, token: int) -> int:
        doc = self._document.paragraphs[paragraph].doc
        return self._first_sentence[paragraph] + sum(1 for t in doc[: token + 1] if t.is_sent_start and t.i > 0)

    # ------------------------------------------------------------------ public

    def participants(self, paragraph: int, head_token: int, as_place: bool = False) -> list[Participant]:  # noqa: FBT001, FBT002 - the agreed call
        """Who the noun phrase of this head token stands for; several only for "both sides" and the like."""
        doc = self._document.paragraphs[paragraph].doc
        if not 0 <= head_token < len(doc):
            return []
        if as_place:
            place = self.place(paragraph, head_token)
            if place is not None:
                return [place]
        token = doc[head_token]
        pair = self._pair(paragraph, token)
        if pair:
            return pair
        found = self._pronoun(paragraph, token)
        if found is not None:
            return [found]
        return [self._nominal(paragraph, token)]

    def place(self, paragraph: int, head_token: int) -> Place | None:
        """The place that the noun phrase of this head token names, or None where it names none."""
        doc = self._document.paragraphs[paragraph].doc
        if not 0 <= head_token < len(doc):
            return None
        return self._place(paragraph, doc[head_token], 0)

    # ------------------------------------------------------------------ participants

    def _participant(
        self, paragraph: int, start: int, end: int, name: str, entity: str, kind: EntityKind, country: str | None
    ) -> Participant:
        span = self._document.span(paragraph, start, end)
        found = Participant(
            start=span.start, end=span.end, text=span.text, name=name, entity=entity, kind=kind, country=country
        )
        self._participants[entity] = found
        return found

    def _mention_of(self, paragraph: int, token: Token) -> Mention | None:
        """The name that a head token carries: over it, in its flat name, or right after a title."""
        at = self._at[paragraph]
        doc = token.doc
        found = at.get(token.i)
        if found is not None:
            return found
        top = nominal_head(token)
        if top.i != token.i and (found := at.get(top.i)) is not None:
            return found
        for child in token.children:
            if relation(child) in {"flat", "compound", "appos"} and (found := at.get(child.i)) is not None:
                adjacent = found.start == token.i + 1
                if found.kind == "person" and (relation(child) == "flat" or adjacent):
                    return found
        following = at.get(token.i + 1)
        if following is not None and following.kind == "person" and following.start == token.i + 1:
            titled = token.lower_ in self._lexicon.titles or token.lemma_.lower() in self._lexicon.roles
            if titled and doc[following.end - 1].head.i >= token.i:
                return following
        return None

    def _nominal(self, paragraph: int, token: Token) -> Participant:
        mention = self._mention_of(paragraph, token)
        if mention is not None:
            return self._named(paragraph, token, mention)
        return self._described(paragraph, token)

    def _named(self, paragraph: int, token: Token, mention: Mention) -> Participant:
        doc = token.doc
        start, end = mention.start, mention.end
        if mention.kind == "person" or self._acts_as_person(doc, mention):
            person = self._people.resolve(mention.text, mention.entries, self._titles(doc, start))
            return self._participant(paragraph, start, end, person.name, person.entity, "person", person.country)
        iso3 = roles.demonym(doc[end - 1], self._tables)
        if iso3 and not mention.entries:
            return self._people_of(paragraph, token, iso3)
        entry = self._entry(mention)
        if entry is not None:
            kind = entry.kind
            return self._participant(paragraph, start, end, entry.name, entry.entity, kind, entry.country)
        if mention.label in PLACES:
            site = self._find_site(mention.text, doc, start, end)
            if site is not None:
                kind = "country" if site.kind == "country" else "place"
                return self._participant(paragraph, start, end, site.name, site.entity, kind, site.country)
        kind = {"ORG": "organisation", "NORP": "group", "GPE": "place", "LOC": "place", "FAC": "place"}.get(
            mention.label, "unknown"
        )
        name = self._long_form(mention.text)
        owner = self._owner(paragraph, doc, start, end, doc[end - 1])
        country = owner.country if owner else None
        return self._participant(paragraph, start, end, name, f"name:{fold_name(name)}", kind, country)  # type: ignore[arg-type]

    def _entry(self, mention: Mention) -> Entry | None:
        actors = [e for e in mention.entries if e.reading != "place" and e.kind != "person"]
        return actors[0] if actors else None

    def _acts_as_person(self, doc: Doc, mention: Mention) -> bool:
        """A place name that is also a surname of the article and does what only people do."""
        if mention.entries and mention.entries[0].kind != "place":
            return False
        if mention.label not in PLACES and not mention.entries:
            return False
        head = doc[mention.end - 1]
        top = nominal_head(head)
        if relation(top) not in {"nsubj", "appos"} or top.head.lemma_.lower() not in _SPEECH_OR_MOTION:
            return False
        found = self._people.resolve(mention.text, (), self._titles(doc, mention.start))
        return found.full

    def _long_form(self, text: str) -> str:
        """The article's longer spelling of an organisation of which this is the first word or the initials."""
        words = text.split()
        for mentions in self._mentions:
            for other in mentions:
                if other.label != "ORG" or other.entries or other.text == text:
                    continue
                long = other.text.split()
                initials = "".join(w[0] for w in long if w[:1].isupper())
                if len(words) == 1 and len(long) > 1 and text.isupper() and len(text) > 1 and initials == text:
                    return other.text
        return text

    def _people_of(self, paragraph: int, token: Token, iso3: str) -> Participant:
        """ "Ukrainians", "the French"."""
        country = self._tables.countries[iso3]
        start, end = noun_phrase(token.doc, token)
        start = without_article(token.doc, start, end)
        name = f"{country.adjective} people"
        return self._participant(paragraph, start, end, name, f"grp:{iso3}:nationals", "group", iso3)

    # ------------------------------------------------------------------ descriptions

    def _owner(self, paragraph: int, doc: Doc, start: int, end: int, head: Token) -> Owner | None:
        """The country, organisation or person in a phrase that it belongs to."""
        for token in roles.owner_words(doc, start, end, head):
            iso3 = roles.demonym(token, self._tables)
            if iso3:
                return self._country_owner(iso3)
            mention = self._at[paragraph].get(token.i)
            if mention is not None and mention.entries:
                entry = self._entry(mention)
                if entry is not None and entry.kind == "country" and entry.country:
                    return self._country_owner(entry.country)
                if entry is not None:
                    return Owner(entry.entity, entry.name, entry.country)
            elif mention is not None and mention.label in PLACES:
                site = self._find_site(mention.text, doc, mention.start, mention.end)
                if site is not None and site.country:
                    return Owner(site.entity, site.name, site.country)
            elif mention is not None and mention.label == "ORG":
                return Owner(f"name:{fold_name(mention.text)}", mention.text, None)
            if token.lower_ in PERSONAL and not self._busy:
                found = self._pronoun(paragraph, token)
                if found is not None and found.kind == "country" and found.country:
                    return self._country_owner(found.country)
                if found is not None and found.kind == "organisation":
                    return Owner(found.entity, found.name, found.country)
                if found is not None and found.country and found.kind in {"person", "role"}:
                    return self._country_owner(found.country)
        return None

    def _country_owner(self, iso3: str) -> Owner:
        country = self._tables.countries[iso3]
        return Owner(country.entity, country.name, iso3, country.adjective)

    def _described(self, paragraph: int, token: Token) -> Participant:
        doc = token.doc
        iso3 = roles.demonym(token, self._tables)
        start, end = noun_phrase(doc, token)
        if iso3 and token.pos_ in NOMINAL:
            return self._people_of(paragraph, token, iso3)
        inner = without_article(doc, start, end)
        words = roles.phrase_words(doc, inner, end, token)
        role = roles.classify(words, token.lower_)
        owner = self._owner(paragraph, doc, inner, end, token)
        country = owner.country if owner else None
        if role is not None:
            found = self._role(paragraph, (start, end), token, role, owner, words)
            if found is not None:
                return found
        name = doc[inner:end].text
        kind: EntityKind = role.kind if role else "unknown"
        return self._participant(paragraph, start, end, name, f"name:{fold_name(name)}", kind, country)

    def _role(
        self, paragraph: int, span: tuple[int, int], token: Token, role: roles.Role, owner: Owner | None, words: str
    ) -> Participant | None:
        start, end = span
        if role.sort == "office":
            return self._office(paragraph, span, token, role, owner)
        if role.sort == "body":
            return self._body(paragraph, span, token, role, owner)
        if role.sort == "group" and owner is not None:
            kind: EntityKind = "role" if token.lower_ in roles._SINGULAR_ROLES else "group"
            prefix = owner.country if owner.entity == f"cty:{owner.country}" else owner.entity
            name = roles.group_name(owner, role.key)
            return self._participant(paragraph, start, end, name, f"grp:{prefix}:{role.key}", kind, owner.country)
        return None

    def _office(
        self, paragraph: int, span: tuple[int, int], token: Token, role: roles.Role, owner: Owner | None
    ) -> Participant | None:
        start, end = span
        of = (owner.country if owner.entity.startswith("cty:") else owner.entity) if owner else None
        if of is None:
            of = self._lexicon.office_country.get(role.key)
        offices = role.offices
        if offices == ("leader",):
            if of is None or of not in self._tables.countries:
                return None
            offices = (self._tables.countries[of].leader,)
        if token.doc[without_article(token.doc, start, end)].i == start and not owner and of is None:
            return None  # "a president", "presidents": nobody in particular
        person: Person | Entry | None = None
        if of is not None:
            known = self._people.holders(offices, of) or self._people.with_office(offices, of)
            person = known[0] if len({k.entity for k in known}) == 1 else None
        else:
            person = self._nearest_officer(paragraph, token, role, offices)
        if person is not None:
            return self._participant(paragraph, start, end, person.name, person.entity, "person", person.country)
        if owner is None:
            return None
        name = f"{owner.adjective or owner.name} {role.key}"
        return self._participant(paragraph, start, end, name, f"role:{of}:{offices[0]}", "role", owner.country)

    def _nearest_officer(
        self, paragraph: int, token: Token, role: roles.Role, offices: tuple[str, ...]
    ) -> Person | None:
        """ "The president": the nearest person before it whom article or table gives that office."""
        title = role.key.split()[0] if role.key in {"prime minister"} else role.key.split()[-1]
        fitting = {p.entity: p for p in [*self._people.with_office(offices, None), *self._people.titled(title)]}
        if not fitting:
            return None
        for i in range(paragraph, max(-1, paragraph - 4), -1):
            for mention in reversed(self._mentions[i]):
                if mention.kind != "person" or (i == paragraph and mention.start >= token.i):
                    continue
                doc = self._document.paragraphs[i].doc
                person = self._people.resolve(mention.text, mention.entries, self._titles(doc, mention.start))
                if person.entity in fitting:
                    return person
        return next(iter(fitting.values())) if len(fitting) == 1 else None

    def _body(
        self, paragraph: int, span: tuple[int, int], token: Token, role: roles.Role, owner: Owner | None
    ) -> Participant | None:
        start, end = span
        if owner is None:
            return self._unowned_body(paragraph, span, token, role)
        if owner.entity.startswith("name:"):
            return None
        if owner.country and owner.entity.startswith("cty:"):
            if role.key == "government":
                country = self._tables.countries[owner.country]
                return self._participant(paragraph, start, end, country.name, country.entity, "country", country.iso3)
            entity = f"org:{owner.country}:{role.key}"
        else:
            entity = f"{owner.entity}:{role.key}"
        return self._participant(
            paragraph, start, end, roles.body_name(owner, role.key), entity, "organisation", owner.country
        )

    def _unowned_body(
        self, paragraph: int, span: tuple[int, int], token: Token, role: roles.Role
    ) -> Participant | None:
        """ "The foreign ministry": of the country that the text speaks of; "the ministry": the one named before."""
        if self._busy:
            return None
        iso3 = self._country_in_focus(paragraph, token)
        if iso3 is None or role.key == "government" and token.lower_ not in {"government", "administration"}:
            return None
        return self._body(paragraph, span, token, role, self._country_owner(iso3))

    def _country_in_focus(self, paragraph: int, token: Token) -> str | None:
        """The country of the nearest subject or possessor before the token, else of the dateline, else of the article."""
        for i in range(paragraph, max(-1, paragraph - 2), -1):
            doc = self._document.paragraphs[i].doc
            for mention in reversed(self._mentions[i]):
                if i == paragraph and mention.start >= token.i or not mention.entries:
                    continue
                entry = mention.entries[0]
                head = nominal_head(doc[mention.end - 1])
                if entry.country and entry.kind in {"country", "person"} and is_subject(head):
                    return entry.country
        top = self._countries.most_common(2)
        if not top or (len(top) > 1 and top[0][1] < 2 * top[1][1]):
            return None
        return top[0][0]

    # ------------------------------------------------------------------ pronouns

    def _pronoun(self, paragraph: int, token: Token) -> Participant | None:
        low = token.lower_
        doc = token.doc
        if low in RELATIVE and token.pos_ in {"PRON", "DET", "SCONJ"}:
            return self._relative(paragraph, token)
        if low in FIRST and token.text not in {"US", "U.S."}:
            return self._speaker(paragraph, token)
        if low not in PERSONAL or self._busy:
            return None
        before = [a for i in range(max(0, paragraph - 2), paragraph + 1) for a in self._before(i)]
        before = [a for a in before if a.paragraph < paragraph or a.token < token.i]
        best = choose(
            PERSONAL[low],
            paragraph,
            token,
            self._sentence(paragraph, token.i),
            before,
            quoted=_quoted(doc, token.i),
        )
        if best is None:
            return None
        source = self._participants[best.entity]
        return self._participant(
            paragraph, token.i, token.i + 1, source.name, source.entity, source.kind, source.country
        )

    def _relative(self, paragraph: int, token: Token) -> Participant | None:
        verb = token.head
        for _ in range(3):
            if verb.dep_ == "acl:relcl" or relation(verb) == "relcl" or relation(verb) == "acl":
                break
            verb = verb.head
        else:
            return None
        antecedent = verb.head
        if (
            antecedent.i == verb.i
            or antecedent.i >= token.i
            or antecedent.pos_ not in NOMINAL
            or antecedent.lower_ in RELATIVE
        ):
            return None
        if antecedent.lower_ in PERSONAL:
            found = self._pronoun(paragraph, antecedent)
            return found
        return self._nominal(paragraph, antecedent)

    def _speaker(self, paragraph: int, token: Token) -> Participant | None:
        """Who says "I" or "we": the subject of the verb of saying beside the quotation."""
        doc = token.doc
        if not _quoted(doc, token.i):
            return None
        speakers = []
        for verb in doc:
            if verb.lemma_.lower() in _SAY and not _quoted(doc, verb.i):
                speakers += [c for c in verb.children if relation(c) == "nsubj"]
        if not speakers:
            return None
        nearest = min(speakers, key=lambda t: abs(t.i - token.i))
        if nearest.lower_ in FIRST or nearest.lower_ in RELATIVE:
            return None
        found = self._pronoun(paragraph, nearest) if nearest.lower_ in PERSONAL else self._nominal(paragraph, nearest)
        if found is None:
            return None
        return self._participant(paragraph, token.i, token.i + 1, found.name, found.entity, found.kind, found.country)

    def _before(self, paragraph: int) -> list[Antecedent]:
        """The antecedents that a paragraph offers, in text order."""
        if self._antecedents is None:
            self._busy = True
            self._antecedents = [self._offer(i) for i in range(len(self._document.paragraphs))]
            self._busy = False
        return self._antecedents[paragraph]

    def _offer(self, paragraph: int) -> list[Antecedent]:
        part = self._document.paragraphs[paragraph]
        doc = part.doc
        found: list[Antecedent] = []
        sentence = self._first_sentence[paragraph]
        for token in doc:
            if token.is_sent_start and token.i > 0:
                sentence += 1
            if token.pos_ not in {"NOUN", "PROPN"} or relation(token) in {"flat", "compound", "goeswith", "amod"}:
                continue
            participant = self._nominal(paragraph, token)
            if participant.kind == "unknown":
                continue
            plural = "Plur" in token.morph.get("Number") and participant.kind != "country"
            gender = None
            if participant.kind == "person":
                gender = self._gender(participant.entity)
            found.append(
                Antecedent(
                    paragraph,
                    token.i,
                    sentence,
                    is_subject(token),
                    participant.kind,
                    plural,
                    gender,
                    participant.entity,
                    _quoted(doc, token.i),
                )  # fmt: skip
            )
        return found

    def _gender(self, entity: str) -> str | None:
        return self._people.gender(entity)

    def _pair(self, paragraph: int, token: Token) -> list[Participant]:
        """ "Both sides", "the two leaders": the two that the text before has named, if they are exactly two."""
        low = token.lower_
        doc = token.doc
        start, end = noun_phrase(doc, token)
        words = {t.lower_ for t in doc[start:end]}
        alone = low in {"both", "two"} and not any(t.i != token.i for t in doc[start:end])
        if not (alone and low == "both" or (low in self._lexicon.pair_heads and words & self._lexicon.pair_words)):
            return []
        if any(roles.demonym(t, self._tables) for t in doc[start:end]):
            return []
        people = low in self._lexicon.pair_people
        for back in range(3):
            first = max(0, paragraph - back)
            offers = [a for i in range(first, paragraph + 1) for a in self._before(i)]
            offers = [a for a in offers if a.paragraph < paragraph or a.token < start]
            wanted = {a.entity for a in offers if a.kind == ("person" if people else "country")}
            if not people and len(wanted) < 2:
                wanted |= {
                    f"cty:{c}" for a in offers
                    if a.kind in {"group", "organisation", "role"} and (c := self._participants[a.entity].country)
                }  # fmt: skip
            if len(wanted) > 2:
                return []
            if len(wanted) == 2:
                return [self._copy(paragraph, start, end, entity) for entity in sorted(wanted)]
        return []

    def _copy(self, paragraph: int, start: int, end: int, entity: str) -> Participant:
        known = self._participants.get(entity)
        if known is None:
            country = self._tables.countries[entity[4:]]
            return self._participant(paragraph, start, end, country.name, entity, "country", country.iso3)
        return self._participant(paragraph, start, end, known.name, entity, known.kind, known.country)

    # ------------------------------------------------------------------ places

    def _find_site(self, text: str, doc: Doc, start: int, end: int) -> gazetteer.Site | None:
        """The gazetteer's place for a name; class words in and around it say city or region."""
        named = [c for c, _ in self._countries.most_common(6)]
        whole = gazetteer.find(text, named)
        bare, kind = gazetteer.bare_name(text)
        if kind is None:
            if whole is not None and whole.kind != "city":
                return whole
            kind = _class_before(doc, start)
            if kind is None:
                return whole or (gazetteer.find(bare, named) if bare != text else None)
            return gazetteer.find(bare, named, kind)
        if whole is not None:
            return whole
        return gazetteer.find(bare, named, kind)

    def _place(self, paragraph: int, token: Token, depth: int) -> Place | None:
        doc = token.doc
        if depth > 3:
            return None
        if token.lower_ in RELATIVE and depth == 0:
            verb = token.head
            if relation(verb) == "acl" and verb.head.i < token.i:
                return self._place(paragraph, verb.head, depth + 1)
            return None
        mention = self._at[paragraph].get(token.i) or self._at[paragraph].get(nominal_head(token).i)
        if mention is None:
            mention = self._classed(paragraph, token)
        if mention is not None and mention.kind == "person" and not self._names_place(doc, mention):
            mention = None
        if mention is not None:
            found = self._named_place(paragraph, doc, mention)
            if found is not None:
                return self._contained(paragraph, token, found, depth)
        return self._nested_place(paragraph, token, depth)

    def _classed(self, paragraph: int, token: Token) -> Mention | None:
        """ "The region of Kursk", "the Kursk border region": the class word is the head."""
        if token.lower_ not in gazetteer.REGION_WORDS | gazetteer.TOWN_WORDS:
            return None
        at = self._at[paragraph]
        for child in token.rights:
            if relation(child) in {"nmod", "appos", "flat"} and (found := at.get(child.i)) is not None:
                if relation(child) != "nmod" or "of" in prepositions(child):
                    return Mention(found.paragraph, found.start, found.end, "LOC", found.text, found.entries)
        for child in token.lefts:
            if (
                relation(child) in {"compound", "nmod"}
                and (found := at.get(child.i)) is not None
                and found.kind == "place"
            ):
                return Mention(
                    found.paragraph, found.start, token.i + 1, "LOC", token.doc[found.start : token.i + 1].text
                )
        return None

    def _names_place(self, doc: Doc, mention: Mention) -> bool:
        """Is a name that NER takes for a person a place by its preposition and the gazetteer?"""
        if mention.entries or len(mention.text.split()) > 3:
            return False
        head = nominal_head(doc[mention.end - 1])
        before = doc[mention.start - 1].lower_ if mention.start else ""
        located = before in {"in", "at", "near", "outside", "around"} or set(prepositions(head)) & {"in", "at", "near"}
        return bool(located) and gazetteer.find(mention.text) is not None

    def _named_place(self, paragraph: int, doc: Doc, mention: Mention) -> Place | None:
        entry = next((e for e in mention.entries if e.kind != "person"), None)
        site: gazetteer.Site | None = None
        if entry is not None and entry.place:
            area = self._tables.areas.get(entry.place)
            if area is None:
                return None
            within = area.within or (f"cty:{area.country}" if area.country else None)
            site = gazetteer.Site(area.entity, area.name, "area", area.country, area.lat, area.lon, within)
        elif entry is not None and entry.kind == "country" and entry.reading == "both":
            site = gazetteer.country_site(entry.country or "", self._tables)
        elif entry is not None and entry.kind != "country":
            return None  # an organisation is no place
        elif mention.label in PLACES or entry is not None or mention.label == "PERSON" or mention.label == "":
            site = self._find_site(mention.text, doc, mention.start, mention.end)
        elif mention.label == "ORG":
            bare = gazetteer.find(mention.text, list(self._countries))
            site = bare if bare is not None and bare.kind in {"city", "region"} else None
        if site is not None:
            return self._site_place(paragraph, mention.start, mention.end, site)
        if mention.label in PLACES:
            span = self._document.span(paragraph, mention.start, mention.end)
            name = mention.text
            return Place(
                start=span.start,
                end=span.end,
                text=span.text,
                name=name,
                entity=f"name:{fold_name(name)}",
                kind="place",
            )
        return None

    def _site_place(self, paragraph: int, start: int, end: int, site: gazetteer.Site) -> Place:
        span = self._document.span(paragraph, start, end)
        return Place(
            start=span.start, end=span.end, text=span.text, name=site.name, entity=site.entity,
            kind="country" if site.kind == "country" else "place",
            country=site.country, lat=site.lat, lon=site.lon, within=site.within,
        )  # fmt: skip

    def _contained(self, paragraph: int, token: Token, found: Place, depth: int) -> Place:
        """An unknown place gets country and region from the text around it: "Lebedevka in the Kursk region"."""
        if found.within is not None or found.kind == "country" or not found.entity.startswith("name:"):
            return found
        outer = self._nested_place(paragraph, nominal_head(token), depth)
        if outer is None or outer.entity == found.entity:
            return found
        return Place(
            start=found.start, end=found.end, text=found.text, name=found.name, entity=found.entity, kind=found.kind,
            country=outer.country, lat=outer.lat, lon=outer.lon, within=outer.entity,
        )  # fmt: skip

    def _nested_place(self, paragraph: int, token: Token, depth: int) -> Place | None:
        """The place inside a phrase that names none itself: "a command centre in the Kursk region"."""
        for child in token.rights:
            if relation(child) in {"nmod", "appos", "obl"} and (
                relation(child) == "appos" or set(prepositions(child)) & _NESTED
            ):
                found = self._place(paragraph, child, depth + 1)
                if found is not None:
                    return found
        if token.lower_ in gazetteer.REGION_WORDS | gazetteer.TOWN_WORDS | _PLACE_NOUNS:
            for child in token.lefts:
                if relation(child) in {"compound", "nmod", "amod"}:
                    found = self._place(paragraph, child, depth + 1)
                    if found is not None:
                        return found
        return None


_PLACE_NOUNS = frozenset(
    "border front frontline airport base port airbase airfield outskirts capital area areas soil territory coast waters "
    "camp hospital market mosque church station plant refinery depot airspace embassy consulate streets suburbs".split()
)
_TITLE_PARTS = frozenset({"of", "state", "foreign", "defence", "defense", "interior", "finance", "security", "national", "adviser",
    "advisor", "staff", "house", "white", "the", "general", "treasury", "home", "energy", "trade", "army", "executive"})  # fmt: skip
_SAY = frozenset(
    "say tell add warn claim announce write note stress insist argue declare state explain reply ask".split()
)


def _day(document: Document) -> date | None:
    """The article's publication day, for offices; None where it is not known."""
    value = document.article.published.earliest or (document.article.published.value or "")[:10]
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def _quoted(doc: Doc, index: int) -> bool:
    """Is the token inside quotation marks of its paragraph?"""
    inside = False
    for token in doc[:index]:
        if token.text in {"\u201c", "``"}:
            inside = True
        elif token.text in {"\u201d", "''"}:
            inside = False
        elif token.text == '"':
            inside = not inside
    return inside


def _class_before(doc: Doc, start: int) -> str | None:
    """ "The city of Sudzha", "the town Sudzha": what the word before says."""
    i = start - 1
    if i >= 0 and doc[i].lower_ == "of":
        i -= 1
    elif i >= 0 and doc[i].lower_ == "the":
        return None
    if i < 0:
        return None
    word = doc[i].lower_
    if word in gazetteer.REGION_WORDS:
        return "region"
    return "city" if word in gazetteer.TOWN_WORDS else None
