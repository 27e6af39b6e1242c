// Dates that sources give; those of a conflict alone have no rank in the event
UNWIND $rows AS row
MATCH (e:Timeline {record: 'event', id: row.event})
CREATE (r:Timeline:Reading)
SET r = row.p
FOREACH (rank IN row.ranks | CREATE (e)-[:DATED {rank: rank}]->(r))
