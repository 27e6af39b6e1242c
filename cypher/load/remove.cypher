// Remove nodes of ours, by record and id
UNWIND $ids AS id
MATCH (n:Timeline {record: $record, id: id})
DETACH DELETE n
