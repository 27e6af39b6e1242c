"""An article and a trigger in, its date out. Our own sentences; published Thursday, 13 March 2025 unless undated."""

from __future__ import annotations

import pytest
from extract.reading import bare

from timeline.extract import language
from timeline.extract.dating import Site, date_events
from timeline.extract.document import Document, Paragraph, pieces
from timeline.extract.timex import tag
from timeline.model.records import Published, Section

DATED = Published(value="2025-03-13", earliest="2025-03-13", latest="2025-03-13", basis="given")


def document(text, published=DATED, kinds=()):
    """Each line is a paragraph; `kinds` names the sections of the first ones, the rest are body."""
    sections, at = [], 0
    for number, line in enumerate(text.split("\n")):
        kind = kinds[number] if number < len(kinds) else "body"
        sections.append(Section(start=at, end=at + len(line), kind=kind))
        at += len(line) + 1
    article = bare(text, published, sections)
    parts = list(pieces(article))
    docs = language.parse([text[s:e] for s, e, _ in parts])
    return Document(article, tuple(Paragraph(doc, s, k) for (s, _, k), doc in zip(parts, docs, strict=True)))


def date_of(word, text, published=DATED, factuality="happened", kinds=(), nth=0):
    made = document(text, published, kinds)
    timexes = tag(text, published, made.article.sections, made)
    found = [(i, t.i) for i, p in enumerate(made.paragraphs) for t in p.doc if t.text == word]
    paragraph, token = found[nth]
    lemma = made.paragraphs[paragraph].doc[token].lemma_
    return date_events(made, timexes, [Site(paragraph, token, "OTHER.event", factuality, lemma)])[0]


def test_its_own_clause_dates_an_event():
    ref = date_of("visited", "The minister visited the port on Tuesday.")
    assert (ref.edtf, ref.basis, ref.timex) == ("2025-03-11", "weekday", "t1")
    assert "own phrase" in ref.rule


def test_two_clauses_keep_their_own_days():
    text = "Rebels attacked the depot on Monday and the army recaptured it on Wednesday."
    assert date_of("attacked", text).edtf == "2025-03-10"
    assert date_of("recaptured", text).edtf == "2025-03-12"


def test_a_noun_takes_the_day_in_its_phrase():
    assert date_of("attack", "Officials condemned Monday's attack on the depot.").edtf == "2025-03-10"


def test_the_day_of_a_statement_does_not_firmly_date_what_is_said():
    text = "The mayor said on Wednesday that rebels had burned the bridge."
    assert date_of("said", text).edtf == "2025-03-12"
    burned = date_of("burned", text)
    assert burned.basis == "publication" or "soft" in burned.flags or burned.edtf != "2025-03-12"


def test_a_day_inside_what_is_said_is_not_the_day_of_saying():
    ref = date_of("said", '"We want to know what happened on Tuesday," the mayor said.')
    assert (ref.edtf, ref.basis) == ("2025-03-13", "publication")


def test_what_is_announced_for_next_week_is_announced_now():
    assert date_of("announced", "The opposition announced protests for next week.").edtf == "2025-03-13"


def test_a_background_clause_does_not_lend_its_date():
    text = "The war, which began in February 2022, drew foreign fighters, and the minister resigned on Tuesday."
    assert date_of("began", text).edtf == "2022-02"
    assert date_of("resigned", text).edtf == "2025-03-11"


def test_named_again_it_takes_the_day_from_there():
    text = "Minister visits the port\nThe minister visited the port on Tuesday."
    ref = date_of("visits", text, kinds=("headline",))
    assert (ref.edtf, ref.basis) == ("2025-03-11", "inherited")
    assert "soft" not in ref.flags


def test_the_day_of_the_story_is_soft():
    text = "Rebels attacked the depot on Monday. Two guards fled into the hills."
    ref = date_of("fled", text)
    assert ref.edtf in ("2025-03-10", "2025-03-13")
    assert ref.basis == "publication" or "soft" in ref.flags


