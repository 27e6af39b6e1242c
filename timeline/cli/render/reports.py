"""What a command did, in a line or two; every rejected file is listed with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from timeline.cli.output import console, warn
from timeline.corpus import Probe, Rejected
from timeline.engine.extract import ExtractReport
from timeline.engine.ingest import IngestReport
from timeline.engine.rebuild import RebuildReport
from timeline.export.words import plural
from timeline.store.port import Store

_SHOWN = 50  # rejects listed one by one; a folder of ten thousand pictures should not scroll the result away


def ingested(report: IngestReport, *, aside: bool = False) -> None:
    """Accepted, known and rejected; `aside` puts the summary on stderr, where another result follows on stdout."""
    rejects(report.rejected)
    for note in report.notes:
        warn(f"note: {note}")
    versions = f" ({plural(report.versions, 'new version')})" if report.versions else ""
    nothing = "nothing new: " if not report.accepted else ""
    console(stderr=aside).print(
        f"{nothing}{plural(report.accepted, 'article')} accepted{versions}, {report.known} already known, "
        f"{len(report.rejected)} rejected; journal at {report.position}"
    )


def preview(probes: Iterable[Probe]) -> tuple[int, int]:
    """What would be read, file by file; how many articles, and how many things would be rejected."""
    out = console()
    articles = rejected = 0
    for probe in probes:
        rejects(probe.rejected)
        articles += probe.articles
        rejected += len(probe.rejected)
        if probe.articles:
            out.print(f"{probe.origin}: {probe.format}, {plural(probe.articles, 'article')}", soft_wrap=True)
    out.print(f"{plural(articles, 'article')} would be read, {rejected} rejected; nothing was recorded")
    return articles, rejected


def rejects(rejected: Sequence[Rejected]) -> None:
    """One line for each thing that was not read."""
    for item in rejected[:_SHOWN]:
        warn(f"rejected {item.origin}: {item.reason}")
    if len(rejected) > _SHOWN:
        warn(f"rejected {len(rejected) - _SHOWN} more")


def extracted(report: ExtractReport, *, aside: bool = False) -> None:
    """What extraction added."""
    for failed in report.failed:
        warn(f"rejected {failed.origin}: {failed.reason}")
    for note in report.notes:
        warn(f"note: {note}")
    console(stderr=aside).print(
        f"{plural(report.extracted, 'article')} extracted, {plural(report.assertions, 'assertion')}, "
        f"{report.known} done before, {len(report.failed)} failed; journal at {report.position}"
    )


def rebuilt(report: RebuildReport, *, verified: bool) -> None:
    """What a rebuild wrote, or what a verification found."""
    out = console()
    lost(report)
    if report.waiting:
        warn(f"{plural(report.waiting, 'article')} not extracted yet; `timeline extract` does it")
    if report.anew:
        warn(f"everything was folded anew, since the tables of the last run were no use: {report.anew}")
    for line in report.problems:
        out.print(line)
    out.print(", ".join(f"{number} {name}" for name, number in report.counts.items()))
    if report.written:
        changes = (
            f"{report.added} added, {report.changed} changed, {report.removed} removed, {report.unchanged} unchanged"
        )
        out.print(f"{changes}; position {report.position}, digest {report.digest}")
    elif verified:
        state = f"{plural(len(report.problems), 'difference')}" if report.problems else "the stores hold exactly this"
        out.print(f"{state}; position {report.position}, digest {report.digest}")
    else:
        out.print(f"nothing was written; position {report.position}, digest {report.digest}")


def lost(report: RebuildReport) -> None:
    """Entries that a store had seen and the journal has no more."""
    if report.lost:
        missing = f"the chronology had seen {report.lost} more journal entries than there are now"
        warn(f"{missing}: the journal was cut off or replaced by an older copy; look for a backup")


def closing(store: Store) -> None:
    """What the table does not show, so that nothing disappears silently."""
    counts = store.counts()
    undated, rejected = counts.get("undated", 0), counts.get("rejected", 0)
    hidden = [text for number, text in ((undated, f"{undated} undated"), (rejected, f"{rejected} rejected")) if number]
    if hidden:
        console().print(f"not placed: {', '.join(hidden)} (`timeline export records` lists them)")
