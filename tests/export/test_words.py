"""Dates, ids and numbers as people read them."""

import pytest

from timeline.export import words


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2025-03-12", "Wed 12 March 2025"),
        ("2025-03", "March 2025"),
        ("2025-W11", "week of Mon 10 March 2025"),
        ("2024-22", "2024 summer"),
        ("2025-33", "2025 Q1"),
        ("2025", "2025"),
        ("199X", "199X"),
        ("XXXX-XX-XX", "no day"),
        ("[2025-03-12,2025-03-13]", "Wed 12 March 2025 or Thu 13 March 2025"),
        ("[2025-03-12..2025-03-18]", "Wed 12 March 2025 to Tue 18 March 2025"),
        ("2025-03-12/2025-03-14", "Wed 12 March 2025 to Fri 14 March 2025"),
    ],
)
def test_a_date_in_words(edtf, expected):
    assert words.day(edtf) == expected


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2025-03-12", "2025-03-12"),
        ("[2025-03-12..2025-03-18]", "2025-03-12…18"),
        ("[2025-03-30..2025-04-02]", "2025-03-30…04-02"),
        ("[2024-12-30..2025-01-02]", "2024-12-30…2025-01-02"),
        ("2025-03-12/2025-03-14", "2025-03-12/14"),
        ("[2025-03-12,2025-03-13]", "2025-03-12,13"),
        ("2024-22", "2024 summer"),
        ("[2025-03-12,2025-04]", "[2025-03-12,2025-04]"),
    ],
)
def test_a_date_in_a_narrow_column(edtf, expected):
    assert words.compact(edtf) == expected


def test_numbers_agree_with_their_nouns():
    assert words.plural(1, "conflict") == "1 conflict"
    assert words.plural(0, "conflict") == "0 conflicts"
