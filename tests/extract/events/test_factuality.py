from __future__ import annotations

import pytest
from extract.events.tell import described, told

VALUES = [
    ("The king visited Denmark on Monday.", "happened"),
    ("The king has visited Denmark.", "happened"),
    ("The king is visiting Denmark.", "ongoing"),
    ("The king did not visit Denmark.", "did_not_happen"),
    ("The king will visit Denmark on Monday.", "scheduled"),
    ("The king is set to visit Denmark.", "scheduled"),
    ("The king is to visit Denmark on Monday.", "scheduled"),
    ("The king plans to visit Denmark.", "scheduled"),
    ("The king is going to visit Denmark.", "scheduled"),
    ("The king travelled north to visit Denmark.", "proposed"),
    ("The king managed to visit Denmark.", "happened"),
    ("The queen urged the king to visit Denmark.", "requested"),
    ("The king may visit Denmark if the weather holds.", "conditional"),
    ("The king refused to visit Denmark.", "refused"),
    ("The king tried to visit Denmark.", "attempted"),
    ("The king would have visited Denmark.", "hypothetical"),
    ("Will the king visit Denmark?", "hypothetical"),
    ("The king went home without visiting Denmark.", "did_not_happen"),
    ("The king postponed a visit to Denmark.", "refused"),
    ("The king proposed a visit to Denmark.", "proposed"),
    ("The planned visit of the king to Denmark is popular.", "scheduled"),
    ("The paper denied that the king had visited Denmark.", "denied"),
]


@pytest.mark.parametrize(("text", "value"), VALUES)
def test_cues_decide_whether_it_happened(text: str, value: str) -> None:
    found = told(text)
    assert "CONSULT.visit" in found, f"{text} gave {list(found)}"
    assert found["CONSULT.visit"].factuality == value, found["CONSULT.visit"].evidence


def test_what_is_threatened_has_not_happened_but_the_threat_has() -> None:
    found = told("France threatened to impose sanctions on Iran.")
    assert found["THREATEN.sanction"].factuality == "happened"
    assert found["SANCTION.impose"].factuality == "threatened"
    assert found["SANCTION.impose"].content_of == found["THREATEN.sanction"].id
    assert found["SANCTION.impose"].holder is not None


def test_sanctions_that_are_possible_are_a_threat() -> None:
    found = told("The president said that sanctions were possible if Russia refused a truce.")
    assert found["THREATEN.sanction"].factuality == "happened"
    assert found["SANCTION.impose"].factuality == "conditional"


def test_one_side_telling_of_the_other_side_s_violence_is_an_allegation() -> None:
    found = told("Ukraine said that Russia had shelled Kharkiv.")
    assert found["ASSAULT.shell"].factuality == "alleged"
    assert found["ASSAULT.shell"].holder is not None
    assert found["ASSAULT.shell"].holder.country == "UKR"


def test_what_somebody_says_of_itself_happened() -> None:
    found = told("The White House said that the minister had visited Denmark.")
    assert found["CONSULT.visit"].factuality == "happened"
    assert found["CONSULT.visit"].attribution is not None
    assert found["CONSULT.visit"].attribution.kind == "indirect_quote"


def test_an_accusation_happened_and_its_content_is_alleged() -> None:
    found = told("France accused Russia of attacking its ships.")
    assert found["ACCUSE.allege"].factuality == "happened"
    assert found["ASSAULT.attack"].factuality == "alleged"


def test_the_present_tense_of_a_headline_tells_news() -> None:
    assert told("King visits Denmark", "headline")["CONSULT.visit"].factuality == "happened"


def test_the_idea_of_a_ceasefire_is_no_ceasefire() -> None:
    for text in (
        "The rebels are not interested in a truce.",
        "The sides discussed a ceasefire in Oslo.",
        "Nobody needs a truce.",
    ):
        found = told(text)
        assert "RETREAT.ceasefire" not in found or found["RETREAT.ceasefire"].factuality != "happened"


def test_every_cue_is_kept_as_evidence() -> None:
    (cue,) = told("The king will visit Denmark.")["CONSULT.visit"].evidence
    assert (cue.text, cue.effect) == ("will", "future")


