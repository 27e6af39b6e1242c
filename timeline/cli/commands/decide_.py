"""`timeline decide`: human judgements as journal entries."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from typing import Any, TypeVar

import click

from timeline.cli import output
from timeline.cli.options import format_option, workspace
from timeline.cli.state import State, db_option
from timeline.errors import Exit

F = TypeVar("F", bound=Callable[..., Any])


@click.group()
def command() -> None:
    """Record a human decision: it is a journal entry, with who and why, and can be undone."""


def _grounds(function: F) -> F:
    """Who decides and why."""
    function = click.option("--no-rebuild", is_flag=True, help="Only record it; `timeline rebuild` applies it.")(
        function
    )
    function = click.option("--by", metavar="NAME", help="Who decides (default: the user's name).")(function)
    return click.option("--because", required=True, metavar="TEXT", help="The reason.")(function)


def _decide(state: State, kind: Any, ids: tuple[str, ...], value: dict[str, Any], grounds: dict[str, Any]) -> int:
    from timeline import engine  # noqa: PLC0415 - not for `--help`
    from timeline.engine.decide import decide  # noqa: PLC0415

    by = grounds["by"] or getpass.getuser()
    journal = state.journal(readonly=False)
    made = decide(journal, state.reading(), kind, ids, value, because=grounds["because"], by=by)
    click.echo(f"{made.id}  {made.kind} by {made.by}, about {len(made.subjects)} anchors")
    if not grounds["no_rebuild"]:
        outcome = engine.rebuild(journal, state.stores(), config=state.config)
        click.echo(f"{outcome.added} added, {outcome.changed} changed, {outcome.removed} removed")
    return Exit.OK


@command.command("accept-date")
@click.argument("id_", metavar="ID")
@click.argument("date", metavar="DATE")
@_grounds
@workspace
@click.pass_obj
def accept_date(state: State, /, id_: str, date: str, **grounds: Any) -> int:
    """Settle an event's date; its conflict becomes resolved.

    Example: timeline decide accept-date evt-3f2a91bc 2025-03-12 --because "the Kremlin's own report"
    """
    return _decide(state, "accept-date", (id_,), {"edtf": date}, grounds)


@command.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID ID...")
@_grounds
@workspace
@click.pass_obj
def merge(state: State, /, ids: tuple[str, ...], **grounds: Any) -> int:
    """Say that events are one and the same.

    Example: timeline decide merge evt-3f2a91bc evt-77aa0d1e --because "the same strike"
    """
    return _decide(state, "merge", ids, {}, grounds)


@command.command()
@click.argument("ids", nargs=-1, required=True, metavar="ASSERTION...")
@_grounds
@workspace
@click.pass_obj
def split(state: State, /, ids: tuple[str, ...], **grounds: Any) -> int:
    """Take assertions out of their event: they are about another one.

    Example: timeline decide split asr-0c1d2e3f4a5b --because "the second strike of that week"
    """
    return _decide(state, "split", ids, {}, grounds)


@command.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@_grounds
@workspace
@click.pass_obj
def reject(state: State, /, ids: tuple[str, ...], **grounds: Any) -> int:
    """Leave an event or an assertion out of the chronology.

    Example: timeline decide reject asr-0c1d2e3f4a5b --because "a figure of speech"
    """
    return _decide(state, "reject", ids, {}, grounds)


@command.command("publish-date")
@click.argument("id_", metavar="ARTICLE")
@click.argument("date", metavar="DATE")
@_grounds
@workspace
@click.pass_obj
def publish_date(state: State, /, id_: str, date: str, **grounds: Any) -> int:
    """Say when an article was published; its weekdays are counted from there.

    Example: timeline decide publish-date art-52504200b534 2025-03-13 --because "the print edition"
    """
    return _decide(state, "publish-date", (id_,), {"value": date}, grounds)


@command.command()
@click.argument("id_", metavar="ID")
@click.option("--field", required=True, help="type, factuality, actor, recipient, place or date.")
@click.option("--value", required=True, help="What it should be.")
@_grounds
@workspace
@click.pass_obj
def correct(state: State, /, id_: str, field: str, value: str, **grounds: Any) -> int:
    """Correct what was extracted: type, factuality, actor, recipient, place or date.

    Example: timeline decide correct asr-0c1d2e3f4a5b --field type --value CONSULT.talks --because "no visit"
    """
    return _decide(state, "correct", (id_,), {"field": field, "value": value}, grounds)


@command.command()
@click.argument("id_", metavar="DECISION")
@_grounds
@workspace
@click.pass_obj
def undo(state: State, /, id_: str, **grounds: Any) -> int:
    """Take a decision back; an undo can be undone as well.

    Example: timeline decide undo dec-91b2c3d4 --because "decided on the wrong event"
    """
    return _decide(state, "undo", (id_,), {}, grounds)


@command.command("list")
@format_option("text", "jsonl")
@db_option
@click.pass_obj
def list_(state: State, format_: str) -> int:
    """List all decisions, oldest first, with who and why.

    Example: timeline decide list
    """
    from timeline.engine.states import decisions  # noqa: PLC0415 - not for `--help`

    found = decisions(state.journal(readonly=True))
    if format_ == "jsonl":
        output.lines(found)
        return Exit.OK
    for item in found:
        value = " ".join(str(part) for part in item.value.values())
        click.echo(f"{item.at[:19]}Z  {item.id}  {item.kind} {value} by {item.by}: {item.because}")
    return Exit.OK
