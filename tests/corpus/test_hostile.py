"""Hostile input is refused or cut with one line each, in bounded memory; the rest of the corpus is read."""

# ruff: noqa: E501
import gzip
import io
import struct
import subprocess
import sys
import tarfile
import tracemalloc
import zipfile
import zlib
from functools import cache

import brotli
import pytest

from timeline.corpus import CorpusSettings, Limits, Rejected, read
from timeline.corpus.guard import zstd

GOOD = "The harbour reopened on Sunday, officials said.\n"
MIB = 1 << 20


def put(tmp_path, data, name="x"):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def outcome(path, settings=None, most=None):
    """(texts, reasons) of everything in the path; `most` bounds the memory that Python allocated meanwhile."""
    tracemalloc.start()
    try:
        found = list(read([path], settings))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    if most is not None:
        assert peak < most, f"{peak / MIB:.0f} MB"
    return [f.text for f in found if not isinstance(f, Rejected)], [f.reason for f in found if isinstance(f, Rejected)]


@cache
def zeros(size, level=9):
    """A gzip file of so many zero bytes, made without holding them."""
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=level, mtime=0) as packed:
        for _ in range(size // MIB):
            packed.write(bytes(MIB))
    return out.getvalue()


def record(body, http="HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n", url="https://a.example/x"):
    block = (http + "\r\n").encode() + body
    return (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n".encode()
        + block
        + b"\r\n\r\n"
    )


PAGE = f"<html><body><p>{GOOD.strip()}</p></body></html>".encode()


def test_a_tiny_web_archive_record_that_unpacks_to_200_mb(tmp_path):
    bomb = record(zeros(200 * MIB), "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n")
    data = gzip.compress(bomb) + gzip.compress(record(PAGE))
    assert len(gzip.compress(bomb)) < 2000
    texts, reasons = outcome(put(tmp_path, data), most=40 * MIB)
    assert texts == [GOOD]
    assert len(reasons) == 1
    assert "limit" in reasons[0]


@pytest.mark.parametrize("coding", ["br", "zstd"])
def test_a_tiny_page_of_another_coding_that_unpacks_to_200_mb(tmp_path, coding):
    packed = brotli.compress(bytes(200 * MIB)) if coding == "br" else zstd().compress(bytes(200 * MIB))
    bomb = record(packed, f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {coding}\r\n")
    texts, reasons = outcome(put(tmp_path, bomb + record(PAGE)), most=40 * MIB)
    assert texts == [GOOD]
    assert len(reasons) == 1
    assert "200 times its size (the limit)" in reasons[0]


def test_a_zstandard_bomb_and_one_that_is_cut_off(tmp_path):
    _, reasons = outcome(put(tmp_path, zstd().compress(bytes(200 * MIB))), most=40 * MIB)
    assert len(reasons) == 1
    assert "limit" in reasons[0]
    whole = zstd().compress("".join(f"{n * 7919} {GOOD}" for n in range(20_000)).encode())
    _, reasons = outcome(put(tmp_path, whole[: len(whole) // 2]), most=40 * MIB)
    assert reasons == ["damaged or cut off: compressed data end too early"]


def test_a_record_of_200_mb_is_passed_over_and_the_next_one_read(tmp_path):
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as out:
        out.write(
            f"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://a.example/b\r\nContent-Type: text/html\r\nContent-Length: {200 * MIB}\r\n\r\n".encode()
        )
        for _ in range(200):
            out.write(bytes(MIB))
        out.write(b"\r\n\r\n")
    texts, reasons = outcome(put(tmp_path, packed.getvalue() + gzip.compress(record(PAGE))), most=40 * MIB)
    assert texts == [GOOD]
    assert reasons == ["a record of 200 MB, the limit is 16 MB"]


def test_a_gzip_bomb(tmp_path):
    texts, reasons = outcome(put(tmp_path, zeros(200 * MIB)), most=40 * MIB)
    assert not texts
    assert len(reasons) == 1


def test_a_text_that_unpacks_to_more_than_its_ratio(tmp_path):
    data = gzip.compress(b"harbour " * (10 * MIB // 8))
    _, reasons = outcome(put(tmp_path, data), most=60 * MIB)
    assert reasons == [r for r in reasons if "200 times its size" in r] != []


def test_a_zip_bomb_and_its_neighbour(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("bomb.txt", "w") as member:
            for _ in range(50):
                member.write(b"A" * MIB)
        archive.writestr("good.txt", GOOD)
    texts, reasons = outcome(path, most=40 * MIB)
    assert texts == [GOOD]
    assert reasons == ["unpacks to more than 200 times its size (the limit)"]


def test_overlapping_members_do_not_add_up(tmp_path):
    """Many directory entries may point at one compressed block; what they claim together is bounded."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "x" * (3 * MIB))
        info = archive.infolist()[0]
        for number in range(2000):
            copy = zipfile.ZipInfo(f"b{number:04}.txt")
            copy.header_offset, copy.file_size, copy.compress_size, copy.CRC, copy.compress_type = (
                info.header_offset,
                info.file_size,
                info.compress_size,
                info.CRC,
                info.compress_type,
            )
            archive.filelist.append(copy)
    settings = CorpusSettings(limits=Limits(file_bytes=8 * MIB))
    texts, reasons = outcome(path, settings, most=120 * MIB)
    assert len(texts) <= 5
    assert any("members unpack to more than" in r for r in reasons)


def test_members_that_point_out_of_the_archive(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("../../etc/passwd", "/etc/passwd", "a/../../b.txt", "C:\\evil.txt", "good.txt"):
            archive.writestr(name, GOOD)
        link = zipfile.ZipInfo("link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    texts, reasons = outcome(path)
    assert texts == [GOOD]
    assert sorted({r.split(" (")[0] for r in reasons}) == ["a symbolic link in an archive", "an unsafe member name"]
    assert len(reasons) == 5


def test_links_and_devices_in_a_tar(tmp_path):
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as archive:
        for name, kind in (("link", tarfile.SYMTYPE), ("hard", tarfile.LNKTYPE), ("device", tarfile.CHRTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        for name in ("../up.txt", "good.txt", "caf\udce9.txt"):
            info = tarfile.TarInfo(name)
            info.size = len(GOOD)
            archive.addfile(info, io.BytesIO(GOOD.encode()))
    texts, reasons = outcome(path)
    assert texts == [GOOD, GOOD]
    assert len(reasons) == 4
    origins = [f.origin for f in read([path])]
    assert any("caf\\xe9.txt" in o for o in origins)


def test_a_giant_extended_header_in_a_tar(tmp_path):
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 300 * MIB
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as packed:
        packed.write(info.tobuf(tarfile.PAX_FORMAT))
        for _ in range(300):
            packed.write(bytes(MIB))
    texts, reasons = outcome(put(tmp_path, out.getvalue()), most=40 * MIB)
    assert not texts
    assert len(reasons) == 1


def test_many_tiny_members_stop_at_the_limit(tmp_path):
    path = tmp_path / "a.tar.gz"
    with tarfile.open(path, "w:gz", compresslevel=1) as archive:
        for number in range(600):
            info = tarfile.TarInfo(f"{number}.txt")
            info.size = len(GOOD)
            archive.addfile(info, io.BytesIO(GOOD.encode()))
    texts, reasons = outcome(path, CorpusSettings(limits=Limits(members=500)))
    assert len(texts) == 500
    assert reasons == ["more than 500 members (the limit), the rest is left out"]


def test_a_zip_with_a_giant_directory_is_refused_before_it_is_loaded(tmp_path):
    entry = struct.pack("<4s4B4HL2L5H2L", b"PK\x01\x02", 20, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    entries = entry * 400_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65_535, 65_535, len(entries), 0, 0)
    path = put(tmp_path, b"PK\x03\x04" + entries + end)
    texts, reasons = outcome(path, CorpusSettings(limits=Limits(members=50_000)), most=60 * MIB)
    assert not texts
    assert reasons == ["more than 50000 members (the limit)"]


def test_archives_in_archives_end_at_the_nesting_limit(tmp_path):
    data = GOOD.encode()
    for _ in range(6):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("inner", data)
        data = out.getvalue()
    texts, reasons = outcome(put(tmp_path, data))
    assert not texts
    assert reasons == ["nested deeper than 3 archives (the limit)"]


@pytest.mark.parametrize("root", ["rss", "nitf"])
@pytest.mark.parametrize("form", ["billion laughs", "external"])
def test_entities_in_a_file_are_never_expanded(tmp_path, form, root):
    declarations = (
        "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)) if form == "billion laughs" else ""
    )
    external = '<!ENTITY l9 SYSTEM "file:///etc/passwd">' if form == "external" else ""
    feed = f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY l0 "lol">{declarations}{external}]><{root}><channel><item><title>&l9;</title></item></channel></{root}>'
    for data in (feed.encode(), feed.encode("utf-16")):
        texts, reasons = outcome(put(tmp_path, data), most=40 * MIB)
        assert not texts
        assert reasons == ["a file that declares XML entities"]


def test_cut_off_and_damaged_files_keep_what_came_before(tmp_path):
    lines = "".join(f'{{"text": "Report {n}: {GOOD.strip()} {n * 7919}"}}\n' for n in range(2000)).encode()
    whole = gzip.compress(lines)
    texts, reasons = outcome(put(tmp_path, whole[: len(whole) // 2]))
    assert 300 < len(texts) < 2000
    assert len(reasons) == 1
    assert "cut off" in reasons[0]
    web = record(PAGE) + record(PAGE)
    texts, reasons = outcome(put(tmp_path, web[:-40]))
    assert len(texts) == 1
    assert "cut off" in reasons[0]


@pytest.mark.parametrize(
    "data",
    [
        b"\x1f\x8b\x08\x00garbage that is no deflate stream", b"PK\x03\x04 and then nothing of it", b"WARC/1.0\r\n\r\n", b"WARC/1.0\r\nContent-Length: -5\r\nWARC-Type: response\r\n\r\n",
        b"WARC/1.0\r\nContent-Length: 99999999999999999999\r\nWARC-Type: resource\r\n\r\nx", b"<rss><channel><item><title>a", b'{"text": ' + b"[" * 100_000, b"<html>" + b"<div>" * 100_000, b"From a@b.example 2025\nFrom: x\nTo: y\nDate: \xff\nSubject: =?x?q?=\nMessage-ID: <\n\n",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 4\r\n\r\nHTTP\r\n\r\n", zlib.compress(b"x" * 100), b"\xff\xfe<\x00r\x00s\x00s\x00>",
    ],
)  # fmt: skip
def test_broken_input_is_one_line_or_an_article_and_never_an_exception(tmp_path, data):
    texts, reasons = outcome(put(tmp_path, data), most=80 * MIB)
    assert len(texts) + len(reasons) >= 1


def test_the_rest_of_the_corpus_is_read(tmp_path):
    put(tmp_path, zeros(200 * MIB), "a.gz")
    put(tmp_path, b"PK\x03\x04", "b.zip")
    put(tmp_path, GOOD, "c.txt")
    texts, reasons = outcome(tmp_path)
    assert texts == [GOOD]
    assert len(reasons) == 2


def test_a_file_that_takes_too_long_is_given_up(tmp_path, monkeypatch):
    from timeline.corpus import budget

    now = iter(range(0, 1_000_000, 20))
    monkeypatch.setattr(budget.time, "monotonic", lambda: next(now))
    _, reasons = outcome(put(tmp_path, gzip.compress(GOOD.encode() * 50_000)))
    assert reasons == ["took longer than 30 s (the limit)"]


def test_a_folder_of_bombs_leaves_the_process_small(tmp_path):
    """Measured from outside: decompressors and parsers allocate where Python does not see it."""
    put(tmp_path, zeros(200 * MIB), "a.gz")
    bombs = {
        "gzip": zeros(200 * MIB),
        "br": brotli.compress(bytes(200 * MIB)),
        "zstd": zstd().compress(bytes(200 * MIB)),
    }
    for coding, packed in bombs.items():
        bomb = record(packed, f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {coding}\r\n")
        put(tmp_path, gzip.compress(bomb), f"b-{coding}.warc.gz")
    put(tmp_path, b"<html><body>" + b"<p>x<i>" * 500_000, "c.html")
    put(tmp_path, b"<rss><channel>" + b"<item><title>x</title></item>" * 10_000, "d.xml")
    with zipfile.ZipFile(tmp_path / "e.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.txt", b"A" * (60 * MIB))
    put(tmp_path, GOOD, "f.txt")
    put(tmp_path, zstd().compress(bytes(200 * MIB)), "g.zst")
    put(tmp_path, b"<nitf><body><body.content>" + b"<p>x</p>" * 1_000_000, "h.xml")
    program = (
        "import sys; from pathlib import Path; from timeline.corpus import read, Rejected; import trafilatura; from lxml import html\n"
        "most = lambda: int(Path('/proc/self/status').read_text().partition('VmHWM:')[2].split()[0]) // 1024\n"
        "before = most()\n"
        "refused = sum(isinstance(f, Rejected) for f in read([sys.argv[1]]))\n"
        "print(refused, most() - before)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=True, capture_output=True, text=True)
    refused, grown = map(int, done.stdout.split())
    assert refused == 8
    assert grown < 200, f"{grown} MB"
