"""What all commands share: which journal, which store, which settings; opened when first needed, closed at the end."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from timeline.engine.config import Config
    from timeline.engine.settings import Settings
    from timeline.journal import Journal
    from timeline.store.port import Store

F = TypeVar("F", bound=Callable[..., Any])
DEFAULT_DB = "timeline.db"


@dataclass
class State:
    """One command's surroundings."""

    db: str | None = None
    store: str | None = None
    settings_path: str | None = None
    debug: bool = False
    _settings: Settings | None = None
    _stack: ExitStack = field(default_factory=ExitStack)

    @property
    def settings(self) -> Settings:
        """The settings file's content; the defaults when there is none."""
        if self._settings is None:
            from timeline.engine.settings import load  # noqa: PLC0415 - not for `--help`

            self._settings = load(Path(self.settings_path) if self.settings_path else None)
        return self._settings

    @property
    def config(self) -> Config:
        """The rooms' settings."""
        return self.settings.config

    @property
    def db_path(self) -> Path:
        """The journal: `--db`, TIMELINE_DB, the settings file, else `timeline.db`."""
        return Path(self.db or os.environ.get("TIMELINE_DB") or self.settings.journal or DEFAULT_DB)

    @property
    def store_url(self) -> str | None:
        """The graph or file to read and write beside the embedded read model, if one is named."""
        return self.store or os.environ.get("TIMELINE_STORE") or self.settings.store

    def journal(self, *, readonly: bool) -> Journal:
        """The journal, open until the command ends."""
        from timeline.journal import Journal  # noqa: PLC0415 - not for `--help`

        return self._stack.enter_context(Journal.open(self.db_path, readonly=readonly))

    def embedded(self) -> Store:
        """The read model beside the journal."""
        from timeline.store.port import open_store, read_model_path  # noqa: PLC0415 - not for `--help`

        return self._kept(open_store(read_model_path(self.db_path)))

    def named_store(self) -> Store | None:
        """The store that `--store` names, None when there is only the embedded one."""
        from timeline.store.port import open_store  # noqa: PLC0415 - not for `--help`

        return self._kept(open_store(self.store_url)) if self.store_url else None

    def stores(self) -> list[Store]:
        """All stores that a rebuild keeps."""
        named = self.named_store()
        return [self.embedded(), *([named] if named else [])]

    def reading(self) -> Store:
        """The store that queries ask, after a look at whether it is there and up to date."""
        from timeline.cli.output import warn  # noqa: PLC0415
        from timeline.engine.query import behind, require  # noqa: PLC0415 - not for `--help`

        store = self.named_store()
        if store is None:
            require(self.db_path)
            store = self.embedded()
        if self.db_path.exists():
            late = behind(self.journal(readonly=True), store)
            if late:
                warn(f"the chronology is {late} journal entries behind; `timeline rebuild` brings it up to date")
        return store

    def kept_chronology(self, as_of: str | None) -> Store:
        """The store to query: the current one, or the chronology as it was at a position or time."""
        if as_of is None:
            return self.reading()
        from timeline.engine.query import past  # noqa: PLC0415 - not for `--help`

        return self._stack.enter_context(past(self.journal(readonly=True), as_of, self.config))

    def close(self) -> None:
        """Close what was opened."""
        self._stack.close()

    def _kept(self, store: Store) -> Store:
        self._stack.callback(store.close)
        return store


def _remember(attribute: str) -> Callable[[click.Context, click.Parameter, str | None], None]:
    """A callback that keeps an option's value in the state; the innermost one given wins."""

    def callback(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
        if value is not None:
            setattr(ctx.ensure_object(State), attribute, value)

    return callback


def db_option(function: F) -> F:
    """`--db PATH`: which journal."""
    return click.option(
        "--db",
        metavar="PATH",
        expose_value=False,
        callback=_remember("db"),
        help="The journal (default: TIMELINE_DB, else timeline.db).",
    )(function)


def store_option(function: F) -> F:
    """`--store URL`: which store."""
    return click.option(
        "--store",
        metavar="URL",
        expose_value=False,
        callback=_remember("store"),
        help="A store beside the embedded one: bolt://…, neo4j://… or a file (default: TIMELINE_STORE).",
    )(function)
