"""Participants and places: names, roles, pronouns and the gazetteer. See `Resolver`."""

from timeline.extract.entities.resolver import Resolver

__all__ = ["Resolver"]
