"""One update of a fold: articles go and come, what they touch is found through the tables, and only that is done again.

The steps: number the articles, merge entities, find copies, group claims and date undated articles round by round, tell
events anew, draw links, write records.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np

from timeline.chronology import decisions, entities, features, links, scores, undated
from timeline.chronology.blocks import NONE, Numbers
from timeline.chronology.claims import Claim, Source, everyone, place_day, prepare
from timeline.chronology.copies import Row, sentences_of
from timeline.chronology.data import identity, types
from timeline.chronology.events import build, lanes, strays
from timeline.chronology.grouping import Grouping
from timeline.chronology.records import article_record, event_record
from timeline.chronology.settings import Settings
from timeline.chronology.tables import Changes, Inference, Tables, Told, event_order, rejected_order
from timeline.chronology.text import fingerprint
from timeline.model.dates import to_edtf
from timeline.model.records import (
    ChronologyRecord,
    Decision,
    Link,
    RejectedRecord,
)

_HEX = re.compile("[0-9a-f]{12,}")
_GROUNDS = 4  # articles of an event whose likeness is spelled out
_WORTH = 0.3  # log-odds below which a feature is not worth a word


class Update:
    """One update. The attributes ending in `_articles` or `_claims` are what the steps found to be touched."""

    def __init__(self, tables: Tables, settings: Settings, rulings: list[Decision]) -> None:
        self.t, self.settings, self.rulings = tables, settings, rulings
        self.live: dict[int, Source] = {}  # articles at hand, as the round sees them
        self.round = 0
        self.scores: dict[int, float] = {}  # of pairs of claims, whose days are no round's finding
        self.restyled: set[int] = set()  # claims whose events read differently
        self.rerecorded: set[int] = set()  # articles whose records may differ

    def run(self, gone: set[int], come: list[Source]) -> Changes:
        """All steps."""
        t = self.t
        self.leaving = {n: t.rows[n] for n in gone}
        self.rejected = _rejects(t)
        reasons = {n: m.reason for n, m in t.inferred.items()}
        stale = self._ruled(gone, come)
        self._number(gone, come)
        stale |= self._named(gone, come)
        fresh = {s.number for s in come}
        if self.subjects:
            self.judged_articles |= {
                s.number for s in come if self.subjects & {s.key, s.id, *(c.anchor for c in s.claims)}
            }
        stale -= gone | fresh
        self._copied(stale)
        self._laid(come, stale)
        out, new = self._claims(gone | stale), self._claims(fresh | stale)
        before = t.layers[-1].cluster.copy() if t.layers else NONE
        shifted = self._grouped(out, new)
        now = {n: m.reason for n, m in t.inferred.items()}
        other = {n for n in now if now[n] != reasons.get(n)} | shifted
        self.rerecorded |= fresh | stale | other
        self.restyled |= {*new.tolist(), *self._claims(other).tolist()}
        changes = self._told(gone, before, out)
        for number in gone:
            del t.texts[number]
        return changes

    # Articles, decisions, entities, copies

    def source(self, number: int) -> Source:
        """An article with its claims, as the round sees it."""
        found = self.live.get(number)
        if found is None:
            found = prepare(self.t.texts[number])
            self._place(found, number)
            self._lay(found)
        return found

    def claim(self, number: int) -> Claim:
        """A claim by its number."""
        article = int(self.t.owner[number])
        return self.source(article).claims[number - self.t.rows[article].first]

    def _place(self, source: Source, number: int) -> None:
        source.number = number
        first = self.t.rows[number].first
        for n, claim in enumerate(source.claims):
            claim.number, claim.rank = first + n, int(self.t.rank[first + n])
        self.live[number] = source

    def _lay(self, source: Source) -> None:
        """Lay over an article what others, people and earlier rounds make of it."""
        _published(source, self.ruling)
        for claim in source.claims:
            entities.overlay(claim, self.people)
            decisions.correct(claim, self.ruling)
        original = self.t.origin.get(source.number)
        if original is not None:
            row = self.t.rows[original]
            source.copy_of = (row.key, row.id)
        found = self.t.inferred.get(source.number)
        if found is not None:
            source.reason = found.reason
            if 0 <= found.round < self.round:
                _date(source, found)

    def _claims(self, articles: Iterable[int]) -> Numbers:
        rows = [self.t.rows.get(n) or self.leaving[n] for n in sorted(articles)]
        return np.concatenate([NONE, *(np.arange(r.first, r.first + r.claims) for r in rows)])

    def _ruled(self, gone: set[int], come: Sequence[Source]) -> set[int]:
        """Read the decisions; the articles on which other decisions bear than before."""
        t = self.t
        subjects = {s for d in (*self.rulings, *t.rulings) for s in d.subjects}
        named: set[int] = set()
        if subjects:
            there = np.flatnonzero(np.isin(t.anchor, np.array([fingerprint(s) for s in subjects], np.uint64)))
            named = {int(n) for n in t.owner[there]} & t.rows.keys()
            named |= {n for n, row in t.rows.items() if row.key in subjects or row.id in subjects}
        stay = {n for n in named if n not in gone}
        anchors, keys = set[str](), set[str]()
        for key, id_, claims in [
            *((s.key, s.id, s.claims) for s in come),
            *((t.rows[n].key, t.rows[n].id, prepare(t.texts[n]).claims) for n in stay),
        ]:
            keys |= subjects & {key, id_}
            anchors |= subjects & {c.anchor for c in claims}
        self.ruling = decisions.rule(self.rulings, anchors, keys)
        self.judged_articles = stay
        self.subjects = subjects
        same = self.rulings == t.rulings
        t.rulings = self.rulings
        return set() if same else set(stay)

    def _number(self, gone: set[int], come: Sequence[Source]) -> None:
        """Rows for what comes, none for what goes."""
        t = self.t
        for number in gone:
            del t.rows[number]
        first = len(t.owner)
        owners: list[int] = []
        ranks: list[int] = []
        anchors: list[int] = []
        texts: dict[int, Sequence[frozenset[int]]] = {}
        for source in sorted(come, key=lambda s: s.order):
            number, t.next_article = t.next_article, t.next_article + 1
            a = source.annotated
            texts[number] = sentences_of(source)
            _published(source, self.ruling)
            day = source.published.earliest.isoformat() if source.published else "9999"
            t.rows[number] = Row(
                source.key, source.version, source.id, a.extractor.version, a.agency, day, len(a.text),
                len(texts[number]), first + len(owners), len(source.claims),
            )  # fmt: skip
            t.texts[number] = a
            owners += [number] * len(source.claims)
            ranks += [rank_of(c) for c in source.claims]
            anchors += [fingerprint(c.anchor) for c in source.claims]
            source.number = number
        t.owner = np.concatenate([t.owner, np.array(owners, np.int64)])
        t.rank = np.concatenate([t.rank, np.array(ranks, np.uint64)])
        t.anchor = np.concatenate([t.anchor, np.array(anchors, np.uint64)])
        t.event = np.concatenate([t.event, np.full(len(owners), -1, np.int64)])
        for source in come:
            self._place(source, source.number)
        t.copies.update(gone, texts)

    def _named(self, gone: set[int], come: Sequence[Source]) -> set[int]:
        """Count names anew; the articles that name somebody who is now somebody else, or somewhere else."""
        t = self.t
        before = entities.directory(t.known)
        for number in gone:
            entities.note(t.known, prepare(t.texts[number]), -1)
        for source in come:
            entities.note(t.known, source)
        self.people = now = entities.directory(t.known)
        found = [(fingerprint(e), s.number) for s in come for e in _named_in(s)]
        keep = ~np.isin(t.namers, np.fromiter(gone, np.int64, len(gone)))
        t.names = np.concatenate([t.names[keep], np.array([e for e, _ in found], np.uint64)])
        t.namers = np.concatenate([t.namers[keep], np.array([n for _, n in found], np.int64)])
        raw = before.known.keys() | before.canonical.keys() | now.known.keys() | now.canonical.keys()
        other = {e for e in raw if before.of(e) != now.of(e)}
        other |= {e for e in raw if before.within.get(before.of(e)) != now.within.get(now.of(e))}
        other |= {e for e in raw if before.point(before.of(e)) != now.point(now.of(e))}
        shown = {
            e
            for e in raw
            if before.name(e) != now.name(e)
            or before.kind(e) != now.kind(e)
            or before.spots.get(e) != now.spots.get(e)
            or _country(before, e) != _country(now, e)
        }
        for number in self._namers(e for e in raw if now.of(e) in shown) - {s.number for s in come}:
            for n, claim in enumerate(self._bare(number).claims, t.rows[number].first):
                if any(now.of(p.entity) in shown for p in everyone(claim.assertion)):
                    self.restyled.add(n)
        return self._namers(other)

    def _bare(self, number: int) -> Source:
        return prepare(self.t.texts[number])

    def _namers(self, names: Iterable[str]) -> set[int]:
        codes = np.array([fingerprint(e) for e in names], np.uint64)
        return set(self.t.namers[np.isin(self.t.names, codes)].tolist()) if len(codes) else set()

    def _copied(self, stale: set[int]) -> None:
        """Find copies anew; what became a copy of another article, or of none, has other voices behind it."""
        t = self.t
        for number in stale:
            row = t.rows[number]
            source = self._bare(number)
            _published(source, self.ruling)
            day = source.published.earliest.isoformat() if source.published else "9999"
            if day != row.day:
                t.rows[number] = msgspec.structs.replace(row, day=day)
        texts: dict[int, Sequence[frozenset[int]]] = {}

        def shingled(number: int) -> Sequence[frozenset[int]]:
            if number not in texts:
                if len(texts) > 2000:
                    texts.clear()
                texts[number] = sentences_of(self.live.get(number) or self._bare(number))
            return texts[number]

        origin = t.copies.find(t.rows, self.settings, shingled)
        changed = {n for n in origin.keys() | t.origin.keys() if origin.get(n) != t.origin.get(n)} & t.rows.keys()
        t.origin = origin
        self.rerecorded |= changed
        self.restyled |= set(self._claims(changed).tolist())

    def _laid(self, come: Sequence[Source], stale: set[int]) -> None:
        """Lay out what comes and what changed, and list what of it is doubted or rejected."""
        t = self.t
        for number in (*self.leaving, *stale):
            t.rejected.pop(number, None)
            t.inferred.pop(number, None)
            self.live.pop(number, None)
        for source in come:
            self._lay(source)
        for source in (*come, *map(self.source, sorted(stale))):
            listed = [_rejected(c, self.ruling.rejected[c.anchor]) for c in source.claims if self._refused(c)]
            if source.doubt:
                listed.append(RejectedRecord(id=source.version, article=source.id, reason=source.doubt))
            if listed:
                t.rejected[source.number] = listed
            if source.published is None:
                t.inferred[source.number] = Inference()

    def _refused(self, claim: Claim) -> bool:
        return claim.anchor in self.ruling.rejected

    # Groups and rounds

    def _grouped(self, out: Numbers, new: Numbers) -> set[int]:
        """Bring every round's groups up to date; the articles whose days were inferred otherwise than before."""
        t = self.t
        shifted: set[int] = set()
        while True:
            copied = self.round == len(t.layers)
            if copied:
                t.layers.append(t.layers[-1].copy() if t.layers else Grouping.empty(self.settings))
                found = self._claims(n for n, m in t.inferred.items() if m.round == self.round - 1)
                gone, come = (found, found) if self.round else (NONE, new)
            else:
                also = self._claims(shifted)
                gone, come = np.union1d(out, also), np.union1d(new, also)
            layer = t.layers[self.round]
            signed = {n: signature(c) for n in come.tolist() if not self._refused(c := self.claim(n))}
            firm = ~np.isin(t.owner, np.fromiter(t.inferred, np.int64, len(t.inferred)))
            told = scores.Told(self.claim, firm, self.scores)
            _, came = layer.update(gone, signed, t.rank, told, t.sketches, self.settings)
            if self.round == self.settings.inference_rounds or not self._judge(layer, came, shifted):
                break
            self.round += 1
            for source in list(self.live.values()):
                dated = t.inferred.get(source.number)
                if dated is not None and dated.round == self.round - 1 and source.inferred is None:
                    _date(source, dated)
        del t.layers[self.round + 1 :]
        for n, m in t.inferred.items():
            if m.round >= self.round:  # of a round that there is no more
                t.inferred[n] = Inference(refused=m.refused[: self.round + 1])
                shifted.add(n)
            else:
                del m.refused[self.round + 1 :]
        return shifted

    def _judge(self, layer: Grouping, came: set[int], shifted: set[int]) -> bool:
        """One round of inference on the articles whose groups changed; True when any article has its day from it."""
        t, this = self.t, self.round
        touched = set(t.owner[layer.members(self._whole(layer, came))].tolist())
        ask = []
        for n, m in t.inferred.items():
            if m.round == -1 or m.round >= this:
                if n in touched or (not this and not m.refused and m.round):
                    ask.append(n)
                elif m.round == -1 and len(m.refused) == this:
                    m.refused.append(m.refused[-1])  # nothing has changed for it since the last round
        sources = [self.source(n) for n in sorted(ask, key=lambda n: t.rows[n].order)]
        labels = _labels(layer.cluster[self._claims(ask)])
        undated.infer(sources, self._clusters(layer, labels), self.settings)
        for source in sources:
            n, old = source.number, t.inferred[source.number]
            if source.inferred is not None:
                evidence = sorted(c.number for c in source.evidence)
                t.inferred[n] = Inference(this, source.inferred, source.reason, evidence, old.refused[:this])
            else:
                refused = [*old.refused[:this], source.reason, *old.refused[this + 1 :]]
                kept = old if old.round > this else Inference()
                t.inferred[n] = Inference(kept.round, kept.days, kept.why, kept.evidence, refused)
            now = t.inferred[n]
            if (now.round, now.days) != (old.round, old.days):
                shifted.add(n)
        return any(m.round == this for m in t.inferred.values())

    def _clusters(self, layer: Grouping, labels: set[int]) -> list[list[Claim]]:
        """Clusters with their claims, and with those that people merged them with or split them from."""
        labels = self._whole(layer, labels)
        groups: dict[int, list[Claim]] = {}
        for n in layer.members(labels).tolist():
            groups.setdefault(int(layer.cluster[n]), []).append(self.claim(n))
        ordered = sorted((sorted(g, key=lambda c: c.order) for g in groups.values()), key=lambda g: g[0].order)
        return [group for group in decisions.regroup(ordered, self.ruling) if group]

    def _whole(self, layer: Grouping, labels: set[int]) -> set[int]:
        """The clusters, and those that a decision joins with them or splits from them."""
        bound = []
        for _, anchors in (*self.ruling.together, *self.ruling.apart):
            codes = np.array([fingerprint(a) for a in anchors], np.uint64)
            bound.append(_labels(layer.cluster[np.isin(self.t.anchor, codes)]))
        return _closed(labels, bound)

    # Events, links, records

    def _told(self, gone: set[int], before: Numbers, out: Numbers) -> Changes:
        """Tell anew the events of groups that changed, and give the records that this changes."""
        t = self.t
        layer = t.layers[-1]
        after = layer.cluster
        earlier = np.concatenate([before, np.full(len(after) - len(before), -1, np.int64)])
        dirty = earlier != after
        dirty[np.fromiter(self.restyled, np.int64, len(self.restyled))] = True
        dirty[out] = True
        while True:  # whole groups, and whole events as they were
            labels = self._whole(layer, _labels(after[dirty]))
            wider = dirty.copy()
            wider[layer.members(labels)] = True
            olds = np.unique(t.event[wider])
            olds = olds[olds >= 0]
            wider |= np.isin(t.event, olds)
            wider |= np.isin(earlier, earlier[dirty & (earlier >= 0)])
            if not (wider & ~dirty).any():
                break
            dirty = wider
        for source in self.live.values():
            if source.number in t.inferred:
                source.reason = t.inferred[source.number].reason
        was = {int(n): t.told[int(n)] for n in olds}
        now = self._tell(layer, labels, dirty, was)
        emitted = self._link(gone, was, now)
        return self._changes(gone, was, emitted)

    def _tell(
        self, layer: Grouping, labels: set[int], dirty: np.ndarray[Any, Any], was: Mapping[int, Told]
    ) -> dict[int, Told]:
        """The events of these groups, under the numbers of those that had their ids."""
        t = self.t
        free: dict[str, list[int]] = {}
        for n, told in sorted(was.items(), reverse=True):
            free.setdefault(told.record.id, []).append(n)
        t.event[dirty] = -1
        found: dict[int, Told] = {}
        for cluster in self._clusters(layer, labels):
            ruled = any(c.anchor in anchors for _, anchors in self.ruling.together for c in cluster)
            for part in [cluster] if ruled else strays(cluster, self.settings):
                numbers: list[int] = []
                for lane in lanes(part):
                    told = self._event(lane)
                    same = free.get(told.record.id)
                    if same:
                        number = same.pop()
                    else:
                        number, t.next_event = t.next_event, t.next_event + 1
                    found[number] = told
                    t.event[told.claims] = number
                    t.ids[number] = told.record.id
                    t.shown[number] = (len(told.conflicts), told.reason is not None)
                    numbers.append(number)
                found[numbers[0]].planned = numbers[1:]
        for n in was.keys() - found.keys():
            del t.told[n], t.ids[n], t.shown[n]
        for number, told in found.items():
            t.told[number] = told
        return found

    def _event(self, claims: Sequence[Claim]) -> Told:
        decided = decisions.day_for(claims, self.ruling)
        event = build(claims, self.people, self.settings, decided[1] if decided else None)
        event.why.extend(grounds(claims))
        anchors = {c.anchor for c in claims}
        for decision, interval, subjects in self.ruling.dates:
            if subjects & anchors:
                said = f"date decided to be {to_edtf(interval)} by {decision.by} at {decision.at}: {decision.because}"
                event.why.append(said)
        for word, group in (("merged", self.ruling.together), ("split", self.ruling.apart)):
            for decision, subjects in group:
                if subjects & anchors:
                    event.why.append(f"{word} by {decision.by} at {decision.at}: {decision.because}")
        record, conflicts, reason = event_record(event, self.people, self.settings)
        return Told(record, conflicts, reason, [c.number for c in event.claims], [])

    def _link(self, gone: set[int], was: dict[int, Told], now: Mapping[int, Told]) -> set[int]:
        """Draw links anew where an event changed in what links look at; the events whose records are to be given."""
        t = self.t
        changed: set[int] = set()
        for number, told in now.items():
            old = was.get(number)
            if old is None or _looks(old) != _looks(told):
                changed |= set(told.claims)
            else:
                changed |= set(told.claims) ^ set(old.claims)
        changed |= {c for n, old in was.items() if n not in now for c in old.claims}
        changed |= self.restyled
        articles = {int(n) for n in np.unique(t.owner[np.fromiter(changed, np.int64, len(changed))])} & t.rows.keys()
        emitted = set(now)
        records = _Records(t)
        for n in articles:
            source = self.source(n)
            told_by = {c.number: int(t.event[c.number]) for c in source.claims if t.event[c.number] >= 0}
            drawn = links.of_article(source.claims, told_by, records)
            earlier = t.drawn.get(n, [])
            if drawn != earlier:
                emitted |= {a for a, _, _ in {*drawn} ^ {*earlier}}
                t.drawn[n] = drawn
        for n in gone:
            emitted |= {a for a, _, _ in t.drawn.pop(n, [])}
        emitted &= t.ids.keys()
        for number in emitted:
            told = t.told[number]
            if number not in now:
                was[number] = msgspec.structs.replace(told)
            found = {Link(kind="planned_as", event=t.ids[p]) for p in told.planned}
            for article in np.unique(t.owner[told.claims]).tolist():
                found |= {Link(kind=k, event=t.ids[b]) for a, k, b in t.drawn.get(article, []) if a == number}
            ordered = sorted(found, key=lambda x: (x.kind, x.event))
            if ordered != told.record.links or number in now:
                told.record = msgspec.structs.replace(told.record, links=ordered)
                t.told[number] = told
        return emitted

    def _changes(self, gone: set[int], was: Mapping[int, Told], emitted: set[int]) -> Changes:
        """Records before and now of whatever changed; where several share an id, all of them."""
        t = self.t
        changes = Changes({}, {})
        ids = {told.record.id for told in was.values()} | {t.ids[n] for n in emitted}
        beside = {n: t.told[n] for n, id_ in t.ids.items() if id_ in ids}
        stood = {n: was.get(n, told) for n, told in beside.items() if n in was or n not in emitted}
        _note(changes.before, ({n: told for n, told in was.items() if n not in beside} | stood).values())
        _note(changes.now, beside.values())
        self._articles(gone, emitted, changes)
        entities_now = {record.id: record for record in entities.records(self.people)}
        for id_ in entities_now.keys() | t.entities.keys():
            old, new = t.entities.get(id_), entities_now.get(id_)
            if old != new:
                changes.before["entity", id_] = [old] if old else []
                changes.now["entity", id_] = [new] if new else []
        t.entities = entities_now
        t.listed = self.ruling.listed
        named = [self.source(n) for n in sorted(self.judged_articles & t.rows.keys())]
        event_of = {id(c): t.ids[e] for s in named for c in s.claims if (e := int(t.event[c.number])) >= 0}
        before, t.decisions = t.decisions, decisions.records(self.ruling, named, event_of)
        _by_id(changes, "rejected", self.rejected, _rejects(t))
        _by_id(changes, "decision", before, t.decisions)
        same = [key for key, records in changes.now.items() if changes.before.get(key, []) == records]
        for key in same:
            del changes.now[key]
            changes.before.pop(key, None)
        for key in changes.before.keys() - changes.now.keys():
            changes.now[key] = []
        return changes

    def _articles(self, gone: set[int], emitted: set[int], changes: Changes) -> None:
        t = self.t
        numbers = self.rerecorded & t.rows.keys()
        claims = [c for n in emitted for c in t.told[n].claims]
        told = set(np.unique(t.owner[claims]).tolist()) if claims else set()
        numbers |= {n for n in told & t.inferred.keys() if t.inferred[n].round >= 0}
        now = {}
        for n in numbers:
            found = t.inferred.get(n)
            evidence = found.evidence if found and found.round >= 0 else []
            now[n] = article_record(self.source(n), [t.ids[e] for c in evidence if (e := int(t.event[c])) >= 0])
        before = {n: t.articles[n] for n in (*gone, *now) if n in t.articles}
        ids = {record.id for record in (*before.values(), *now.values())}
        beside = {n for n, row in t.rows.items() if row.id in ids}
        for n in gone:
            del t.articles[n]
        stood = [before.get(n) or t.articles[n] for n in beside if n in t.articles]
        stood += [before[n] for n in before if n not in beside]
        for n, record in now.items():
            t.articles[n] = record
        _by_id(changes, "article", stood, [t.articles[n] for n in beside])


