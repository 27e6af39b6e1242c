"""Each format, by its content: pages, feeds, web archives, mail, and containers of all of them."""

# ruff: noqa: E501
import base64
import gzip
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
import zlib
from email.message import EmailMessage

import brotli
import pytest
from command import ROOT, Command, environment

from timeline.corpus import Rejected, read
from timeline.corpus.guard import zstd

BODY = (
    "<p>The harbour reopened on Sunday after two days, officials said in the evening.</p>"
    "<p>A crane had fallen into the basin on Saturday and blocked the way for all ships.</p>"
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Harbour reopens | Coast</title>
<link rel="canonical" href="https://coast.example/2025/04/06/harbour">
<meta property="og:site_name" content="Coast Observer"><meta property="article:modified_time" content="2025-04-07T09:00:00+02:00">
<script type="application/ld+json">{{"@graph": [{{"@type": "WebSite"}}, {{"@type": "NewsArticle", "headline": "Harbour reopens",
"datePublished": "2025-04-06T20:15:00+02:00", "author": [{{"name": "Signe Holm"}}], "correction": "The day was wrong at first."}}]}}</script></head>
<body><nav><p>Home and all the other sections of this large site</p></nav><article><h1>Harbour reopens</h1>
<figure><img src="a.jpg"><figcaption>A ferry leaves Visby on Sunday, April 6, 2025.</figcaption></figure>{BODY}</article>
<footer><p>All rights reserved by the Coast Observer company of Gotland.</p></footer></body></html>"""
RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Coast Observer</title><language>en-gb</language>
<item><title>Harbour reopens</title><link>https://coast.example/1</link><pubDate>Sun, 06 Apr 2025 20:15:00 +0200</pubDate><dc:creator>Signe Holm</dc:creator>
<description>Short.</description><content:encoded><![CDATA[<p>The harbour reopened on Sunday.</p><p>Ships leave again.</p>]]></content:encoded></item>
<item><title>Storm &amp; sea</title><guid isPermaLink="false">g-2</guid><description>Winds were high.</description></item>
<item></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>K\u00fcste</title><entry><title>Hafen offen</title>
<link rel="alternate" href="https://kueste.example/1"/><published>2025-04-06T20:15:00+02:00</published><updated>2025-04-07T08:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Der Hafen ist offen.</p></div></content></entry></feed>"""


def articles(path):
    found = list(read([path]))
    assert not [f for f in found if isinstance(f, Rejected)], found
    return found


def put(tmp_path, data, name="x"):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def kinds(article):
    return [(s.kind, article.text[s.start : s.end]) for s in article.sections]


def warc_record(
    url, body, kind="response", http="HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n", **extra
):
    block = (http + "\r\n").encode() + body if kind == "response" else body
    media = "application/http; msgtype=response" if kind == "response" else "text/html"
    headers = {"WARC-Type": kind, "WARC-Target-URI": url, "Content-Type": media, "Content-Length": len(block), **extra}
    return (
        b"WARC/1.0\r\n" + "".join(f"{k}: {v}\r\n" for k, v in headers.items()).encode() + b"\r\n" + block + b"\r\n\r\n"
    )


def test_the_main_text_library_imports_without_warnings():
    import trafilatura

    assert trafilatura.extract(PAGE)


def test_a_page_gives_text_captions_and_its_dates_with_their_places(tmp_path):
    (article,) = articles(put(tmp_path, PAGE))
    assert kinds(article) == [
        ("headline", "Harbour reopens"),
        ("caption", "A ferry leaves Visby on Sunday, April 6, 2025."),
        ("lead", "The harbour reopened on Sunday after two days, officials said in the evening."),
        ("body", "A crane had fallen into the basin on Saturday and blocked the way for all ships."),
    ]
    assert (article.url, article.source, article.byline, article.language) == (
        "https://coast.example/2025/04/06/harbour",
        "Coast Observer",
        "Signe Holm",
        "en",
    )
    assert (article.published.value, article.published.basis, article.published.zone) == (
        "2025-04-06T20:15:00+02:00",
        "page",
        "+02:00",
    )
    assert {s.text.split(":")[0] for s in article.published.stamps} == {
        "JSON-LD datePublished",
        "meta article",
        "2025/04/06",
    }
    assert article.notes == ["correction stated: The day was wrong at first."]


def test_a_page_without_metadata_falls_back_to_its_time_element_and_heading(tmp_path):
    page = f'<html><body><article><h1>Harbour reopens</h1><time datetime="2025-04-06">Sunday</time>{BODY}</article></body></html>'
    (article,) = articles(put(tmp_path, page))
    assert (article.title, article.published.value, article.url) == ("Harbour reopens", "2025-04-06", None)


def test_a_list_that_shows_its_articles_whole_gives_each_with_its_date(tmp_path):
    def entry(number):
        return f'<article><h2><a href="/{number}">Harbour report {number}</a></h2><time datetime="2025-04-0{number}">x</time>{BODY * 3}</article>'

    teaser = '<article><h2>Ferries</h2><time datetime="2025-04-01">x</time><p>Read on.</p></article>'
    page = f'<html><head><link rel="canonical" href="https://coast.example/news/"></head><body>{entry(1)}{entry(2)}{teaser}</body></html>'
    found = articles(put(tmp_path, page))
    assert [(a.title, a.url, a.published.value) for a in found] == [
        ("Harbour report 1", "https://coast.example/1", "2025-04-01"),
        ("Harbour report 2", "https://coast.example/2", "2025-04-02"),
    ]


def test_a_heading_that_is_the_sites_name_is_no_title(tmp_path):
    page = f'<html><head><title>Harbour reopens | Coast Observer</title><meta property="og:site_name" content="Coast Observer"><meta property="og:title" content="Harbour reopens | Coast Observer"></head><body><h1>Coast Observer</h1><div class="imageCaption">A ferry.</div>{BODY}</body></html>'
    (article,) = articles(put(tmp_path, page))
    assert article.title == "Harbour reopens"
    assert ("caption", "A ferry.") in kinds(article)


def test_control_characters_in_a_page_are_spaces(tmp_path):
    page = f"<html><body><p>One\x01two three.</p><figcaption>A\x0bferry.</figcaption>\x02{BODY}</body></html>"
    (article,) = articles(put(tmp_path, page))
    assert "One two three." in article.text


def test_a_page_in_its_declared_encoding(tmp_path):
    page = "<html><head><meta charset='windows-1251'></head><body><p>Президент посетил командный пункт в Курской области в среду.</p></body></html>"
    (article,) = articles(put(tmp_path, page.encode("cp1251")))
    assert "Президент посетил" in article.text


@pytest.mark.parametrize("page", ["<html></html>", "<!doctype html><html><body><script>x()</script></body></html>"])
def test_a_page_without_text_says_so(tmp_path, page):
    (found,) = read([put(tmp_path, page)])
    assert "without" in found.reason


def test_a_feed_gives_an_article_an_item(tmp_path):
    one, two, three = read([put(tmp_path, RSS)])
    assert one.text == "Harbour reopens\n\nThe harbour reopened on Sunday.\n\nShips leave again.\n"
    assert (one.url, one.source, one.byline, one.published.value, one.language) == (
        "https://coast.example/1",
        "Coast Observer",
        "Signe Holm",
        "2025-04-06T20:15:00+02:00",
        "en-gb",
    )
    assert (two.id, two.title, two.published.value) == ("g-2", "Storm & sea", None)
    assert three.reason == "an item without text"


def test_an_atom_feed(tmp_path):
    (article,) = articles(put(tmp_path, ATOM))
    assert (article.text, article.url, article.published.value, article.language) == (
        "Hafen offen\n\nDer Hafen ist offen.\n",
        "https://kueste.example/1",
        "2025-04-06T20:15:00+02:00",
        "de",
    )


def test_a_web_archive_gives_its_pages_with_their_addresses(tmp_path):
    digest = "sha1:" + base64.b32encode(hashlib.new("sha1", PAGE.encode(), usedforsecurity=False).digest()).decode()
    packed = gzip.compress(PAGE.encode())
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed)
    data = b"".join(
        [
            b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 5\r\n\r\nhello\r\n\r\n",
            warc_record("https://coast.example/a", PAGE.encode(), **{"WARC-Payload-Digest": digest}),
            warc_record(
                "https://coast.example/b",
                chunked,
                http="HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n",
            ),
            warc_record(
                "https://coast.example/c", b"gone", http="HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n"
            ),
            warc_record("https://coast.example/d", b"\x89PNG", http="HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n"),
            warc_record(
                "https://coast.example/s",
                b"<?xml version='1.0'?><urlset/>",
                http="HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n",
            ),
            warc_record(
                "https://coast.example/j", b'{"a": 1}', http="HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
            ),
            warc_record("https://coast.example/e", PAGE.encode(), "resource"),
        ]
    )
    for form in (data, gzip.compress(data)):
        found = articles(put(tmp_path, form))
        assert [a.url for a in found] == [
            "https://coast.example/a",
            "https://coast.example/b",
            "https://coast.example/e",
        ]
        assert {a.title for a in found} == {"Harbour reopens"}


