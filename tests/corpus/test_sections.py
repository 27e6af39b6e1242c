"""Headline, byline, dateline, summary, lead, body, caption and boilerplate of one page."""

# ruff: noqa: E501

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.corpus.layout import agency, byline, dateline, end_mark, tag
from timeline.corpus.lines import lines
from timeline.corpus.marked import mark
from timeline.corpus.sections import divide


def kinds(text, title=None):
    """(kind, text) of each section, boilerplate lines apart."""
    parts = divide(text, mark(text), title)
    return [(s.kind, text[s.start : s.end]) for s in parts.sections], parts


PAGE = """Harbour reopens after storm

Ships leave for the island again, two days late

In this image made from video released by the port, on Sunday, April 6, 2025, a ferry leaves Visby.
By Signe Holm, North Wire
3 Min Read
Share

VISBY, April 6 (North Wire) - The harbour reopened on Sunday, officials said.

A crane had fallen into the basin on Saturday.

What happens next

The port will check the quay on Monday.

Ivo Brandt contributed reporting from Stockholm.
Leave a Comment

Your email address will not be published. Required fields are marked *
"""


def test_a_page_is_told_apart():
    found, parts = kinds(PAGE)
    assert found == [
        ("headline", "Harbour reopens after storm"),
        ("summary", "Ships leave for the island again, two days late"),
        ("caption", PAGE.split("\n")[4]),
        ("byline", "By Signe Holm, North Wire"),
        ("boilerplate", "3 Min Read\nShare"),
        ("dateline", "VISBY, April 6 (North Wire) -"),
        ("lead", "The harbour reopened on Sunday, officials said."),
        ("body", "A crane had fallen into the basin on Saturday."),
        ("headline", "What happens next"),
        ("body", "The port will check the quay on Monday."),
        ("boilerplate", PAGE[PAGE.index("Ivo") :].strip()),
    ]
    assert (parts.title, parts.byline, parts.agency) == (
        "Harbour reopens after storm",
        "Signe Holm, North Wire",
        "North Wire",
    )


def test_a_bare_text_has_a_lead_and_no_headline():
    text = "A man was arrested on Monday. Police said he had set fire to a barn."
    assert kinds(text)[0] == [("lead", text)]


def test_the_title_given_is_the_headline_when_the_text_starts_with_it():
    text = "Storm “Ingrid” kills three.\n\nThree people died on Saturday, police said."
    found, _ = kinds(text, title='Storm "Ingrid" kills three.')
    assert [k for k, _ in found] == ["headline", "lead"]


def test_a_headline_repeated_around_its_stamp_is_a_headline_twice():
    text = "Ferries stop\n\nShort Url\nUpdated 2 April 2025\nFollow\n\nFerries stop\n\n• Union wants more pay\n\nNYNASHAMN: No ferry left the harbour on Wednesday."
    found, parts = kinds(text)
    assert [k for k, _ in found] == [
        "headline",
        "boilerplate",
        "dateline",
        "boilerplate",
        "headline",
        "summary",
        "dateline",
        "lead",
    ]
    assert [s.value for s in parts.stamps] == ["2025-04-02"]


def test_a_line_with_an_event_of_the_callers_is_never_boilerplate():
    text = "Ferries stop\n\nShare\n\nNo ferry left the harbour on Wednesday."
    parts = divide(text, mark(text), None, [("e1", text.index("Share"), text.index("Share") + 5)])
    assert [s.kind for s in parts.sections] == ["headline", "body", "lead"]


def test_a_name_beside_a_reading_time_is_a_byline():
    found, parts = kinds("Ferries stop\n\nIVO BRANDT\n5 Min Read\n\nNo ferry left the harbour on Wednesday.")
    assert [k for k, _ in found] == ["headline", "byline", "boilerplate", "lead"]
    assert parts.byline == "IVO BRANDT"


def test_a_line_above_a_photo_credit_is_a_caption():
    text = "Ferries stop\n\nPassengers wait on the quay\nPhoto: Ivo Brandt\n\nNo ferry left the harbour on Wednesday."
    assert [k for k, _ in kinds(text)[0]] == ["headline", "caption", "caption", "lead"]