def test_what_had_happened_did_not_happen_on_the_day_of_the_page():
    text = "The court jailed him on Thursday. Prosecutors had accused him of taking bribes."
    assert date_of("accused", text).earliest is None
    shifted = "The minister said on Thursday that the army had attacked the town."
    assert date_of("attacked", shifted).earliest is not None


def test_without_any_expression_the_publication_day_stands_in():
    ref = date_of("resigned", "The minister resigned.")
    assert (ref.edtf, ref.basis, ref.timex) == ("2025-03-13", "publication", None)


def test_a_plan_without_a_day_has_no_date():
    ref = date_of("visit", "The minister will visit the port.", factuality="scheduled")
    assert (ref.edtf, ref.basis) == ("XXXX-XX-XX", "none")


def test_a_plan_takes_the_coming_day():
    ref = date_of("visit", "The minister will visit the port on Friday.", factuality="scheduled")
    assert ref.edtf == "2025-03-14"


def test_a_plan_without_tense_looks_ahead_all_the_same():
    ref = date_of("visit", "On the agenda: a visit to the port on Friday.", factuality="scheduled")
    assert ref.edtf == "2025-03-14"


def test_an_undated_article_keeps_the_expression():
    ref = date_of("visited", "The minister visited the port on Tuesday.", Published())
    assert (ref.edtf, ref.basis, ref.timex) == ("XXXX-XX-XX", "weekday", "t1")


def test_an_undated_article_gives_no_day_to_what_it_does_not_date():
    text = "Rebels burned the depot. The mayor resigned on Thursday."
    ref = date_of("burned", text, Published())
    assert (ref.timex, ref.basis) == (None, "publication")


def test_a_stamp_line_dates_nothing_by_itself():
    text = "By our correspondent, 12 March 2025\nThe minister resigned."
    ref = date_of("resigned", text, kinds=("byline",))
    assert ref.basis == "publication"


def test_a_caption_has_its_own_date():
    text = (
        "The minister was in the south.\n"
        "In this photo of Wednesday, March 12, 2025, the minister visits a port in the south."
    )
    assert date_of("visits", text, kinds=("lead", "caption")).edtf == "2025-03-12"


def test_one_of_two_days():
    assert date_of("burned", "The depot burned on March 11 or 12, 2025.").edtf == "[2025-03-11,2025-03-12]"


def test_a_range_is_an_extent():
    ref = date_of("met", "Envoys met on 3-5 March 2025.")
    assert ref.edtf == "2025-03-03/2025-03-05"


def test_a_night_between_two_days_is_one_of_them():
    ref = date_of("burned", "The depot burned on the night of March 11-12.")
    assert (ref.edtf, ref.part) == ("[2025-03-11,2025-03-12]", "NI")


def test_the_finer_of_two_times_wins():
    assert date_of("signed", "They signed the pact in 2025, on 4 March.").edtf == "2025-03-04"


def test_a_month_is_never_padded():
    ref = date_of("signed", "They signed the pact in January.")
    assert (ref.edtf, ref.granularity) == ("2025-01", "month")


def test_an_impossible_day_dates_nothing():
    ref = date_of("signed", "They signed the pact on February 30, 2025.")
    assert ref.basis == "publication"


def test_the_day_before_an_event_is_no_day():
    ref = date_of("signed", "They signed the pact the day before the summit.")
    assert ref.basis == "publication"


def test_no_events_no_dates():
    assert date_events(document("Nothing."), [], []) == []


@pytest.mark.parametrize("published", [DATED, Published()])
def test_ten_thousand_expressions_take_linear_time(published):
    line = "The dam broke on Monday, 4 March 2019, and was rebuilt by 2020. "
    made = document(line * 300, published)
    timexes = tag(made.article.text, published, made.article.sections, made)
    sites = [Site(0, t.i, "OTHER.event", "happened", t.lemma_) for t in made.paragraphs[0].doc if t.text == "broke"]
    assert {r.edtf for r in date_events(made, timexes, sites)} == {"2019-03-04"}


