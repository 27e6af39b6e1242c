import pytest

from timeline.model.places import compatible, contains
from timeline.model.records import EventPlace, Place

REGION = EventPlace(entity="plc:adm1:RU.41", name="Kursk Oblast", country="RUS", within="cty:RUS")
CITY = EventPlace(entity="plc:geonames:538560", name="Kursk", country="RUS", within="plc:adm1:RU.41")
TOWN = EventPlace(entity="plc:geonames:486816", name="Sudzha", country="RUS", within="plc:adm1:RU.41")
COUNTRY = EventPlace(entity="cty:RUS", name="Russia", country="RUS")
ELSEWHERE = EventPlace(entity="plc:geonames:105343", name="Jeddah", country="SAU", within="plc:adm1:SA.14")
UNKNOWN = EventPlace(entity="name:lebedevka", name="Lebedevka", within="plc:adm1:RU.41")


@pytest.mark.parametrize("other", [REGION, CITY, TOWN, COUNTRY])
def test_a_region_goes_with_itself_its_towns_and_its_country(other):
    assert compatible(REGION, other)
    assert compatible(other, REGION)


def test_two_towns_of_one_region_are_two_places():
    assert not compatible(CITY, TOWN)


def test_places_of_two_countries_are_two_places():
    assert not compatible(REGION, ELSEWHERE)
    assert not compatible(COUNTRY, ELSEWHERE)


def test_an_unknown_village_lies_in_the_region_that_the_text_names():
    assert contains(REGION, UNKNOWN)
    assert not contains(UNKNOWN, REGION)
    assert not compatible(UNKNOWN, CITY)


def test_an_assertions_place_has_the_same_fields():
    place = Place(
        start=0, end=5, text="Kursk", name="Kursk", entity="plc:geonames:538560", kind="place", within="plc:adm1:RU.41"
    )
    assert compatible(place, REGION)
