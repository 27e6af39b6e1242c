from __future__ import annotations

from chronology.test_fold import STORY, VISIT_12, VISIT_13, VISIT_WEDNESDAY

from timeline.chronology import diff, fold


def test_nothing_changed():
    assert diff(fold(STORY), fold(STORY)).changes() == []


def test_events_added_and_removed():
    few, many = fold(STORY[:1]), fold(STORY)
    added = diff(few, many)
    assert {c.change for c in added.changes()} == {"added"}
    assert {c.event for c in diff(many, few).removed} == {c.event for c in added.added}


def test_a_new_source_redates_an_event_and_opens_a_conflict():
    before, after = fold([VISIT_13]), fold([VISIT_12, VISIT_WEDNESDAY, VISIT_13])
    changes = diff(before, after)
    assert [(c.before, c.after) for c in changes.redated] == [("2025-03-13", "[2025-03-12,2025-03-13]")]
    assert [c.change for c in changes.new_conflicts] == ["new_conflict"]
    assert not changes.added
    assert not changes.removed
    assert [c.change for c in diff(after, before).resolved] == ["resolved"]
