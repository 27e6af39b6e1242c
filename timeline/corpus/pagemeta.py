"""What a web page's metadata say: JSON-LD first, then OpenGraph and other meta tags, then `<time>`.

Every date is kept with the place it stood in; nothing is chosen here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml.html import HtmlElement

from timeline.corpus.drafts import MetaStamp
from timeline.corpus.tables import table

_ARTICLE_TYPES = re.compile(
    r"(?:News|Blog|Reportage|Analysis|Opinion|Background|Review|LiveBlog|Scholarly|Tech)?(?:Article|BlogPosting|Posting)$"
)
_DEEPEST = 20


@dataclass(slots=True)
class PageMeta:
    """A page's word about itself."""

    title: str | None = None
    headline: str | None = None
    url: str | None = None
    source: str | None = None
    language: str | None = None
    byline: str | None = None
    body: str | None = None
    stamps: list[MetaStamp] = field(default_factory=list)
    corrections: list[str] = field(default_factory=list)


def page_meta(root: HtmlElement) -> PageMeta:
    """Reads the metadata of a parsed page."""
    meta = PageMeta()
    _json_ld(root, meta)
    tags = _tags(root)
    meta.headline = tags.get("og:title") or meta.headline or tags.get("twitter:title")
    meta.title = meta.headline or _text(root, "//title")
    link = root.xpath("string(//link[@rel='canonical']/@href)").strip()
    meta.url = next(
        (u for u in (link, tags.get("og:url"), meta.url) if u and u.startswith(("http://", "https://"))), None
    )
    meta.source = tags.get("og:site_name") or meta.source or tags.get("application-name")
    if meta.title and meta.source:
        meta.title = re.sub(rf"\s+[|–—:-]\s+{re.escape(meta.source)}$", "", meta.title, flags=re.IGNORECASE)
        meta.headline = meta.title if meta.headline else None
    meta.language = (
        root.get("lang")
        or root.get("{http://www.w3.org/XML/1998/namespace}lang")
        or tags.get("og:locale")
        or meta.language
    )
    meta.byline = meta.byline or tags.get("author") or tags.get("article:author") or tags.get("byl")
    if meta.byline and meta.byline.startswith("http"):
        meta.byline = None
    for role, names in table("html.toml")["meta"].items():
        meta.stamps += [MetaStamp(tags[name], f"meta {name}", role) for name in names if tags.get(name)]
    meta.stamps += times(root)
    if meta.language:
        meta.language = meta.language.replace("_", "-")
    return meta


def _text(root: HtmlElement, path: str) -> str | None:
    for found in root.xpath(path):
        text = " ".join(found.text_content().split())
        if text:
            return text
    return None


def _tags(root: HtmlElement) -> dict[str, str]:
    """Meta tags by name, property or itemprop in small letters; the first one counts."""
    tags: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        value = (element.get("content") or "").strip()
        if name and value:
            tags.setdefault(name.strip().lower(), value[:2000])
    return tags


def times(root: HtmlElement) -> list[MetaStamp]:
    """`<time>` elements that are marked as dates of publication or change, else the first one of the article's head."""
    found = []
    elements = [e for e in root.iter("time") if e.get("datetime")]
    for element in elements:
        around = " ".join(
            filter(
                None,
                [
                    element.get("itemprop"),
                    element.get("class"),
                    element.get("pubdate"),
                    element.getparent().get("class"),
                ],
            )
        ).lower()
        if element.get("pubdate") is not None or re.search(r"publish|posted|entry-date|dateline", around):
            found.append(MetaStamp(element.get("datetime"), "time"))
        elif re.search(r"modif|updat", around):
            found.append(MetaStamp(element.get("datetime"), "time", "updated"))
    if not found and elements:
        inside = [e for e in elements if any(a.tag in ("article", "main", "header") for a in e.iterancestors())]
        found = [MetaStamp((inside or elements)[0].get("datetime"), "time")]
    return found[:4]


def _json_ld(root: HtmlElement, meta: PageMeta) -> None:
    nodes = []
    for script in root.xpath("//script[contains(translate(@type, 'LDJSON', 'ldjson'), 'ld+json')]"):
        try:
            nodes += list(_nodes(json.loads((script.text or "").strip().rstrip(";"), strict=False)))
        except (ValueError, RecursionError):
            continue
    articles = [n for n in nodes if _is_article(n)]
    for node in (
        [n for n in articles if n.get("datePublished")] + articles + [n for n in nodes if n.get("datePublished")]
    ):
        meta.headline = _string(node.get("headline")) or _string(node.get("name"))
        meta.url = _string(node.get("url")) or _string(node.get("mainEntityOfPage")) or _string(node.get("@id"))
        meta.source = _name(node.get("publisher")) or _name(node.get("sourceOrganization"))
        meta.byline = _name(node.get("author"))
        meta.language = _string(node.get("inLanguage"))
        meta.body = _string(node.get("articleBody"))
        for key, role in (("datePublished", "published"), ("dateModified", "updated")):
            if value := _string(node.get(key)):
                meta.stamps.append(MetaStamp(value, f"JSON-LD {key}", role))
        if correction := _string(node.get("correction")) or _string(
            (node.get("correction") or {}).get("text") if isinstance(node.get("correction"), dict) else None
        ):
            meta.corrections.append(correction)
        return


def _nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for each in value:
            yield from _nodes(each, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "hasPart"):
            if key in value:
                yield from _nodes(value[key], depth + 1)


def _is_article(node: dict[str, Any]) -> bool:
    types = node.get("@type")
    return any(isinstance(t, str) and _ARTICLE_TYPES.search(t) for t in (types if isinstance(types, list) else [types]))


def _string(value: Any) -> str | None:
    if isinstance(value, str) and value.strip():
        return value.strip()
    if isinstance(value, dict):
        return _string(value.get("@id")) or _string(value.get("url"))
    return _string(value[0]) if isinstance(value, list) and value else None


def _name(value: Any) -> str | None:
    """The names of persons or organisations, joined."""
    values = value if isinstance(value, list) else [value]
    names = [n for v in values if (n := (_string(v.get("name")) if isinstance(v, dict) else _string(v)))]
    return ", ".join(names) or None
