// Where the graph stands: journal position, digest, numbers of records, and whether a rebuild is under way
// $limit = 1
MATCH (p:Timeline {record: 'projection', id: 'chronology'})
RETURN p.position AS position, p.digest AS digest, p.counts AS counts, p.state AS state, p.target AS target, p.format AS format
LIMIT $limit
