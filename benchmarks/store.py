"""How fast chronologies are written and asked: the embedded read model, and Neo4j beside what it can take at all.

    python benchmarks/store.py --assertions 100000            # starts Neo4j from Maven's jars (scripts/neo4j-jars)
    python benchmarks/store.py --assertions 1000000 --uri bolt://localhost:7687 --json

The chronology is made up, seeded and of the shape of real ones: about three assertions an event, two parties, a place,
a conflict in thirty. The ceiling is measured in the same run, before and after, on the warm server, with the same
driver and rows of the same size: plain `UNWIND` batches that create nodes, and relationships between nodes that are
looked up by their key.
`share` is the time that the ceiling would need for the same nodes and relationships, divided by the projection's time.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import runpy
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any, LiteralString

import neo4j

from timeline.model.records import (
    ArticlePublished,
    ArticleRecord,
    Chronology,
    ConflictRecord,
    EntityRecord,
    EventDate,
    EventPlace,
    EventRecord,
    Member,
    Party,
    Reading,
)
from timeline.store import Query, Store, open_store
from timeline.store.graph_rows import units

ROOT = Path(__file__).resolve().parents[1]
TYPES = (
    "CONSULT.visit",
    "CONSULT.talk",
    "ASSAULT.strike",
    "STATEMENT.say",
    "SANCTION.impose",
    "AID.give",
    "CASUALTY.toll",
)
WORDS = """\
minister visited border talks agreed strike killed region said envoy sanctions aid troops ceasefire president summit
officials delegation shelling drone town bridge convoy proposal parliament election court ruling port grain energy
""".split()  # noqa: SIM905 - easier to read than a list
FIRST_DAY = date(2015, 1, 1)
BATCH = 5000


def made_up(assertions: int, seed: int = 7) -> Chronology:
    """A seeded chronology with this many assertions."""
    rng = random.Random(seed)  # noqa: S311 - not for secrets
    people = [EntityRecord(id=f"per:p{n}", name=_name(rng), kind="person") for n in range(max(50, assertions // 100))]
    places = [
        EventPlace(
            entity=f"geo:{n}", name=f"{_name(rng).split()[1]}burg", country=f"C{n % 90:02}", lat=n % 80, lon=n % 170
        )
        for n in range(max(20, assertions // 500))
    ]
    articles = [
        ArticleRecord(
            id=f"art-{n:09}",
            title=_sentence(rng, 6),
            source=f"Outlet {n % 300}",
            version=f"ver-{n:09}",
            published=ArticlePublished(value="2025-03-12", earliest="2025-03-12", latest="2025-03-12", basis="given"),
            copy_of=f"art-{n - 1:09}" if n % 20 == 1 else None,
        )
        for n in range(max(10, assertions // 12))
    ]
    events: list[EventRecord] = []
    conflicts: list[ConflictRecord] = []
    made = 0
    while made < assertions:
        count = min(assertions - made, rng.choice((1, 1, 2, 3, 4, 7)))
        number = len(events)
        day = FIRST_DAY + timedelta(days=min(3649, int(rng.betavariate(2, 1) * 3650)))
        days = [day] * count
        if count > 1 and number % 30 == 0:
            days[-1] = day + timedelta(days=1)
        members = [_member(rng, made + n, articles, on) for n, on in enumerate(days)]
        made += count
        readings = [
            _reading(on, [m for m, d in zip(members, days, strict=True) if d == on]) for on in sorted(set(days))
        ]
        id_ = f"evt-{number:024}"
        conflict = f"cfl-{number:024}" if len(readings) > 1 else None
        if conflict:
            conflicts.append(
                ConflictRecord(
                    id=conflict,
                    event=id_,
                    kind="date",
                    days_apart=1,
                    cause="contradiction",
                    readings=readings,
                    explanation="Two sources give different days.",
                )
            )
        first, second = (people[int(rng.paretovariate(0.7)) % len(people)] for _ in range(2))
        events.append(
            EventRecord(
                id=id_,
                type=rng.choice(TYPES),
                title=_sentence(rng, 5),
                factuality="happened",
                conflict=conflict,
                actors=[Party(entity=first.id, name=first.name)],
                recipients=[Party(entity=second.id, name=second.name)] if second is not first else [],
                place=rng.choice(places),
                readings=readings,
                assertions=members,
                independent_sources=count,
                date=EventDate(edtf=str(day), earliest=str(day), latest=str(day), granularity="day"),
            )
        )
    events.sort(key=lambda e: (e.date.earliest or "", e.date.latest or "", e.id))
    return Chronology(
        articles=articles, entities=sorted(people, key=lambda p: p.id), events=events, conflicts=conflicts
    )


def _name(rng: random.Random) -> str:
    syllables = ("ka", "lo", "mi", "ter", "van", "sor", "ne", "pa", "rin", "du", "ol", "gra")
    return " ".join("".join(rng.choices(syllables, k=3)).title() for _ in range(2))


def _sentence(rng: random.Random, length: int) -> str:
    """Words as often as in language: the common ones of `WORDS`, and a long tail of made-up ones."""
    ranks = (int(rng.paretovariate(0.6)) for _ in range(length))
    return " ".join(WORDS[r] if r < len(WORDS) else f"word{r % 30000}" for r in ranks).capitalize()


def _member(rng: random.Random, number: int, articles: list[ArticleRecord], on: date) -> Member:
    return Member(
        id=f"asr-{number:024}",
        anchor=f"anc-{number:024}",
        article=rng.choice(articles).id,
        quote=_sentence(rng, 20),
        edtf=str(on),
        basis="explicit",
        factuality="happened",
        type="CONSULT.visit",
        rule="a day in its own phrase",
        timex="t1",
        start=100,
        end=107,
        confidence=0.95,
    )


def _reading(on: date, members: list[Member]) -> Reading:
    day = str(on)
    return Reading(
        edtf=day,
        earliest=day,
        latest=day,
        assertions=[m.id for m in members],
        basis="explicit",
        granularity="day",
        articles=sorted({m.article for m in members}),
        independent_sources=len(members),
    )


def ceiling(driver: neo4j.Driver, chronology: Chronology, count: int) -> tuple[float, float]:
    """Nodes and relationships a second in plain UNWIND batches, rows as large as the projection's assertions."""
    rows = []
    for unit in units(chronology):
        rows += [row["p"] | {"record": "bench"} for row in unit.rows.get("assertions", ())]
        if len(rows) >= count:
            break
    pairs = [{"a": row["id"], "b": rows[n // 3]["id"]} for n, row in enumerate(rows)]
    with driver.session(database="neo4j") as session:
        session.run("CREATE CONSTRAINT bench IF NOT EXISTS FOR (n:Bench) REQUIRE (n.record, n.id) IS UNIQUE").consume()
        session.run("CALL db.awaitIndexes(60)").consume()
        nodes = _rate(session, "UNWIND $rows AS r CREATE (n:Bench) SET n = r", rows)
        edges = _rate(
            session,
            "UNWIND $rows AS r MATCH (a:Bench {record: 'bench', id: r.a}) MATCH (b:Bench {record: 'bench', id: r.b}) "
            "CREATE (a)-[:BENCH]->(b)",
            pairs,
        )
        session.run("MATCH (n:Bench) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()
        session.run("DROP CONSTRAINT bench").consume()
    return nodes, edges


def _rate(session: neo4j.Session, statement: LiteralString, rows: list[dict[str, Any]]) -> float:
    start = time.perf_counter()
    for at in range(0, len(rows), BATCH):
        batch = rows[at : at + BATCH]

        def work(transaction: neo4j.ManagedTransaction, batch: list[dict[str, Any]] = batch) -> None:
            transaction.run(statement, rows=batch).consume()

        session.execute_write(work)
    return len(rows) / (time.perf_counter() - start)


def latencies(store: Store, chronology: Chronology, rounds: int) -> dict[str, dict[str, float]]:
    """p50 and p95 in milliseconds of every question that a person waits for."""
    rng = random.Random(3)  # noqa: S311
    events, people = chronology.events, chronology.entities

    def some() -> EventRecord:
        return rng.choice(events)

    def month() -> dict[str, str]:
        first = date.fromisoformat(some().date.earliest or "")
        return {"since": str(first), "until": str(first + timedelta(days=2))}

    questions: dict[str, Callable[[], Any]] = {
        "show, first 50": lambda: store.events(Query(limit=50)),
        "show, three days, 50": lambda: store.events(Query(limit=50, **month())),  # type: ignore[arg-type]
        "show --actor (words), 50": lambda: store.events(Query(actor=rng.choice(people).name, limit=50)),
        "show --actor (id of the busiest), 50": lambda: store.events(Query(actor="per:p1", limit=50)),
        "show --place, 50": lambda: store.events(Query(place=f"geo:{rng.randrange(20)}", limit=50)),
        "show --source, three days": lambda: store.events(Query(source=f"Outlet {rng.randrange(300)}", **month())),  # type: ignore[arg-type]
        "show --type, three days": lambda: store.events(Query(type="ASSAULT", **month())),  # type: ignore[arg-type]
        "show --text (five words), 50": lambda: store.events(Query(text=some().title, limit=50)),
        "event": lambda: store.event(some().id),
        "event by assertion": lambda: store.event(some().assertions[0].id),
        "event by former id": lambda: store.event(some().assertions[-1].anchor),
        "around": lambda: store.around(some().id, 5),
    }
    found = {}
    for name, ask in questions.items():
        ask()
        times = []
        for _ in range(rounds):
            start = time.perf_counter()
            ask()
            times.append((time.perf_counter() - start) * 1000)
        cut = statistics.quantiles(times, n=20)
        found[name] = {"p50": round(statistics.median(times), 1), "p95": round(cut[-1], 1)}
    return found


@contextmanager
def served(uri: str | None, heap: str) -> Iterator[str]:
    """The server that was named, or one from Maven's jars that lives as long as this run."""
    if uri:
        yield uri
        return
    server = runpy.run_path(str(ROOT / "tests" / "store" / "server.py"))
    with (
        tempfile.TemporaryDirectory(prefix="timeline-bench-") as home,
        server["running"](Path(home), heap=heap, cache="1g") as own,
    ):
        yield own.uri


def measure(store: Store, chronology: Chronology, rounds: int) -> dict[str, Any]:
    """Load, load again, change one event in a hundred, and ask."""
    start = time.perf_counter()
    store.write(chronology, 1)
    load = time.perf_counter() - start
    start = time.perf_counter()
    store.write(chronology, 2)
    again = time.perf_counter() - start
    asked = latencies(store, chronology, rounds)
    return {"load_s": round(load, 2), "nothing_changed_s": round(again, 2), "queries_ms": asked}


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", maxsplit=1)[0])
    parser.add_argument("--assertions", type=int, default=20000)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--uri", help="a Neo4j of your own; what the engine wrote there before is replaced")
    parser.add_argument("--heap", default="2g", help="heap of the server that is started")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    chronology = made_up(options.assertions)
    result: dict[str, Any] = {"assertions": options.assertions, "events": len(chronology.events)}
    with tempfile.TemporaryDirectory() as folder:
        embedded = open_store(Path(folder) / "bench.read.db")
        result["sqlite"] = measure(embedded, chronology, options.rounds)
        result["sqlite"]["assertions_per_s"] = round(options.assertions / result["sqlite"]["load_s"])
        embedded.close()
        result["sqlite"]["file_mb"] = round((Path(folder) / "bench.read.db").stat().st_size / 2**20, 1)
    with served(options.uri, options.heap) as uri, neo4j.GraphDatabase.driver(uri) as driver:
        ceiling(driver, chronology, 20000)  # the first batches of a server are slow
        nodes, edges = ceiling(driver, chronology, min(options.assertions, 50000))
        graph = open_store(uri)
        found = measure(graph, chronology, options.rounds)
        graph.close()
        after = ceiling(driver, chronology, min(options.assertions, 50000))  # the machine may be busier than before
        nodes, edges = (nodes + after[0]) / 2, (edges + after[1]) / 2
        with driver.session(database="neo4j") as session:
            made = session.run("MATCH (n:Timeline) RETURN count(n) AS n").single(strict=True)["n"]
            joined = session.run("MATCH (:Timeline)-[r]->() RETURN count(r) AS n").single(strict=True)["n"]
        ideal = made / nodes + joined / edges
        found |= {
            "assertions_per_s": round(options.assertions / found["load_s"]),
            "nodes": made,
            "relationships": joined,
            "ceiling_nodes_per_s": round(nodes),
            "ceiling_relationships_per_s": round(edges),
            "share_of_ceiling": round(ideal / found["load_s"], 2),
        }
        result["neo4j"] = found
    result["memory_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    print(json.dumps(result, indent=2) if options.json else table(result))


def table(result: dict[str, Any]) -> str:
    """The result for a person."""
    lines = [
        f"{result['assertions']} assertions, {result['events']} events; this process used {result['memory_mb']} MB"
    ]
    for name in ("sqlite", "neo4j"):
        found = result[name]
        lines.append(f"\n{name}: loaded in {found['load_s']} s ({found['assertions_per_s']} assertions/s)")
        lines.append(f"  written again, nothing changed: {found['nothing_changed_s']} s")
        if "share_of_ceiling" in found:
            lines.append(f"  {found['nodes']} nodes, {found['relationships']} relationships")
            lines.append(
                f"  ceiling {found['ceiling_nodes_per_s']} nodes/s, {found['ceiling_relationships_per_s']} relations/s:"
                f" share {found['share_of_ceiling']}"
            )
        lines += [f"  {q:40} p50 {t['p50']:8.1f} ms   p95 {t['p95']:8.1f} ms" for q, t in found["queries_ms"].items()]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
