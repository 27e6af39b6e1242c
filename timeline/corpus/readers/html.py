"""Web pages: main text by trafilatura, everything else (dates, captions, title) by ourselves.

The stored text is composed: headline, captions, then the paragraphs, with blank lines between; offsets refer to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from timeline.corpus.drafts import Draft, Item, Rejected
from timeline.corpus.encoding import NotText, decode, peek
from timeline.corpus.lines import fold
from timeline.corpus.pagemeta import PageMeta, page_meta
from timeline.corpus.settings import CorpusSettings
from timeline.corpus.streams import TooMuch, read_all

_START = re.compile(  # atomic groups: comments must not be tried in every grouping
    r"\s*+(?:(?><!--.*?-->)\s*+|(?><\?xml[^>]*\?>)\s*+)*+"
    r"<(?:!doctype\s+html|html|head|body|article|main|section|header|div|h1|p|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ELEMENTS = 100_000  # a page of more elements is no article
_LEAST = 40  # characters of main text below which the page's own paragraphs are taken
_CAPTION_WORDS = 120


class HtmlReader:
    """One page, one article."""

    name = "html"

    def sniff(self, head: bytes, name: str) -> bool:  # noqa: ARG002
        """Does it start like a page?"""
        return bool(_START.match(peek(head)))

    def read(self, item: Item, settings: CorpusSettings) -> Iterator[Draft | Item | Rejected]:
        """The page's article."""
        try:
            with item.open() as stream:
                data = read_all(stream, settings.limits.record_bytes)
            decoded = decode(data, item.charset, markup=True)
        except (TooMuch, NotText) as error:
            yield Rejected(item.origin, str(error))
            return
        notes = (decoded.note,) if decoded.note and not decoded.note.endswith("as declared") else ()
        yield page(decoded.text, item, notes)


def page(text: str, item: Item, notes: tuple[str, ...] = ()) -> Draft | Rejected:
    """The article of a page that is already text."""
    root = parse(text)
    if root is None:
        return Rejected(item.origin, "a page without content")
    if sum(1 for _ in root.iter()) > _ELEMENTS:
        return Rejected(item.origin, f"a page of more than {_ELEMENTS} elements")
    meta = page_meta(root)
    heading = _heading(root) or meta.title
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
        return document_fromstring(_DECLARATION.sub("", text).encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _heading(root: HtmlElement) -> str | None:
    for path in ("//article//h1", "//main//h1", "//h1"):
        for found in root.xpath(path):
            text = " ".join(found.text_content().split())
            if 2 <= len(text.split()) <= 50:
                return text
    return None


def _captions(root: HtmlElement) -> list[str]:
    """Texts of captions, which are taken out of the tree: they are no paragraphs."""
    found: list[str] = []
    path = "//figcaption | //*[contains(concat(' ', translate(@class, '-_', '  '), ' '), ' caption ') and not(.//p[3])]"
    for element in root.xpath(path):
        if element.getparent() is None or any(a.tag in ("nav", "footer", "aside") for a in element.iterancestors()):
            continue
        text = " ".join(element.text_content().split())
        if text and len(text.split()) <= _CAPTION_WORDS:
            if text not in found and not any(text in f for f in found):
                found.append(text)
            element.drop_tree()
    return found


def _main(root: HtmlElement, meta: PageMeta) -> list[str]:
    from trafilatura import bare_extraction  # noqa: PLC0415  # half a second of imports that text corpora never need

    try:
        document = bare_extraction(root, fast=True, include_comments=False, include_tables=False, with_metadata=False)
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
