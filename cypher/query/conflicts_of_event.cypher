// Conflicts about one event
// $event = 'evt-000000000000000000000000'
// $kind = null
// $cause = null
// $status = null
// $limit = 10
MATCH (e:Timeline {record: 'event', id: $event})<-[:CONCERNS]-(c:Conflict&Timeline)
WHERE ($kind IS NULL OR c.kind = $kind) AND ($cause IS NULL OR c.cause = $cause) AND ($status IS NULL OR c.status = $status)
RETURN properties(c) AS conflict, e.title AS title,
  COLLECT { MATCH (c)-[b:BETWEEN]->(r:Reading) RETURN {p: properties(r), rank: b.rank} } AS readings
ORDER BY c.id
LIMIT $limit
