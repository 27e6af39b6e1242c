"""Files, folders and standard input to articles; what cannot be read is said."""

# ruff: noqa: E501

import io
import json
import os
import sys
import threading

import pytest

from timeline.corpus import CorpusSettings, Limits, Rejected, article_from_json, probe, read

PLAIN = "Harbour reopens\n\nPublished 6 April 2025\n\nThe harbour reopened on Sunday, officials said.\n"


def write(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def split(found):
    found = list(found)
    return [f for f in found if not isinstance(f, Rejected)], [f for f in found if isinstance(f, Rejected)]


def test_a_text_file_is_stored_as_it_is(tmp_path):
    path = write(tmp_path, "a.txt", PLAIN.replace("\n", "\r\n") + "\x07 \n")
    ((article,), rejected) = split(read([path]))
    assert not rejected
    assert article.text == PLAIN.replace("\n", "\r\n") + "\x07 \n"
    assert (article.title, article.published.value, article.published.basis) == (
        "Harbour reopens",
        "2025-04-06",
        "page",
    )
    assert article.id == article.version


def test_content_decides_and_not_the_suffix(tmp_path):
    write(tmp_path, "a.txt", '{"text": "The harbour reopened."}\n')
    write(tmp_path, "b.jsonl", PLAIN)
    write(tmp_path, "c", '[{"text": "One."}, {"text": "Two."}]')
    write(tmp_path, "d.json", json.dumps({"text": "Three."}, indent=2))
    articles, rejected = split(read([tmp_path / "a.txt", tmp_path / "c", tmp_path / "d.json"]))
    assert [a.text for a in articles] == ["The harbour reopened.", "One.", "Two.", "Three."]
    assert not rejected


def test_a_block_of_fields_on_top_of_a_text_is_its_metadata(tmp_path):
    text = "Title: Ferries stop as crews walk out\nDate: 2025-04-02\nSource: Coast Observer\nURL: https://coast.example/ferries\n\nNo ferry left the harbour on Wednesday.\n"
    ((article,), _) = split(read([write(tmp_path, "a.txt", text)]))
    assert article.text == text
    assert (article.title, article.source, article.url) == (
        "Ferries stop as crews walk out",
        "Coast Observer",
        "https://coast.example/ferries",
    )
    assert article.published.value == "2025-04-02"
    assert [(s.kind, text[s.start : s.end]) for s in article.sections][:2] == [
        ("boilerplate", "Title:"),
        ("headline", "Ferries stop as crews walk out"),
    ]


def test_json_text_is_authoritative(tmp_path):
    text = "  Ferries stop\r\n\r\nUpdated 2 April 2025\n\nNo ferry left.\u2028 \x07\n\nStorm nears\n\nUpdated 4 April 2025\n\nWinds are high today.  "
    row = {
        "id": "x7",
        "url": "https://a.example/1",
        "source": "Coast",
        "title": "Ferries",
        "text": text,
        "published": "2025-04-02",
        "language": "en",
        "events": [{"id": "e1", "start": 2, "end": 9}],
    }
    path = write(tmp_path, "a.jsonl", json.dumps(row))
    ((article,), _) = split(read([path]))
    assert article.text == text
    assert (article.id, article.url, article.source, article.title, article.language) == (
        "x7",
        "https://a.example/1",
        "Coast",
        "Ferries",
        "en",
    )
    assert (article.published.value, article.published.basis) == ("2025-04-02", "given")
    assert [(e.id, e.start, e.end) for e in article.events] == [("e1", 2, 9)]


def test_bad_lines_are_named_and_the_others_stay(tmp_path):
    lines = [
        b'{"id": "a"}',
        b'{"text": "Fine."}',
        b"no json",
        b'{"text": 5}',
        b"[1]",
        b"",
        b'{"text": "caf\xe9"}',
        b'{"text": "  "}',
        b'{"text": "x", "events": [{"id": "e", "start": 0, "end": 9}]}',
        b'{"text": "Also fine."}',
    ]
    path = write(tmp_path, "a.jsonl", b"\n".join(lines))
    articles, rejected = split(read([path]))
    assert [a.text for a in articles] == ["Fine.", "Also fine."]
    assert [int(r.origin.rsplit(":", 1)[1]) for r in rejected] == [1, 3, 4, 5, 7, 8, 9]
    assert rejected[0].reason == 'no field "text"'
    assert "not UTF-8" in rejected[4].reason


def test_standard_input_is_json_lines(monkeypatch):
    monkeypatch.setattr(
        sys,
        "stdin",
        io.TextIOWrapper(io.BytesIO(b'{"text": "One.", "url": "https://a.example/1"}\nbroken\n{"text": "Two."}')),
    )
    articles, rejected = split(read(["-"]))
    assert [(a.text, a.origin) for a in articles] == [("One.", "https://a.example/1"), ("Two.", "-")]
    assert [r.origin for r in rejected] == ["-:2"]
    sys.stdin.buffer.read()  # still open


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\n ", "white space"),
        ("a.bin", b"ab\x00", "binary"),
        ("a.jsonl", b"\n", "white space"),
        ("a.pdf", b"%PDF-1.4", "PDF"),
        ("a.rtf", b"{\\rtf1 Hello}", "RTF"),
        ("a.xml", b"<?xml version='1.0'?><config/>", "XML"),
    ],
)
def test_what_holds_no_article_says_why(tmp_path, name, content, reason):
    write(tmp_path, name, content)
    write(tmp_path, "good.txt", PLAIN)
    articles, rejected = split(read([tmp_path]))
    assert len(articles) == 1
    assert len(rejected) == 1
    assert reason in rejected[0].reason


