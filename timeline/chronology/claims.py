"""Articles and assertions made ready for comparing: ids filled in, days as intervals, words folded once.

A `Claim` is one assertion with what identity, dates and conflicts need of it. Everything here follows from one article
alone, so it can be kept while other articles come and go; what other articles add (canonical entities, an inferred
publication day) is laid over it by the fold in fields of their own.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from timeline.chronology.data import concepts, kin, types, word_weights
from timeline.chronology.text import stem, tokens, vector, words
from timeline.model import dates
from timeline.model.dates import Interval
from timeline.model.ids import anchor_id, article_key
from timeline.model.records import Annotated, Assertion, Basis, DateRef, Participant, StampEvidence, Timex
from timeline.model.symbol import absolute

ASSERTED = frozenset({"happened", "ongoing"})
DOUBTED = frozenset({"alleged", "denied", "did_not_happen", "attempted", "refused"})
PLANNED = frozenset({"scheduled"})
INCIDENTS = frozenset({"ASSAULT", "CASUALTY", "DISASTER"})  # roots of what reporters call incidents
WORDED: frozenset[Basis] = frozenset({"explicit", "weekday", "relative", "inherited", "decided", "inferred"})
_TOPIC_WORDS = 60  # heaviest words that stand for a whole article
_LEAD = 320  # characters; what is told so early is what the article is about
_REACH = 60  # characters in which the closest content words are looked for
_NEAR = 7  # words on either side of a trigger that belong to it more than the rest of the sentence
_RARE = 3.0  # weight of a word from which it tells one thing from others of its kind
_BESIDE = 40  # characters on either side of a trigger in which a number is beside it
_NUMBER = re.compile(r"\d[\d.,]*")
_DEFINITE = frozenset(["the", "this", "that", "his", "her", "their", "its"])
_INDEFINITE = frozenset(["a", "an", "another"])
_ANOTHER = frozenset(
    [
        "second",
        "third",
        "fourth",
        "another",
        "new",
        "latest",
        "other",
        "similar",
        "previous",
        "earlier",
        "first",
        "last",
        "recent",
    ]
)
_DAYLESS = frozenset({"clock", "the_part"})  # rules of time expressions that name an hour or a part of a day
_OWN_PHRASE = "in its own phrase"  # how dating says that a time stands in the event's own phrase
# "Victims of the crash", "an inquiry into the attack": the time of the clause is not that of the crash or attack.
_PASSING = re.compile(
    r"\b(?:of|into|for|after|over|about|from|against|to|behind|following|since|before)"
    r"(?: \w+['’]s?)?(?: the| this| that| his| her| their| its)(?: [\w'’-]+){0,3} ?$",
    re.IGNORECASE,
)
# The same in headlines, which drop articles: "Families return after Norport derailment".
_HEADLINED = re.compile(
    r"\b(?:of|into|for|after|over|about|from|to|behind|following|since|before)(?: [\w'’.-]+){0,3} ?$", re.IGNORECASE
)
# "Arrested in the killing of", "information on the death of", "wanted in": what came of it has a day of its own.
_PURSUED = re.compile(
    r"\b(?:arrest\w*|charge[sd]?|held|sought|wanted|suspects?|convicted|jailed|sentenced|indicted|accused|questioned|"
    r"pleads?|pleaded|information|details|inquiry|probe|bond|bail|trial)\b[^.;,]*\b(?:in|on|into|with|over)"
    r"(?: [\w'’.-]+){0,4} ?$",
    re.IGNORECASE,
)
# "The death toll of the crash rose to 31 on Saturday": the day is that of the count.
_COUNTED = re.compile(
    r"\b(?:tolls?|numbers?|counts?)\b.*\b(?:rises?|rose|risen|rising|climb\w*|reach\w*|jump\w*|grew|grown|increas\w*)\b",
    re.IGNORECASE,
)
_AGE = re.compile(r"\b[A-Z][\w.'’-]+, (\d{1,2})\b(?=[,.;)])|\b(\d{1,2})-year-old")
_EVENING = frozenset({"EV", "NI"})
_FEED_DEFAULTS = frozenset({date(1970, 1, 1), date(1969, 12, 31), date(1900, 1, 1), date(1, 1, 1)})


Point = tuple[float, float] | None
"""Latitude and longitude of a place, where known."""


@dataclass(slots=True, eq=False)
class Source:
    """An article as the fold sees it; `published` is None where the article itself gives no day."""

    annotated: Annotated
    id: str
    key: str
    version: str
    published: Interval | None
    moment: datetime | None
    timexes: dict[str, Timex]
    # Words are folded when first asked for, since most articles of a large corpus are never compared.
    topic: dict[str, float] = field(init=False)
    topic_norm: float = field(init=False)
    names: dict[str, float] = field(init=False)
    names_norm: float = field(init=False)
    lemmas: dict[str, int] = field(init=False)  # how often each trigger word stands in the article
    party_words: frozenset[str] = field(init=False)  # of all who take part in, say or hold anything, and of all places
    towns: dict[str, Point] = field(init=False)  # where what it tells of violence and disasters took place
    ages: frozenset[str] = field(init=False)  # of people in it
    victims: frozenset[str] = field(init=False)  # people of full name whom it hit
    most_hurt: int = field(init=False)  # the largest number of victims
    claims: list[Claim] = field(default_factory=list)
    doubt: str | None = None  # why a stated publication day is not believed
    inferred: Interval | None = None
    evidence: tuple[Claim, ...] = ()  # the claims that an inferred day rests on
    reason: str | None = None
    copy_of: tuple[str, str] | None = None  # key and id of the article that it goes back to
    number: int = -1  # its place in the fold's tables
    bags: dict[int, dict[str, float]] = field(default_factory=dict)  # sentence → its weighed words

    @property
    def addresses(self) -> frozenset[str]:
        """Under what versions of one article are known: its key, and its page."""
        return frozenset(filter(None, (self.key, self.annotated.url)))

    def older(self, other: Source) -> bool:
        """Is it an earlier version of the other one?"""
        if self.version == other.version or self.addresses.isdisjoint(other.addresses):
            return False
        mine, later = self.published, other.published
        return mine is not None and later is not None and mine < later

    @property
    def order(self) -> tuple[str, str, str]:
        """Canonical place among articles, independent of how they came in."""
        return (self.key, self.version, self.annotated.extractor.version)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            return _filled(self, name, _ARTICLE_WORDS, _fold_article)


@dataclass(slots=True, eq=False)
class Claim:
    """One assertion; `when`, `basis` and the entity sets may be overlaid by the fold."""

    source: Source
    assertion: Assertion
    anchor: str
    type: str
    factuality: str
    sentence: int
    lead: bool
    passing: bool = False  # a mention in passing, to which the time of its clause does not belong
    number: int = -1  # its place in the fold's tables
    rank: int = 0  # canonical place among claims, as a number
    # Words are folded when first asked for, since a claim that equals another one is never compared.
    lemmas: frozenset[str] = field(init=False)
    kin: frozenset[str] = field(init=False)
    own: frozenset[int] = field(init=False)
    wider: frozenset[int] = field(init=False)
    words: dict[str, float] = field(init=False)
    words_norm: float = field(init=False)
    near: dict[str, float] = field(init=False)
    near_norm: float = field(init=False)
    args: dict[str, float] = field(init=False)
    close: frozenset[str] = field(init=False)
    names: frozenset[str] = field(init=False)
    numbers: frozenset[str] = field(init=False)  # numbers of the sentence
    counts: frozenset[str] = field(init=False)  # those of them beside the trigger
    object: frozenset[str] = field(init=False)  # words of the object
    things: frozenset[str] = field(init=False)  # rare words of the object: what was hit
    proper: frozenset[str] = field(init=False)  # names in the sentence of nobody and no place: a ship, a storm
    roles: frozenset[str] = field(init=False)  # words of the object and of those who take part
    voices: frozenset[str] = field(init=False)  # who is quoted, or holds it
    said: dict[str, float] = field(init=False)  # words of the sentence but those that name who acts
    said_norm: float = field(init=False)
    many: bool = field(init=False)  # the word is a plural
    definite: bool = field(init=False)  # `the attack` has been spoken of before
    indefinite: bool = field(init=False)  # `an attack` is told for the first time
    another: bool = field(init=False)  # `a second attack` is not the first one
    said_day: str | None = field(
        init=False
    )  # the value of its time expression, where the article's own day is not known
    when: Interval | None = None
    basis: Basis = "none"
    rule: str = ""
    edtf: str = dates.UNKNOWN
    actors: frozenset[str] = frozenset()
    recipients: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    loose: bool = False  # the day is too vague, or said of other words, to contradict anybody alone
    owned: bool = False  # the day of the story is also the article's own day for the event
    firm: frozenset[str] = frozenset()  # parties that are names or known: two of them that differ are two parties
    doers: frozenset[str] = frozenset()  # actors who are people of full name
    objects: frozenset[str] = frozenset()  # recipients who are
    sides: frozenset[str] = (
        frozenset()
    )  # countries that actors are or belong to, people apart; recipients' too in talks
    place: str | None = None
    within: frozenset[str] = frozenset()
    towns: dict[str, Point] = field(default_factory=dict)  # known places below a region where it was, or that it hit

    @property
    def order(self) -> tuple[str, str, str]:
        """Canonical place among claims."""
        return (self.anchor, self.assertion.id, self.source.version)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            return _filled(self, name, _CLAIM_WORDS, _fold_claim)

    @property
    def root(self) -> str:
        """The part of the type before the point."""
        return self.type.partition(".")[0]

    @property
    def incident(self) -> bool:
        """Is it violence, a disaster, or who came to harm?"""
        return self.root in INCIDENTS

    @property
    def outcome(self) -> bool:
        """Does it tell who came to harm? Whoever gives the events himself wants them apart."""
        return self.type in types().outcomes and self.assertion.event is None

    @property
    def asserted(self) -> bool:
        """Does the article say that it took place?"""
        return self.factuality in ASSERTED

    @property
    def worded(self) -> bool:
        """Does the day rest on words about the event, and not on the page's stamp?"""
        return self.when is not None and self.basis in WORDED and not self.stamped

    @property
    def stamped(self) -> bool:
        """Does the day rest on nothing but the day of publication?"""
        return self.basis == "publication" or (self.basis == "inferred" and self.assertion.date.timex is None)

    @property
    def borrowed(self) -> bool:
        """Is the day that of the story around it, and not the article's own day for the event?"""
        return self.loose or (self.lent and not self.owned)

    @property
    def lent(self) -> bool:
        """Is the day that of the story around it, and not one said of the event itself?"""
        ref = self.assertion.date
        return self.basis != "decided" and (self.passing or ref.basis == "inherited" or "soft" in ref.flags)

    @property
    def counted_from_borrowed(self) -> bool:
        """Is the day counted from another event's that is itself only that of a story?"""
        return "counted" in self.assertion.date.flags

    @property
    def timex(self) -> Timex | None:
        """The time expression that gives the day."""
        return self.source.timexes.get(self.assertion.date.timex or "")

    @property
    def counted(self) -> bool:
        """Is it told in a sentence on a count that has risen?"""
        return _COUNTED.search(self.assertion.sentence.text) is not None

    @property
    def overnight(self) -> bool:
        """Is the day that of a night, whose morning is the next day's?"""
        timex = self.timex
        return timex is not None and timex.text.lower().endswith("overnight")

    @property
    def clocked(self) -> bool:
        """Do the words give a time of day alone, and the stamp of the page the day?"""
        timex = self.timex
        return timex is not None and timex.anchor == "publication" and timex.rule in _DAYLESS

    @property
    def part(self) -> str | None:
        """TIMEX3 part of day, where the words give one."""
        return self.assertion.date.part

    @property
    def late(self) -> bool:
        """Reads "late on Saturday", "on Saturday night", "at 11 p.m."."""
        timex = self.timex
        told = timex is not None and timex.text.lower().startswith("late")
        return told or self.part in _EVENING or _hour(self) >= "18:00"

    @property
    def small_hours(self) -> bool:
        """Reads "early on Sunday", "before dawn on Sunday", "at 2 a.m.", "overnight"."""
        timex, text = self.timex, self.assertion.sentence.text.lower()
        early = timex is not None and (timex.mod == "START" or timex.text.lower().startswith("early"))
        told = early or "before dawn" in text or "overnight" in text
        return told or self.part == "NI" or "" < _hour(self) < "06:00"


