// Chronology of what matches words, people, places, sources or types
// $search is in Lucene's words: each with a plus before it, folded (lower case, no accents), brackets for either of several.
// Beside the words of its title and quotes an event has a term for each a_actor, p_place, c_country, s_source, t_type,
// f_factuality and number n_2 to n_9 of sources. What is found often is looked for month by month until there is enough.
// A star stands for any, as in chronology.
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
  WHERE e:Event&Timeline AND e.first IS NOT NULL
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
WITH e LIMIT $limit
RETURN e.id AS id, e.first AS first, e.last AS last, e.type AS type, e.title AS title,
  e.independentSources AS sources, e.conflict AS conflict, e.onDay AS onDay
ORDER BY first, last, id
