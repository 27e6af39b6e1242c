"""A block of `Title: …`, `Source: …`, `URL: …` lines on top of a plain text, as archives and scripts write them."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.corpus.drafts import Draft
from timeline.corpus.lines import lines

_KEYS = "title|headline|source|publisher|publication|url|link|author|byline|language|date|published|section|id"
_FIELD = re.compile(rf"(?P<key>{_KEYS})\s?:\s*(?P<value>\S.*)", re.IGNORECASE)
_ALIASES = {"headline": "title", "publisher": "source", "publication": "source", "link": "url", "author": "byline"}
_KEPT = ("title", "source", "url", "byline", "language")
_LONGEST = 12
TITLE = re.compile(r"(?:title|headline)\s?:\s*(?=\S)", re.IGNORECASE)


def headers(text: str) -> dict[str, str]:
    """The fields of the block (names of `Draft`); empty unless it names a title or an address and one thing more."""
    found: dict[str, str] = {}
    count = 0
    if not _FIELD.match(text[:200].lstrip()):
        return found
    for line in lines(text[:4096])[:_LONGEST]:
        match = _FIELD.fullmatch(line.text)
        if not match:
            break
        count += 1
        key = match["key"].lower()
        name = _ALIASES.get(key, key)
        if name in _KEPT:
            found.setdefault(name, match["value"].strip())
    if not found.get("url", "http").startswith(("http://", "https://")):
        found.pop("url", None)
    if not re.fullmatch(r"[a-z]{2}(-\w+)?", found.get("language", "en")):
        found.pop("language", None)
    return found if count >= 2 and ("title" in found or "url" in found) else {}


def with_headers(draft: Draft) -> Draft:
    """The draft with the fields of its text's block that it does not have from elsewhere."""
    found = headers(draft.text)
    if not found:
        return draft
    return replace(
        draft,
        title=draft.title or found.get("title"),
        source=draft.source or found.get("source"),
        url=draft.url or found.get("url"),
        byline=draft.byline or found.get("byline"),
        language=draft.language or found.get("language"),
    )
