"""Articles a second and memory, by format, beside each format's bare parser: python benchmarks/readers.py [--articles N] [--json]

`read` is files to articles, `ingest` that and their entries in a journal. Every format holds the same made-up articles. Each runs in a process of its own, so that the memory is its own. Seconds are of the processor, so that other work on the machine does not count.
"""

# ruff: noqa: E501

from __future__ import annotations

import argparse
import gzip
import io
import json
import mailbox
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

from timeline.corpus.guard import zstd

PARAGRAPHS = (
    "The harbour of the island reopened on {day} April 2025 after two days, officials said on Sunday evening.",
    "Storm number {n} had torn a crane from its rails and thrown it into the basin, where it blocked the way for all ships.",
    "“We have worked day and night to clear the fairway,” the harbour master told reporters, “and we thank the crews.”",
    "The government sent soldiers to the island and promised {n} million kronor in aid; the opposition called that too little.",
    "Ferry workers, who have been on strike since Wednesday, agreed to carry relief goods for as long as they were needed.",
    "The coast guard said that at least {day} people were injured and that two fishermen were still missing on Monday.",
    "A commission is to report on the damage in May. The port authority expects normal traffic by the end of the month.",
)


def article(n: int) -> tuple[str, str, list[str]]:
    """(title, instant, paragraphs) of the n-th article."""
    day = n % 28 + 1
    return (
        f"Harbour reopens after storm number {n}",
        f"2025-04-{day:02}T18:30:00+02:00",
        [p.format(n=n, day=day) for p in PARAGRAPHS],
    )


def as_page(n: int) -> str:
    """A web page with the usual furniture around the article."""
    title, instant, paragraphs = article(n)
    links = "".join(f'<li><a href="/{i}">Section {i}</a></li>' for i in range(30))
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title} | Coast</title><link rel="canonical" href="https://coast.example/{n}">'
        f'<meta property="article:published_time" content="{instant}"><meta property="og:site_name" content="Coast Observer"></head><body>'
        f"<nav><ul>{links}</ul></nav><article><h1>{title}</h1><figure><figcaption>The harbour on Sunday.</figcaption></figure>{body}</article>"
        f"<aside><ul>{links}</ul></aside><footer><p>© 2025 Coast Observer. All rights reserved.</p></footer></body></html>"
    )


def as_text(n: int) -> str:
    title, instant, paragraphs = article(n)
    return (
        f"{title}\n\nPublished {instant}\nBy Signe Holm\n3 Min Read\n\n"
        + "\n\n".join(paragraphs)
        + "\n\nShare This Article\nLeave a Comment\n"
    )


def as_line(n: int) -> str:
    title, instant, paragraphs = article(n)
    return json.dumps(
        {
            "id": f"a{n}",
            "source": "Coast",
            "title": title,
            "published": instant,
            "text": title + "\n\n" + "\n\n".join(paragraphs),
        }
    )


def as_record(n: int) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + as_page(n).encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://coast.example/{n}\r\nContent-Type: application/http\r\n"
    return f"{head}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def as_item(n: int) -> str:
    """A news item as agencies deliver it."""
    title, instant, paragraphs = article(n)
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    return (
        f'<newsItem guid="urn:coast:{n}"><itemMeta><provider literal="Coast"/><versionCreated>{instant}</versionCreated></itemMeta><contentMeta>'
        f"<headline>{title}</headline></contentMeta><contentSet><inlineXML><html><body>{body}</body></html></inlineXML></contentSet></newsItem>"
    )


def as_mail(n: int) -> EmailMessage:
    title, _, paragraphs = article(n)
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Date"] = "Coast <news@coast.example>", title, "Sun, 06 Apr 2025 18:30:00 +0200"
    mail["Message-ID"] = f"<{n}@coast.example>"
    mail.set_content("\n\n".join(paragraphs))
    return mail


