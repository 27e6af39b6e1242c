// Is there anything of ours but the projection's own nodes?
UNWIND ['source', 'entity', 'article', 'rejected', 'event', 'assertion'] AS record
MATCH (n:Timeline) WHERE n.record = record AND n.id IS NOT NULL
RETURN n.id AS id
LIMIT 1
