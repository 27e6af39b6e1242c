"""What can go wrong, as one exception tree; every error is one line: what, where, what to do.

    TimelineError            70
    ├── UsageError            2   a wrong option, setting or file of settings
    ├── NothingReadable       3   no article in anything that was named
    ├── UnknownId             3   an id that no record has
    ├── JournalError          4   not a journal, newer, or damaged
    ├── StoreError            5   the store cannot be reached or is not ours
    └── LockHeld              6   somebody else is writing

The number is the exit code of the command line.
"""

from __future__ import annotations

from enum import IntEnum
from typing import ClassVar


class Exit(IntEnum):
    """Exit codes of the command line."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    NOTHING = 3
    JOURNAL = 4
    STORE = 5
    LOCKED = 6
    INTERNAL = 70


class TimelineError(Exception):
    """Base of everything the engine raises on purpose; `str(error)` is one line for a person."""

    exit_code: ClassVar[Exit] = Exit.INTERNAL


class UsageError(TimelineError):
    """A wrong option, setting or settings file."""

    exit_code = Exit.USAGE


class NothingReadable(TimelineError):
    """No article could be read from anything that was named."""

    exit_code = Exit.NOTHING


class UnknownId(TimelineError):
    """No record has this id."""

    exit_code = Exit.NOTHING


class JournalError(TimelineError):
    """The file is not a journal, was written by a newer version, or is damaged."""

    exit_code = Exit.JOURNAL


class StoreError(TimelineError):
    """The store cannot be reached, refuses, or holds something that is not ours."""

    exit_code = Exit.STORE


class LockHeld(TimelineError):
    """Another process is writing."""

    exit_code = Exit.LOCKED