def _hour(claim: Claim) -> str:
    """The clock time, where it is given."""
    return claim.part if claim.part and claim.part[:1].isdigit() else ""


def prepare(annotated: Annotated) -> Source:
    """An article with its claims, from nothing but the article."""
    published, moment, doubt = _published(annotated)
    key = annotated.key or article_key(
        annotated.id, annotated.source, annotated.url, annotated.title, annotated.published.value, annotated.text
    )
    source = Source(
        annotated=annotated,
        id=annotated.id,
        key=key,
        version=annotated.version,
        published=published,
        moment=moment,
        timexes={t.id: t for t in annotated.timexes},
        doubt=doubt,
    )
    sentences: dict[tuple[int, int], int] = {}
    for assertion in annotated.assertions:
        where = (assertion.sentence.start, assertion.sentence.end)
        source.claims.append(_claim(source, assertion, sentences.setdefault(where, len(sentences))))
    source.claims.sort(key=lambda c: c.order)
    return source


def _claim(source: Source, a: Assertion, sentence: int) -> Claim:
    claim = Claim(
        source=source,
        assertion=a,
        anchor=a.anchor or anchor_id(source.version, a.trigger.start, a.trigger.end, a.type),
        type=a.type,
        factuality=a.factuality,
        sentence=sentence,
        lead=a.sentence.start < _LEAD or a.section == "headline",
        passing=_in_passing(a),
    )
    place_day(claim)
    return claim


