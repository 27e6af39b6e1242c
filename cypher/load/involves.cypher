// Who takes part in which event
UNWIND $rows AS row
MATCH (e:Timeline {record: 'event', id: row.event})
MATCH (n:Timeline {record: 'entity', id: row.to})
CREATE (e)-[r:INVOLVES]->(n)
SET r = row.p
