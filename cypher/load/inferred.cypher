// Which events an inferred publication day rests on
UNWIND $rows AS row
MATCH (a:Timeline {record: 'article', id: row.article})
MERGE (e:Timeline {record: 'event', id: row.to})
CREATE (a)-[:INFERRED_FROM {position: row.position}]->(e)
