// Links between events; the other event may be written later
UNWIND $rows AS row
MATCH (e:Timeline {record: 'event', id: row.event})
MERGE (other:Timeline {record: 'event', id: row.to})
CREATE (e)-[:$(row.type) {position: row.position}]->(other)
