"""English word forms of a lemma, so that a trigger is found by its form even where the lemmatizer errs."""

from __future__ import annotations

from functools import lru_cache

_VOWELS = "aeiou"
# lemma -> past, participle; the rest is regular.
_IRREGULAR = {
    "say": "said", "tell": "told", "hold": "held", "meet": "met", "strike": "struck", "shoot": "shot", "sell": "sold",
    "buy": "bought", "bring": "brought", "fight": "fought", "seek": "sought", "send": "sent", "lend": "lent",
    "lay": "laid", "pay": "paid", "put": "put", "set": "set", "cut": "cut", "hit": "hit", "let": "let", "shut": "shut",
    "quit": "quit", "win": "won", "find": "found", "flee": "fled", "feed": "fed", "lead": "led", "leave": "left",
    "lose": "lost", "make": "made", "stand": "stood", "sit": "sat", "shed": "shed", "spread": "spread", "hang": "hanged hung",
    "cast": "cast", "beat": "beat beaten", "burn": "burned burnt", "repay": "repaid", "withhold": "withheld",
    "sue": "sued", "wage": "waged", "bid": "bid", "deal": "dealt", "overrun": "overran overrun", "read": "read",
    "slay": "slew slain", "give": "gave given", "take": "took taken", "speak": "spoke spoken", "break": "broke broken",
    "steal": "stole stolen", "write": "wrote written", "withdraw": "withdrew withdrawn", "draw": "drew drawn",
    "forgive": "forgave forgiven", "overthrow": "overthrew overthrown", "throw": "threw thrown", "fall": "fell fallen",
    "blow": "blew blown", "go": "went gone", "begin": "began begun", "drive": "drove driven", "swear": "swore sworn",
    "shake": "shook shaken", "sink": "sank sunk", "rise": "rose risen", "fly": "flew flown", "retake": "retook retaken",
    "do": "did done", "come": "came come", "run": "ran run", "become": "became become", "have": "had has having",
    "ring": "rang rung", "see": "saw seen", "forbid": "forbade forbidden", "stick": "stuck", "undertake": "undertook undertaken",
    "be": "is are was were been being am", "die": "died dying", "lie": "lied lying", "untie": "untied",
}  # fmt: skip
_DOUBLE = frozenset(
    [
        "ban",
        "bar",
        "stop",
        "drop",
        "cut",
        "put",
        "set",
        "hit",
        "let",
        "shut",
        "quit",
        "get",
        "grab",
        "jab",
        "kidnap",
        "handicap",
        "stab",
        "step",
        "plan",
        "slam",
        "sit",
        "win",
        "run",
        "begin",
        "dig",
        "shed",
        "swap",
        "ship",
        "trap",
        "wrap",
        "tap",
        "top",
        "rip",
        "rob",
        "nab",
        "tip",
        "fit",
        "chat",
        "plot",
        "rig",
        "rebut",
        "commit",
        "submit",
        "admit",
        "permit",
        "refer",
        "defer",
        "confer",
        "prefer",
        "transfer",
        "occur",
        "deter",
        "patrol",
        "control",
        "expel",
        "compel",
        "repel",
        "propel",
        "cancel",
        "repel",
        "excel",
        "rebel",
        "regret",
        "bid",
        "equip",
        "outbid",
        "rid",
        "abet",
        "axe",
        "spin",
        "clip",
        "snub",
        "scrap",
        "skip",
        "drag",
        "beg",
        "flag",
        "hug",
        "gun",
        "shun",
        "club",
        "stun",
        "sin",
        "pin",
        "cap",
        "tar",
        "war",
    ]
)
_PLURALS = {
    "man": "men", "woman": "women", "child": "children", "person": "people persons", "crisis": "crises",
    "life": "lives", "half": "halves", "knife": "knives", "thief": "thieves", "serviceman": "servicemen",
    "coup": "coups",
}  # fmt: skip


def _s_form(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    if lemma in {"go", "do", "veto"}:
        return lemma + "es"
    return lemma + "s"


def _stems(lemma: str) -> list[str]:
    """What -ed and -ing are put on: both spellings where British and American differ."""
    if lemma in _DOUBLE:
        doubled = lemma + lemma[-1]
        return [doubled, lemma] if lemma in {"cancel", "kidnap", "handicap"} else [doubled]
    if lemma.endswith(("el", "al", "ol")) and not lemma.endswith(("eal", "eel", "ail", "oil", "ool")):
        return [lemma, lemma + "l"]
    return [lemma]


@lru_cache(maxsize=4096)
def verb_forms(lemma: str) -> tuple[str, ...]:
    """All forms of a verb, the lemma first."""
    forms = [lemma, _s_form(lemma)]
    for stem in _stems(lemma):
        if stem.endswith("ie"):
            forms += [stem + "d", stem[:-2] + "ying"]
        elif stem.endswith("e"):
            forms += [stem + "d", (stem if stem.endswith(("ee", "oe", "ye")) else stem[:-1]) + "ing"]
        elif stem.endswith("y") and stem[-2:-1] not in _VOWELS:
            forms += [stem[:-1] + "ied", stem + "ing"]
        elif stem.endswith("c"):
            forms += [stem + "ked", stem + "king"]
        else:
            forms += [stem + "ed", stem + "ing"]
    forms += _IRREGULAR.get(lemma, "").split()
    return tuple(dict.fromkeys(forms))


@lru_cache(maxsize=4096)
def noun_forms(lemma: str) -> tuple[str, ...]:
    """Singular and plural."""
    return tuple(dict.fromkeys((lemma, _s_form(lemma), *_PLURALS.get(lemma, "").split())))
