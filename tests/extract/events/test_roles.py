from __future__ import annotations

import pytest
from extract.events.tell import described, names, told

SIDES = [
    # active, passive, by-phrase, nominal, possessive, relative, coordination, control
    ("Russia shelled Kharkiv.", "ASSAULT.shell", ["Russia"], None),
    ("The village was shelled by rebels.", "ASSAULT.shell", ["rebels"], None),
    ("The shelling of the village by rebels went on.", "ASSAULT.shell", ["rebels"], None),
    ("The president's visit to Denmark ended on Sunday.", "CONSULT.visit", ["The president"], ["Denmark"]),
    ("The soldiers who attacked the embassy escaped.", "ASSAULT.attack", ["The soldiers"], None),
    ("France and Italy signed a treaty.", "SUPPORT.sign", ["France", "Italy"], ["France", "Italy"]),
    ("Germany agreed to extradite the suspect to Chile.", "COOPERATE.judicial", ["Germany"], None),
    ("The minister met rebels and visited Kenya.", "CONSULT.visit", ["The minister"], ["Kenya"]),
    ("France accused Russia of attacking its ships.", "ASSAULT.attack", ["Russia"], None),
    ("Talks between Egypt and Israel resumed on Friday.", "CONSULT.talks", ["Egypt", "Israel"], None),
    ("Egypt held talks with Israel in Rome.", "CONSULT.talks", ["Egypt"], ["Israel"]),
    ("Sweden sent twelve tanks to Ukraine.", "AID.military", ["Sweden"], ["Ukraine"]),
    ("Twelve tanks were sent to Ukraine by Sweden.", "AID.military", ["Sweden"], ["Ukraine"]),
    ("Protesters clashed with police in Lima.", "ASSAULT.clash", ["Protesters"], ["police"]),
]


@pytest.mark.parametrize(("text", "kind", "actors", "recipients"), SIDES)
def test_who_did_what_to_whom(text: str, kind: str, actors: list[str], recipients: list[str] | None) -> None:
    found = told(text)
    assert kind in found, f"{text} gave {list(found)}"
    assert names(found[kind].actors) == actors
    if recipients is not None:
        assert names(found[kind].recipients) == recipients


def test_the_reporting_source_is_not_the_actor_of_what_it_reports() -> None:
    found = told("Reuters reported that Hungary had arrested nine men.")
    assert names(found["COERCE.arrest"].actors) == ["Hungary"]
    assert "Reuters" not in names(found["COERCE.arrest"].actors)


def test_the_party_inside_a_phrase_is_the_recipient() -> None:
    found = told("Japan rejected a Chinese request.")
    assert [p.country for p in found["REJECT.demand"].recipients] == ["CHN"]


def test_the_subject_of_what_is_said_may_be_the_speaker() -> None:
    found = told("Hungary said it would withdraw its troops from Chad.")
    assert names(found["RETREAT.withdraw"].actors) == ["Hungary"]


def test_a_place_is_where_the_sentence_puts_it() -> None:
    found = told("The general visited a command post in the Kursk region of Russia.")
    assert found["CONSULT.visit"].place is not None
    assert found["CONSULT.visit"].place.name == "Kursk Oblast"


def test_a_possessor_says_nothing() -> None:
    found = told("Ukraine's commander Oleksandr Syrskyi said that the town had fallen.")
    assert names(found["STATEMENT.say"].actors) == ["Oleksandr Syrskyi"]


def test_delegations_of_two_sides_are_both_sides() -> None:
    found = told("French and Italian officials met in Oslo on Monday.")
    assert [p.country for p in found["CONSULT.meet"].actors] == ["FRA", "ITA"]


def test_according_to_names_the_source() -> None:
    found = told("According to the Interior Ministry, two men were killed in Kabul.")
    attribution = found["CASUALTY.killed"].attribution
    assert attribution is not None
    assert attribution.kind == "report"


