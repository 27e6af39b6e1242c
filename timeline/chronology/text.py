"""Words of a sentence for comparing, never for showing: folded, stemmed, weighed by how rare they are in news.

Weights come from a shipped table, not from the corpus at hand: what two sentences share must not depend on what else
was read, or an increment would change old events.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b

from timeline.chronology.data import word_weights

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE = re.compile(r"(?<=[.!?…][\"'”’)\]])\s+|(?<=[.!?…])\s+|[\r\n\u2028\u2029]+")
_SUFFIXES = (
    ("ically", "ic"),
    ("ations", "at"),
    ("ation", "at"),
    ("itions", "it"),
    ("ition", "it"),
    ("ments", ""),
    ("ment", ""),
    ("ingly", ""),
    ("edly", ""),
    ("ings", ""),
    ("ing", ""),
    ("ies", "y"),
    ("ied", "y"),
    ("sses", "ss"),
    ("xes", "x"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("ed", ""),
    ("ly", ""),
    ("s", ""),
)


@lru_cache(maxsize=262144)
def stem(word: str) -> str:
    """A crude stem: `visited`, `visits`, `visiting` and `visit` give one string. Lower-case in, lower-case out."""
    word = word.replace("’", "'").removesuffix("'s")
    if len(word) < 4 or word.endswith("ss"):
        return word
    for suffix, replacement in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: len(word) - len(suffix)] + replacement
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]
    if len(word) > 4 and word.endswith("e"):
        word = word[:-1]
    return word[:-1] + "y" if word.endswith("i") and len(word) > 3 else word


def tokens(text: str) -> list[str]:
    """The words of a text in order, as written."""
    return [w.replace("’", "'") for w in _WORD.findall(text)]


def words(text: str) -> list[str]:
    """The words of a text in order, lower case."""
    return [w.lower().replace("’", "'") for w in _WORD.findall(text)]


def vector(text: str) -> dict[str, float]:
    """Stems of the content words with their weights, each once, in order of first appearance."""
    weights = word_weights()
    found: dict[str, float] = {}
    for word in words(text):
        key = stem(word)
        weight = weights.weight(key)
        if weight > 0:
            found.setdefault(key, weight)
    return found


def cosine(a: dict[str, float], b: dict[str, float]) -> float:
    """Cosine of two weighted bags; 0 when either is empty."""
    if not a or not b:
        return 0.0
    if len(b) < len(a):
        a, b = b, a
    dot = sum(w * b[k] for k, w in a.items() if k in b)
    if not dot:
        return 0.0
    return float(dot / (norm(a) * norm(b)))


def norm(a: dict[str, float]) -> float:
    """Euclidean length."""
    return float(sum(w * w for w in a.values()) ** 0.5)


def sentences(text: str) -> list[str]:
    """Sentences and lines of a text, trimmed; rough on abbreviations, the same for every article."""
    return [s for s in (p.strip() for p in _SENTENCE.split(text)) if s]


def shingles(text: str, size: int = 3) -> frozenset[int]:
    """Hashes of all runs of `size` words; a shorter sentence gives one hash of itself."""
    found = words(text)
    if not found:
        return frozenset()
    runs = [found[i : i + size] for i in range(max(1, len(found) - size + 1))]
    return frozenset(fingerprint(" ".join(run)) for run in runs)


def fingerprint(text: str) -> int:
    """64 bits that are the same on every machine, unlike `hash`."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def containment(a: frozenset[int], b: frozenset[int]) -> float:
    """Share of the smaller set that the other one holds."""
    small = min(len(a), len(b))
    return len(a & b) / small if small else 0.0
