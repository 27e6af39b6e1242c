// What the graph holds, by unit
UNWIND ['source', 'entity', 'article', 'rejected', 'event', 'decision', 'day'] AS record
MATCH (n:Timeline) WHERE n.record = record AND n.id IS NOT NULL
RETURN record, n.id AS id, n.unit AS unit, n.digest AS digest