def _in_passing(a: Assertion) -> bool:
    if a.type.startswith("OTHER.") or a.date.rule.startswith(_OWN_PHRASE):
        return False
    if _COUNTED.search(a.sentence.text) or "aside" in a.date.flags:
        return True
    before = a.sentence.text[: max(0, a.trigger.start - a.sentence.start)]
    if a.type.partition(".")[0] in INCIDENTS and _PURSUED.search(before):
        return True
    if a.trigger.word != "noun" or a.type.startswith("CASUALTY."):
        return False  # nobody's death is told by another's day
    if a.section != "headline":
        return _PASSING.search(before) is not None
    label = a.sentence.text[a.trigger.end - a.sentence.start :].startswith(":")  # "Norport crash: driver charged"
    return label or _HEADLINED.search(before) is not None


_ARTICLE_WORDS = frozenset(
    ["topic", "topic_norm", "names", "names_norm", "lemmas", "party_words", "towns", "ages", "victims", "most_hurt"]
)
_CLAIM_WORDS = frozenset(
    [
        *("lemmas", "kin", "own", "wider", "words", "words_norm", "near", "near_norm", "args", "close", "names"),
        *(
            "numbers",
            "counts",
            "object",
            "things",
            "proper",
            "roles",
            "voices",
            "said",
            "said_norm",
            "many",
            "definite",
            "indefinite",
            "another",
            "said_day",
        ),
    ]
)


