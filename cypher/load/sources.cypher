// Sources of articles
UNWIND $rows AS row
MERGE (s:Timeline {record: 'source', id: row.id})
SET s:Source, s = row.p
