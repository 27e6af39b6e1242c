"""Which files of a corpus are new: by size and time first, by content where these differ; moved files are known."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from timeline.journal import Journal, RunRecorded, decode
from timeline.journal.payloads import FileSeen


class Files(msgspec.Struct, kw_only=True):
    """A corpus's files, told apart: only `new` ones are read; `moved` have a known content under a new name."""

    new: list[FileSeen] = msgspec.field(default_factory=list)
    moved: list[FileSeen] = msgspec.field(default_factory=list)
    unchanged: int = 0
    notes: list[str] = msgspec.field(default_factory=list)

    @property
    def seen(self) -> list[FileSeen]:
        """What a run record has to remember."""
        return [*self.new, *self.moved]


def known_files(journal: Journal, corpus: str) -> dict[str, FileSeen]:
    """Path to what the last run that met it saw there."""
    known: dict[str, FileSeen] = {}
    for entry in journal.entries(types=["RunRecorded"]):
        run = decode(entry)
        if isinstance(run, RunRecorded) and run.corpus == corpus:
            known.update({file.path: file for file in run.files})
    return known


def look(paths: Iterable[Path], known: dict[str, FileSeen]) -> Files:
    """Compare what lies there with what is known."""
    found = Files()
    contents = {file.sha256 for file in known.values()}
    for path in paths:
        stat = path.stat()
        before = known.get(str(path))
        if before is not None and (before.size, before.mtime_ns) == (stat.st_size, stat.st_mtime_ns):
            found.unchanged += 1
            continue
        seen = FileSeen(path=str(path), size=stat.st_size, mtime_ns=stat.st_mtime_ns, sha256=_digest(path))
        (found.moved if seen.sha256 in contents else found.new).append(seen)
    return found


def expand(folder: Path, patterns: Sequence[str]) -> Iterator[Path]:
    """The files that paths, folders and globs name, each once, in order."""
    yield from sorted({file for pattern in patterns for file in _named(folder, pattern)})


def empty(folder: Path, patterns: Sequence[str]) -> list[str]:
    """The patterns that name no file at all: a folder that was not mounted, a glob with a mistake."""
    return [pattern for pattern in patterns if next(_named(folder, pattern), None) is None]


def _named(folder: Path, pattern: str) -> Iterator[Path]:
    base = Path(pattern)
    if not any(mark in pattern for mark in "*?["):
        matches: Iterable[Path] = [folder / base]
    elif base.is_absolute():
        matches = Path(base.anchor).glob(str(base.relative_to(base.anchor)))
    else:
        matches = folder.glob(pattern)
    for match in matches:
        yield from _inside(match)


def _inside(path: Path) -> Iterator[Path]:
    """A file itself, or the files below a folder; links out of it are not followed."""
    if path.is_file():
        yield path
    elif path.is_dir():
        yield from (inner for inner in path.rglob("*") if inner.is_file() and not inner.is_symlink())


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
