// The last batch: the graph now stands at this position
MATCH (p:Timeline {record: 'projection', id: 'chronology'}) WHERE p.writer = $writer
SET p.position = $position, p.digest = $digest, p.counts = $counts, p.state = 'ready'
REMOVE p.target, p.writer
RETURN p.position AS position
