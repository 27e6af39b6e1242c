"""A made-up world of news, as large as one likes: stories that several outlets tell, each in its own words.

A day brings two dozen stories. Three to twenty outlets tell a story within three days, some of them in the words of
another, a few with another day; one story in eight comes back to one of long ago. Names of people, companies and
villages are put together from syllables, so the vocabulary grows with the corpus as that of real news does.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice

import msgspec

from timeline.corpus import Rejected, article_from_json
from timeline.model.records import Article

START = date(2023, 1, 2)
DAILY = 24  # stories a day
FEWEST, MOST, MEAN_MORE = 3, 20, 3.5  # articles of a story
LATER = 0.125  # share of stories that come back to an older one
COPIES = 0.2  # share of articles in the words of another one
WRONG = 0.02  # share of articles that give another day
UNDATED = 0.02  # share of articles without a day of publication
WEEKDAY = 0.7  # share of days told as a weekday


def _words(text: str) -> list[str]:
    return text.split()


FIRST = _words(
    """Anna Karim Lucia Tomas Grace Henrik Mei Omar Nadia Victor Elena Samuel Ingrid Rafael Leila Marek Joan Pavel
Amara Bruno Celeste Dmitri Esther Farid Gloria Hassan Irina Jonas Keiko Lars Miriam Nikolai Olga Pedro Rosa Stefan
Teresa Umar Vera Walter Yasmin Zoran Adele Boris Clara Daniel Emma Felix Greta Hugo"""
)
PLACES = _words(
    """Marseille Nairobi Gdansk Valparaiso Izmir Osaka Tallinn Accra Cork Porto Leipzig Lyon Turin Seville Bergen
Malmo Antwerp Krakow Brno Split Varna Odesa Tbilisi Baku Lahore Mumbai Chennai Hanoi Busan Cebu Perth Durban Kano Dakar
Tunis Oran Basra Aleppo Haifa Quito Lima Cordoba Recife Medellin Tampa Denver Omaha Calgary Halifax Bristol Leeds
Cardiff
Dresden Hamburg Toulouse Nantes Genoa Palermo Bilbao Valencia Zaragoza Lublin Poznan Szeged Cluj Plovdiv Skopje Tirana
Kharkiv Lviv Minsk Kazan Omsk Almaty Tashkent Kabul Herat Karachi Delhi Kolkata Dhaka Yangon Bangkok Jakarta Surabaya
Manila Taipei Nagoya Sapporo Brisbane Auckland Lagos Abuja Kampala Lusaka Harare Maputo Luanda Kinshasa Bamako Rabat
Cairo Beirut Amman Mosul Tabriz Shiraz Caracas Bogota Cali Guayaquil Asuncion Rosario Santos Belem Havana Guatemala
Tijuana Phoenix Austin Memphis Boston Seattle Winnipeg Montreal"""
)
OFFICES = (
    *("President", "Prime Minister", "Foreign Minister", "Defence Minister", "Finance Minister", "Health Minister"),
    *("Governor", "Mayor", "Senator", "Archbishop", "General", "Ambassador"),
)
SIDES = _words(
    """farmers miners teachers nurses dockers students drivers pilots fishermen pensioners traders villagers tenants
engineers weavers herders"""
)
THINGS = _words(
    """bridge harbour school railway market dam clinic airport mine stadium tunnel pipeline library tower mill bakery
foundry shipyard refinery orchard quarry theatre museum barracks warehouse depot brewery cannery hospital prison
lighthouse reservoir"""
)
MATTERS = _words(
    """grain steel fishing rail pension water energy border school harbour mining housing farm tax airport language
forest coal sugar timber cotton copper gas fuel milk fertiliser textile postal bank land press court copyright"""
)
TONES = _words(
    """wet dry cold quiet narrow crowded old new steep empty costly rusty bright muddy busy remote hasty careful long
short open closed early late"""
)
STUFF = _words(
    """ledger ferry roof valve wagon orchard fence bell lamp choir lorry canal clerk stove ladder cellar meadow
