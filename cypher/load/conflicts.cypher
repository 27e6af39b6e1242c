// Conflicts; one that concerned another event before loses its readings there
UNWIND $rows AS row
MATCH (e:Timeline {record: 'event', id: row.event})
MERGE (c:Timeline {record: 'conflict', id: row.p.id})
SET c:Conflict, c = row.p
WITH c, e
CALL (c) {
  MATCH (c)-[old:CONCERNS|BETWEEN]->()
  DELETE old
}
CREATE (c)-[:CONCERNS]->(e)