COUNTED = [
    ("arrived", "The summit was held on March 3. Envoys arrived two days after the summit.", "2025-03-05"),
    ("met", "They met the night before the vote. The vote took place on Monday.", "2025-03-09"),
    ("resigned", "He resigned two days after troops entered the city on March 4.", "2025-03-06"),
    ("came", "The blast came a day after rebels attacked the depot on Sunday.", "2025-03-10"),
    ("signed", "The pact was signed a week after the talks in Oslo on Feb. 12.", "2025-W08"),
    ("killed", "Three people were killed on Monday, two days before the vote.", "2025-03-10"),
]


@pytest.mark.parametrize(("word", "text", "edtf"), COUNTED)
def test_a_day_counted_from_another_event(word, text, edtf):
    assert date_of(word, text).edtf == edtf


def test_what_is_counted_names_its_anchor():
    ref = date_of("arrived", "The summit was held on March 3. Envoys arrived two days after the summit.")
    assert (ref.basis, ref.flags) == ("relative", [])
    assert "“two days” after “summit”, 2025-03-03" in ref.rule


def test_nothing_is_counted_from_an_event_without_a_day():
    assert date_of("arrived", "Envoys arrived two days after the summit.").basis == "publication"


RANGES = [
    ("closed", "The schools were closed from Monday to Wednesday.", "2025-03-10/2025-03-12"),
    ("killed", "Between March 3 and March 8, forty people were killed.", "[2025-03-03..2025-03-08]"),
    ("ruled", "He ruled the city from 1598 to 1622.", "1598/1622"),
    ("worked", "She worked in Paris in 1890–91.", "1890/1891"),
    ("died", "He died in 2004, and his son in 2006.", "2004"),
]


@pytest.mark.parametrize(("word", "text", "edtf"), RANGES)
def test_two_bounds_are_one_time_as_coarse_as_they_are_written(word, text, edtf):
    assert date_of(word, text).edtf == edtf


def test_its_own_clause_dates_an_event_however_coarse():
    text = "A service was held on Monday to remember nine people killed in an arson attack on a studio three years ago."
    assert date_of("attack", text).edtf == "2022"
    assert date_of("held", text).edtf == "2025-03-10"


def test_over_the_past_years_reaches_up_to_publication():
    assert date_of("dug", "They have dug up swords over the past 40 years.").edtf == "[1985-03-13..2025-03-13]"
    assert date_of("raid", "The navy on Tuesday freed a ship in the fifth raid since May.").edtf == "2025-03-11"


def test_a_long_span_dates_its_own_clause_alone():
    text = "The statue bears the years 1955-2011. The town mourned the singer."
    assert date_of("mourned", text).basis == "publication"


def test_statements_are_not_dated_by_a_story_of_long_ago():
    text = "The chief has told reporters that files are being read. On February 2 the navy seized a boat."
    assert date_of("told", text).basis == "publication"


MONTHS = ("April", "May", "June", "July", "August", "September", "October", "November")


def test_an_event_far_off_is_dated_where_it_is_named_again():
    filler = " ".join(f"In {month} a hall opened." for month in MONTHS)
    text = f"The shelling stunned the town. {filler} The shelling took place on February 20."
    assert date_of("shelling", text).edtf == "2025-02-20"


def test_a_time_clause_with_a_year_keeps_the_story_day_away():
    text = "The pair met the press on Monday. They first met when a band played in 2018."
    assert date_of("met", text, nth=1).edtf == "2018"