def test_a_wrong_digest_is_refused_and_the_next_record_read(tmp_path):
    bad = warc_record("https://coast.example/a", PAGE.encode(), **{"WARC-Payload-Digest": "sha1:" + "A" * 32})
    refused, article = read([put(tmp_path, bad + warc_record("https://coast.example/b", PAGE.encode()))])
    assert "digest" in refused.reason
    assert article.url == "https://coast.example/b"


def test_a_web_archive_collection_is_read_without_its_indexes(tmp_path):
    path = tmp_path / "a.wacz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("pages/pages.jsonl", '{"text": "no article"}')
        archive.writestr("archive/data.warc.gz", gzip.compress(warc_record("https://coast.example/a", PAGE.encode())))
    assert [a.url for a in articles(path)] == ["https://coast.example/a"]


def message(number=1, html=False):
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Date"] = (
        "Coast Observer <news@coast.example>",
        "Harbour reopens",
        "Sun, 06 Apr 2025 20:15:00 +0200",
    )
    mail["Message-ID"], mail["To"] = f"<{number}@coast.example>", "me@home.example"
    mail.set_content("See the page." if html else "The harbour reopened on Sunday.\nShips leave again.\n")
    if html:
        mail.add_alternative(PAGE, subtype="html")
    return mail.as_bytes()


