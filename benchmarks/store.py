"""How fast chronologies are written and asked: the embedded read model, and Neo4j beside what it can take at all.

    python benchmarks/store.py --assertions 100000            # starts Neo4j from Maven's jars (scripts/neo4j-jars)
    python benchmarks/store.py --assertions 1000000 --uri bolt://localhost:7687 --json
    python benchmarks/store.py --assertions 1000000 --keep DIR            # and again with --loaded: only asks

The chronology is made up, seeded and of the shape of real ones: about three assertions an event, two parties, a place,
a conflict in thirty; few people, places and outlets are in most of it. The ceiling is measured in the same run, before
and after, on the warm server, with the same driver and rows of the same size: plain `UNWIND` batches that create nodes,
and relationships between nodes that are looked up by their key. `share` is the time that the ceiling would need for the
same nodes and relationships, divided by the projection's time; in seconds of processors too, which say more on a busy
machine. Questions are asked with the seconds of processors beside the clock's for the same reason.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
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
    Word,
)
from timeline.store import Query, Store, cypher, open_store
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
            entity=f"geo:{n}",
            name=f"{_name(rng).split()[1]}burg",
            country=f"C{n % 90:02}",
            lat=n % 80 + 0.5,
            lon=n % 170 + 0.5,
        )
        for n in range(max(20, assertions // 500))
    ]
    articles = [
        ArticleRecord(
            id=f"art-{n:09}",
            title=_sentence(rng, 6),
            source=f"Outlet {_often(rng, 300)}",
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
        first, second = (people[_often(rng, len(people))] for _ in range(2))
        members = [_member(rng, made + n, articles, on, first) for n, on in enumerate(days)]
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
        events.append(
            EventRecord(
                id=id_,
                type=rng.choice(TYPES),
                title=_sentence(rng, 5),
                factuality="happened",
                conflict=conflict,
                actors=[Party(entity=first.id, name=first.name)],
                recipients=[Party(entity=second.id, name=second.name)] if second is not first else [],
                place=places[_often(rng, len(places))],
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


def _often(rng: random.Random, count: int) -> int:
    """A number below `count`; the first few more often than all others."""
    return int(rng.paretovariate(0.7)) % count


def _name(rng: random.Random) -> str:
    syllables = ("ka", "lo", "mi", "ter", "van", "sor", "ne", "pa", "rin", "du", "ol", "gra")
    return " ".join("".join(rng.choices(syllables, k=3)).title() for _ in range(2))


def _sentence(rng: random.Random, length: int) -> str:
    """Words as often as in language: the common ones of `WORDS`, and a long tail of made-up ones."""
    ranks = (int(rng.paretovariate(0.6)) for _ in range(length))
    return " ".join(WORDS[r] if r < len(WORDS) else f"word{r % 30000}" for r in ranks).capitalize()


def _member(rng: random.Random, number: int, articles: list[ArticleRecord], on: date, speaker: EntityRecord) -> Member:
    voice = Party(entity=speaker.id, name=speaker.name) if number % 2 else None
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
        holder=voice if number % 6 == 1 else None,
        attribution=Word(kind="indirect_quote", source=voice) if voice else None,
        content_of=f"asr-{number - 1:024}" if number % 5 == 1 else None,
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


def ceiling(
    driver: neo4j.Driver, chronology: Chronology, count: int, pid: int | None
) -> tuple[float, float, float, float]:
    """Seconds for a node and a relationship in plain UNWIND batches with rows like assertions; then of processors."""
    rows: list[dict[str, Any]] = []
    for unit in units(chronology):
        rows += [row["p"] | {"record": "bench"} for row in unit.rows.get("assertions", ())]
        if len(rows) >= count:
            break
    pairs = [{"a": row["id"], "b": rows[n // 3]["id"]} for n, row in enumerate(rows)]
    with driver.session(database="neo4j") as session:
        session.run("CREATE CONSTRAINT bench IF NOT EXISTS FOR (n:Bench) REQUIRE (n.record, n.id) IS UNIQUE").consume()
        session.run("CALL db.awaitIndexes(60)").consume()
        node, node_cpu = _each(session, "UNWIND $rows AS r CREATE (n:Bench) SET n = r", rows, pid)
        edge, edge_cpu = _each(
            session,
            "UNWIND $rows AS r MATCH (a:Bench {record: 'bench', id: r.a}) MATCH (b:Bench {record: 'bench', id: r.b}) "
            "CREATE (a)-[:BENCH]->(b)",
            pairs,
            pid,
        )
        session.run("MATCH (n:Bench) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()
        session.run("DROP CONSTRAINT bench").consume()
    return node, edge, node_cpu, edge_cpu


def _each(
    session: neo4j.Session, statement: LiteralString, rows: list[dict[str, Any]], pid: int | None
) -> tuple[float, float]:
    clock = Clock(pid)
    for at in range(0, len(rows), BATCH):
        batch = rows[at : at + BATCH]

        def work(transaction: neo4j.ManagedTransaction, batch: list[dict[str, Any]] = batch) -> None:
            transaction.run(statement, rows=batch).consume()

        session.execute_write(work)
    wall, cpu = clock.read()
    return wall / len(rows), cpu / len(rows)


def latencies(store: Store, chronology: Chronology, rounds: int, pid: int | None = None) -> dict[str, dict[str, float]]:
    """p50 and p95 in milliseconds of every question that a person waits for, and of processors on the average."""
    rng = random.Random(3)  # noqa: S311
    events, people, conflicts = chronology.events, chronology.entities, chronology.conflicts

    def some() -> EventRecord:
        return rng.choice(events)

    def days(count: int = 2) -> dict[str, str]:
        first = date.fromisoformat(some().date.earliest or "")
        return {"since": str(first), "until": str(first + timedelta(days=count))}

    def year() -> dict[str, str]:
        first = (some().date.earliest or "")[:4]
        return {"since": f"{first}-01-01", "until": f"{first}-12-31"}

    def show(**filters: Any) -> list[EventRecord]:
        return store.events(Query(**({"limit": 50} | filters)))

    def common() -> str:
        return WORDS[_often(rng, len(WORDS))]

    questions: dict[str, Callable[[], Any]] = {
        "show, first 50": show,
        "show, three days, 50": lambda: show(**days()),
        "show --actor (words), 50": lambda: show(actor=rng.choice(people).name),
        "show --actor (the busiest), 50": lambda: show(actor="per:p1"),
        "show --actor (the busiest), a year, 50": lambda: show(actor="per:p1", **year()),
        "show --place (any), 50": lambda: show(place=f"geo:{_often(rng, 2000)}"),
        "show --place (a country), 50": lambda: show(place=f"C{rng.randrange(90):02}"),
        "show --source (any), 50": lambda: show(source=f"Outlet {_often(rng, 300)}"),
        "show --source, three days": lambda: show(source=f"Outlet {rng.randrange(300)}", **days()),
        "show --type, 50": lambda: show(type="ASSAULT"),
        "show --type, three days": lambda: show(type="ASSAULT", **days()),
        "show --text (a title's five words), 50": lambda: show(text=some().title),
        "show --text (one common word), 50": lambda: show(text=common()),
        "show --text --actor --type, 50": lambda: show(text=common(), actor="per:p1", type="CONSULT.visit"),
        "show --min-sources 7, 50": lambda: show(min_sources=7),
        "event": lambda: store.event(some().id),
        "event by assertion": lambda: store.event(some().assertions[0].id),
        "event by former id": lambda: store.event(some().assertions[-1].anchor),
        "ids that start so": lambda: store.starting(some().assertions[0].id[:-1]),
        "around": lambda: store.around(some().id, 5),
        "conflicts of an event": lambda: store.conflicts(event=rng.choice(conflicts).event),
        "articles of an event": lambda: store.articles({member.article for member in some().assertions}),
        "numbers of records": store.counts,
        "gaps": store.gaps,
        "gaps of a year": lambda: store.gaps(Query(**year())),  # type: ignore[arg-type]
        "gaps --actor (any)": lambda: store.gaps(Query(actor=rng.choice(people).id)),
        "gaps --place (any), a year": lambda: store.gaps(Query(place=f"geo:{_often(rng, 2000)}", **year())),  # type: ignore[arg-type]
        "gaps --actor (the busiest), a month": lambda: store.gaps(Query(actor="per:p1", **days(30))),  # type: ignore[arg-type]
    }
    for _ in range(rounds // 2):  # plans, compiled code and pages come with use
        for ask in questions.values():
            ask()
    found = {}
    for name, ask in questions.items():
        times = []
        clock = Clock(pid)
        for _ in range(rounds):
            start = time.perf_counter()
            ask()
            times.append((time.perf_counter() - start) * 1000)
        cpu = clock.read()[1] * 1000 / rounds
        cut = statistics.quantiles(times, n=20)
        found[name] = {"p50": round(statistics.median(times), 1), "p95": round(cut[-1], 1), "cpu": round(cpu, 1)}
    return found


def scans(uri: str) -> list[str]:
    """Queries of the pack whose plan, over what is loaded now, reads all nodes or relationships of a kind."""
    found = []
    quiet = neo4j.GraphDatabase.driver(uri, notifications_min_severity="OFF")
    with quiet as driver, driver.session(database="neo4j") as session:
        for query in cypher.queries():
            literals = ", ".join(f"{name}: {text}" for name, text in query.parameters.items())
            values = session.run(f"RETURN {{{literals}}} AS v").single(strict=True)["v"]
            plan = session.run("EXPLAIN " + query.text, values).consume().plan
            found += [f"{query.name}: {step}" for step in _steps(plan or {}) if "Scan" in step and "Index" not in step]
    return found


def _steps(plan: dict[str, Any]) -> Iterator[str]:
    yield plan.get("operatorType", "").split("@")[0]
    for child in plan.get("children", ()):
        yield from _steps(child)


class Clock:
    """Seconds of the wall, and of processors in this process and the server, which others' load does not stretch."""

    def __init__(self, pid: int | None) -> None:
        self.pid, self.wall, self.cpu = pid, time.perf_counter(), self._cpu(pid)

    @staticmethod
    def _cpu(pid: int | None) -> float:
        used = time.process_time()
        if pid is not None:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            used += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        return used

    def read(self) -> tuple[float, float]:
        """Since it was made."""
        return time.perf_counter() - self.wall, self._cpu(self.pid) - self.cpu


