"""How the fold's time and memory grow: synthetic assertions, twenty an event, at 10k, 100k and 1M.

python benchmarks/scale.py [--sizes 10000,100000,1000000] [--per-event 20] [--json]

`--per-event` as large as the size makes all of them assertions of one event.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from timeline.chronology import fold
from timeline.model.records import (
    Annotated,
    Assertion,
    DateRef,
    Extractor,
    Participant,
    Place,
    Published,
    Span,
    Trigger,
)

PER_EVENT, PER_ARTICLE = 20, 10
ACTS = (
    ("CONSULT.visit", "visited", "came to {place} to open a {thing}"),
    ("ASSAULT.attack", "attacked", "and its men struck the {thing} at {place}"),
    ("SANCTION.impose", "sanctioned", "over the {thing} affair in {place}"),
    ("OFFICE.appoint", "appointed", "to run the {thing} office in {place}"),
    ("PROTEST.demo", "protested", "against the {thing} plan in {place}"),
)
THINGS = [
    "bridge",
    "harbour",
    "school",
    "railway",
    "market",
    "dam",
    "clinic",
    "airport",
    "mine",
    "stadium",
    "tunnel",
    "pipeline",
    "library",
    "tower",
    "mill",
]
EXTRACTOR = Extractor(name="synthetic", version="1")


def syllables(number: int) -> str:
    """A name for a number."""
    text = ""
    number += 40
    while number:
        number, rest = divmod(number, 40)
        text += "bdfgklmnprstvz"[rest % 14] + "aeiou"[rest % 5]
    return text.capitalize()


def articles(assertions: int, per_event: int = PER_EVENT, seed: int = 7) -> Iterator[Annotated]:
    """Articles of ten assertions each; an event's claims lie near each other; one in forty gives another day."""
    rng = random.Random(seed)  # noqa: S311 - data, not secrets
    events = max(1, assertions // per_event)
    made = [
        (
            ACTS[rng.randrange(len(ACTS))],
            rng.randrange(max(50, events // 20)),
            rng.randrange(max(50, events // 25)),
            rng.choice(THINGS),
            date(2015, 1, 1) + timedelta(days=number * 3650 // events),
        )
        for number in range(events)
    ]
    for first in range(0, assertions, PER_ARTICLE):
        told = [made[min(events - 1, (first + k) // PER_ARTICLE // 2 + k % 3)] for k in range(PER_ARTICLE)]
        yield article(first // PER_ARTICLE, told, rng)


def article(number: int, told: list[tuple[Any, ...]], rng: random.Random) -> Annotated:
    """One article that tells of some events."""
    text, found = "", []
    published = max(day for *_, day in told) + timedelta(days=1)
    for at, ((type_, verb, tail), actor, place, thing, day) in enumerate(told):
        who, where = syllables(actor), syllables(place + 1000)
        sentence = f"{who} {verb} {tail.format(place=where, thing=thing)} {syllables(rng.randrange(4000))}."
        said = day if rng.random() > 0.025 else day + timedelta(days=1)
        start = len(text)
        text += sentence + "\n"
        trigger = start + sentence.index(verb)
        found.append(
            Assertion(
                id=f"a{number}-{at}",
                type=type_,
                trigger=Trigger(start=trigger, end=trigger + len(verb), text=verb, lemma=verb),
                actors=[
                    Participant(
                        start=start,
                        end=start + len(who),
                        text=who,
                        name=who,
                        entity=f"name:{who.lower()}",
                        kind="person",
                    )
                ],
                place=Place(start=start, end=start, text="", name=where, entity=f"plc:{where.lower()}", kind="place"),
                date=DateRef(
                    edtf=said.isoformat(),
                    earliest=said.isoformat(),
                    latest=said.isoformat(),
                    granularity="day",
                    basis="explicit",
                ),
                sentence=Span(start=start, end=start + len(sentence), text=sentence),
            )
        )
    stamp = published.isoformat()
    return Annotated(
        id=f"art{number}",
        version=f"v{number}",
        text=text,
        text_sha256="",
        extractor=EXTRACTOR,
        published=Published(value=stamp, earliest=stamp, latest=stamp, basis="given"),
        assertions=found,
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="10000,100000")
    parser.add_argument("--per-event", type=int, default=PER_EVENT)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows = []
    for size in map(int, options.sizes.split(",")):
        source = list(articles(size, options.per_event))
        started = time.process_time()
        chronology = fold(source)
        seconds = time.process_time() - started
        row = {
            "assertions": size,
            "events": len(chronology.events),
            "conflicts": len(chronology.conflicts),
            "cpu_seconds": round(seconds, 1),
            "microseconds_each": round(1e6 * seconds / size),
            "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        }
        rows.append(row)
        if not options.json:
            print(row, flush=True)
    if options.json:
        print(json.dumps(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
