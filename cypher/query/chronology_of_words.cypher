// Chronology of what mentions some words
// Full-text search: $search is the words, each with a plus before it, folded as the engine folds them (lower case, no accents).
// $since = date('2025-03-01')
// $until = date('2025-03-31')
// $type = 'CONSULT'
// $factuality = ['happened', 'ongoing']
// $min_sources = 1
// $actors = null
// $places = null
// $country = null
// $sources = null
// $limit = 100
// $search = '+command +post'
CALL db.index.fulltext.queryNodes('timeline_text', $search) YIELD node AS e
WITH e
WHERE e:Event&Timeline AND e.first IS NOT NULL
  AND ($type IS NULL OR e.type = $type OR e.type STARTS WITH $type + '.')
  AND (size($factuality) = 0 OR e.factuality IN $factuality)
  AND ($min_sources IS NULL OR e.independentSources >= $min_sources)
  AND ($since IS NULL OR (e.latest >= $since AND e.earliest IS NOT NULL))
  AND ($until IS NULL OR (e.earliest <= $until AND e.latest IS NOT NULL))
  AND ($actors IS NULL OR EXISTS { (e)-[:INVOLVES]->(actor:Entity) WHERE actor.id IN $actors })
  AND ($places IS NULL OR EXISTS {
    (e)-[at:AT]->(place:Entity) WHERE place.id IN $places OR at.within IN $places OR at.country = $country })
  AND ($sources IS NULL OR EXISTS {
    (e)<-[:ABOUT]-(:Assertion)-[:STATED_IN]->(:Article)-[:PUBLISHED_BY]->(source:Source) WHERE source.id IN $sources })
RETURN e.id AS id, e.first AS first, e.last AS last, e.type AS type, e.title AS title,
  e.independentSources AS sources, e.conflict AS conflict, e.onDay AS onDay
ORDER BY first, last, id
LIMIT $limit
