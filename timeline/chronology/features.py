"""What speaks for and against two claims being one event: named features in readable numbers.

Date features weaken, they never forbid: sources that disagree on the day are what the engine looks for.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date

from timeline.chronology.claims import Claim, Point, Source
from timeline.chronology.data import Weights, types, word_weights

_LEADING = frozenset({"headline", "caption", "summary"})


_CONTRARY = ({"happened", "did_not_happen"}, {"ongoing", "did_not_happen"})
_TOLLS = ("killed", "injured", "missing")
_FEW = 2  # victims of whom every page names the same
_MANY = 5  # victims from which equal counts are no chance
_NEXT_TO = 12  # kilometres between the middle of a city and a part of it
_YEAR = 366  # days after which nothing comes of it any more
_LATELY = 14  # days for which news comes of an event
_SLIP = 3  # days by which sources err about one act
_SHARED = frozenset({"same_actor", "same_recipient", "same_party", "same_sides", "same_place", "same_day"})


def dot(a: dict[str, float], b: dict[str, float]) -> float:
    """Inner product of two weighted bags."""
    return sum([weight * b[word] for word, weight in a.items() if word in b])  # the order is that of `a`


def _cosine(a: dict[str, float], na: float, b: dict[str, float], nb: float) -> float:
    return dot(a, b) / (na * nb) if na and nb else 0.0


_LIKENESS: dict[tuple[Source, Source], tuple[float, float]] = {}
_REMEMBERED = 50_000  # pairs of articles; neighbouring claims are mostly of the same ones


def _likeness(a: Source, b: Source) -> tuple[float, float]:
    """How alike two articles' topics are, and the names in them."""
    known = _LIKENESS.get((a, b))
    if known is None:
        if len(_LIKENESS) >= _REMEMBERED:
            _LIKENESS.clear()
        known = _LIKENESS[a, b] = (
            _cosine(a.topic, a.topic_norm, b.topic, b.topic_norm),
            _cosine(a.names, a.names_norm, b.names, b.names_norm),
        )
    return known


def forget() -> None:
    """Let go of the articles that were compared."""
    _LIKENESS.clear()


def features(a: Claim, b: Claim) -> dict[str, float]:
    """Features of a pair, symmetric; absent means 0."""
    typed = a.root != "OTHER" and b.root != "OTHER"
    facts: dict[str, float] = {}
    _parties(a, b, facts)
    _place(a, b, facts)
    _days(a, b, facts)
    shared = _SHARED & facts.keys()
    if "other_actor" in facts and "other_place" in facts:
        facts["others_elsewhere"] = 1.0
    f = facts if typed else {f"untyped_{name}": value for name, value in facts.items()}
    _wording(a, b, f)
    alike = _kind(a, b, f)
    _manner(a, b, alike, f)
    if a.source is b.source:
        f["same_article"] = 1.0
        if a.sentence == b.sentence:
            f["same_sentence"] = 1.0
        if alike:
            f[f"{alike}_same_article"] = 1.0
    else:
        _across(a, b, alike, f)
    if typed and types().is_speech(a.type) and types().is_speech(b.type):
        f["speech"] = 1.0
        said = _cosine(a.said, a.said_norm, b.said, b.said_norm)
        f["speech_words"] = min(max(f.get("sentence_words", 1.0), f["near_words"]), said)
    if a.incident and b.incident:
        _incident(a, b, f)
    if typed and not shared:
        f["nothing_shared"] = 1.0
        if types().is_common(a.type) or types().is_common(b.type):
            f["nothing_shared_common"] = 1.0
    return f


