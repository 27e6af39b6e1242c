"""Objects, counts and offices that the parser hangs wrongly, seen in what the engine makes of the sentence."""

from __future__ import annotations

import pytest
from extract.events.tell import described, names, told


@pytest.mark.parametrize(
    ("text", "injured", "bound"),
    [
        ("The blast killed two people and injured up to 60, police said.", 60, "at_most"),
        ("Shells killed two people and wounded between 9 and 11 others in the port on Monday.", 9, "at_least"),
    ],
)
def test_a_count_behind_a_preposition_was_injured(text: str, injured: int, bound: str) -> None:
    (toll,) = [found.toll for found in described(text).assertions if found.toll and found.toll.injured]
    assert (toll.injured, toll.bound["injured"]) == (injured, bound)


def test_the_first_of_two_objects_gets_the_second() -> None:
    promised = told("Minister Bola Ade promised the fishermen the help of the state.")["AGREE.aid"]
    assert names(promised.recipients) == ["the fishermen"]


def test_whoever_is_fined_a_sum_is_fined() -> None:
    fined = told("The court fined Meridian Oil 50,000 pounds for the leak on Friday.")["LEGAL.sentence"]
    assert names(fined.recipients) == ["Meridian Oil"]


def test_elected_president_is_an_election() -> None:
    elected = told("Former mayor Ana Lupu was elected president of the assembly on Friday.")["OFFICE.elect"]
    assert names(elected.recipients) == ["Ana Lupu"]


def test_the_envoy_whose_council_it_is_calls_herself() -> None:
    found = told("It was condemned by the council, whose envoy, Lena Marsh, called on the rebels to withdraw.")
    assert names(found["REQUEST.yield"].actors) == ["Lena Marsh"]
    assert found["REQUEST.yield"].object is None


def test_passengers_shot_dead_were_alive() -> None:
    shot = told("Gunmen stopped a bus near Tol and shot dead nine passengers.")["ASSAULT.shoot"]
    assert names(shot.recipients) == ["nine passengers"]


def test_a_mayor_shot_dead_in_a_headline_shot_nobody() -> None:
    shot = told("Mayor shot dead in Mexico")["ASSAULT.shoot"]
    assert (names(shot.actors), names(shot.recipients)) == ([], ["Mayor"])


def test_a_name_after_its_noun_is_no_subject_of_its_own() -> None:
    voted = told("Owners of Swiss paper group Valtar voted to remove director Reto Frei.")
    assert all("Valtar" not in names(found.actors) for found in voted.values())


def test_a_relative_clause_reports_only_itself() -> None:
    found = told("The ruling was welcomed by farmers and criticised by the mill, which said it would appeal.")
    assert found["SUPPORT.endorse"].attribution is None


def test_an_adjective_drones_nothing() -> None:
    text = "An Israeli drone strike on a car in the Lebanese town of Nabatieh killed a commander and his driver."
    strike = told(text)["ASSAULT.drone"]
    assert names(strike.actors) == ["Israeli"]
    assert strike.toll
    assert strike.toll.killed == 2
    assert [person.kind for person in strike.recipients] != ["place"]


def test_a_country_before_the_aid_gets_it() -> None:
    offered = told("Japan offered Vietnam emergency aid.")["AGREE.aid"]
    assert names(offered.recipients) == ["Vietnam"]


def test_what_an_agent_is_said_to_have_caused_belongs_to_the_other() -> None:
    ended = told("Anne Daniels had been criticised by some members for ending the strike.")["CONCEDE.ease"]
    assert names(ended.actors) == ["Anne Daniels"]


def test_the_agent_after_what_was_kept_from_happening_kept_it() -> None:
    kept = told("Observers were prevented from entering two polling stations by local officials.")["COERCE.restrict"]
    assert names(kept.actors) == ["local officials"]


def test_men_who_are_paid_to_kill_would_kill() -> None:
    killed = told("He is accused of paying two hitmen to kill reporter Marta Diaz.")["ASSAULT.kill"]
    assert names(killed.actors) == ["two hitmen"]


def test_whoever_rejects_calls_to_resign_would_resign() -> None:
    resigned = told("Jonas Lind rejected calls from the opposition to resign.")["OFFICE.resign"]
    assert names(resigned.actors) == ["Jonas Lind"]


def test_a_dozen_left_missing_are_missing() -> None:
    text = "A storm hit the coast on Saturday, killing seven people and leaving a dozen missing."
    (toll,) = [found.toll for found in described(text).assertions if found.toll]
    assert (toll.killed, toll.missing) == (7, 12)


def test_the_country_sends_and_its_minister_spoke() -> None:
    found = told("Chile, whose minister, Ann Lee, spoke with her counterpart Jon Roe, is sending two planes.")
    assert "Chile" not in names(found["CONSULT.talks"].actors)


def test_a_union_named_before_its_verb_signs() -> None:
    text = "Dutch dockers ended a strike on Thursday after their union, FNV, signed an agreement with Rhine Terminals."
    signed = told(text)["SUPPORT.sign"]
    assert [person.name for person in signed.actors] == ["FNV"]


def test_suspects_named_one_by_one_are_held_once() -> None:
    held = told("The suspects, two Belgians and a Chinese national, were arrested by police in Antwerp.")
    assert names(held["COERCE.arrest"].recipients) == ["The suspects"]


