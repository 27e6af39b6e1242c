"""Pronouns, speakers and pairs."""


def test_he_is_the_subject_of_the_sentence_before(read):
    article = read("Vladimir Putin visited the base on Monday. He praised the troops.")
    assert article.who("He") == ["per:vladimir-putin"]


def test_it_is_the_country_that_spoke(read):
    article = read("Russia said it was studying the proposal.")
    assert article.who("it") == ["cty:RUS"]


def test_an_empty_it_is_nobody(read):
    (found,) = read("Iran attacked. It is clear that the truce has failed.").people("It")
    assert found.entity == "name:it"


def test_who_is_the_noun_before_it(read):
    article = read("The aid reached refugees who had crossed the border.")
    assert article.people("who")[0].text == "refugees"


def test_i_in_a_quotation_is_its_speaker(read):
    article = read("“I will not resign,” Emmanuel Macron told reporters.")
    assert article.who("I") == ["per:emmanuel-macron"]


def test_two_men_in_doubt_are_nobody(read):
    article = read("Aaron Pike and Saul Reed argued. The police arrested him.")
    assert article.who("him") == ["name:him"]


def test_both_sides_are_the_two_countries_before(read):
    article = read("Armenia and Azerbaijan signed a treaty on Friday. Both sides praised it.")
    assert sorted(article.who("sides")) == ["cty:ARM", "cty:AZE"]


def test_both_sides_of_three_are_nobody(read):
    article = read("Armenia, Azerbaijan and Turkey signed a treaty on Friday. Both sides praised it.")
    assert len(article.who("sides")) == 1


def test_they_are_the_coordinated_subject(read):
    article = read("Marco Rubio and Mike Waltz said they would brief the allies.")
    assert article.who("they") == ["per:marco-rubio", "per:mike-waltz"]


def test_its_army_belongs_to_the_country(read):
    article = read("Israel said its army had entered the town.")
    assert article.who("army") == ["grp:ISR:military"]


def test_a_chain_of_pronouns_keeps_its_person(read):
    article = read("Emmanuel Macron arrived in Rome.\nHe met the mayor.\nPrices rose.\nHe left on Friday.")
    assert article.who("He", 3) == ["per:emmanuel-macron"]


def test_the_speaker_of_a_letter_is_its_author(read):
    article = read("Emmanuel Macron wrote to the mayors, stating, “I will not sign the decree.”")
    assert article.who("I") == ["per:emmanuel-macron"]


def test_a_quotation_that_runs_on_keeps_its_speaker(read):
    article = read("“The plan is dead,” Emmanuel Macron said. “Nobody wants it.\n“I will present another one.”")
    assert article.who("I", 1) == ["per:emmanuel-macron"]


def test_a_given_name_tells_the_gender(read):
    article = read("Yvonne Tessler met James Clarkson on Monday. She handed over the keys.")
    assert article.who("She") == ["name:yvonne tessler"]


def test_somebody_of_unknown_gender_is_not_her_where_a_woman_is_as_near(read):
    article = read("Elena Novak left the court. Her lawyer, Xyrin Quint, spoke. The judge sentenced her to a year.")
    assert article.who("her") != ["name:xyrin quint"]


def test_whoever_belongs_to_a_person_is_named_after_that_person(read):
    article = read("Elena Novak will travel on Monday, her office said. Novak's lawyer disagreed.")
    assert [p.name for p in article.people("office")] == ["Elena Novak's office"]
    assert [p.name for p in article.people("lawyer")] == ["Elena Novak's lawyer"]


def test_a_father_is_no_she(read):
    article = read("A woman was convicted. A father of three spoke. She was led away.")
    assert article.who("She") == ["name:woman"]


def test_whom_a_pronoun_has_called_him_is_no_her(read):
    article = read("A dealer was jailed. Police held his lawyer. She denied it.")
    assert article.who("She") != ["name:dealer"]


def test_its_of_a_planned_headline_is_its_subject(read):
    article = read("Ukraine backs truce.\nFrance to lift its ban")
    assert article.who("its", 1) == ["cty:FRA"]
