"""Where: places of an article by syntax and gazetteer."""

from __future__ import annotations

import msgspec

from timeline.extract.entities import gazetteer
from timeline.extract.entities.gazetteer import REGION_WORDS, TOWN_WORDS, Site
from timeline.extract.entities.mentions import PLACES, Mention
from timeline.extract.entities.phrases import nominal_head, prepositions
from timeline.extract.entities.roles import demonym
from timeline.extract.entities.scene import Scene
from timeline.extract.tree import Tree
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
_NAMING = _CLASS_WORDS | _PLACE_NOUNS
_RELATIVE = frozenset({"where", "which", "that"})
_TOWN = 100_000
_DEEPEST = 3
_BACK = 4  # paragraphs in which "the region" looks for its name


def scene_preposition(tree: Tree, token: int) -> bool:
    """Does a preposition make the name a scene ("in Moscow") rather than a party ("with Moscow")?"""
    return any(tree.dep[kid] == "case" and tree.word[kid] in _SCENE for kid in tree.kids[token])


def as_participant(place: Place) -> Participant:
    """The participant's fields of a place."""
    return Participant(**{name: getattr(place, name) for name in Participant.__struct_fields__})


class Sites:
    """Resolves noun phrases of one article to places."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._named_regions: list[str] | None = None

    def find(self, text: str, tree: Tree, start: int) -> Site | None:
        """The gazetteer's place for a name; class words in it and before it say city or region."""
        named = [c for c, _ in self._scene.countries.most_common(6)] + self._regions()
        whole = gazetteer.find(text, named)
        bare, kind = gazetteer.bare_name(text)
        if kind is not None:
            return whole or gazetteer.find(bare, named, kind)
        if whole is not None and whole.kind != "city":
            return whole
        kind = _class_before(tree, start)
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

    def place(self, paragraph: int, token: int, depth: int = 0) -> Place | None:
        """The place that the phrase of a head token names, in itself or in what follows it."""
        if depth > _DEEPEST:
            return None
        tree = self._scene.trees[paragraph]
        if tree.word[token] in _RELATIVE and depth == 0 and tree.pos[token] != "NOUN":
            verb = tree.head[token]
            above = tree.head[verb]
            return self.place(paragraph, above, 1) if tree.dep[verb] == "acl" and above < token else None
        mention = self._classed(paragraph, token) or self._scene.mention_at(paragraph, token)
        if mention is not None and mention.kind == "person" and not self._names_place(tree, mention):
            mention = None
        if mention is not None:
            found = self.named(mention)
            if found is not None:
                return self._contained(paragraph, token, found, depth)
        if tree.word[token] in AREA_NOUNS and not any(tree.dep[c] in {"nmod", "compound"} for c in tree.kids[token]):
            last = self.last_area(paragraph, token)
            if last is not None:
                return last
        return self._nested(paragraph, token, depth)

    def named(self, mention: Mention, *, sure: bool = False) -> Place | None:
        """The place of a name, None where it names something else.

        `sure` leaves out small towns of countries that the article does not speak of: more likely another name.
        """
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
            site = self.find(mention.text, self._scene.trees[mention.paragraph], mention.start)
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

    def last_area(self, paragraph: int, token: int) -> Place | None:
        """As in "The region", "the city": the last place of that class before it."""
        wanted = "region" if self._scene.trees[paragraph].word[token] in REGION_WORDS else "city"
        for i in range(paragraph, max(-1, paragraph - _BACK), -1):
            for mention in self._scene.before(i, token if i == paragraph else None):
                if mention.kind in {"person", "organisation", "group"}:
                    continue
                if mention.entries and mention.entries[0].reading == "actor":
                    tree = self._scene.trees[i]
                    if not scene_preposition(tree, nominal_head(tree, mention.end - 1)):
                        continue  # "Kyiv had hoped …": the state, not the city
                place = self.named(mention)
                if place is None or place.kind == "country":
                    continue
                span = self._scene.document.span(paragraph, token, token + 1)
                if place.entity.startswith("plc:adm1:") == (wanted == "region"):
                    return msgspec.structs.replace(place, start=span.start, end=span.end, text=span.text)
                region = gazetteer.region(place.within or "") if wanted == "region" else None
                if region is not None:  # "visited Kursk … in the region"
                    return self._record(paragraph, (token, token + 1), region)
        return None

    def classed(self, paragraph: int, token: int) -> Place | None:
        """The place of a phrase whose head is a class word: "the town of Sudzha", "its western Kursk region"."""
        mention = self._classed(paragraph, token)
        return self.named(mention) if mention else None

    def _classed(self, paragraph: int, token: int) -> Mention | None:
        """As in "The region of Kursk", "its western Kursk region": the class word is the head."""
        tree = self._scene.trees[paragraph]
        if tree.word[token] not in _CLASS_WORDS:
            return None
        at = self._scene.at[paragraph]
        for child in tree.rights(token):
            name = tree.dep[child]
            found = at.get(child) if name in {"nmod", "appos", "flat"} else None
            if found is not None and (name != "nmod" or "of" in prepositions(tree, child)):
                return Mention(paragraph, found.start, found.end, "LOC", found.text, found.entries)
        for child in tree.lefts(token):
            found = at.get(child) if tree.dep[child] in {"compound", "nmod"} else None
            if found is not None and found.kind == "place" and token not in range(found.start, found.end):
                return Mention(paragraph, found.start, token + 1, "LOC", f"{found.text} {tree.orth[token]}")
        return None

    def _names_place(self, tree: Tree, mention: Mention) -> bool:
        """Is a name that NER takes for a person a place, by its preposition and the gazetteer?"""
        if mention.entries or mention.end - mention.start > 3:
            return False
        before = tree.word[mention.start - 1] if mention.start else ""
        located = before in _SCENE or scene_preposition(tree, nominal_head(tree, mention.end - 1))
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

    def _contained(self, paragraph: int, token: int, found: Place, depth: int) -> Place:
        """An unknown place takes country and region from the text around it: "Lebedevka in the Kursk region"."""
        if found.within is not None or found.kind == "country" or not found.entity.startswith("name:"):
            return found
        outer = self._nested(paragraph, nominal_head(self._scene.trees[paragraph], token), depth)
        if outer is None or outer.entity == found.entity:
            return found
        return msgspec.structs.replace(found, country=outer.country, lat=outer.lat, lon=outer.lon, within=outer.entity)

    def _nested(self, paragraph: int, token: int, depth: int) -> Place | None:
        """The place inside a phrase that names none itself: "a command centre in the Kursk region"."""
        tree = self._scene.trees[paragraph]
        for child in tree.rights(token):
            name = tree.dep[child]
            if name == "appos" or (name in {"nmod", "obl"} and not _NESTED.isdisjoint(prepositions(tree, child))):
                found = self.place(paragraph, child, depth + 1)
                if found is not None:
                    return found
        following = _adjacent(tree, token)
        if following is not None:
            found = self.place(paragraph, following, depth + 1)
            if found is not None:
                return found
        if tree.word[token] in _NAMING:
            for child in tree.lefts(token):
                if tree.dep[child] not in {"compound", "nmod", "amod"}:
                    continue
                iso3 = demonym(tree, child, self._scene.tables)
                found = (
                    self._of_country(paragraph, child, token, iso3) if iso3 else self.place(paragraph, child, depth + 1)
                )
                if found is not None:
                    return found
        return None

    def _of_country(self, paragraph: int, child: int, token: int, iso3: str) -> Place | None:
        """As in "The Ukrainian capital", "Russian territory"."""
        country = self._scene.tables.countries[iso3]
        capital = self._scene.trees[paragraph].word[token] == "capital"
        site = gazetteer.find(country.capital, (iso3,), "city") if capital else None
        site = site or gazetteer.country_site(iso3, self._scene.tables)
        return self._record(paragraph, (child, token + 1), site) if site else None


def _class_before(tree: Tree, start: int) -> str | None:
    """What the words before a name say: "the city of Sudzha", "the town Sudzha"."""
    i = start - 1
    if i >= 0 and tree.word[i] == "of":
        i -= 1
    if i < 0:
        return None
    word = tree.word[i]
    return "region" if word in REGION_WORDS else ("city" if word in TOWN_WORDS else None)


def _adjacent(tree: Tree, token: int) -> int | None:
    """The scene right after a phrase, where the parser hung it on the verb: "visited a post | in the region"."""
    after = token + 1
    if tree.dep[token] not in {"obj", "obl", "nsubj"} or after >= tree.n or tree.word[after] not in _SCENE:
        return None
    scene = tree.head[after]
    return scene if scene > token and tree.dep[scene] == "obl" and tree.head[scene] == tree.head[token] else None
