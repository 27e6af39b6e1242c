"""What the parser gets wrong again and again in news, seen in what the engine makes of the sentence."""

from __future__ import annotations

from extract.events.tell import names, told

from timeline.extract.language import parse
from timeline.extract.tree import Tree


def test_the_speaker_after_the_last_comma_speaks_about_the_whole_sentence() -> None:
    said = told("King Harald cut a ribbon at the new harbour after his talks with Queen Margrethe, the ministry said.")[
        "STATEMENT.say"
    ]
    assert names(said.actors) == ["the ministry"]
    assert said.recipients == []


def test_a_verb_after_a_name_in_a_condition_is_no_plural() -> None:
    (doc,) = parse(["If Haftar strikes again, Congress will impose tariffs."])
    tree = Tree(doc)
    verb = tree.word.index("strikes")
    assert tree.is_verb(verb)
    assert tree.word[tree.children(verb, "nsubj")[0]] == "haftar"


def test_joined_participles_count_into_one_toll() -> None:
    text = "A rebel missile struck the Odessa region, killing one person and wounding another, Ivan Bilyk said."
    found = told(text)
    assert "ASSAULT.kill" not in found
    strike = found["ASSAULT.missile"]
    assert strike.toll
    assert (strike.toll.killed, strike.toll.injured) == (1, 1)
    assert "person" not in names(strike.recipients)


def test_who_is_stopped_after_a_killing_has_killed() -> None:
    found = told("A student opened fire at a school on Monday, killing a classmate before a caretaker stopped him.")
    assert all(one.factuality == "happened" for kind, one in found.items() if kind.startswith("ASSAULT"))


def test_whoever_meets_for_hours_somewhere_meets_there() -> None:
    met = told("Macron and Meloni met for nearly three hours at a U.S. base in Alaska on Friday.")["CONSULT.meet"]
    assert met.place
    assert met.place.name == "Alaska"


def test_what_strikes_before_the_talks_takes_no_part_in_them() -> None:
    found = told("Hours before the talks, a Russian missile struck Kharkiv.")
    assert "CONSULT.talks" not in found or not found["CONSULT.talks"].actors


def test_a_meeting_named_after_its_place_was_held_there() -> None:
    meeting = told("The Alaska meeting between Macron and Meloni lasted an hour.")["CONSULT.meet"]
    assert "Alaska" not in names(meeting.actors)


def test_talks_to_which_somebody_is_invited_are_to_come() -> None:
    talks = told("Macron invited Meloni to Paris for a new round of negotiations.")["CONSULT.talks"]
    assert talks.factuality == "proposed"


def test_what_was_said_on_a_day_describes_no_day() -> None:
    found = told("Oxfam warned this week that famine was spreading and urged both sides to allow aid convoys through.")
    assert names(found["REQUEST.yield"].actors) == ["Oxfam"]


def test_a_promise_not_to_talk_is_a_refusal() -> None:
    found = told("General Haftar vowed not to negotiate with the rebels.")
    assert "AGREE.meet" not in found
    assert names(found["REJECT.talks"].actors) == ["Haftar"]


def test_a_sum_of_aid_that_is_pledged_is_aid_to_come() -> None:
    assert (
        told("China has pledged $13.8 million in emergency aid to Nepal.")["AID.humanitarian"].factuality == "scheduled"
    )


def test_a_form_of_rule_is_not_executed() -> None:
    assert "ASSAULT.kill" not in told('"It is French democracy that has been executed," said Jordan Bardella.')


def test_ministers_named_one_by_one_are_these_two() -> None:
    text = "President Macron received the two ministers, Olivier Duhamel and Teresa Wagner, in his office."
    assert names(told(text)["CONSULT.host"].recipients) == ["Olivier Duhamel", "Teresa Wagner"]


def test_who_is_told_to_do_something_does_not_speak() -> None:
    found = told("Macron visits Lyon, tells police to clear the square", "headline")
    assert "STATEMENT.say" not in found
    asked = found["REQUEST.change"]
    assert (names(asked.actors), names(asked.recipients)) == (["Macron"], ["police"])


def test_a_number_at_the_start_of_a_sentence_counts() -> None:
    for text, number in (("Eleven villagers drowned on Monday.", 11), ("Twenty-two miners died on Monday.", 22)):
        toll = told(text)["CASUALTY.killed"].toll
        assert toll
        assert toll.killed == number


