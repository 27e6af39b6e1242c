// When the journal learned an article or an assertion
UNWIND $rows AS row
MATCH (n:Timeline {record: row.record, id: row.id})
SET n.recordedAt = row.at
