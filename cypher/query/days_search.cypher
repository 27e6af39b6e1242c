// Days with events that match words, people, places, sources or types, by year: as in days
// Parameters as in chronology_search; counts events that are known to the day, on the day on which they happened or began.
// $search = '+command +post +a_name_vladimir_putin +(p_geo_kursk c_rus)'
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
// $many = 1000
// $limit = 100
MATCH (p:Timeline {record: 'projection', id: 'chronology'})
WITH p.windows AS windows, p.windowFirst AS firsts, p.windowLast AS lasts,
  $since - duration({days: p.longest}) AS start
CALL () {
  CALL db.index.fulltext.queryNodes('timeline_text', $search, {limit: $many}) YIELD node
  RETURN count(node) AS found
}
UNWIND CASE WHEN found < $many THEN ['']
  ELSE [i IN range(0, size(windows) - 1)
    WHERE lasts[i] >= start AND firsts[i] <= $until | ' +' + windows[i]] END AS window
CALL (window) {
  CALL db.index.fulltext.queryNodes('timeline_text', $search + window) YIELD node AS e
  WITH e
  WHERE e:Event&Timeline AND e.onDay
    AND ($type = '*' OR e.type = $type OR e.type STARTS WITH $type + '.')
    AND ('*' IN $factuality OR e.factuality IN $factuality)
    AND ($min_sources = 0 OR e.independentSources >= $min_sources)
    AND (NOT $dated OR (e.latest >= $since AND e.earliest <= $until))
    AND ('*' IN $actors OR EXISTS { (e)-[:INVOLVES]->(actor:Entity) WHERE actor.id IN $actors })
    AND ('*' IN $places OR EXISTS {
      (e)-[at:AT]->(place:Entity) WHERE place.id IN $places OR at.within IN $places OR at.country = $country })
    AND ('*' IN $sources OR EXISTS {
      (e)<-[:ABOUT]-(:Assertion)-[:STATED_IN]->(:Article)-[:PUBLISHED_BY]->(source:Source) WHERE source.id IN $sources })
  WITH e ORDER BY e.first, e.last, e.id
  WITH e.first AS day, collect(e.id) AS ids
  RETURN toString(day) AS day, size(ids) AS events, head(ids) AS before, last(ids) AS after
}
WITH day, events, before, after ORDER BY day LIMIT $limit
RETURN left(day, 4) AS year, collect([day, events, before, after]) AS days
ORDER BY year
