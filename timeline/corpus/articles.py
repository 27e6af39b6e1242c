"""From a draft to the record that the other rooms read: identity, publication day, sections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from timeline.corpus import layout, pages, stamps
from timeline.corpus.drafts import Draft, Rejected
from timeline.corpus.headers import with_headers
from timeline.corpus.marked import Marked, mark
from timeline.corpus.publication import Found, choose
from timeline.corpus.sections import divide
from timeline.corpus.settings import CorpusSettings
from timeline.corpus.sources import lookup
from timeline.model import ids
from timeline.model.records import Article, GivenEvent

_FIELDS = ("id", "url", "source", "title", "published", "language", "byline")


def build(draft: Draft, settings: CorpusSettings) -> Iterator[Article]:
    """The articles of a draft: one, unless it is a page of text that shows several."""
    order, language = settings.date_order, draft.language or settings.language
    if draft.whole:
        yield _article(draft, settings)
        return
    slices = list(pages.split(draft.text, order, language))
    for number, (text, marked) in enumerate(slices, 1):
        origin = draft.origin if len(slices) == 1 else f"{draft.origin}#{number}"
        yield _article(with_headers(replace(draft, text=text, origin=origin)), settings, marked)


def _article(draft: Draft, settings: CorpusSettings, marked: list[Marked] | None = None) -> Article:
    source = lookup(draft.url, draft.source, settings.sources)
    name = draft.source or (source.name if source else None)
    language = draft.language or settings.language
    order = settings.date_order or (source.date_order if source else None)
    parts = divide(
        draft.text, _marked(draft, order, language) if marked is None else marked, draft.title, draft.events or ()
    )
    published, notes = choose(_found(draft, parts.stamps, order, language), source.zone if source else None)
    key = ids.article_key(draft.id, draft.source, draft.url, draft.title, draft.published, draft.text)
    version = ids.article_version(key, draft.text)
    return Article(
        id=draft.id if draft.id is not None else version,
        key=key,
        version=version,
        origin=draft.origin,
        url=draft.url,
        source=name,
        title=draft.title or parts.title,
        language=language,
        text=draft.text,
        published=published,
        sections=parts.sections,
        events=[GivenEvent(id=i, start=s, end=e) for i, s, e in draft.events] if draft.events is not None else None,
        byline=draft.byline or parts.byline,
        agency=parts.agency or layout.agency(draft.byline or "") or layout.agency(name or "", whole=True),
        notes=[*draft.notes, *notes],
    )


def _marked(draft: Draft, order: str | None, language: str | None) -> list[Marked]:
    """The lines, with the captions that the page itself marked as such."""
    marked = mark(draft.text, order, language)
    if draft.captions:
        known = set(draft.captions)
        marked = [Marked(m.line, "caption") if m.line.text in known else m for m in marked]
    return marked


def _found(draft: Draft, page: list[stamps.Stamp], order: str | None, language: str | None) -> list[Found]:
    found: list[Found] = []
    if draft.published is not None:
        found.append(("given", stamps.parse_value(draft.published, order, language)))
    for meta in draft.stamps:
        stamp = stamps.parse_value(meta.value, order, language)
        role: stamps.Role = "updated" if meta.role == "updated" else "published"
        found.append(("page", replace(stamp, role=role, text=f"{meta.where}: {meta.value}")))
    found += [("page", stamp) for stamp in page]
    in_url = stamps.from_url(draft.url) if draft.url else None
    if in_url:
        found.append(("url", in_url))
    return found


def article_from_json(
    row: Mapping[str, Any], origin: str, settings: CorpusSettings | None = None
) -> Article | Rejected:
    """One article given as a JSON object. Its text is authoritative: never split, trimmed or normalised."""
    settings = settings or CorpusSettings()
    draft = draft_from_json(row, origin, settings)
    return draft if isinstance(draft, Rejected) else _article(draft, settings)


def draft_from_json(
    row: Mapping[str, Any], origin: str, settings: CorpusSettings, where: str | None = None
) -> Draft | Rejected:
    """Checks the fields of *contracts*; `where` (file and line) is what a refusal names."""
    where = where or origin
    text = row.get("text")
    if text is None:
        return Rejected(where, 'no field "text"' if "text" not in row else '"text" is null')
    if not isinstance(text, str):
        return Rejected(where, f'"text" is {_kind(text)}, not a string')
    if not text.strip():
        return Rejected(where, '"text" is empty')
    if len(text) > settings.limits.record_bytes:
        return Rejected(where, f'"text" has {len(text)} characters, the limit is {settings.limits.record_bytes}')
    notes: list[str] = []
    fields: dict[str, Any] = {name: _string(name, row.get(name), notes) for name in _FIELDS}
    if _lone(text):
        text = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
        notes.append("half characters (lone surrogates) replaced by U+FFFD")
    events, problem = _events(row.get("events"), text)
    if problem:
        return Rejected(where, problem)
    return Draft(origin=origin, text=text, events=events, notes=tuple(notes), **fields)


def _lone(text: str) -> bool:
    return any("\ud800" <= c <= "\udfff" for c in text) if not text.isascii() else False


def _string(name: str, value: Any, notes: list[str]) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    notes.append(f'"{name}" is {_kind(value)}, not a string: left out')
    return None


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    return {
        dict: "an object",
        list: "an array",
        bool: "true or false",
        int: "a number",
        float: "a number",
        str: "a string",
    }.get(type(value), type(value).__name__)


def _events(rows: Any, text: str) -> tuple[tuple[tuple[str, int, int], ...] | None, str | None]:
    """The caller's trigger spans; a wrong one is an error of the caller, so the line is refused with it."""
    if rows is None:
        return None, None
    if not isinstance(rows, list):
        return None, f'"events" is {_kind(rows)}, not an array'
    events, seen = [], set()
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict) or not isinstance(row.get("id"), (str, int)):
            return None, f'event {number} is no object with an "id"'
        name, start, end = str(row["id"]), row.get("start"), row.get("end")
        if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
            return None, f"event {name!r}: no span {start}-{end} in a text of {len(text)} characters"
        if name in seen:
            return None, f"event {name!r} stands twice"
        seen.add(name)
        events.append((name, start, end))
    return tuple(events), None