def _wording(a: Claim, b: Claim, f: dict[str, float]) -> None:
    """How alike the words around the two triggers, their sentences and their articles are."""
    sentence = _cosine(a.words, a.words_norm, b.words, b.words_norm)
    topic, f["topic_names"] = _likeness(a.source, b.source)
    f["near_words"] = _cosine(a.near, a.near_norm, b.near, b.near_norm)
    f["topic_words"] = topic
    if a.source is not b.source or a.sentence != b.sentence:  # one sentence is no evidence of anything
        f["sentence_words"], f["sentence_topic"] = sentence, topic * sentence
    few = min(len(a.names), len(b.names))
    if few:
        f["sentence_names"] = len(a.names & b.names) / few
    if a.args and b.args:
        least = min(sum(a.args.values()), sum(b.args.values()))
        f["args"] = sum(sorted(a.args[w] for w in a.args.keys() & b.args.keys())) / least
        if not f["args"]:
            f["args_differ"] = 1.0
    close = len(a.close & b.close)
    if close:
        f["close"] = float(close)


def _manner(a: Claim, b: Claim, alike: str | None, f: dict[str, float]) -> None:
    """Whether the two sentences tell it with the same numbers, objects, speakers and determiners."""
    for name, mine, yours in (
        ("numbers", a.numbers, b.numbers),
        ("counts", a.counts, b.counts),
        ("object", a.object, b.object),
        ("roles", a.roles, b.roles),
        ("voices", a.voices, b.voices),
    ):
        if mine and yours:
            f[f"{name}_differ" if mine.isdisjoint(yours) else f"same_{name}"] = 1.0
    if a.said_day and b.said_day:
        f["same_said_day" if a.said_day == b.said_day else "other_said_day"] = 1.0
    if a.many or b.many:
        f["both_plural" if a.many and b.many else "one_plural"] = 1.0
    f["another"], f["indefinite"] = float(a.another + b.another), float(a.indefinite + b.indefinite)
    f["definite"] = float(a.definite + b.definite)
    if a.lead != b.lead:
        f["one_lead"] = 1.0
    if a.source is b.source:
        f["far"] = math.log1p(abs(a.sentence - b.sentence))
        later = b if b.assertion.trigger.start > a.assertion.trigger.start else a
        f["later_definite"], f["later_indefinite"] = float(later.definite), float(later.indefinite)
        if alike == "lemma":
            f["lemma_far"] = f["far"]


def _across(a: Claim, b: Claim, alike: str | None, f: dict[str, float]) -> None:
    """What counts only between two articles."""
    topic = f["topic_words"]
    if alike:
        f[f"{alike}_topic"] = topic
        f[f"{alike}_near"] = f["near_words"]
    if a.lead and b.lead:
        f["both_lead"], f["both_lead_topic"] = 1.0, topic
        if alike:
            f[f"{alike}_lead"] = 1.0
    if alike != "lemma":
        if any(w in b.source.lemmas for w in a.lemmas) or any(w in a.source.lemmas for w in b.lemmas):
            f["own_word_there"] = 1.0
    else:
        word = min(a.lemmas & b.lemmas)
        f["lemma_rare"] = word_weights().weight(word) / 8
        f["lemma_several"] = math.log(a.source.lemmas[word] * b.source.lemmas[word])


def _incident(a: Claim, b: Claim, f: dict[str, float]) -> None:
    """What tells one shooting, crash or fire from another one of its kind: day, town, count, names and ages."""
    outcome = a.type != b.type and (a.outcome or b.outcome) and not (a.assertion.event or b.assertion.event)
    if outcome and "same_family" not in f:
        f["outcome"] = 1.0
    if a.source is b.source:
        kind = a.type == b.type or types().family(a.type, b.type)
        if (outcome or (kind and _again(a, b, f))) and not _told_apart(a, b, f):
            f["told_again"] = 1.0
        return
    mine, yours = a.towns or a.source.towns, b.towns or b.source.towns
    near = _near(mine, yours)
    if near is not None and "same_place" not in f:
        f["same_town" if near else "other_town"] = 1.0
        if near:
            f.pop("other_place", None)
    if a.source.victims & b.source.victims or a.source.ages & b.source.ages:
        f["same_victims"] = 1.0
    elif max(a.source.most_hurt, b.source.most_hurt) <= _FEW:
        f["other_victims_named"] = float(_others(a.source.victims, b.source.victims))
        f["other_ages"] = float(_others(a.source.ages, b.source.ages))
    if tolls(a) & tolls(b):
        f["same_count"] = 1.0
    if "same_day" in f and not (a.stamped or b.stamped):
        f["same_day_incident"] = 1.0


