// Human decisions and what they bear upon
// $limit = 1000
MATCH (d:Timeline)
WHERE d.record = 'decision' AND d.id IS NOT NULL
RETURN properties(d) AS decision,
  COLLECT { MATCH (d)-[:DECIDES]->(n:Timeline) RETURN {record: n.record, id: n.id, title: n.title} } AS bears
ORDER BY d.id
LIMIT $limit
