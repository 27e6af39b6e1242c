// Which article is a copy of which
UNWIND $rows AS row
MATCH (a:Timeline {record: 'article', id: row.article})
MERGE (b:Timeline {record: 'article', id: row.to})
CREATE (a)-[:COPY_OF]->(b)