def test_a_message_is_an_article(tmp_path):
    (article,) = articles(put(tmp_path, message()))
    assert article.text == "Harbour reopens\n\nThe harbour reopened on Sunday.\nShips leave again.\n"
    assert (article.id, article.source, article.published.value) == (
        "<1@coast.example>",
        "Coast Observer",
        "2025-04-06T20:15:00+02:00",
    )
    (article,) = articles(put(tmp_path, message(html=True)))
    assert "A crane had fallen" in article.text


def test_an_mbox_gives_its_messages(tmp_path):
    box = b"".join(b"From news@coast.example Sun Apr  6 20:15:00 2025\n" + message(n) + b"\n" for n in (1, 2, 3))
    assert [a.id for a in articles(put(tmp_path, box))] == [
        "<1@coast.example>",
        "<2@coast.example>",
        "<3@coast.example>",
    ]


def test_containers_hold_every_format(tmp_path):
    lines = json.dumps({"text": "The harbour reopened."}).encode()
    members = {
        "a.html": PAGE.encode(),
        "b.jsonl": lines,
        "c.txt": b"Ships leave again.",
        "d.xml": ATOM.encode(),
        "f/e.jsonl.gz": gzip.compress(lines),
    }
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    bundle = io.BytesIO()
    with tarfile.open(fileobj=bundle, mode="w:gz") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    for file in (path, put(tmp_path, bundle.getvalue(), "a.tgz")):
        found = articles(file)
        assert [a.title for a in found] == ["Harbour reopens", None, None, "Hafen offen", None]
        assert found[2].origin == f"{file}!c.txt"
    assert len(articles(put(tmp_path, gzip.compress(path.read_bytes())))) == 5


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip", "deflate"])
def test_a_page_is_read_however_the_server_packed_it(tmp_path, coding):
    packed = {"br": brotli.compress, "zstd": zstd().compress, "gzip": gzip.compress, "deflate": zlib.compress}[coding](
        PAGE.encode()
    )
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {coding}\r\n"
    stored = warc_record("https://coast.example/a", packed, http=http)
    plain = warc_record("https://coast.example/b", PAGE.encode(), http=http)  # some archives keep the header only
    found = articles(put(tmp_path, stored + plain if coding != "deflate" else stored))
    assert {a.title for a in found} == {"Harbour reopens"}


def test_zstandard_files_of_several_frames(tmp_path):
    frames = [zstd().compress(warc_record(f"https://coast.example/{n}", PAGE.encode())) for n in range(3)]
    skipped = b"\x5d\x2a\x4d\x18" + (4).to_bytes(4, "little") + b"note"
    assert len(articles(put(tmp_path, skipped + b"".join(frames), "a.warc.zst"))) == 3


JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1", "title": "Coast Observer", "language": "en",
    "items": [
        {"id": "1", "url": "https://coast.example/1", "title": "Harbour reopens", "content_html": "<p>The harbour reopened on Sunday.</p><p>Ships leave again.</p>",
         "summary": "Short.", "date_published": "2025-04-06T20:15:00+02:00", "date_modified": "2025-04-07T08:00:00Z", "authors": [{"name": "Signe Holm"}]},
        {"id": 2, "content_text": "Winds were high on Monday.\n\nNobody was hurt."},
        {"id": "3"}, "nothing",
    ],
}  # fmt: skip


@pytest.mark.parametrize("indent", [None, 2])
def test_a_json_feed_gives_an_article_an_item(tmp_path, indent):
    found = list(read([put(tmp_path, json.dumps(JSON_FEED, indent=indent), "feed.json")]))
    first, second = found[:2]
    assert [f.reason.split(":")[0] for f in found[2:]] == ["an item without text", "no item of a JSON Feed"]
    assert (first.url, first.source, first.title, first.byline, first.language) == (
        "https://coast.example/1", "Coast Observer", "Harbour reopens", "Signe Holm", "en",
    )  # fmt: skip
    assert first.text == "Harbour reopens\n\nThe harbour reopened on Sunday.\n\nShips leave again.\n"
    assert first.published.value == "2025-04-06T20:15:00+02:00"
    assert (second.id, second.text) == ("2", "Winds were high on Monday.\n\nNobody was hurt.\n")


NITF = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "http://www.nitf.org/IPTC/NITF/3.6/specification/dtd/nitf-3-6.dtd">
<nitf xml:lang="en"><head><title>harbour, second take</title><docdata><doc-id id-string="cst-0406-17"/>
<date.issue norm="20250406T201500+0200"/><doc.copyright holder="Coast Agency"/></docdata></head>
<body><body.head><hedline><hl1>Harbour reopens</hl1></hedline><byline>By Signe Holm</byline>
<dateline>VISBY, April 6 (Coast) -</dateline></body.head>
<body.content><block><p>The harbour reopened on <em>Sunday</em>, officials said.</p><media media-type="image"><media-caption><p>A ferry
leaves Visby on Sunday.</p></media-caption></media><hl2>A crane</hl2><p>A crane had fallen into the basin.</p></block></body.content></body></nitf>"""
NEWSML = """<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2025-04-06T20:16:00Z</sent></header><itemSet>
<newsItem guid="urn:newsml:coast.example:20250406:1" version="2" xml:lang="en-GB"><itemMeta><provider literal="Coast Agency"/>
<versionCreated>2025-04-07T08:00:00+02:00</versionCreated><firstCreated>2025-04-06T20:15:00+02:00</firstCreated></itemMeta>
<contentMeta><headline>Harbour reopens</headline><by>Signe Holm</by><dateline>VISBY, April 6</dateline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>
<p>The harbour reopened on Sunday.</p><p>A crane had fallen into the basin.</p></body></html></inlineXML></contentSet></newsItem>
<newsItem guid="urn:newsml:coast.example:20250406:2"><itemMeta><versionCreated>2025-04-06T21:00:00+02:00</versionCreated></itemMeta>
<contentMeta><headline>Storm ends</headline></contentMeta><contentSet><inlineData contenttype="text/plain">Winds fell on Sunday.

