"""RSS and Atom files: each item is an article of what the feed holds of it (often a summary only)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from timeline.corpus.drafts import Draft, Item, MetaStamp, Rejected
from timeline.corpus.encoding import NotText, decode, peek
from timeline.corpus.readers.html import parse
from timeline.corpus.settings import CorpusSettings
from timeline.corpus.streams import TooMuch, read_all

_ROOT = re.compile(  # atomic groups: comments must not be tried in every grouping
    r"\s*+(?:(?><\?xml[^>]*\?>)\s*+|(?><!--.*?-->)\s*+|(?><!DOCTYPE[^\[>]*(?:\[.*?\])?\s*>)\s*+)*+<(?:\w+:)?(?:rss|feed|RDF)\b",
    re.DOTALL,
)
_ENTITY = re.compile("<!ENTITY", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_BLOCKS = ("p", "li", "h1", "h2", "h3", "h4", "blockquote")


class FeedReader:
    """RSS 0.9 to 2.0, RDF and Atom."""

    name = "feed"

    def sniff(self, head: bytes, name: str) -> bool:  # noqa: ARG002
        """Is the root element rss, feed or RDF?"""
        return bool(_ROOT.match(peek(head)[:8192]))

    def read(self, item: Item, settings: CorpusSettings) -> Iterator[Draft | Item | Rejected]:
        """One draft an item. Nothing is fetched, no entity expanded; a feed that declares entities is refused."""
        text = xml_text(item, settings)
        if isinstance(text, Rejected):
            yield text
            return
        yield from _items(text, item, settings)


def xml_text(item: Item, settings: CorpusSettings) -> str | Rejected:
    """The text of an XML file without its declaration; refused where it declares entities."""
    try:
        with item.open() as stream:
            data = read_all(stream, settings.limits.file_bytes if item.depth == 0 else settings.limits.record_bytes)
        text = decode(data, item.charset, markup=True).text
    except (TooMuch, NotText) as error:
        return Rejected(item.origin, str(error))
    if _ENTITY.search(text):
        return Rejected(item.origin, "a file that declares XML entities")
    return _DECLARATION.sub("", text)


def _items(text: str, item: Item, settings: CorpusSettings) -> Iterator[Draft | Rejected]:
    channel: dict[str, str] = {}
    number = 0
    events = etree.iterparse(
        BytesIO(text.encode("utf-8", "replace")),
        events=("start", "end"),
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        encoding="utf-8",
    )
    try:
        inside = 0
        for event, element in events:
            if not isinstance(element.tag, str):
                continue
            name = local(element)
            if name in ("item", "entry"):
                inside += 1 if event == "start" else -1
                if event == "end":
                    number += 1
                    yield _draft(element, channel, item, number, settings)
                    element.clear()
                    while element.getprevious() is not None:
                        del element.getparent()[0]
            elif event == "end" and not inside and name in ("title", "language", "link") and element.text:
                channel.setdefault(name, " ".join(element.text.split()))
            elif event == "start" and name == "feed" and element.get("{http://www.w3.org/XML/1998/namespace}lang"):
                channel["language"] = element.get("{http://www.w3.org/XML/1998/namespace}lang")
    except etree.LxmlError as error:
        yield Rejected(item.origin, f"broken XML after item {number}: {error}")
        return
    if not number:
        yield Rejected(item.origin, "a feed without items")


def _draft(entry: Any, channel: dict[str, str], item: Item, number: int, settings: CorpusSettings) -> Draft | Rejected:
    fields: dict[str, str] = {}
    stamps: list[MetaStamp] = []
    for child in entry:
        if not isinstance(child.tag, str):
            continue
        name = local(child)
        value = _inner(child)
        if name == "link":
            value = child.get("href") or value
            if child.get("rel") not in (None, "alternate"):
                continue
        if name == "author" and len(child):
            value = " ".join("".join(child[0].itertext()).split())
        if name in ("pubdate", "published", "issued", "date", "updated", "modified") and value:
            stamps.append(MetaStamp(value.strip(), name, "updated" if name in ("updated", "modified") else "published"))
        elif value and (name not in fields or name == "encoded"):
            fields[name] = value.strip()
    origin = f"{item.origin}#{number}"
    title = plain(fields.get("title", ""))
    body = max(
        (plain(fields[k]) for k in ("encoded", "content", "description", "summary") if k in fields),
        key=len,
        default="",
    )
    if not body and not title:
        return Rejected(origin, "an item without text")
    if len(body) > settings.limits.record_bytes:
        return Rejected(origin, f"a text of {len(body)} characters, the limit is {settings.limits.record_bytes}")
    url = next(
        (
            u
            for u in (fields.get("link"), fields.get("guid"), fields.get("id"))
            if u and u.startswith(("http://", "https://"))
        ),
        None,
    )
    text = f"{title}\n\n{body}\n" if title and body else f"{title or body}\n"
    return Draft(
        origin=origin,
        text=text,
        id=None if url else fields.get("guid") or fields.get("id"),
        url=url,
        source=plain(fields["source"])
        if fields.get("source") and "<" not in fields["source"]
        else channel.get("title"),
        title=" ".join(title.split()) or None,
        language=channel.get("language"),
        byline=plain(fields.get("creator") or fields.get("author") or "") or None,
        stamps=(*item.stamps, *stamps),
    )


def local(element: Any) -> str:
    """Name without namespace; broken feeds use prefixes that they never declare."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2].lower()


def _inner(element: Any) -> str:
    """Text of an element; of XHTML content its markup."""
    if len(element) and local(element) in (
        "content",
        "summary",
        "description",
        "encoded",
        "title",
    ):
        return (element.text or "") + "".join(etree.tostring(child, encoding="unicode") for child in element)
    return "".join(element.itertext())


def plain(value: str) -> str:
    """Markup in a feed's text becomes paragraphs."""
    if "<" not in value and "&" not in value:
        return "\n".join(line for line in (" ".join(raw.split()) for raw in value.splitlines()) if line)
    root = parse(f"<div>{value}</div>")
    if root is None:
        return ""
    for tag in _BLOCKS:
        for element in root.iter(tag):
            element.tail = "\n" + (element.tail or "")
    for element in root.iter("br"):
        element.tail = "\n" + (element.tail or "")
    return "\n\n".join(line for line in (" ".join(raw.split()) for raw in root.text_content().splitlines()) if line)
