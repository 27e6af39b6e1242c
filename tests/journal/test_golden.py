"""Journals of earlier versions stay readable: the golden file of a format is never changed, only added to."""

from pathlib import Path

import msgspec
import pytest

from timeline.errors import JournalError
from timeline.journal import Draft, Journal, SettingsRecorded, decode, prove
from timeline.journal.payloads import KINDS, Kind
from timeline.journal.upkeep import import_lines
from timeline.model.records import Record

GOLDEN = sorted(Path(__file__).with_name("golden").glob("*.jsonl"))


@pytest.fixture
def journal(tmp_path):
    with Journal.open(tmp_path / "timeline.db") as opened:
        yield opened


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_golden_journal_is_proved_and_every_payload_read(journal, path):
    import_lines(journal, path.read_bytes().splitlines(), path.name)
    assert prove(journal).ok
    entries = list(journal.entries())
    assert {entry.type for entry in entries} == set(KINDS), "one entry of every kind"
    for entry in entries:
        assert (decode(entry) is None) == (entry.payload is None)


def test_what_the_first_format_said(journal):
    import_lines(journal, GOLDEN[0].read_bytes().splitlines(), "v1")
    by_type = {entry.type: decode(entry) for entry in journal.entries() if entry.payload}
    assert by_type["ArticleRecorded"].article.source == "Harbour Times"
    assert by_type["ExtractionRecorded"].annotated.assertions[0].date.edtf == "2025-03-12"
    assert by_type["DecisionRecorded"].decision.because == "her diary"
    assert by_type["RunRecorded"].rejected[0].reason == "binary"


def test_a_redaction_of_the_first_format_knew_no_wording(journal):
    said = []
    for path in GOLDEN[:2]:
        with Journal.open(journal.path.with_name(f"{path.stem}.db")) as other:
            import_lines(other, path.read_bytes().splitlines(), path.stem)
            said.append([decode(entry) for entry in other.entries(types=["RedactionRecorded"])][-1])
    assert said[0].wording_sha256 == []
    assert len(said[1].wording_sha256) == 1


class Renamed(Record, frozen=True, kw_only=True):
    """A third version of a payload: `settings` became `values`, and `origin` is new."""

    values: dict[str, int]
    origin: str


UPCAST = {
    "SettingsRecorded": Kind(
        payload=Renamed,
        version=3,
        upcasters={
            1: lambda old: {"values": old["settings"]},
            2: lambda old: {**old, "origin": "unknown"},
        },
    )
}


def test_an_older_payload_is_lifted_step_by_step(journal):
    journal.append([Draft(subject="s", payload=SettingsRecorded(settings={"n": 1}))])
    entry = next(journal.entries())
    assert decode(entry, UPCAST) == Renamed(values={"n": 1}, origin="unknown")
    second = msgspec.structs.replace(entry, schema_version=2, payload=b'{"values":{"n":2}}')
    assert decode(second, UPCAST) == Renamed(values={"n": 2}, origin="unknown")


@pytest.mark.parametrize("change", [{"schema_version": 4}, {"type": "WeatherRecorded"}])
def test_a_newer_payload_is_refused_with_its_position(journal, change):
    journal.append([Draft(subject="s", payload=SettingsRecorded(settings={"n": 1}))])
    newer = msgspec.structs.replace(next(journal.entries()), **change)
    with pytest.raises(JournalError, match=r"entry 1 was written by a newer version"):
        decode(newer, UPCAST)


def test_a_payload_that_does_not_fit_is_named(journal):
    journal.append([Draft(subject="s", payload=SettingsRecorded(settings={"n": 1}))])
    broken = msgspec.structs.replace(next(journal.entries()), payload=b'{"settings":3}')
    with pytest.raises(JournalError, match="entry 1"):
        decode(broken)
