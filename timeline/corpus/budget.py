"""What one file may cost: seconds between two records, and members of all containers in it together.

The clock is a limit only: nothing that the engine finds depends on it.
"""

from __future__ import annotations

import time

from timeline.corpus.settings import Limits
from timeline.corpus.streams import TooMuch


class Budget:
    """One per file that was named or found; its members share it."""

    def __init__(self, limits: Limits | None = None) -> None:
        limits = limits or Limits()
        self._seconds, self._members = limits.seconds, limits.members
        self._since = time.monotonic()
        self.members = 0

    def begin(self) -> None:
        """The next record is asked for; the time that the caller spent does not count."""
        self._since = time.monotonic()

    def check(self) -> None:
        """Raises TooMuch when the record's time is up."""
        if time.monotonic() - self._since > self._seconds:
            raise TooMuch(f"took longer than {self._seconds:g} s (the limit)")

    def member(self) -> None:
        """One more member; raises TooMuch when there are too many."""
        self.members += 1
        if self.members > self._members:
            raise TooMuch(f"more than {self._members} members (the limit), the rest is left out")
