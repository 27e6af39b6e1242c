// Which assertion gives which date
UNWIND $rows AS row
MATCH (a:Timeline {record: 'assertion', id: row.assertion})
MATCH (r:Timeline {record: 'reading', id: row.reading})
CREATE (a)-[:GIVES]->(r)
