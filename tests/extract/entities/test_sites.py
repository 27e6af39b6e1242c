"""Places: gazetteer, class words, containment."""

import pytest

from timeline.extract.entities import gazetteer


def test_a_region_and_its_city_are_two_places_of_which_one_holds_the_other(read):
    region = read("Shells fell in the Kursk region overnight.").place("region")
    city = read("Shells fell in Kursk overnight.").place("Kursk")
    assert region.name == "Kursk Oblast"
    assert (city.name, city.within) == ("Kursk", region.entity)
    assert (region.country, region.within) == ("RUS", "cty:RUS")


@pytest.mark.parametrize("phrase", ["the Kursk region", "Kursk Oblast", "the region of Kursk", "Russia's Kursk region"])
def test_ways_to_write_a_region(read, phrase):
    article = read(f"He travelled to {phrase} on Monday.")
    head = "Kursk" if "of Kursk" in phrase else phrase.split()[-1]
    assert article.place(head).entity == "plc:adm1:RU.41"


def test_the_place_of_a_facility_is_the_region_that_is_named(read):
    place = read("The general visited a command centre in the Kursk region.").place("centre")
    assert (place.entity, place.text) == ("plc:adm1:RU.41", "Kursk region")


def test_the_kremlin_is_an_actor_or_a_place(read):
    article = read("The talks took place in the Kremlin.")
    assert article.place("Kremlin").entity == "plc:kremlin"
    assert read("The Kremlin spoke of progress.").who("Kremlin") == ["cty:RUS"]


def test_coordinates_come_with_a_city(read):
    place = read("The ministers met in Jeddah.").place("Jeddah")
    assert place.country == "SAU"
    assert place.lat == pytest.approx(21.49, abs=0.1)
    assert place.lon == pytest.approx(39.19, abs=0.1)


def test_an_unknown_village_keeps_its_name_and_its_region(read):
    place = read("A drone hit Zhelanoe-Nove in the Donetsk region on Sunday.").place("region")
    assert place.entity == "plc:adm1:UA.05"


def test_the_region_is_the_one_named_before(read):
    article = read("Troops left the Sumy region on Monday.\nFighting in the region continued.")
    assert article.place("region", 1).entity == "plc:adm1:UA.21"


def test_no_place_is_none(read):
    assert read("He said so in a statement.").place("statement") is None


def test_the_country_of_the_article_decides_between_namesakes():
    assert gazetteer.find("Pokrovsk", ["UKR"]).country == "UKR"
    assert gazetteer.find("Tripoli", ["LBN"]).country == "LBN"
    assert gazetteer.find("Tripoli").country == "LBY"


@pytest.mark.parametrize("name", ["", "West", "x", "\u200b", "Qwertzuiop"])
def test_no_such_place(name):
    assert gazetteer.find(name) is None
