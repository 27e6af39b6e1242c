"""Universal Dependencies treebanks (`.conllu`) as paragraphs of sentences."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from training.sentences import Paragraph, Sentence

HELD_OUT = ("dev", "test", "test2")


def read_conllu(path: Path, source: str) -> Iterator[Paragraph]:
    """Paragraphs of one file, cut where `# newpar` or `# newdoc` says so."""
    pending: list[Sentence] = []
    rows: list[list[str]] = []
    glued: dict[int, bool] = {}
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith(("# newpar", "# newdoc")):
            if pending:
                yield Paragraph(pending, source)
            pending = []
        elif line.startswith("#"):
            continue
        elif line:
            cells = line.split("\t")
            if "-" in cells[0]:
                first, last = (int(number) for number in cells[0].split("-"))
                glued.update(dict.fromkeys(range(first, last), True))
                glued[last] = "SpaceAfter=No" in cells[9]
            elif "." not in cells[0]:
                rows.append(cells)
        elif rows:
            pending.append(_sentence(rows, glued))
            rows, glued = [], {}
    if pending:
        yield Paragraph(pending, source)


def _sentence(rows: list[list[str]], glued: dict[int, bool]) -> Sentence:
    spaces = [not glued.get(int(row[0]), "SpaceAfter=No" in row[9]) for row in rows]
    heads = [int(row[6]) - 1 if row[6] != "0" else i for i, row in enumerate(rows)]
    return Sentence(
        words=[row[1] for row in rows],
        spaces=spaces,
        tags=[row[4] for row in rows],
        pos=[row[3] for row in rows],
        morphs=["" if row[5] == "_" else row[5] for row in rows],
        lemmas=[row[2] for row in rows],
        heads=heads,
        deps=["ROOT" if row[7] == "root" else row[7] for row in rows],
    )


def gum_parts(folder: Path) -> dict[str, str]:
    """Document name to `train`, `dev`, `test` or `test2`, from the corpus's own `splits.md`; unlisted is train."""
    part = ""
    parts: dict[str, str] = {}
    for line in (folder / "splits.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            part = line[3:].strip()
        elif line.strip().startswith("* "):
            parts[line.strip()[2:].strip()] = part
    return parts


def read_gum(folder: Path, part: str) -> Iterator[Paragraph]:
    """Paragraphs of GUM's `train`, `dev` or `test` part."""
    parts = gum_parts(folder)
    for path in sorted(folder.glob("*.conllu")):
        listed = parts.get(path.stem, "train")
        if (listed if listed in HELD_OUT else "train") == part:
            yield from read_conllu(path, "gum")
