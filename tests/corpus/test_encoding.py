"""Bytes to text, with a note where the encoding was not certain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.corpus.encoding import NotText, decode

RUSSIAN = "Президент посетил командный пункт в Курской области и заслушал доклад начальника Генерального штаба."


def test_utf8_is_believed_and_its_mark_dropped():
    assert decode("Café".encode()).note is None
    assert decode("Café".encode("utf-8-sig")).text == "Café"


@pytest.mark.parametrize("name", ["utf-16", "utf-32"])
def test_a_byte_order_mark_tells_wide_encodings(name):
    assert decode("Café".encode(name)).text == "Café"


def test_a_declaration_is_followed_and_said():
    page = f'<meta charset="windows-1251"><p>{RUSSIAN}'.encode("cp1251")
    assert RUSSIAN in decode(page, markup=True).text
    assert decode(page, markup=True).note == "encoding windows-1251 as declared"


def test_a_guess_is_said():
    decoded = decode(RUSSIAN.encode("cp1251"))
    assert decoded.text == RUSSIAN
    assert decoded.note.startswith("encoding guessed")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("cp1252", "The minister’s “plan” was rejected – he said so on Tuesday. The café was closed."),
        ("cp1252", "El señor ministro llegó mañana a España y habló de la situación económica del país."),
        ("koi8-r", RUSSIAN),
        ("cp866", RUSSIAN),
        ("cp1256", "زار الرئيس مركز القيادة في المنطقة يوم الأربعاء"),
    ],
)
def test_common_encodings_are_guessed_right(name, text):
    assert decode(text.encode(name)).text == text


def test_latin_1_is_read_as_browsers_read_it():
    assert decode(b"<meta charset=iso-8859-1><p>\x93Plan\x94 caf\xe9", markup=True).text.endswith("“Plan” café")


def test_a_few_bad_bytes_do_not_make_utf8_something_else():
    data = (RUSSIAN * 20).encode()
    decoded = decode(data[:-1] + b"\xff" + data[-1:])
    assert decoded.text == (RUSSIAN * 20)[:-1] + "\ufffd."
    assert "not UTF-8" in decoded.note


@pytest.mark.parametrize("data", [b"abc\x00def", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7", b"\xff\xfe\x00"])
def test_binary_is_refused(data):
    with pytest.raises(NotText):
        decode(data)


@given(
    st.text(st.characters(blacklist_characters="\x00\ufeff", blacklist_categories=["Cs"])).filter(
        lambda t: not t.startswith(("%PDF", "GIF8", "MZ"))
    )
)
def test_utf8_text_comes_back_exactly(text):
    assert decode(text.encode()).text == text
