"""Entities: names with and without the tables' corrections, load time and cost of resolution.

    python benchmarks/entities.py [--json FILE]

Needs the development data (environment variable TIMELINE_DEV_DATA, or the folder `shared` beside the repository).
Names: every tenth newswire document, raw text, character spans, PER, ORG, LOC (countries, cities and buildings are
LOC); the reference is the bare pipeline of the same run. Cost: resolving every subject, object and oblique of the same
documents, beside parsing them.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ.setdefault(variable, "1")
ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from spacy.tokens import Doc, Span  # noqa: E402
from training import development_data  # noqa: E402
from training.examples import newswire_paragraphs  # noqa: E402

from timeline.extract import language  # noqa: E402
from timeline.extract.document import Document, Paragraph  # noqa: E402
from timeline.extract.entities import Resolver, correct_entities, gazetteer  # noqa: E402
from timeline.model.records import Article, Published, Section  # noqa: E402

CLASSES = {"PERSON": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC"}
ROLES = ("nsubj", "obj", "obl", "nmod", "iobj", "obl:agent", "nsubj:pass")


def _spans(entities: Any) -> set[tuple[int, int, str]]:
    return {(e.start_char, e.end_char, CLASSES[e.label_]) for e in entities if e.label_ in CLASSES}


def _trimmed(span: Span) -> Span:
    """Without article and possessive ending, on which annotations differ."""
    start, end = span.start, span.end
    while start < end - 1 and span.doc[start].lower_ in {"the", "a", "an"}:
        start += 1
    while end - 1 > start and span.doc[end - 1].text in {"'s", "\u2019s", "'"}:
        end -= 1
    return Span(span.doc, start, end, label=span.label_)


def _prf(counts: Counter[str]) -> dict[str, float]:
    right, gold, predicted = counts["right"], counts["gold"], counts["predicted"]
    p, r = right / predicted if predicted else 0.0, right / gold if gold else 0.0
    f = 2 * p * r / (p + r) if p + r else 0.0
    return {"p": round(100 * p, 1), "r": round(100 * r, 1), "f": round(100 * f, 1)}


def _names(pairs: list[tuple[Doc, Doc]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for system in ("pipeline", "with tables"):
        tallies = {name: Counter[str]() for name in ("PER", "ORG", "LOC", "all")}
        for gold, parsed in pairs:
            found = parsed.ents if system == "pipeline" else correct_entities(parsed)
            expected, predicted = _spans(map(_trimmed, gold.ents)), _spans(map(_trimmed, found))
            for name, tally in tallies.items():
                for key, spans in (("gold", expected), ("predicted", predicted), ("right", expected & predicted)):
                    tally[key] += sum(1 for span in spans if name in {"all", span[2]})
        result[system] = {name: _prf(tally) for name, tally in tallies.items()}
    return result


def _document(parsed: Doc) -> Document:
    text = parsed.text
    section = Section(start=0, end=len(text), kind="body")
    article = Article(
        id="b", key="b", version="b", origin=None, url=None, source=None, title=None, language="en", text=text,
        published=Published(), sections=[section],
    )  # fmt: skip
    return Document(article, (Paragraph(parsed, 0, "body"),))


def measure() -> dict[str, Any]:
    """Everything the benchmark knows, as one JSON object; times in seconds of CPU."""
    nlp = language.load()
    gold = [p.to_doc(nlp.vocab) for p in newswire_paragraphs(development_data() / "training", held_out=True)]
    started = time.process_time()
    parsed = list(language.parse([doc.text for doc in gold]))
    parse_seconds = time.process_time() - started
    started = time.process_time()
    gazetteer.find("Kursk")
    load_seconds = time.process_time() - started
    documents = [_document(doc) for doc in parsed]
    started = time.process_time()
    resolvers = [Resolver(document) for document in documents]
    setup_seconds = time.process_time() - started
    started = time.process_time()
    phrases = 0
    for doc, resolver in zip(parsed, resolvers, strict=True):
        for token in doc:
            if token.dep_ in ROLES:
                phrases += 1
                resolver.participants(0, token.i, as_place=token.dep_ == "obl")
    resolve_seconds = time.process_time() - started
    return {
        "names": _names(list(zip(gold, parsed, strict=True))),
        "gazetteer_load": round(load_seconds, 3),
        "parse": round(parse_seconds, 2),
        "names_and_people": round(setup_seconds, 2),
        "phrases": phrases,
        "resolution": round(resolve_seconds, 2),
    }


def main() -> None:
    """Print the measurements, and write them as JSON where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    options = parser.parse_args()
    figures = measure()
    print(f"{'':14}" + "".join(f"{name:>22}" for name in ("PER", "ORG", "LOC", "all")))
    for system, scores in figures["names"].items():
        cells = "".join(f"{s['p']:>8}{s['r']:>7}{s['f']:>7}" for s in scores.values())
        print(f"{system:14}{cells}   (P R F)")
    share = 100 * figures["names_and_people"] / figures["parse"]
    print(f"gazetteer loads in {figures['gazetteer_load']} s (aim 0.5)")
    print(f"names and people cost {share:.1f} % of parsing (aim 10)")
    print(f"{figures['phrases']} phrases resolved in {figures['resolution']} s, parsed in {figures['parse']} s")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
