from __future__ import annotations

from html.parser import HTMLParser

import msgspec
import pytest

from timeline.export.html import article_page
from timeline.model.records import (
    Annotated,
    Assertion,
    Attribution,
    Cue,
    Extractor,
    Participant,
    Section,
    Span,
    Timex,
    Trigger,
)

TEXT = 'The king & the queen "visited" <Oslo> on Monday.\nShare'


def at(words: str) -> dict[str, object]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def page_of() -> Annotated:
    king = Participant(**at("The king & the queen"), name="King", entity="name:king", kind="person", country="NOR")
    visit = Assertion(
        id="a1",
        type="CONSULT.visit",
        trigger=Trigger(**at("visited"), lemma="visit"),
        actors=[king, Participant(**at("king & the queen"), name="Queen", entity="name:queen", kind="person")],
        sentence=Span(**at(TEXT.split("\n", maxsplit=1)[0])),
        evidence=[Cue(**at("on"), effect="future")],
        factuality="scheduled",
        attribution=Attribution(source=king, kind="direct_quote"),
    )
    return Annotated(
        id="x<1>",
        title="A <b>visit</b>",
        version="v",
        text=TEXT,
        text_sha256="",
        extractor=Extractor(name="timeline", version="1"),
        sections=[
            Section(start=0, end=TEXT.index("\n"), kind="lead"),
            Section(start=TEXT.index("Share"), end=len(TEXT), kind="boilerplate"),
        ],
        timexes=[Timex(**at("Monday"), id="t1", type="DATE", value="2025-03-10")],
        assertions=[visit],
    )


class Reader(HTMLParser):
    """Collects text and checks that tags are well nested."""

    VOID = frozenset({"meta"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []
        self.sources: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.sources += [value or "" for name, value in attrs if name in {"src", "href"}]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "main" in self.open:
            self.text.append(data)


def test_the_page_holds_the_whole_text_unchanged_and_is_well_formed() -> None:
    reader = Reader()
    reader.feed(article_page(page_of()))
    assert reader.open == []
    assert "".join(reader.text).split("\n") == ["", TEXT.split("\n", maxsplit=1)[0], "Share", ""]


def test_the_page_needs_nothing_from_elsewhere() -> None:
    reader = Reader()
    page = article_page(page_of())
    reader.feed(page)
    assert all(source.startswith("#") for source in reader.sources)
    assert "http" not in page
    assert "<script" not in page


@pytest.mark.parametrize("words", ["CONSULT.visit", "scheduled", "direct quote", "2025-03-10", "A &lt;b&gt;visit"])
def test_everything_found_is_on_the_page(words: str) -> None:
    assert words in article_page(page_of())


def test_an_empty_article_has_a_page() -> None:
    empty = Annotated(id="x", version="v", text="", text_sha256="", extractor=Extractor(name="t", version="1"))
    assert "<h2>Events</h2>" in article_page(empty)


def test_paragraphs_of_a_section_stand_apart() -> None:
    text = "The king came.\n\nThe queen went."
    annotated = msgspec.structs.replace(
        page_of(), text=text, sections=[Section(start=0, end=len(text), kind="body")], assertions=[], timexes=[]
    )
    assert article_page(annotated).count('class="section body"') == 2


def test_a_page_of_standard_input_names_no_file() -> None:
    assert " - " not in article_page(msgspec.structs.replace(page_of(), origin="-", url=None)).partition("<main>")[0]