class _Records(Mapping[int, Any]):
    """Event records by number, for drawing links."""

    def __init__(self, tables: Tables) -> None:
        self._told = tables.told

    def __getitem__(self, number: int) -> Any:
        return self._told[number].record

    def __iter__(self) -> Iterator[int]:
        return iter(self._told)

    def __len__(self) -> int:
        return len(self._told)


def _note(into: dict[tuple[str, str], list[ChronologyRecord]], events: Iterable[Told]) -> None:
    """The records of some events, those that share an id in canonical order."""
    for told in sorted(events, key=lambda e: event_order(e.record)):
        for record in (told.record, told.undated(), *told.conflicts):
            if record is not None:
                into.setdefault((str(record.__struct_config__.tag), record.id), []).append(record)


def _by_id(changes: Changes, kind: str, before: Iterable[ChronologyRecord], now: Iterable[ChronologyRecord]) -> None:
    for into, records in ((changes.before, before), (changes.now, now)):
        for record in sorted(records, key=_ORDERS[kind]):
            into.setdefault((kind, record.id), []).append(record)


_ORDERS: dict[str, Callable[[Any], Any]] = {
    "article": lambda a: (a.id, a.version),
    "rejected": rejected_order,
    "decision": lambda d: d.id,
}


def _rejects(tables: Tables) -> list[RejectedRecord]:
    return [*tables.listed, *(r for some in tables.rejected.values() for r in some)]


