"""Where: places of an article by syntax and gazetteer."""

from __future__ import annotations

import msgspec
from spacy.tokens import Doc, Token

from timeline.extract.entities import gazetteer
from timeline.extract.entities.gazetteer import REGION_WORDS, TOWN_WORDS, Site
from timeline.extract.entities.mentions import PLACES, Mention
from timeline.extract.entities.phrases import nominal_head, prepositions, relation
from timeline.extract.entities.roles import demonym
from timeline.extract.entities.scene import Scene
from timeline.model.names import fold_name
from timeline.model.records import Participant, Place

AREA_NOUNS = frozenset({"region", "oblast", "province", "governorate", "city", "town", "village"})
_CLASS_WORDS = REGION_WORDS | TOWN_WORDS
_NESTED = frozenset(
    ["in", "of", "at", "near", "outside", "from", "around", "within", "across", "along", "on", "inside"]
)
_SCENE = frozenset({"in", "at", "near", "outside", "around", "inside", "across"})
_PLACE_NOUNS = frozenset(
    [
        *("border", "front", "frontline", "airport", "base", "port", "airbase", "airfield", "outskirts", "capital"),
        *("area", "areas", "soil", "territory", "coast", "waters", "camp", "hospital", "market", "mosque", "church"),
        *("station", "plant", "refinery", "depot", "airspace", "embassy", "consulate", "streets", "suburbs", "side"),
    ]
)
_RELATIVE = frozenset({"where", "which", "that"})
_TOWN = 100_000
_DEEPEST = 3
_BACK = 4  # paragraphs in which "the region" looks for its name


def scene_preposition(token: Token) -> bool:
    """Does a preposition make the name a scene ("in Moscow") rather than a party ("with Moscow")?"""
    return bool(set(prepositions(token)) & _SCENE)


def as_participant(place: Place) -> Participant:
    """The participant's fields of a place."""
    return Participant(**{name: getattr(place, name) for name in Participant.__struct_fields__})


