"""A night's increment against building everything anew, with rates by stage and peak memory.

`python benchmarks/nightly.py [--base N] [--night M] [--workers W] [--json]`. The articles are made up from templates: a
few sentences about one of many stories, so that events are shared by several outlets. "Anew" reads, extracts, folds
and writes base and night into empty stores; "night" does it for the night's articles on top of a finished base.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from timeline import engine
from timeline.corpus import Rejected, article_from_json
from timeline.journal import Journal
from timeline.model.records import Article
from timeline.store.port import open_store


def _words(text: str) -> list[str]:
    return text.split()


FIRST = _words(
    "Anna Karim Lucia Tomas Grace Henrik Mei Omar Nadia Victor Elena Samuel Ingrid Rafael Leila Marek Joan Pavel "
)
LAST = _words(
    "Berg Haddad Moreno Lindqvist Mwangi Vogel Tanaka Farouk Petrov Castro Novak Okafor Larsen Silva "
    "Rahimi Kowalski Sinclair Dragan Weber Ito Mensah Duarte Horvat Nilsson Aziz Romero Keller Banda "
    "Fischer Costa Jansen Ivanov "
)
OFFICES = ("President", "Foreign Minister", "Prime Minister", "Defence Minister", "Governor", "Mayor")
PLACES = _words(
    "Halden Marseille Nairobi Gdansk Valparaiso Izmir Osaka Tallinn Accra Cork Porto Leipzig Lyon Turin "
    "Seville Bergen Malmo Antwerp Krakow Brno Split Varna Odesa Tbilisi Baku Lahore Mumbai Chennai Hanoi "
    "Busan Cebu Perth Durban Kano Dakar Tunis Oran Basra Aleppo Haifa Quito Lima Cordoba Recife Medellin "
    "Tampa Denver Omaha Calgary Halifax "
)
THINGS = _words("grain steel fishing rail pension water energy border school harbour mining housing farm tax airport ")
DEEDS = (  # each told in two ways, so that two outlets need not share their words
    ("{who} visited {place} on {day}.", "On {day} {who} arrived in {place} to visit the {thing} works."),
    ("{who} met {other} in {place} on {day} for talks about {thing} prices.",
     "{who} and {other} met in {place} on {day}."),
    ("Gunmen attacked a checkpoint near {place} on {day}, killing {number} soldiers.",
     "{number} soldiers were killed on {day} when a checkpoint near {place} was attacked."),
    ("{who} said on {day} that the government would not sign the {thing} agreement.",
     "The {thing} agreement will not be signed, {who} said on {day}."),
    ("{who} threatened sanctions against the {thing} company on {day}.",
     "On {day} {who} threatened to sanction {place}."),
    ("Thousands of people protested in {place} on {day} against the new {thing} law.",
     "A {thing} law brought thousands of protesters to the streets of {place} on {day}."),
    ("A court in {place} sentenced {other} on {day} to {number} years in prison.",
     "{other} was sentenced to {number} years in prison in {place} on {day}."),
    ("{other} resigned on {day} after a dispute about the {thing} budget.", "{other} stepped down on {day}."),
)  # fmt: skip
START = date(2024, 1, 1)
DAILY = 80  # stories a day
UNDATED = 50  # of so many articles one has no date
LATE = 10  # of so many articles one comes back to an old story


def article(number: int) -> Article:
    """One outlet's report of a story; three articles in a row tell one, and one in ten a story of long ago."""
    rng = random.Random(number)  # noqa: S311 - made-up news
    story = number // 3 if rng.randrange(LATE) else rng.randrange(number // 3 + 1)
    facts = random.Random(story)  # noqa: S311 - see above
    day = START + timedelta(days=story // DAILY)
    names = {
        "who": f"{facts.choice(OFFICES)} {facts.choice(FIRST)} {facts.choice(LAST)}",
        "other": f"{facts.choice(OFFICES)} {facts.choice(FIRST)} {facts.choice(LAST)}",
        "place": facts.choice(PLACES),
        "day": f"{day:%A}",
        "thing": facts.choice(THINGS),
        "number": str(facts.randrange(2, 40)),
    }
    deeds = [rng.choice(ways).format(**names) for ways in facts.sample(DEEDS, 4)]
    rng.shuffle(deeds)
    made = article_from_json(
        {
            "url": f"https://outlet{number % 17}.example/{number}",
            "source": f"Outlet {number % 17}",
            "published": None if number % UNDATED == UNDATED - 1 else (day + timedelta(days=1)).isoformat(),
            "text": " ".join(deeds),
        },
        f"made/{number}",
    )
    if isinstance(made, Rejected):
        raise TypeError(made.reason)
    return made


def articles(first: int, number: int) -> Iterator[Article]:
    """A corpus in which three articles on average tell each story."""
    return (article(n) for n in range(first, first + number))


def build(folder: Path, first: int, number: int, workers: int) -> dict[str, float]:
    """Seconds of each stage of bringing `number` more articles in."""
    seconds = {}
    with Journal.open(folder / "timeline.db") as journal:
        store = open_store(folder / "timeline.read.db")
        started = time.perf_counter()
        engine.ingest_articles(journal, articles(first, number))
        seconds["read"] = time.perf_counter() - started
        started = time.perf_counter()
        engine.extract(journal, workers=workers)
        seconds["extract"] = time.perf_counter() - started
        started = time.perf_counter()
        engine.rebuild(journal, [store])
        seconds["rebuild"] = time.perf_counter() - started
        store.close()
    seconds["all"] = sum(seconds.values())
    return seconds


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=int, default=1000)
    parser.add_argument("--night", type=int, default=10)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        base, anew = Path(name) / "base", Path(name) / "anew"
        base.mkdir()
        anew.mkdir()
        build(base, 0, given.base, given.workers)
        night = build(base, given.base, given.night, given.workers)
        whole = build(anew, 0, given.base + given.night, given.workers)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = {
        "base": given.base, "articles": given.night, "night": night, "anew": whole,
        "faster": whole["all"] / night["all"], "peak_mb": memory,
    }  # fmt: skip
    if given.json:
        print(json.dumps(found))
        return
    print(f"{'seconds':8} {'read':>8} {'extract':>8} {'rebuild':>8} {'all':>8}")
    for way, times in (("night", night), ("anew", whole)):
        print(f"{way:8} {times['read']:>8.2f} {times['extract']:>8.2f} {times['rebuild']:>8.2f} {times['all']:>8.2f}")
    print(f"{given.night} articles on {given.base}: {found['faster']:.1f} times faster than anew (aim: 20)")
    print(f"peak memory {memory:.0f} MB")


if __name__ == "__main__":
    main()
