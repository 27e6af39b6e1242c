"""Shootings, crashes and fires of one kind: what makes two reports one incident, and what makes them two."""

from __future__ import annotations

import msgspec
from chronology.build import article, says
from extract.reading import read

from timeline.chronology import fold
from timeline.model.records import Annotated

TOWNS = {"Oldmere": (53.80, -1.55), "Newmere": (53.84, -1.60), "Farholm": (54.90, -1.40)}


def shooting(
    name: str, sentence: str, *, day: str, whom: str | None = None, where: str | None = None, **more
) -> Annotated:
    """A report of one shooting on the day of its story."""
    told = says(
        sentence,
        "shot",
        type="ASSAULT.shoot",
        who=None,
        whom=whom,
        where=where,
        on=day,
        basis="weekday",
        **more,
    )
    found = article(name, told, published=day)
    return msgspec.structs.replace(found, assertions=[located(a) for a in found.assertions])


def located(a):
    """The place as the gazetteer knows it."""
    if a.place is None:
        return a
    lat, lon = TOWNS[a.place.name]
    known = msgspec.structs.replace(a.place, entity=f"plc:{a.place.name}", lat=lat, lon=lon)
    return msgspec.structs.replace(a, place=known)


def events(*articles: Annotated) -> int:
    return len(fold(articles).events)


MONDAY, TUESDAY = "2025-03-10", "2025-03-11"
SHOT = "A man was shot dead outside a bar in {} on Monday, police said."


def test_two_towns_on_one_day_have_two_shootings():
    here = shooting("a", SHOT.format("Oldmere"), day=MONDAY, where="Oldmere")
    there = shooting("b", SHOT.format("Farholm"), day=MONDAY, where="Farholm")
    assert events(here, there) == 2


def test_a_part_of_a_city_is_no_other_town():
    city = shooting("a", "A man was shot dead outside a bar on Monday night.", day=MONDAY, where="Oldmere")
    part = shooting("b", "Outside a bar a man was shot dead on Monday.", day=MONDAY, where="Newmere")
    assert events(city, part) == 1


def test_victims_of_other_names_are_victims_of_other_shootings():
    first = shooting("a", "Carl Amber was shot dead in his car on Monday.", day=MONDAY, whom="Carl Amber")
    second = shooting("b", "Dora Birch was shot dead in her car on Tuesday.", day=TUESDAY, whom="Dora Birch")
    assert events(first, second) == 2


def test_where_many_were_hit_each_page_may_name_another_victim():
    many = {"toll": {"killed": 9}, "where": "Oldmere"}
    first = shooting("a", "Carl Amber was shot with eight others on Monday.", day=MONDAY, whom="Carl Amber", **many)
    second = shooting("b", "Dora Birch was shot with eight others on Monday.", day=MONDAY, whom="Dora Birch", **many)
    assert events(first, second) == 1


def test_a_named_victim_makes_one_shooting_of_two_days_that_are_said_of_it():
    first = shooting("a", "Carl Amber, 31, was shot outside a bar on Monday.", day=MONDAY, whom="Carl Amber")
    second = shooting("b", "Carl Amber, 31, was shot on Tuesday.", day=TUESDAY, whom="Carl Amber")
    (conflict,) = fold([first, second]).conflicts
    assert (conflict.kind, conflict.days_apart) == ("date", 1)


def test_what_had_not_happened_when_a_page_was_printed_may_have_happened_since():
    arrest = {"type": "COERCE.arrest", "who": None, "where": "Oldmere"}
    none = says(
        "No arrest has been made.", "arrest", **arrest, factuality="did_not_happen", on=MONDAY, basis="inherited"
    )
    one = says("Police in Oldmere made an arrest on Tuesday.", "arrest", **arrest, on=TUESDAY, basis="weekday")
    assert not fold([article("a", none, published=MONDAY), article("b", one, published=TUESDAY)]).conflicts


def test_one_detective_speaks_of_two_killings():
    def quoted(name, sentence, day):
        told = says(sentence, "said", type="STATEMENT.say", who="Ann Moor", where=None, on=day, basis="inherited")
        return article(name, told, published=day)

    first = quoted("a", "The body lay in a flat at Cedar Row, Detective Ann Moor said.", MONDAY)
    second = quoted("b", "Two masked men came in about ten, Detective Ann Moor said.", TUESDAY)
    assert events(first, second) == 2


def test_the_night_before_and_the_small_hours_are_one_night():
    five = {"toll": {"injured": 5}, "where": "Oldmere"}
    first = shooting("a", "Five people were shot at a club on Monday night.", day=MONDAY, part="NI", **five)
    words = "Five people were shot at a club before dawn on Tuesday."
    second = shooting("b", words, day=TUESDAY, timex="Tuesday", **five)
    (conflict,) = fold([first, second]).conflicts
    assert conflict.cause == "night"


def test_a_strike_of_an_army_is_not_the_attack_that_it_answers():
    told = [
        read(
            "Gunmen attacked a police post in Herat on Monday, killing five people.\n\n"
            "The Afghan air force attacked camps in the province overnight in retaliation.",
            "2023-05-09",
        ),
        read("Gunmen attacked a police post in Herat on Monday, killing five.", "2023-05-09"),
    ]
    attacks = [e for e in fold(told).events if e.type.startswith("ASSAULT.")]
    assert sorted(len(e.assertions) for e in attacks) == [1, 2]


def test_a_new_clash_is_not_the_beating_told_before():
    told = read(
        "Rioters attacked the finance minister, Ana Roe, in Kathmandu on Tuesday.\n\n"
        "Parliament met at noon. The president called for calm. Shops stayed shut.\n\n"
        "Five prisoners were killed in a clash with guards at a detention centre in Banke on Tuesday.",
        "2025-09-10",
    )
    assert len([e for e in fold([told]).events if e.type.startswith("ASSAULT.")]) == 2