def test_whoever_speaks_of_an_event_did_not_do_it() -> None:
    assert names(told("France condemned the attack on the embassy.")["ASSAULT.attack"].actors) == []
    assert names(told("Poland survived the raid on Danzig.")["ASSAULT.attack"].actors) == []


def test_what_is_received_comes_from_the_other() -> None:
    request = told("The governor received a request from the mayor.")["REQUEST.change"]
    assert (names(request.actors), names(request.recipients)) == (["the mayor"], ["The governor"])
    attack = told("The village suffered an attack by rebels.")["ASSAULT.attack"]
    assert (names(attack.actors), names(attack.recipients)) == (["rebels"], ["The village"])


def test_whoever_kills_in_an_attack_attacks() -> None:
    assert names(told("Rebels killed two guards in an attack on the mine.")["ASSAULT.attack"].actors) == ["Rebels"]


def test_the_quoted_one_speaks_not_the_one_who_quotes() -> None:
    found = told("The agency quoted the minister as saying that the bridge was closed.")
    assert names(found["STATEMENT.say"].actors) == ["the minister"]


def test_who_stands_before_the_verb_of_saying_says_it() -> None:
    found = told("The nation may lose many ships, with losses of three million, Larsen said last month.")
    assert names(found["STATEMENT.say"].actors) == ["Larsen"]


def test_reinforcements_are_no_target() -> None:
    found = told("The general strengthened his forces with Danish soldiers.")["MOBILIZE.troops"]
    assert names(found.recipients) == []


def test_a_pronoun_that_nobody_can_resolve_is_no_party() -> None:
    for assertion in described("It attacked the harbour on Monday.").assertions:
        assert names(assertion.actors) == []


def test_what_somebody_is_accused_of_is_no_part_of_them() -> None:
    assert names(told("The jury convicted the former banker of fraud.")["SANCTION.convict"].recipients) == [
        "the former banker"
    ]


def test_whoever_accuses_goes_on_speaking() -> None:
    found = told("The unions accused the owners of theft, saying that they were tired.")
    assert names(found["STATEMENT.say"].actors) == ["The unions"]


def test_hostages_are_people_who_were_taken() -> None:
    assert names(told("Gunmen took guests hostage in the hotel.")["ASSAULT.abduct"].recipients) == ["guests"]


def test_the_name_right_before_who_is_meant() -> None:
    found = told("According to Larsen, Anna Holm, who died in Spain, was a friend.")
    assert names(found["CASUALTY.killed"].recipients) == ["Anna Holm"]


def test_who_adds_something_is_who_said_the_rest() -> None:
    found = told("The admiral emphasized that the sailors were calm, noting that the sea was calm, too.", "body")
    assert names(found["STATEMENT.say"].actors) == ["The admiral"]


def test_a_chain_of_reports_ends_with_whom_the_reporter_cites() -> None:
    found = told("Hungary arrested nine men, Reuters reported, citing the police.")
    arrest = found["COERCE.arrest"]
    assert names(arrest.actors) == ["Hungary"]
    assert arrest.attribution is not None
    assert arrest.attribution.source is not None
    assert (arrest.attribution.source.text, arrest.attribution.kind) == ("the police", "report")


def test_nobody_does_it_to_himself() -> None:
    found = told("The ministry held its first meeting with the miners.")
    assert names(found["CONSULT.talks"].actors) == ["The ministry"]
    assert names(found["CONSULT.talks"].recipients) == ["the miners"]


def test_hands_belong_to_those_who_did_it() -> None:
    found = told("The clerk was murdered at the hands of two guards.")
    assert names(found["ASSAULT.kill"].actors) == ["two guards"]


def test_whoever_said_what_had_happened_also_demands() -> None:
    found = told("The council said its drivers had come under fire and demanded a truce.")
    assert names(found["REQUEST.yield"].actors) == ["The council"]


def test_a_possessor_is_not_whom_it_belongs_to() -> None:
    assert names(told("Her rep told the magazine that the tour was over.")["STATEMENT.say"].actors) == ["Her rep"]
    found = told("The case was filed by the registrar of the university.")
    assert names(found["LEGAL.sue"].actors) == ["the registrar of the university"]


