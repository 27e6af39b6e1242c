"""When two places may be one: equality and containment over the records' own fields, without a gazetteer.

A place names the region or country that holds it in `within`; `plc:adm1:RU.41` lies in its country `cty:RUS`, whatever
else is known of it.
"""

from __future__ import annotations

from typing import Protocol


class PlaceLike(Protocol):
    """What is looked at: the records `Place` and `EventPlace` have it."""

    @property
    def entity(self) -> str:
        """Its id."""

    @property
    def country(self) -> str | None:
        """ISO-3 code."""

    @property
    def within(self) -> str | None:
        """The entity of the place that holds it."""


def contains(outer: PlaceLike, inner: PlaceLike) -> bool:
    """Is `inner` the same place as `outer`, or known to lie in it?"""
    if outer.entity in (inner.entity, inner.within):
        return True
    return outer.entity.startswith("cty:") and inner.country == outer.entity.removeprefix("cty:")


def compatible(one: PlaceLike, other: PlaceLike) -> bool:
    """May both be the place of one event: the same, or one in the other ("Kursk", "the Kursk region", "Russia")?

    Two towns of one region are not compatible: neither holds the other.
    """
    return contains(one, other) or contains(other, one)
