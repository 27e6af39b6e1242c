"""The public Python API, in one place; `import timeline` loads it when one of its names is first used."""

from timeline.corpus import Rejected
from timeline.engine import (
    Config,
    Settings,
    annotate,
    as_of,
    consolidate,
    find_event,
    ingest,
    ingest_articles,
    past,
    preview,
    read,
    rebuild,
    run,
    why,
)
from timeline.engine import chronology as chronology_of
from timeline.engine import extract as extract_articles
from timeline.engine import load as load_settings
from timeline.journal import Journal
from timeline.journal import prove as verify_journal
from timeline.store.port import Query, Store, open_store, read_model_path

__all__ = [
    "Config",
    "Journal",
    "Query",
    "Rejected",
    "Settings",
    "Store",
    "annotate",
    "as_of",
    "chronology_of",
    "consolidate",
    "extract_articles",
    "find_event",
    "ingest",
    "ingest_articles",
    "load_settings",
    "open_store",
    "past",
    "preview",
    "read",
    "read_model_path",
    "rebuild",
    "run",
    "verify_journal",
    "why",
]
