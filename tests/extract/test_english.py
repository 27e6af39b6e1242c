"""Which paragraphs are English."""

from __future__ import annotations

import pytest

from timeline.extract.english import english


@pytest.mark.parametrize(
    "text",
    [
        "Le ministre français a rencontré mardi à Lyon la maire italienne pour discuter de l'eau.",
        "Президент посетил Курскую область в среду.",
    ],
)
def test_other_languages_are_left_out(text: str) -> None:
    assert not english(text)


def test_names_of_other_languages_stay_in_english() -> None:
    assert english("Lula da Silva flew from Rio de Janeiro to La Paz de Ayacucho on Monday.")
