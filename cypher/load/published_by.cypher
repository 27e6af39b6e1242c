// Which source published an article
UNWIND $rows AS row
MATCH (a:Timeline {record: 'article', id: row.article})
MATCH (s:Timeline {record: 'source', id: row.to})
CREATE (a)-[:PUBLISHED_BY]->(s)
