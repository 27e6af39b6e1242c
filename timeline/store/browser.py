"""The pack for Neo4j Browser: style, five walks as favourites, all queries, and a guide in Markdown."""

from __future__ import annotations

import shutil
from pathlib import Path

from timeline.errors import StoreError
from timeline.store import cypher

STEPS = (
    "Open Neo4j Browser and connect to the database.",
    "Drag style.grass onto the window: nodes get colours and captions.",
    "Drag the numbered .cypher files onto the window: they become favourites.",
    "Follow guide.md: five walks through the chronology.",
)


def install(target: Path) -> list[Path]:
    """Write the pack into a folder and give the files written; others of the same name are replaced, the rest stays."""
    source = cypher.folder()
    written = []
    try:
        for room, place in (("browser", target), ("query", target / "query")):
            place.mkdir(parents=True, exist_ok=True)
            for file in sorted((source / room).iterdir()):
                shutil.copyfile(file, place / file.name)
                written.append(place / file.name)
    except OSError as error:
        raise StoreError(f"{target}: cannot be written ({error.strerror}); name another folder") from error
    return written
