"""Texts whose paragraphs are broken into lines of a fixed width, as in mail and old archives.

In such a text a line end is a space; everywhere else it ends a paragraph. Offsets stay: one character for one.
"""

from __future__ import annotations

import re
from itertools import pairwise

BREAKS = {ord(c): " " for c in "\r\n\u2028\u2029"}
_LINES = re.compile(r"[^\r\n\u2028\u2029]*(?:\r\n|[\r\n\u2028\u2029]|$)")
_NARROWEST, _WIDEST = 40, 100  # characters of a full line
_ENDS = (".", "!", "?", ":", ";", "…", '"', "”", ")", "’")
_LEAST = 3  # broken lines that show it
_SHARE = 0.35  # of neighbouring lines; about two thirds in wrapped text, none elsewhere


_INNER = re.compile(r"(?<=[^\s])[^\S\r\n]*(?:\r\n|[\r\n\u2028\u2029])(?=[^\S\r\n]*[^\s])")


def unwrapped(text: str) -> str:
    """The text with spaces for the line ends inside its paragraphs where it is hard-wrapped, else as it is."""
    return _INNER.sub(lambda match: match.group().translate(BREAKS), text) if hard_wrapped(text) else text


def hard_wrapped(text: str) -> bool:
    """Do many lines break off in the middle of a sentence at about the same width?"""
    broken = pairs = 0
    for line, following in pairwise(match.group().strip() for match in _LINES.finditer(text)):
        if not line or not following:
            continue
        pairs += 1
        broken += _NARROWEST <= len(line) <= _WIDEST and not line.endswith(_ENDS) and following[0].islower()
    return broken >= _LEAST and broken >= _SHARE * pairs
