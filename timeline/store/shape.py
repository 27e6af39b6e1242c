"""Records as node properties and back, field by field, so that a graph holds them without loss.

A field is a property of the same name in camel case. Nested structs that are part of the record (`date`, `toll`,
`published`) are flattened under a prefix; fields in `related` become relationships and are left to the caller.
Days become native dates. A field that fits none of this is refused when the module is loaded, not when data is lost.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from datetime import date
from typing import Any, Generic, TypeVar

import msgspec

from timeline.errors import StoreError
from timeline.model.records import (
    ArticlePublished,
    ArticleRecord,
    ConflictRecord,
    DecisionRecord,
    EntityRecord,
    EventDate,
    EventPlace,
    EventRecord,
    Member,
    Party,
    Reading,
    RejectedRecord,
    Toll,
    UndatedRecord,
    Word,
)

R = TypeVar("R", bound=msgspec.Struct)
_DAYS = ("earliest", "latest")


class Shape(Generic[R]):
    """How one kind of record lies in properties."""

    def __init__(
        self,
        kind: type[R],
        *,
        prefix: str = "",
        nested: Mapping[str, Shape[Any]] = {},
        related: tuple[str, ...] = (),
    ) -> None:
        self.kind, self.prefix, self.nested, self.related = kind, prefix, nested, related
        hints = typing.get_type_hints(kind)
        self.plain: list[tuple[str, str, bool]] = []
        self.maps: list[tuple[str, str]] = []
        self._always: list[str] = []
        for field in msgspec.structs.fields(kind):
            if field.name in nested or field.name in related:
                continue
            options = _options(hints[field.name])
            name = self._name(field.name)
            if any(typing.get_origin(option) is dict for option in options):
                self.maps.append((field.name, name))
                self._always.append(name)
            elif all(_storable(option) for option in options):
                self.plain.append((field.name, name, field.name in _DAYS))
                if type(None) not in options:
                    self._always.append(name)
            else:
                raise TypeError(f"{kind.__name__}.{field.name}: no way to store {hints[field.name]} as a property")

    def _name(self, field: str) -> str:
        first, *rest = field.split("_")
        camel = first + "".join(part.title() for part in rest)
        if not self.prefix:
            return camel
        return self.prefix if camel == "value" else self.prefix + camel[0].upper() + camel[1:]

    def properties(self, record: R | None) -> dict[str, Any]:
        """The record's own properties; nothing for what is None."""
        if record is None:
            return {}
        found: dict[str, Any] = {}
        for field, name, is_day in self.plain:
            value = getattr(record, field)
            if value is not None:
                found[name] = _day(record, value) if is_day else list(value) if isinstance(value, tuple) else value
        for field, name in self.maps:
            found[name] = [f"{key} {value}" for key, value in getattr(record, field).items()]
        for field, shape in self.nested.items():
            found.update(shape.properties(getattr(record, field)))
        return found

    def record(self, properties: Mapping[str, Any], **related: Any) -> R:
        """The record that gave these properties."""
        values: dict[str, Any] = dict(related)
        for field, name, is_day in self.plain:
            value = properties.get(name)
            values[field] = str(value) if is_day and value is not None else value
        for field, name in self.maps:
            values[field] = dict(pair.split(" ", 1) for pair in properties[name])
        for field, shape in self.nested.items():
            values[field] = shape.record(properties) if shape.present(properties) else None
        return self.kind(**values)

    def present(self, properties: Mapping[str, Any]) -> bool:
        """Does a record of this shape lie in the properties? One that can be None tells by what it always has."""
        return all(name in properties for name in self._always)


def _options(hint: Any) -> tuple[Any, ...]:
    return typing.get_args(hint) if typing.get_origin(hint) in (typing.Union, types.UnionType) else (hint,)


def _storable(option: Any) -> bool:
    if typing.get_origin(option) in (list, tuple):
        return all(_storable(inner) for inner in typing.get_args(option) if inner is not Ellipsis)
    return typing.get_origin(option) is typing.Literal or option in (str, int, float, bool, type(None))


def _day(record: object, value: str) -> date:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        day = None
    if day is None or day.isoformat() != value:
        raise StoreError(f"{getattr(record, 'id', type(record).__name__)}: {value!r} is no day; nothing was written")
    return day


_DATE = Shape(EventDate)
_TOLL = Shape(Toll, prefix="toll")
EVENT = Shape(
    EventRecord,
    nested={"date": _DATE, "toll": _TOLL},
    related=("actors", "recipients", "place", "readings", "assertions", "links"),
)
UNDATED = Shape(
    UndatedRecord,
    nested={"date": _DATE, "toll": _TOLL},
    related=("actors", "recipients", "place", "assertions", "links"),
)
MEMBER = Shape(
    Member,
    nested={
        "holder": Shape(Party, prefix="holder"),
        "attribution": Shape(Word, prefix="attribution", nested={"source": Shape(Party, prefix="attributionSource")}),
    },
    related=("article",),
)
READING = Shape(Reading, nested={"toll": _TOLL})
CONFLICT = Shape(ConflictRecord, related=("readings",))
ARTICLE = Shape(
    ArticleRecord, nested={"published": Shape(ArticlePublished, prefix="published")}, related=("source", "copy_of")
)
ENTITY = Shape(EntityRecord)
REJECTED = Shape(RejectedRecord)
DECISION = Shape(DecisionRecord, related=("value",))
PARTY = Shape(Party, related=("entity",))
PLACE = Shape(EventPlace, related=("entity",))
