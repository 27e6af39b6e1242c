"""What the parser gets wrong in news again and again, mended once before anybody reads the tree: which mend where.

Each mend says a fact of English grammar that holds whatever the sentence is about; it works on the tree's lists of
words, tags, labels and heads, while children are not yet known. The modules beside this one hold them by theme.
"""

from __future__ import annotations

from collections.abc import Callable

from timeline.extract.mending import joined, names, objects, speech, subjects, times, whose
from timeline.extract.mending.headlines import mend_found_dead, mend_headline
from timeline.extract.mending.parse import FINITE, HEADS_A_CLAUSE, Parse


def mend(tree: Parse) -> None:
    """Mend all that is known; labels and heads change in place."""
    times.count_at_the_start(tree)
    speech.day_of_the_speech(tree)
    subjects.unverb(tree)
    joined.give_subjects(tree)
    speech.give_speakers(tree)
    for token, dep in enumerate(tree.dep):
        for one in _MENDS.get(dep, ()):
            one(tree, token)
        if tree.tag[token] in FINITE and tree.pos[token] in {"ADJ", "NOUN"} and tree.dep[token] in HEADS_A_CLAUSE:
            tree.pos[token] = "VERB"  # "troops clashed": two parts of the pipeline disagree, the ending decides
    mend_headline(tree)


_MENDS: dict[str, tuple[Callable[[Parse, int], None], ...]] = {
    "acl": (
        speech.said_on_a_day,
        speech.closing_speaker,
        subjects.main_verb,
        objects.complement_of_an_agent,
        subjects.what_killed,
        whose.clause_of_whose,
        names.name_behind_its_noun,
        times.day_taken_for_a_clause,
        objects.participle_behind_to,
    ),
    "advcl": (names.verb_after_a_name, speech.closing_speaker, joined.joined_count, objects.deed_behind_over),
    "advmod": (names.capital_adverb, times.clause_of_when),
    "amod": (subjects.who_carries, objects.shot_dead, objects.elected_to_office),
    "cc": (objects.both_behind_a_preposition,),
    "case": (objects.object_behind_a_preposition,),
    "ccomp": (speech.participle_after_that, objects.given_to_whom),
    "compound": (subjects.who_carries,),
    "conj": (
        speech.closing_speaker,
        subjects.subject_after_a_preposition,
        joined.others_wounded,
        whose.clause_of_whose_after_a_name,
        joined.suspects_one_by_one,
        names.named_after_a_comma,
        joined.joined_name,
        joined.named_one_by_one,
        joined.told_one_by_one,
        speech.demand_of_the_speaker,
        joined.joined_passive,
    ),
    "csubj": (joined.joined_participle,),
    "flat": (names.name_of_a_player,),
    "mark": (speech.what_it_is_that,),
    "nmod": (objects.agent_behind_an_office, whose.joined_before_whose, times.place_beside_hours),
    "nsubj": (
        times.count_taken_for_a_subject,
        subjects.past_tense,
        subjects.second_subject,
        whose.main_clause_after_whose,
    ),
    "obj": (objects.object_of_a_verb,),
    "obl": (objects.agent_without_by, objects.counted_object),
    "parataxis": (names.name_set_off,),
    "vocative": (names.addressed,),
    "xcomp": (mend_found_dead, objects.participle_of_an_object),
}
"""The mends of a word by its label, in their order."""
