"""Headlines: commas for "and", verbs that look like nouns, participles without "was"."""

from __future__ import annotations

import pytest
from extract.events.tell import names, told


@pytest.mark.parametrize(
    ("line", "kind", "actors", "recipients"),
    [
        ("Norway, Chad sign peace deal in Oslo", "AGREE.ceasefire", ["Norway", "Chad"], None),
        ("Macron, Meloni meet in Rome", "CONSULT.meet", ["Macron", "Meloni"], None),
        ("Germany, France urge EU to act", "REQUEST.change", ["Germany", "France"], ["EU"]),
        ("Police arrest three over museum theft", "COERCE.arrest", ["Police"], None),
        ("Thousands march in Belgrade against government", "PROTEST.demo", ["Thousands"], None),
        ("Ex-president Duterte arrested at Manila airport", "COERCE.arrest", [], ["Duterte"]),
        ("Bolsonaro sentenced to 27 years in prison", "LEGAL.sentence", [], ["Bolsonaro"]),
        ("Two soldiers wounded in Sinai", "CASUALTY.injured", [], ["Two soldiers"]),
        ("EU sanctions Chinese refiners over oil", "SANCTION.impose", ["EU"], None),
    ],
)
def test_headlines_have_their_own_grammar(
    line: str, kind: str, actors: list[str], recipients: list[str] | None
) -> None:
    found = told(line, "headline")
    assert kind in found, f"{line} gave {list(found)}"
    assert names(found[kind].actors) == actors
    if recipients is not None:
        assert names(found[kind].recipients) == recipients


def test_a_full_sentence_keeps_its_verbs() -> None:
    assert names(told("The mayor arrested nobody in the port on Friday.")["COERCE.arrest"].actors) == ["The mayor"]
