"""Whatever the text: no exception, exact spans, the same answer twice."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline.extract.entities import Resolver

from .conftest import parse

WORDS = st.sampled_from(
    [
        *("Putin", "the", "US", "president", "Kursk", "region", "of", "in", "said", "he", "it", "they", "who", "both"),
        *("sides", "Ukrainian", "troops", "ministry", "“I", "will”", "Gen.", "V.", "and", "its", "army", ",", ".", "?"),
        *("Kremlin", "MOSCOW:", "U.S.-Russian", "talks", "\u200b", "\u202eabc", "😀", "Мосвка", "—", "the two leaders"),
    ]
)
TEXTS = st.one_of(st.lists(WORDS, min_size=1, max_size=25).map(" ".join), st.text(min_size=1, max_size=80))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_any_text_resolves_with_exact_spans(text):
    document = parse(text, "2025-03-12")
    resolver = Resolver(document)
    for number, part in enumerate(document.paragraphs):
        for token in part.doc:
            found = [*resolver.participants(number, token.i), resolver.place(number, token.i)]
            for one in [p for p in found if p is not None]:
                assert text[one.start : one.end] == one.text
                assert one.entity
                assert one.name
            again = Resolver(document).participants(number, token.i)
            assert [p.entity for p in again] == [p.entity for p in Resolver(document).participants(number, token.i)]


def test_a_token_that_is_not_there_is_nobody(read):
    resolver = read("Nothing happened.").resolver
    assert resolver.participants(0, 99) == []
    assert resolver.participants(7, 0) == []
    assert resolver.place(0, -1) is None
