"""What stands around a match: the word lists of `guards.toml` and small questions about neighbours."""

from __future__ import annotations

from functools import cache

from timeline.errors import UsageError
from timeline.extract.timex.lexicon import load_toml
from timeline.extract.timex.tokens import Tokens


@cache
def words(name: str) -> frozenset[str]:
    """One word list of `guards.toml`."""
    table = load_toml("guards.toml")
    if name not in table:
        raise UsageError(f"guards.toml: no list {name}")
    return frozenset(table[name])


def keys(tokens: Tokens, i: int) -> tuple[str, ...]:
    """The classes of a token; none beyond the text."""
    return tokens.keys[i] if 0 <= i < len(tokens.keys) else ()


def plural(tokens: Tokens, i: int) -> bool:
    """Does the token look like a plural noun in lower case?"""
    raw = tokens.raw(i)
    if not (raw.isalpha() and raw.islower() and len(raw) > 3):
        return False
    return raw.endswith("s") and not raw.endswith("ss") and raw not in words("not_plural")


def noun_phrase(tokens: Tokens, i: int) -> bool:
    """Does a word or a quotation start here?"""
    form = tokens.form(i)
    return form.isalnum() or form in ("'", '"', "“", "‘", "’", "$")


def old(tokens: Tokens, end: int) -> bool:
    """Does "-old" or "of age" follow, so that a duration is somebody's age?"""
    dashes = words("dashes")
    for at in range(end, end + 3):
        if tokens.form(at) not in dashes:
            return tokens.form(at) in ("old", "olds") or (tokens.form(at) == "of" and tokens.form(at + 1) == "age")
    return False


def told_in_the_past(tokens: Tokens, i: int) -> bool:
    """Does the sentence around a token hold a verb in the past tense?"""
    verbs = words("past_verbs")
    first, last = tokens.sentence(i)
    return any(f in verbs or (len(f) > 3 and f.endswith("ed")) for f in tokens.forms[first:last])
