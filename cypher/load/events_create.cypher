// Events that nothing names yet
UNWIND $rows AS row
CREATE (e:Timeline:Event)
SET e = row.p
