"""What an operator makes of a match: a time expression whose direction and anchor are still open."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from timeline.extract.timex.grammar import Match
from timeline.extract.timex.lexicon import Value, lexicon
from timeline.extract.timex.tokens import Tokens
from timeline.model.records import TimexType
from timeline.model.symbol import Symbol, Unit


@dataclass(slots=True)
class Expression:
    """Tokens `start:end` and their meaning so far.

    `value` is fixed where no symbol gives it (durations, sets, references). `lean` asks the context for past or
    future; `previous` hangs the symbol on an earlier expression; `alone` is a clock time that lacks its day.
    """

    start: int
    end: int
    type: TimexType
    rule: str
    symbol: Symbol | None = None
    value: str | None = None
    mod: str | None = None
    lean: bool = False
    previous: bool = False
    alone: bool = False
    flags: list[str] = field(default_factory=list)


class View:
    """A match read by class: `one("MONTH")` is the value of the first token that matched as a month."""

    def __init__(self, match: Match, tokens: Tokens) -> None:
        self.match, self.tokens = match, tokens
        self.path = match.path
        self._values = lexicon().values

    def all(self, *classes: str) -> list[Value]:
        """Values of all tokens that matched as one of the classes, in order."""
        found: list[Value] = []
        for offset, key in enumerate(self.path):
            if key in classes:
                form = self.tokens.forms[self.match.start + offset]
                table = self._values.get(key.rstrip("_"))
                found.append(table[form] if table else _literal(key, form))
        return found

    def one(self, *classes: str) -> Value | None:
        """The first of `all`."""
        found = self.all(*classes)
        return found[0] if found else None

    def number(self, *classes: str) -> int | None:
        """The first value as an integer."""
        found = self.one(*classes)
        return None if found is None else int(found)

    def unit(self, *classes: str) -> Unit:
        """The value of the last token of the classes, a unit of time."""
        return cast("Unit", str(self.all(*classes)[-1]))

    def has(self, *keys: str) -> bool:
        """Did any token match by one of these literals or classes?"""
        return any(key in self.path for key in keys)

    def make(self, type_: TimexType, symbol: Symbol | None = None, value: str | None = None) -> Expression:
        """An expression over the whole match."""
        match = self.match
        return Expression(match.start, match.end, type_, match.rule.name, symbol=symbol, value=value)


def _literal(key: str, form: str) -> Value:
    if key in ("ORD", "ORDDAY"):
        return int(form[:-2])
    if form.isdigit():
        return int(form)
    return form