@pytest.mark.parametrize(
    ("text", "word", "day"),
    [
        # the day of a noun is not that of the verb over it …
        ("The bishop condemned Monday's raid on the abbey.", "condemned", "2025-03-13"),
        ("The bank raised its rate after Monday's slide in the currency.", "raised", "2025-03-13"),
        ("The bank thanked clients who had queued since Monday.", "thanked", "2025-03-13"),
        # … unless it takes part in it, or the noun acts
        ("The striker won Monday's final for the hosts.", "won", "2025-03-10"),
        ("Monday's blast killed three miners.", "killed", "2025-03-10"),
        ("Two guards died in Monday's blast.", "died", "2025-03-10"),
        # a year that tells which one is none
        ("He crashed his 2008 pickup on Monday.", "crashed", "2025-03-10"),
        # a reaction is not as old as what it answers
        ("The envoy was expelled on Monday.\nThe embassy rejected the charge.", "rejected", "2025-03-13"),
        # nor is a statement older than what it tells
        ("A depot burned on Wednesday, police said. On Tuesday a guard had quit.", "said", "2025-03-13"),
        # how far a count goes back
        ("Drivers walked out, their third strike since July.", "walked", "2025-03-13"),
        # the time of the nearest clause above
        (
            "A mayor was sworn in on Monday, succeeding a man who quit in January after he fell ill.",
            "fell",
            "2025-01",
        ),
        # two times, each beside its own
        ("Police held a man on Monday over the robbery of a bank on February 20.", "robbery", "2025-02-20"),
        ("Police held a man on Monday over the robbery of a bank on February 20.", "held", "2025-03-10"),
        # a time to its end, not its last day
        ("Income fell in the three months to December 31.", "fell", "[2024-10-01..2024-12-31]"),
        # what somebody is tried for, and what lies ahead of a day or behind it
        ("Police charged a man on Monday with the murder of a nun.", "murder", "2025-03-13"),
        ("She declared an emergency on Monday, ahead of the storm.", "storm", "2025-03-13"),
        # the clause behind a time is of that time
        ("Drivers walked out, their third strike since July, when the city froze their pay.", "froze", "2024-07"),
        # what a decision looks to
        ("The case was set for October 28.", "set", "2025-03-13"),
    ],
)
def test_a_sentence_names_more_times_than_one(text, word, day):
    assert date_of(word, text).edtf == day


def test_what_is_counted_from_is_counted_back():
    text = "The freighter docked on Tuesday, six days after it left Santos."
    made = document(text)
    timexes = tag(text, DATED, made.article.sections, made)
    tokens = [t for t in made.paragraphs[0].doc if t.text in ("docked", "left")]
    docked, left = date_events(made, timexes, [Site(0, t.i, "OTHER.event", "happened", t.lemma_) for t in tokens])
    assert (docked.edtf, left.edtf, left.basis) == ("2025-03-11", "2025-03-05", "relative")


def test_years_are_counted_back_from_years():
    text = "The talks began in 2014, two years after clashes killed nineteen fishermen."
    made = document(text)
    timexes = tag(text, DATED, made.article.sections, made)
    tokens = [t for t in made.paragraphs[0].doc if t.text in ("began", "killed")]
    began, killed = date_events(made, timexes, [Site(0, t.i, "OTHER.event", "happened", t.lemma_) for t in tokens])
    assert (began.edtf, killed.edtf) == ("2014", "2012")


def test_a_plan_has_not_the_day_on_which_it_was_agreed():
    text = "The envoys agreed on Tuesday to exchange 120 prisoners."
    assert date_of("exchange", text, factuality="scheduled").edtf == "XXXX-XX-XX"
    text = "The envoys agreed to exchange 120 prisoners on Tuesday."
    assert date_of("exchange", text, factuality="scheduled").edtf == "2025-03-18"


def test_those_who_report_at_the_end_do_not_report_on_a_day_counted_back():
    text = "Crews doused a blaze on Tuesday, a day after it broke out following an explosion, the fire service said."
    made = document(text)
    timexes = tag(text, DATED, made.article.sections, made)
    tokens = [t for t in made.paragraphs[0].doc if t.text in ("blaze", "explosion", "said")]
    *_, said = date_events(made, timexes, [Site(0, t.i, "OTHER.event", "happened", t.lemma_) for t in tokens])
    assert said.edtf != "2025-03-10"


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("crashed", "On Tuesday the coroner named the four people who were killed when a coach crashed."),
        ("collapsed", "The mayor resigned on Tuesday after a bridge collapsed in the old town."),
    ],
)
def test_what_a_clause_is_told_beside_only_borrows_its_day(word, text):
    assert "aside" in date_of(word, text).flags


