"""A scheduled run on the terminal, in the same forms as its report files."""

from __future__ import annotations

from timeline.cli import output
from timeline.engine.schedule import ScheduledRun, page
from timeline.export.report import html, text


def report(run: ScheduledRun, form: str) -> None:
    """Print a run as text, JSON or HTML."""
    if form == "json":
        output.document([run])
    else:
        output.write([text(page(run)) if form == "text" else html(page(run))])
