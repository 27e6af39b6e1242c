// Assertions of an empty graph, each with its event and article
UNWIND $rows AS row
MATCH (e:Timeline {record: 'event', id: row.event})
MATCH (b:Timeline {record: 'article', id: row.article})
CREATE (a:Timeline:Assertion)
SET a = row.p
CREATE (a)-[:ABOUT]->(e)
CREATE (a)-[:STATED_IN]->(b)