def test_days_are_counted_back_from_a_clause_that_tells_no_event():
    text = "Divers went down to the wreck on Tuesday, five days after the ferry collided with a coaster."
    assert date_of("collided", text).edtf == "2025-03-06"


def test_what_has_lasted_or_followed_is_of_no_day_told_elsewhere():
    text = "A shell killed two guards on Wednesday. More than 90 guards have been killed since the war began last May."
    assert date_of("killed", text, nth=1).basis == "publication"
    text = "The two sides signed a truce in June but each has broken it."
    assert date_of("broken", text).basis == "publication"


def test_what_had_happened_before_has_not_the_day_of_its_main_clause():
    text = "Rescuers found a shepherd on Wednesday in a hut that had been cut off for three days."
    assert date_of("cut", text).edtf != "2025-03-12"


def test_what_happened_in_an_event_has_its_time():
    text = "The judge quit on Wednesday. He survived an attack in May 2022 in which his driver was killed."
    assert date_of("killed", text).edtf == "2022-05"


def test_a_day_told_in_passing_lends_itself_to_nothing_where_another_is_told():
    text = "Lawmakers passed the bill on Wednesday.\nThe minister, who quit last Friday, was silent. Crowds cheered."
    assert date_of("cheered", text).edtf != "2025-03-07"


def test_a_day_that_opens_a_sentence_goes_on_in_the_next():
    text = "A drone hit the port on Tuesday. On Wednesday, sirens sounded in the town. Gunners fired at the sky."
    assert date_of("fired", text).edtf == "2025-03-12"


def test_a_statement_has_not_the_day_of_what_is_told_after_it():
    text = "The flood has swept away nine villages, the governor said. Divers found two bodies on Wednesday."
    assert date_of("said", text).edtf == "2025-03-13"


def test_a_count_behind_the_report_belongs_to_what_is_reported():
    made = document("Gunmen shot a lawyer on Thursday, police said, two days after he had won an appeal.")
    words = [t.text for t in made.paragraphs[0].doc]
    sites = [Site(0, words.index(word), lemma=word) for word in ("shot", "won")]
    found = date_events(made, tag(made.article.text, DATED, made.article.sections, made), sites)
    assert [ref.edtf for ref in found] == ["2025-03-13", "2025-03-11"]


def test_what_is_closed_through_sunday_did_not_close_then():
    assert date_of("closed", "Schools were closed through Sunday.").edtf == "2025-03-13"
    assert date_of("failed", "Schools are closed through Sunday. The grid failed at 11 a.m.").edtf == "2025-03-13"


def test_the_mended_parse_is_the_one_that_is_dated():
    made = document("Norway, Chad sign trade deal\nThe deal was signed on Tuesday.", kinds=("headline",))
    first = made.paragraphs[0]
    assert [(t.tag_, t.dep_, t.head.i) for t in first.doc] == list(
        zip(first.tree.tag, first.tree.full, first.tree.head, strict=True)
    )
    assert first.doc[0].dep_ == "nsubj"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A wildfire near the port was brought under control on Tuesday.", "2025-03-13"),
        ("A wildfire that broke out on Monday near the port was brought under control on Tuesday.", "2025-03-10"),
        ("Crews put out the wildfire on Tuesday.", "2025-03-13"),
        ("A wildfire destroyed the port on Tuesday.", "2025-03-11"),
    ],
)
def test_a_fire_has_not_the_day_on_which_it_was_put_out(text, day):
    assert date_of("wildfire", text).edtf == day
