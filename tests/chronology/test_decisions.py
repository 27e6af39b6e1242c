from __future__ import annotations

from chronology.build import article, says
from chronology.test_fold import VISIT_12, VISIT_13, VISIT_WEDNESDAY, visits

from timeline.chronology import fold
from timeline.model.records import Decision


def decide(kind, subjects, value=None, at="2025-04-01T10:00:00Z", name=None, previous=None):
    return Decision(
        id=name or f"dec-{kind}-{at}",
        kind=kind,
        subjects=list(subjects),
        value=value or {},
        because="checked by hand",
        by="anna",
        at=at,
        previous=previous,
    )


def anchors(event):
    return [m.anchor for m in event.assertions]


def only(chronology):
    (event,) = visits(chronology)
    return event


ARTICLES = [VISIT_12, VISIT_WEDNESDAY, VISIT_13]


def test_an_accepted_date_wins_and_resolves_the_conflict():
    event = only(fold(ARTICLES))
    result = fold(ARTICLES, [decide("accept-date", anchors(event)[:1], {"edtf": "2025-03-13"})])
    decided = only(result)
    assert decided.date.edtf == "2025-03-13"
    assert decided.readings[0].basis == "decided"
    assert [c.status for c in result.conflicts] == ["resolved"]
    assert any("anna" in line for line in decided.why)


def test_a_day_that_no_source_gives_may_be_accepted():
    event = only(fold(ARTICLES))
    decided = only(fold(ARTICLES, [decide("accept-date", anchors(event), {"edtf": "2025-03-11"})]))
    assert decided.date.earliest == "2025-03-11"
    assert len(decided.readings) == 3


def test_split_and_merge_and_undo():
    event = only(fold(ARTICLES))
    out = [m.anchor for m in event.assertions if m.article == "c"]
    split = decide("split", out, at="2025-04-01T10:00:00Z", name="d1")
    assert len(visits(fold(ARTICLES, [split]))) == 2
    merge = decide("merge", anchors(event), at="2025-04-02T10:00:00Z", name="d2")
    assert len(visits(fold(ARTICLES, [merge, split]))) == 1
    undo = decide("undo", [], {"decision": "d2"}, at="2025-04-03T10:00:00Z", name="d3")
    assert len(visits(fold(ARTICLES, [undo, merge, split]))) == 2
    again = decide("undo", [], {"decision": "d3"}, at="2025-04-04T10:00:00Z", name="d4")
    assert len(visits(fold(ARTICLES, [again, undo, merge, split]))) == 1


def test_a_rejected_assertion_leaves_the_events_and_is_listed():
    event = only(fold(ARTICLES))
    out = [m.anchor for m in event.assertions if m.article == "c"]
    result = fold(ARTICLES, [decide("reject", out)])
    assert not result.conflicts
    assert [(r.article, r.reason) for r in result.rejected] == [
        ("c", "rejected by anna at 2025-04-01T10:00:00Z: checked by hand")
    ]


def test_a_decided_publication_day_dates_the_article():
    undated = article("u", says("Ben Oak visited Farhaven on Monday.", who="Ben Oak", where="Farhaven", timex="Monday"))
    before = only(fold([undated]))
    assert before.date.edtf == "XXXX-XX-XX"
    result = fold([undated], [decide("publish-date", ["key-u"], {"value": "2025-03-12"})])
    assert only(result).date.edtf == "2025-03-10"
    (record,) = result.articles
    assert (record.published.value, record.published.basis) == ("2025-03-12", "decided")


def test_a_corrected_field_is_taken_on():
    event = only(fold(ARTICLES))
    fixed = decide("correct", anchors(event), {"field": "factuality", "value": "denied"})
    assert visits(fold(ARTICLES, [fixed]))[0].factuality == "denied"
    typed = decide("correct", anchors(event), {"field": "type", "value": "CONSULT.meet"})
    assert {e.type for e in fold(ARTICLES, [typed]).events} == {"CONSULT.meet"}


def test_what_has_no_subject_or_no_sense_is_listed():
    gone = decide("reject", ["anc-gone"], name="d1")
    odd = decide("accept-date", anchors(only(fold(ARTICLES))), {"edtf": "soon"}, name="d2")
    undo = decide("undo", [], {"decision": "d9"}, name="d3")
    reasons = {r.id: r.reason for r in fold(ARTICLES, [gone, odd, undo]).rejected}
    assert reasons["d1"].startswith("decision without subject")
    assert "cannot be applied" in reasons["d2"]
    assert reasons["d3"].startswith("decision without subject")


def test_contradictory_dates_the_latest_wins():
    event = only(fold(ARTICLES))
    first = decide("accept-date", anchors(event), {"edtf": "2025-03-13"}, at="2025-04-01T10:00:00Z")
    last = decide("accept-date", anchors(event), {"edtf": "2025-03-12"}, at="2025-04-02T10:00:00Z")
    for order in ([first, last], [last, first]):
        assert only(fold(ARTICLES, order)).date.earliest == "2025-03-12"


def test_every_decision_is_a_record_with_what_it_bears_upon():
    event = only(fold(ARTICLES))
    out = next(m for m in event.assertions if m.article == "c")
    fixed = decide("correct", [out.anchor], {"field": "actor", "value": ["name:ben oak", 3]}, name="d1")
    reject = decide("reject", [out.anchor], name="d2", at="2025-04-02T10:00:00Z")
    undo = decide("undo", [out.anchor], {"decision": "d1"}, name="d3", at="2025-04-03T10:00:00Z")
    day = decide("publish-date", ["key-a"], {"value": "2025-03-12"}, name="d4", at="2025-04-04T10:00:00Z")
    kept = fold(ARTICLES, [fixed]).decisions
    assert [(d.events, d.value) for d in kept] == [([event.id], {"field": "actor", "value": ["name:ben oak", "3"]})]
    told = fold(ARTICLES, [day, undo, reject, fixed]).decisions
    assert [(d.id, d.in_force, d.events, d.assertions, d.articles) for d in told] == [
        ("d1", False, [], [out.id], []),
        ("d2", True, [], [out.id], []),
        ("d3", True, [], [out.id], []),
        ("d4", True, [], [], ["a"]),
    ]


def test_a_member_says_who_vouches_for_it_and_of_which_speech_it_is_the_content():
    told = article("a", says("Anna Vale visited Norport.", on="2025-03-12", holder="Ben Oak", content_of="asr-9"))
    (member,) = only(fold([told])).assertions
    assert (member.holder.entity, member.holder.name, member.content_of) == ("name:ben oak", "Ben Oak", "a-asr-9")
