// What a decision bears upon
UNWIND $rows AS row
MATCH (d:Timeline {record: 'decision', id: row.decision})
MATCH (n:Timeline {record: row.record, id: row.to})
CREATE (d)-[:DECIDES]->(n)
