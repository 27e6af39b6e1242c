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

PEOPLE = ("Anna Berg", "Karim Haddad", "Lucia Moreno", "Tomas Lindqvist", "Grace Mwangi", "Henrik Vogel", "Mei Tanaka")
OFFICES = ("President", "Foreign Minister", "Prime Minister", "Defence Minister", "Governor")
PLACES = ("Halden", "Marseille", "Nairobi", "Gdansk", "Valparaiso", "Izmir", "Osaka", "Tallinn", "Accra", "Cork")
DEEDS = (
    "{who} visited {place} on {day}.",
    "{who} met {other} in {place} on {day} for talks about trade.",
    "Gunmen attacked a checkpoint near {place} on {day}, killing {number} soldiers.",
    "{who} said on {day} that the government would not sign the agreement.",
    "{who} threatened sanctions against the shipping company on {day}.",
    "Thousands of people protested in {place} on {day} against the new law.",
)
START = date(2024, 1, 1)


def article(number: int, stories: int) -> Article:
    """One outlet's report of one of many stories."""
    story = random.Random(number % stories)  # noqa: S311 - made-up news
    day = START + timedelta(days=story.randrange(400))
    names = {
        "who": f"{story.choice(OFFICES)} {story.choice(PEOPLE)}",
        "other": f"{story.choice(OFFICES)} {story.choice(PEOPLE)}",
        "place": story.choice(PLACES),
        "day": f"{day:%A}",
        "number": str(story.randrange(2, 40)),
    }
    deeds = [deed.format(**names) for deed in story.sample(DEEDS, 4)]
    random.Random(number).shuffle(deeds)  # noqa: S311 - see above
    made = article_from_json(
        {
            "url": f"https://outlet{number % 17}.example/{number}",
            "source": f"Outlet {number % 17}",
            "published": (day + timedelta(days=1)).isoformat(),
            "text": " ".join(deeds),
        },
        f"made/{number}",
    )
    if isinstance(made, Rejected):
        raise TypeError(made.reason)
    return made


def articles(first: int, number: int) -> Iterator[Article]:
    """A corpus in which three outlets on average tell each story."""
    return (article(n, max(1, (first + number) // 3)) for n in range(first, first + number))


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
