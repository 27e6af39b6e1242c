// Which dates a conflict is between, strongest first
UNWIND $rows AS row
MATCH (c:Timeline {record: 'conflict', id: row.conflict})
MATCH (r:Timeline {record: 'reading', id: row.reading})
CREATE (c)-[:BETWEEN {rank: row.rank}]->(r)
