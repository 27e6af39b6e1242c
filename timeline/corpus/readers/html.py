"""Web pages: main text by trafilatura, everything else (dates, captions, title) by ourselves.

The stored text is composed: headline, captions, then the paragraphs, with blank lines between; offsets refer to it.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, cast
from urllib.parse import urljoin

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from timeline.corpus.drafts import Draft, Item, Rejected
from timeline.corpus.encoding import NotText, decode, peek
from timeline.corpus.lines import fold
from timeline.corpus.pagemeta import PageMeta, page_meta, times
from timeline.corpus.settings import CorpusSettings
from timeline.corpus.streams import TooMuch, read_all

_START = re.compile(  # atomic groups: comments must not be tried in every grouping
    r"\s*+(?:(?><!--.*?-->)\s*+|(?><\?xml[^>]*\?>)\s*+)*+"
    r"<(?:!doctype\s+html|html|head|body|article|main|section|header|div|h1|p|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # the tree takes none of these
_ELEMENTS = 100_000  # a page of more elements is no article
_LEAST = 40  # characters of main text below which the page's own paragraphs are taken
_CAPTION_WORDS = 120
_WHOLE = 60  # words from which an `<article>` is no teaser


class HtmlReader:
    """A page: one article, or each `<article>` of a list that shows them whole."""

    name = "html"

    def sniff(self, head: bytes, name: str) -> bool:  # noqa: ARG002
        """Does it start like a page?"""
        return bool(_START.match(peek(head)))

    def read(self, item: Item, settings: CorpusSettings) -> Iterator[Draft | Item | Rejected]:
        """The page's articles."""
        try:
            with item.open() as stream:
                data = read_all(stream, settings.limits.record_bytes)
            decoded = decode(data, item.charset, markup=True)
        except (TooMuch, NotText) as error:
            yield Rejected(item.origin, str(error))
            return
        notes = (decoded.note,) if decoded.note and not decoded.note.endswith("as declared") else ()
        if decoded.text.count("<") > 4 * _ELEMENTS:  # before a tree is built
            yield Rejected(item.origin, f"a page of more than {_ELEMENTS} elements")
            return
        root = parse(decoded.text)
        parts = _several(root) if root is not None else []
        if len(parts) > 1 and root is not None:
            yield from _each(parts, page_meta(root), item, notes)
        else:
            yield page(decoded.text, item, notes)


def _several(root: HtmlElement) -> list[HtmlElement]:
    """`<article>` elements that have a heading, a date and a text of their own; teasers have too few words."""
    return [
        element
        for element in root.iter("article")
        if not any(a.tag == "article" for a in element.iterancestors())
        and element.xpath(".//h1 | .//h2 | .//h3")
        and element.xpath(".//time[@datetime]")
        and sum(len(p.text_content().split()) for p in element.iter("p")) >= _WHOLE
    ]


def _each(parts: list[HtmlElement], meta: PageMeta, item: Item, notes: tuple[str, ...]) -> Iterator[Draft]:
    """One draft an element, with its own heading, link and date."""
    for number, element in enumerate(parts, 1):
        heading = element.xpath("(.//h1 | .//h2 | .//h3)[1]")[0]
        link = heading.xpath("string(.//a/@href | ancestor::a/@href)").strip()
        base = item.url or meta.url
        url = urljoin(base, link) if base and link else link
        title = " ".join(heading.text_content().split())
        captions = _captions(element)
        paragraphs = [" ".join(p.text_content().split()) for p in element.iter("p", "li", "h4")]
        yield Draft(
            origin=f"{item.origin}#{number}",
            text="\n\n".join([title, *captions, *(p for p in paragraphs if p)]) + "\n",
            url=url if url.startswith(("http://", "https://")) else None,
            source=meta.source,
            title=title,
            language=meta.language,
            stamps=(*item.stamps, *times(element)),
            captions=tuple(captions),
            notes=notes,
        )


