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
