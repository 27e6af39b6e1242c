// Every assertion, reading and conflict of ours, to compare with what should be there
UNWIND ['assertion', 'reading', 'conflict'] AS record
MATCH (n:Timeline) WHERE n.record = record AND n.id IS NOT NULL
RETURN record, n.id AS id
