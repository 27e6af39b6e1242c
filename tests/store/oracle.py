"""What a `Query` means, said in plain Python over records: the judge of every store."""

from timeline.store.derive import entity_names
from timeline.store.port import Query
from timeline.store.text import name_words, words


def matching(chronology, query: Query):
    names = entity_names(chronology)
    sources = {article.id: article.source for article in reversed(chronology.articles)}
    found = [event for event in chronology.events if _matches(event, query, names, sources)]
    return found if query.limit is None else found[: max(0, query.limit)]


def _matches(event, query, names, sources):
    first, last = event.date.earliest, event.date.latest
    if (query.since or query.until) and (first is None or last is None):
        return False
    parties = [party.entity for party in (*event.actors, *event.recipients)]
    around = [event.place.entity, event.place.within] if event.place else []
    country = event.place.country if event.place else None
    told = [sources.get(member.article) for member in event.assertions]
    return (
        (query.since is None or last >= query.since)
        and (query.until is None or first <= query.until)
        and (query.type is None or event.type == query.type or event.type.startswith(query.type + "."))
        and (not query.factuality or event.factuality in query.factuality)
        and (query.min_sources is None or event.independent_sources >= query.min_sources)
        and (query.actor is None or any(_called(entity, query.actor, names) for entity in parties))
        and (
            query.place is None
            or (country is not None and country == query.place.upper())
            or any(_called(entity, query.place, names) for entity in around if entity)
        )
        and (query.source is None or any(_has(source, query.source) for source in told if source is not None))
        and (query.text is None or _says(event, query.text))
    )


def _called(entity, wanted, names):
    asked = set(name_words(wanted))
    return entity == wanted or (bool(asked) and any(asked <= set(name.split()) for name in names.get(entity, [])))


def _has(source, wanted):
    asked = set(name_words(wanted))
    return source == wanted or (bool(asked) and asked <= set(name_words(source)))


def _says(event, text):
    asked = set(words(text))
    said = set(words(event.title)).union(*(words(member.quote) for member in event.assertions))
    return bool(asked) and asked <= said
