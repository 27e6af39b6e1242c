"""Time expressions: found by a grammar over tokens, kept symbolic, resolved against an anchor."""

from timeline.extract.timex.tagger import publication_day, tag

__all__ = ["publication_day", "tag"]
