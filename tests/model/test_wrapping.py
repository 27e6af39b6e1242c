"""Hard-wrapped text is told from text with a paragraph a line."""

from timeline.model.wrapping import hard_wrapped, unwrapped

PARAGRAPH = (
    "The harbour of the island reopened on Sunday after two days, officials said in the evening, and the first ferry "
    "left with relief goods that soldiers had brought from the mainland during the night before the storm turned north."
)


def wrap(text, width):
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) + 1 > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


def test_lines_that_break_off_in_a_sentence_are_wrapped():
    assert hard_wrapped(wrap(PARAGRAPH, 60))
    assert hard_wrapped("Title\n\n" + wrap(PARAGRAPH, 72).replace("\n", "\r\n"))


def test_a_paragraph_a_line_is_not():
    assert not hard_wrapped(f"{PARAGRAPH}\n{PARAGRAPH}\n{PARAGRAPH}\n")
    assert not hard_wrapped("Title of the page\nBy A. Writer\nApril 2, 2025\nfollow us here\nShort line\n" * 5)
    assert not hard_wrapped("")


def test_unwrapping_keeps_every_offset_and_the_paragraphs():
    text = "Title\r\n\r\n" + wrap(PARAGRAPH, 60).replace("\n", "\r\n") + "\r\n\r\n" + wrap(PARAGRAPH, 60)
    flowing = unwrapped(text)
    assert len(flowing) == len(text)
    assert flowing.replace("  ", " ").split("\r\n\r\n")[1:] == [PARAGRAPH, PARAGRAPH.replace("\n", " ")]
