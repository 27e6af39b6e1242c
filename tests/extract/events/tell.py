"""Helpers of the event tests: a sentence in, its assertions out."""

from __future__ import annotations

import msgspec
from extract.reading import bare

from timeline.extract.annotate import ExtractSettings, annotate
from timeline.model.records import Annotated, Article, Assertion, GivenEvent, Published, Section, SectionKind


def article(text: str, kind: SectionKind = "body", events: list[GivenEvent] | None = None) -> Article:
    """One section of text, published on Thursday, 13 March 2025."""
    published = Published(value="2025-03-13", earliest="2025-03-13", latest="2025-03-13", basis="given")
    sections = [Section(start=0, end=len(text), kind=kind)] if text else []
    return msgspec.structs.replace(bare(text, published, sections), events=events)


def described(text: str, kind: SectionKind = "body", settings: ExtractSettings | None = None) -> Annotated:
    """The annotated article."""
    (found,) = annotate([article(text, kind)], settings)
    return found


def told(text: str, kind: SectionKind = "body", settings: ExtractSettings | None = None) -> dict[str, Assertion]:
    """Assertions by type; the first of each."""
    found: dict[str, Assertion] = {}
    for assertion in described(text, kind, settings).assertions:
        found.setdefault(assertion.type, assertion)
    return found


def names(people: list) -> list[str]:  # type: ignore[type-arg]
    """What the text calls them."""
    return [person.text for person in people]
