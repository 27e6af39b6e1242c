"""One event as an evidence card."""

from __future__ import annotations

from rich.text import Text

from timeline.cli.output import console, say
from timeline.cli.render.words import named, outlet, parties, toll
from timeline.export.words import day, plural
from timeline.model.records import ArticleRecord, EventRecord, Member, Reading, UndatedRecord
from timeline.store.port import Store


def event(record: EventRecord | UndatedRecord, store: Store) -> None:
    """Print everything that is known of an event: who, where, when, who says so in which words."""
    out = console()
    articles = {a.id: a for a in store.articles({m.article for m in record.assertions})}
    out.print(Text(record.title, style="bold"))
    out.print(f"{record.id}   {record.type}   {record.factuality.replace('_', ' ')}")
    region = [record.place.within] if record.place and record.place.within else []
    for label, value in _facts(record, {e.id: e.name for e in store.entities(region)}):
        say(out, Text.assemble((f"{label:<8}", "cyan"), value), 2)
    if isinstance(record, UndatedRecord):
        say(out, Text(f"no day: {record.reason}", style="yellow"), 2)
        _members(record.assertions, articles)
        return
    conflict = next(iter(store.conflicts(event=record.id)), None)
    if conflict:
        say(out, Text(f"! {conflict.explanation}", style="bold red"), 2)
    left = {m.id: m for m in record.assertions}
    for number, reading in enumerate(record.readings, 1):
        out.print()
        out.print(Text(_heading(number, reading), style="bold"))
        _members([left.pop(id_) for id_ in reading.assertions if id_ in left], articles)
    if left:
        out.print()
        out.print(Text("no day of their own" if record.readings else "said by", style="bold"))
        _members(list(left.values()), articles)
    _links(record, store)


def _facts(record: EventRecord | UndatedRecord, names: dict[str, str]) -> list[tuple[str, str]]:
    facts = [("who", parties(record))]
    if record.place:
        region = names.get(record.place.within or "", record.place.within)
        inside = ", ".join(p for p in (region, record.place.country) if p)
        facts.append(("where", f"{record.place.name} ({inside})" if inside else record.place.name))
    if isinstance(record, EventRecord):
        facts.append(("when", day(record.readings[0].edtf if record.readings else record.date.edtf)))
    facts.append(("toll", toll(record.toll)))
    facts.append(("sources", f"{record.independent_sources} independent"))
    return [(label, value) for label, value in facts if value]


def _heading(number: int, reading: Reading) -> str:
    extra = [toll(reading.toll), reading.factuality or ""]
    said = "; ".join(part for part in extra if part)
    date = day(reading.edtf) if reading.earliest else said or "no day"
    detail = f" ({said})" if said and reading.earliest else ""
    sources = plural(reading.independent_sources, "independent source")
    return f"reading {number}: {date}{detail}, {sources}, {reading.basis}"


def _members(members: list[Member], articles: dict[str, ArticleRecord]) -> None:
    """Every sentence once, with the assertions that it carries."""
    out = console()
    names = {id_: outlet(article) for id_, article in articles.items()}
    spoken: dict[tuple[str, str], list[Member]] = {}
    for member in members:
        spoken.setdefault((member.article, " ".join(member.quote.split())), []).append(member)
    for (article_id, quote), carried in spoken.items():
        article = articles.get(article_id)
        published = f", published {_published(article)}" if article else ""
        say(out, Text(f"“{quote}”"), 2)
        marks = "; ".join(dict.fromkeys(_mark(member) for member in carried))
        ids = " ".join(member.id for member in carried)
        say(out, Text(f"{named(article_id, names)}{published} ({marks}) {ids}", style="dim"), 4)


def _mark(member: Member) -> str:
    marks = [f"{member.edtf}, {member.basis}" if member.basis != "none" else "gives no day"]
    if member.factuality not in ("happened", "ongoing"):
        marks.append(member.factuality)
    voice = member.holder or (member.attribution.source if member.attribution else None)
    if voice:
        marks.append(f"word of {voice.name}")
    return ", ".join(marks)


def _published(article: ArticleRecord) -> str:
    published = article.published
    days = published.value or (
        f"{published.earliest} to {published.latest}" if published.earliest else "on an unknown day"
    )
    return f"{days} ({published.basis})" if published.basis in ("inferred", "decided") else days


def _links(record: EventRecord, store: Store) -> None:
    if not record.links:
        return
    out = console()
    out.print()
    for link in record.links:
        other = store.event(link.event)
        line = f"{link.kind.replace('_', ' ')}: {other.date.edtf} {other.title} ({link.event})"
        say(out, Text(line), 2)
