#!/usr/bin/env python3
"""SemEval-2015 Task 4 timelines (Apple corpus) with the task's official measure, temporal awareness.

    benchmarks/semeval.py [--track B|A] [--json] [--gold]

Runs `annotate` and `consolidate`, makes one timeline for each target entity and scores it. Track B gives the events,
track A the text alone. `--gold` scores the gold against itself (100.0). Needs the development data (environment
variable TIMELINE_DEV_DATA, or the folder `shared` beside the repository).

The measure (UzZaman and Allen 2011, as Minard et al. 2015 use it): a timeline becomes links "event = its date" and,
from each event to the next, "before" or "simultaneous" by rank; rank 0 is left out. Links that follow from earlier ones
are dropped. Precision is the share of the system's remaining links that the gold entails, recall the reverse; counts
are added over the targets.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
Link = tuple[object, object, str]


class Mention(NamedTuple):
    """An event mention in a timeline: the task's key, its rank and the row's date."""

    key: str
    rank: int
    date: str


class Tally(NamedTuple):
    """Links that are right and links in all, of the system and of the gold."""

    system_right: int
    system: int
    gold_right: int
    gold: int


def folder() -> Path | None:
    """The development data, when it is there."""
    named = os.environ.get("TIMELINE_DEV_DATA")
    path = (Path(named) if named else ROOT.parent / "shared") / "score" / "semeval" / "apple"
    return path if path.is_dir() else None


def read(timeline: str) -> list[Mention]:
    """Ranked mentions of a timeline file, in natural order of its rows; the first line names the target."""
    rows = sorted((r.rstrip() for r in timeline.split("\n")[1:] if r.strip()), key=_natural)
    out = []
    for row in rows:
        rank, *rest = row.split("\t")
        if int(rank) != 0 and len(rest) > 1:
            out += [Mention(key, int(rank), rest[0]) for key in rest[1:]]
    return out


def _natural(row: str) -> list[tuple[int, int | str]]:
    return [(0, int(p)) if p.isdigit() else (1, p) for p in re.split(r"(\d+)", row) if p]


class Order:
    """Nodes in groups of simultaneity with a strict order among the groups; remembers the links that said something."""

    def __init__(self, links: list[Link]) -> None:
        self.parent: dict[object, object] = {}
        self.later: dict[object, set[object]] = defaultdict(set)
        self.stated = set(links)
        self.kept = [link for link in links if self._say(link)]

    def _root(self, node: object) -> object:
        self.parent.setdefault(node, node)
        while self.parent[node] != node:
            node = self.parent[node]
        return node

    def _before(self, a: object, b: object) -> bool:
        stack, seen = [a], {a}
        while stack:
            for following in {self._root(x) for x in self.later[stack.pop()]} - seen:
                if following == b:
                    return True
                seen.add(following)
                stack.append(following)
        return False

    def entails(self, link: Link) -> bool:
        """Does the order hold the link, or was it said in so many words?"""
        a, b, kind = link
        if link in self.stated or (kind == "=" and (b, a, "=") in self.stated):
            return True
        if a not in self.parent or b not in self.parent:
            return False
        one, other = self._root(a), self._root(b)
        return one == other if kind == "=" else one != other and self._before(one, other)

    def _say(self, link: Link) -> bool:
        """Add a link; false when it followed already. One that contradicts is kept but changes nothing."""
        one, other = self._root(link[0]), self._root(link[1])
        if one == other:
            return link[2] != "="
        ahead, behind = self._before(one, other), self._before(other, one)
        if ahead and link[2] == "<":
            return False
        if ahead or behind:
            return True
        if link[2] == "<":
            self.later[one].add(other)
        else:
            self.parent[other] = one
            self.later[one] |= self.later.pop(other, set())
        return True


def links(mentions: list[tuple[object, Mention]]) -> list[Link]:
    """Each mention with its date, then each with the next."""
    out: list[Link] = [(node, ("date", m.date), "=") for node, m in mentions]
    for (a, first), (b, second) in pairwise(mentions):
        out.append((a, b, "<" if first.rank < second.rank else "="))
    return list(dict.fromkeys(out))


def compare(gold: str, system: str) -> Tally:
    """One timeline against another; repeated keys are paired in order of occurrence."""
    sides = [Order(links(_numbered(read(text)))) for text in (gold, system)]
    g, s = sides
    right_system = sum(g.entails(link) for link in s.kept)
    right_gold = sum(s.entails(link) for link in g.kept)
    return Tally(right_system, len(s.kept), right_gold, len(g.kept))


def _numbered(mentions: list[Mention]) -> list[tuple[object, Mention]]:
    seen: dict[str, int] = defaultdict(int)
    out: list[tuple[object, Mention]] = []
    for mention in mentions:
        out.append(((mention.key, seen[mention.key]), mention))
        seen[mention.key] += 1
    return out


def micro(tallies: list[Tally]) -> dict[str, float]:
    """Precision, recall and F1 in percent over several timelines."""
    right_s, all_s, right_g, all_g = (sum(column) for column in zip(*tallies, strict=True))
    precision, recall = right_s / all_s if all_s else 0.0, right_g / all_g if all_g else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"P": round(100 * precision, 2), "R": round(100 * recall, 2), "F1": round(100 * f1, 2)}


def run(data: Path, track: str) -> dict[str, str]:
    """Our timelines by target."""
    with tempfile.TemporaryDirectory() as place:
        annotated, merged = Path(place) / "a.jsonl", Path(place) / "c.jsonl"
        command = [sys.executable, "-m", "timeline"]
        articles = data / f"articles_{track.lower()}.jsonl"
        annotated.write_bytes(subprocess.run([*command, "annotate", articles], capture_output=True, check=True).stdout)
        merged.write_bytes(subprocess.run([*command, "consolidate", annotated], capture_output=True, check=True).stdout)
        rows = [json.loads(line) for line in annotated.read_text("utf-8").splitlines()]
        records = [json.loads(line) for line in merged.read_text("utf-8").splitlines()]
    keys = _keys(data, rows, track)
    events = [r for r in records if r["record"] in ("event", "undated")]
    texts = {r["id"]: r["text"] for r in rows}
    targets = [t["name"] for t in json.loads((data / "corpus.json").read_text("utf-8"))["targets"]]
    return {target: _timeline(target, events, keys, texts) for target in targets}


def _keys(data: Path, rows: list[dict[str, Any]], track: str) -> dict[tuple[str, str], str]:
    """The task's key of every assertion: the given event's, or `document-sentence-words`."""
    if track == "B":
        given = {m["id"]: m["key"] for m in map(json.loads, (data / "mentions.jsonl").read_text("utf-8").splitlines())}
        return {(r["id"], a["id"]): given[a["event"]] for r in rows for a in r["assertions"] if a["event"] in given}
    tokens = {t["id"]: t["tokens"] for t in map(json.loads, (data / "tokens.jsonl").read_text("utf-8").splitlines())}
    out = {}
    for row in rows:
        for a in row["assertions"]:
            touched = [t for t in tokens[row["id"]] if t[0] < a["trigger"]["end"] and a["trigger"]["start"] < t[1]]
            if touched:
                words = "_".join(t[4] for t in touched if t[2] == touched[0][2])
                out[row["id"], a["id"]] = f"{row['id']}-{touched[0][2]}-{words}"
    return out


def _timeline(
    target: str, events: list[dict[str, Any]], keys: dict[tuple[str, str], str], texts: dict[str, str]
) -> str:
    rows = []
    for event in events:
        if not _about(target, event, texts):
            continue
        first, last = event["date"].get("earliest"), event["date"].get("latest")
        date = _date(first, last)
        found = sorted({keys[m["article"], m["id"]] for m in event["assertions"] if (m["article"], m["id"]) in keys})
        if found:
            rows.append((date, found))
    known = sorted({date for date, _ in rows if date[0] != "X"}, key=lambda d: (d.replace("XX", "00"), d))
    rank = {date: number for number, date in enumerate(known, 1)}
    lines = ["\t".join([str(rank.get(date, 0)), date, *found]) for date, found in sorted(rows)]
    return "\n".join([target, *lines]) + "\n"


def _date(first: str | None, last: str | None) -> str:
    for known, form in ((10, "{}"), (7, "{}-XX"), (4, "{}-XX-XX")):
        if first and last and first[:known] == last[:known]:
            return form.format(first[:known])
    return "XXXX-XX-XX"


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def _about(target: str, event: dict[str, Any], texts: dict[str, str]) -> bool:
    """The target's words stand together in a participant or a quote; or its last word does, where the text names it."""
    name = _words(target)
    said = [p["name"] for p in [*event.get("actors", []), *event.get("recipients", [])]]
    said += [m["quote"] for m in event["assertions"]]
    if any(set(name) <= set(_words(text)) for text in said):
        return True
    named = any(set(name) <= set(_words(texts[m["article"]])) for m in event["assertions"])
    return named and len(name) > 1 and any(f" {name[-1]} " in f" {' '.join(_words(text))} " for text in said)


def main() -> None:
    """Run, score and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--track", choices=["A", "B"], default="B")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--gold", action="store_true")
    options = parser.parse_args()
    data = folder()
    if data is None:
        raise SystemExit("no development data: set TIMELINE_DEV_DATA")
    files = {t["name"]: t["file"] for t in json.loads((data / "corpus.json").read_text("utf-8"))["targets"]}
    gold = {name: (data / "gold" / file).read_text("utf-8") for name, file in files.items()}
    system = gold if options.gold else run(data, options.track)
    tallies = {name: compare(gold[name], system[name]) for name in gold}
    result = {"track": options.track, **micro(list(tallies.values()))}
    if options.json:
        print(json.dumps({**result, "targets": {name: micro([t]) for name, t in tallies.items()}}))
        return
    for name, tally in tallies.items():
        print(f"{name:32}{micro([tally])}")
    print(result)


if __name__ == "__main__":
    main()
