// With whom an entity appears most
// $actor = 'name:vladimir putin'
// $limit = 25
MATCH (n:Timeline {record: 'entity', id: $actor})<-[:INVOLVES]-(e:Event&Timeline)-[:INVOLVES]->(other:Entity)
WHERE other <> n AND e.digest IS NOT NULL
RETURN other.id AS id, other.name AS name, count(DISTINCT e) AS events, min(e.earliest) AS first, max(e.latest) AS last
ORDER BY events DESC, name, id
LIMIT $limit
