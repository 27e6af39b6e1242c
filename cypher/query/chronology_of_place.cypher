// Chronology of a place
// What happened in a place, in the region around it, or in a country.
// $since = date('2025-03-01')
// $until = date('2025-03-31')
// $type = 'CONSULT'
// $factuality = ['happened', 'ongoing']
// $min_sources = 1
// $actors = null
// $places = ['name:kursk']
// $country = 'RUS'
// $sources = null
// $words = null
// $limit = 100
CALL () {
  UNWIND $places AS place
  MATCH (:Timeline {record: 'entity', id: place})<-[:AT]-(e:Event&Timeline)
  RETURN e
  UNION
  UNWIND $places AS place
  MATCH ()-[at:AT {within: place}]->() WITH startNode(at) AS e
  RETURN e
  UNION
  MATCH ()-[at:AT {country: $country}]->() WITH startNode(at) AS e
  RETURN e
}
WITH e
WHERE e:Event&Timeline AND e.first IS NOT NULL
  AND ($type IS NULL OR e.type = $type OR e.type STARTS WITH $type + '.')
  AND (size($factuality) = 0 OR e.factuality IN $factuality)
  AND ($min_sources IS NULL OR e.independentSources >= $min_sources)
  AND ($since IS NULL OR (e.latest >= $since AND e.earliest IS NOT NULL))
  AND ($until IS NULL OR (e.earliest <= $until AND e.latest IS NOT NULL))
  AND ($actors IS NULL OR EXISTS { (e)-[:INVOLVES]->(actor:Entity) WHERE actor.id IN $actors })
  AND ($sources IS NULL OR EXISTS {
    (e)<-[:ABOUT]-(:Assertion)-[:STATED_IN]->(:Article)-[:PUBLISHED_BY]->(source:Source) WHERE source.id IN $sources })
  AND ($words IS NULL OR all(word IN $words WHERE word IN split(e.search, ' ')))
RETURN e.id AS id, e.first AS first, e.last AS last, e.type AS type, e.title AS title,
  e.independentSources AS sources, e.conflict AS conflict, e.onDay AS onDay
ORDER BY first, last, id
LIMIT $limit
