#!/usr/bin/env python3
"""Event dates against the development data: the share of given events that get exactly their day.

EventStoryLine's event-to-day links (165 news articles) and the SemEval-2015 Task 4 Apple timelines (30 articles, events
given), each split by whether the day is the publication day. Needs the development data (environment variable
TIMELINE_DEV_DATA, or the folder `shared` beside the repository). Example:

    benchmarks/dating.py --json --errors var/dating.tsv
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from timeline.corpus import article_from_json  # noqa: E402
from timeline.extract import language  # noqa: E402
from timeline.extract.clauses import clause_head, tense  # noqa: E402
from timeline.extract.dating import Site, date_events  # noqa: E402
from timeline.extract.document import Document, Paragraph, pieces  # noqa: E402
from timeline.extract.timex import tag  # noqa: E402
from timeline.model.records import Article, DateRef, Timex  # noqa: E402


@dataclass(frozen=True, slots=True)
class Case:
    """A given event with its gold days."""

    id: str
    site: Site
    days: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A parsed development article with its time expressions and cases; `topic` keeps cross-validation honest."""

    set: str
    topic: str
    document: Document
    timexes: list[Timex]
    cases: list[Case]

    @property
    def published(self) -> str:
        """The publication day, or nothing."""
        return (self.document.article.published.value or "")[:10]


def folder() -> Path | None:
    """The development data, when it is there."""
    named = os.environ.get("TIMELINE_DEV_DATA")
    path = Path(named) if named else ROOT.parent / "shared"
    return path if (path / "score").is_dir() else None


def stories(data: Path, sets: tuple[str, ...] = ("eventstoryline", "semeval")) -> Iterator[Story]:
    """All development stories, parsed."""
    for name in sets:
        rows, gold = _eventstoryline(data) if name == "eventstoryline" else _semeval(data)
        read = [(row, _article(row)) for row in rows]
        texts = [a.text[s:e] for _, a in read for s, e, _ in pieces(a)]
        docs = language.parse(texts)
        for row, article in read:
            parts = tuple(Paragraph(next(docs), s, k) for s, _, k in pieces(article))
            document = Document(article, parts)
            timexes = tag(article.text, article.published, article.sections, document)
            topic = name + (article.id.split("_")[0] if name == "eventstoryline" else article.id)
            yield Story(name, topic, document, timexes, list(_cases(document, row["events"], gold)))


def _article(row: dict[str, Any]) -> Article:
    article = article_from_json(row, str(row["id"]))
    if not isinstance(article, Article):
        raise SystemExit(f"{row['id']}: {article}")
    return article


def _eventstoryline(data: Path) -> tuple[list[dict[str, Any]], dict[str, list[str]]]:
    base = data / "score" / "conflicts"
    rows = [json.loads(line) for line in (base / "raw_articles.jsonl").read_text("utf-8").splitlines()]
    mentions = json.loads((base / "gold.json").read_text("utf-8"))["mentions"]
    return rows, {key: m["days"] for key, m in mentions.items() if m["days"]}


def _semeval(data: Path) -> tuple[list[dict[str, Any]], dict[str, list[str]]]:
    base = data / "score" / "semeval" / "apple"
    rows = [json.loads(line) for line in (base / "articles_b.jsonl").read_text("utf-8").splitlines()]
    mentions = [json.loads(line) for line in (base / "mentions.jsonl").read_text("utf-8").splitlines()]
    days: dict[str, set[str]] = defaultdict(set)
    for path in sorted((base / "gold").glob("*.txt")):
        for line in path.read_text("utf-8").splitlines()[1:]:
            fields = line.split("\t")
            if len(fields) > 2 and "X" not in fields[1] and len(fields[1]) == 10:
                for key in fields[2:]:
                    days[key].add(fields[1])
    used = Counter(m["key"] for m in mentions)
    found = {m["id"]: m["id"].split("-", 1)[0] for m in mentions if used[m["key"]] == 1 and m["key"] in days}
    return rows, {f"{doc} {event}": sorted(days[event]) for event, doc in found.items()}


def _cases(document: Document, events: list[dict[str, Any]], gold: dict[str, list[str]]) -> Iterator[Case]:
    for event in events:
        days = gold.get(f"{document.article.id} {event['id']}")
        if days:
            site = _site(document, event["start"], event["end"])
            if site is not None:
                yield Case(event["id"], site, tuple(days))


def _site(document: Document, start: int, end: int) -> Site | None:
    for index, paragraph in enumerate(document.paragraphs):
        size = len(paragraph.doc.text)
        if paragraph.start <= start < paragraph.start + size:
            first, last = start - paragraph.start, min(end - paragraph.start, size)
            span = paragraph.doc.char_span(first, last, alignment_mode="expand")
            if span is None:
                return None
            future = tense(clause_head(span.root)) == "future"
            return Site(index, span.root.i, "OTHER.event", "scheduled" if future else "happened", span.root.lemma_)
    return None


def right(ref: DateRef, case: Case) -> bool:
    """Exactly one of the gold days."""
    return ref.earliest is not None and ref.earliest == ref.latest and ref.earliest in case.days


Figures = dict[str, dict[str, float]]


def measure(data: Path) -> tuple[Figures, dict[str, list[bool]], list[str]]:
    """Figures by set, hits by ground and rule, and a line for every error."""
    count: Counter[tuple[str, str, bool]] = Counter()
    grounds: dict[str, list[bool]] = defaultdict(list)
    errors = []
    for story in stories(data):
        refs = date_events(story.document, story.timexes, [c.site for c in story.cases])
        for case, ref in zip(story.cases, refs, strict=True):
            good = right(ref, case)
            where = "on" if story.published in case.days else "off"
            count[story.set, where, good] += 1
            ground = f"{ref.basis}{' soft' if 'soft' in ref.flags else ''}: {ref.rule.partition(':')[0]}"
            grounds[ground].append(good)
            if not good:
                token = story.document.paragraphs[case.site.paragraph].doc[case.site.token]
                row = (story.document.article.id, story.published, where, token.text, ",".join(case.days), ref.edtf)
                errors.append("\t".join([*row, ref.basis, ref.rule, token.sent.text.replace("\t", " ")]))
    result: Figures = {}
    for name in ("eventstoryline", "semeval"):
        for where in ("on", "off"):
            hit, missed = count[name, where, True], count[name, where, False]
            result[f"{name} {where} publication day"] = {"events": hit + missed, "right": _percent(hit, hit + missed)}
        hits = sum(count[name, w, True] for w in ("on", "off"))
        total = hits + sum(count[name, w, False] for w in ("on", "off"))
        result[name] = {"events": total, "right": _percent(hits, total)}
    return result, grounds, errors


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", type=Path)
    options = parser.parse_args()
    data = folder()
    if data is None:
        raise SystemExit("no development data: set TIMELINE_DEV_DATA")
    result, grounds, errors = measure(data)
    if options.errors:
        options.errors.write_text("\n".join(errors) + "\n", encoding="utf-8")
    if options.json:
        print(json.dumps(result))
        return
    for name, figures in result.items():
        print(f"{name:42}{figures['events']:6}{figures['right']:7} %")
    for ground, tally in sorted(grounds.items(), key=lambda item: -len(item[1])):
        print(f"  {ground:60}{len(tally):6}{_percent(sum(tally), len(tally)):7} %")


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


if __name__ == "__main__":
    main()