def test_services_act_only_where_they_are_somebody() -> None:
    assert "the security services" in names(
        told("The spy fled the security services who accused him.")["ACCUSE.allege"].actors
    )
    assert names(told("Riders protested against the poor services.")["PROTEST.demo"].recipients) == []


def test_a_crowd_of_thousands_is_somebody() -> None:
    assert names(told("Thousands marched against the tax.")["PROTEST.demo"].actors) == ["Thousands"]


def test_a_town_where_they_met_is_no_party() -> None:
    found = told("The ministers of Chad and Niger met in Novi Sad on Friday.")["CONSULT.meet"]
    assert "Novi Sad" not in names(found.recipients)


def test_a_second_office_is_no_second_person() -> None:
    text = "Rafael Rojas, minister of the environment and director of the park, said that the road was open."
    assert names(told(text)["STATEMENT.say"].actors) == ["Rafael Rojas"]
    text = "“They need it,” says John Berg, former director of trade and public policy for the Nordic Association."
    assert names(told(text)["STATEMENT.say"].actors) == ["John Berg"]


def test_whoever_is_thanked_for_a_visit_has_visited() -> None:
    found = told("The president thanked Ms. Silva for visiting Mongolia.")
    assert names(found["CONSULT.visit"].actors) == ["Silva"]


def test_a_petition_demands_what_those_who_started_it_want() -> None:
    found = told("Residents of Malmo have started a petition demanding a new bridge.")
    assert "Residents of Malmo" in names(found["REQUEST.change"].actors)


def test_what_only_people_do_is_not_done_by_a_thing() -> None:
    assert "REQUEST.change" not in told("Visiting the dentist demands courage.")
    assert "ASSAULT.destroy" in told("The explosion destroyed a warehouse in Bergen.")


def test_an_issuer_needs_no_agent() -> None:
    found = told("The court issued an arrest warrant in a case of theft by a clerk.")
    assert names(found["ACCUSE.charge"].actors) == ["The court"]


def test_words_that_nobody_speaks_are_no_event_of_their_own() -> None:
    found = described("The affidavit states that police arrested nine men in Lyon.").assertions
    assert [a.type for a in found] == ["COERCE.arrest"]
    assert found[0].content_of is None


def test_what_a_place_gives_its_name_to_was_not_done_by_the_place() -> None:
    found = told("The Boston bombing shocked the country.")["ASSAULT.bomb"]
    assert found.actors == []
    assert found.place is not None


def test_whoever_calls_for_an_inquiry_has_not_done_the_deed() -> None:
    found = told("The bishop called for an urgent investigation into the shelling of Dohuk.")
    assert found["ASSAULT.shell"].actors == []


def test_whoever_reports_a_request_has_not_made_it() -> None:
    found = told("The request by the widow, which the doctor rejected, was reported by the Herald.")
    assert "the Herald" not in [name for row in found.values() for name in names(row.actors)]


def test_the_others_who_were_hurt_hurt_nobody() -> None:
    found = told("Nine civilians were killed and 22 others injured.")
    assert "ASSAULT.kill" not in found
    assert "CASUALTY.injured" in found


def test_those_who_had_blocked_the_road_arrest_nobody() -> None:
    found = told("Police dispersed pickets who had blocked the road and arrested nine of them.")
    assert names(found["COERCE.arrest"].actors) == ["Police"]


def test_whoever_stands_in_a_relative_clause_with_a_gap_has_done_it() -> None:
    found = told("The premier won a vote that the Greens boycotted.")
    assert names(found["PROTEST.boycott"].actors) == ["Greens"]


def test_whose_resignation_is_demanded_is_asked_to_resign() -> None:
    demanded = told("Opposition lawmakers demanded the minister's resignation.")["REQUEST.yield"]
    assert names(demanded.recipients) == ["the minister"]
