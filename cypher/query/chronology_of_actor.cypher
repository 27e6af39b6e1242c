// Chronology of an actor
// What an entity took part in, in whatever role; of somebody who is in the news every day, see chronology_search.
// $actor = 'name:vladimir putin'
// $since = date('2025-03-01')
// $until = date('2025-03-31')
// $limit = 100
MATCH (:Timeline {record: 'entity', id: $actor})<-[r:INVOLVES]-(e:Event&Timeline)
WHERE e.first <= $until AND e.last >= $since
WITH e, collect(DISTINCT r.role) AS roles
RETURN e.first AS first, e.last AS last, e.type AS type, e.title AS title, roles, e.factuality AS factuality,
  e.independentSources AS sources, e.conflict AS conflict, e.id AS id
ORDER BY first, last, id
LIMIT $limit
