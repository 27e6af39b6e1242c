"""The engine as plain functions: what the command line does, and what Python programs call.

They know nothing about terminals: progress is reported to a callable, outcomes come back as records.
"""

from timeline.engine.config import Config
from timeline.engine.extract import ExtractReport, extract
from timeline.engine.filters import annotate, consolidate
from timeline.engine.ingest import IngestReport, ingest, ingest_articles
from timeline.engine.query import find_event, past
from timeline.engine.rebuild import RebuildReport, as_of, chronology, rebuild
from timeline.engine.run import RunReport, check_readable, preview, read, run
from timeline.engine.settings import Settings, load
from timeline.engine.streams import annotated_lines, open_bytes
from timeline.engine.why import Reason, why

__all__ = [
    "Config",
    "ExtractReport",
    "IngestReport",
    "Reason",
    "RebuildReport",
    "RunReport",
    "Settings",
    "annotate",
    "annotated_lines",
    "as_of",
    "check_readable",
    "chronology",
    "consolidate",
    "extract",
    "find_event",
    "ingest",
    "ingest_articles",
    "load",
    "open_bytes",
    "past",
    "preview",
    "read",
    "rebuild",
    "run",
    "why",
]