class Sites:
    """Resolves noun phrases of one article to places."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._named_regions: list[str] | None = None

    def find(self, text: str, doc: Doc, start: int) -> Site | None:
        """The gazetteer's place for a name; class words in it and before it say city or region."""
        named = [c for c, _ in self._scene.countries.most_common(6)] + self._regions()
        whole = gazetteer.find(text, named)
        bare, kind = gazetteer.bare_name(text)
        if kind is not None:
            return whole or gazetteer.find(bare, named, kind)
        if whole is not None and whole.kind != "city":
            return whole
        kind = _class_before(doc, start)
        if kind is not None:
            return gazetteer.find(bare, named, kind)
        return whole or (gazetteer.find(bare, named) if bare != text else None)

    def _regions(self) -> list[str]:
        """Ids of the regions that the article names: "Palmer" is in Alaska where the article is."""
        if self._named_regions is None:
            found = dict.fromkeys(
                site.entity
                for mentions in self._scene.mentions
                for mention in mentions
                if mention.label in PLACES and not mention.entries
                for site in [gazetteer.find(gazetteer.bare_name(mention.text)[0], (), "region", strict=True)]
                if site is not None
            )
            self._named_regions = list(found)
        return self._named_regions

    def place(self, paragraph: int, token: Token, depth: int = 0) -> Place | None:
        """The place that the phrase of a head token names, in itself or in what follows it."""
        if depth > _DEEPEST:
            return None
        if token.lower_ in _RELATIVE and depth == 0 and token.pos_ != "NOUN":
            verb = token.head
            return self.place(paragraph, verb.head, 1) if relation(verb) == "acl" and verb.head.i < token.i else None
        mention = self._classed(paragraph, token) or self._scene.mention_at(paragraph, token)
        if mention is not None and mention.kind == "person" and not self._names_place(token.doc, mention):
            mention = None
        if mention is not None:
            found = self.named(mention)
            if found is not None:
                return self._contained(paragraph, token, found, depth)
        if token.lower_ in AREA_NOUNS and not any(relation(c) in {"nmod", "compound"} for c in token.children):
            last = self.last_area(paragraph, token)
            if last is not None:
                return last
        return self._nested(paragraph, token, depth)

    def named(self, mention: Mention, *, sure: bool = False) -> Place | None:
        """The place of a name, None where it names something else.

        `sure` leaves out small towns of countries that the article does not speak of: more likely another name.
        """
        doc = self._scene.document.paragraphs[mention.paragraph].doc
        entry = next((e for e in mention.entries if e.kind != "person"), None)
        tables = self._scene.tables
        site: Site | None = None
        if entry is not None and entry.place:
            area = tables.areas.get(entry.place)
            site = gazetteer.area_site(area) if area else None
        elif entry is not None and entry.kind == "country" and entry.reading == "both":
            site = gazetteer.country_site(entry.country or "", tables)
        elif entry is not None and entry.kind != "country":
            return None  # an organisation is no place
        elif mention.label in PLACES or mention.label in {"", "PERSON"}:
            site = self.find(mention.text, doc, mention.start)
        elif mention.label == "ORG":
            site = gazetteer.find(mention.text, list(self._scene.countries))
            site = site if site is not None and site.kind in {"city", "region"} else None
        if site is not None and sure and site.kind == "city" and site.population < _TOWN:
            site = site if site.country in self._scene.countries else None
        if site is not None:
            return self._record(mention.paragraph, (mention.start, mention.end), site)
        if mention.label not in PLACES:
            return None
        span = self._scene.document.span(mention.paragraph, mention.start, mention.end)
        entity = f"name:{fold_name(mention.text)}"
        return Place(start=span.start, end=span.end, text=span.text, name=mention.text, entity=entity, kind="place")

    def last_area(self, paragraph: int, token: Token) -> Place | None:
        """As in "The region", "the city": the last place of that class before it."""
        wanted = "region" if token.lower_ in REGION_WORDS else "city"
        for i in range(paragraph, max(-1, paragraph - _BACK), -1):
            for mention in self._scene.before(i, token.i if i == paragraph else None):
                if mention.kind in {"person", "organisation", "group"}:
                    continue
                if mention.entries and mention.entries[0].reading == "actor":
                    doc = self._scene.document.paragraphs[i].doc
                    if not scene_preposition(nominal_head(doc[mention.end - 1])):
                        continue  # "Kyiv had hoped …": the state, not the city
                place = self.named(mention)
                if place is None or place.kind == "country":
                    continue
                span = self._scene.document.span(paragraph, token.i, token.i + 1)
                if place.entity.startswith("plc:adm1:") == (wanted == "region"):
                    return msgspec.structs.replace(place, start=span.start, end=span.end, text=span.text)
                region = gazetteer.region(place.within or "") if wanted == "region" else None
                if region is not None:  # "visited Kursk … in the region"
                    return self._record(paragraph, (token.i, token.i + 1), region)
        return None

    def classed(self, paragraph: int, token: Token) -> Place | None:
        """The place of a phrase whose head is a class word: "the town of Sudzha", "its western Kursk region"."""
        mention = self._classed(paragraph, token)
        return self.named(mention) if mention else None

    def _classed(self, paragraph: int, token: Token) -> Mention | None:
        """As in "The region of Kursk", "its western Kursk region": the class word is the head."""
        if token.lower_ not in _CLASS_WORDS:
            return None
        at = self._scene.at[paragraph]
        for child in token.rights:
            name = relation(child)
            found = at.get(child.i) if name in {"nmod", "appos", "flat"} else None
            if found is not None and (name != "nmod" or "of" in prepositions(child)):
                return Mention(paragraph, found.start, found.end, "LOC", found.text, found.entries)
        for child in token.lefts:
            found = at.get(child.i) if relation(child) in {"compound", "nmod"} else None
            if found is not None and found.kind == "place" and token.i not in range(found.start, found.end):
                return Mention(paragraph, found.start, token.i + 1, "LOC", f"{found.text} {token.text}")
        return None

    def _names_place(self, doc: Doc, mention: Mention) -> bool:
        """Is a name that NER takes for a person a place, by its preposition and the gazetteer?"""
        if mention.entries or mention.end - mention.start > 3:
            return False
        before = doc[mention.start - 1].lower_ if mention.start else ""
        located = before in _SCENE or scene_preposition(nominal_head(doc[mention.end - 1]))
        return located and gazetteer.find(mention.text) is not None

    def _record(self, paragraph: int, span: tuple[int, int], site: Site) -> Place:
        where = self._scene.document.span(paragraph, *span)
        return Place(
            start=where.start,
            end=where.end,
            text=where.text,
            name=site.name,
            entity=site.entity,
            kind="country" if site.kind == "country" else "place",
            country=site.country,
            lat=site.lat,
            lon=site.lon,
            within=site.within,
        )

    def _contained(self, paragraph: int, token: Token, found: Place, depth: int) -> Place:
        """An unknown place takes country and region from the text around it: "Lebedevka in the Kursk region"."""
        if found.within is not None or found.kind == "country" or not found.entity.startswith("name:"):
            return found
        outer = self._nested(paragraph, nominal_head(token), depth)
        if outer is None or outer.entity == found.entity:
            return found
        return msgspec.structs.replace(found, country=outer.country, lat=outer.lat, lon=outer.lon, within=outer.entity)

    def _nested(self, paragraph: int, token: Token, depth: int) -> Place | None:
        """The place inside a phrase that names none itself: "a command centre in the Kursk region"."""
        for child in token.rights:
            name = relation(child)
            if name == "appos" or (name in {"nmod", "obl"} and set(prepositions(child)) & _NESTED):
                found = self.place(paragraph, child, depth + 1)
                if found is not None:
                    return found
        following = self._adjacent(token)
        if following is not None:
            found = self.place(paragraph, following, depth + 1)
            if found is not None:
                return found
        if token.lower_ in _CLASS_WORDS | _PLACE_NOUNS:
            for child in token.lefts:
                if relation(child) not in {"compound", "nmod", "amod"}:
                    continue
                iso3 = demonym(child, self._scene.tables)
                found = (
                    self._of_country(paragraph, child, token, iso3) if iso3 else self.place(paragraph, child, depth + 1)
                )
                if found is not None:
                    return found
        return None

    def _adjacent(self, token: Token) -> Token | None:
        """The scene right after a phrase, where the parser hung it on the verb: "visited a post | in the region"."""
        doc = token.doc
        if (
            relation(token) not in {"obj", "obl", "nsubj"}
            or token.i + 1 >= len(doc)
            or doc[token.i + 1].lower_ not in _SCENE
        ):
            return None
        scene = doc[token.i + 1].head
        return scene if scene.i > token.i and relation(scene) == "obl" and scene.head.i == token.head.i else None

    def _of_country(self, paragraph: int, child: Token, token: Token, iso3: str) -> Place | None:
        """As in "The Ukrainian capital", "Russian territory"."""
        country = self._scene.tables.countries[iso3]
        site = gazetteer.find(country.capital, (iso3,), "city") if token.lower_ == "capital" else None
        site = site or gazetteer.country_site(iso3, self._scene.tables)
        return self._record(paragraph, (child.i, token.i + 1), site) if site else None


def _class_before(doc: Doc, start: int) -> str | None:
    """What the words before a name say: "the city of Sudzha", "the town Sudzha"."""
    i = start - 1
    if i >= 0 and doc[i].lower_ == "of":
        i -= 1
    if i < 0:
        return None
    word = doc[i].lower_
    return "region" if word in REGION_WORDS else ("city" if word in TOWN_WORDS else None)
