"""A text in, its annotated article out, through the same door as a line of JSON Lines."""

from __future__ import annotations

from timeline.corpus import article_from_json
from timeline.extract.annotate import annotate
from timeline.model.records import Annotated, Article, Published, Section


def read(text: str, published: str | None = None, title: str | None = None) -> Annotated:
    """The article with everything found in it."""
    article = article_from_json({"text": text, "published": published, "title": title}, "test")
    assert isinstance(article, Article)
    (record,) = annotate([article])
    return record


def bare(text: str, published: Published, sections: list[Section]) -> Article:
    """An article of nothing but text, date and sections, for tests of one room."""
    return Article(
        id="a",
        key="k",
        version="v",
        origin=None,
        url=None,
        source=None,
        title=None,
        language="en",
        text=text,
        published=published,
        sections=sections,
    )