def resident(pid: int | None) -> int | None:
    """The most memory that a process had, in MB."""
    if pid is None:
        return None
    line = next(li for li in Path(f"/proc/{pid}/status").read_text().splitlines() if li.startswith("VmHWM"))
    return int(line.split()[1]) // 1024


@contextmanager
def served(options: argparse.Namespace) -> Iterator[tuple[str, int | None]]:
    """The server that was named, or one from Maven's jars that lives as long as this run, with its process."""
    if options.uri:
        yield options.uri, None
        return
    server = runpy.run_path(str(ROOT / "tests" / "store" / "server.py"))
    with (
        folder(options.keep) as home,
        server["running"](home / "neo4j", heap=options.heap, cache=options.cache) as own,
    ):
        yield own.uri, own.process.pid


@contextmanager
def folder(keep: Path | None) -> Iterator[Path]:
    """The folder that is kept, or one for this run alone."""
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="timeline-bench-") as name:
        yield Path(name)


def load(store: Store, chronology: Chronology, pid: int | None = None) -> dict[str, Any]:
    """Load, and load again."""
    clock = Clock(pid)
    store.write(chronology, 1)
    wall, cpu = clock.read()
    clock = Clock(pid)
    store.write(chronology, 2)
    again, _ = clock.read()
    rate = sum(len(event.assertions) for event in chronology.events) / wall
    return {
        "load_s": round(wall, 2),
        "load_cpu_s": round(cpu, 2),
        "nothing_changed_s": round(again, 2),
        "assertions_per_s": round(rate),
    }