def test_what_describes_a_thing_that_is_only_asked_for_is_asked_for_too() -> None:
    wanted = told("Chile has demanded a broader security agreement supported by Peru.")
    assert wanted["SUPPORT.endorse"].factuality == "requested"
    there = told("Chile published a broader security agreement supported by Peru.")
    assert there["SUPPORT.endorse"].factuality == "happened"


def test_conditions_for_talks_are_no_talks() -> None:
    found = told("The premier refused to advance preconditions for starting a dialogue with Cairo.")
    assert found["CONSULT.talks"].factuality not in {"happened", "ongoing"}


def test_the_present_of_people_without_names_tells_a_habit() -> None:
    assert told("Farmers export their grain to Norway.")["COOPERATE.trade"].factuality == "generic"
    assert told("Norway exports gas to Germany.", "headline")["COOPERATE.trade"].factuality == "happened"


def test_what_recurs_is_a_habit() -> None:
    assert told("He spoke of the weekly meetings of the council.")["CONSULT.meet"].factuality == "generic"


def test_a_march_that_is_announced_is_still_to_come() -> None:
    assert told("The union announced a protest march in Oslo.")["PROTEST.demo"].factuality == "scheduled"


def test_not_one_of_them_is_none() -> None:
    assert told("Not a shot was fired by the soldiers.")["ASSAULT.shoot"].factuality == "did_not_happen"


def test_who_marches_to_demand_something_has_demanded_it() -> None:
    found = described("Students staged a demonstration in Oslo to demand reforms by the government.").assertions
    protest, demand = found
    assert (protest.type, demand.content_of) == ("PROTEST.demo", protest.id)
    assert demand.type.startswith("REQUEST")
    assert demand.factuality == "happened"


def test_a_predicate_has_the_tense_of_its_copula() -> None:
    assert told("The ministers are in negotiations with Norway.")["CONSULT.talks"].factuality == "ongoing"


def test_accidents_in_general_are_none_in_particular() -> None:
    found = told("The number of road accidents rose, and two accidents blocked the bridge on Monday.")
    assert found["DISASTER.accident"].factuality == "generic"
    assert told("Two accidents blocked the bridge on Monday.")["DISASTER.accident"].factuality == "happened"


def test_a_first_visit_took_place() -> None:
    assert told("This is the king's first visit to Denmark.")["CONSULT.visit"].factuality == "happened"


def test_no_before_the_object_denies_the_verb() -> None:
    assert told("The council held no talks with the miners last year.")["CONSULT.talks"].factuality == "did_not_happen"


def test_what_would_be_the_means_has_not_happened() -> None:
    found = told("The general wants to open a new front by attacking the port.")
    assert found["ASSAULT.attack"].factuality not in {"happened", "ongoing"}


def test_what_is_campaigned_for_has_not_happened() -> None:
    found = told("Writers campaigned for the release of the poet.")
    assert found["RETREAT.release"].factuality not in {"happened", "ongoing"}


def test_what_many_accuse_somebody_of_is_alleged() -> None:
    found = told("The mayor was accused by many of sabotaging the gas field.")
    assert found["ASSAULT.destroy"].factuality == "alleged"


def test_to_share_an_opinion_is_no_agreement() -> None:
    assert "AGREE.cooperate" not in told("The king agrees with the bishop.")
    assert "AGREE.cooperate" in told("The king agreed with the bishop on a new school.")


def test_what_it_does_not_mean_is_not_told_as_a_fact() -> None:
    found = told("This does not mean Denmark is cutting aid to Kenya.")
    assert found["SANCTION.aid_freeze"].factuality == "hypothetical"


def test_doing_something_in_general_is_no_event() -> None:
    assert told("Investing in coins is risky.")["ECONOMY.invest"].factuality == "generic"


def test_what_is_common_is_told_of_none_in_particular() -> None:
    found = told("Riots are common in Chile.")
    assert found["PROTEST.riot"].factuality == "generic"


def _meetings(text: str) -> list[str]:
    return [a.factuality for a in described(text).assertions if a.type == "CONSULT.meet"]