def test_two_told_one_by_one_are_two() -> None:
    toll = told("The minister said the two attackers, a man and a woman, had been killed.")["CASUALTY.killed"].toll
    assert toll
    assert toll.killed == 2


def test_what_killed_is_the_attack_not_the_place_of_it() -> None:
    attack = told("The group claimed Sunday's attack on a bus station near Varna which killed five people.")[
        "ASSAULT.attack"
    ]
    assert attack.actors == []
    assert attack.toll
    assert attack.toll.killed == 5


def test_a_participle_after_that_describes_a_person() -> None:
    found = told("The senator suggested that jailed activist Maria Roth could address the chamber.")
    assert "COERCE.arrest" not in found
    assert names(found["STATEMENT.say"].actors) == ["The senator"]


def test_what_is_told_again_is_not_met() -> None:
    met = told("Meloni met Putin on Thursday, the first visit by an Italian leader to Russia in five years.")[
        "CONSULT.meet"
    ]
    assert names(met.recipients) == ["Putin"]


def test_a_speaker_before_a_closing_day_speaks_about_the_sentence() -> None:
    said = told("Norway has reached a deal with Chad to end a four-year dispute, the foreign ministry said on Tuesday.")
    content = said["STATEMENT.say"].content
    assert content
    assert content.text.startswith("Norway has reached a deal")


def test_who_adopts_a_declaration_calls_for_what_it_calls_for() -> None:
    called = told("Leaders of the bloc adopted a declaration which called for a ceasefire in Sudan.")["REQUEST.yield"]
    assert names(called.actors) == ["Leaders of the bloc"]


def test_a_deal_on_doing_something_has_not_done_it() -> None:
    found = told("Norway and Chad announced a deal on patrolling the strait.")
    assert found["MOBILIZE.police"].factuality == "scheduled"


def test_the_dead_of_an_attack_named_again_belong_to_it() -> None:
    found = told("Hospitals said 12 civilians were killed in the strikes.")
    assert "CASUALTY.killed" not in found
    toll = found["ASSAULT.attack"].toll
    assert toll
    assert toll.killed == 12


def test_who_claims_responsibility_makes_a_claim() -> None:
    claim = told("The Haqqani network on Friday claimed responsibility for the bombing in Herat.")["STATEMENT.claim"]
    assert names(claim.actors) == ["Haqqani network"]
    refusal = told("Spokeswoman Ann Roe declined to give details.")
    assert "STATEMENT.decline_comment" in refusal
    assert "REJECT.proposal" not in refusal


def test_a_day_behind_the_verb_of_saying_is_no_part_of_what_was_said() -> None:
    said = told("The World Bank said on Monday it stood ready to rebuild the bridge.")["STATEMENT.say"]
    assert said.content
    assert said.content.text.startswith("it stood ready")


def test_nobody_is_called_to_in_a_report() -> None:
    denied = told("Oli, in his first statement since the vote, denied that he had ordered the police to shoot.")
    assert names(denied["STATEMENT.deny"].actors) == ["Oli"]


def test_who_talked_before_did_not_swear_anybody_in() -> None:
    text = "Ana Karki was sworn in on Friday, after days of talks between the army, President Paudel and party leaders."
    assert told(text)["OFFICE.appoint"].actors == []


def test_some_of_a_number_are_people() -> None:
    freed = told("The rebels released three of the hostages on Monday.")
    assert "RETREAT.release" in freed


def test_two_counts_side_by_side_are_one_toll() -> None:
    text = "At least 19 people were killed and more than 300 injured in Lima when police opened fire on crowds."
    found = told(text)
    assert not [kind for kind in found if kind.startswith("CASUALTY.")]
    toll = found["ASSAULT.shoot"].toll
    assert toll
    assert (toll.killed, toll.injured) == (19, 300)


def test_a_truck_carrying_people_overturns_itself() -> None:
    found = told("On Friday a truck carrying refugees overturned outside Berber, killing nine people and injuring 30.")
    assert not [kind for kind in found if kind.startswith(("CASUALTY.", "ASSAULT."))]
    toll = found["DISASTER.crash"].toll
    assert toll
    assert (toll.killed, toll.injured) == (9, 30)
