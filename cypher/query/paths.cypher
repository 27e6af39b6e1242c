// How two entities are connected
// The shortest ways from one to the other through events in which they take part.
// $from = 'name:vladimir putin'
// $to = 'name:donald trump'
// $limit = 10
MATCH (a:Timeline {record: 'entity', id: $from}), (b:Timeline {record: 'entity', id: $to})
MATCH path = allShortestPaths((a)-[:INVOLVES*..6]-(b))
RETURN path
LIMIT $limit
