"""`timeline log`: the journal itself."""

from __future__ import annotations

import getpass
from pathlib import Path

import click

from timeline.cli import output
from timeline.cli.options import format_option, workspace
from timeline.cli.state import State, db_option
from timeline.errors import Exit, JournalError, UsageError


@click.group()
def command() -> None:
    """Look at the journal, prove it, save it."""


@command.command()
@db_option
@click.pass_obj
def verify(state: State) -> int:
    """Prove the hash chain and every payload; name the first broken position.

    Exit code 4 when anything was altered. Example: timeline log verify
    """
    from timeline import journal  # noqa: PLC0415 - not for `--help`

    outcome = journal.prove(state.journal(readonly=True))
    if not outcome.ok:
        raise JournalError(
            f"{state.db_path} is broken at position {outcome.broken_at}: {outcome.reason}; "
            f"positions up to {outcome.entries} hold"
        )
    redacted = f", {outcome.redacted} redacted" if outcome.redacted else ""
    click.echo(f"{outcome.entries} entries hold{redacted}; head {outcome.head}")
    return Exit.OK


@command.command()
@format_option("text", "json")
@db_option
@click.pass_obj
def stats(state: State, format_: str) -> int:
    """Count the entries by type, with size and head.

    Example: timeline log stats --format json
    """
    from timeline.engine.journalling import statistics  # noqa: PLC0415 - not for `--help`

    found = statistics(state.journal(readonly=True))
    if format_ == "json":
        output.document([found])
        return Exit.OK
    for type_, count in found.entries.items():
        click.echo(f"{type_:22} {count:>9}")
    click.echo(f"{'position':22} {found.position:>9}")
    click.echo(f"{'bytes':22} {found.bytes:>9}")
    click.echo(f"head                   {found.head}")
    click.echo(f"last recorded          {found.recorded_at or 'never'}")
    return Exit.OK


@command.command()
@click.option("-n", "number", type=click.IntRange(min=1), default=10, show_default=True, help="How many.")
@format_option("text", "jsonl")
@db_option
@click.pass_obj
def tail(state: State, number: int, format_: str) -> int:
    """Show the last entries.

    Example: timeline log tail -n 20
    """
    from timeline.engine.journalling import summary  # noqa: PLC0415 - not for `--help`
    from timeline.journal.upkeep import as_cloudevent  # noqa: PLC0415

    journal = state.journal(readonly=True)
    last = journal.entries(after=max(0, journal.head().position - number))
    if format_ == "jsonl":
        output.lines(as_cloudevent(entry) for entry in last)
        return Exit.OK
    for entry in last:
        click.echo(f"{entry.position:>7}  {entry.recorded_at[:19]}Z  {entry.type:20} {summary(entry)}")
    return Exit.OK


@command.command()
@click.argument("target", type=click.Path(), metavar="FILE")
@db_option
@click.pass_obj
def backup(state: State, target: str) -> int:
    """Copy the journal to a new file, also while it is in use; the copy is proved first.

    Example: timeline log backup /mnt/backup/timeline-monday.db
    """
    from timeline.journal.upkeep import backup as copy  # noqa: PLC0415 - not for `--help`

    entries = copy(state.journal(readonly=True), Path(target))
    click.echo(f"{target}: {entries} entries, chain proved")
    return Exit.OK


@command.command("export")
@db_option
@click.pass_obj
def export_(state: State) -> int:
    """Write every entry as a CloudEvent, JSON Lines on stdout.

    Of a damaged journal the entries before the first fault come out, then exit code 4.
    Example: timeline log export > journal.jsonl
    """
    from timeline.journal.upkeep import export_lines  # noqa: PLC0415 - not for `--help`

    output.lines(export_lines(state.journal(readonly=True)))
    return Exit.OK


@command.command("import")
@click.argument("file", default="-", metavar="[FILE]")
@db_option
@click.pass_obj
def import_(state: State, file: str) -> int:
    """Append the entries of an export, proving the chain line by line.

    The journal must be new, or hold the beginning of the same chain.
    Example: timeline --db copy.db log import journal.jsonl
    """
    from timeline.engine.streams import open_bytes  # noqa: PLC0415 - not for `--help`
    from timeline.journal.upkeep import import_lines  # noqa: PLC0415

    with open_bytes(file) as stream:
        added = import_lines(state.journal(readonly=False), stream, file)
    click.echo(f"{added} entries imported, chain proved")
    return Exit.OK


@command.command()
@click.argument("article", metavar="ARTICLE")
@click.option("--because", required=True, metavar="TEXT", help="The reason.")
@click.option("--by", metavar="NAME", help="Who decides (default: the user's name).")
@click.option("--copies", is_flag=True, help="Also articles that are copies of it, in nearly the same words.")
@click.option("--yes", is_flag=True, help="Do it; it cannot be undone.")
@workspace
@click.pass_obj
def redact(state: State, /, article: str, because: str, by: str | None, copies: bool, yes: bool) -> int:
    """Remove an article for good: its text and every quote of it, from journal, read model and graph.

    The same text elsewhere goes with it and is refused from then on; the chain stays provable. Backups, exports
    and reports made before keep it. Without --yes it is only said what would go.
    Example: timeline log redact art-52504200b534 --because "court order" --yes
    """
    from timeline import engine  # noqa: PLC0415 - not for `--help`
    from timeline.engine import redaction  # noqa: PLC0415

    journal = state.journal(readonly=False)
    stores = state.stores()
    known = stores[0] if stores[0].position() else None
    plan = redaction.plan(journal, known, article, because=because, by=by or getpass.getuser(), copies=copies)
    found = plan.outcome
    if found.near:
        output.warn(f"near copies stay: {', '.join(found.near)}; --copies takes them along")
    if not yes:
        raise UsageError(f"{', '.join(found.removed)} would be removed for good; --yes does it")
    done = redaction.redact(journal, plan)
    engine.rebuild(journal, stores, config=state.config)
    click.echo(
        f"{', '.join(done.removed)}: {done.entries} payloads removed, recorded at {done.position}; stores rebuilt"
    )
    return Exit.OK
