"""Names of a parsed paragraph as NER and the tables see them together: NER's faults with known names put right."""

from __future__ import annotations

from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from timeline.extract.entities.gazetteer import REGION_WORDS, TOWN_WORDS
from timeline.extract.entities.mentions import Mention, find_mentions
from timeline.extract.entities.tables import Tables, load_tables
from timeline.extract.tree import Tree

_LABELS = {"person": "PERSON", "organisation": "ORG", "country": "LOC", "place": "LOC"}


def correct_entities(doc: Doc, tables: Tables | None = None) -> list[Span]:
    """The paragraph's names with corrected spans and labels, in text order, not overlapping.

    The document is left as it is. NER's label stays where the tables have nothing better to say: a metonym ("the
    Kremlin") is whatever NER calls it.
    """
    tables = tables or load_tables()
    found = []
    for mention in find_mentions(Tree(doc), 0, tables):
        label = _label(doc, mention)
        if label:
            end = mention.end
            if end - mention.start > 1 and doc[end - 1].text in REGION_WORDS | TOWN_WORDS and not mention.entries:
                end -= 1  # the class word of "Kursk region" is no part of the name
            found.append(Span(doc, mention.start, end, label=label))
    return filter_spans(found)


def _label(doc: Doc, mention: Mention) -> str:
    own = next((e.label_ for e in doc.ents if e.start < mention.end and mention.start < e.end), "")
    if not mention.entries:
        return mention.label
    entry = mention.entries[0]
    if entry.kind == "person":
        return "" if entry.weak and not own else "PERSON"
    if entry.kind == "country":
        if entry.form[:4].lower() == "the " or not own:
            return own or "LOC"
        return "LOC" if own in {"PERSON", "MISC", "PRODUCT"} else own
    return own if own in {"ORG", "LOC", "FAC", "GPE"} else _LABELS.get(entry.kind, own)