def verified(store: Store, chronology: Chronology, pid: int | None = None) -> dict[str, Any]:
    """Every record read back and compared with what should be there."""
    clock = Clock(pid)
    wrong = store.verify(chronology)
    if wrong:
        raise SystemExit(f"{len(wrong)} records differ: {wrong[:3]}")
    return {"verify_s": round(clock.read()[0], 1), "verified_records": len(chronology.records())}


def embedded(chronology: Chronology, options: argparse.Namespace) -> dict[str, Any]:
    """The embedded read model."""
    with folder(options.keep) as home:
        path = home / "bench.read.db"
        store = open_store(path)
        found = {} if options.loaded and options.keep else load(store, chronology)
        found["queries_ms"] = latencies(store, chronology, options.rounds)
        if options.verify:
            found |= verified(store, chronology)
        store.close()
        return found | {"file_mb": round(path.stat().st_size / 2**20, 1)}


def graph(chronology: Chronology, options: argparse.Namespace) -> dict[str, Any]:
    """Neo4j, and what it can take at all."""
    count = min(options.assertions, 50000)
    with served(options) as (uri, pid), neo4j.GraphDatabase.driver(uri) as driver:
        store = open_store(uri)
        if options.loaded:
            asked = {"queries_ms": latencies(store, chronology, options.rounds, pid), "scans": scans(uri)}
            checked = verified(store, chronology, pid) if options.verify else {}
            return asked | checked | {"server_mb": resident(pid)}
        ceiling(driver, chronology, 20000, pid)  # the first batches of a server are slow
        before = ceiling(driver, chronology, count, pid)
        found = load(store, chronology, pid)
        after = ceiling(driver, chronology, count, pid)  # the machine may be busier than before
        found |= {"queries_ms": latencies(store, chronology, options.rounds, pid), "scans": scans(uri)}
        if options.verify:
            found |= verified(store, chronology, pid)
        store.close()
        with driver.session(database="neo4j") as session:
            made = session.run("MATCH (n:Timeline) RETURN count(n) AS n").single(strict=True)["n"]
            joined = session.run("MATCH (:Timeline)-[r]->() RETURN count(r) AS n").single(strict=True)["n"]
        node, edge, node_cpu, edge_cpu = ((a + b) / 2 for a, b in zip(before, after, strict=True))
        found |= {
            "nodes": made,
            "relationships": joined,
            "ceiling_nodes_per_s": round(1 / node),
            "ceiling_relationships_per_s": round(1 / edge),
            "share_of_ceiling": round((made * node + joined * edge) / found["load_s"], 2),
            "server_mb": resident(pid),
        }
        if pid:
            found["share_of_ceiling_cpu"] = round((made * node_cpu + joined * edge_cpu) / found["load_cpu_s"], 2)
        return found


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", maxsplit=1)[0])
    parser.add_argument("--assertions", type=int, default=20000)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--uri", help="a Neo4j of your own; what the engine wrote there before is replaced")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the databases here")
    parser.add_argument("--loaded", action="store_true", help="a run before has loaded them: only ask")
    parser.add_argument("--verify", action="store_true", help="read every record back and compare")
    parser.add_argument("--heap", default="2g", help="heap of the server that is started")
    parser.add_argument("--cache", default="1g", help="page cache of the server that is started")
    parser.add_argument("--only", choices=["sqlite", "neo4j"], help="one store alone")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    chronology = made_up(options.assertions)
    gc.freeze()  # a million records that stay are not looked at again and again
    result: dict[str, Any] = {"assertions": options.assertions, "events": len(chronology.events)}
    result["load_average"] = [round(n, 1) for n in os.getloadavg()]
    if options.only != "neo4j":
        result["sqlite"] = embedded(chronology, options)
    if options.only != "sqlite":
        result["neo4j"] = graph(chronology, options)
    result["load_average_after"] = [round(n, 1) for n in os.getloadavg()]
    result["memory_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    print(json.dumps(result, indent=2) if options.json else table(result))


def table(result: dict[str, Any]) -> str:
    """The result for a person."""
    head = f"{result['assertions']} assertions, {result['events']} events; this process used {result['memory_mb']} MB"
    lines = [head, f"load average before {result['load_average']}, after {result['load_average_after']}"]
    stores = [result[name] for name in ("sqlite", "neo4j") if name in result]
    for found in stores:
        lines += ["", *(f"{key}: {value}" for key, value in found.items() if key != "queries_ms")]
    names = [title for name, title in (("sqlite", "embedded"), ("neo4j", "Neo4j")) if name in result]
    lines += ["", f"| p50 / p95 in ms (of processors) | {' | '.join(names)} |", "|---" * (len(names) + 1) + "|"]
    for question in stores[0]["queries_ms"]:
        times = [found["queries_ms"][question] for found in stores]
        cells = [f"{t['p50']:g} / {t['p95']:g} ({t['cpu']:g})" for t in times]
        lines.append(f"| {question} | {' | '.join(cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
