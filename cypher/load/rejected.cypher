// What the chronology left out, with the reason
UNWIND $rows AS row
MERGE (r:Timeline {record: 'rejected', id: row.id})
SET r:Rejected, r = row.p
WITH r
MATCH (r)-[old:FOUND_IN]->()
DELETE old
