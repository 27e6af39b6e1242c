// Where the graph stands: journal position, digest, and whether a rebuild is under way
// $limit = 1
MATCH (p:Timeline {record: 'projection', id: 'chronology'})
RETURN p.position AS position, p.digest AS digest, p.state AS state, p.target AS target, p.format AS format
LIMIT $limit
