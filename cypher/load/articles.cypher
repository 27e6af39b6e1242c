// Articles; what started from them is written anew
UNWIND $rows AS row
MERGE (a:Timeline {record: 'article', id: row.id})
SET a:Article
WITH a, row, a.recordedAt AS at
SET a = row.p
SET a.recordedAt = at
WITH a
MATCH (a)-[old:PUBLISHED_BY|COPY_OF|INFERRED_FROM]->()
DELETE old
