// Chronology between two days
// Every event whose interval shares a day with the period. A star stands for any, so that a filter has one type whether
// it is given or not. With $dated false the period must be all days, and events without a day are meant, too.
// $dated = true
// $since = date('2025-03-01')
// $until = date('2025-03-31')
// $type = 'CONSULT'
// $factuality = ['happened', 'ongoing']
// $min_sources = 1
// $actors = ['*']
// $places = ['*']
// $country = '*'
// $sources = ['*']
// $limit = 100
MATCH (p:Timeline {record: 'projection', id: 'chronology'})
WITH $since - duration({days: p.longest}) AS start
CALL (start) {
  MATCH (e:Event&Timeline)
  USING INDEX e:Event(first, last, id)
  WHERE e.first >= start AND e.first <= $until AND e.last IS NOT NULL AND e.id IS NOT NULL
    AND ($type = '*' OR e.type = $type OR e.type STARTS WITH $type + '.')
    AND ('*' IN $factuality OR e.factuality IN $factuality)
    AND ($min_sources = 0 OR e.independentSources >= $min_sources)
    AND (NOT $dated OR (e.latest >= $since AND e.earliest <= $until))
    AND ('*' IN $actors OR EXISTS { (e)-[:INVOLVES]->(actor:Entity) WHERE actor.id IN $actors })
    AND ('*' IN $places OR EXISTS {
      (e)-[at:AT]->(place:Entity) WHERE place.id IN $places OR at.within IN $places OR at.country = $country })
    AND ('*' IN $sources OR EXISTS {
      (e)<-[:ABOUT]-(:Assertion)-[:STATED_IN]->(:Article)-[:PUBLISHED_BY]->(source:Source) WHERE source.id IN $sources })
  WITH e ORDER BY e.first, e.last, e.id LIMIT $limit
  RETURN e
}
RETURN e.id AS id, e.first AS first, e.last AS last, e.type AS type, e.title AS title,
  e.independentSources AS sources, e.conflict AS conflict, e.onDay AS onDay
ORDER BY first, last, id
