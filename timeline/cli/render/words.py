"""Small pieces of text that several views share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from timeline.export.words import short
from timeline.model.records import ArticleRecord, EventRecord, Toll, UndatedRecord


def outlets(articles: Sequence[ArticleRecord]) -> dict[str, str]:
    """Article id to what a person calls it: its outlet, else its title, else its file."""
    return {a.id: outlet(a) for a in articles}


def outlet(article: ArticleRecord) -> str:
    """What a person calls an article's source."""
    return article.source or article.title or _file(article.origin) or short(article.id)


def _file(origin: str | None) -> str | None:
    return origin.rsplit("/", 1)[-1] if origin else None


def parties(event: EventRecord | UndatedRecord) -> str:
    """Who does what to whom, by name."""
    actors = ", ".join(p.name for p in event.actors)
    recipients = ", ".join(p.name for p in event.recipients)
    return f"{actors} → {recipients}" if actors and recipients else actors or (f"→ {recipients}" if recipients else "")


def toll(value: Toll | None) -> str:
    """`at least 3 killed, 12 injured`."""
    if value is None:
        return ""
    parts = []
    for name in ("killed", "injured", "missing"):
        number = getattr(value, name)
        if number is not None:
            bound = value.bound.get(name, "").replace("_", " ")
            parts.append(f"{bound} {number} {name}".strip())
    return ", ".join(parts)


def named(id_: str, names: Mapping[str, str]) -> str:
    """The outlet's name, or the article's id."""
    return names.get(id_, short(id_))
