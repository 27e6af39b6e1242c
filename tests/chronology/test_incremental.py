from __future__ import annotations

import random

import msgspec
import pytest
from chronology.build import article, says
from chronology.test_decisions import decide
from chronology.test_fold import PLAIN, STORY, UNDATED, VISIT_12, VISIT_13, VISIT_WEDNESDAY
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from timeline.chronology import Fold, diff, fold
from timeline.chronology.claims import prepare
from timeline.chronology.diff import diff_of
from timeline.chronology.tables import Tables
from timeline.model.ids import digest

POOL = [VISIT_12, VISIT_WEDNESDAY, VISIT_13, UNDATED, PLAIN, *STORY]
PEOPLE = ("Anna Vale", "Vale", "Ben Oak", "Cora Lind", "Dan Roe")
PLACES = ("Norport", "Estby", "Low Fell")
DEEDS = (("visited", "CONSULT.visit"), ("attacked", "ASSAULT.attack"), ("warned", "STATEMENT.warn"))


def made(number: int, rng: random.Random):
    """An article of a small world, so that everything hangs together: copies, undated pages, tolls, replies."""
    claims = []
    for _ in range(rng.randrange(1, 4)):
        who, where, day = rng.choice(PEOPLE), rng.choice(PLACES), rng.randrange(10, 15)
        verb, kind = rng.choice(DEEDS)
        tail = rng.choice(["", " in response to the raid", ", killing five people", " with the mayor and the dockers"])
        dated = rng.choice([{"on": f"2025-03-{day}"}, {"timex": "Wednesday"}, {"timex": "Friday"}, {}])
        said = f"{who} {verb} {where}{tail} on {dated.get('timex') or f'March {day}'}, it was said."
        sure = rng.choice(["happened", "happened", "scheduled", "threatened", "denied"])
        claims.append(says(said, verb, type=kind, who=who, where=rng.choice([where, None]), factuality=sure, **dated))
    published = rng.choice([None, f"2025-03-{rng.randrange(12, 18)}", "2025-03-16"])
    return article(f"n{number}", *claims, published=published, more="The harbour was shut for the rest of the week.\n")


@given(st.permutations(range(len(POOL))), st.lists(st.integers(1, len(POOL)), max_size=3), st.booleans())
@settings(max_examples=20, deadline=None)
def test_growing_step_by_step_equals_folding_at_once(order, steps, decided):
    kept = Fold()
    rulings = [decide("publish-date", ["key-e"], {"value": "2025-03-13"})] if decided else []
    for size in [*sorted(steps), len(POOL)]:
        articles = [POOL[i] for i in order[:size]]
        assert kept.fold(articles, rulings) == fold(articles, rulings)


@given(st.integers(0, 10**6), st.integers(5, 33), st.sampled_from([2, 6, 160]))
@example(700117, 24, 2)  # an article is dated for the first time in a round that had another round after it
@settings(max_examples=15, deadline=None, phases=[Phase.explicit, Phase.generate])
def test_any_coming_and_going_equals_folding_at_once(seed, size, limit):
    rng = random.Random(seed)
    pool = [made(n, rng) for n in range(size)]
    table = {"block_limit": limit, "window": 4}  # small blocks are crowded at once
    kept = Fold(table)
    for _ in range(4):
        articles = rng.sample(pool, rng.randrange(size + 1))
        anchors = [c.anchor for a in articles for c in prepare(a).claims]
        rulings = [
            decide(kind, rng.sample(anchors, min(2, len(anchors))), value, name=f"{kind}{rng.randrange(99)}")
            for kind, value in (("merge", {}), ("split", {}), ("reject", {}), ("accept-date", {"edtf": "2025-03-11"}))
            if anchors and rng.random() < 0.3
        ]
        assert kept.fold(articles, rulings) == fold(articles, rulings, table)


@pytest.mark.parametrize("seed", range(8))
def test_changes_say_what_became_of_every_record(seed):
    rng = random.Random(seed)
    pool = [made(n, rng) for n in range(20)]
    kept = Fold()
    kept.fold(pool[:12])
    stood = kept.tables.chronology()
    before = by_id(stood)
    numbers = sorted(kept.tables.rows)
    changes = kept.update(numbers[:2], map(prepare, pool[12:]))
    stands = kept.tables.chronology()
    now = by_id(stands)
    assert diff_of(changes, {e.id: e for e in stands.events}.get) == diff(stood, stands)
    assert changes.before == {key: before[key] for key in before if before[key] != now.get(key)}
    assert changes.now == {
        key: now.get(key, []) for key in before.keys() | now.keys() if before.get(key) != now.get(key)
    }


def by_id(chronology):
    found = {}
    for record in chronology.records():
        found.setdefault((record.__struct_config__.tag, record.id), []).append(record)
    return found


def test_tables_that_were_written_and_read_go_on_where_they_stopped():
    rng = random.Random(5)
    pool = [made(n, rng) for n in range(40)]
    kept = Fold()
    kept.fold(pool[:30])
    again = Tables(
        texts=kept.tables.texts, told=kept.tables.told, drawn=kept.tables.drawn, articles=kept.tables.articles
    )
    small, arrays = kept.tables.packed()
    again.unpack(small, dict(arrays), kept.settings.block_limit, kept.settings.window)
    assert digest(Fold(None, again).fold(pool)) == digest(fold(pool))


def test_what_is_taken_away_leaves_no_trace():
    kept = Fold()
    kept.fold(POOL)
    kept.fold(POOL, [decide("publish-date", ["key-d"], {"value": "2025-03-15"})])
    assert kept.fold([VISIT_13, UNDATED]) == fold([VISIT_13, UNDATED])
    assert kept.fold(POOL) == fold(POOL)


def test_a_renamed_person_is_renamed_in_old_events():
    first = article("a", says("Vale visited Norport on 12 March 2025.", who="Vale", on="2025-03-12"))
    second = article("b", says("Anna Vale slept on 1 May 2025.", "slept", type="OTHER.event", on="2025-05-01"))
    kept = Fold()
    (event,) = kept.fold([first]).events
    assert [p.name for p in event.actors] == ["Vale"]
    event = next(e for e in kept.fold([first, second]).events if e.type == "CONSULT.visit")
    assert [p.name for p in event.actors] == ["Anna Vale"]
    assert msgspec.json.encode(kept.fold([first])) == msgspec.json.encode(fold([first]))


@pytest.mark.parametrize("word", ["the same", "another"])
def test_many_claims_of_one_event_are_one_event(word):
    many = [
        article(
            f"m{n}",
            says(
                f"Anna Vale visited Norport on 12 March 2025 with {n if word == 'another' else 3} guests.",
                on="2025-03-12",
            ),
            published="2025-03-13",
        )
        for n in range(600)
    ]
    (event,) = fold(many).events
    assert len(event.assertions) == len(many)
    assert event.independent_sources == 1
