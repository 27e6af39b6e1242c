// Which assertion is what another one, a speech act, says; that one may be written later
UNWIND $rows AS row
MATCH (a:Timeline {record: 'assertion', id: row.assertion})
MERGE (act:Timeline {record: 'assertion', id: row.to})
CREATE (a)-[:CONTENT_OF]->(act)
