"""The group of commands, and how every error becomes one line and an exit code."""

from __future__ import annotations

import difflib
import importlib
import os
import sys
import traceback
from collections.abc import Sequence
from typing import Any

import click

import timeline
from timeline.cli.state import State, db_option, store_option
from timeline.errors import Exit, TimelineError

COMMANDS = (
    "run",
    "ingest",
    "extract",
    "rebuild",
    "show",
    "event",
    "conflicts",
    "why",
    "annotate",
    "consolidate",
    "around",
    "gaps",
    "diff",
    "decide",
    "export",
    "browser",
    "schedule",
    "log",
    "doctor",
)


class LazyGroup(click.Group):
    """Commands are imported when they are asked for, so that `timeline --version` is quick."""

    def list_commands(self, _: click.Context) -> list[str]:
        """The commands, in the order in which one meets them."""
        return list(COMMANDS)

    def get_command(self, _: click.Context, cmd_name: str) -> click.Command | None:
        """The command's module has its name; a trailing underscore keeps Python's own words apart."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"timeline.cli.commands.{cmd_name}_")
        command: click.Command = module.command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """A word that is no command is answered with the one that it resembles."""
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            near = difflib.get_close_matches(args[0], COMMANDS, 1)
            ctx.fail(f"no command {args[0]!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a reader that went away is ours to handle, click would call it an error."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise ReaderGoneError from error


class ReaderGoneError(Exception):
    """Nobody reads stdout any more."""


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with: timeline run examples/   Settings: timeline.toml in the working directory.",
)
@click.version_option(timeline.__version__, prog_name="timeline")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.option(
    "--settings",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    envvar="TIMELINE_SETTINGS",
    help="Settings file instead of timeline.toml.",
)
@db_option
@store_option
@click.pass_context
def app(ctx: click.Context, debug: bool, settings: str | None) -> None:
    """News articles in, a dated and sourced chronology out, with the conflicts between sources."""
    state = ctx.ensure_object(State)
    state.debug = debug
    state.settings_path = settings


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line; the exit code comes back instead of ending the process."""
    state = State(debug="--debug" in (sys.argv[1:] if arguments is None else arguments))
    try:
        code = _invoke(arguments, state)
        sys.stdout.flush()
    except (ReaderGoneError, BrokenPipeError):
        _drop_output()
        return Exit.OK
    return code


def _invoke(arguments: Sequence[str] | None, state: State) -> int:
    try:
        result: Any = app.main(args=arguments, prog_name="timeline", standalone_mode=False, obj=state)
    except click.exceptions.Abort:
        return 130
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.exceptions.NoArgsIsHelpError as asked:
        asked.show()
        return Exit.USAGE
    except click.ClickException as error:
        context = error.ctx if isinstance(error, click.UsageError) else None
        more = f" (`{context.command_path} --help` says what there is)" if context else ""
        return _fail(state, error.format_message().rstrip(".") + more, Exit.USAGE, error)
    except TimelineError as error:
        return _fail(state, str(error), error.exit_code, error)
    except KeyboardInterrupt:
        _say("interrupted; what was recorded stays, the same command goes on from there")
        return 130
    except (ReaderGoneError, BrokenPipeError):
        raise
    except Exception as error:  # noqa: BLE001 - the last line of defence
        hint = "" if state.debug else " (--debug shows where; please report it with the output of `timeline doctor`)"
        return _fail(state, f"internal error: {type(error).__name__}: {error}{hint}", Exit.INTERNAL, error)
    finally:
        state.close()
    return result if isinstance(result, int) else Exit.OK


def _fail(state: State, message: str, code: int, error: BaseException) -> int:
    if state.debug:
        traceback.print_exception(error, file=sys.stderr)
    _say(" ".join(message.split()))
    return code


def _say(line: str) -> None:
    print(f"timeline: {line}", file=sys.stderr)  # noqa: T201 - the one place where errors reach a person


def _drop_output() -> None:
    """Nobody reads any more: what is still buffered must not raise again while the interpreter ends."""
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, sys.stdout.fileno())