def _again(a: Claim, b: Claim, f: dict[str, float]) -> bool:
    """Does the later mention go back to the earlier one: by a noun ("the attack", not "a clash"), party or place?"""
    later = b if b.assertion.trigger.start > a.assertion.trigger.start else a
    return (later.assertion.trigger.word == "noun" and not later.indefinite) or bool(_SHARED & f.keys() - {"same_day"})


def _near(mine: Mapping[str, Point], yours: Mapping[str, Point]) -> bool | None:
    """Is one of the places of the one also among those of the other, or next to one? None where nothing is known."""
    if not mine or not yours:
        return None
    if mine.keys() & yours.keys():
        return True
    apart = [_kilometres(p, q) for p in mine.values() for q in yours.values() if p and q]
    return min(apart) <= _NEXT_TO if apart else None


def _kilometres(a: Point, b: Point) -> float:
    if a is None or b is None:
        return math.inf
    north = a[0] - b[0]
    east = (a[1] - b[1] + 180) % 360 - 180
    return 111.2 * math.hypot(north, east * math.cos(math.radians((a[0] + b[0]) / 2)))


def tolls(claim: Claim) -> frozenset[tuple[str, int]]:
    """Counts of victims that are no chance when they agree."""
    toll = claim.assertion.toll
    if toll is None:
        return frozenset()
    return frozenset((name, n) for name in _TOLLS if (n := getattr(toll, name)) is not None and n > _FEW)


def _told_apart(a: Claim, b: Claim, f: dict[str, float]) -> bool:
    """Does one article tell the two as two: on other days, elsewhere, of others, with other tolls, or `another` one?"""
    if a.when is None or b.when is None or a.when != b.when or a.another or b.another:
        return True
    if a.factuality != b.factuality or (a.sentence == b.sentence and _others(a.recipients, b.recipients)):
        return True
    if f.keys() & {"other_place", "other_actor", "other_person", "other_recipient"}:
        return True
    mine, yours = a.assertion.toll, b.assertion.toll
    return bool(mine and yours) and any((x := getattr(mine, n)) and (y := getattr(yours, n)) and x != y for n in _TOLLS)


def _kind(a: Claim, b: Claim, f: dict[str, float]) -> str | None:
    """How the two words for the event compare; None where they say nothing: everybody `says` all the time."""
    typed = a.root != "OTHER" and b.root != "OTHER"
    if typed and a.type == b.type:
        f["same_type"] = 1.0
    elif typed and types().family(a.type, b.type):
        f["same_family"] = 1.0
    elif typed:
        f["same_root" if a.root == b.root else "other_root"] = 1.0
    if (a.factuality == "scheduled") != (b.factuality == "scheduled"):
        f["plan_and_fact"] = 1.0
        if a.source is b.source:
            f["plan_and_fact_one_article"] = 1.0  # what an article says is to come, it does not tell as done
    if a.source is b.source and {a.factuality, b.factuality} in _CONTRARY:
        f["told_and_not_one_article"] = 1.0  # nor does it tell that it took place and that it did not
    if a.root == "STATEMENT" or b.root == "STATEMENT":
        return None
    alike = None
    if a.lemmas & b.lemmas:
        alike = "lemma"
    elif a.own & b.own:
        alike = "concept"
    elif a.kin & b.kin:
        alike = "kin"
    elif a.own & b.wider or a.wider & b.own:
        alike = "wider"
    elif a.wider & b.wider:
        alike = "sibling"
    if alike:
        f[f"same_{alike}"] = 1.0
    return alike


