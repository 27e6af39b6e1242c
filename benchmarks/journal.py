"""Journal appends a second, one by one and in batches, beside raw SQLite with the same rows in the same run.

`python benchmarks/journal.py [--entries N] [--json]`. Raw SQLite writes the same columns of the same entries with the
same durability (WAL, synchronous=FULL); the journal also builds, hashes, chains and de-duplicates them. The two take
turns, so that a busy machine slows both.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from timeline.journal import Draft, Journal, SettingsRecorded
from timeline.journal.files import entries
from timeline.journal.rows import to_row

ROUNDS = 5
BATCH = 500
TEXT = "The minister visited the port and met the harbour master on Monday. " * 30  # about 2 kB, a short report


def drafts(number: int, start: int) -> list[Draft]:
    """Facts of the size of a short article."""
    return [
        Draft(subject=f"s{start + n}", payload=SettingsRecorded(settings={"n": start + n, "text": TEXT}))
        for n in range(number)
    ]


def ours(path: Path, number: int, batch: int) -> float:
    """Seconds to append."""
    facts = drafts(number, 0)
    with Journal.open(path) as journal:
        journal.append(drafts(1, 1_000_000))
        started = time.perf_counter()
        for start in range(0, number, batch):
            journal.append(facts[start : start + batch])
        return time.perf_counter() - started


def raw(path: Path, rows: list[tuple[object, ...]], statement: str, schema: list[str], batch: int) -> float:
    """Seconds for plain inserts of the same rows."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    for line in schema:
        connection.execute(line)
    started = time.perf_counter()
    for start in range(0, len(rows), batch):
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(statement, rows[start : start + batch])
        connection.execute("COMMIT")
    seconds = time.perf_counter() - started
    connection.close()
    return seconds


def material(folder: Path, number: int) -> tuple[list[tuple[object, ...]], str, list[str]]:
    """The rows that the journal writes, and its schema."""
    path = folder / "rows.db"
    with Journal.open(path) as journal:
        journal.append(drafts(number, 0))
        rows = [to_row(entry) for entry in journal.entries()]
    connection = sqlite3.connect(path)
    schema = [sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")]
    connection.close()
    names = [column.name for column in entries.columns]
    statement = f"INSERT INTO entry ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608
    return rows, statement, schema


def measure(folder: Path, number: int, batch: int) -> dict[str, float]:
    """Median rates of both, measured in turns."""
    rows, statement, schema = material(folder, number)
    runs: dict[str, list[float]] = {"ours": [], "raw": []}
    for turn in range(ROUNDS):
        sides: list[tuple[str, Callable[[Path], float]]] = [
            ("ours", lambda path: ours(path, number, batch)),
            ("raw", lambda path: raw(path, rows, statement, schema, batch)),
        ]
        for name, side in sides if turn % 2 else sides[::-1]:
            path = folder / f"{name}-{turn}.db"
            runs[name].append(number / side(path))
            for file in folder.glob(f"{path.name}*"):
                file.unlink()
    (folder / "rows.db").unlink()
    rates = {name: statistics.median(values) for name, values in runs.items()}
    return {**rates, "ratio": statistics.median(a / b for a, b in zip(runs["ours"], runs["raw"], strict=True))}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=5000)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--folder", help="where the files go; the disk that counts")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as name:
        folder = Path(name)
        found = {
            "single": measure(folder, max(200, arguments.entries // 10), 1),
            "batched": measure(folder, arguments.entries, BATCH),
        }
    if arguments.json:
        print(json.dumps(found))
        return
    print(f"{'appends/s':10} {'journal':>10} {'raw SQLite':>11} {'ratio':>6}   (aim: 0.6)")
    for way, rates in found.items():
        print(f"{way:10} {rates['ours']:>10.0f} {rates['raw']:>11.0f} {rates['ratio']:>6.2f}")


if __name__ == "__main__":
    main()
