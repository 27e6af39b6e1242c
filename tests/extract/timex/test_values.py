"""An expression in a sentence in, its TIMEX3 value out. Sentences are our own; published Thursday, 13 March 2025."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.extract.timex import tag
from timeline.model.records import Section

THURSDAY = date(2025, 3, 13)


def found(sentence, published=THURSDAY, **options):
    return {t.text: t for t in tag(sentence, published, **options)}


def one(sentence, published=THURSDAY, **options):
    timexes = tag(sentence, published, **options)
    assert len(timexes) == 1, [t.text for t in timexes]
    return timexes[0]


CALENDAR = [
    ("The bridge opened on March 4, 2019.", "March 4, 2019", "DATE", "2019-03-04"),
    ("The bridge opened on 4 March 2019.", "4 March 2019", "DATE", "2019-03-04"),
    ("It closed on the 4th of March, 2019.", "the 4th of March, 2019", "DATE", "2019-03-04"),
    ("Stamped 2019-03-04 by the clerk.", "2019-03-04", "DATE", "2019-03-04"),
    ("The harvest began on Sept. 30.", "Sept. 30", "DATE", "2024-09-30"),
    ("It was built in September 2004.", "September 2004", "DATE", "2004-09"),
    ("It was built in 2004.", "2004", "DATE", "2004"),
    ("A hall of the 1930s stood there.", "the 1930s", "DATE", "193"),
    ("A hall of the '30s stood there.", "the '30s", "DATE", "193"),
    ("A song of the nineties.", "the nineties", "DATE", "199"),
    ("A law from the 19th century.", "the 19th century", "DATE", "18"),
    ("A law from the twenty-first century.", "the twenty-first century", "DATE", "20"),
    ("Sales fell in the third quarter of 2010.", "the third quarter of 2010", "DATE", "2010-Q3"),
    ("Sales fell in Q3 2010.", "Q3 2010", "DATE", "2010-Q3"),
    ("Sales rose in the first half of 2010.", "the first half of 2010", "DATE", "2010-H1"),
    ("Work began in the summer of 2010.", "the summer of 2010", "DATE", "2010-SU"),
    ("He died on 30 September 420.", "30 September 420", "DATE", "0420-09-30"),
    ("The rite dates from 300 BC.", "300 BC", "DATE", "BC0300"),
    ("Budget rules for fiscal 2011 were kept.", "fiscal 2011", "DATE", "FY2011"),
    ("They met on 5–6 September 2019.", "5–6 September 2019", "DATE", "2019-09-05/2019-09-06"),
    ("They met on March 11 or 12, 2019.", "March 11 or 12, 2019", "DATE", "[2019-03-11,2019-03-12]"),
    ("Sales fell in the 2010 second quarter.", "the 2010 second quarter", "DATE", "2010-Q2"),
    ("Sales fell in 2011's second half.", "2011's second half", "DATE", "2011-H2"),
    ("They moved in the summer of '69.", "the summer of '69", "DATE", "1969-SU"),
    ("It opens by year-end 2019.", "year-end 2019", "DATE", "2019"),
    ("Profit was lower than in the same quarter last year.", "the same quarter last year", "DATE", "2024"),
    ("It rained for five consecutive days.", "five consecutive days", "DURATION", "P5D"),
    ("They left over New Year's.", "New Year's", "DATE", "2025-01-01"),
    ("They met on Monday, March 4, 2019.", "Monday, March 4, 2019", "DATE", "2019-03-04"),
    ("They met on the first Monday in May 2019.", "the first Monday in May 2019", "DATE", "2019-05-06"),
    ("They left in the first week of March 2019.", "the first week of March 2019", "DATE", "2019-W10"),
    ("The park opened on Christmas Day 2019.", "Christmas Day 2019", "DATE", "2019-12-25"),
    ("The park opened on Good Friday 2019.", "Good Friday 2019", "DATE", "2019-04-19"),
    ("The park opened on Thanksgiving 2019.", "Thanksgiving 2019", "DATE", "2019-11-28"),
    ("The towers fell on 9/11.", "9/11", "DATE", "2001-09-11"),
    ("The clinic opens this July 23.", "this July 23", "DATE", "2025-07-23"),
    ("PORT CITY, March 11: Envoys met.", "March 11", "DATE", "2025-03-11"),
    ("It fell between 1994 and 1996.", "1994", "DATE", "1994"),
    ("The season of 1996-97 was cold.", "97", "DATE", "1997"),
    ("The season of 1996/97 was cold.", "1996/97", "DATE", "1996/1997"),
    ("A fair was held from 17 to 26 May 2022.", "17 to 26 May 2022", "DATE", "2022-05-17/2022-05-26"),
    ("They met on March 4 and 5, 2019.", "March 4 and 5, 2019", "DATE", "2019-03-04/2019-03-05"),
    ("They met on March 4 and 6 March 2019.", "March 4", "DATE", "2019-03-04"),
    ("A law from the XIX century.", "the XIX century", "DATE", "18"),
    ("A song of the late eighties.", "the late eighties", "DATE", "198"),
    ("It was sold in the month of July 2019.", "the month of July 2019", "DATE", "2019-07"),
    ("Signed on Sept. 13 (Friday), 2019.", "Sept. 13 (Friday), 2019", "DATE", "2019-09-13"),
    ("Signed on Monday, 03/11/2019.", "Monday, 03/11/2019", "DATE", "2019-03-11"),
    ("They feasted on Cinco de Mayo 2019.", "Cinco de Mayo 2019", "DATE", "2019-05-05"),
    ("They fasted on Yom Kippur 2024.", "Yom Kippur 2024", "DATE", "2024-10-12"),
    ("They marched on Orthodox Easter 2024.", "Orthodox Easter 2024", "DATE", "2024-05-05"),
    ("The truce began on Eid al-Fitr 2023.", "Eid al-Fitr 2023", "DATE", "[2023-04-21,2023-04-22]"),
    ("The truce held through Hanukkah 2024.", "Hanukkah 2024", "DATE", "[2024-12-26..2025-01-02]"),
    ("They left on the last day of February 2020.", "the last day of February 2020", "DATE", "2020-02-29"),
]

DEICTIC = [
    ("Envoys arrived on Wednesday.", "Wednesday", "DATE", "2025-03-12"),
    ("Envoys arrived on Thursday.", "Thursday", "DATE", "2025-03-13"),
    ("Envoys arrived last Thursday.", "last Thursday", "DATE", "2025-03-06"),
    ("Envoys arrived on Friday.", "Friday", "DATE", "2025-03-07"),
    ("Envoys will arrive on Friday.", "Friday", "DATE", "2025-03-14"),
    ("Envoys are to arrive Friday.", "Friday", "DATE", "2025-03-14"),
    ("The verdict is to be read out on Monday.", "Monday", "DATE", "2025-03-17"),
    ("The verdict was read out on Monday.", "Monday", "DATE", "2025-03-10"),
    ("Envoys arrive next Friday.", "next Friday", "DATE", "2025-03-14"),
    ("Envoys left on Monday of last week.", "Monday of last week", "DATE", "2025-03-03"),
    ("Envoys arrived yesterday.", "yesterday", "DATE", "2025-03-12"),
    ("Envoys leave tomorrow.", "tomorrow", "DATE", "2025-03-14"),
    ("Envoys arrived the day before yesterday.", "the day before yesterday", "DATE", "2025-03-11"),
    ("Envoys arrived last night.", "last night", "TIME", "2025-03-12TNI"),
    ("Envoys met this morning.", "this morning", "TIME", "2025-03-13TMO"),
    ("Envoys met on Wednesday evening.", "Wednesday evening", "TIME", "2025-03-12TEV"),
    ("Envoys met early Wednesday.", "early Wednesday", "TIME", "2025-03-12"),
    ("Envoys met at 8:30 p.m. on Wednesday.", "8:30 p.m. on Wednesday", "TIME", "2025-03-12T20:30"),
    ("Envoys met on Wednesday at 5 p.m. local time.", "Wednesday at 5 p.m. local time", "TIME", "2025-03-12T17:00"),
    ("Envoys met last week.", "last week", "DATE", "2025-W10"),
    ("Prices fell last month.", "last month", "DATE", "2025-02"),
    ("Prices fell last year.", "last year", "DATE", "2024"),
    ("Troops crossed over last August.", "last August", "DATE", "2024-08"),
    ("Troops crossed over in December.", "December", "DATE", "2024-12"),
    ("Troops crossed over last summer.", "last summer", "DATE", "2024-SU"),
    ("Troops crossed over in March.", "March", "DATE", "2025-03"),
    ("Polls open on June 1, and voters will choose.", "June 1", "DATE", "2025-06-01"),
    ("The trial is set for October 28.", "October 28", "DATE", "2025-10-28"),
    ("Prices fell two months ago.", "two months ago", "DATE", "2025-01"),
    ("The dam broke three days ago.", "three days ago", "DATE", "2025-03-10"),
    ("The dam broke a week ago.", "a week ago", "DATE", "2025-W10"),
    ("The law takes effect on July 1 next year.", "July 1 next year", "DATE", "2026-07-01"),
    ("By Wednesday night the sirens sounded.", "Wednesday night", "TIME", "2025-03-12TNI"),
    ("Pay the rent by Friday.", "Friday", "DATE", "2025-03-14"),
    ("The fair was moved to the week of April 14.", "the week of April 14", "DATE", "2025-W16"),
    ("The dam broke exactly two years ago.", "exactly two years ago", "DATE", "2023-03-13"),
    ("The dam broke three years ago tomorrow.", "three years ago tomorrow", "DATE", "2022-03-14"),
    ("The dam is repaired in two weeks' time.", "two weeks' time", "DATE", "2025-W13"),
    ("It fell during the week of March 8.", "the week of March 8", "DATE", "2025-W10"),
    ("Shells fell over the weekend.", "the weekend", "DATE", "2025-W10-WE"),
    ("Shells fell in early March.", "early March", "DATE", "2025-03"),
    ("Shells fell at the beginning of the year.", "the beginning of the year", "DATE", "2025"),
    ("The clinic opens this fall.", "this fall", "DATE", "2025-FA"),
    ("The clinic is to open this June.", "this June", "DATE", "2025-06"),
    ("The team won the cup on Friday.", "Friday", "DATE", "2025-03-07"),
    ("The team won't meet on Friday.", "Friday", "DATE", "2025-03-14"),
    ("A suit of May, over the loss of nine billion won, was heard.", "May", "DATE", "2024-05"),
    ("Envoys met the week before last.", "the week before last", "DATE", "2025-W09"),
    ("Envoys met two Fridays ago.", "two Fridays ago", "DATE", "2025-02-28"),
    ("Envoys met a week ago Tuesday.", "a week ago Tuesday", "DATE", "2025-03-04"),
    ("Envoys met on Wednesday the 12th.", "Wednesday the 12th", "DATE", "2025-03-12"),
    ("Envoys met a year and a half ago.", "a year and a half ago", "DATE", "2023-09"),
    ("Its fiscal third quarter was strong.", "Its fiscal third quarter", "DATE", "FY2025-Q3"),
    ("Sales rose in fiscal year 2022/23.", "fiscal year 2022/23", "DATE", "FY2023"),
    ("The temple burned in A.D. 70.", "A.D. 70", "DATE", "0070"),
    ("Sales fell in the first half of the year.", "the first half of the year", "DATE", "2025-H1"),
    ("Its May report spoke of losses.", "May", "DATE", "2024-05"),
    ("July could surpass May, the safest month.", "May", "DATE", "2025-05"),
    ("Earlier this month a pier burned.", "Earlier this month", "DATE", "2025-03"),
    ("The film, which will hit theatres in November, is long.", "November", "DATE", "2025-11"),
    ("The wells are used to this day.", "to this day", "DATE", "PRESENT_REF"),
    ("The wells are still used today.", "today", "DATE", "PRESENT_REF"),
    ("Envoys won the prize today.", "today", "DATE", "2025-03-13"),
    ("Ministers are now in the hall.", "now", "DATE", "PRESENT_REF"),
    ("Ministers recently resigned.", "recently", "DATE", "PAST_REF"),
]

AMOUNTS = [
    ("The truce held for three days.", "three days", "DURATION", "P3D"),
    ("A 30-day truce was agreed.", "30-day", "DURATION", "P30D"),
    ("He served two and a half years.", "two and a half years", "DURATION", "P2.5Y"),
    ("He served twenty-one months.", "twenty-one months", "DURATION", "P21M"),
    ("The siege took several weeks.", "several weeks", "DURATION", "PXW"),
    ("The siege lasted for months.", "months", "DURATION", "PXM"),
    ("The raid lasted less than an hour.", "less than an hour", "DURATION", "PT1H"),
    ("Prices doubled over the past decade.", "the past decade", "DURATION", "P10Y"),
    ("Convoys leave every day.", "every day", "SET", "P1D"),
    ("Convoys leave every two weeks.", "every two weeks", "SET", "P2W"),
    ("Convoys leave on Mondays.", "Mondays", "SET", "XXXX-WXX-1"),
    ("Convoys leave twice a week.", "twice a week", "SET", "P1W"),
    ("Convoys leave daily.", "daily", "SET", "P1D"),
]


@pytest.mark.parametrize(("sentence", "text", "kind", "value"), CALENDAR + DEICTIC + AMOUNTS)
def test_value(sentence, text, kind, value):
    timex = found(sentence)[text]
    assert (timex.type, timex.value) == (kind, value)
    assert sentence[timex.start : timex.end] == text


@pytest.mark.parametrize(
    ("sentence", "text", "mod"),
    [
        ("Shells fell in early March.", "early March", "START"),
        ("Shells fell in late 2004.", "late 2004", "END"),
        ("Shells fell in mid-2004.", "mid-2004", "MID"),
        ("It lasted about three days.", "about three days", "APPROX"),
        ("It lasted more than three days.", "more than three days", "MORE_THAN"),
        ("It lasted at least three days.", "at least three days", "EQUAL_OR_MORE"),
    ],
)
def test_modifier(sentence, text, mod):
    assert found(sentence)[text].mod == mod


@pytest.mark.parametrize(
    "sentence",
    [
        "Rebels may march on the city.",
        "A second convoy came first.",
        "Account 20250312 was closed.",
        "The Sun reported it and the Sunday Times denied it.",
        "They drove 2000 miles for 1,200 dollars.",
        "A 16-year-old boy and a sixteen-year-old girl were hurt.",
        "The fall of the city followed a spring of clear water.",
        "He scored at 3 to 1 in game 7 of 12.",
        "The 5th Brigade took Hill 1204.",
        "May said that April Jones agreed.",
        "The ISO-2022 encoding cost $1999.",
        "He is a man in his 40s.",
        "They said good morning to the guards.",
        "Now-defunct papers printed it, now that it was known.",
        "The Tomorrow Group sold its shares to News Today.",
        "Some '90% of them agreed.",
        "The Sunset World fund grew.",
        "The Long March 5 rocket and the Office '97 suite were shown.",
        "Resolution 1546 was read out, and callers dialled 1800 247 600.",
        "Guests dined at the Sunset Beach Hotel on Easter Island.",
        "Tariq Ramadan spoke to Ramadan Abdullah and to Mr. Ramadan.",
        "The envoy paid ₦2000 for it.",
        "This fall was the sharpest, and this fall of prices hurt.",
    ],
)
def test_looks_like_a_date_and_is_none(sentence):
    assert [t.text for t in tag(sentence, THURSDAY)] == []


def test_a_count_before_an_event_is_a_duration():
    assert one("Envoys arrived two days after the summit.").value == "P2D"


def test_counted_from_an_earlier_expression():
    timexes = found("The dam broke on March 1, 2024. Two days later the valley was empty. That month it rained.")
    assert timexes["Two days later"].value == "2024-03-03"
    assert timexes["Two days later"].anchor == "timex:t1"
    assert timexes["That month"].value == "2024-03"


def test_a_clock_time_takes_the_day_being_told():
    timexes = found("Shells hit the market on Tuesday. At 4:30 p.m. the sirens stopped.")
    assert timexes["4:30 p.m."].value == "2025-03-11T16:30"


def test_a_fiscal_year_is_some_day_of_the_months_it_may_take():
    timexes = found("Costs rose in fiscal 2012. They fell this fiscal year and in the fiscal second quarter.")
    assert (timexes["fiscal 2012"].earliest, timexes["fiscal 2012"].latest) == ("2011-06-01", "2013-03-31")
    assert timexes["this fiscal year"].value == "FY2025"
    assert timexes["the fiscal second quarter"].value == "FY2025-Q2"


def test_a_tale_goes_on_in_the_year_of_long_ago_that_opens_it():
    tale = "In 1812 he invaded Russia. On 14 September he entered Moscow. The retreat began on October 19."
    assert [t.value for t in tag(tale, THURSDAY)] == ["1812", "1812-09-14", "1812-10-19"]
    news = "The bank, founded in 1898, said it closed a branch on January 3."
    assert [t.value for t in tag(news, THURSDAY)] == ["1898", "2025-01-03"]


def test_some_monday_and_the_monday_of_a_noun():
    assert one("It opened on a Monday evening.").value.startswith("XXXX-WXX-1")
    assert one("A Monday evening vigil was held.").value == "2025-03-10TEV"


def test_ordered_things_are_no_days():
    assert list(found("From the 15th to the 19th century the town grew.")) == ["the 19th century"]


def test_the_night_told_on_its_morning_after_is_gone():
    timexes = found("Villagers spent the night in tents, officials said Thursday.")
    assert timexes["the night"].value == "2025-03-12TNI"


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The mill still stands today.", "PRESENT_REF"),
        ("The town is known today as Oldport.", "PRESENT_REF"),
        ("The minister still hopes to sign today.", "2025-03-13"),
        ("He will still be there today.", "2025-03-13"),
    ],
)
def test_today_as_the_present_age(sentence, value):
    assert one(sentence).value == value


def test_the_next_day_is_that_after_the_day_told():
    timexes = found("The count ended on Sunday. The loser conceded the next day and will travel the next week.")
    assert (timexes["the next day"].value, timexes["the next day"].anchor) == ("2025-03-10", "timex:t1")
    assert timexes["the next week"].value == "2025-W12"


def test_what_is_ahead_or_pencilled_in_lies_ahead():
    assert one("Ahead of Friday's summit the envoys spoke.").value == "2025-03-14"
    assert one("A hearing was pencilled in for October.").value == "2025-10"


def test_the_latest_quarter_and_a_year_ago():
    assert one("Sales rose in the latest quarter.").value == "2024-Q4"
    assert one("It had made a year-ago profit.").text == "a year-ago"


def test_the_year_of_a_range_belongs_to_both_ends():
    timexes = found("It was closed from October to March 2011.")
    assert [t.value for t in timexes.values()] == ["2010-10", "2011-03"]


def test_days_of_one_sentence_share_a_year_of_long_ago():
    text = "He was shot on June 24, 2005, while looking into a June 20 raid. The fair opens on June 30."
    assert [t.value for t in tag(text, THURSDAY)] == ["2005-06-24", "2005-06-20", "2025-06-30"]


def test_a_story_told_long_after_takes_its_own_years():
    text = (
        "The rising began in 1831. In 1832 it spread. On 4 July 1832 a camp was stormed, and in 1833 the last "
        "fort fell. A treaty of 1834 ended it. On 12 August the prisoners came home."
    )
    assert found(text)["12 August"].value == "1834-08-12"


def test_a_short_text_of_another_century_keeps_to_it():
    timexes = found("The abbey was attacked on 3 May 1203. The king died in 1205. In June the army took the town.")
    assert timexes["June"].value == "1205-06"


def test_news_that_looks_back_keeps_its_own_year():
    text = (
        "The park opened in 1998. It was flooded in 2002, and in 2006 a hall burned. Rebuilt in 2008, it won in "
        "2011. Last week its keepers met. Work is slated to start on Aug. 5, and ends in October."
    )
    timexes = found(text)
    assert (timexes["Aug. 5"].value, timexes["October"].value) == ("2025-08-05", "2025-10")


def test_today_after_a_long_past_is_the_present_age():
    assert found("A garrison stood there until 1922. Today the hall holds a school.")["Today"].value == "PRESENT_REF"


def test_bare_years_of_three_digits_count_in_texts_of_that_time():
    timexes = found("Theodora (c. 500 – 548) came to the city in 522, and in December of 525 she wed.")
    assert [t.value for t in timexes.values()] == ["0500", "0548", "0522", "0525-12"]
    assert found("The bill passed with 218 votes, and in 522 it had failed.") == {}


def test_the_night_before_told_twice_is_one_night():
    text = "It was 16 degrees against 18 on the previous night. In the port it was 19 against 20 on the previous night."
    assert [t.value for t in tag(text, THURSDAY)] == ["2025-03-12TNI", "2025-03-12TNI"]


def test_a_feast_that_the_moon_decides_is_marked():
    assert one("The truce began on Eid al-Fitr 2023.").flags == ["estimated"]


def test_an_undated_article_keeps_symbols():
    timex = one("Envoys arrived on Wednesday.", None)
    assert (timex.value, timex.earliest, timex.latest) == ("XXXX-WXX-3", None, None)
    assert timex.symbol is not None
    assert timex.symbol.weekday == 2


def test_an_impossible_day_is_reported_and_not_repaired():
    timex = one("The contract of Feb 29, 2015 was void.")
    assert timex.value == "2015-02-29"
    assert timex.flags[0] == "impossible"
    assert timex.earliest is None


def test_a_weekday_that_is_not_the_dates_is_flagged():
    timex = one("They met on Wednesday, March 13, 2025.")
    assert (timex.value, timex.flags) == ("2025-03-13", ["weekday_mismatch"])


def test_a_weekday_settles_the_year_of_its_date():
    assert one("They met on Tuesday, March 4, to talk.", date(2027, 1, 5)).value == "2025-03-04"


def test_day_or_month_first_stays_open_unless_declared():
    sentence = "The form of 03/12/2025 was signed."
    assert one(sentence).value == "[2025-03-12,2025-12-03]"
    assert one(sentence, date_order="DMY").value == "2025-12-03"
    assert one(sentence, date_order="MDY").value == "2025-03-12"


def test_one_clear_date_tells_the_order_of_the_others():
    timexes = found("The form of 03/12/2024 replaced that of 25/11/2024.")
    assert timexes["03/12/2024"].value == "2024-12-03"


def test_two_digit_years():
    assert one("Stamped 25/11/24 by the clerk.").value == "2024-11-25"
    assert one("Stamped 10 Nov 11 by the clerk.").value == "2011-11-10"


def test_another_century_in_the_past_tense():
    timex = one("The abbey was founded on 3 May 1203.")
    assert timex.value == "1203-05-03"
    assert "far_from_publication" in timex.flags


@pytest.mark.parametrize("published", [date(1, 1, 1), date(9999, 12, 31)])
def test_an_absurd_publication_day_breaks_nothing(published):
    text = "It fell last year, will fall next week, fell three centuries ago, on Friday, in June and on 29 February."
    for timex in tag(text, published):
        assert timex.earliest is None or timex.earliest <= (timex.latest or "")


def test_a_deadline_lies_ahead():
    assert one("The judge gave them a May 10 deadline.").value == "2025-05-10"


def test_by_before_a_possessive_is_an_agent():
    assert one("The resignation was prompted by Sunday's defeat.").value == "2025-03-09"


def test_a_day_counted_from_an_event_is_marked():
    timexes = found("Envoys met on Tuesday. The day before the vote they had left.")
    assert "counts_from_event" in timexes["The day before"].flags


def test_the_night_between_two_days():
    timex = one("The depot burned on the night of March 11-12.")
    assert (timex.value, timex.earliest, timex.latest) == ("2025-03-11TNI", "2025-03-11", "2025-03-12")


def test_weekday_and_date_in_parentheses():
    assert one("The match was played on Tuesday (March 11).").value == "2025-03-11"


def test_a_caption_counts_among_its_own_dates():
    caption, body = "A bridge, pictured on March 1, 2024.", "The dam broke on April 1, 2024. Two days later it rained."
    text = f"The dam broke on April 1, 2024.\n{caption}\nThat day it rained."
    kinds = ("body", "caption", "body")
    sections, at = [], 0
    for line, kind in zip(text.split("\n"), kinds, strict=True):
        sections.append(Section(start=at, end=at + len(line), kind=kind))
        at += len(line) + 1
    timexes = {t.text: t for t in tag(text, THURSDAY, sections)}
    assert timexes["That day"].value == "2024-04-01"
    assert {t.text: t.value for t in tag(body, THURSDAY)}["Two days later"] == "2024-04-03"


def test_a_publication_day_after_today_or_far_ahead_is_taken_as_it_is():
    assert one("Envoys arrived yesterday.", date(2999, 1, 1)).value == "2998-12-31"


def test_a_clock_time_takes_the_day_behind_it():
    timexes = found("About 10:15 a.m. local time (0715 GMT) Wednesday, a bomb exploded.")
    assert timexes["About 10:15 a.m. local time"].value == "2025-03-12T10:15"
    assert timexes["0715 GMT"].value == "2025-03-12T07:15"


ZONES = [
    ("The ship sank at 11 p.m. EDT (0300 GMT Thursday).", ["2025-03-12", "2025-03-13"], "2025-03-13T03:00Z"),
    ("It struck at 0100 local time on Thursday (2300 GMT).", ["2025-03-13", "2025-03-12"], "2025-03-12T23:00Z"),
    ("It struck at 7 a.m. JST on Wednesday (2200 GMT Tuesday).", ["2025-03-12", "2025-03-11"], "2025-03-11T22:00Z"),
    ("Shots fell at 11 p.m. (0300 GMT).", ["2025-03-13", "2025-03-14"], "2025-03-14T03:00Z"),
]


@pytest.mark.parametrize(("sentence", "days", "instant"), ZONES)
def test_a_time_told_in_two_zones_is_one_moment_on_its_local_day(sentence, days, instant):
    local, abroad = tag(sentence, THURSDAY)
    assert [local.earliest, abroad.earliest] == days
    assert local.instant in (None, instant)
    assert abroad.instant == instant
    assert (local.flags, abroad.flags) == ([], ["other_zone"])


def test_letters_that_several_zones_share_name_no_instant():
    assert one("It struck at 7 a.m. IST on Wednesday.").instant is None


def test_a_list_of_days_shares_its_month():
    timexes = found("They met on Monday 20, Tuesday 21 and Wednesday 22 April 2020.")
    assert [t.value for t in timexes.values()] == ["2020-04-20", "2020-04-21", "2020-04-22"]
    assert one("On Monday 20 people were killed.").text == "Monday"


def test_from_one_weekday_until_the_next():
    timexes = found("From Monday until Friday the schools were closed.")
    assert [t.value for t in timexes.values()] == ["2025-03-10", "2025-03-14"]


def test_a_period_a_year_before_is_the_quarter_told_last():
    timexes = found("Profit for the third quarter of 2024 fell from the year-earlier period.")
    assert timexes["the year-earlier period"].value == "2023-Q3"
    assert one("Profit fell from the same period last year.").value == "2024"


def test_the_half_of_a_year_and_of_a_match():
    assert one("Sales in the first half rose 3 percent.").value == "2025-H1"
    assert found("He scored in the first half.") == {}


@pytest.mark.parametrize(
    ("sentence", "text", "value"),
    [
        ("Sales grew in the year ended Jan. 31.", "the year", "P1Y"),
        ("The minister fell days after the vote.", "days", "PXD"),
        ("Months of drought ended.", "Months", "PXM"),
        ("Weeklong talks failed.", "Weeklong", "P1W"),
        ("A monthslong siege ended.", "monthslong", "PXM"),
        ("The two-week-old strike goes on.", "two-week-old", "P2W"),
        ("The 40-year-old treaty lapsed.", "40-year-old", "P40Y"),
        ("The town had food for two more days.", "two more days", "P2D"),
        ("Exports stop for the rest of the year.", "the rest of the year", "2025"),
        ("No rain has fallen since fall.", "fall", "2024-FA"),
        ("They met the day after Christmas.", "the day after Christmas", "2024-12-26"),
        ("They met two weeks before Easter.", "two weeks before Easter", "2024-03-17"),
        ("He ruled for a quarter of a century.", "a quarter of a century", "P25Y"),
        ("Sales in the three months to June fell.", "June", "2024-06"),
        ("The port handles 50 ships a day.", "a day", "P1D"),
        ("In July 12 people were killed.", "July", "2024-07"),
        ("Bombs killed six later Wednesday.", "later Wednesday", "2025-03-12"),
        ("The April-June quarter was weak.", "The April-June quarter", "2024-Q2"),
        ("The truce runs until just before elections in May.", "May", "2025-05"),
        ("The truce ran until just before elections in May.", "May", "2025-05"),
        ("The truce was signed in May.", "May", "2024-05"),
        ("The shots rang out minutes into his speech.", "minutes", "PTXM"),
        ("A shell fell at 11:38 last night.", "11:38 last night", "2025-03-12T23:38"),
        ("The truce began at dawn Monday.", "dawn Monday", "2025-03-10TMO"),
    ],
)
def test_ways_of_the_newswire(sentence, text, value):
    assert found(sentence)[text].value == value


@pytest.mark.parametrize(
    "sentence",
    [
        "There had never been such a day.",
        "It was the second raid in a day.",
        "A 14-month-old girl was found.",
        "Output fell by a quarter.",
    ],
)
def test_what_tells_no_time(sentence):
    assert found(sentence) == {}


def test_last_the_verb_counts_nothing():
    assert one("The games last 17 days.").text == "17 days"


def test_a_sentence_ends_behind_a_clock_time():
    assert list(found("The ship was due at 6 a.m. On Sunday it sank.")) == ["6 a.m.", "Sunday"]
    assert list(found("The ship sank at 6 a.m. Sunday.")) == ["6 a.m. Sunday"]


def test_what_is_set_for_or_lasts_until_a_day_without_its_year_takes_the_nearest():
    assert one("Lawmakers set a vote for May 25.").value == "2025-05-25"
    assert one("Four men were held until May 22.").value == "2025-05-22"
    assert one("The men were held on May 22.").value == "2024-05-22"
    assert one("Airlines cancelled all flights through Friday.").value == "2025-03-14"
    assert one("The prince attended the games through Sunday.").value == "2025-03-09"


def test_a_count_starts_from_the_day_told_and_not_from_that_of_the_report():
    timexes = found("A man was shot on Saturday, police said on Wednesday. He had been freed the day before.")
    assert timexes["the day before"].value == "2025-03-07"
    timexes = found("They voted on Monday and will sign on Friday. They had met the day before.")
    assert timexes["the day before"].value == "2025-03-09"


def test_a_time_of_another_zone_is_no_anchor():
    text = "It struck at 5:34 a.m. Thursday (9:34 p.m. EST Wednesday). The same day oil fell."
    assert found(text)["The same day"].value == "2025-03-13"


def test_what_stands_behind_a_count_names_what_it_counts_to():
    timexes = found("The dam broke in 1951. About forty years later, in 1993, it was rebuilt.")
    assert timexes["forty years later"].value == "1993"


def test_months_of_a_list_follow_one_another():
    timexes = found("The choir sings in Rome next month, in Oslo in June, in Lima in December and in Cork in February.")
    assert [t.value for t in timexes.values()] == ["2025-04", "2025-06", "2025-12", "2026-02"]


def test_a_month_in_its_year_and_the_time_of_a_round():
    assert one("He came back in May in 1981.").value == "1981-05"
    assert found("He was stopped at 2:56 of the sixth round.") == {}


def test_the_period_of_another_year_is_of_the_kind_told_last():
    timexes = found("Profit for the third quarter fell. In the 1988 quarter it had doubled.", date(1989, 10, 18))
    assert timexes["the 1988 quarter"].value == "1988-Q3"
    assert one("In the 1988 period it had doubled.").value == "1988"


def test_figures_that_are_due_are_those_of_the_quarter_that_is_over():
    timexes = found("Second-quarter figures are due on Friday.", date(2025, 7, 23))
    assert timexes["Second-quarter"].value == "2025-Q2"


def test_what_happened_is_not_counted_from_a_day_to_come():
    timexes = found(
        "He was shot on Tuesday. The congress will end on Saturday. He had bought the gun earlier in the day."
    )
    assert timexes["earlier in the day"].value == "2025-03-11"


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("Strikes are planned on June 3, 5, 7 and 9.", ["2025-06-03", "2025-06-05", "2025-06-07", "2025-06-09"]),
        ("The courts met on Jan. 4, 9 and 12, 2024, in Oslo.", ["2024-01-04", "2024-01-09", "2024-01-12"]),
        ("The courts met on 4, 9 and 12 January 2024.", ["2024-01-04", "2024-01-09", "2024-01-12"]),
        ("The courts met on 4, 5 and 6 January 2024.", ["2024-01-04", "2024-01-05/2024-01-06"]),
        ("On Jan. 4, 9 and 12 people died.", ["2025-01-04"]),
        ("On Jan. 4, 9 people died.", ["2025-01-04"]),
    ],
)
def test_days_of_a_list_share_their_month(sentence, values):
    text = tag(sentence, THURSDAY)
    assert [t.value for t in text] == values
