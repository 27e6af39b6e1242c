"""Who: names and descriptions of one article to participants.

A name goes by alias table, person registry and gazetteer; a description ("the Russian foreign ministry", "its army") by
its owner and its words. What is in doubt keeps the words of the text: `name:` + fold.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from timeline.extract.entities import roles
from timeline.extract.entities.carried import carried, possessor
from timeline.extract.entities.coref import is_subject
from timeline.extract.entities.mentions import PLACES, Mention
from timeline.extract.entities.people import Person
from timeline.extract.entities.phrases import nominal_head, noun_phrase, without_article
from timeline.extract.entities.roles import Owner, Role
from timeline.extract.entities.scene import Scene
from timeline.extract.entities.sites import AREA_NOUNS, Sites, as_participant, scene_preposition
from timeline.extract.entities.tables import Entry, words_key
from timeline.extract.tree import Tree
from timeline.model.names import fold_name
from timeline.model.records import EntityKind, Participant

_COMMON = frozenset({"NN", "NNS"})
_KINDS: dict[str, EntityKind] = {
    "ORG": "organisation",
    "NORP": "group",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
}
_ACTS = frozenset(
    [
        *("say", "tell", "add", "warn", "claim", "deny", "announce", "call", "ask", "urge", "visit", "arrive", "meet"),
        *(
            "speak",
            "accuse",
            "demand",
            "vow",
            "threaten",
            "reject",
            "note",
            "stress",
            "insist",
            "write",
            "go",
            "travel",
        ),
        *("fly", "return", "leave", "order", "sign", "agree", "refuse", "criticise", "criticize", "praise", "condemn"),
    ]
)
_OWNERS = frozenset({"its", "his", "her", "their", "our", "my", "whose"})
_GOVERNMENT = frozenset({"government", "administration"})

_HYPHEN = re.compile("[-\u2013/]")
_LEGAL = re.compile(r",?\s+(?:Inc|Corp|Ltd|LLC|Plc|PLC|plc|Co|GmbH|AG|S\.?A|N\.?V|Corporation|Company|Limited)\.?$")
_ANAPHORS = frozenset(
    ["ministry", "department", "company", "firm", "court", "bank", "party", "agency", "group", "alliance", "commission"]
)
_FIRMS = frozenset({"company", "firm"})
_PUBLIC = frozenset(["Court", "Ministry", "Council", "Union", "Police", "Commission", "Party", "Department"])
_ACRONYM = 5  # letters; what is longer and in capitals is a dateline's place
_NEAR = 400  # tokens back within a paragraph, so that endless paragraphs cost no more than long ones
_BACK = 12  # paragraphs in which "the ministry" looks for its name
_LOCAL = frozenset(
    {"state", "regional", "provincial", "local", "municipal", "county", "city", "district", "town", "island", "tribal"}
)
_REBELS = frozenset({"rebel", "rebels", "militant", "insurgent", "guerrilla", "separatist", "terrorist"})
_COUNTS = frozenset(
    [
        *(
            "at",
            "least",
            "most",
            "more",
            "than",
            "about",
            "some",
            "around",
            "nearly",
            "over",
            "up",
            "to",
            "several",
            "many",
        ),
        *("dozens", "hundreds", "thousands", "of", "another", "other", "an", "a", "estimated", "as", "almost", "few"),
    ]
)

Pronoun = Callable[[int, int], Participant | None]


class Nominals:
    """Resolves names and descriptions. `pronoun` resolves possessives ("its army"); it is set once pronouns stand."""

    def __init__(self, scene: Scene, sites: Sites) -> None:
        self._scene = scene
        self._sites = sites
        self.pronoun: Pronoun | None = None
        self._acronyms: dict[str, str] | None = None
        self._firms: str | None = None

    def resolve(self, paragraph: int, token: int) -> Participant:
        """The participant of the phrase of a head token."""
        mention = carried(self._scene, paragraph, token)
        return self._named(paragraph, token, mention) if mention else self._described(paragraph, token)

    # ------------------------------------------------------------------ names

    def _named(self, paragraph: int, token: int, mention: Mention) -> Participant:
        scene, tree = self._scene, self._scene.trees[paragraph]
        span = mention.start, mention.end
        if mention.kind == "person" or self._acts_as_person(tree, mention):
            person = scene.person(mention)
            return scene.participant(paragraph, span, person.name, person.entity, "person", person.country)
        iso3 = roles.demonym(tree, mention.end - 1, scene.tables)
        if iso3 and not mention.entries:
            return self._of_nation(paragraph, token, iso3)
        entry = next((e for e in mention.entries if e.reading != "place" and e.kind != "person"), None)
        if entry is not None:
            return scene.participant(paragraph, span, entry.name, entry.entity, entry.kind, entry.country)
        if mention.label in PLACES or mention.entries:
            place = self._sites.named(mention, sure=True)
            if place is not None:
                return scene.participant(paragraph, span, place.name, place.entity, place.kind, place.country)
        root = next(
            (t for t in range(*span) if not mention.start <= tree.head[t] < mention.end or tree.head[t] == t), token
        )
        around = noun_phrase(tree, root)
        owner = self._owner(paragraph, (min(around[0], span[0]), max(around[1], span[1])), root, mention)
        if mention.label in {"ORG", "NORP", "MISC"}:
            body = self._written_body(paragraph, mention, root, owner)
            if body is not None:
                return body
            known = self._without_frame(tree, mention)
            if known is not None:
                return scene.participant(paragraph, span, known.name, known.entity, known.kind, known.country)
        name = self._long_form(mention.text)
        kind = _KINDS.get(mention.label, "unknown")
        bare = _LEGAL.sub("", name) or name
        country = owner.country if owner else None
        return scene.participant(paragraph, span, name, f"name:{fold_name(bare)}", kind, country)

    def _without_frame(self, tree: Tree, mention: Mention) -> Entry | None:
        """The table's entry behind "Lebanese Hezbollah" or "Apple Inc": nationality before it, legal form after it."""
        start = mention.start
        while start < mention.end - 1 and roles.demonym(tree, start, self._scene.tables):
            start += 1
        text = _LEGAL.sub("", tree.between(start, mention.end))
        found = self._scene.tables.aliases.get(words_key(text), [])
        return next((e for e in found if e.kind in {"organisation", "place"} and e.reading != "place"), None)

    def _written_body(self, paragraph: int, mention: Mention, root: int, owner: Owner | None) -> Participant | None:
        """As in "Indian Navy", "the Foreign Ministry": a name that is a description and nothing more."""
        tree = self._scene.trees[paragraph]
        span = mention.start, mention.end
        words = roles.phrase_words(tree, *span, root, self._scene.tables)
        if " of " in words and owner is not None and owner.entity.startswith("cty:"):
            whole, _, whose = words.rpartition(" of ")
            if any(e.entity == owner.entity for e in self._scene.tables.aliases.get(words_key(whose), [])):
                words = whole  # "Government of India"
        role = roles.classify(words, tree.word[root])
        complete = words in self._scene.lexicon.bodies or words in self._scene.lexicon.groups
        if role is None or not complete or role.sort not in {"body", "group"}:
            return None
        return self._role(paragraph, span, root, role, owner)

    def _acts_as_person(self, tree: Tree, mention: Mention) -> bool:
        """A place name that is also a surname of the article, doing what only people do."""
        if mention.kind != "place" or not self._scene.people.has_surname(mention.text):
            return False
        top = nominal_head(tree, mention.end - 1)
        if not mention.entries and mention.end - mention.start == 1:
            return not scene_preposition(tree, top)  # NER alone calls it a place, the article knows such a person
        return tree.dep[top] in {"nsubj", "appos"} and tree.lemma[tree.head[top]] in _ACTS

    def _long_form(self, text: str) -> str:
        """The article's full name of an organisation of which this is the acronym."""
        if not text.isupper() or len(text) < 2 or " " in text:
            return text
        if self._acronyms is None:
            self._acronyms = {}
            for other in (m for mentions in self._scene.mentions for m in mentions):
                if other.label == "ORG" and not other.entries and other.end - other.start > 1:
                    initials = "".join(w[0] for w in other.text.split() if w[:1].isupper())
                    self._acronyms.setdefault(initials, other.text)
        return self._acronyms.get(text, text)

    def _of_nation(self, paragraph: int, token: int, iso3: str) -> Participant:
        """As in "Ukrainians", "the French"; as a modifier ("Russian attack") the country itself."""
        country = self._scene.tables.countries[iso3]
        tree = self._scene.trees[paragraph]
        link = tree.dep[tree.head[token]] if tree.dep[token] == "conj" else tree.dep[token]
        if link in {"amod", "compound"} or (tree.pos[token] == "ADJ" and link == "nmod"):
            return self._scene.participant(paragraph, (token, token + 1), country.name, country.entity, "country", iso3)
        start, end = noun_phrase(tree, token)
        span = without_article(tree, start, end), end
        one = tree.word[token].endswith(("an", "i")) and tree.word[token - 1] in {"the", "a", "an"} and token > 0
        name = (
            f"{country.adjective} national" if one else f"{country.adjective} people"
        )  # "the Norwegian", "the French"
        return self._scene.participant(paragraph, span, name, f"grp:{iso3}:nationals", "group", iso3)

    # ------------------------------------------------------------------ descriptions

    def _described(self, paragraph: int, token: int) -> Participant:
        scene, tree = self._scene, self._scene.trees[paragraph]
        iso3 = roles.demonym(tree, token, scene.tables)
        if iso3:
            return self._of_nation(paragraph, token, iso3)
        start, end = noun_phrase(tree, token)
        inner = without_article(tree, start, end)
        words = roles.phrase_words(tree, inner, end, token, scene.tables)
        classed = self._sites.classed(paragraph, token)
        if classed is not None:
            return scene.participant(
                paragraph, (start, end), classed.name, classed.entity, classed.kind, classed.country
            )
        if words in AREA_NOUNS:
            area = self._sites.last_area(paragraph, token)
            if area is not None:
                return as_participant(area)
        role = roles.classify(words, tree.word[token])
        owner = self._owner(paragraph, (inner, end), token)
        definite = {tree.word[start], tree.word[max(0, start - 1)]} & {"the", "this"}
        if owner is None and words in _ANAPHORS and definite:
            before = self._named_before(paragraph, token)
            if before is not None:
                return scene.copied(paragraph, (start, end), before)
        if role is not None:
            found = self._role(paragraph, (start, end), token, role, owner)
            if found is not None:
                return found
        inner = _without_count(tree, inner, token)
        whose, rest = self._whose(paragraph, token, inner)
        inner = max(inner, rest)
        while inner < token and (tree.word[inner] in _OWNERS or tree.word[inner] == "own"):
            inner += 1
        name = tree.between(inner, end)
        common = tree.tag[inner] in _COMMON or (inner < token and tree.opens(inner) and not tree.ent[inner])
        if common and tree.tag[token] in _COMMON and tree.orth[inner].istitle():
            name = name[0].lower() + name[1:]  # "Prosecutors said": a capital of the sentence, not of a name
        name = f"{whose}'s {name}" if whose else name
        kind: EntityKind = role.kind if role else "unknown"
        if kind == "group" and tree.word[token] in roles.SINGULAR:
            kind = "role"
        country = owner.country if owner else None
        return scene.participant(paragraph, (start, end), name, f"name:{fold_name(name)}", kind, country)

    def _whose(self, paragraph: int, token: int, start: int) -> tuple[str | None, int]:
        """The person in "his office", "Novak's lawyer" by the full name, and where the rest of the phrase begins."""
        tree = self._scene.trees[paragraph]
        for child in tree.kids[token]:
            if tree.full[child] != "nmod:poss" or not start <= child < token:
                continue
            _, rest = tree.subtree(child)
            if tree.word[child] in _OWNERS:
                found = self.pronoun(paragraph, child) if self.pronoun is not None else None
                own = found is not None and found.kind == "person" and tree.word[child] != "our"
                return (found.name, rest) if found is not None and own else (None, start)
            mention = self._scene.at[paragraph].get(child)
            if mention is not None and mention.kind == "person":
                return self._scene.person(mention).name, rest
        return None, start

    def _named_before(self, paragraph: int, token: int) -> Participant | None:
        """As in "the ministry", "the company": the last body of that word, or for firms the organisation spoken of."""
        word = self._scene.trees[paragraph].word[token]
        for i in range(paragraph, max(-1, paragraph - _BACK), -1):
            tree = self._scene.trees[i]
            stop = token if i == paragraph else tree.n
            for k in range(stop - 1, max(-1, stop - _NEAR), -1):
                if tree.word[k] == word and tree.word[k - 1] not in {"the", "this", "a"} and k > 0:
                    found = self.resolve(i, k)
                    if found.kind == "organisation" and found.entity.startswith("org:"):
                        return found
                told = self._scene.document.paragraphs[i].section != "dateline"
                mention = self._scene.at[i].get(k) if word in _FIRMS and told else None
                if mention is not None and mention.kind == "organisation":
                    last = mention.end - 1
                    own = all(
                        mention.start <= tree.head[t] < mention.end or is_subject(tree, t)
                        for t in range(mention.start, mention.end)
                    )
                    if own:
                        return self._named(i, last, mention)
        return self._firm(paragraph, token) if word in _FIRMS else None

    def _firm(self, paragraph: int, token: int) -> Participant | None:
        """The firm that the article is about: the organisation named most often, if it was named before."""
        if self._firms is None:
            counted = Counter(
                m.text
                for mentions in self._scene.mentions
                for m in mentions
                if m.kind == "organisation" and not m.entries and _PUBLIC.isdisjoint(m.text.split())
                if not m.text.isupper() or len(m.text) <= _ACRONYM
            )
            top = counted.most_common(2)
            self._firms = top[0][0] if top and (len(top) == 1 or top[0][1] > top[1][1]) else ""
        for i in range(paragraph, max(-1, paragraph - _BACK), -1):
            for mention in self._scene.before(i, token if i == paragraph else None):
                if mention.text == self._firms:
                    return self._named(i, mention.end - 1, mention)
        return None

    def _owner(self, paragraph: int, span: tuple[int, int], head: int, own: Mention | None = None) -> Owner | None:
        """The country or organisation in a phrase that it belongs to; `own` is the name whose owner is sought."""
        tree = self._scene.trees[paragraph]
        for token in roles.owner_words(tree, *span, head):
            if tree.word[token] in self._scene.lexicon.within:
                return Owner(f"name:{tree.word[token]}", tree.orth[token], self._scene.lexicon.within[tree.word[token]])
            iso3 = roles.demonym(tree, token, self._scene.tables)
            if iso3:
                return self.country_owner(iso3)
            mention = self._scene.at[paragraph].get(token)
            if mention is not None and mention == own:
                mention = possessor(self._scene, paragraph, token)
                if mention is None:
                    continue
            if mention is not None:
                owner = self._named_owner(mention)
                if owner is not None:
                    return owner
            elif tree.word[token] in _OWNERS and self.pronoun is not None:
                found = self.pronoun(paragraph, token)
                if found is not None and found.kind == "organisation":
                    return Owner(found.entity, found.name, found.country)
                if found is not None and found.country:
                    return self.country_owner(found.country)
        return None

    def _named_owner(self, mention: Mention) -> Owner | None:
        entry = next((e for e in mention.entries if e.reading != "place"), None)
        if entry is not None and entry.kind == "country" and entry.country:
            return self.country_owner(entry.country)
        if entry is not None:
            return Owner(entry.entity, entry.name, entry.country)
        if mention.label in PLACES or mention.entries:
            place = self._sites.named(mention)
            if place is not None and place.country:
                return Owner(place.entity, place.name, place.country)
        if mention.label == "ORG":
            return Owner(f"name:{fold_name(mention.text)}", mention.text, None)
        if mention.kind == "person":
            person = self._scene.person(mention)
            return Owner(person.entity, person.name, person.country)
        return None

    def country_owner(self, iso3: str) -> Owner:
        """A country as the owner of its bodies, groups and offices."""
        country = self._scene.tables.countries[iso3]
        return Owner(country.entity, country.name, iso3, country.adjective)

    def _role(
        self, paragraph: int, span: tuple[int, int], token: int, role: Role, owner: Owner | None
    ) -> Participant | None:
        if role.sort == "office":
            return self._office(paragraph, span, token, role, owner)
        if role.sort == "body":
            return self._body(paragraph, span, token, role, owner)
        if role.sort != "group" or owner is None or owner.name.lower() in self._scene.lexicon.within:
            return None
        if owner.entity.startswith("per:") and owner.country:
            owner = self.country_owner(owner.country)
        tree = self._scene.trees[paragraph]
        kind: EntityKind = "role" if tree.word[token] in roles.SINGULAR else "group"
        if not _REBELS.isdisjoint(tree.word[slice(*span)]):
            role = Role("group", "group", "rebels")  # "Afghan rebel leaders"
        prefix = owner.country if owner.entity == f"cty:{owner.country}" else owner.entity
        name = f"{owner.adjective or owner.name} {tree.word[token]}" if kind == "role" else ""
        name = name or roles.group_name(owner, role.key)
        return self._scene.participant(paragraph, span, name, f"grp:{prefix}:{role.key}", kind, owner.country)

    def _office(
        self, paragraph: int, span: tuple[int, int], token: int, role: Role, owner: Owner | None
    ) -> Participant | None:
        scene, tree = self._scene, self._scene.trees[paragraph]
        of = None
        if owner is not None and owner.entity.startswith("per:"):
            owner = self.country_owner(owner.country) if owner.country else None  # "Putin's spokesman"
        if owner is not None:
            of = owner.country if owner.entity.startswith("cty:") else owner.entity
        of = of or scene.lexicon.office_country.get(role.key)
        offices = role.offices
        if offices == ("leader",):
            if of not in scene.tables.countries:
                return None
            if token > span[0] + 1 and not roles.bare(tree, span, token, scene.tables):
                return None  # "Cairo's security chief"
            offices = (scene.tables.countries[of].leader,)
        if of is None and tree.word[span[0]] not in {"the", "this"}:
            return None  # "a president", "presidents": nobody in particular
        person: Person | Entry | None
        if of is not None and of in scene.tables.countries and role.key == "head":
            return None  # "the head of …" is an office of organisations only
        if of is not None:
            known = scene.people.holders(offices, of) or scene.people.with_office(offices, of)
            if not known and owner is not None and owner.country and owner.entity.startswith(f"org:{owner.country}:"):
                known = scene.people.holders(offices, owner.country)  # "the chief of Russia's general staff"
            person = known[0] if len({k.entity for k in known}) == 1 else None
        else:
            person = self._nearest_officer(paragraph, token, role, offices)
        if person is not None:
            return scene.participant(paragraph, span, person.name, person.entity, "person", person.country)
        if owner is None:
            return None
        name = f"{owner.adjective or owner.name} {role.key}"
        return scene.participant(paragraph, span, name, f"role:{of}:{offices[0]}", "role", owner.country)

    def _nearest_officer(self, paragraph: int, token: int, role: Role, offices: tuple[str, ...]) -> Person | None:
        """As in "The president": the nearest person before it whom article or table gives that office."""
        title = role.key.split()[0] if role.key == "prime minister" else role.key.split()[-1]
        people = self._scene.people
        fitting = {p.entity: p for p in [*people.with_office(offices, None), *people.titled(title)]}
        for i in range(paragraph, max(-1, paragraph - 4), -1):
            for mention in self._scene.before(i, token if i == paragraph else None):
                if mention.kind == "person":
                    person = self._scene.person(mention)
                    if person.entity in fitting:
                        return person
        return next(iter(fitting.values())) if len(fitting) == 1 else None

    def _body(
        self, paragraph: int, span: tuple[int, int], token: int, role: Role, owner: Owner | None
    ) -> Participant | None:
        tree = self._scene.trees[paragraph]
        if owner is None:
            if _of_others(tree, span, token, role) or _local(tree, span, token, role):
                return None
            iso3 = self._country_in_focus(paragraph, token)
            if iso3 is None or (role.key == "government" and tree.word[token] not in _GOVERNMENT):
                return None
            owner = self.country_owner(iso3)
        if owner.entity.startswith("name:"):
            return None
        if owner.entity.startswith("per:"):
            if owner.country is None:
                return None
            owner = self.country_owner(owner.country)  # "Putin's government"
        if owner.country and owner.entity.startswith("cty:"):
            if role.key == "government":
                return self._scene.participant(paragraph, span, owner.name, owner.entity, "country", owner.country)
            entity = f"org:{owner.country}:{role.key}"
        else:
            entity = f"{owner.entity}:{role.key}"
        name = roles.body_name(owner, role.key)
        return self._scene.participant(paragraph, span, name, entity, "organisation", owner.country)

    def _country_in_focus(self, paragraph: int, token: int) -> str | None:
        """The country of the nearest subject before the token, else of the article where one stands out."""
        faced = self._faced(paragraph, token)
        for i in range(paragraph, max(-1, paragraph - 2), -1):
            tree = self._scene.trees[i]
            for mention in self._scene.before(i, token if i == paragraph else None):
                if not mention.entries:
                    continue
                entry = mention.entries[0]
                if (
                    entry.country
                    and entry.country not in faced
                    and entry.kind in {"country", "person"}
                    and is_subject(tree, nominal_head(tree, mention.end - 1))
                ):
                    return entry.country
        top = [pair for pair in self._scene.countries.most_common(3) if pair[0] not in faced][:2]
        if not top or top[0][1] < 2 or (len(top) > 1 and top[0][1] < 2 * top[1][1]):
            return None
        return top[0][0]

    def _faced(self, paragraph: int, token: int) -> set[str]:
        """Countries on the other side of the clause: a ministry that summons the Chinese ambassador is not China's."""
        tree = self._scene.trees[paragraph]
        if tree.dep[token] not in {"nsubj", "obl", "obj"}:
            return set()
        found: set[str] = set()
        for other in tree.children(tree.head[token], "nsubj", "obj"):
            if other == token:
                continue
            if tree.dep[token] == "obj":  # "Chile and Bolivia recognised the government": not their own
                named = [self._scene.at[paragraph].get(t) for t in tree.conjuncts(other)]
                found |= {e.country for m in named if m for e in m.entries[:1] if e.kind == "country" and e.country}
            for part in (other, *tree.children(other, "amod", "compound", "nmod")):
                if iso3 := roles.demonym(tree, part, self._scene.tables):
                    found.add(iso3)
        return found

    def _hyphenated(self, word: str) -> list[Owner]:
        """As in "U.S.-Ukrainian", "Russia-US": the countries of one token."""
        parts = _HYPHEN.split(word)
        if len(parts) < 2 or not all(part[:1].isupper() for part in parts):
            return []
        tables = self._scene.tables
        found: list[str] = []
        for part in parts:
            key = words_key(part)
            entry = next((e for e in tables.aliases.get(key, []) if e.kind == "country"), None)
            iso3 = tables.demonyms.get(key) or (entry.country if entry else None)
            if iso3 is None:
                return []
            found.append(iso3)
        return [self.country_owner(iso3) for iso3 in dict.fromkeys(found)]

    def several(self, paragraph: int, token: int) -> list[Participant]:
        """As in "Russian and Ukrainian officials", "French or British troops": one participant each, else nothing."""
        tree = self._scene.trees[paragraph]
        both = self._hyphenated(tree.orth[token])
        if both:
            return [
                self._scene.participant(paragraph, (token, token + 1), o.name, o.entity, "country", o.country)
                for o in both
            ]
        if not tree.plural(token):
            return []
        span = noun_phrase(tree, token)
        before = range(span[0], token)
        owners = list(dict.fromkeys(c for t in before if (c := roles.demonym(tree, t, self._scene.tables))))
        joined = any(tree.word[t] in {"and", "or", "&"} or "-" in tree.orth[t] for t in before)
        role = roles.classify(tree.word[token], tree.word[token]) if joined and len(owners) > 1 else None
        if role is None or role.sort != "group":
            return []
        return [
            self._scene.participant(
                paragraph, span, roles.group_name(owner, role.key), f"grp:{iso3}:{role.key}", "group", iso3
            )
            for iso3 in owners
            for owner in [self.country_owner(iso3)]
        ]


