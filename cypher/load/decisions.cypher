// Human decisions; what started from them is written anew
UNWIND $rows AS row
MERGE (d:Timeline {record: 'decision', id: row.id})
SET d:Decision
WITH d, row, d.recordedAt AS at
SET d = row.p
SET d.recordedAt = at
WITH d
MATCH (d)-[old:DECIDES]->()
DELETE old