sluice turbine gate engine crane kiln cable boiler barge hedge saddle plank anchor barrel kettle shutter mortar pulley
rudder thatch gravel lantern drawbridge signpost vineyard beehive haystack workshop trolley tramway paddock greenhouse
boathouse cloister archive furnace chimney staircase balcony courtyard fountain kiosk laundry nursery pavilion rectory
sawmill tannery turnpike viaduct wharf windmill"""
)

# Of each kind of story: the ways to tell what happened first, then the ways to tell what else did.
KINDS: Sequence[Sequence[Sequence[str]]] = (
    (("Gunmen attacked a {thing} near {village} in {place} on {day}, killing {number} people.",
      "{number} people were killed on {day} when gunmen attacked the {thing} at {village}, outside {place}.",
      "An attack on the {thing} of {village} left {number} people dead on {day}, officials in {place} said."),
     ("Police arrested {other} in {place} on {next}.", "{other} was arrested on {next}, police in {place} said."),
     ("{who} condemned the attack.", "The attack was condemned by {who}."),
     ("The army sent troops to {village}.", "Troops were deployed in {village}.")),
    (("{who} visited {place} on {day} to open a {thing} of {firm}.",
      "On {day} {who} arrived in {place}, where {firm} has built a {thing}.",
      "{who} travelled to {place} on {day} and toured the {thing} of {firm}."),
     ("{who} met {other} there to discuss {matter} prices.", "{who} and {other} held talks about {matter} prices."),
     ("{other} promised to lower the {matter} tax.", "{other} pledged a lower {matter} tax.")),
    (("A court in {place} sentenced {other} to {number} years in prison on {day} for fraud at {firm}.",
      "{other} was sentenced on {day} to {number} years in prison over the {firm} affair, a {place} court said."),
     ("{other} said an appeal would be filed.", "Lawyers for {other} announced an appeal."),
     ("{firm} dismissed its director {third} on {next}.", "{third}, director of {firm}, was dismissed on {next}.")),
    (("{who} resigned on {day} after a dispute about the {matter} budget of {place}.",
      "{who} stepped down on {day} over {place}'s {matter} budget."),
     ("{other} was appointed to the post on {next}.", "{third} appointed {other} as successor on {next}."),
     ("{firm} welcomed the resignation.", "The resignation was welcomed by {firm}.")),
    (("Thousands of {side} protested in {place} on {day} against the {matter} law.",
      "A {matter} law brought thousands of {side} to the streets of {place} on {day}."),
     ("Police used tear gas and arrested {number} {side}.", "{number} {side} were arrested when police used tear gas."),
     ("{who} refused to withdraw the law.", "{who} said the law would not be withdrawn.")),
    (("A fire at the {thing} of {firm} in {village} near {place} killed {number} workers on {day}.",
      "{number} workers died on {day} in a fire that destroyed the {firm} {thing} at {village}, near {place}."),
     ("{who} visited the survivors on {next}.", "On {next} {who} met survivors."),
     ("Prosecutors in {place} opened an investigation into {firm}.", "{firm} is being investigated in {place}.")),
    (("{who} and {other} signed a {matter} agreement in {place} on {day}.",
      "A {matter} agreement was signed in {place} on {day} by {who} and {other}."),
     ("{third} rejected the agreement.", "The agreement was rejected by {third}."),
     ("{firm} will supply {place} under the deal.", "Under the deal {firm} supplies {place}.")),
    (("The {side} of {firm} went on strike in {place} on {day}, demanding higher wages.",
      "A strike of {side} at {firm} began in {place} on {day}."),
     ("{third} offered talks with the {side}.", "Talks were offered to the {side} by {third}."),
     ("{who} urged both sides to return to work.", "{who} called on both sides to go back to work.")),
    (("Floods near {place} destroyed {number} houses in {village} on {day}.",
      "{number} houses in {village} were destroyed on {day} when floods hit the {place} region."),
     ("{who} declared a state of emergency on {next}.", "A state of emergency was declared by {who} on {next}."),
     ("Rescuers evacuated {number} {side} from {village}.", "{number} {side} were evacuated from {village}.")),
    (("{who} threatened sanctions against {firm} on {day} over the {matter} dispute.",
      "Over the {matter} dispute {who} threatened on {day} to sanction {firm} of {place}."),
     ("{third} of {firm} denied any wrongdoing.", "{firm}'s {third} denied wrongdoing."),
     ("{other} imposed a ban on {matter} exports on {next}.", "A ban on {matter} exports was imposed on {next}.")),
    (("{who} announced on {day} that {place} would hold an election for mayor next year.",
      "An election for mayor will be held in {place} next year, {who} said on {day}."),
     ("{other} launched a campaign in {village}.", "In {village} {other} started campaigning."),
     ("{third} criticised the plan.", "The plan was criticised by {third}.")),
    (("A bus carrying {side} crashed near {village} on {day}, injuring {number} people, {place} police said.",
      "{number} people were injured on {day} when a bus with {side} overturned at {village}, close to {place}."),
     ("The driver, {third}, was detained.", "Police detained the driver, {third}."),
     ("{firm}, which owns the bus, apologised on {next}.", "{firm} apologised on {next}.")),
)  # fmt: skip
BACK = (
    "The {tone} {stuff} behind the {stuff2} is older than the {thing} itself.",
    "Neighbours of the {stuff} remember a {tone} {stuff2} and little else.",
    "Between {place} and {village} there is a {tone} {stuff} that few people use.",
    "The {matter} trade depends on one {tone} {stuff} and a {stuff2}.",
    "Nobody knows who owns the {stuff}, the {tone} {stuff2} or the land around them.",
)
QUOTES = (
    "“We have a {tone} {stuff} and no {stuff2},” {third} said.",
    "“The {stuff} was {tone},” said {other}, who lives near the {stuff2}.",
    "“Not even the {stuff2} is left of the {stuff},” {third} told reporters.",
)
COMEBACK = (
    "The {thing} had been in the news since {old}, when {was} came to {village2}.",
    "On {old} {was} had already visited {village2} because of the {matter} dispute.",
)


class Story(msgspec.Struct):
    """What happened, on which day, and who takes part."""

    number: int
    kind: int
    day: date
    names: dict[str, str]
    told: int  # in how many articles
    old: int | None  # the story that it comes back to


def syllables(rng: random.Random, parts: int) -> str:
    """A made-up name."""
    return "".join(rng.choice("bdfghklmnprstvz") + rng.choice(("a", "e", "i", "o", "u", "an", "or", "el"))
                   for _ in range(parts)).capitalize()  # fmt: skip


def story(number: int) -> Story:
    """The same story for the same number."""
    rng = random.Random(f"story {number}")  # noqa: S311 - made-up news, here and below
    leader = random.Random(f"leader {min(rng.randrange(400), rng.randrange(400))}")  # noqa: S311 - some are often heard
    people = [f"{rng.choice(FIRST)} {syllables(rng, 3)}" for _ in range(2)]
    names = {
        "who": f"{leader.choice(OFFICES)} {leader.choice(FIRST)} {syllables(leader, 3)}",
        "other": people[0], "third": people[1],
        "place": PLACES[min(rng.randrange(len(PLACES)), rng.randrange(len(PLACES)))],
        "village": syllables(rng, 3), "firm": f"{syllables(rng, 2)} {rng.choice(MATTERS).capitalize()}",
        "thing": rng.choice(THINGS), "matter": rng.choice(MATTERS), "side": rng.choice(SIDES),
        "number": str(rng.randrange(3, 80)),
    }  # fmt: skip
    told = min(MOST, FEWEST + int(rng.expovariate(1 / MEAN_MORE)))
    old = rng.randrange(number) if number and rng.random() < LATER else None
    return Story(number, rng.randrange(len(KINDS)), START + timedelta(days=number // DAILY), names, told, old)


def _text(found: Story, rng: random.Random) -> str:
    """One outlet's words for a story."""
    day = found.day + timedelta(days=rng.choice((-1, 1)) if rng.random() < WRONG else 0)
    names = dict(found.names)
    plain = rng.random() < WEEKDAY
    for name, when in (("day", day), ("next", day + timedelta(days=1))):
        names[name] = f"{when:%A}" if plain else f"{when:%B} {when.day}"
    first, *others = KINDS[found.kind]
    told = [rng.choice(first), *(rng.choice(ways) for ways in others if rng.random() < 0.75)]
    told += rng.sample(BACK, rng.randrange(2, 4)) + rng.sample(QUOTES, rng.randrange(1, 3))
    if found.old is not None:
        was = story(found.old)
        old = f"{was.day:%B} {was.day.day}, {was.day.year}"
        names |= {"old": old, "was": was.names["who"], "village2": was.names["village"]}
        told.append(rng.choice(COMEBACK))
    lines = []
    for line in told:
        words = {"tone": rng.choice(TONES), "stuff": rng.choice(STUFF), "stuff2": rng.choice(STUFF)}
        lines.append(line.format(**names, **words))
    return " ".join(lines)


