"""timeline.toml: what it gives, and one line for every fault."""

import pytest

from timeline.engine.settings import load
from timeline.errors import UsageError


@pytest.fixture
def write(tmp_path):
    def writing(text):
        path = tmp_path / "timeline.toml"
        path.write_text(text)
        return path

    return writing


def test_paths_are_relative_to_the_file(write):
    path = write('[journal]\npath = "data/news.db"\n[store]\nurl = "graph.db"\n')
    settings = load(path)
    assert settings.journal == path.parent / "data" / "news.db"
    assert settings.store == str(path.parent / "graph.db")


def test_an_address_stays_an_address(write):
    assert load(write('[store]\nurl = "bolt://localhost:7687"\n')).store == "bolt://localhost:7687"


def test_without_a_file_everything_is_at_its_default(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert load().path is None


def test_language_and_date_order_reach_the_rooms(write):
    settings = load(write('[[corpus]]\nname = "a"\npaths = ["in"]\nlanguage = "en"\ndate_order = "DMY"\n'))
    assert settings.config.corpus.date_order == "DMY"
    assert settings.config.extract == {"date_order": "DMY"}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[journal]\npath = \n", "line 2", "not TOML"),
        ('[jurnal]\npath = "x"\n', "line 1", "unknown key 'jurnal'; known are chronology, corpus"),
        ('[journal]\n\npaht = "x"\n', "line 3", "unknown key 'paht' in [journal]; known are path"),
        ("[journal]\npath = 3\n", "line 2", "str"),
        ('[[corpus]]\npaths = ["in"]\n', "", "name"),
        ('[[corpus]]\nname = "a"\npaths = "in"\n', "line 3", "array"),
        ('[schedule]\ncorn = "* * * * *"\n', "line 2", "unknown key 'corn' in [schedule]"),
    ],
)
def test_a_fault_is_one_line_with_file_and_line(write, text, line, words):
    path = write(text)
    with pytest.raises(UsageError) as caught:
        load(path).config  # noqa: B018 - the property reads
    message = str(caught.value)
    assert message.startswith(str(path))
    assert line in message
    assert words in message
    assert "\n" not in message


def test_a_file_that_was_named_has_to_be_there(tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        load(tmp_path / "none.toml")
