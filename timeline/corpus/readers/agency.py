"""What agencies deliver: NITF, NewsML-G2 and NewsML 1, each item an article.

All three mark headline, byline, dateline, paragraphs and captions; they differ in names and nesting only, so that one
table of names reads them. Nothing is fetched, no entity expanded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from timeline.corpus.drafts import Draft, Item, MetaStamp, Rejected
from timeline.corpus.encoding import peek
from timeline.corpus.readers.feed import local, xml_text
from timeline.corpus.settings import CorpusSettings

_ROOT = re.compile(  # atomic groups: comments must not be tried in every grouping
    r"\s*+(?:(?><\?xml[^>]*\?>)\s*+|(?><\?[\w-]+[^>]*\?>)\s*+|(?><!--.*?-->)\s*+|(?><!DOCTYPE[^\[>]*(?:\[.*?\])?\s*>)\s*+)*+"
    r"<(?:\w+:)?(?:nitf|newsItem|newsMessage|NewsML)\b",
    re.DOTALL,
)
_ITEMS = ("newsitem", "nitf")  # the outermost of these is one article
_TITLES = ("hl1", "headline", "title")  # the first kind that is there
_BYLINES = ("byline", "by")
_CAPTIONS = ("media-caption", "caption")
_BLOCKS = ("p", "hl2", "h2", "h3", "li")
_BODIES = ("body.content", "inlinexml", "datacontent", "inlinedata", "body")
_PUBLISHED = ("date.issue", "story.date", "firstcreated", "contentcreated", "dateandtime", "versioncreated")
_UPDATED = ("versioncreated", "thisrevisioncreated", "contentmodified")
_SOURCES = ("creditline", "provider", "distributor", "doc.copyright", "pubdata")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?\d*(Z|[+-]\d\d:?\d\d)?)?$")
_TAGS = 400_000  # far more than a day's delivery has
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


class AgencyReader:
    """NITF, NewsML-G2 and NewsML 1."""

    name = "newsml"

    def sniff(self, head: bytes, name: str) -> bool:  # noqa: ARG002
        """The root element's name."""
        return bool(_ROOT.match(peek(head)[:8192]))

    def read(self, item: Item, settings: CorpusSettings) -> Iterator[Draft | Item | Rejected]:
        """One draft an item."""
        text = xml_text(item, settings)
        if isinstance(text, Rejected):
            yield text
            return
        if text.count("<") > _TAGS:  # before a tree is built
            yield Rejected(item.origin, f"a file of more than {_TAGS} tags (the limit)")
            return
        parser = etree.XMLParser(
            recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, encoding="utf-8"
        )
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
        found = list(_outermost(root)) if root is not None else []
        if not found:
            yield Rejected(item.origin, "an agency's file without items")
        for number, element in enumerate(found, 1):
            yield _draft(element, item, item.origin if len(found) == 1 else f"{item.origin}#{number}")


def _outermost(element: Any) -> Iterator[Any]:
    if not isinstance(element.tag, str):
        return
    if local(element) in _ITEMS:
        yield element
        return
    for child in element:
        yield from _outermost(child)


def _draft(element: Any, item: Item, origin: str) -> Draft | Rejected:
    named: dict[str, list[Any]] = {}
    for inner in element.iter():
        if isinstance(inner.tag, str):
            named.setdefault(local(inner), []).append(inner)

    def first(*names: str) -> str | None:
        return next((words for n in names for e in named.get(n, ()) if (words := _words(e))), None)

    title = first(*_TITLES)
    captions = [words for name in _CAPTIONS for e in named.get(name, ()) if (words := _words(e))]
    paragraphs = _paragraphs(named)
    if not paragraphs:
        return Rejected(origin, "an item without text")
    if dateline := first("dateline"):  # where it stands in print: before the lead
        paragraphs[0] = f"{dateline.rstrip(' -–—')} - {paragraphs[0]}"
    blocks = [*([title] if title else []), *captions, *paragraphs]
    stamps = [
        *(MetaStamp(value, name) for name in _PUBLISHED for e in named.get(name, ())[:1] if (value := _instant(e))),
        *(MetaStamp(v, name, "updated") for name in _UPDATED for e in named.get(name, ())[:1] if (v := _instant(e))),
    ]
    tags = (e.get("tag") for e in named.get("language", ()))
    return Draft(
        origin=origin,
        text="\n\n".join(blocks) + "\n",
        id=_id(element, named),
        source=next((s for n in _SOURCES for e in named.get(n, ()) if (s := _source(e))), None),
        title=title,
        language=element.get(_LANGUAGE) or next((tag for tag in tags if tag), None),
        byline=first(*_BYLINES),
        stamps=(*item.stamps, *stamps[:1], *(s for s in stamps[1:] if s.role == "updated")),
        captions=tuple(captions),
    )


def _paragraphs(named: dict[str, list[Any]]) -> list[str]:
    """The blocks of the innermost kind of body that is there; of plain data its paragraphs."""
    for name in _BODIES:
        for body in named.get(name, ()):
            inner = [e for e in body.iter() if isinstance(e.tag, str) and local(e) in _BLOCKS]
            blocks = [words for e in inner if not _inside_caption(e) and (words := _words(e))]
            if not blocks and not len(body):
                blocks = [" ".join(part.split()) for part in re.split(r"\n\s*\n", body.text or "")]
            if any(blocks):
                return [block for block in blocks if block]
    return []


def _inside_caption(element: Any) -> bool:
    return any(isinstance(a.tag, str) and local(a) in _CAPTIONS for a in element.iterancestors())


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _instant(element: Any) -> str | None:
    """The date in an element, ISO 8601 as the stamps' grammar reads it."""
    value = (element.get("norm") or element.text or "").strip()
    found = _COMPACT.match(value)
    if not found:
        return value or None
    year, month, day, hour, minute, second, zone = found.groups()
    return f"{year}-{month}-{day}" + (f"T{hour}:{minute}:{second or '00'}{zone or ''}" if hour else "")


def _id(element: Any, named: dict[str, list[Any]]) -> str | None:
    ids = [element.get("guid"), *(e.get("id-string") for e in named.get("doc-id", ()))]
    return next((i for i in [*ids, *(_words(e) for e in named.get("newsitemid", ()))] if i), None)


def _source(element: Any) -> str | None:
    """The agency's name: as text, else as an attribute, of which the formats know several."""
    named = [element.get(a) for a in ("holder", "name", "literal")]
    party = [e.get("FormalName") for e in element.iter() if isinstance(e.tag, str) and e.get("FormalName")]
    return _words(element) or next((value for value in [*named, *party] if value), None)