Nobody was hurt.</inlineData></contentSet></newsItem>
<newsItem guid="urn:newsml:coast.example:20250406:3"><contentSet><remoteContent href="a.jpg"/></contentSet></newsItem></itemSet></newsMessage>"""
NEWSML_1 = """<?xml version="1.0"?><!DOCTYPE NewsML PUBLIC "urn:newsml:iptc.org:20021018:NewsMLv1.2:1" "NewsML.dtd"><NewsML><NewsEnvelope>
<DateAndTime>20250406T201600+0200</DateAndTime></NewsEnvelope><NewsItem xml:lang="en"><Identification><NewsIdentifier>
<NewsItemId>17</NewsItemId></NewsIdentifier></Identification><NewsManagement><FirstCreated>20250406T201500+0200</FirstCreated>
<ThisRevisionCreated>20250407T080000+0200</ThisRevisionCreated></NewsManagement><NewsComponent><NewsLines><HeadLine>Harbour reopens</HeadLine>
<ByLine>Signe Holm</ByLine></NewsLines><AdministrativeMetadata><Provider><Party FormalName="Coast Agency"/></Provider></AdministrativeMetadata>
<ContentItem><DataContent><nitf><body><body.content><p>The harbour reopened on Sunday.</p></body.content></body></nitf></DataContent>
</ContentItem></NewsComponent></NewsItem></NewsML>"""


def test_what_an_agency_delivers_in_nitf(tmp_path):
    (article,) = articles(put(tmp_path, NITF))
    assert kinds(article) == [
        ("headline", "Harbour reopens"), ("caption", "A ferry leaves Visby on Sunday."), ("dateline", "VISBY, April 6 (Coast) -"),
        ("lead", "The harbour reopened on Sunday, officials said."), ("headline", "A crane"), ("body", "A crane had fallen into the basin."),
    ]  # fmt: skip
    assert (article.id, article.source, article.byline, article.language) == (
        "cst-0406-17",
        "Coast Agency",
        "By Signe Holm",
        "en",
    )
    assert article.published.value == "2025-04-06T20:15:00+02:00"


def test_what_an_agency_delivers_in_newsml_g2(tmp_path):
    first, second, empty = read([put(tmp_path, NEWSML)])
    assert (
        first.text
        == "Harbour reopens\n\nVISBY, April 6 - The harbour reopened on Sunday.\n\nA crane had fallen into the basin.\n"
    )
    assert (first.id, first.source, first.byline, first.language) == (
        "urn:newsml:coast.example:20250406:1", "Coast Agency", "Signe Holm", "en-GB",
    )  # fmt: skip
    assert first.published.value == "2025-04-06T20:15:00+02:00"
    assert second.text == "Storm ends\n\nWinds fell on Sunday.\n\nNobody was hurt.\n"
    assert second.published.value == "2025-04-06T21:00:00+02:00"
    assert empty.reason == "an item without text"


def test_what_an_agency_delivers_in_the_first_newsml(tmp_path):
    (article,) = articles(put(tmp_path, NEWSML_1))
    assert article.text == "Harbour reopens\n\nThe harbour reopened on Sunday.\n"
    assert (article.id, article.source, article.byline) == ("17", "Coast Agency", "Signe Holm")
    assert article.published.value == "2025-04-06T20:15:00+02:00"


def test_third_parties_add_readers_by_installing_them(tmp_path):
    """A distribution of its own, built as a wheel and installed beside the engine."""
    project, site = tmp_path / "project", tmp_path / "site"
    project.mkdir()
    (project / "pyproject.toml").write_text(
        '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
        '[project]\nname = "shouting-news"\nversion = "1"\n'
        '[project.entry-points."timeline.readers"]\nshouting = "shouting_news:Shouting"\n'
        '[tool.hatch.build.targets.wheel]\ninclude = ["shouting_news.py"]\n'
    )
    (project / "shouting_news.py").write_text(
        "from timeline.corpus import Draft\n\n\nclass Shouting:\n    name = 'shouting'\n\n"
        "    def sniff(self, head, name):\n        return head.startswith(b'SHOUT')\n\n"
        "    def read(self, item, settings):\n        with item.open() as stream:\n"
        "            yield Draft(origin=item.origin, text=stream.read().decode().lower())\n"
    )
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, project],
        env=environment({"PYTHONWARNINGS": "default"}), check=True, capture_output=True,
    )  # fmt: skip
    shutil.unpack_archive(next(tmp_path.glob("*.whl")), site, "zip")
    put(tmp_path, "SHOUT: THE HARBOUR REOPENED ON SUNDAY.", "loud.txt")
    put(tmp_path, "The harbour reopened on Sunday.", "calm.txt")
    command, installed = Command(tmp_path), {"PYTHONPATH": f"{site}{os.pathsep}{ROOT}"}
    shown = command("ingest", "loud.txt", "calm.txt", "--dry-run", env=installed)
    assert [line.split()[0:2] for line in shown.out.splitlines()[:2]] == [
        ["calm.txt:", "text,"],
        ["loud.txt:", "shouting,"],
    ]
    assert command("ingest", "loud.txt", env=installed).code == 0
    assert "shout: the harbour reopened" in command("log", "export").out
