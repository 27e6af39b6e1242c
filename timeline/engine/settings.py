"""`timeline.toml`: found, checked and turned into the rooms' settings; every fault is one line with file and line."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, Final, get_type_hints

import msgspec

from timeline.corpus.settings import CorpusSettings
from timeline.engine.config import Config
from timeline.errors import UsageError

FILE: Final = "timeline.toml"


class JournalTable(msgspec.Struct, frozen=True, kw_only=True):
    """`[journal]`: where the journal lies, relative to the file."""

    path: str | None = None


class StoreTable(msgspec.Struct, frozen=True, kw_only=True):
    """`[store]`: a store beside the embedded one."""

    url: str | None = None


class CorpusTable(msgspec.Struct, frozen=True, kw_only=True):
    """`[[corpus]]`: files, folders and globs, relative to the file."""

    name: str
    paths: list[str]
    language: str | None = None
    date_order: str | None = None


class ScheduleTable(msgspec.Struct, frozen=True, kw_only=True):
    """`[schedule]`: when to rebuild, where reports go, which command is told, which files are written each time."""

    cron: str = "30 2 * * *"
    report: str | None = None
    hook: list[str] = msgspec.field(default_factory=list)
    export: str | None = None
    workers: int = 1
    log: str | None = None


class ExtractTable(msgspec.Struct, frozen=True, kw_only=True):
    """`[extract]`: ontology and alias files of the user's own, relative to the file."""

    ontology: list[str] = msgspec.field(default_factory=list)
    aliases: list[str] = msgspec.field(default_factory=list)


class File(msgspec.Struct, frozen=True, kw_only=True):
    """The whole settings file."""

    journal: JournalTable = JournalTable()
    store: StoreTable = StoreTable()
    corpus: list[CorpusTable] = msgspec.field(default_factory=list)
    schedule: ScheduleTable | None = None
    limits: dict[str, Any] = msgspec.field(default_factory=dict)
    sources: list[dict[str, Any]] = msgspec.field(default_factory=list)
    extract: ExtractTable = ExtractTable()
    chronology: dict[str, Any] = msgspec.field(default_factory=dict)


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """A settings file in effect; `path` is None when there is none and everything is at its default."""

    path: Path | None = None
    file: File = File()

    @property
    def folder(self) -> Path:
        """What the file's paths are relative to."""
        return self.path.parent if self.path else Path()

    @property
    def journal(self) -> Path | None:
        """The journal that the file names."""
        return self.folder / self.file.journal.path if self.file.journal.path else None

    @property
    def store(self) -> str | None:
        """The store that the file names; a file name is relative to the settings."""
        url = self.file.store.url
        return url if url is None or "://" in url else str(self.folder / url)

    @property
    def config(self) -> Config:
        """The rooms' settings, with the first corpus's language and date order."""
        return self.config_for(self.file.corpus[0] if len(self.file.corpus) == 1 else None)

    def config_for(self, corpus: CorpusTable | None) -> Config:
        """The rooms' settings for one corpus."""
        values: dict[str, Any] = {"limits": self.file.limits} if self.file.limits else {}
        if self.file.sources:
            values["sources"] = self.file.sources
        if corpus is not None:
            values |= {"language": corpus.language, "date_order": corpus.date_order}
        try:
            reading = msgspec.convert(values, CorpusSettings) if values else None
        except msgspec.ValidationError as error:
            raise UsageError(f"{self.path}: {error}") from error
        own = self.file.extract
        extract: dict[str, Any] = {
            "ontology": [str(self.folder / name) for name in own.ontology],
            "aliases": [str(self.folder / name) for name in own.aliases],
            "date_order": corpus.date_order if corpus else None,
        }
        used = {key: value for key, value in extract.items() if value}
        return Config(corpus=reading, extract=used or None, chronology=self.file.chronology or None)


def load(path: Path | None = None) -> Settings:
    """The settings file at `path`, else `timeline.toml` in the working directory, else the defaults.

    Raises:
        UsageError: the file is missing although it was named, is no TOML, or holds an unknown or wrong key.
    """
    if path is None:
        path = Path(FILE)
        if not path.exists():
            return Settings()
    try:
        source = path.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path}: the settings cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: the settings are not UTF-8: {error.reason} at byte {error.start}") from error
    try:
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: not TOML: {error}") from error
    _check_keys(data, File, path, source, "")
    try:
        return Settings(path=path, file=msgspec.convert(data, File))
    except msgspec.ValidationError as error:
        raise UsageError(f"{path}{_line_of_fault(source, str(error))}: {error}") from error


def _check_keys(data: dict[str, Any], shape: type[msgspec.Struct], path: Path, source: str, table: str) -> None:
    """Name the first key that the shape does not have, with its line and what is allowed there."""
    hints = get_type_hints(shape)
    for key, value in data.items():
        if key not in hints:
            known = ", ".join(sorted(hints))
            where = f" in [{table}]" if table else ""
            raise UsageError(f"{path}, line {_line(source, key)}: unknown key {key!r}{where}; known are {known}")
        inner = _struct_in(hints[key])
        if inner is None:
            continue
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, dict):
                _check_keys(part, inner, path, source, key)


def _struct_in(hint: Any) -> type[msgspec.Struct] | None:
    """The struct that a type stands for or contains."""
    for part in (hint, *getattr(hint, "__args__", ())):
        if isinstance(part, type) and issubclass(part, msgspec.Struct):
            return part
    return None


def _line(source: str, key: str) -> int:
    pattern = re.compile(rf"^\s*\[*\s*[\"']?{re.escape(key)}[\"']?\s*(=|\]|\.)")
    return next((n for n, line in enumerate(source.splitlines(), 1) if pattern.match(line)), 1)


def _line_of_fault(source: str, message: str) -> str:
    """`, line N` of the key that a validation error names, as in "… - at `$.journal.path`"."""
    found = re.search(r"at `\$\.([^`]+)`", message)
    if found is None:
        return ""
    key = re.sub(r"\[.*?\]", "", found[1]).rsplit(".", 1)[-1]
    return f", line {_line(source, key)}"
