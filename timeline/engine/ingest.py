"""Files to journal: new articles and new versions are appended, known ones counted, unreadable ones listed.

What has been read once is known: the same files again, in any order, add nothing. A text that an article had before
returns as a new version only when the whole reading ends on it, so a corpus that holds two versions of one article
can be read any number of times.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec

from timeline.corpus import Rejected, idle, read
from timeline.engine.config import DEFAULT, Config
from timeline.engine.progress import Progress, silent
from timeline.errors import NothingReadable
from timeline.journal import ArticleRecorded, Draft, Journal, RedactionRecorded, Transaction, decode
from timeline.model import ids
from timeline.model.records import Article
from timeline.store.port import read_model_path

_BATCH_ARTICLES: Final = 200
_BATCH_CHARACTERS: Final = 4_000_000
_ENDINGS: Final = ("", "-wal", "-shm", "-journal", ".lock")
_KIND: Final = "ArticleRecorded"


class IngestReport(msgspec.Struct, kw_only=True):
    """What a reading added: `accepted` articles (of them `versions` new texts of known ones), `known`, `rejected`."""

    accepted: int = 0
    versions: int = 0
    known: int = 0
    rejected: list[Rejected] = msgspec.field(default_factory=list)
    notes: list[str] = msgspec.field(default_factory=list)
    position: int = 0


def ingest(
    journal: Journal, paths: Sequence[str | Path], config: Config = DEFAULT, progress: Progress = silent
) -> IngestReport:
    """Read articles from files and folders into the journal.

    Raises:
        NothingReadable: there is not one article in all that was named.
    """
    named = sorted({str(path) for path in paths})
    own = _own_files(journal)
    items = (i for i in read(named, config.corpus) if not (isinstance(i, Rejected) and _path(i.origin) in own))
    report = ingest_articles(journal, items, progress)
    if not report.accepted and not report.known:
        raise NothingReadable(_nothing(named, report.rejected))
    return report


def _own_files(journal: Journal) -> frozenset[Path]:
    """The journal and what lies beside it: in a folder that is read they are no corpus, and no news to anybody."""
    beside = read_model_path(journal.path)
    return frozenset(Path(f"{path.resolve()}{end}") for path in (journal.path, beside) for end in _ENDINGS)


def _path(origin: str | None) -> Path | None:
    return Path(origin).resolve() if origin and "\0" not in origin else None


def ingest_articles(journal: Journal, items: Iterable[Article | Rejected], progress: Progress = silent) -> IngestReport:
    """Record articles that have been read already; the reading's rejects are carried into the report."""
    report = IngestReport()
    refused = _Refused(journal)
    returning: dict[str, Article] = {}
    for batch in _batches(items, report, refused):
        with journal.transaction() as transaction:
            _record(transaction, batch, returning, report)
        progress("reading", report.accepted + report.known)
    if returning:
        with journal.transaction() as transaction:
            for article in returning.values():
                report.known -= 1
                _append(transaction, article, _history(transaction, [article.key])[article.key], report)
    report.position = journal.head().position
    return report


def _nothing(named: Sequence[str], rejected: Sequence[Rejected]) -> str:
    where = ", ".join("standard input" if name == "-" else name for name in named[:3])
    where += " …" if len(named) > 3 else ""
    if not rejected:
        return f"no article in {where}"
    first = rejected[0]
    more = f" (and {len(rejected) - 1} more)" if len(rejected) > 1 else ""
    which = "" if [first.origin] == list(named) else f"{first.origin}: "
    return f"nothing readable in {where}: {which}{first.reason}{more}"


def _batches(items: Iterable[Article | Rejected], report: IngestReport, refused: _Refused) -> Iterator[list[Article]]:
    """Articles in bounded batches; what was rejected or redacted goes to the report."""
    batch: list[Article] = []
    size = 0
    for item in items:
        if isinstance(item, Rejected):
            report.rejected.append(item)
            continue
        if refused.covers(item):
            report.rejected.append(Rejected(item.origin or item.id, "redacted: its text may not be recorded again"))
            continue
        report.notes += [f"{item.origin or item.id}: {note}" for note in item.notes]
        batch.append(item)
        size += len(item.text)
        if len(batch) >= _BATCH_ARTICLES or size >= _BATCH_CHARACTERS or idle():
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


class _Refused:
    """Articles that were redacted, by key and by text."""

    def __init__(self, journal: Journal) -> None:
        found = [decode(entry) for entry in journal.entries(types=["RedactionRecorded"])]
        self._redactions = [r for r in found if isinstance(r, RedactionRecorded)]
        self._keys = {r.key for r in self._redactions}
        self._texts = {digest for r in self._redactions for digest in (*r.text_sha256, *r.wording_sha256)}

    def covers(self, article: Article) -> bool:
        if not self._redactions:
            return False
        digests = (ids.text_sha256(article.text), ids.wording_sha256(article.text))
        return article.key in self._keys or not self._texts.isdisjoint(digests)


def _history(transaction: Transaction, keys: Sequence[str]) -> dict[str, list[Article]]:
    found = transaction.history(_KIND, keys)
    return {key: [p.article for e in found.get(key, []) if isinstance(p := decode(e), ArticleRecorded)] for key in keys}


def _record(
    transaction: Transaction, batch: Sequence[Article], returning: dict[str, Article], report: IngestReport
) -> None:
    histories = _history(transaction, list({article.key for article in batch}))
    for article in batch:
        history = histories[article.key]
        state = _comparable(article)
        states = [_comparable(known) for known in history]
        if states and state == states[-1]:
            returning.pop(article.key, None)
            report.known += 1
        elif state in states:
            returning[article.key] = article
            report.known += 1
        else:
            returning.pop(article.key, None)
            _append(transaction, article, history, report)


def _append(transaction: Transaction, article: Article, history: list[Article], report: IngestReport) -> None:
    version = article.version
    if history:
        last = history[-1]
        version = (
            last.version if last.text == article.text else ids.article_version(article.key, article.text, last.version)
        )
    article = msgspec.structs.replace(article, version=version)
    transaction.append([Draft(subject=article.key, payload=ArticleRecorded(article=article))])
    report.accepted += 1
    report.versions += bool(history)
    history.append(article)


def _comparable(article: Article) -> Article:
    """What makes two readings of an article the same: everything but where the file lay and which version it is."""
    return msgspec.structs.replace(article, origin=None, version="", notes=[])