def _articles_of(found: Story) -> Iterator[tuple[int, dict[str, object]]]:
    """The articles of a story, each with how many days after it they come out."""
    rng = random.Random(f"articles {found.number}")  # noqa: S311
    texts: list[str] = []
    for n in range(found.told):
        copied = bool(texts) and rng.random() < COPIES
        texts.append(rng.choice(texts) if copied else _text(found, rng))
        late = rng.choice((0, 0, 1, 1, 2))
        published = None if rng.random() < UNDATED else (found.day + timedelta(days=late)).isoformat()
        outlet = rng.randrange(60)
        yield late, {
            "url": f"https://outlet{outlet}.example/{found.number}/{n}",
            "source": f"Outlet {outlet}",
            "published": published,
            "text": texts[-1],
        }  # fmt: skip


def rows() -> Iterator[dict[str, object]]:
    """All articles for ever, day by day."""
    waiting: dict[int, list[dict[str, object]]] = {}
    day = 0
    while True:
        for number in range(day * DAILY, (day + 1) * DAILY):
            for late, row in _articles_of(story(number)):
                waiting.setdefault(day + late, []).append(row)
        yield from waiting.pop(day, [])
        day += 1


def articles(first: int, number: int) -> Iterator[Article]:
    """Some of the articles, counted from the first day on."""
    for row in islice(rows(), first, first + number):
        made = article_from_json(row, str(row["url"]))
        if isinstance(made, Rejected):
            raise TypeError(made.reason)
        yield made
