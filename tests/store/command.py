"""The command line in this process, as a user calls it, with what it prints."""

import io
import sys

from timeline.cli.app import run


def timeline(db, *arguments):
    """Exit code and standard output of one command."""
    printed = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    kept, sys.stdout = sys.stdout, printed
    try:
        code = run(["--db", str(db), *map(str, arguments)])
    finally:
        sys.stdout = kept
    printed.flush()
    return int(code), printed.buffer.getvalue()
