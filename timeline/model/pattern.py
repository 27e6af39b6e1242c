"""The small language in which the ontology says how a trigger must stand in its sentence, and who is who.

    visit                              the word alone
    carry+out obj:attack               with a particle, and an object whose lemma is "attack"
    hunger_strike                      several words in a row; a hyphen or nothing may stand between them
    fire obj:?person !obj:@weapon      conditions: a lemma, `@list`, `?kind` of thing, `*` anything; `!` negates
    say ccomp.aux:must                 a slot of a slot
    give obj:aid > recipient=iobj|to   roles: the first slot of several that is filled

Slots are `subj obj iobj xcomp ccomp advcl acl mod poss aux det light` and every preposition (`with`, `against` …). They
are logical: the subject of a passive is its `obj`, the agent its `subj`.
"""

from __future__ import annotations

import re

import msgspec

_CONDITION = re.compile(r"(!?)([a-z_.]+):(\S+)")
_ROLE = re.compile(r"(actor|recipient|place|object)=([a-z_.|+&-]+|-)")
_WORDS = re.compile(r"[a-z][a-z_'-]*(\+[a-z]+)*")
_FLAGS = frozenset({"passive", "active", "intransitive", "plural", "progressive"})


class Condition(msgspec.Struct, frozen=True):
    """A slot that must (or, `negated`, must not) hold one of the alternatives."""

    slot: tuple[str, ...]
    accepts: tuple[str, ...]
    negated: bool = False


class Pattern(msgspec.Struct, frozen=True):
    """One trigger: words, particles, conditions and its own roles; `weight` counts what must hold."""

    words: tuple[str, ...]
    particles: tuple[str, ...]
    conditions: tuple[Condition, ...]
    flags: frozenset[str]
    roles: dict[str, tuple[tuple[str, ...], ...]]
    text: str

    @property
    def weight(self) -> int:
        """How specific it is: the most specific pattern that holds wins."""
        return (
            4 * len(self.words)
            - 3
            + len(self.particles)
            + len(self.flags)
            + sum(_worth(c) for c in self.conditions if not c.negated)
        )


def _worth(condition: Condition) -> int:
    if condition.accepts == ("*",):
        return 1
    if all(accepted.startswith("?") for accepted in condition.accepts):
        return 2
    return 4 if condition.slot == ("subj",) else 3  # a named doer says most about the sense


def parse_roles(text: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """`actor=subj recipient=obj|with` as role → slots in order of preference; raises ValueError naming the part."""
    roles: dict[str, tuple[tuple[str, ...], ...]] = {}
    for part in text.split():
        match = _ROLE.fullmatch(part)
        if not match:
            raise ValueError(f"not a role: {part!r} (write actor=, recipient=, place= or object= and slots)")
        slots = () if match[2] == "-" else tuple(tuple(slot.split(".")) for slot in match[2].split("|"))
        roles[match[1]] = slots
    return roles


def parse(text: str) -> Pattern:
    """The pattern that a line of the ontology writes; raises ValueError naming the part that is wrong."""
    head, _, tail = text.partition(">")
    parts = head.split()
    if not parts or not _WORDS.fullmatch(parts[0]):
        raise ValueError(f"not a trigger word: {text!r}")
    lemma, *particles = parts[0].split("+")
    conditions, flags = [], set()
    for part in parts[1:]:
        if part in _FLAGS:
            flags.add(part)
        elif match := _CONDITION.fullmatch(part):
            conditions.append(Condition(tuple(match[2].split(".")), tuple(match[3].split("|")), bool(match[1])))
        else:
            raise ValueError(f"not a condition: {part!r} in {text!r}")
    words = tuple(word for word in re.split("[_-]", lemma) if word)
    return Pattern(words, tuple(particles), tuple(conditions), frozenset(flags), parse_roles(tail), text)
