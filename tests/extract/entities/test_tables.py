"""The data files and the user's own."""

import gzip
from itertools import pairwise

import pytest

from timeline.errors import UsageError
from timeline.extract.entities.tables import DATA, load_tables, tables_digest, words_key
from timeline.model.names import fold_name


def test_the_shipped_tables_load_and_are_not_small():
    tables = load_tables()
    assert len(tables.countries) > 190
    assert len(tables.people) > 400
    assert len(tables.aliases) > 2000


def test_nobody_holds_two_days_the_same_highest_office():
    tables = load_tables()
    for country in ("USA", "RUS", "FRA", "UKR", "KOR", "BRA", "TUR"):
        terms = sorted(
            (o.start, o.end, o.person) for o in tables.offices if o.office == "president" and o.of == country
        )
        for (_, end, _), (start, _, _) in pairwise(terms):
            assert end is not None
            assert end <= start


def test_the_keys_of_the_city_file_are_the_folds_of_today():
    lines = gzip.decompress((DATA / "cities.tsv.gz").read_bytes()).decode().split("\n")
    assert lines == sorted(lines)
    for line in lines[::997]:
        key = line.split("\t")[0]
        assert fold_name(key) == key


def test_a_users_table_goes_first(read, tmp_path):
    path = tmp_path / "mine.tsv"
    path.write_text(
        "# entity\tname\tcountry\tnames\norg:brightwater\tBrightwater plc\tGBR\tBrightwater|Brightwater Holdings\n"
    )
    article = read("Brightwater Holdings bought the mill.", aliases=(path,))
    (found,) = article.people("Holdings")
    assert (found.entity, found.name, found.country) == ("org:brightwater", "Brightwater plc", "GBR")


@pytest.mark.parametrize("line", ["thing:x\tX\t\t", "org:x\t\t\t", "org:x\tX\tXXX\t", "a\tb\tc\td\te\tf"])
def test_a_bad_line_is_named(tmp_path, line):
    path = tmp_path / "mine.tsv"
    path.write_text(f"# comment\n{line}\n")
    with pytest.raises(UsageError, match=r"mine\.tsv:2"):
        load_tables((path,))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(UsageError, match=r"none\.tsv"):
        load_tables((tmp_path / "none.tsv",))


def test_keys_ignore_signs_and_articles():
    assert words_key("The U.S.") == words_key("US") == "us"
    assert words_key("Kim Jong-un") == words_key("Kim Jong Un")


def test_the_digest_covers_the_users_table(tmp_path):
    path = tmp_path / "mine.tsv"
    path.write_text("org:a\tA\n")
    assert tables_digest((path,)) != tables_digest()
    assert tables_digest() == tables_digest()