def _parties(a: Claim, b: Claim, f: dict[str, float]) -> None:
    sides = len(a.sides & b.sides) / len(a.sides | b.sides) if a.sides and b.sides else 0.0
    if sides and not a.parties & b.parties:
        f["same_sides"] = sides
    if a.actors and b.actors:
        if a.actors & b.actors:
            f["same_actor"] = 1.0
        elif sides:
            pass  # `US officials` and `the Trump administration` are one side
        elif a.actors & a.firm and b.actors & b.firm:
            f["other_actor"] = 1.0
        else:
            f["vague_actor"] = 1.0
    if a.root == b.root == "ASSAULT" and {_camp(a.actors), _camp(b.actors)} == {"state", "irregular"}:
        f["other_camp"] = float(not (types().is_mutual(a.type) or types().is_mutual(b.type)))
    if a.recipients and b.recipients:
        if a.recipients & b.recipients:
            f["same_recipient"] = 1.0
        elif not sides and a.recipients & a.firm and b.recipients & b.firm:
            f["other_recipient"] = 1.0
    if _others(a.doers, b.doers) or (not a.incident and _others(a.objects, b.objects)):
        f["other_person"] = 1.0
    if a.parties and b.parties and not (a.actors & b.actors or a.recipients & b.recipients):
        if a.parties & b.parties:
            f["same_party"] = 1.0
        elif not sides and a.firm and b.firm:
            f["other_party"] = 1.0


def _camp(actors: frozenset[str]) -> str:
    """Do only a state's own forces act, or only fighters of no state? Empty where neither is told."""
    irregular = types().irregular
    camps = {
        "state"
        if actor.startswith(("cty:", "grp:"))
        else "irregular"
        if actor.startswith("name:") and actor.rpartition(" ")[2].removeprefix("name:").removesuffix("s") in irregular
        else ""
        for actor in actors
    }
    return camps.pop() if len(camps) == 1 else ""


def _others(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b and a.isdisjoint(b))


def _place(a: Claim, b: Claim, f: dict[str, float]) -> None:
    if a.place and b.place:
        if a.place != b.place and (_unnamed(a) or _unnamed(b)):
            return  # `the southern port city` may be any
        if a.place != b.place and (_known(a.place) != _known(b.place) or _called(a) == _called(b)):
            return  # a street may lie in any town, and of two towns of one name one was taken for the other
        if a.place != b.place and (_land(a.place) or _land(b.place)) and (a.place in b.within or b.place in a.within):
            return  # that both were somewhere in one country says nothing
        near = a.place == b.place or a.place in b.within or b.place in a.within
        f["same_place" if near else "other_place"] = 1.0


def _unnamed(claim: Claim) -> bool:
    found = claim.assertion.place
    return found is not None and found.name.islower()


def _called(claim: Claim) -> str:
    return claim.assertion.place.name if claim.assertion.place else ""


def _known(place: str) -> bool:
    return not place.startswith("name:")


def _land(place: str) -> bool:
    return place.startswith("cty:")


def _days(a: Claim, b: Claim, f: dict[str, float]) -> None:
    if a.when is None or b.when is None:
        return
    apart = a.when.apart(b.when)
    if apart == 0:
        if a.when.days == b.when.days == 1:
            f["same_day"] = 1.0
        return
    first, second = sorted((a, b), key=_first_day)
    if a.passing or b.passing:  # the day of a mention in passing is that of what came of the event, soon or later
        later = second.passing or not first.passing
        if apart <= _LATELY or (later and apart <= _YEAR):
            f["days_passing"] = float(apart > _LATELY)
            return
    if apart == 1 and first.late and second.small_hours:
        return  # one night
    _stories(a, b, f)
    if a.worded and b.worded and not (a.lent and b.lent):
        _worded_days(a, b, apart, f)
    elif apart > 60:
        f["stamps_far"] = 1.0
    elif apart > 7:
        f["stamps_apart"] = 1.0


def _worded_days(a: Claim, b: Claim, apart: int, f: dict[str, float]) -> None:
    """What two days say that the articles give in words."""
    if a.source is b.source and not (a.assertion.section in _LEADING or b.assertion.section in _LEADING):
        f["two_days_one_article"] = 1.0
    name = "days_1_3" if apart <= 3 else "days_4_14" if apart <= 14 else "days_15_60" if apart <= 60 else "days_far"
    f[name] = 1.0
    if a.root == b.root and types().is_speech(a.type):
        f["speech_days"] = 1.0  # a speaker is heard every day
    if types().may_repeat(a.type) and not (apart <= _SLIP and _same_scene(a, b)):
        _repeated(a, b, apart, f)
    if apart > 2 and _fresh(a) and _fresh(b):
        f["each_fresh"] = 1.0


