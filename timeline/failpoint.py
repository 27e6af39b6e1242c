"""Named points at which a test may kill the process or make an operation fail; free of cost when none is armed.

`TIMELINE_FAILPOINT=name[:hits][=action]` arms one: at the given hit (the first by default) of `failpoint("name")` the
process is killed as by a power cut (`kill`, the default), or an OSError is raised (`EIO`, `ENOSPC`, `EROFS`).
This is the only place that reads the variable.
"""

from __future__ import annotations

import errno
import os
import signal


def _parse(text: str) -> tuple[str, int, str]:
    name, _, action = text.partition("=")
    name, _, hits = name.partition(":")
    return name, int(hits or 1), action or "kill"


_armed, _hits, _action = _parse(os.environ.get("TIMELINE_FAILPOINT", ""))


def failpoint(name: str) -> None:
    """Die or fail here when a test has armed this point."""
    global _hits  # noqa: PLW0603 - a countdown for the life of a process under test
    if name != _armed:
        return
    _hits -= 1
    if _hits != 0:
        return
    if _action == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    code = getattr(errno, _action)
    raise OSError(code, os.strerror(code))