def _filled(thing: Any, name: str, known: frozenset[str], fill: Callable[[Any], None]) -> Any:
    """A slot that is still empty, filled together with its like."""
    if name not in known:
        raise AttributeError(name)
    fill(thing)
    return getattr(thing, name)


def _fold_article(source: Source) -> None:
    source.topic, source.names = _topic(source.annotated)
    source.topic_norm, source.names_norm = _length(source.topic), _length(source.names)
    source.party_words = _stems(f"{p.text} {p.name}" for c in source.claims for p in everyone(c.assertion))
    incidents = [c for c in source.claims if c.incident]
    source.towns = {p: point for c in incidents for p, point in c.towns.items()}
    source.ages = frozenset(filter(None, (n for found in _AGE.findall(source.annotated.text) for n in found)))
    source.victims = frozenset().union(*(c.objects for c in incidents))
    source.most_hurt = max(
        (n for c in incidents if (t := c.assertion.toll) for n in (t.killed, t.injured) if n), default=0
    )
    source.lemmas = {}
    for claim in source.claims:
        for lemma in _heads(claim.assertion):
            source.lemmas[lemma] = source.lemmas.get(lemma, 0) + 1


def _fold_claim(claim: Claim) -> None:
    a, source = claim.assertion, claim.source
    claim.lemmas = _heads(a)
    groups = kin()
    claim.kin = frozenset().union(*(groups.get(w, frozenset()) for w in claim.lemmas))
    claim.own, claim.wider = _concepts(a)
    if claim.sentence not in source.bags:
        source.bags[claim.sentence] = vector(a.sentence.text)
    claim.words = source.bags[claim.sentence]
    claim.words_norm = _length(claim.words)
    claim.near = _near(a, claim.lemmas)
    claim.near_norm = _length(claim.near)
    claim.args = vector(
        " ".join(f"{p.text} {p.name}" for p in [*a.actors, *a.recipients, *([a.place] if a.place else [])])
    )
    claim.close = _close(a)
    claim.names = frozenset(w for w in claim.words if w in source.names)
    _fold_manner(claim)


