"""The grammar as a trie over token classes, and its longest match at a token.

A pattern is a row of elements: a literal in lower case, or a CLASS in capitals; `?` makes one optional, `|` separates
alternatives. There is no repetition, so a match looks at a bounded number of tokens.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from timeline.errors import UsageError
from timeline.extract.timex.lexicon import load_toml
from timeline.extract.timex.tokens import Tokens

_RULE = "\0rule"


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern with the operator that builds its meaning; `order` settles ties, earlier wins."""

    name: str
    operator: str
    order: int
    args: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Match:
    """A rule over tokens `start:end`; `path` names each token by the key that matched."""

    rule: Rule
    start: int
    end: int
    path: tuple[str, ...]


class Grammar:
    """All rules in one trie."""

    def __init__(self, rows: list[dict[str, Any]], macros: dict[str, list[str]], source: str) -> None:
        self.root: dict[str, Any] = {}
        for order, row in enumerate(rows):
            args = dict(row)
            try:
                name, patterns, operator = args.pop("name"), args.pop("pattern"), args.pop("op")
            except KeyError as error:
                raise UsageError(f"{source}: rule {order + 1} {row}: no {error}") from error
            rule = Rule(name, operator, order, args)
            for pattern in [patterns] if isinstance(patterns, str) else patterns:
                for path in _expand(pattern.split(), macros, f"{source}: rule {name}"):
                    self._add(path, rule, source)

    def _add(self, path: tuple[str, ...], rule: Rule, source: str) -> None:
        if not path:
            raise UsageError(f"{source}: rule {rule.name} can match nothing")
        node = self.root
        for key in path:
            node = node.setdefault(key, {})
        node.setdefault(_RULE, rule)

    def matches(self, tokens: Tokens, start: int) -> list[Match]:
        """All matches at a token, the longest first; among equals the earliest rule."""
        found: list[Match] = []
        self._walk(self.root, tokens, start, start, (), found)
        found.sort(key=lambda m: (-m.end, m.rule.order))
        return found

    def _walk(
        self, node: dict[str, Any], tokens: Tokens, start: int, i: int, path: tuple[str, ...], found: list[Match]
    ) -> None:
        rule = node.get(_RULE)
        if rule is not None:
            found.append(Match(rule, start, i, path))
        if i < len(tokens.keys):
            for key in tokens.keys[i]:
                following = node.get(key)
                if following is not None:
                    self._walk(following, tokens, start, i + 1, (*path, key), found)


def _expand(elements: list[str], macros: dict[str, list[str]], where: str) -> Iterator[tuple[str, ...]]:
    if not elements:
        yield ()
        return
    head, rest = elements[0], list(_expand(elements[1:], macros, where))
    optional = head.endswith("?") and head != "?"
    head = head[:-1] if optional else head
    options: list[tuple[str, ...]] = [()] if optional else []
    for option in head.split("|"):
        if option.startswith("<"):
            if option[1:-1] not in macros:
                raise UsageError(f"{where}: no macro {option}")
            for row in macros[option[1:-1]]:
                options += _expand(row.split(), macros, where)
        else:
            options.append((option,))
    for first in options:
        for tail in rest:
            yield (*first, *tail)


@cache
def grammar(table: str) -> Grammar:
    """One table of `rules.toml`."""
    data = load_toml("rules.toml")
    return Grammar(data[table], data["macros"], "rules.toml")
