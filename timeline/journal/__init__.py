"""The append-only journal: the one truth from which chronology, read model and graph are rebuilt at any time."""

from timeline.journal.envelope import Entry
from timeline.journal.log import Journal, utc_now
from timeline.journal.payloads import (
    ArticleRecorded,
    DecisionRecorded,
    ExtractionRecorded,
    RedactionRecorded,
    RunRecorded,
    SettingsRecorded,
    decode,
)
from timeline.journal.rows import Head, Mark
from timeline.journal.transaction import Appended, Clock, Draft, Transaction
from timeline.journal.verify import Verification, prove, verify

__all__ = [
    "Appended",
    "ArticleRecorded",
    "Clock",
    "DecisionRecorded",
    "Draft",
    "Entry",
    "ExtractionRecorded",
    "Head",
    "Journal",
    "Mark",
    "RedactionRecorded",
    "RunRecorded",
    "SettingsRecorded",
    "Transaction",
    "Verification",
    "decode",
    "prove",
    "utc_now",
    "verify",
]
