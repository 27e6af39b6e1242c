"""Where spaces stood between tokens of a source that kept only the tokens."""

from __future__ import annotations

import calendar
import re

NO_SPACE_BEFORE = set(".,;:!?)]}%…”’") | {"n't", "''", "..."}
NO_SPACE_AFTER = set("([{$€£¥#“") | {"``", "US$", "A$", "C$"}
CLITICS = ("'s", "'re", "'ve", "'ll", "'d", "'m", "’s", "’re", "’ve", "’ll", "’d", "’m", "n't", "n’t", "'")
SPLIT_CLITICS = {"s", "re", "ve", "ll", "d", "m", "t"}
TREEBANK = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]"}


def normal_quotes(word: str) -> str:
    """The token as it stood in the text: Penn escapes undone."""
    return TREEBANK.get(word, word)


def spaces_between(words: list[str], tags: list[str]) -> list[bool]:
    """Whether a space follows each token; straight double quotes open and close by turns."""
    spaces = [True] * len(words)
    inside = False
    for i, (word, tag) in enumerate(zip(words, tags, strict=True)):
        glue_before, glue_after = False, False
        if word == '"':
            glue_before, glue_after = inside, not inside
            inside = not inside
        elif word in {"’", "'"} and i + 1 < len(words) and words[i + 1] in SPLIT_CLITICS:
            # The source cut "Mexico’s" into three tokens.
            glue_before = glue_after = True
        elif word in NO_SPACE_BEFORE or (word in CLITICS and tag in {"POS", "''", "VBZ", "RB", "MD", "VBP", "VBD", ""}):
            glue_before = True
        elif word in NO_SPACE_AFTER or (word in {"'", "‘"} and tag == "``") or _initials(words[i : i + 2]):
            glue_after = True
        elif tag == "HYPH" or word == "/":
            glue_before = glue_after = not _dateline_dash(words, i)
        if glue_before and i:
            spaces[i - 1] = False
        if glue_after:
            spaces[i] = False
    return spaces


def _initials(pair: list[str]) -> bool:
    """Whether both are capitals with a full stop, as in `U.` `S.`."""
    return len(pair) == 2 and all(re.fullmatch(r"[A-Z]\.", word) for word in pair)


def _dateline_dash(words: list[str], i: int) -> bool:
    """A dash after a month, a bracket or the like separates; it does not hyphenate."""
    if not i or i + 1 >= len(words):
        return True
    return words[i - 1] in {*calendar.month_name, ")", '"'}
