// Events that may be there, whole or only named
UNWIND $rows AS row
MERGE (e:Timeline {record: 'event', id: row.id})
REMOVE e:Undated
SET e:Event, e = row.p
