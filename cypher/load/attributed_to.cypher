// Whose word an assertion is
UNWIND $rows AS row
MATCH (a:Timeline {record: 'assertion', id: row.assertion})
MATCH (n:Timeline {record: 'entity', id: row.to})
CREATE (a)-[:ATTRIBUTED_TO {kind: row.kind}]->(n)
