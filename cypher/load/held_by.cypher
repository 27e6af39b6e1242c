// Who vouches for an assertion
UNWIND $rows AS row
MATCH (a:Timeline {record: 'assertion', id: row.assertion})
MATCH (n:Timeline {record: 'entity', id: row.to})
CREATE (a)-[:HELD_BY]->(n)
