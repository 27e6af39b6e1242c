// Days with events: how many, the first and the last of each
// Counts events that are known to the day, on the day on which they happened or began; all filters may be null.
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
MATCH (p:Timeline {record: 'projection', id: 'chronology'})
WITH CASE WHEN $since IS NULL THEN date('0001-01-01') ELSE $since - duration({days: coalesce(p.longest, 40000)}) END AS start
MATCH (e:Event&Timeline)
USING INDEX e:Event(first, last, id)
WHERE e.first >= start AND e.first <= coalesce($until, date('9999-12-31')) AND e.last IS NOT NULL AND e.id IS NOT NULL
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
  AND e.onDay
WITH e ORDER BY e.first, e.last, e.id
WITH e.first AS day, collect(e.id) AS ids
RETURN day, size(ids) AS events, head(ids) AS before, last(ids) AS after
ORDER BY day
LIMIT $limit