def _heads(a: Assertion) -> frozenset[str]:
    """The stems of the trigger, without stop words unless there is nothing else."""
    heads = [stem(w) for w in words(a.trigger.lemma or a.trigger.text)]
    stop = word_weights().stop
    return frozenset([h for h in heads if h not in stop] or heads)


def _fold_manner(claim: Claim) -> None:
    """How the sentence tells the event: with which numbers, objects, speakers and determiners."""
    a, source = claim.assertion, claim.source
    text = a.sentence.text
    at, end = max(0, a.trigger.start - a.sentence.start), max(0, a.trigger.end - a.sentence.start)
    before = words(text[max(0, at - _REACH) : at])[-3:]
    last = before[-1] if before else ""
    of_object = _stems([a.object.text]) if a.object else frozenset()
    speakers = [p for p in (a.holder, a.attribution.source if a.attribution else None) if p]
    word, lemma = a.trigger.text.lower(), a.trigger.lemma.lower()
    timex = source.timexes.get(a.date.timex or "") if source.annotated.published.earliest is None else None
    claim.numbers = frozenset(n.rstrip(".,") for n in _NUMBER.findall(text))
    claim.counts = frozenset(n.rstrip(".,") for n in _NUMBER.findall(text[max(0, at - _BESIDE) : end + _BESIDE]))
    claim.object = of_object
    weights = word_weights()
    claim.things = frozenset(w for w in of_object - source.names.keys() if weights.weight(w) > _RARE)
    claim.proper = frozenset(
        w for w in claim.names - source.party_words if not w.isdigit() and weights.weight(w) > _RARE
    )
    claim.roles = of_object | _stems(p.text for p in [*a.actors, *a.recipients])
    claim.voices = frozenset(p.name for p in speakers)
    doers = _stems(f"{p.text} {p.name}" for p in a.actors) | claim.lemmas
    claim.said = {w: weight for w, weight in claim.words.items() if w not in doers}
    claim.said_norm = _length(claim.said)
    claim.many = word.endswith("s") and not lemma.endswith("s")
    claim.definite = last in _DEFINITE or last.endswith("'s")
    claim.indefinite = last in _INDEFINITE
    claim.another = not _ANOTHER.isdisjoint(before)
    claim.said_day = timex.value if timex else None


def _stems(texts: Iterable[str]) -> frozenset[str]:
    weights = word_weights()
    return frozenset(s for t in texts for w in words(t) if weights.weight(s := stem(w)) > 0)


def _concepts(a: Assertion) -> tuple[frozenset[int], frozenset[int]]:
    table = concepts()
    whole = "".join(a.trigger.lemma.lower().split())
    found = [table[w] for w in (whole, *words(a.trigger.lemma)) if w in table]
    if not found:
        return frozenset(), frozenset()
    return frozenset().union(*(f[0] for f in found)), frozenset().union(*(f[1] for f in found))


def place_day(claim: Claim) -> None:
    """Give the claim the day that its own article says; a doubted stamp takes the days with it that hang on it."""
    ref = claim.assertion.date
    claim.when, claim.basis, claim.rule, claim.edtf = _interval(ref), ref.basis, ref.rule, ref.edtf
    timex = claim.source.timexes.get(ref.timex or "")
    if (
        ref.basis == "inherited"
        and timex is not None
        and (claim.when == _stamped_day(timex, claim.source) or any(timex.text in s.text for s in _stamps(claim)))
    ):
        claim.basis = "publication"  # the page's own stamp is no word about the event
    hangs = ref.basis == "publication" or (timex is not None and timex.anchor == "publication")
    if claim.source.doubt and hangs:
        claim.when, claim.edtf = None, dates.UNKNOWN


