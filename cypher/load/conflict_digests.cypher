// The conflicts that the graph holds
MATCH (c:Timeline) WHERE c.record = 'conflict' AND c.id IS NOT NULL
RETURN c.id AS id, c.digest AS digest
