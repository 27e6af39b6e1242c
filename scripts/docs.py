"""Generates docs/cli.md from the commands and docs/schemas/*.json from the records.

`python scripts/docs.py` writes them; `--check` only says which are out of date and exits with 1.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import msgspec

from timeline.cli.app import app
from timeline.journal import payloads
from timeline.model import records

DOCS = Path(__file__).resolve().parent.parent / "docs"
_HELP = app.context_settings["help_option_names"]  # as every command inherits them when it runs
DRAFT = "https://json-schema.org/draft/2020-12/schema"
RECORDS: dict[str, Any] = {
    "article-in": None,  # filled below: what `annotate` and `ingest` take
    "article": records.Article,
    "annotated": records.Annotated,
    "assertion": records.Assertion,
    "timex": records.Timex,
    "decision": records.Decision,
    "chronology-record": records.ChronologyRecord,
    "article-record": records.ArticleRecord,
    "entity-record": records.EntityRecord,
    "event-record": records.EventRecord,
    "conflict-record": records.ConflictRecord,
    "undated-record": records.UndatedRecord,
    "rejected-record": records.RejectedRecord,
    "decision-record": records.DecisionRecord,
}
ARTICLE_IN: dict[str, Any] = {
    "title": "Article in",
    "description": "One line of the JSON Lines that `timeline ingest` and `timeline annotate` read.",
    "type": "object",
    "required": ["text"],
    "properties": {
        "id": {"type": ["string", "null"], "description": "The caller's own; comes back unchanged."},
        "url": {"type": ["string", "null"]},
        "source": {"type": ["string", "null"], "description": "Name of the outlet."},
        "title": {"type": ["string", "null"]},
        "text": {"type": "string", "description": "Authoritative: every offset counts code points in it."},
        "published": {"type": ["string", "null"], "description": "ISO 8601 day or instant with its zone."},
        "language": {"type": ["string", "null"]},
        "events": {
            "type": ["array", "null"],
            "items": {
                "type": "object",
                "required": ["id", "start", "end"],
                "properties": {
                    "id": {"type": "string"},
                    "start": {"type": "integer", "minimum": 0},
                    "end": {"type": "integer", "minimum": 0},
                },
            },
        },
    },
}


def schemas() -> Iterator[tuple[Path, str]]:
    """Every record's JSON Schema, with the payloads of the journal."""
    named = {**RECORDS, **{f"journal/{name}": kind.payload for name, kind in payloads.KINDS.items()}}
    for name, record in named.items():
        schema = ARTICLE_IN if record is None else msgspec.json.schema(record)
        text = msgspec.json.format(msgspec.json.encode({"$schema": DRAFT, **schema}, order="sorted"), indent=2)
        yield DOCS / "schemas" / f"{name}.json", text.decode() + "\n"


def cli() -> str:
    """The reference of all commands, from their own help."""
    parts = [
        "# Command reference",
        "",
        "Generated from `--help` by `scripts/docs.py`; a test fails when it drifts.",
        "",
        "Exit codes: 0 fine, 1 findings (`--fail-on`), 2 usage, 3 nothing readable or unknown id, 4 journal damaged,",
        "5 store unreachable, 6 lock held, 70 internal error.",
        "",
    ]
    for path, command in commands(app, ("timeline",)):
        context = click.Context(
            command, info_name=" ".join(path), max_content_width=100, terminal_width=100, help_option_names=_HELP
        )
        help_text = command.get_help(context)
        parts += [f"## {' '.join(path)}", "", "```text", *(line.rstrip() for line in help_text.splitlines()), "```", ""]
    return "\n".join(parts)


def commands(group: click.Command, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command with the words that call it, groups before their members."""
    yield path, group
    if isinstance(group, click.Group):
        context = click.Context(group)
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            if command is not None:
                yield from commands(command, (*path, name))


def generated() -> dict[Path, str]:
    """All generated pages."""
    return {DOCS / "cli.md": cli(), **dict(schemas())}


def main() -> int:
    """Write the pages, or check them."""
    pages = generated()
    stale = [p for p, text in pages.items() if not p.exists() or p.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv:
        for page in stale:
            print(f"{page.relative_to(DOCS.parent)} is out of date; run scripts/docs.py")
        return bool(stale)
    for page in stale:
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(pages[page], encoding="utf-8")
        print(page.relative_to(DOCS.parent))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