def _stamped_day(timex: Timex, source: Source) -> Interval | None:
    """The day of publication, where the expression is that date written out."""
    return source.published if timex.symbol is None or absolute(timex.symbol) else None


def _stamps(claim: Claim) -> list[StampEvidence]:
    return claim.source.annotated.published.stamps


def _interval(ref: DateRef) -> Interval | None:
    if ref.earliest is None or ref.latest is None:
        return None
    extent = "/" in ref.edtf and ref.granularity not in ("week", "season", "quarter")
    return _between(ref.earliest, ref.latest, extent)


@lru_cache(maxsize=65536)
def _between(earliest: str, latest: str, extent: bool) -> Interval | None:
    first, last = date.fromisoformat(earliest), date.fromisoformat(latest)
    return Interval(first, last, extent and first != last) if first <= last else None


def _published(annotated: Annotated) -> tuple[Interval | None, datetime | None, str | None]:
    stamp = annotated.published
    if stamp.earliest is None or stamp.latest is None:
        return None, None, None
    interval = Interval(date.fromisoformat(stamp.earliest[:10]), date.fromisoformat(stamp.latest[:10]))
    if interval.earliest in _FEED_DEFAULTS:
        return None, None, f"the stamp {interval.earliest} is a feed's default, not a day"
    moment = None
    if stamp.value and len(stamp.value) > 10:
        try:
            moment = datetime.fromisoformat(stamp.value)
        except ValueError:
            moment = None
    return interval, moment if moment and moment.tzinfo else None, None


def _topic(annotated: Annotated) -> tuple[dict[str, float], dict[str, float]]:
    """The heaviest words of an article, and among all its words the names and numbers."""
    skip = [(s.start, s.end) for s in annotated.sections if s.kind == "boilerplate"]
    text = annotated.text
    for start, end in sorted(skip, reverse=True):
        text = text[:start] + " " + text[end:]
    counts: dict[str, int] = {}
    small: set[str] = set()
    for word in tokens(text):
        key = stem(word.lower())
        counts[key] = counts.get(key, 0) + 1
        if word[0].islower():
            small.add(key)
    weights = word_weights()
    weighed = {w: weights.weight(w) * (1 + math.log(n)) for w, n in counts.items()}
    ranked = sorted((w for w in weighed if weighed[w] > 0), key=lambda w: (-weighed[w], w))
    names = [w for w in ranked if w not in small][:_TOPIC_WORDS]
    return {w: weighed[w] for w in ranked[:_TOPIC_WORDS]}, {w: weighed[w] for w in names}


def _near(a: Assertion, heads: frozenset[str]) -> dict[str, float]:
    """Words within reach of the trigger, the trigger's own left out."""
    at, end = a.trigger.start - a.sentence.start, a.trigger.end - a.sentence.start
    before, after = words(a.sentence.text[: max(0, at)]), words(a.sentence.text[max(0, end) :])
    weights = word_weights()
    found: dict[str, float] = {}
    for word in [*before[-_NEAR:], *after[:_NEAR]]:
        key = stem(word)
        weight = weights.weight(key)
        if weight > 0 and key not in heads:
            found.setdefault(key, weight)
    return found


def _close(a: Assertion) -> frozenset[str]:
    """The two content words before and the two after the trigger."""
    at, end = a.trigger.start - a.sentence.start, a.trigger.end - a.sentence.start
    before = list(vector(a.sentence.text[: max(0, at)][-_REACH:]))
    after = list(vector(a.sentence.text[max(0, end) :][:_REACH]))
    return frozenset([*before[-2:], *after[:2]])


def _length(bag: dict[str, float]) -> float:
    return math.sqrt(sum(w * w for w in bag.values()))


def everyone(a: Assertion) -> list[Participant]:
    """All participants of an assertion, the place, holder and speaker included."""
    found: list[Participant] = [*a.actors, *a.recipients]
    if a.place:
        found.append(a.place)
    if a.holder:
        found.append(a.holder)
    if a.attribution and a.attribution.source:
        found.append(a.attribution.source)
    return found


def one_day(interval: Interval | None) -> date | None:
    """The day, where the interval is one."""
    return interval.earliest if interval and interval.days == 1 else None


def shift(day: date, days: int) -> date:
    """A day some days away, kept inside the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min
