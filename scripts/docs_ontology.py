"""Generates docs/ontology.md from the event types; `--check` says whether it is out of date and exits with 1."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from timeline.model.ontology import Leaf, Ontology, load

PAGE = Path(__file__).resolve().parent.parent / "docs" / "ontology.md"
_SHOWN = 8  # triggers of a row: enough to see what it is about


def lines(ontology: Ontology) -> Iterator[str]:
    """The page, line by line."""
    triggers = sum(len(patterns) for leaf in ontology.leaves.values() for patterns in leaf.triggers.values())
    everyday = sum(len(patterns) for patterns in ontology.everyday.values())
    yield "# Event types"
    yield ""
    yield "Generated from `timeline/model/leaves/*.toml` by `scripts/docs_ontology.py`; a test fails when it drifts."
    yield ""
    yield f"{len(ontology.leaves)} types, {triggers} trigger patterns, {everyday} everyday senses that are none."
    yield "Codes: PLOVER event and mode, CAMEO."
    yield "How a trigger is written stands in [extraction.md](extraction.md)."
    root = ""
    for leaf in ontology.leaves.values():
        if leaf.root != root:
            root = leaf.root
            yield ""
            yield f"## {root}"
            yield ""
            yield "| type | what it means | example | PLOVER | CAMEO | quad class | triggers |"
            yield "|---|---|---|---|---|---|---|"
        yield _row(leaf)


def _row(leaf: Leaf) -> str:
    row = leaf.row
    plover = " ".join(part for part in (row.plover, f"({row.mode})" if row.mode else "") if part) or "–"
    words = dict.fromkeys(" ".join((*p.words, *p.particles)) for patterns in leaf.triggers.values() for p in patterns)
    shown = ", ".join(list(words)[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")
    marks = [name for name, on in (("reciprocal", row.reciprocal), ("recipient", row.recipient_required)) if on]
    kind = f"{row.quad}{' · ' + ', '.join(marks) if marks else ''}"
    cells = (f"`{row.id}`", row.definition, row.example, plover, row.cameo or "–", kind, shown or "from its content")
    return f"| {' | '.join(cells)} |"


def main(arguments: list[str]) -> int:
    """Writes the page, or compares."""
    text = "\n".join(lines(load())) + "\n"
    if "--check" in arguments:
        known = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
        if known != text:
            print("docs/ontology.md is out of date: run scripts/docs_ontology.py")
            return 1
        return 0
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
