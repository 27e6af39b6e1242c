// Days with events: how many, the first and the last of each
UNWIND $rows AS row
MERGE (d:Timeline {record: 'day', id: row.id})
SET d:Day, d = row.p
