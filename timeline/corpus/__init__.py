"""Files to articles: finds what the page says about itself, with its basis, and touches no network and no clock."""

from timeline.corpus.arriving import idle
from timeline.corpus.articles import article_from_json
from timeline.corpus.drafts import Draft, Item, MetaStamp, Reader, Rejected
from timeline.corpus.reading import Probe, probe, read
from timeline.corpus.settings import CorpusSettings, Limits

__all__ = [
    "CorpusSettings",
    "Draft",
    "Item",
    "Limits",
    "MetaStamp",
    "Probe",
    "Reader",
    "Rejected",
    "article_from_json",
    "idle",
    "probe",
    "read",
]