def test_a_date_heading_inside_a_chronology_is_part_of_the_body():
    text = "How the strike went\n\nThe strike lasted a week and stopped all ferries.\n\nApril 2, 2025\nCrews walked out at noon and stayed out.\n\nApril 9, 2025\nCrews went back to work in the morning."
    found, parts = kinds(text)
    assert "dateline" not in [k for k, _ in found]
    assert parts.stamps == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Share This Article", "marker"),
        ("Not a valid attachment ID.", "boilerplate"),
        ("0 Members and 1 Guest are viewing this topic.", "boilerplate"),
        ("Previous topic - Next topic", "boilerplate"),
        ("VIA:Morning Courier", "boilerplate"),
        ("Source@EveningLedger", "boilerplate"),
        ("Leave a Reply", "comments"),
        ("Follow", "marker"),
        ("3 Min Read", "marker"),
        ("Disclosure: We may earn money. " * 30, "boilerplate"),
        ("By Signe Holm and Ivo Brandt", "byline"),
        ("A ferry leaves the harbour. (Screengrab)", "caption"),
        ("A ferry leaves the harbour of Visby. (North Wire via AP)", "caption"),
        ("• Union wants more pay", "bullet"),
        ("Copyright law passes the upper house", None),
        ("Video shows ferry on fire", None),
        ("Cookie maker closes plant", None),
        ("Watchdog criticises the port", None),
        ("By Tuesday, the crews had returned.", None),
        ("By March 12, 2025, the crews had returned.", None),
        ("Top court hears the case", None),
        ("More ferries leave the harbour", None),
        ("Print workers strike", None),
    ],
)
def test_single_lines(line, expected):
    assert tag(lines(line)[0]) == expected


@pytest.mark.parametrize(
    ("paragraph", "prefix", "named"),
    [
        ("MOSCOW: The president spoke to officers.", "MOSCOW:", None),
        ("KYIV, March 12 (Reuters) - The president spoke.", "KYIV, March 12 (Reuters) -", "Reuters"),
        ("KYIV, Ukraine (AP) — The president spoke.", "KYIV, Ukraine (AP) —", "Associated Press"),
        ("Moscow (AFP) – The president spoke.", "Moscow (AFP) –", "Agence France-Presse"),
        ("(Reuters) - The president spoke to officers.", "(Reuters) -", "Reuters"),
        ("London, 12 March — The president spoke.", "London, 12 March —", None),
        ("NEW DELHI: The president spoke to officers.", "NEW DELHI:", None),
    ],
)
def test_datelines(paragraph, prefix, named):
    length, found = dateline(paragraph)
    assert (paragraph[:length], found) == (prefix, named)


@pytest.mark.parametrize(
    "paragraph",
    [
        "UPDATE: The president spoke.",
        "NATO: no comment on the matter.",
        "The ship (a ferry) - it sank.",
        "He came - and he went away at once.",
    ],
)
def test_what_only_looks_like_a_dateline(paragraph):
    assert dateline(paragraph) is None


def test_agencies_are_known_by_their_copy_marks():
    assert agency("By Ivo Brandt, Associated Press") == "Associated Press"
    assert end_mark("The talks go on in May. (Reuters)") == "Reuters"
    assert end_mark("They spoke to Reuters.") is None
    assert byline("By Ivo Brandt, Associated Press") == "Ivo Brandt, Associated Press"


@given(
    st.lists(
        st.sampled_from(
            [*PAGE.split("\n"), "", "Updated 2 April 2025", "\u2028x", "• a b", "MOSCOW: It went on and on for long."]
        ),
        max_size=25,
    )
)
def test_sections_cover_every_word_once_in_text_order(rows):
    text = "\r\n".join(rows)
    parts = divide(text, mark(text))
    at = 0
    for section in parts.sections:
        assert section.start >= at
        assert section.end > section.start
        assert not text[at : section.start].strip()
        at = section.end
    assert not text[at:].strip()
    assert sum(s.kind == "lead" for s in parts.sections) <= 1


def test_in_hard_wrapped_text_a_section_is_a_paragraph():
    text = (
        "Ferries stop as crews walk out\n\nBy Signe Holm\n\nNo ferry left the harbour on Wednesday after the talks\n"
        "between the union and the company had failed in the\nnight, officials said. The union demands higher pay for\n"
        "night crossings.\n\nThe company rejected the demand on Tuesday and called the\nstrike unlawful, and a court is "
        "to hear the case on\nFriday, its lawyer said.\n"
    )
    found, _ = kinds(text)
    assert [k for k, _ in found] == ["headline", "byline", "lead", "body"]
    assert found[2][1].endswith("night crossings.")
    assert "\n" in found[2][1]
