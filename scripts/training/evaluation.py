"""Scores on held-out data: tags and trees on gold sentences and on raw paragraphs, names on raw newswire."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc

from training.sentences import UNKNOWN, Paragraph

MAIN_NAMES = ("PERSON", "ORG", "LOC")


def universal(label: str) -> str:
    """The label without its subtype; spaCy writes the root's in capitals."""
    return label.partition(":")[0].lower()


def tree_scores(nlp: Language, paragraphs: Iterable[Paragraph]) -> dict[str, float]:
    """Percentages on gold tokens and sentences: `tag`, `pos`, `lemma` (all tokens), `uas`, `las` (no punctuation).

    Arcs that the source does not vouch for are left out. `las` compares universal labels, `las_full` subtypes too.
    """
    sentences = [s for p in paragraphs for s in p.sentences if s.heads is not None]
    docs = nlp.pipe(Doc(nlp.vocab, words=s.words, spaces=s.spaces) for s in sentences)
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for s, doc in zip(sentences, docs, strict=True):
        for i, token in enumerate(doc):
            for key, layer, value in (("tag", s.tags, token.tag_), ("pos", s.pos, token.pos_)):
                if layer is not None and layer[i]:
                    total[key] += 1
                    right[key] += layer[i] == value
            if s.lemmas is not None:
                total["lemma"] += 1
                right["lemma"] += s.lemmas[i].lower() == token.lemma_.lower()
            if s.heads is None or s.deps is None or s.deps[i] in {"punct", UNKNOWN}:
                continue
            total["arc"] += 1
            if token.head.i == s.heads[i]:
                right["uas"] += 1
                right["las"] += universal(token.dep_) == universal(s.deps[i])
                right["las_full"] += token.dep_ == s.deps[i]
    return {
        key: round(100 * right[key] / max(1, total[key if key in total else "arc"]), 2)
        for key in ("tag", "pos", "lemma", "uas", "las", "las_full")
    }


def sentence_scores(nlp: Language, paragraphs: Iterable[Paragraph]) -> dict[str, float]:
    """F of sentence starts, found in raw paragraphs by character offset."""
    paragraphs = list(paragraphs)
    hits = found = wanted = 0
    references = [p.to_doc(nlp.vocab) for p in paragraphs]
    for reference, doc in zip(references, nlp.pipe(r.text for r in references), strict=True):
        gold = {span.start_char for span in reference.sents}
        ours = {span.start_char for span in doc.sents}
        hits, found, wanted = hits + len(gold & ours), found + len(ours), wanted + len(gold)
    return {"sentences_f": _f(hits, found, wanted)[2]}


def name_scores(nlp: Language, paragraphs: Iterable[Paragraph]) -> dict[str, dict[str, float]]:
    """Precision, recall, F in per cent over exact character spans: by label, `main` (PERSON, ORG, LOC) and `all`."""
    hits: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    references = [p.to_doc(nlp.vocab) for p in paragraphs]
    for reference, doc in zip(references, nlp.pipe(r.text for r in references), strict=True):
        gold = {(e.start_char, e.end_char, e.label_) for e in reference.ents}
        ours = {(e.start_char, e.end_char, e.label_) for e in doc.ents}
        for counter, spans in ((hits, gold & ours), (found, ours), (wanted, gold)):
            for _, _, label in spans:
                for key in (label, "all", *(["main"] if label in MAIN_NAMES else [])):
                    counter[key] += 1
    rows = {}
    for key in sorted(wanted):
        p, r, f = _f(hits[key], found[key], wanted[key])
        rows[key] = {"p": p, "r": r, "f": f, "gold": float(wanted[key])}
    return rows


def _f(hits: int, found: int, wanted: int) -> tuple[float, float, float]:
    p, r = hits / max(1, found), hits / max(1, wanted)
    return round(100 * p, 2), round(100 * r, 2), round(200 * p * r / max(1e-9, p + r), 2)