def test_the_president_names_the_minister() -> None:
    named = told("Antti Lindtman was nominated as prime minister by President Alexander Stubb on Friday.")
    assert names(named["OFFICE.appoint"].actors) == ["Alexander Stubb"]


def test_who_is_denied_access_is_refused_it() -> None:
    refused = told("The Red Cross was denied access to the camp on Friday.")["REJECT.proposal"]
    assert names(refused.recipients) == ["Red Cross"]


def test_affairs_are_discussed_by_phone_with_somebody() -> None:
    talked = told("Bart De Wever discussed the affair by phone with Ursula von der Leyen.")["CONSULT.talks"]
    assert names(talked.recipients) == ["Ursula von der Leyen"]


def test_who_denies_one_thing_and_accuses_others_has_accused_them() -> None:
    accused = told("The rebels denied they had lost the crossing and accused the army of bombing a market.")
    assert accused["ACCUSE.allege"].factuality == "happened"


def test_the_count_without_its_noun_was_wounded() -> None:
    (told_once,) = described("Eight people were killed and 20 wounded by shelling in Sudzha.").assertions
    assert told_once.toll
    assert (told_once.toll.killed, told_once.toll.injured, told_once.actors) == (8, 20, [])


def test_a_day_is_no_part_of_a_verb() -> None:
    agreed = told("Norway agreed on Monday to join a coalition.")["AGREE.cooperate"]
    assert agreed.trigger.text == "agreed"


def test_workers_who_are_promised_help_urge_nobody() -> None:
    found = told("Minister Philippe Roux promised the workers help in finding jobs and urged the airline to wait.")
    assert names(found["AGREE.aid"].recipients) == ["the workers"]
    assert names(found["REQUEST.change"].actors) == ["Philippe Roux"]


def test_whoever_is_condemned_by_two_is_condemned_by_both() -> None:
    text = (
        "The pact was condemned by aid groups and by Italy's opposition, whose leader Elly Schlein called it shameful."
    )
    condemned = told(text)["ACCUSE.criticise"]
    assert names(condemned.actors) == ["aid groups", "Italy's opposition"]


def test_both_who_are_asked_to_wait_would_wait() -> None:
    respected = told("Joao Lima appealed to both sides to respect a ceasefire.")["RETREAT.ceasefire"]
    assert names(respected.actors) == ["both sides"]


def test_where_the_kidnappers_are_the_kidnapping_was() -> None:
    taken = told("Two polling officials were kidnapped by gunmen in Quito on Friday.")["ASSAULT.abduct"]
    assert taken.place
    assert taken.place.name == "Quito"


def test_a_court_that_finds_guilty_is_no_court_of_murder() -> None:
    found = told("The woman was found guilty by the court of attempted murder.")["SANCTION.convict"]
    assert names(found.actors) == ["the court"]


def test_the_head_of_the_observers_is_received() -> None:
    text = "The bloc sent 80 observers, whose head, Abdoulaye Bathily, was received by the president on Friday."
    assert [p.name for p in told(text)["CONSULT.host"].recipients] == ["Abdoulaye Bathily"]


def test_a_historian_set_off_by_commas_has_a_name() -> None:
    backed = told("The town was backed by a historian, Luca Ferri, whose book angered the other town.")
    assert [p.name for p in backed["SUPPORT.endorse"].actors] == ["Luca Ferri"]


def test_at_least_ten_were_injured() -> None:
    (blast,) = [a for a in described("An explosion killed two workers and injured at least 10.").assertions if a.toll]
    assert (blast.toll.killed, blast.toll.injured) == (2, 10) if blast.toll else False


def test_who_is_taken_to_court_for_a_deed_has_done_it() -> None:
    dismissed = told("The union SIPTU has taken bakery chain Millstone to court for dismissing 12 workers.")
    assert [p.name for p in dismissed["OFFICE.dismiss"].actors] == ["Millstone"]


def test_who_stands_before_as_in_a_headline_is_not_what_is_reported() -> None:
    found = described("President on front line as army reports enemy encircled", kind="headline").assertions
    assert all("President" not in names(one.recipients) for one in found)


def test_an_attack_blamed_on_rebels_was_not_on_them() -> None:
    found = told("The ministry blamed the attack on Islamic State.")
    assert names(found["ACCUSE.criticise"].recipients) == ["Islamic State"]
    assert "ASSAULT.attack" not in found or names(found["ASSAULT.attack"].recipients) == []


def test_a_seventeen_year_old_is_somebody() -> None:
    charged = told("A 17-year-old was charged on Wednesday with robbery.")["ACCUSE.charge"]
    assert names(charged.recipients) == ["A 17-year-old"]


def test_whoever_warns_of_a_danger_is_no_part_of_it() -> None:
    warned = told("The commander had been warned of the danger by the avalanche service.")["STATEMENT.warn"]
    assert names(warned.actors) == ["the avalanche service"]


def test_a_visit_with_somebody_is_made_by_both() -> None:
    visit = told("Andy Burnham visited the building with the Israeli ambassador.")["CONSULT.visit"]
    assert names(visit.actors) == ["Andy Burnham", "the Israeli ambassador"]


def test_a_board_that_calls_on_the_government_has_called() -> None:
    called = told("The Board of Deputies called on the government to pay for guards at schools.")["REQUEST.change"]
    assert [p.name for p in called.actors] == ["Board of Deputies"]