def _labels(clusters: Numbers) -> set[int]:
    return set(np.unique(clusters[clusters >= 0]).tolist())


def _closed(labels: set[int], bound: Sequence[set[int]]) -> set[int]:
    """The labels, and those that are bound to any of them."""
    found = set(labels)
    while more := [some for some in bound if some & found and not some <= found]:
        found = found.union(*more)
    return found


def _looks(told: Told) -> tuple[Any, ...]:
    """What links look at."""
    r = told.record
    return (r.id, r.type, r.date.earliest, r.date.latest, r.actors, r.recipients, r.place)


def _named_in(source: Source) -> set[str]:
    return {one.entity for claim in source.claims for one in everyone(claim.assertion)}


def _country(people: entities.Directory, entity: str) -> str | None:
    names = people.known.get(entity)
    return entities.country(names) if names else None


def _date(source: Source, found: Inference) -> None:
    """Lay an inferred day over an article."""
    if found.days is not None:
        source.inferred, source.reason = found.days, found.why
        for claim in source.claims:
            undated.redate(claim, found.days)


def _published(source: Source, ruled: decisions.Rulings) -> None:
    """The publication day as decided, laid over what the article says."""
    entry = ruled.published.get(source.key) or ruled.published.get(source.id)
    if entry is None:
        return
    decision, interval = entry
    source.published, source.doubt = interval, None
    source.reason = f"decided by {decision.by} at {decision.at}: {decision.because}"
    for claim in source.claims:
        place_day(claim)
        undated.redate(claim, interval)


