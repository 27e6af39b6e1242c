// Assertions that may be there already, perhaps about another event
UNWIND $rows AS row
MATCH (e:Timeline {record: 'event', id: row.event})
MATCH (b:Timeline {record: 'article', id: row.article})
MERGE (a:Timeline {record: 'assertion', id: row.id})
SET a:Assertion
WITH a, e, b, row, a.recordedAt AS at
SET a = row.p
SET a.recordedAt = at
WITH a, e, b
CALL (a) {
  MATCH (a)-[old:ABOUT|STATED_IN|HELD_BY|ATTRIBUTED_TO|CONTENT_OF]->()
  DELETE old
}
CREATE (a)-[:ABOUT]->(e)
CREATE (a)-[:STATED_IN]->(b)