def _first_day(claim: Claim) -> date:
    return claim.when.earliest if claim.when else date.max


def _stories(a: Claim, b: Claim, f: dict[str, float]) -> None:
    """What the days of two stories say where the claims only borrow them, and counts of the dead on two days."""
    both_lent = a.source is not b.source and a.lent and b.lent
    if a.incident and b.incident and not _same_scene(a, b):
        f["days_of_stories"] = float(both_lent)
        f["other_count"] = float(_other_count(a, b))
    elif both_lent and types().is_speech(a.type) and types().is_speech(b.type):
        f["speech_in_stories"] = 1.0


def _repeated(a: Claim, b: Claim, apart: int, f: dict[str, float]) -> None:
    """What tells two acts of a kind that happens again the next day."""
    if _fresh(a) and _fresh(b):
        f["each_fresh_repeats"] = 1.0
    f["days_repeats"] = (1.0 if apart <= 3 else 2.0 if apart <= 14 else 3.0) * (0.5 if a.lent or b.lent else 1.0)
    if _other_victims(a, b):
        f["other_victims"] = 1.0
    if _before(a, b) or _before(b, a):
        f["denied_before"] = 1.0


def _same_scene(a: Claim, b: Claim) -> bool:
    """Do two of place, what was hit and a toll agree, or a name of their own? Then two days are claimed for one act."""
    if a.proper & b.proper:
        return True
    same_place = a.place is not None and a.place == b.place and not _land(a.place)
    return same_place + bool(a.things & b.things) + _same_toll(a, b) > 1


def _same_toll(a: Claim, b: Claim) -> bool:
    mine, yours = a.assertion.toll, b.assertion.toll
    if mine is None or yours is None:
        return False
    return any((n := getattr(mine, name)) is not None and n >= _MANY and n == getattr(yours, name) for name in _TOLLS)


def _other_victims(a: Claim, b: Claim) -> bool:
    """Is one count of the dead twice the other or more? On one day it may still grow; on another day others died."""
    mine, yours = (c.assertion.toll.killed if c.assertion.toll else None for c in (a, b))
    return bool(mine and yours) and max(mine or 0, yours or 0) >= 2 * min(mine or 0, yours or 0)


def _other_count(a: Claim, b: Claim) -> bool:
    """Do the two count their dead, and differently? A later page may count more."""
    mine, yours = (c.assertion.toll.killed if c.assertion.toll else None for c in (a, b))
    if not mine or not yours or mine == yours:
        return False
    fewer, more = (a.source, b.source) if mine < yours else (b.source, a.source)
    return not (fewer.published and more.published and fewer.published < more.published)


def _before(a: Claim, b: Claim) -> bool:
    """Does the one deny what the other one dates to days after the denial was printed?"""
    published = a.source.published
    if a.factuality != "denied" or published is None or b.when is None:
        return False
    return published.latest < b.when.earliest


def _fresh(claim: Claim) -> bool:
    """Was it news when the page came out? Two pages that each tell yesterday's news tell of two days."""
    published, when = claim.source.published, claim.when
    if published is None or when is None or claim.lent:
        return False
    return 0 <= (published.latest - when.latest).days <= 2


def score(a: Claim, b: Claim, weights: Weights) -> float:
    """Log-odds that the two are one event."""
    hand, learned = weights.hand, weights.learned
    total = weights.bias
    for name, value in features(a, b).items():
        total += value * (hand.get(name) or learned.get(name, 0.0))
    return total


def grounds(a: Claim, b: Claim, weights: Weights) -> list[tuple[str, float]]:
    """What counted, heaviest first: for `timeline why`."""
    table = weights.features
    found = [(name, value * table.get(name, 0.0)) for name, value in features(a, b).items()]
    return sorted((x for x in found if abs(x[1]) >= 0.05), key=lambda x: (-abs(x[1]), x[0]))