def page(text: str, item: Item, notes: tuple[str, ...] = ()) -> Draft | Rejected:
    """The article of a page that is already text."""
    root = parse(text)
    if root is None:
        return Rejected(item.origin, "a page without content")
    if sum(1 for _ in root.iter()) > _ELEMENTS:
        return Rejected(item.origin, f"a page of more than {_ELEMENTS} elements")
    meta = page_meta(root)
    heading = _heading(root, meta)
    captions = _captions(root)
    paragraphs = [p for p in _main(root, meta) if heading is None or fold(p) != fold(heading)]
    if not paragraphs:
        return Rejected(item.origin, "a page without a main text")
    known = {fold(c) for c in captions}
    blocks = [*([heading] if heading else []), *captions, *(p for p in paragraphs if fold(p) not in known)]
    return Draft(
        origin=item.origin,
        text="\n\n".join(blocks) + "\n",
        url=item.url or meta.url,
        source=meta.source,
        title=heading,
        language=meta.language,
        byline=meta.byline,
        stamps=(*item.stamps, *meta.stamps),
        captions=tuple(captions),
        notes=(*notes, *(f"correction stated: {c}" for c in meta.corrections)),
    )


def parse(text: str) -> HtmlElement | None:
    """A page's tree; no network, no external entities; None for an empty one."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        return document_fromstring(
            _NO_XML.sub(" ", _DECLARATION.sub("", text)).encode("utf-8", "replace"), parser=parser
        )
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _heading(root: HtmlElement, meta: PageMeta) -> str | None:
    """The article's own heading; a lone `<h1>` elsewhere may be the site's name, so the metadata go before it."""
    for path in ("//article//h1", "//main//h1", *(() if meta.headline else ("//h1",))):
        for found in root.xpath(path):
            text = " ".join(found.text_content().split())
            if 2 <= len(text.split()) <= 50:
                return text
    return meta.headline or meta.title


def _captions(root: HtmlElement) -> list[str]:
    """Texts of captions, which are taken out of the tree: they are no paragraphs."""
    found: list[str] = []
    low = "translate(@class, 'CAPTION', 'caption')"
    path = f".//figcaption | .//*[contains({low}, 'caption') and not(.//p[3]) and not(.//figcaption)]"
    for element in root.xpath(path):
        if element.getparent() is None or any(a.tag in ("nav", "footer", "aside") for a in element.iterancestors()):
            continue
        text = " ".join(element.text_content().split())
        if text and len(text.split()) <= _CAPTION_WORDS:
            if text not in found and not any(text in f for f in found):
                found.append(text)
            element.drop_tree()
    return found


@cache
def _extractor() -> Callable[..., Any]:
    """Half a second of imports that text corpora never need; its log lines are not for our users."""
    from trafilatura import bare_extraction  # noqa: PLC0415

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    return cast("Callable[..., Any]", bare_extraction)


def _main(root: HtmlElement, meta: PageMeta) -> list[str]:
    try:
        document = _extractor()(root, fast=True, include_comments=False, include_tables=False, with_metadata=False)
        body = getattr(document, "body", None)
        paragraphs = list(_blocks(body)) if body is not None else []
    except Exception:  # noqa: BLE001  # a third party's rules over arbitrary pages: ours are the fallback
        paragraphs = []
    if sum(map(len, paragraphs)) >= _LEAST:
        return paragraphs
    own = [
        " ".join(p.text_content().split())
        for p in root.xpath("//body//p[not(ancestor::nav or ancestor::footer or ancestor::aside)]")
    ]
    own = [p for p in own if p]
    if own:
        return own
    if meta.body:
        return [" ".join(p.split()) for p in meta.body.splitlines() if p.strip()]
    return paragraphs or _all_text(root)


def _all_text(root: HtmlElement) -> list[str]:
    """The last resort: the lines of the page's body."""
    etree.strip_elements(root, "script", "style", "noscript", "template", with_tail=False)
    lines = [" ".join(raw.split()) for body in root.xpath("//body") for raw in body.text_content().splitlines()]
    return [line for line in lines if line]


def _blocks(body: HtmlElement) -> Iterator[str]:
    """Paragraphs of the extractor's tree; list items get a bullet."""
    for element in body:
        if element.tag == "list":
            for each in element.iter("item"):
                text = " ".join("".join(each.itertext()).split())
                if text:
                    yield f"• {text}"
            continue
        text = (
            " ".join(" ".join(element.itertext()).split())
            if element.tag == "quote"
            else " ".join("".join(element.itertext()).split())
        )
        if text:
            yield text
