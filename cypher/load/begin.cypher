// Say that a rebuild to this position is under way, and by whom
MERGE (p:Timeline {record: 'projection', id: 'chronology'})
WITH p, p.state AS before
SET p:Projection, p.writer = $writer, p.target = $position, p.state = 'rebuilding', p.format = $format
RETURN before
