"""Who a personal name means inside one article: full names lend themselves to surnames, titles and offices decide.

Nothing is guessed across articles: what is neither in the alias table nor named in full stays `name:` + its fold.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz import fuzz

from timeline.extract.entities.lexicon import given_names, load_lexicon
from timeline.extract.entities.tables import Entry, Tables, holders, words_key
from timeline.model.names import SUFFIXES, family_first, fold_name

FUZZY_LENGTH, FUZZY_RATIO, FUZZY_MARGIN = 6, 88.0, 8.0


@dataclass(slots=True)
class Person:
    """A person of the article: canonical name, entity, and where and with which titles the article names them."""

    name: str
    entity: str
    country: str | None
    surname: str
    given: str
    titles: set[str] = field(default_factory=set)
    gender: str | None = None
    full: bool = True


def name_words(text: str) -> list[str]:
    """Words of a personal name without titles, middle initials and suffixes ("Vladimir V. Putin" → Vladimir, Putin)."""
    titles = load_lexicon().titles
    words = [w for w in text.replace("\u2019s", "").replace("'s", "").split() if w.lower() not in SUFFIXES]
    while len(words) > 1 and words[0].lower() in titles:
        words = words[1:]
    inner = [w for w in words[1:-1] if not (len(w.rstrip(".")) == 1 and w[0].isupper())]
    return [words[0], *inner, words[-1]] if len(words) > 1 else words


def surname_of(words: list[str]) -> str:
    """Folded surname, particles left out."""
    return words_key(words[-1]).replace(" ", "") if words else ""


class People:
    """The persons of one article."""

    def __init__(self, tables: Tables, day: date | None) -> None:
        self._tables = tables
        self._day = day
        self._by_key: dict[str, Person] = {}
        self._by_surname: dict[str, list[Person]] = {}
        self._gender: tuple[int, dict[str, str]] | None = None

    def register(self, text: str, entries: Iterable[Entry], titles: Iterable[str]) -> None:
        """Take in a name of two words or more, or one that the table knows for certain."""
        words = name_words(text)
        entry = self._table_entry(words, entries)
        if len(words) < 2 and entry is None:
            return
        key = words_key(" ".join(words))
        person = self._by_key.get(key)
        if person is None:
            person = self._same(entry, words) or self._new(entry, words)
            self._by_key[key] = person
            if entry is not None:
                self._by_key.setdefault(words_key(entry.name), person)
        person.full = person.full or len(words) > 1
        self.note_titles(person, titles)

    def note_titles(self, person: Person, titles: Iterable[str]) -> None:
        """Titles tell gender and role."""
        lexicon = load_lexicon()
        for title in titles:
            low = title.lower()
            person.titles.add(low)
            if low in lexicon.female:
                person.gender = "f"
            elif low in lexicon.male:
                person.gender = "m"

    def _new(self, entry: Entry | None, words: list[str]) -> Person:
        if entry is not None:
            known = name_words(entry.name)
            person = Person(entry.name, entry.entity, entry.country, surname_of(known), words_key(known[0]))
            spelled = surname_of(words)
            forms = {person.surname, spelled} if len(words) > 1 else {person.surname}
            person.full = len(words) > 1
        else:
            name = " ".join(words)
            person = Person(name, f"name:{fold_name(name)}", None, surname_of(words), words_key(words[0]))
            forms = {person.surname}
        for form in forms:
            self._by_surname.setdefault(form, []).append(person)
        return person

    def _same(self, entry: Entry | None, words: list[str]) -> Person | None:
        """The person that is already there under another spelling or with more given names."""
        if entry is not None:
            found = next((p for p in self._by_key.values() if p.entity == entry.entity), None)
            if found is not None and len(words) > 1:
                found.full = True
                spelled = surname_of(words)
                if found not in self._by_surname.setdefault(spelled, []):
                    self._by_surname[spelled].append(found)
            return found
        if len(words) > 2:
            # a headline or a title ran into the name: "Lindsay Lohan Leaves Clinic"
            for part in (words[:2], words[-2:]):
                found = self._by_key.get(words_key(" ".join(part)))
                if found is not None and found.full:
                    return found
        given = words_key(words[0])
        for person in self._by_surname.get(surname_of(words), []):
            if person.given == given or (person.given and given and given in person.given.split("-")):
                return person
        return None

    def _table_entry(self, words: list[str], entries: Iterable[Entry]) -> Entry | None:
        people = [e for e in entries if e.kind == "person"]
        if len(words) == 1:
            strong = [e for e in people if not e.weak]
            return strong[0] if len(strong) == 1 else None
        key = words_key(" ".join(words))
        for entry in self._tables.aliases.get(key, []):
            if entry.kind == "person" and not entry.weak:
                return entry
        given, last = words_key(words[0]), surname_of(words)
        short = words_key(f"{words[0]} {words[-1]}")
        for entry in self._tables.aliases.get(short, []):
            if entry.kind == "person" and not entry.weak:
                return entry
        matching = [
            e
            for e in self._tables.surnames.get(last, [])
            if (first := words_key(name_words(e.name)[0])) == given or (len(given) == 1 and first.startswith(given))
        ]
        if len(matching) == 1:
            return matching[0]
        close = [
            e
            for e in self._tables.surnames.get(last, [])
            if len(given) > 3
            and _close(given, words_key(name_words(e.name)[0]))
            and len(name_words(e.name)) == len(words)
        ]
        return close[0] if len(close) == 1 and len(last) >= FUZZY_LENGTH else None

    def resolve(self, text: str, entries: Iterable[Entry], titles: Iterable[str] = ()) -> Person:
        """The person that a mention means."""
        entries = list(entries)
        words = name_words(text)
        if not words:
            return Person(text, f"name:{fold_name(text)}", None, "", "")
        found = self._by_key.get(words_key(" ".join(words)))
        if found is not None and (len(words) > 1 or found.full):
            return found
        if len(words) > 1:
            return found or self._new_unregistered(words, entries)
        last = surname_of(words)
        strong = self._table_entry(words, entries)
        here = [p for p in self._by_surname.get(last, []) if p.full]
        if not here and strong is None:
            here = [p for p in {id(p): p for p in self._by_key.values()}.values() if p.full and p.given == last]
        chosen = self._choose(here, strong, titles)
        if chosen is not None:
            return chosen
        if strong is not None:
            return self._known(strong)
        officer = self._by_office(entries, last, titles)
        if officer is not None:
            return self._known(officer)
        return self._fuzzy(last) or Person(words[0], f"name:{fold_name(words[0])}", None, last, "", full=False)

    def _choose(self, here: list[Person], strong: Entry | None, titles: Iterable[str]) -> Person | None:
        unique = list({p.entity: p for p in here}.values())
        if len(unique) <= 1:
            return unique[0] if unique else None
        if strong is not None and any(p.entity == strong.entity for p in unique):
            return next(p for p in unique if p.entity == strong.entity)
        low = {t.lower() for t in titles}
        titled = [p for p in unique if low & p.titles]
        if len(titled) == 1:
            return titled[0]
        return unique[0] if not low else (titled or unique)[0]

    def _known(self, entry: Entry) -> Person:
        for person in self._by_key.values():
            if person.entity == entry.entity:
                return person
        words = name_words(entry.name)
        return Person(entry.name, entry.entity, entry.country, surname_of(words), words_key(words[0]), full=False)

    def _new_unregistered(self, words: list[str], entries: list[Entry]) -> Person:
        entry = self._table_entry(words, entries)
        if entry is not None:
            return self._known(entry)
        name = " ".join(words)
        return Person(name, f"name:{fold_name(name)}", None, surname_of(words), words_key(words[0]))

    def _by_office(self, entries: list[Entry], last: str, titles: Iterable[str]) -> Entry | None:
        """As in "Prime Minister Johnson": the one bearer of the surname who held the office on the day."""
        phrase = " ".join(t.lower() for t in titles)
        offices = {o for key, found in load_lexicon().offices.items() if key in phrase for o in found}
        people = {e.entity: e for e in [*entries, *self._tables.surnames.get(last, [])] if e.kind == "person"}
        fitting = [
            e
            for e in people.values()
            if any(
                o.office in offices and (self._day is None or o.held(self._day))
                for o in self._tables.by_person.get(e.entity, ())
            )
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _fuzzy(self, last: str) -> Person | None:
        """A misspelt surname, against the article's own persons only."""
        if len(last) < FUZZY_LENGTH:
            return None
        scored = sorted(
            ((fuzz.ratio(last, form), form) for form in self._by_surname if form[:1] == last[:1]), reverse=True
        )
        if not scored or scored[0][0] < FUZZY_RATIO:
            return None
        if len(scored) > 1 and scored[0][0] - scored[1][0] < FUZZY_MARGIN:
            return None
        people = {p.entity: p for p in self._by_surname[scored[0][1]]}
        return next(iter(people.values())) if len(people) == 1 else None

    def gender(self, entity: str) -> str | None:
        """`m` or `f`, where a title of the article or the given name tells; a title goes first."""
        return self._genders().get(entity)

    def _genders(self) -> dict[str, str]:
        if self._gender is None or self._gender[0] != len(self._by_key):
            names = given_names()
            found: dict[str, str] = {}
            for person in self._by_key.values():
                told = person.given != person.surname and not family_first(person.name)
                gender = person.gender or (names.get(person.given) if told else None)
                if gender:
                    found[person.entity] = gender
            self._gender = (len(self._by_key), found)
        return self._gender[1]

    def surnames(self) -> frozenset[str]:
        """Folded surnames of the persons whom the article names in full."""
        return frozenset(form for form, people in self._by_surname.items() if any(p.full for p in people))

    def has_surname(self, text: str) -> bool:
        """Does the article name somebody in full with this surname?"""
        return any(p.full for p in self._by_surname.get(surname_of(name_words(text)), []))

    def with_office(self, offices: tuple[str, ...], of: str | None) -> list[Person]:
        """Persons of the article who hold (or, where the day is unknown, ever held) one of the offices."""
        here = {person.entity: person for person in self._by_key.values()}
        found = {}
        for entity, person in here.items():
            for office in self._tables.by_person.get(entity, ()):
                if office.office not in offices or (of and office.of != of):
                    continue
                if self._day is None or office.held(self._day):
                    found[entity] = person
        return list(found.values())

    def titled(self, title: str) -> list[Person]:
        """Persons whom the article gives this title."""
        return list({p.entity: p for p in self._by_key.values() if title in p.titles}.values())

    def holders(self, offices: tuple[str, ...], of: str) -> list[Entry]:
        """Who holds the office on the day of the article, by the table; nobody where the day is unknown."""
        return holders(self._tables, offices, of, self._day) if self._day else []


def _close(one: str, other: str) -> bool:
    """Are two given names spellings of one (Sergei, Sergey; Oleksandr, Aleksandr)?"""
    return (one[:1] == other[:1] and fuzz.ratio(one, other) >= 80) or fuzz.ratio(one, other) >= FUZZY_RATIO
