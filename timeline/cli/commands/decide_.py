"""`timeline decide`: human judgements as journal entries."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from timeline.cli import output
from timeline.cli.options import format_option, workspace
from timeline.cli.state import State, db_option
from timeline.errors import Exit

if TYPE_CHECKING:
    from timeline.engine.decide import Kind

F = TypeVar("F", bound=Callable[..., Any])
Meant = tuple[tuple[str, ...], dict[str, Any]]
Meaning = TypeVar("Meaning", bound=Callable[..., Meant])


@click.group()
def command() -> None:
    """Record a human decision: it is a journal entry, with who and why, and can be undone."""


_GROUNDS = (
    click.option("--because", required=True, metavar="TEXT", help="The reason."),
    click.option("--by", metavar="NAME", help="Who decides (default: the user's name)."),
    click.option("--no-rebuild", is_flag=True, help="Only record it; `timeline rebuild` applies it."),
)
_ONE = click.argument("id_", metavar="ID")
_SEVERAL = click.argument("ids", nargs=-1, required=True, metavar="ID...")
_DATE = click.argument("date", metavar="DATE")


def _decision(kind: Kind, *parameters: Callable[[F], F]) -> Callable[[Meaning], Meaning]:
    """A command for a kind of decision; the function below says which ids and what value its parameters mean."""

    def decorate(meaning: Meaning) -> Meaning:
        def run(state: State, /, because: str, by: str | None, no_rebuild: bool, **given: Any) -> int:
            from timeline import engine  # noqa: PLC0415 - not for `--help`
            from timeline.engine.decide import decide  # noqa: PLC0415

            ids, value = meaning(**given)
            journal = state.journal(readonly=False)
            made = decide(journal, state.reading(), kind, ids, value, because=because, by=by or getpass.getuser())
            click.echo(f"{made.id}  {made.kind} by {made.by}, about {len(made.subjects)} anchors")
            if not no_rebuild:
                outcome = engine.rebuild(journal, state.stores(), config=state.config)
                click.echo(f"{outcome.added} added, {outcome.changed} changed, {outcome.removed} removed")
            return Exit.OK

        function = click.pass_obj(run)
        function.__doc__ = meaning.__doc__
        decorators: list[Callable[[Any], Any]] = [*parameters, *_GROUNDS, workspace]
        for option in reversed(decorators):
            function = option(function)
        command.command(kind)(function)
        return meaning

    return decorate


@_decision("accept-date", _ONE, _DATE)
def accept_date(id_: str, date: str) -> Meant:
    """Settle an event's date; its conflict becomes resolved.

    Example: timeline decide accept-date evt-3f2a91bc 2025-03-12 --because "the Kremlin's own report"
    """
    return (id_,), {"edtf": date}


@_decision("merge", _SEVERAL)
def merge(ids: tuple[str, ...]) -> Meant:
    """Say that events are one and the same.

    Example: timeline decide merge evt-3f2a91bc evt-77aa0d1e --because "the same strike"
    """
    return ids, {}


@_decision("split", _SEVERAL)
def split(ids: tuple[str, ...]) -> Meant:
    """Take assertions out of their event: they are about another one.

    Example: timeline decide split asr-0c1d2e3f4a5b --because "the second strike of that week"
    """
    return ids, {}


@_decision("reject", _SEVERAL)
def reject(ids: tuple[str, ...]) -> Meant:
    """Leave an event or an assertion out of the chronology.

    Example: timeline decide reject asr-0c1d2e3f4a5b --because "a figure of speech"
    """
    return ids, {}


@_decision("publish-date", click.argument("id_", metavar="ARTICLE"), _DATE)
def publish_date(id_: str, date: str) -> Meant:
    """Say when an article was published; its weekdays are counted from there.

    Example: timeline decide publish-date art-52504200b534 2025-03-13 --because "the print edition"
    """
    return (id_,), {"value": date}


@_decision(
    "correct",
    _ONE,
    click.option("--field", required=True, help="type, factuality, actor, recipient, place or date."),
    click.option("--value", required=True, help="What it should be."),
)
def correct(id_: str, field: str, value: str) -> Meant:
    """Correct what was extracted: type, factuality, actor, recipient, place or date.

    Example: timeline decide correct asr-0c1d2e3f4a5b --field type --value CONSULT.talks --because "no visit"
    """
    return (id_,), {"field": field, "value": value}


@_decision("undo", click.argument("id_", metavar="DECISION"))
def undo(id_: str) -> Meant:
    """Take a decision back; an undo can be undone as well.

    Example: timeline decide undo dec-91b2c3d4 --because "decided on the wrong event"
    """
    return (id_,), {}


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
