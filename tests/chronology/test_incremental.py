from __future__ import annotations

from chronology.test_decisions import decide
from chronology.test_fold import PLAIN, STORY, UNDATED, VISIT_12, VISIT_13, VISIT_WEDNESDAY
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.chronology import Fold, fold

POOL = [VISIT_12, VISIT_WEDNESDAY, VISIT_13, UNDATED, PLAIN, *STORY]


@given(st.permutations(range(len(POOL))), st.lists(st.integers(1, len(POOL)), max_size=3), st.booleans())
@settings(max_examples=20, deadline=None)
def test_growing_step_by_step_equals_folding_at_once(order, steps, decided):
    kept = Fold()
    rulings = [decide("publish-date", ["key-e"], {"value": "2025-03-13"})] if decided else []
    for size in [*sorted(steps), len(POOL)]:
        articles = [POOL[i] for i in order[:size]]
        assert kept.fold(articles, rulings) == fold(articles, rulings)


def test_what_is_taken_away_leaves_no_trace():
    kept = Fold()
    kept.fold(POOL)
    kept.fold(POOL, [decide("publish-date", ["key-d"], {"value": "2025-03-15"})])
    assert kept.fold([VISIT_13, UNDATED]) == fold([VISIT_13, UNDATED])
    assert kept.fold(POOL) == fold(POOL)
