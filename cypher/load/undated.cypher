// Events without a place in time
UNWIND $rows AS row
MATCH (e:Timeline {record: 'event', id: row.id})
SET e:Undated