def grounds(claims: Sequence[Claim]) -> list[str]:
    """Why these claims are one event: for a claim of each of the first few other articles, what spoke for it."""
    ordered = sorted(claims, key=lambda c: c.order)
    first = ordered[0]
    told: dict[str, Claim] = {}
    for claim in ordered[1:]:
        if claim.source is not first.source:
            told.setdefault(claim.source.key, claim)
    lines = []
    for claim in list(told.values())[:_GROUNDS]:
        found = [(n, v) for n, v in features.grounds(first, claim, identity()) if abs(v) >= _WORTH]
        said = ", ".join(f"{name.replace('_', ' ')} {value:+.1f}" for name, value in found[:6])
        lines.append(f"{first.source.id} with {claim.source.id}: {said or 'through other articles'}")
    return lines


def rank_of(claim: Claim) -> int:
    """The claim's canonical place among claims as a number: by anchor, and by all of its order within one."""
    prefix, _, digits = claim.anchor.partition("-")
    rest = fingerprint("\n".join(claim.order))
    if prefix == "anc" and _HEX.fullmatch(digits):
        return int(digits[:12], 16) << 16 | rest & 0xFFFF
    return rest


def signature(claim: Claim) -> int:
    """Claims with equal signatures are one event without any scoring: same act, same people, same place, same day.

    Speech, and whatever lacks a day, people or place, is only equal to its own wording on the same day.
    """
    when = claim.when
    full = claim.root != "OTHER" and when is not None and when.days == 1
    day = f"{when.earliest}/{when.latest}/{when.extent}" if when else ""
    said = [claim.type, claim.factuality, day, ",".join(sorted(claim.actors)), claim.place or ""]
    if full and claim.place and claim.actors and not types().is_speech(claim.type):
        said += ["act", ",".join(sorted(claim.recipients)), str(claim.stamped)]
    else:
        inside = claim.assertion.trigger.start - claim.assertion.sentence.start
        said += ["words", claim.assertion.sentence.text, str(inside), claim.basis]
    return fingerprint("\n".join(said))


def _rejected(claim: Claim, decision: Decision) -> RejectedRecord:
    return RejectedRecord(
        id=claim.assertion.id,
        article=claim.source.id,
        reason=f"rejected by {decision.by} at {decision.at}: {decision.because}",
        quote=claim.assertion.sentence.text,
    )
