"""Invented stories of several messy pages: what the sources dispute is shown, and nothing else."""

import json

from command import Inside

BLAZE = [
    {
        "source": "Harbour Herald",
        "published": "2024-06-09T21:15:00+02:00",
        "title": "Blaze on ferry off Norvik kills four",
        "text": "NORVIK - Four people died and 23 were injured after a fire broke out on the ferry Saint Clara early "
        "on Saturday, the port authority said on Sunday.\n\nThe ship was carrying 312 passengers when flames were seen "
        "on the car deck.\n\nTransport Minister Laura Holm will travel to Norvik on Tuesday to meet survivors.",
    },
    {
        "source": "Balt Wire",
        "published": "2024-06-10T08:00:00+02:00",
        "title": "Three dead in ferry blaze",
        "text": "Three people were killed when a fire broke out on the ferry Saint Clara near Norvik on Sunday, coast "
        "guard officials said.\n\nRescuers took 308 people off the ship.",
    },
    {
        "source": "Gazette",
        "published": "2024-06-11",
        "title": "Minister meets survivors",
        "text": "Transport Minister Laura Holm met survivors of the blaze in Norvik on Tuesday and promised tougher "
        "rules.\n\nDockers had blocked the port gates for two hours on Monday evening.",
    },
]
RAID = [
    {
        "source": "Coast Daily",
        "published": "2023-08-21T07:10:00+03:00",
        "title": "Gunmen storm hotel in Mirado, killing seven",
        "text": "MIRADO - Gunmen attacked a beachfront hotel in the city of Mirado on Sunday evening, killing seven "
        "people before soldiers ended the siege, police said.\n\nIn 2019, militants attacked another hotel in Mirado, "
        "killing 26 people.",
    },
    {
        "source": "Gulf Wire",
        "published": "2023-08-21",
        "title": "Militants attack Mirado hotel",
        "text": "Militants attacked a hotel in Mirado on Saturday, killing seven people, residents and police said.",
    },
    {
        "source": "Hill Post",
        "published": "2023-08-25",
        "title": "Two killed on the border",
        "text": "Soldiers killed two militants in an ambush near the northern border on Thursday, the army said.",
    },
]


def told(folder, pages):
    """The date and toll conflicts, and all events, of a run over the pages."""
    (folder / "in").mkdir()
    lines = "".join(json.dumps(page) + "\n" for page in pages)
    (folder / "in" / "pages.jsonl").write_text(lines)
    command = Inside(folder)
    assert command("run", "in").code == 0
    records = [json.loads(line) for line in command("export", "records").out.splitlines()]
    return [r for r in records if r["record"] == "conflict"], [r for r in records if r["record"] == "event"]


def test_one_fire_with_two_days_and_two_tolls(tmp_path):
    conflicts, events = told(tmp_path, BLAZE)
    assert sorted(c["kind"] for c in conflicts) == ["date", "toll"]
    assert len({c["event"] for c in conflicts}) == 1
    (fire,) = [e for e in events if e["id"] == conflicts[0]["event"]]
    assert fire["date"]["edtf"] == "[2024-06-08,2024-06-09]"
    said = next(c["explanation"] for c in conflicts if c["kind"] == "date")
    assert "Saturday, June 8" in said
    assert "Balt Wire" in said


def test_one_raid_on_two_days_beside_an_older_one_and_a_skirmish(tmp_path):
    conflicts, events = told(tmp_path, RAID)
    (conflict,) = conflicts
    assert (conflict["kind"], conflict["days_apart"]) == ("date", 1)
    attacks = {e["date"]["edtf"] for e in events if e["type"].startswith("ASSAULT") and e["factuality"] == "happened"}
    assert attacks >= {"2019", "2023-08-24"}


def test_the_order_of_the_pages_changes_nothing(tmp_path):
    conflicts, _ = told(tmp_path, BLAZE[::-1])
    assert {c["kind"] for c in conflicts} == {"date", "toll"}
