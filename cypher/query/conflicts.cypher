// Conflicts between sources
// Each with the dates that it is between, strongest first; kind, cause and status may be null.
// $kind = 'date'
// $cause = null
// $status = 'open'
// $limit = 100
UNWIND CASE WHEN $kind IS NULL THEN ['date', 'toll', 'occurrence'] ELSE [$kind] END AS kind
MATCH (c:Conflict&Timeline)
WHERE c.kind = kind AND c.status IS NOT NULL AND c.cause IS NOT NULL
  AND ($cause IS NULL OR c.cause = $cause) AND ($status IS NULL OR c.status = $status)
OPTIONAL MATCH (c)-[:CONCERNS]->(e:Event)
RETURN properties(c) AS conflict, e.title AS title,
  COLLECT { MATCH (c)-[b:BETWEEN]->(r:Reading) RETURN {p: properties(r), rank: b.rank} } AS readings
ORDER BY coalesce(e.first, date('9999-12-31')), c.id
LIMIT $limit
