import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.model.names import fold_name, last_name


@given(st.text())
def test_folding_is_idempotent_and_never_raises(name):
    folded = fold_name(name)
    assert fold_name(folded) == folded
    assert folded == folded.strip()


@given(st.text(alphabet="skhzyijte' .'’STHA", max_size=30))
def test_folding_is_idempotent_on_the_letters_that_the_rules_touch(name):
    assert fold_name(fold_name(name)) == fold_name(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zelenskyy", "Zelenski"),
        ("Volodymyr Zelenskyy", "Volodymyr Zelenskiy"),
        ("Syrskyi", "Syrski"),
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("the U.S.", "US"),
        ("Moscow’s", "Moscow"),
        ("Putin", "Путин"),
        ("Micheál Martin", "Micheal Martin"),
        ("Kharkiv", "Harkiv"),
        ("Zhukov", "Jukov"),
    ],
)
def test_spellings_of_one_name_fold_together(one, other):
    assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize(("one", "other"), [("Austria", "Australia"), ("Iran", "Iraq"), ("Niger", "Nigeria")])
def test_different_names_stay_apart(one, other):
    assert fold_name(one) != fold_name(other)


def test_signs_alone_give_nothing():
    assert fold_name("— …") == ""


@pytest.mark.parametrize(
    ("full", "last"),
    [
        ("Marine Le Pen", "Le Pen"),
        ("Ursula von der Leyen", "von der Leyen"),
        ("Martin Luther King Jr.", "King"),
        ("Abdel Fattah al-Burhan", "al-Burhan"),
        ("Le Monde", "Monde"),
        ("Pele", "Pele"),
        ("", ""),
    ],
)
def test_a_surname_has_its_particles(full, last):
    assert last_name(full) == last


@pytest.mark.parametrize(
    ("name", "last"),
    [
        ("Xi Jinping", "Xi"),
        ("Lai Ching-te", "Lai"),
        ("Kim Jong Un", "Kim"),
        ("Lee Jae-myung", "Lee"),
        ("Kim Clijsters", "Clijsters"),
        ("Lee Harvey Oswald", "Oswald"),
        ("Long Hayes", "Hayes"),
    ],
)
def test_chinese_and_korean_names_begin_with_the_family(name: str, last: str) -> None:
    assert last_name(name) == last