def test_what_is_to_come_has_not_come_when_it_is_named_again() -> None:
    announced = "Denmark and Norway will meet in Oslo on Friday."
    assert _meetings(f"{announced} Sweden welcomed the meeting.") == ["scheduled", "scheduled"]
    assert _meetings(f"{announced} Norway spoke after the meeting of the king with Chile.") == ["scheduled", "happened"]
    assert _meetings("Denmark and Norway met. Sweden welcomed the meeting.") == ["happened", "happened"]


def test_a_relative_clause_in_the_present_says_what_something_is_like() -> None:
    found = told("The mayor defended a plan that asks the farmers to pay the bill.")
    assert found["REQUEST.change"].factuality == "generic"


def test_a_past_tense_joined_to_an_infinitive_belongs_to_the_clause_above() -> None:
    found = told("Dr Amira Sayed urged parents to have their children vaccinated and asked Denmark for blankets.")
    assert found["REQUEST.aid"].factuality == "happened"


def test_what_is_important_has_not_been_done() -> None:
    found = told("The mayor spoke of the importance of restricting cars.")
    assert found["COERCE.restrict"].factuality == "proposed"


def test_an_agreement_that_gives_rights_is_no_event() -> None:
    assert told("The pact gives Denmark the right to object.")["AGREE.cooperate"].factuality == "hypothetical"


@pytest.mark.parametrize("often", ["every year", "each summer", "several times a year", "twice a month"])
def test_what_comes_back_is_no_event_of_a_day(often: str) -> None:
    assert told(f"Storms hit Madagascar {often}.")["DISASTER.storm"].factuality == "generic"
    assert told("A storm hit Madagascar for the first time in a year.")["DISASTER.storm"].factuality == "happened"


def test_what_something_is_called_is_told_already() -> None:
    found = described("Denmark condemned the shelling of Oslo as an attack on the kingdom.")
    assert [a.trigger.text for a in found.assertions] == ["condemned", "shelling"]


def test_a_helper_before_its_subject_asks() -> None:
    assert told("Do you support the senator's plan")["SUPPORT.endorse"].factuality == "hypothetical"
    assert told("Are they visiting Denmark")["CONSULT.visit"].factuality == "hypothetical"
    assert told("Not only did the king visit Denmark, he stayed.")["CONSULT.visit"].factuality == "happened"


def test_a_list_of_crimes_tells_of_none() -> None:
    found = told("The senator spoke of robbery, kidnapping, murder and piracy in Denmark.")
    assert {a.factuality for a in found.values() if a.type.startswith("ASSAULT")} <= {"generic"}


def test_what_one_will_have_to_deal_with_is_still_to_come() -> None:
    found = told("The economy will have to deal with rate hikes by the central bank.")
    assert found["ECONOMY.price_move"].factuality == "scheduled"


def test_the_present_progressive_with_a_day_is_a_plan() -> None:
    found = told("The king is flying to Denmark on Wednesday for talks with Norway.")
    assert found["CONSULT.visit"].factuality == found["CONSULT.talks"].factuality == "scheduled"
    assert told("The king is visiting Denmark.")["CONSULT.visit"].factuality == "ongoing"


def test_what_was_signed_at_a_time_was_signed_whatever_is_asked_of_it():
    found = told("Joao Lima appealed to both sides to respect a ceasefire signed in July.")
    assert found["AGREE.ceasefire"].factuality == "happened"


def test_whoever_does_something_to_protest_has_protested() -> None:
    found = told("Farmers dumped manure outside the ministry in Paris to protest against the tax.")
    assert found["PROTEST.demo"].factuality == "happened"
    assert told("Farmers plan to protest against the tax in Paris.")["PROTEST.demo"].factuality == "scheduled"


def test_what_a_state_requires_is_always_so() -> None:
    assert told("Iran requires women to cover their hair.")["REQUEST.change"].factuality == "generic"


def test_a_past_tense_like_its_infinitive_is_joined_to_a_past_tense() -> None:
    found = described("Protesters stormed the embassy in Tehran and set it on fire.")
    assert [a.factuality for a in found.assertions] == ["happened", "happened"]


def test_what_one_will_wait_for_has_not_happened() -> None:
    found = told("The premier said the road would stay shut until Belarus freed the poet.")
    assert found["RETREAT.release"].factuality == "scheduled"
