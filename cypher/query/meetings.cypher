// Who met whom, and when
// Events of consultation in which an entity takes part, with everybody else in them.
// $actor = 'name:vladimir putin'
// $type = 'CONSULT'
// $since = date('2025-01-01')
// $until = date('2025-12-31')
// $limit = 100
MATCH (n:Timeline {record: 'entity', id: $actor})<-[:INVOLVES]-(e:Event&Timeline)
WHERE e.type STARTS WITH $type AND e.factuality IN ['happened', 'ongoing'] AND e.first <= $until AND e.last >= $since
MATCH (e)-[:INVOLVES]->(other:Entity)
WHERE other <> n
RETURN e.earliest AS day, e.id AS id, e.title AS title, other.name AS met, other.id AS entity
ORDER BY e.first, id, met
LIMIT $limit
