// Where a rejected item was found
UNWIND $rows AS row
MATCH (r:Timeline {record: 'rejected', id: row.rejected})
MATCH (a:Timeline {record: 'article', id: row.to})
CREATE (r)-[:FOUND_IN]->(a)
