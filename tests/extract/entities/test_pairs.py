"""Who "both sides", "both countries" and "the two" are."""


def test_both_sides_are_those_joined_not_a_mediator(read):
    article = read("Armenia and Azerbaijan swapped maps in talks brokered by Qatar, and both sides praised the deal.")
    assert sorted(article.who("sides")) == ["cty:ARM", "cty:AZE"]


def test_whoever_calls_on_both_countries_is_neither(read):
    article = read("India fought Pakistan for a week.\nNorway and Chile called on both countries to stop.")
    assert not {"cty:NOR", "cty:CHL"} & set(article.who("countries", 1))


def test_the_two_are_the_two_persons_before(read):
    article = read("Friedrich Merz was phoned by Donald Tusk on Monday.\nThe two agreed to meet.")
    assert sorted(article.who("two", 1)) == ["per:donald-tusk", "per:friedrich-merz"]


def test_two_men_without_an_article_are_new(read):
    article = read("Donald Tusk met Emmanuel Macron.\nTwo men were warned by police.")
    assert article.who("men", 1) == ["name:men"]


def test_the_two_companies_are_the_only_two_named(read):
    article = read("Novara Holdings sued Pfanner Group on Friday.\nThe two companies held talks.")
    assert sorted(article.who("companies", 1)) == ["name:novara holdings", "name:pfanner group"]


def test_both_sides_are_not_the_seats_of_firms(read):
    article = read("Google will pay Australian publishers.\nThe judge praised both sides.")
    assert article.who("sides", 1) != ["cty:USA", "cty:AUS"]


def test_both_parties_are_the_two_parties_named(read):
    article = read(
        "The KDP claimed victory, but its rival, the PUK, accused it of fraud.\nTurkey congratulated both parties."
    )
    assert len(article.who("parties", 1)) == 2
    assert "cty:TUR" not in article.who("parties", 1)