def test_missing_paths_and_empty_folders_are_said(tmp_path):
    (tmp_path / "empty").mkdir()
    _, rejected = split(read([tmp_path / "none", tmp_path / "empty"]))
    assert [r.reason for r in rejected] == ["a folder without articles", "no such file or folder"]


def test_the_order_of_paths_does_not_matter_and_no_file_is_read_twice(tmp_path):
    names = ["b/1.txt", "a/2.txt", "c.txt"]
    for name in names:
        write(tmp_path, name, f"{name}\n\n{PLAIN}")
    paths = [tmp_path / n for n in names]
    first = list(read([*paths, tmp_path]))
    assert first == list(read([tmp_path, *reversed(paths)]))
    assert len(first) == 3


def test_hidden_files_and_links_in_folders_are_left_alone(tmp_path):
    write(tmp_path, ".hidden.txt", PLAIN)
    write(tmp_path, "a.txt", PLAIN)
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    articles, rejected = split(read([tmp_path]))
    assert len(articles) == 1
    assert ["symbolic link" in r.reason for r in rejected] == [True, True]


def test_a_pipe_that_is_named_is_read(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(PLAIN,))
    writer.start()
    articles, rejected = split(read([pipe]))
    writer.join()
    assert (len(articles), rejected) == (1, [])


def test_an_article_of_five_megabytes_is_read_and_one_over_the_limit_refused(tmp_path):
    big = "Long report\n\n" + "The committee met again on Tuesday and went on reading the report. " * 75_000
    path = write(tmp_path, "a.txt", big)
    articles, _ = split(read([path]))
    assert len(articles[0].text) == len(big)
    _, rejected = split(read([path], CorpusSettings(limits=Limits(file_bytes=1 << 20))))
    assert rejected[0].reason == "larger than 1 MB (the limit)"


def test_a_line_over_the_limit_is_refused_and_the_next_is_read(tmp_path):
    path = write(tmp_path, "a.jsonl", '{"text": "' + "x" * 5000 + '"}\n{"text": "Fine."}\n')
    articles, rejected = split(read([path], CorpusSettings(limits=Limits(record_bytes=1000))))
    assert [a.text for a in articles] == ["Fine."]
    assert "limit" in rejected[0].reason


def test_identical_copies_of_two_outlets_stay_two_and_a_copied_file_one(tmp_path):
    rows = [{"source": s, "text": "The harbour reopened on Sunday."} for s in ("Coast", "Sound")]
    write(tmp_path, "a.jsonl", "\n".join(map(json.dumps, rows)))
    write(tmp_path, "b/a.jsonl", json.dumps(rows[0]))
    articles, _ = split(read([tmp_path]))
    assert articles[0].key != articles[1].key
    assert articles[0].key == articles[2].key


def test_the_key_follows_the_callers_id_then_the_url(tmp_path):
    def of(**row):
        return article_from_json(row, "x")

    assert of(id="1", text="Old.").key == of(id="1", text="New.").key
    assert of(id="1", text="Old.").version != of(id="1", text="New.").version
    assert of(url="https://a.example/1", text="Old.").key == of(url="https://a.example/1", text="New.").key
    assert of(text="Old.").key != of(text="New.").key


def test_an_agency_is_known_by_byline_and_by_being_the_source():
    def agency(**row):
        return article_from_json({"text": "The harbour reopened.", **row}, "x").agency

    assert agency(source="Reuters") == "Reuters"
    assert agency(url="https://apnews.com/article/1") == "Associated Press"
    assert agency(source="Reuters Watch Blog") is None
    assert (
        article_from_json({"text": "Harbour\n\nBy A. Writer, AFP\n\nIt reopened on Sunday, they said."}, "x").agency
        == "Agence France-Presse"
    )


def test_lone_surrogates_are_replaced_one_for_one():
    article = article_from_json({"text": "a\ud800b 😀"}, "x")
    assert article.text == "a\ufffdb 😀"
    assert article.notes


def test_probe_says_what_would_be_read(tmp_path):
    write(tmp_path, "a.jsonl", '{"text": "One."}\n{"text": "Two."}\nbroken')
    write(tmp_path, "b.txt", PLAIN)
    write(tmp_path, "c.txt", "")
    found = [(p.format, p.articles, len(p.rejected)) for p in probe([tmp_path])]
    assert found == [("jsonl", 2, 1), ("text", 1, 0), (None, 0, 1)]


def test_the_examples_are_read_whole():
    folder = os.path.join(os.path.dirname(__file__), "..", "..", "examples")  # noqa: PTH118, PTH120
    articles, rejected = split(read([folder]))
    assert not rejected
    assert len(articles) >= 11
    assert sum(a.published.basis == "none" for a in articles) == 2
    for article in articles:
        for section in article.sections:
            assert article.text[section.start : section.end].strip()
