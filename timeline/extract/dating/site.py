"""Where an event is told: its trigger token, with what the date's choice needs to know of it."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.model.records import Factuality


@dataclass(frozen=True, slots=True)
class Site:
    """A trigger: `token` is its head's index in the paragraph's doc."""

    paragraph: int
    token: int
    type: str = "OTHER.event"
    factuality: Factuality = "happened"
    lemma: str = ""
