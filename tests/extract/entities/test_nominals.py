"""Countries, bodies, groups, metonyms and what stays unresolved."""

import pytest


@pytest.mark.parametrize(
    ("sentence", "head", "entity", "kind"),
    [
        ("The Kremlin rejected the offer.", "Kremlin", "cty:RUS", "country"),
        ("Downing Street welcomed the truce.", "Street", "cty:GBR", "country"),
        ("Kyiv rejected the offer.", "Kyiv", "cty:UKR", "country"),
        ("The United Nations condemned the attack.", "Nations", "org:un", "organisation"),
        ("NATO condemned the attack.", "NATO", "org:nato", "organisation"),
        ("Ukrainian troops entered the town.", "troops", "grp:UKR:military", "group"),
        ("Iran's foreign ministry summoned the envoy.", "ministry", "org:IRN:foreign-ministry", "organisation"),
        ("The Turkish parliament approved the law.", "parliament", "org:TUR:parliament", "organisation"),
        ("The French government cut its budget.", "government", "cty:FRA", "country"),
        ("A Jordanian official confirmed the plan.", "official", "grp:JOR:officials", "role"),
        ("UN peacekeepers left the base.", "peacekeepers", "grp:org:un:peacekeepers", "group"),
        ("The Pentagon denied the report.", "Pentagon", "org:USA:defence-ministry", "organisation"),
    ],
)
def test_actors(read, sentence, head, entity, kind):
    (found,) = read(sentence, "2024-06-01").people(head)
    assert (found.entity, found.kind) == (entity, kind)


def test_a_modifier_is_the_country_not_its_people(read):
    assert read("The Russian attack lasted an hour.").who("Russian") == ["cty:RUS"]


def test_coordinated_owners_are_several(read):
    article = read("Russian and Ukrainian officials met in Istanbul.")
    assert article.who("officials") == ["grp:RUS:officials", "grp:UKR:officials"]


def test_us_the_country_is_not_us_the_pronoun(read):
    assert read("The minister told us the plan.").who("us") != ["cty:USA"]
    assert read("The US imposed tariffs.").who("US") == ["cty:USA"]


def test_what_nobody_knows_stays_its_own_name(read):
    (found,) = read("Brightwater Holdings bought the mill.").people("Holdings")
    assert found.entity == "name:brightwater holdings"


def test_numbers_do_not_make_another_group(read):
    assert read("At least 10 people died.").who("people") == read("Ten people died.").who("people")


def test_places_and_organisations_are_never_fuzzy(read):
    assert read("Astralia signed the accord.").who("Astralia") != ["cty:AUS"]


def test_the_ministry_is_the_one_named_before(read):
    article = read("Iran's foreign ministry summoned the envoy.\nThe ministry gave no details.")
    assert article.who("ministry", 1) == ["org:IRN:foreign-ministry"]


def test_the_company_is_the_firm_that_acted_before(read):
    article = read("Brightwater Holdings bought the mill on Monday. The company will hire 40 people.")
    assert article.who("company") == ["name:brightwater holdings"]


def test_a_title_of_several_words_belongs_to_the_person_after_it(read):
    article = read("Secretary of State Laura Quinn-Bates called the plan unfair.", "2024-01-01")
    assert article.people("Secretary")[0].name == "Laura Quinn-Bates"


@pytest.mark.parametrize(
    ("sentence", "head", "entity"),
    [
        ("The Lebanese Hezbollah fired rockets.", "Hezbollah", "org:hezbollah"),
        ("The US Department of State denied it.", "Department", "org:USA:foreign-ministry"),
        ("Brightwater Holdings Ltd. bought the mill.", "Ltd.", "name:brightwater holdings"),
        ("The Supreme Court of India stayed the order.", "Court", "org:IND:supreme-court"),
        ("The Indian Navy rescued the crew.", "Navy", "grp:IND:military"),
    ],
)
def test_written_names_of_bodies(read, sentence, head, entity):
    assert read(sentence).who(head) == [entity]


@pytest.mark.parametrize("word", ["U.S.-Ukrainian", "Russia-US"])
def test_two_countries_in_one_word(read, word):
    article = read(f"The {word} talks began on Monday.")
    document = article.document.paragraphs[0].doc
    tokens = [t.i for t in document if t.text == word]
    if tokens:
        found = article.resolver.participants(0, tokens[0])
        assert len({p.entity for p in found}) == 2


def test_an_administration_is_its_state(read):
    assert read("The Trump administration froze the funds.").who("administration") == ["cty:USA"]


def test_a_people_without_a_state_has_bodies_of_its_own(read):
    article = read("Turkey closed the border. Turkey protested. The Kurdish interior ministry arrested nine men.")
    assert article.who("ministry") == ["name:kurdish interior ministry"]


def test_a_government_nobody_named_is_not_that_of_the_place(read):
    assert read("Talks between the government and rebels began in Doha.").who("government") == ["name:government"]


def test_south_americans_are_not_americans(read):
    assert read("The South American president offered help.").who("president") != ["cty:USA"]


def test_a_part_of_a_state_has_a_government_of_its_own(read):
    (found,) = read("The Welsh government asked for doses.").people("government")
    assert (found.entity, found.country) == ("name:welsh government", "GBR")


def test_the_ministry_that_summons_an_ambassador_is_not_his(read):
    article = read(
        "Manila protested.\nBeijing warned Manila.\nThe Chinese ambassador was summoned by the foreign ministry."
    )
    assert article.who("ministry", 2) != ["org:CHN:foreign-ministry"]


def test_a_state_congress_is_not_the_parliament(read):
    article = read("Mexico mourned. Mexico waited. The state congress met.")
    assert article.who("congress") == ["name:state congress"]


def test_residents_of_a_foreign_village_keep_their_words(read):
    (found,) = read("Residents of a Danish village blocked a road.").people("Residents")
    assert found.name == "residents of a Danish village"


def test_the_widow_with_a_name_is_that_person(read):
    assert read("His widow, Marie Fabre, thanked the officers.").who("widow") == ["name:marie fabre"]


def test_the_company_is_the_one_that_the_article_is_about(read):
    article = read("A court ordered Meridian Oil to pay.\nThe ruling was criticised by the company.")
    assert article.who("company", 1) == ["name:meridian oil"]


def test_a_body_with_a_country_in_its_name_is_no_country(read):
    article = read("Athletics Kenya expelled her coach.")
    assert article.who("Kenya") == ["name:athletics kenya"]


def test_a_union_beside_its_name_is_that_union(read):
    assert read("Their union, FNV, signed a deal.").who("union") == ["name:fnv"]


def test_their_own_mothers_are_mothers(read):
    assert read("The children were rescued by their own mothers.").who("mothers") == ["name:mothers"]


def test_one_norwegian_is_no_people(read):
    (found,) = read("The Norwegian thanked the crowd.").people("Norwegian")
    assert found.name == "Norwegian national"


def test_a_firms_spokesman_speaks_for_no_state(read):
    article = read("Meta said no. Its spokesman declined to comment.", published="2025-12-18")
    assert article.people("spokesman")[0].name == "Meta spokesman"


def test_a_government_that_others_recognise_is_not_theirs(read):
    article = read("Peru waited. Peru voted.\nChile and Bolivia recognised the new government.")
    assert article.who("government", 1) not in (["cty:CHL"], ["cty:BOL"])