def _of_others(tree: Tree, span: tuple[int, int], head: int, role: Role) -> bool:
    """As in "the Kurdish interior ministry": a people without a state has bodies of its own, no neighbour's."""
    own = set(role.key.replace("-", " ").split())
    return any(
        tree.orth[t][:1].isupper() and tree.pos[t] in {"ADJ", "PROPN"} and tree.word[t] not in own and not tree.opens(t)
        for t in range(span[0], head)
    )


def _local(tree: Tree, span: tuple[int, int], head: int, role: Role) -> bool:
    """As in "the state congress", "the regional government": no body of the country."""
    local = not _LOCAL.isdisjoint(tree.word[span[0] : head])
    return local and role.key not in {"media", "foreign-ministry"}


def _without_count(tree: Tree, start: int, head: int) -> int:
    """The start of a phrase after its number: "10 people" and "ten people" are both "people"."""
    i = start
    if tree.pos[head] == "NUM" or tree.word[head] in {"hundred", "thousand", "dozen"}:
        return start  # "several hundred" marched
    while i < head and (
        tree.word[i] in _COUNTS
        or (tree.pos[i] == "NUM" and tree.orth[i + 1] != "-")
        or (tree.word[i] in {"and", "or"} and tree.pos[i + 1] == "NUM")
    ):
        i += 1
    return i
