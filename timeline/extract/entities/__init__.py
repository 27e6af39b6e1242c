"""Participants and places: names, roles, pronouns and the gazetteer. See `Resolver`."""

from timeline.extract.entities.resolver import Resolver
from timeline.extract.entities.ruler import correct_entities
from timeline.extract.entities.tables import tables_digest

__all__ = ["Resolver", "correct_entities", "tables_digest"]