def content(form: str, numbers: range) -> bytes | None:
    """The corpus as one file of a format that is plain bytes; None for one that a library writes."""
    if form in ("jsonl", "jsonl.gz"):
        plain = "\n".join(map(as_line, numbers)).encode()
        return plain if form == "jsonl" else gzip.compress(plain, 6)
    if form in ("warc.gz", "warc.zst"):
        pack = gzip.compress if form == "warc.gz" else zstd().compress
        return b"".join(pack(as_record(n), 6) for n in numbers)
    if form == "newsml":
        return f"<newsMessage><itemSet>{''.join(map(as_item, numbers))}</itemSet></newsMessage>".encode()
    told = [(n, *article(n)) for n in numbers]
    if form == "feed":
        items = "".join(
            f"<item><title>{t}</title><link>https://coast.example/{n}</link><pubDate>{d}</pubDate><description>{' '.join(p)}</description></item>"
            for n, t, d, p in told
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Coast</title>{items}</channel></rss>'.encode()
    if form == "json feed":
        rows = [
            {
                "id": str(n),
                "url": f"https://coast.example/{n}",
                "title": t,
                "date_published": d,
                "content_text": "\n\n".join(p),
            }
            for n, t, d, p in told
        ]
        return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Coast", "items": rows}).encode()
    return None


def write(folder: Path, form: str, count: int) -> Path:
    """The corpus in one format; returns the path to read."""
    path = folder / form
    numbers = range(count)
    data = content(form, numbers)
    if data is not None:
        path.write_bytes(data)
    elif form in ("text", "html"):
        path.mkdir()
        make = as_text if form == "text" else as_page
        for n in numbers:
            (path / f"{n:06}").write_text(make(n), encoding="utf-8")
    elif form == "mbox":
        box = mailbox.mbox(path)
        for n in numbers:
            box.add(as_mail(n))
        box.close()
    elif form == "zip of html":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for n in numbers:
                archive.writestr(f"{n:06}.html", as_page(n))
    elif form == "tar.gz of text":
        with tarfile.open(path, "w:gz") as bundle:
            for n in numbers:
                text = as_text(n).encode()
                info = tarfile.TarInfo(f"{n:06}.txt")
                info.size = len(text)
                bundle.addfile(info, io.BytesIO(text))
    return path


def peer(form: str, path: Path) -> Callable[[], int] | None:
    """The bare parser of a format: no metadata, no sections, no dates."""
    if form == "jsonl":
        return lambda: sum(bool(json.loads(line)["text"]) for line in path.open(encoding="utf-8"))
    if form == "html":
        from trafilatura import extract  # noqa: PLC0415

        return lambda: sum(
            bool(extract(p.read_text(encoding="utf-8"), fast=True, include_comments=False))
            for p in sorted(path.iterdir())
        )
    if form == "mbox":
        return lambda: sum(bool(m.get_payload()) for m in mailbox.mbox(path, create=False))
    if form == "text":
        return lambda: sum(bool(p.read_text(encoding="utf-8")) for p in sorted(path.iterdir()))
    return None


FORMS = (
    "text", "jsonl", "jsonl.gz", "html", "feed", "json feed", "newsml", "warc.gz", "warc.zst", "mbox", "zip of html", "tar.gz of text",
)  # fmt: skip
PEERS = {"jsonl": "json.loads", "html": "trafilatura.extract", "mbox": "mailbox", "text": "read_text"}


def measure(form: str, path: Path) -> dict[str, object]:
    """One format in this process: the first article is left out (imports)."""
    from timeline.corpus import Rejected, read  # noqa: PLC0415

    found = read([path])
    next(found)
    before = most_memory()
    start, count, refused = time.process_time(), 0, 0
    for each in found:
        count += 1
        refused += isinstance(each, Rejected)
    seconds = time.process_time() - start
    grown = most_memory() - before
    row: dict[str, object] = {
        "format": form,
        "read_per_s": round(count / seconds),
        "ingest_per_s": round(ingested(path)),
        "rejected": refused,
        "memory_mb": round(grown),
    }
    bare = peer(form, path)
    if bare:
        start = time.process_time()
        number = bare()
        row["peer"] = PEERS[form]
        row["peer_per_s"] = round(number / (time.process_time() - start))
    return row


def most_memory() -> float:
    """The most that this program had in memory so far, in MB. (`ru_maxrss` starts with that of the parent.)"""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def ingested(path: Path) -> float:
    """Articles a second into a new journal."""
    from timeline.engine.ingest import ingest  # noqa: PLC0415
    from timeline.journal import Journal  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder, Journal.open(Path(folder) / "timeline.db") as journal:
        start = time.process_time()
        return ingest(journal, [path]).accepted / (time.process_time() - start)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--one", nargs=2, metavar=("FORM", "PATH"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        print(json.dumps(measure(args.one[0], Path(args.one[1]))))
        return
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for form in FORMS:
            path = write(Path(folder), form, args.articles)
            done = subprocess.run(
                [sys.executable, __file__, "--one", form, str(path)], check=True, capture_output=True, text=True
            )
            rows.append(json.loads(done.stdout))
    if args.json:
        print(json.dumps({"articles": args.articles, "formats": rows}))
        return
    print(f"{'format':16}{'read/s':>9}{'ingest/s':>9}{'memory MB':>11}  bare parser")
    for row in rows:
        beside = f"{row['peer']} {row['peer_per_s']}/s" if "peer" in row else ""
        print(f"{row['format']:16}{row['read_per_s']:>9}{row['ingest_per_s']:>9}{row['memory_mb']:>11}  {beside}")


if __name__ == "__main__":
    main()
